"""Run the benchmarks, each in a process of its own, and print all their tables beside the figures to reach.

    python tests/benchmarks                              what needs no data
    python tests/benchmarks --data DIR                   and what does: DIR has ud/, hansards/, alignment/, mt/
    python tests/benchmarks --only words --only terms

A benchmark whose data or package is missing is skipped, and the reason said. Times are those of this machine at
this hour: on one that others use as well they only tell the order of magnitude. Exit code 1 if a benchmark fails.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
DATA = "{data}"  # in arguments: the folder given with --data


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A script and what it is run with.

    Args:
        name: what it is called by `--only`.
        script: its file, beside this one.
        arguments: of its command line; `{data}` stands for the folder of `--data`.
        reach: the figure to reach, and what others reach; empty where none is set.
        folder: of the data, that it needs.
        package: that it is compared with, and needs.
    """

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    reach: str = ""
    folder: str | None = None
    package: str | None = None

    def missing(self, data: Path | None) -> str | None:
        """Why it cannot be run, or None."""
        if self.folder and data is None:
            return f"needs --data DIR with {self.folder}/"
        if self.folder and data is not None and not (data / self.folder).is_dir():
            return f"{data / self.folder} is not there"
        if self.package and find_spec(self.package) is None:
            return f"needs the package {self.package}"
        return None

    def command(self, data: Path | None) -> list[str]:
        """What to run."""
        filled = (argument.replace(DATA, str(data)) for argument in self.arguments)
        return [sys.executable, str(HERE / self.script), *filled]


BENCHMARKS = (
    Benchmark(
        "sentences", "sentences.py", (f"{DATA}/ud", "--set", "test"),
        "F1 98 on GSD and 93 on Sequoia; Stanza 95.0 and 87.5, spaCy – and 93.0, nupunkt 96.8 and 86.3", "ud",
    ),
    Benchmark(
        "words", "word_alignment.py", (f"{DATA}/hansards",),
        "AER 8; fast_align 10.5, eflomal 8.1, awesome-align 5.6", "hansards",
    ),
    Benchmark(
        "beads", "sentence_alignment.py",
        ("--news", str(HERE.parent / "cases" / "alignment"), "--novels", f"{DATA}/alignment", "--sentences", "10000"),
        "strict F1 0.98 news, 0.90 novels, Gale and Church 0.94, 0.72; 10,000 × 10,000 in 20 s and 1 GB", "alignment",
    ),
    Benchmark("terms", "term_matching.py", (), "precision 0.95, recall 0.90"),
    Benchmark("term-speed", "terms.py", (), "200,000 tokens/s; 0.12 s in a fresh process"),
    Benchmark(
        "reading", "reading.py", (),
        "4 × argostranslate's words/s, memory flat; first row 1.0 s, whole 4 × faster; again 0.4 s; --version 0.15 s",
        package="argostranslate",
    ),
    Benchmark("reader", "reader.py", ("--words", "20000")),
    Benchmark("pages", "pages.py"),
    Benchmark("documents", "documents.py"),
    Benchmark("deck", "deck.py"),
    Benchmark("exercises", "exercises.py", ("--number", "300")),
    Benchmark("grading", "grading.py", (f"{DATA}/mt",), folder="mt"),
    Benchmark("levels", "levels.py"),
    Benchmark("growth", "growth.py"),
    Benchmark("books", "books.py", (), "linear in the text's length; memory of translate, tsv and pairs flat"),
)  # fmt: skip


def run(chosen: list[Benchmark], data: Path | None) -> Iterator[tuple[Benchmark, str]]:
    """Run each and yield what became of it; its table goes to standard output meanwhile."""
    for benchmark in chosen:
        print(
            f"\n=== {benchmark.name}: {benchmark.script}\n    to reach: {benchmark.reach or 'no figure is set'}\n",
            flush=True,
        )
        reason = benchmark.missing(data)
        if reason:
            print(f"skipped: {reason}", flush=True)
            yield benchmark, f"skipped: {reason}"
            continue
        code = subprocess.run(benchmark.command(data), check=False).returncode
        yield benchmark, "done" if code == 0 else f"failed with exit code {code}"


def what_there_is() -> str:
    """What each script says of itself in its first sentence, which may go on in the next lines."""
    rows = []
    for script in sorted(HERE.glob("[!_]*.py")):
        said = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
        rows.append(f"{script.stem:20} {' '.join(said.split(chr(10) * 2)[0].split())}")
    return "\n".join(
        ["python tests/benchmarks/NAME.py --help tells what one measures, and of what:", "", *rows]
    )


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks",
        description=__doc__,
        epilog=what_there_is(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [benchmark.name for benchmark in BENCHMARKS]
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="folder with ud/, hansards/, alignment/, mt/"
    )
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=f"one or more of {', '.join(names)}"
    )
    options = parser.parse_args()
    chosen = [benchmark for benchmark in BENCHMARKS if not options.only or benchmark.name in options.only]
    ended = list(run(chosen, options.data))
    print("\n=== what was run")
    for benchmark, what in ended:
        print(f"{benchmark.name:12} {what}")
    return int(any(what.startswith("failed") for _, what in ended))


if __name__ == "__main__":
    sys.exit(main())
