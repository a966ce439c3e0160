"""Time the command as a user meets it, and the engine against Argos Translate's own API.

    python tests/benchmarks/reading.py                     all tables, on the examples and the embedded package
    python tests/benchmarks/reading.py --words 50000       the engine on a book's length (minutes)
    python tests/benchmarks/reading.py --text FILE --model PACKAGE

Every figure of one table comes from one run on one machine; across machines only the ratios mean anything.
Argos Translate's API wants to download a model for sentence boundaries at its first use. It is handed this
project's splitter instead, so both sides translate the same sentences with the same package, and the table
compares what is done with them. Wall time; peak memory is that of the child process.
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
from itertools import cycle
from pathlib import Path

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
loaded = time.perf_counter()
words = len(translation.translate(text).split())
print(json.dumps({"load": loaded - start, "translate": time.perf_counter() - loaded, "out": words}))
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
loaded = time.perf_counter()
segments = bilingual.split_sentences(document)
words = sum(len(t.text.split()) for t in translator.translate(s.span.of(document.text) for s in segments))
print(json.dumps({"load": loaded - start, "translate": time.perf_counter() - loaded, "out": words}))
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
    rows = []
    for option in ("--version", "--help"):
        median_time([*COMMAND, option], environment, 1)
        rows.append((f"bilingual {option}", median_time([*COMMAND, option], environment, repeat)))
    first_and_whole([*read, "--no-memory"], environment)
    firsts, wholes = zip(
        *(first_and_whole([*read, "--no-memory"], environment) for _ in range(repeat)), strict=True
    )
    rows.append(("read, 500 words, nothing cached: first row", statistics.median(firsts)))
    rows.append(("read, 500 words, nothing cached: whole", statistics.median(wholes)))
    median_time(read, environment, 1)
    rows.append(("read, 500 words, again (translation memory)", median_time(read, environment, repeat)))
    stock = [sys.executable, "-c", ARGOS_PROGRAM, str(package), str(article)]
    argos = median_time(stock, environment, repeat)
    rows.append(("argostranslate API, the same 500 words, whole process", argos))
    print(f"{'whole process, wall seconds':58}{'s':>8}{'argos / this':>14}")
    for label, seconds in rows:
        ratio = f"{argos / seconds:14.1f}" if label.startswith("read") else ""
        print(f"{label:58}{seconds:8.2f}{ratio}")
    print()


def median_time(command: list[str], environment: dict[str, str], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def first_and_whole(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(3):  # the header, a blank line, the first row
            process.stdout.readline()
        first = time.perf_counter() - start
        process.stdout.read()
    return first, time.perf_counter() - start


def time_engines(package: Path, text: Path, quarter: Path) -> None:
    print(
        f"{'engine, same package and sentences':36}{'words':>8}{'load s':>8}{'words/s':>9}{'peak MB':>9}{'ratio':>7}"
    )
    rows = [
        ("argostranslate API", ARGOS_PROGRAM, text),
        ("bilingual", BILINGUAL_PROGRAM, text),
        ("bilingual, a quarter of the text", BILINGUAL_PROGRAM, quarter),
    ]
    base = None
    for label, program, file in rows:
        words = len(file.read_text("utf-8").split())
        found, peak = run_child([sys.executable, "-c", program, str(package), str(file)])
        rate = words / found["translate"]
        base = base or rate
        print(
            f"{label:36}{words:8}{found['load']:8.2f}{rate:9.0f}{peak / 1024:9.0f}{rate / base:7.1f}",
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
