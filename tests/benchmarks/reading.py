"""Time the command as a user meets it, and the engine against Argos Translate's own API.

    python tests/benchmarks/reading.py                     all tables, on the examples and the embedded package
    python tests/benchmarks/reading.py --words 50000       the engine on a book's length (minutes)
    python tests/benchmarks/reading.py --text FILE --model PACKAGE

Every figure of one table comes from one run on one machine; across machines only the ratios mean anything.
Argos Translate's API wants to download a model for sentence boundaries at its first use. It is handed this
project's splitter instead, so both sides translate the same sentences with the same package, and the table
compares what is done with them. Wall time, and that of the processor, which is what tells where a machine has other
work; peak memory is that of the child process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "bilingual"]

ARGOS_PROGRAM = """
import json, sys, time
start = time.perf_counter()
from pathlib import Path
from argostranslate import package, translate
from bilingual.sentences import sentence_spans

class Splitter:
    def split_sentences(self, text):
        return [span.of(text) for span in sentence_spans(text)]

french, english = translate.Language("fr", "French"), translate.Language("en", "English")
translation = translate.PackageTranslation(french, english, package.Package(Path(sys.argv[1])))
translation.sentencizer = Splitter()
text = Path(sys.argv[2]).read_text("utf-8")
translation.translate("Bonjour.")
loaded, processor = time.perf_counter(), time.process_time()
words = len(translation.translate(text).split())
taken, processor = time.perf_counter() - loaded, time.process_time() - processor
print(json.dumps({"load": loaded - start, "translate": taken, "processor": processor, "out": words}))
"""

BILINGUAL_PROGRAM = """
import json, sys, time
start = time.perf_counter()
from pathlib import Path
import bilingual
from bilingual.translation.packages import PackageOrigin, describe_package
translator = bilingual.ArgosTranslator(describe_package(Path(sys.argv[1]), PackageOrigin.GIVEN))
document = bilingual.read_document(sys.argv[2])
next(translator.translate(["Bonjour."]))
loaded, processor = time.perf_counter(), time.process_time()
segments = bilingual.split_sentences(document)
words = sum(len(t.text.split()) for t in translator.translate(s.span.of(document.text) for s in segments))
taken, processor = time.perf_counter() - loaded, time.process_time() - processor
print(json.dumps({"load": loaded - start, "translate": taken, "processor": processor, "out": words}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, help="French text; the examples by default")
    parser.add_argument(
        "--model", type=Path, help="package directory or archive; the embedded one by default"
    )
    parser.add_argument("--words", type=int, default=5000, help="words of text for the engine (default 5000)")
    parser.add_argument(
        "--repeat", type=int, default=5, help="runs of each command; the median counts (default 5)"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as holder:
        place = Path(holder)
        package = unpacked(arguments.model, place)
        paragraphs = source_paragraphs(arguments.text)
        time_commands(package, lengthen(paragraphs, 500, place), place, arguments.repeat)
        time_engines(
            package,
            lengthen(paragraphs, arguments.words, place),
            lengthen(paragraphs, arguments.words // 4, place),
        )


def unpacked(model: Path | None, place: Path) -> Path:
    from bilingual.languages import ENGLISH, FRENCH
    from bilingual.translation.archives import unpack
    from bilingual.translation.packages import embedded_packages, find_package

    if model is None:
        package = next(p for p in embedded_packages() if p.source_code == "fr")
    else:
        package = find_package(FRENCH, ENGLISH, model)
    return unpack(package.path, place / "package") if package.is_archive else package.path


def source_paragraphs(text: Path | None) -> list[str]:
    files = [text] if text else sorted((ROOT / "examples").glob("*.fr.txt"))
    return [paragraph for file in files for paragraph in file.read_text("utf-8").split("\n\n")]


def lengthen(paragraphs: list[str], words: int, place: Path) -> Path:
    """Write the paragraphs over and over up to a number of words; no memory is used, so repeats cost the same."""
    chosen, count = [], 0
    for paragraph in cycle(paragraphs):
        if count >= words:
            break
        chosen.append(paragraph)
        count += len(paragraph.split())
    path = place / f"{words}-words.txt"
    path.write_text("\n\n".join(chosen) + "\n", "utf-8")
    return path


def time_commands(package: Path, article: Path, place: Path, repeat: int) -> None:
    environment = {
        **os.environ,
        "BILINGUAL_CACHE_DIR": str(place / "cache"),
        # An installed package has its bytecode, which a checkout may be kept from writing.
        "PYTHONPYCACHEPREFIX": str(place / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    read = [*COMMAND, "read", str(article), "--model", str(package), "--width", "120", "-q"]
    rows: list[tuple[str, Times]] = []
    for option in ("--version", "--help"):
        median_time([*COMMAND, option], environment, 1)
        rows.append((f"bilingual {option}", median_time([*COMMAND, option], environment, repeat)))
    first_and_whole([*read, "--no-memory"], environment)
    runs = [first_and_whole([*read, "--no-memory"], environment) for _ in range(repeat)]
    first = Times(statistics.median(first for first, _ in runs), None)
    rows.append(("read, 500 words, nothing cached: first row", first))
    rows.append(("read, 500 words, nothing cached: whole", Times.median([whole for _, whole in runs])))
    median_time(read, environment, 1)
    rows.append(("read, 500 words, again (translation memory)", median_time(read, environment, repeat)))
    stock = [sys.executable, "-c", ARGOS_PROGRAM, str(package), str(article)]
    argos = median_time(stock, environment, repeat)
    rows.append(("argostranslate API, the same 500 words, whole process", argos))
    print(
        f"{'whole process, seconds':58}{'wall':>8}{'argos / this':>14}{'processor':>11}{'argos / this':>14}"
    )
    for label, times in rows:
        compared = label.startswith("read")
        line = f"{label:58}{times.wall:8.2f}" + (f"{argos.wall / times.wall:14.1f}" if compared else " " * 14)
        if times.processor is not None and argos.processor is not None:
            line += f"{times.processor:11.2f}"
            line += f"{argos.processor / times.processor:14.1f}" if compared else ""
        print(line)
    print()


class Times(NamedTuple):
    """Seconds that a process took: on the clock, and of the processor."""

    wall: float
    processor: float | None

    @classmethod
    def median(cls, runs: Sequence[Times]) -> Times:
        """Return the median of each."""
        processor = [run.processor for run in runs if run.processor is not None]
        return cls(statistics.median(run.wall for run in runs), statistics.median(processor))


def ended(process: subprocess.Popen[bytes], start: float) -> Times:
    """Wait for a process and return what it took."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{process.args} ended with {process.returncode}")
    return Times(time.perf_counter() - start, usage.ru_utime + usage.ru_stime)


def median_time(command: list[str], environment: dict[str, str], repeat: int) -> Times:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            times.append(ended(process, start))
    return Times.median(times)


def first_and_whole(command: list[str], environment: dict[str, str]) -> tuple[float, Times]:
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(3):  # the header, a blank line, the first row
            process.stdout.readline()
        first = time.perf_counter() - start
        process.stdout.read()
        return first, ended(process, start)


def time_engines(package: Path, text: Path, quarter: Path) -> None:
    heads = (
        ("words", 8),
        ("load s", 8),
        ("words/s", 9),
        ("ratio", 7),
        ("words/s of processor", 22),
        ("ratio", 7),
    )
    print(f"{'engine, same package and sentences':36}", end="")
    print("".join(f"{head:>{width}}" for head, width in (*heads, ("peak MB", 9))))
    rows = [
        ("argostranslate API", ARGOS_PROGRAM, text),
        ("bilingual", BILINGUAL_PROGRAM, text),
        ("bilingual, a quarter of the text", BILINGUAL_PROGRAM, quarter),
    ]
    base: tuple[float, float] | None = None
    for label, program, file in rows:
        words = len(file.read_text("utf-8").split())
        found, peak = run_child([sys.executable, "-c", program, str(package), str(file)])
        rate, busy = words / found["translate"], words / found["processor"]
        base = base or (rate, busy)
        print(
            f"{label:36}{words:8}{found['load']:8.2f}{rate:9.0f}{rate / base[0]:7.1f}"
            f"{busy:22.0f}{busy / base[1]:7.1f}{peak / 1024:9.0f}",
            flush=True,
        )


def run_child(command: list[str]) -> tuple[dict[str, float], int]:
    """Run a command and return the JSON it prints and its peak memory in KiB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise SystemExit(f"{command[2][:40]!r} ended with {process.returncode}")
    # Linux counts in KiB, macOS in bytes.
    return json.loads(output.splitlines()[-1]), usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
