"""Time and memory that each command takes with large texts made to be hard, and what it lets through.

    python tests/benchmarks/hostile_texts.py                          all texts, all commands; an hour
    python tests/benchmarks/hostile_texts.py --text combining --command terms
    python tests/benchmarks/hostile_texts.py --scale 0.1              a tenth of each text
    python tests/benchmarks/hostile_texts.py --small                  the small hostile texts, every command and format

Each is a process of its own; `s` the processor time it took, `MB` the most memory it had, `code` its exit code. Ends
with exit code 1 where one takes longer than --seconds or more than --memory, leaves a traceback, an exit code that
is not documented, an escape for a terminal, or live markup in a file.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from hostile import (
    BITS,
    CODES,
    HostileTranslator,
    complaints,
    lines,
    live_on_a_terminal,
    make_places,
)

REPOSITORY = Path(__file__).parents[2]
_EXAMPLE = REPOSITORY / "examples" / "frappes-aeriennes"
COMMAND = [sys.executable, "-m", "bilingual"]
_SENTENCE = "Le char d'assaut a tiré sur le dépôt de munitions"
_TRANSLATION = "The battle tank fired at the ammunition depot"
_ADDRESS_SPACE = 16 << 30  # bytes; what a run-away process may ask for before it is stopped


def texts(scale: float) -> dict[str, tuple[str, str]]:
    """Each text by its name, and a translation: ordinary sentences before and after what is hard."""

    def times(unit: str, number: int) -> str:
        return unit * max(int(number * scale), 1)

    hard = {
        "10 MB, no space": times("anticonstitutionnellement", 400_000),
        "10 MB, no letter": times("-", 10_000_000),
        "words of 1 MB": " ".join(times("é", 500_000) for _ in range(5)),
        "digits": times("1", 1_000_000),
        "combining marks": "e" + times("\u0301", 100_000),
        "zero width": times("a\u200b\u200d\u2060", 50_000),
        "empty lines": times("\n", 100_000),
        "lines of U+2028": times(f"{_SENTENCE}.\u2028", 3_000),
        "mixed line ends": times("mot\r\nmot\rmot\n", 30_000),
        "byte order marks": times("\ufeffmot", 50_000),
        "escapes": times("\x1b[31m\x1b]0;t\x07\u202e", 50_000),
        "tags": times("<b>", 200_000),
        "angle brackets": times("<", 500_000),
        "ampersands": times("&", 500_000),
        "comments": times("<!--", 200_000),
        "brackets": times("[", 200_000),
        "nested": times("(", 200_000),
        "quotes": times("« ", 200_000),
        "stars": times("*", 200_000) + " " + times("_a", 100_000),
        "formulas": times("=cmd|' /C calc'!A0\n\n", 20_000),
        "full stops": times(". ", 200_000),
        "abbreviations": times("M. ", 100_000),
        "apostrophes": times("l'", 200_000),
        "commas": times("a,", 100_000),
        "words of one letter": times("à ", 100_000),
        "one long sentence": times("et le char d'assaut a tiré, ", 2_000),
    }
    return {
        name: (f"{_SENTENCE}. {text} {_SENTENCE}.", f"{_TRANSLATION}. {text} {_TRANSLATION}.")
        for name, text in hard.items()
    }


@dataclass(frozen=True, slots=True)
class Task:
    """A command for a text.

    Args:
        name: of it in the table.
        arguments: with `{text}`, `{target}` for its translation, and `{out}`.
        form: of what is written to `{out}`.
    """

    name: str
    arguments: tuple[str, ...]
    form: str | None = None


TASKS = (
    Task("terms", ("terms", "{text}", "--from", "fr")),
    Task("stats", ("stats", "{text}", "--from", "fr")),
    Task("align, html", ("align", "{text}", "{target}", "-q", "-o", "{out}", "--format", "html"), "html"),
    Task("read, columns", ("read", "{text}", "-q", "--from", "fr", "--no-memory")),
    Task("read, docx", ("read", "{text}", "-q", "--from", "fr", "--format", "docx", "-o", "{out}"), "docx"),
    Task("read, json", ("read", "{text}", "-q", "--from", "fr", "--format", "json", "-o", "{out}"), "json"),
    Task("gloss", ("align", "{text}", "{target}", "-q", "--view", "gloss")),
    Task("exercises", ("exercises", "{text}", "--translation", "{target}", "-q")),
    Task("glossary check", ("glossary", "check", "{text}")),
    Task("terms, glossary", ("terms", f"{_EXAMPLE}.fr.txt", "--glossary", "{text}")),
    Task("deck import", ("deck", "import", "{text}")),
    Task("links", ("links", "{text}")),
    Task("practice", ("practice", f"{_EXAMPLE}.fr.txt", "-q", "--no-deck", "--translation", f"{_EXAMPLE}.en.txt",
                      "--answers", "{text}")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process took, and what is wrong with what it did."""

    seconds: float
    megabytes: float
    code: int
    wrong: str


def measure(task: Task, text: Path, out: Path, environment: dict[str, str], most: float) -> Taken:
    """Run a task, for no more than `most` seconds of processor time."""
    out.unlink(missing_ok=True)
    arguments = [
        argument.format(text=text, target=text.with_name("target.txt"), out=out)
        for argument in task.arguments
    ]
    shown, said = out.with_name("shown"), out.with_name("said")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (int(most) + 1, int(most) + 2))

    with shown.open("wb") as stdout, said.open("wb") as stderr:
        process = subprocess.Popen(
            [*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment,
            preexec_fn=limit,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    taken = usage.ru_utime + usage.ru_stime
    wrong = []
    if taken > most:
        wrong.append("takes too long")
    message = said.read_text("utf-8", "replace")
    if "Traceback" in message:
        wrong.append(message.strip().splitlines()[-1][:100])
    if process.returncode not in CODES:
        wrong.append(f"exit code {process.returncode}")
    if "--format" not in task.arguments or not out.exists():
        wrong += filter(None, (live_on_a_terminal(path.read_bytes()) for path in (shown, said)))
    if out.exists():
        wrong += sorted(set(complaints(task.form, out.read_bytes())))[:3]
    return Taken(taken, usage.ru_maxrss / 1024, process.returncode, "; ".join(wrong))


def table(options: argparse.Namespace, directory: Path) -> int:
    """Print the table of the large texts and return how many are wrong."""
    environment = {
        **os.environ, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1", "COLUMNS": "80", "PYTHONUTF8": "1",
        "BILINGUAL_CACHE_DIR": str(directory / "cache"), "BILINGUAL_DATA_DIR": str(directory / "data"),
    }  # fmt: skip
    bad = 0
    print(f"{'text':20} {'bytes':>11}  {'command':15} {'s':>6} {'MB':>6} {'code':>5}")
    for name, (content, translation) in texts(options.scale).items():
        if options.text not in name:
            continue
        text = directory / "text.txt"
        text.write_text(content, "utf-8", newline="")
        text.with_name("target.txt").write_text(translation, "utf-8", newline="")
        for task in TASKS:
            if options.command not in task.name:
                continue
            taken = measure(task, text, directory / "out", environment, options.seconds)
            wrong = taken.wrong or ("too much memory" if taken.megabytes > options.memory else "")
            bad += bool(wrong)
            print(
                f"{name:20} {text.stat().st_size:11,}  {task.name:15} {taken.seconds:6.1f} {taken.megabytes:6.0f}"
                f" {taken.code:5} {'  ! ' + wrong if wrong else ''}".rstrip(),
                flush=True,
            )
    return bad


def small(directory: Path) -> int:
    """Try every command and format with all small texts; print a line a command and return how many are wrong."""
    from processes import run_here

    for name in ("CACHE", "DATA", "CONFIG"):
        os.environ[f"BILINGUAL_{name}_DIR"] = str(directory / name.lower())
    places = make_places(directory, BITS)
    tried: dict[str, list[str]] = {}
    bad = 0
    with patch("bilingual.translation.engine.ArgosTranslator", HostileTranslator):
        for number, line in enumerate(lines()):
            out = directory / f"out{number}"
            done = run_here(*line.filled(places, out), tty=True, NO_COLOR="1", PAGER="cat")
            wrong = [*filter(None, map(live_on_a_terminal, (done.stdout, done.stderr)))]
            if done.returncode not in CODES or b"Traceback" in done.stderr:
                wrong.append(f"exit code {done.returncode}")
            if out.is_file():
                wrong += sorted(set(complaints(line.form, out.read_bytes())))
            tried.setdefault(line.command, []).extend(wrong or [""])
            bad += bool(wrong)
    for command, found in tried.items():
        wrong = [what for what in found if what]
        print(
            f"{command:18} {len(found):4} command lines  {len(wrong):3} wrong  {'; '.join(wrong)[:150]}".rstrip()
        )
    print(f"{len(BITS)} signs, {sum(map(len, tried.values()))} command lines")
    return bad


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", default="", metavar="TEXT", help="texts with TEXT in their name")
    parser.add_argument("--command", default="", metavar="TEXT", help="commands with TEXT in their name")
    parser.add_argument("--scale", type=float, default=1.0, help="how much of each text (default: all)")
    parser.add_argument("--seconds", type=float, default=120.0, help="that one may take")
    parser.add_argument("--memory", type=float, default=2_000.0, metavar="MB", help="that one may have")
    parser.add_argument("--small", action="store_true", help="small texts, all commands and formats")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        bad = small(Path(directory)) if options.small else table(options, Path(directory))
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
