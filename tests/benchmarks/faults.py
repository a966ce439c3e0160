"""Every writer and every command under faults: killed, disk full, odd targets, closed streams, no home, locale C.

    python tests/benchmarks/faults.py                        both tables, some minutes
    python tests/benchmarks/faults.py --table writers --kills 10
    python tests/benchmarks/faults.py --table commands
    python tests/benchmarks/faults.py --table databases

Three tables. *Writers*: each command that writes a file, onto one that is there. After each fault the file is
the old one or the new one, whole; nothing half-written stays, or goes with the next writing; what fails is said
in one line, with the file and what to do. *Databases*: a deck in which cards are answered and imported, a memory
being filled, a package being installed, a corpus, killed at random moments. *Commands*: each, with its streams
closed, without a home, in an odd locale: no traceback, a documented exit code.

Unix only. Where the disk cannot be made small (only root may, on Linux) a limit on the size of files stands for it.
Exit code 1 if anything fails; the reasons are printed below the tables.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import re
import resource
import shlex
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from hostile import CODES, leaves

from bilingual.cli.exits import ExitCode

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "examples" / "frappes-aeriennes"
COMMAND = [sys.executable, "-m", "bilingual"]
OLD = b"what was there before\n"
_CAPABILITIES = (1, 2)  # of root: to pass over the permissions of files and directories
_DROP = 24  # prctl's number for taking one away

WRITER_COLUMNS = [
    "writer",
    "killed",
    "disk full",
    "file limit",
    "read-only",
    "directory",
    "pipe",
    "-",
    "mode",
    "link",
]
COMMAND_COLUMNS = ["command", "| head -1", ">&-", "<&-", "2>&-", ">/dev/full", "LC_ALL=C", "no HOME", "closed HOME",
                   "HUP"]  # fmt: skip
_CARDS = 200
_ADDING = f"""
import sys
from pathlib import Path
from bilingual.exercises.deck import Deck
from bilingual.languages import FRENCH
with Deck.open(Path(sys.argv[1])) as deck:
    for number in range({_CARDS}):
        deck.add_word(f"mot {{number}}", FRENCH, (f"word {{number}}",))
"""


@dataclass(slots=True)
class Failures:
    """What went wrong, said below the tables."""

    said: list[str] = field(default_factory=list)

    def cell(self, row: str, column: str, problem: str | None) -> str:
        """Return what the table shows, and note what is wrong."""
        if problem is None:
            return "ok"
        self.said.append(f"{row}, {column}: {problem}")
        return "FAIL"


@dataclass(frozen=True, slots=True)
class Work:
    """Where everything lies, and the environment that says so."""

    directory: Path
    environment: dict[str, str]
    pack: Path
    deck: Path
    exported: Path
    glossary: Path

    def run(
        self,
        arguments: list[str],
        *,
        before: Callable[[], None] | None = None,
        shell: str = "",
        program: list[str] = COMMAND,
        **environment: str | None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command, or a line of shell with `{}` for it."""
        given = {**self.environment, **environment}
        command = [*program, *arguments]
        return subprocess.run(
            ["sh", "-c", shell.replace("{}", shlex.join(command))] if shell else command,
            input=b"",
            capture_output=True,
            preexec_fn=before,
            env={name: value for name, value in given.items() if value is not None},
            timeout=300,
            check=False,
        )


def make_work(directory: Path) -> Work:
    """Make what the commands are given: a reading pack, a deck with cards, a glossary."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BILINGUAL_", "XDG_", "ARGOS_", "LC_", "LANG", "PYTHON"))
    }
    environment |= {
        "PYTHONPATH": str(REPOSITORY), "LANG": "C.UTF-8", "HOME": str(directory / "home"),
        "BILINGUAL_DATA_DIR": str(directory / "data"), "BILINGUAL_CACHE_DIR": str(directory / "cache"),
        "ARGOS_PACKAGES_DIR": str(directory / "packages"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    (directory / "home").mkdir()
    work = Work(
        directory, environment, *(directory / name for name in ("pack.json", "deck.sqlite", "deck.json", "own.csv"))
    )  # fmt: skip
    subprocess.run([sys.executable, "-c", _ADDING, str(work.deck)], env=environment, check=True)
    for arguments in (
        ["read", f"{EXAMPLE}.fr.txt", "--translation", f"{EXAMPLE}.en.txt", "-o", str(work.pack)],
        ["read", f"{EXAMPLE}.fr.txt"],  # unpacks the model, fills the memory
        ["deck", "add", "char", "tank", "--deck", str(work.deck)],
        ["deck", "export", "--deck", str(work.deck), "-o", str(work.exported)],
        ["glossary", "add", str(work.glossary), "--fr", "char d'assaut", "--en", "tank"],
    ):
        done = work.run(arguments)
        assert done.returncode == 0, done.stderr.decode()
    return work


@dataclass(frozen=True, slots=True)
class Writer:
    """A command that writes a file.

    Args:
        name: of it in the table.
        arguments: of the command, `{out}` for the file, which is also written where there is none.
        ending: of the file.
        begin: what the file is before, where it has to be something.
    """

    name: str
    arguments: tuple[str, ...]
    ending: str
    begin: bytes = OLD

    def filled(self, out: str) -> list[str]:
        """Return the arguments for a file."""
        return [argument.replace("{out}", out) for argument in self.arguments]


def writers(work: Work) -> Iterator[Writer]:
    """Every one of them, by the formats that the program itself lists."""
    pack, glossary = str(work.pack), str(work.glossary)
    given = {
        "read": ("read", pack, "-q"),
        "align": ("align", f"{EXAMPLE}.fr.txt", f"{EXAMPLE}.en.txt", "-q"),
        "exercises": ("exercises", pack, "-q"),
        "terms": ("terms", f"{EXAMPLE}.fr.txt"),
        "stats": ("stats", f"{EXAMPLE}.fr.txt"),
    }
    for name, command in leaves():
        forms = next((p.type.choices for p in command.params if "--format" in p.opts), ())
        if name == "align":
            forms = ("columns",)  # the others are those of `read`
        for form in forms if name in given else ():
            yield Writer(f"{name} {form}", (*given[name], "--format", form, "-o", "{out}"), f".{form}")
        if name == "glossary convert":
            for form in next(p.type.choices for p in command.params if "--to-format" in p.opts):
                arguments = ("glossary", "convert", glossary, "{out}", "--to-format", form)
                yield Writer(f"convert {form}", arguments, f".{form}")
    yield Writer("translate", ("translate", f"{EXAMPLE}.fr.txt", "-q", "-o", "{out}"), ".txt")
    yield Writer("deck export", ("deck", "export", "--deck", str(work.deck), "-o", "{out}"), ".json")
    adding = ("glossary", "add", "{out}", "--fr", "obusier", "--en", "howitzer")
    yield Writer("glossary add", adding, ".csv", work.glossary.read_bytes())


def check_writer(writer: Writer, work: Work, kills: int, failures: Failures) -> list[str]:
    """Try one writer under every fault and return its row of the table."""
    room = Path(tempfile.mkdtemp(dir=work.directory))
    out = room / f"out{writer.ending}"
    out.write_bytes(writer.begin)
    start = time.monotonic()
    done = work.run(writer.filled(str(out)))
    taken = time.monotonic() - start
    new = out.read_bytes()
    cells = [writer.name]
    if done.returncode or new == writer.begin:
        return [writer.name, failures.cell(writer.name, "written", done.stderr.decode())]

    def cell(column: str, problem: str | None) -> None:
        cells.append(failures.cell(writer.name, column, problem))

    cell("killed", _killed(writer, work, out, new, taken, kills))
    cell("disk full", _full(writer, work, room, new))
    cell("file limit", _limited(writer, work, out, new))
    cell("read-only", _read_only(writer, work, room))
    cell("directory", _refused(work.run(writer.filled(str(_directory(room)))), str(room)))
    cell("pipe", _pipe(writer, work, room) if writer.name != "glossary add" else None)
    cell("-", _dash(writer, work) if writer.name != "glossary add" else None)
    cell("mode", _mode(writer, work, out))
    cell("link", _link(writer, work, room))
    return cells


_KILLING = """
import os, sys
from pathlib import Path
def die(*_, **__): os.kill(os.getpid(), 9)
at = sys.argv.pop(1)
if at == "opened":
    begin = os.open
    def opened(path, *rest, **more):
        made = begin(path, *rest, **more)
        if str(path).endswith(".part"): die()
        return made
    os.open = opened
if at == "written": os.fsync = die
if at == "flushed": Path.replace = die
if at == "renamed":
    rename = Path.replace
    Path.replace = lambda *given: (rename(*given), die())
from bilingual.cli import main
main()
"""


def _killed(writer: Writer, work: Work, out: Path, new: bytes, taken: float, kills: int) -> str | None:
    """Kill it at each step of a writing, and at random moments."""
    for step in ("opened", "written", "flushed", "renamed"):
        out.write_bytes(writer.begin)
        done = subprocess.run(
            [sys.executable, "-c", _KILLING, step, *writer.filled(str(out))],
            capture_output=True, env=work.environment, check=False,
        )  # fmt: skip
        if done.returncode != -signal.SIGKILL:
            return f"{step}: not killed but {done.returncode}"
        if problem := _old_or_new(writer, out, new):
            return f"{step}: {problem}"
    chance = random.Random(1)
    for _ in range(kills):
        out.write_bytes(writer.begin)
        process = subprocess.Popen(
            [*COMMAND, *writer.filled(str(out))],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=work.environment,
        )  # fmt: skip
        time.sleep(chance.uniform(0.3, 1.1) * taken)
        process.kill()
        process.wait()
        if problem := _old_or_new(writer, out, new):
            return problem
    if len(left := _left(out)) > 1:
        return f"{len(left)} files stay"
    out.write_bytes(writer.begin)
    work.run(writer.filled(str(out)))
    return f"{_left(out)} stays" if _left(out) else None


def _old_or_new(writer: Writer, out: Path, new: bytes) -> str | None:
    data = out.read_bytes()
    # Some formats hold the time: the new file has the size of the other new one, more or less.
    if data == writer.begin or abs(len(data) - len(new)) <= max(len(new) // 50, 2):
        return None
    return f"{len(data)} bytes, neither {len(writer.begin)} nor {len(new)}"


def _left(out: Path) -> list[str]:
    return [path.name for path in out.parent.iterdir() if path.name.startswith(".")]


def _refused(done: subprocess.CompletedProcess[bytes], place: str, remedy: bool = True) -> str | None:
    """Whether a failure was said as it should be."""
    said = done.stderr.decode()
    if done.returncode == ExitCode.USAGE and "\nError: " in said and place in said:
        return None  # what click refuses, with how the command is used
    lines = [line for line in said.splitlines() if line.startswith("bilingual: ")]
    if done.returncode == 0 or done.returncode not in CODES:
        return f"exit code {done.returncode}"
    if "Traceback" in said or not lines:
        return f"said: {said[-200:]!r}"
    if place not in lines[-1] or (remedy and not lines[-1].endswith(")")):
        return f"no place or remedy: {lines[-1]}"
    return None


@contextmanager
def small_disk(directory: Path, size: int) -> Iterator[Path | None]:
    """A disk of so many bytes, where one can be made."""
    directory.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(directory)], capture_output=True, check=False
    ) if os.geteuid() == 0 and sys.platform == "linux" else None  # fmt: skip
    if made is None or made.returncode:
        yield None
        return
    try:
        yield directory
    finally:
        subprocess.run(["umount", str(directory)], check=True)


def _full(writer: Writer, work: Work, room: Path, new: bytes) -> str | None:
    with small_disk(room / "small", 65_536) as disk:
        if disk is None:
            return None
        out = disk / f"out{writer.ending}"
        out.write_bytes(writer.begin)
        pages = os.statvfs(disk).f_bavail - (len(new) - 1) // 4096
        (disk / "filler").write_bytes(b"x" * (4096 * max(pages, 0)))
        done = work.run(writer.filled(str(out)))
        if done.returncode == 0 and out.read_bytes() != writer.begin:
            return "there was room"
        if out.read_bytes() != writer.begin or _left(out):
            return "the old file is not whole, or something stays"
        return _refused(done, str(out))


def _limited(writer: Writer, work: Work, out: Path, new: bytes) -> str | None:
    out.write_bytes(writer.begin)
    most = max(len(new) // 2, 1)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = work.run([*writer.filled(str(out))], before=limit)
    if out.read_bytes() != writer.begin or _left(out):
        return "the old file is not whole, or something stays"
    return _refused(done, str(out))


def unprivileged() -> None:
    """Let permissions count for root as well."""
    if os.geteuid() == 0 and sys.platform == "linux":
        for capability in _CAPABILITIES:
            ctypes.CDLL(None).prctl(_DROP, capability, 0, 0, 0)


def _read_only(writer: Writer, work: Work, room: Path) -> str | None:
    place = room / "closed"
    place.mkdir()
    out = place / f"out{writer.ending}"
    out.write_bytes(writer.begin)
    place.chmod(0o555)
    try:
        problem = _refused(work.run(writer.filled(str(out)), before=unprivileged), str(out))
    finally:
        place.chmod(0o755)
    out.chmod(0o444)
    problem = problem or _refused(work.run(writer.filled(str(out)), before=unprivileged), str(out))
    return problem or (None if out.read_bytes() == writer.begin else "the file has changed")


def _directory(room: Path) -> Path:
    place = room / "directory.csv"
    place.mkdir()
    return place


def _pipe(writer: Writer, work: Work, room: Path) -> str | None:
    pipe = room / f"pipe{writer.ending}"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    done = work.run(writer.filled(str(pipe)))
    reader.join(5)
    if done.returncode or not pipe.is_fifo() or not got or not got[0]:
        return f"exit code {done.returncode}, {'still a pipe' if pipe.is_fifo() else 'no pipe any more'}"
    return None


def _dash(writer: Writer, work: Work) -> str | None:
    done = work.run(writer.filled("-"))
    return None if done.returncode == 0 and done.stdout else f"exit code {done.returncode}"


def _mode(writer: Writer, work: Work, out: Path) -> str | None:
    out.write_bytes(writer.begin)
    out.chmod(0o640)
    work.run(writer.filled(str(out)))
    mode = out.stat().st_mode & 0o777
    return None if mode == 0o640 and out.read_bytes() != writer.begin else f"mode {mode:o}"


def _link(writer: Writer, work: Work, room: Path) -> str | None:
    (room / "far").mkdir()
    real, link = room / "far" / f"real{writer.ending}", room / f"link{writer.ending}"
    real.write_bytes(writer.begin)
    link.symlink_to(real)
    done = work.run(writer.filled(str(link)))
    if done.returncode or not link.is_symlink() or real.read_bytes() == writer.begin:
        return f"exit code {done.returncode}, {'still a link' if link.is_symlink() else 'no link any more'}"
    return None


# Databases and directories, killed at random moments

_ANSWERING = """
import sys
from pathlib import Path
from bilingual.exercises.deck import Deck
from bilingual.exercises.scheduling import Rating
from bilingual.languages import FRENCH
with Deck.open(Path(sys.argv[1])) as deck:
    for number in range(1_000_000):
        deck.add_word(f"mot {number}", FRENCH, (f"word {number}",))
        (card,) = deck.due(limit=1)
        deck.answer(card, Rating.GOOD)
        print(number + 1, flush=True)
"""


def answering(work: Work, kills: int) -> tuple[int, str | None]:
    """Kill a process that answers card after card; what it had said was answered must be there."""
    deck, chance, said = work.directory / "answered.sqlite", random.Random(2), 0
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", _ANSWERING, str(deck)], stdout=subprocess.PIPE, env=work.environment
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.3))
        process.kill()
        lines = process.communicate()[0].split()
        said += 1 + len([line for line in lines if line])
        with closing(sqlite3.connect(deck)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return said, "not sound"
            (answers,) = connection.execute("SELECT count(*) FROM review").fetchone()
        # What was there before is added again as nothing, so answers of all runs add up, or one more a run.
        if answers < said:
            return said, f"{answers} answers of {said}"
        deck.unlink()
        said = 0
    return kills, None


def killed_while(
    work: Work,
    arguments: list[str],
    kills: int,
    check: Callable[[], str | None],
    *,
    reset: Callable[[], None] = lambda: None,
) -> str | None:
    """Kill a command at random moments, check after each, and at last let it come to its end."""
    reset()
    start = time.monotonic()
    if (done := work.run(arguments)).returncode:
        return f"without being killed: {done.stderr.decode()[-200:]}"
    taken, chance = time.monotonic() - start, random.Random(3)
    for _ in range(kills):
        reset()
        process = subprocess.Popen(
            [*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=work.environment,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 1.0) * taken)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if problem := check():
            return problem
    done = work.run(arguments)
    return check() or (f"afterwards: {done.stderr.decode()[-200:]}" if done.returncode else None)


def sound(path: Path, count: str, allowed: Callable[[int], bool]) -> str | None:
    """Whether a database is whole and holds an allowed number of rows."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "not sound"
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return None  # made, and nothing in it yet
        (number,) = connection.execute(count).fetchone()
    return None if allowed(number) else f"{number} rows"


def databases(work: Work, kills: int, failures: Failures) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each of them: what, how often killed, what came of it."""
    _, problem = answering(work, kills)
    yield "answers in a deck", str(kills), failures.cell("answers", "killed", problem)
    imported = work.directory / "imported.sqlite"
    cards = json.loads(work.exported.read_text("utf-8"))
    wanted = len(cards["cards"])
    problem = killed_while(
        work, ["deck", "import", str(work.exported), "--deck", str(imported)], kills,
        lambda: sound(imported, "SELECT count(*) FROM card", lambda n: n in (0, wanted)),
        reset=lambda: imported.unlink(missing_ok=True),
    )  # fmt: skip
    yield "deck import", str(kills), failures.cell("deck import", "killed", problem)
    damaged = work.directory / "damaged.sqlite"
    problem = killed_while(
        work, ["deck", "stats", "--deck", str(damaged)], kills,
        lambda: _rescued(work, damaged, wanted), reset=lambda: _damage(work, damaged),
    )  # fmt: skip
    yield "rescue of a damaged deck", str(kills), failures.cell("rescue", "killed", problem)
    long, memory = work.directory / "long.txt", work.directory / "cache" / "memory.sqlite"
    long.write_text("".join(f"Le convoi numéro {n} est arrivé hier soir.\n" for n in range(600)), "utf-8")
    problem = killed_while(
        work, ["translate", str(long), "-q", "-o", str(work.directory / "long.en.txt")], kills,
        lambda: sound(memory, "SELECT count(*) FROM translation", lambda n: n >= 0),
        reset=lambda: [path.unlink() for path in memory.parent.glob("memory.sqlite*")] and None,
    )  # fmt: skip
    yield "translation memory", str(kills), failures.cell("memory", "killed", problem)
    package = next((REPOSITORY / "models").glob("translate-fr_en-*.argosmodel"))
    problem = killed_while(work, ["models", "install", str(package)], kills, lambda: _packages(work))
    yield "models install", str(kills), failures.cell("models install", "killed", problem)
    left = list(work.directory.rglob("removed-*"))
    yield "  what it leaves", "", failures.cell("models install", "leaves", f"{left} stay" if left else None)
    problem = killed_while(
        work, ["corpus", str(REPOSITORY / "examples"), "-o", str(work.directory / "packs"), "--jobs", "1", "-q"],
        max(kills // 2, 1), lambda: _corpus(work.directory / "packs"),
    )  # fmt: skip
    yield "corpus", str(max(kills // 2, 1)), failures.cell("corpus", "killed", problem)


def _damage(work: Work, path: Path) -> None:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    data = bytearray(work.deck.read_bytes())
    with closing(sqlite3.connect(work.deck)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'card_due'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : page * size] = b"rubbish!" * (size // 8)
    path.write_bytes(data)


def _rescued(work: Work, path: Path, cards: int) -> str | None:
    """Whether the next who opens the deck finds its cards, whatever became of the process before."""
    done = work.run(["deck", "list", "--format", "tsv", "--deck", str(path)])
    found = len(done.stdout.splitlines()) - 1
    return None if found >= cards else f"{found} of {cards} cards: {done.stderr.decode()}"


def _packages(work: Work) -> str | None:
    done = work.run(["models", "list", "--format", "json"])
    return None if done.returncode == 0 and not done.stderr else done.stderr.decode()


def _corpus(directory: Path) -> str | None:
    for path in directory.rglob("*.json"):
        try:
            json.loads(path.read_text("utf-8"))
        except ValueError:
            return f"{path.name} is not whole"
    parts = list(directory.rglob(".*.part"))
    return f"{len(parts)} parts stay" if len(parts) > 1 else None


# Commands, and what they find around them


_STRANGER = [
    sys.executable, "-c",
    "import pwd\ndef unknown(*_): raise KeyError\npwd.getpwuid = unknown\nfrom bilingual.cli import main\nmain()",
]  # a user of a number that the system does not know, as containers have them  # fmt: skip


def check_command(name: str, arguments: list[str], work: Work, failures: Failures) -> list[str]:
    """Try one command in every odd surrounding and return its row of the table."""
    bare: dict[str, str | None] = dict.fromkeys(
        ("HOME", "BILINGUAL_DATA_DIR", "BILINGUAL_CACHE_DIR", "ARGOS_PACKAGES_DIR")
    )
    closed = work.directory / "closed-home"
    closed.mkdir(exist_ok=True)
    closed.chmod(0o555)
    cells = [name]
    ways: list[tuple[str, Callable[[], subprocess.CompletedProcess[bytes]]]] = [
        ("| head -1", lambda: work.run(arguments, shell="({}; echo $? >&3) 3>&2 | head -1 >/dev/null")),
        (">&-", lambda: work.run(arguments, shell="{} >&-")),
        ("<&-", lambda: work.run(arguments, shell="{} <&-")),
        ("2>&-", lambda: work.run(arguments, shell="{} 2>&-")),
        (">/dev/full", lambda: work.run(arguments, shell="{} >/dev/full")),
        (
            "LC_ALL=C",
            lambda: work.run(arguments, LC_ALL="C", LANG=None, PYTHONUTF8="0", PYTHONIOENCODING=None),
        ),
        ("no HOME", lambda: work.run(arguments, program=_STRANGER, **bare)),
        ("closed HOME", lambda: work.run(arguments, before=unprivileged, **{**bare, "HOME": str(closed)})),
        ("HUP", lambda: _hung_up(arguments, work)),
    ]
    for column, way in ways:
        done = way()
        said = done.stderr.decode("utf-8", "replace")
        code = done.returncode
        if column == "| head -1":
            code = int(re.findall(r"^\d+$", said, re.MULTILINE)[-1])
        # Before it has begun to listen, the signal itself ends it.
        allowed = CODES | ({-signal.SIGHUP} if column == "HUP" else set())
        problem = None
        if "Traceback" in said or "Exception ignored" in said:
            problem = said[-300:]
        elif code not in allowed:
            problem = f"exit code {code}"
        elif column == "LC_ALL=C" and code != work.run(arguments).returncode:
            problem = f"exit code {code}, other than in UTF-8: {said[-200:]}"
        cells.append(failures.cell(name, column, problem))
    return cells


def _hung_up(arguments: list[str], work: Work) -> subprocess.CompletedProcess[bytes]:
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=work.environment,
    ) as process:  # fmt: skip
        time.sleep(0.25)
        process.send_signal(signal.SIGHUP)
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def commands(work: Work) -> Iterator[tuple[str, list[str]]]:
    """Every command, with something to do."""
    text, translation = f"{EXAMPLE}.fr.txt", f"{EXAMPLE}.en.txt"
    deck = ["--deck", str(work.deck)]
    own = work.directory / "added"
    given: dict[str, list[str]] = {
        "read": [text, "-q"], "reader": [text], "align": [text, translation], "word": ["frappe"], "links": [],
        "translate": [text, "-q"], "exercises": [text, "-q"], "terms": [text], "stats": [text],
        "corpus": [str(REPOSITORY / "examples"), "-o", str(work.directory / "c"), "--jobs", "1", "--aligned"],
        "glossary search": ["frappe"], "glossary show": ["air.strike"], "glossary check": [str(work.glossary)],
        "glossary convert": [str(work.glossary), "-", "--to-format", "tbx"],
        "glossary add": [f"{own}.csv", "--fr", "obusier", "--en", "howitzer"],
        "practice": [str(work.pack), "--no-deck"], "review": deck, "deck list": deck, "deck stats": deck,
        "deck add": ["obus", "shell", "--deck", f"{own}.sqlite"], "deck remove": ["char", "--deck", f"{own}.sqlite"],
        "deck undo": ["--deck", f"{own}.sqlite"], "deck export": deck,
        "deck import": [str(work.exported), "--deck", f"{own}.sqlite"], "models list": [],
        "models install": ["no-such-file"], "models remove": ["no-such-package"], "models verify": [],
        "models info": [], "doctor": [], "completion": ["bash"], "man": [],
    }  # fmt: skip
    for name, _ in leaves():
        yield name, [*name.split(" "), *given[name]]


def print_row(cells: list[str], widths: list[int]) -> None:
    """Print a line of a table."""
    print(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False)).rstrip(), flush=True
    )


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    tables = ("writers", "databases", "commands")
    parser.add_argument("--table", action="append", choices=tables, help="one or more; by default all")
    parser.add_argument("--kills", type=int, default=3, help="at random moments (default: %(default)s)")
    parser.add_argument("--only", default="", metavar="TEXT", help="rows with TEXT in their name")
    options = parser.parse_args()
    failures = Failures()
    with tempfile.TemporaryDirectory() as directory:
        work = make_work(Path(directory))
        if "writers" in (options.table or tables):
            widths = [20, *map(len, WRITER_COLUMNS[1:])]
            print_row(WRITER_COLUMNS, widths)
            for writer in writers(work):
                if options.only in writer.name:
                    print_row(check_writer(writer, work, options.kills, failures), widths)
        if "databases" in (options.table or tables):
            print()
            print_row(["killed at random while", "times", "whole"], [25, 6, 6])
            for row in databases(work, options.kills, failures):
                print_row(list(row), [25, 6, 6])
        if "commands" in (options.table or tables):
            widths = [17, *(max(len(column), 4) for column in COMMAND_COLUMNS[1:])]
            print()
            print_row(COMMAND_COLUMNS, widths)
            for name, arguments in commands(work):
                if options.only in name:
                    print_row(check_command(name, arguments, work, failures), widths)
    print()
    for said in failures.said:
        print(said)
    print(f"{len(failures.said)} failures")
    return int(bool(failures.said))


if __name__ == "__main__":
    sys.exit(main())
