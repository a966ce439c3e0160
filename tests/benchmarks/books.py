"""Time and memory of the commands as a text grows, from an article to ten novels.

    python tests/benchmarks/books.py                         1k, 10k, 100k words; minutes
    python tests/benchmarks/books.py --words 1000000         one size
    python tests/benchmarks/books.py --only translate --only align

The text is the French examples of the termbase, in paragraphs, over and over. What translates it is a table of their
English, which takes no time: what grows is ours, and the engine's own speed is in `reading.py`. For every command and
size: processor seconds and peak memory of the whole process, microseconds a word, and what each thousand words beyond
the smaller size has cost. Where a command is linear that figure stays what it is from row to row; where its memory is
flat, the last column is about 0. Ends with exit code 1 where a word costs more than twice as much as a size before.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.translation.translator import Engine, Origin, Request, Translation

SIZES = (1_000, 10_000, 100_000)
SENTENCES = 6  # of a paragraph
DEARER = 2.0
TOO_SHORT = 2.0  # seconds, below which a process's start hides what a word costs

COMMANDS = {
    "translate": ("translate", "{fr}"),
    "read, columns": ("read", "{fr}", "--width", "100"),
    "read, tsv": ("read", "{fr}", "--format", "tsv"),
    "read, pairs": ("read", "{fr}", "--format", "pairs"),
    "read, json": ("read", "{fr}", "--format", "json"),
    "read, html": ("read", "{fr}", "--format", "html"),
    "terms": ("terms", "{fr}", "--format", "json"),
    "stats": ("stats", "{fr}", "--format", "json"),
    "align": ("align", "{fr}", "{en}", "--format", "tsv"),
}


class PhraseBook:
    """Translates the examples of the termbase by its English, at once."""

    source_language: Language = FRENCH
    target_language: Language = ENGLISH
    engine = Engine("phrase book", "phrase book 1", Origin.MACHINE)
    identity = "phrase book 1"
    takes_wishes = True

    def __init__(self) -> None:
        self._english = dict(pairs())

    def translate(self, sentences: Iterable[str | Request]) -> Iterator[Translation]:
        """Yield the English of each sentence; of one that was parted otherwise, its own words."""
        for sentence in sentences:
            text = Request.of(sentence).text
            yield Translation(self._english.get(text, text), 0.5)


def pairs() -> Iterator[tuple[str, str]]:
    """Yield each concept's example in both languages."""
    for entry in military_termbase():
        yield entry.example(FRENCH), entry.example(ENGLISH)


def write_books(words: int, place: Path) -> dict[str, Path]:
    """Write a text of so many French words and its translation, paragraph for paragraph."""
    source = cycle(pairs())
    french: list[str] = []
    english: list[str] = []
    length = 0
    while length < words:
        ours, theirs = zip(*islice(source, SENTENCES), strict=True)
        french.append(" ".join(ours))
        english.append(" ".join(theirs))
        length += len(french[-1].split())
    files = {"fr": place / f"{words}.fr.txt", "en": place / f"{words}.en.txt"}
    for code, paragraphs in (("fr", french), ("en", english)):
        files[code].write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return files


def run_command(arguments: list[str]) -> None:
    """Run one command in this process, with the phrase book for a translator."""
    from bilingual.cli import engine

    @contextmanager
    def opened(*_languages: object, **_options: object) -> Iterator[PhraseBook]:
        yield PhraseBook()

    engine.open_translator = opened
    from bilingual.cli import main

    sys.argv = ["bilingual", *arguments]
    main()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: processor seconds, and bytes at its peak."""

    seconds: float
    memory: float


def measure(arguments: Iterable[str], place: Path) -> Cost:
    """Run a command in a process of its own."""
    environment = {
        **os.environ,
        "BILINGUAL_CACHE_DIR": str(place / "cache"),
        # An installed package has its bytecode, which a checkout may be kept from writing.
        "PYTHONPYCACHEPREFIX": str(place / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, __file__, "--run", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bilingual {' '.join(arguments)} ended with {process.returncode}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def main() -> int:
    """Measure every command at every size; return 1 where one is not linear."""
    if sys.argv[1:2] == ["--run"]:
        run_command(sys.argv[2:])
        return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, action="append", help="by default 1000, 10000 and 100000")
    parser.add_argument("--only", action="append", choices=COMMANDS, metavar="NAME", help=", ".join(COMMANDS))
    options = parser.parse_args()
    sizes = sorted(options.words or SIZES)
    bad = 0
    print(
        f"{'':14}{'words':>10}{'s':>8}{'peak MB':>9}{'µs a word':>11}{'beyond: µs a word':>20}{'kB a 1,000':>12}"
    )
    with tempfile.TemporaryDirectory() as holder:
        place = Path(holder)
        files = {size: write_books(size, place) for size in sizes}
        chosen = options.only or list(COMMANDS)
        measure(("--version",), place)  # writes bytecode
        for name in chosen:
            before: tuple[int, Cost, float] | None = None
            for size in sizes:
                cost = measure([part.format(**files[size]) for part in COMMANDS[name]], place)
                line = f"{name:14}{size:10,}{cost.seconds:8.2f}{cost.memory / 1e6:9.0f}"
                line += f"{cost.seconds / size * 1e6:11.0f}"
                beyond = cost.seconds / size
                if before is not None:
                    smaller, less, dear = before
                    beyond = (cost.seconds - less.seconds) / (size - smaller)
                    grown = (cost.memory - less.memory) / (size - smaller)
                    line += f"{beyond * 1e6:20.0f}{grown:12.1f}"
                    if beyond > DEARER * dear and cost.seconds > TOO_SHORT:
                        bad += 1
                        line += "  !"
                print(line, flush=True)
                before = size, cost, beyond
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
