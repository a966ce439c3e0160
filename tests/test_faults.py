"""What goes wrong around a reader: killed processes, full disks, closed terminals, odd environments.

The deck's faults are tried in `exercises/test_deck.py`, those of an installation in
`translation/test_installation.py`, closed streams in `cli/test_streams.py`; every writer and every command under
every fault by `benchmarks/faults.py`.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from processes import COMMAND, run

from bilingual.cli.exits import ExitCode
from bilingual.directories import memory_file
from bilingual.translation.memory import TranslationMemory
from bilingual.translation.translator import Translation

REPOSITORY = Path(__file__).parents[1]
ARTICLE = REPOSITORY / "examples" / "frappes-aeriennes.fr.txt"
SENTENCES = 3_000

resource = pytest.importorskip("resource", reason="limits of a process are a matter of Unix")


@pytest.fixture
def long_text(tmp_path: Path) -> Path:
    path = tmp_path / "long.fr.txt"
    path.write_text(
        "".join(f"Le convoi numéro {n} est arrivé hier soir.\n" for n in range(SENTENCES)), encoding="utf-8"
    )
    return path


def remembered() -> int:
    """How many sentences the memory holds; it must be whole."""
    with sqlite3.connect(memory_file()) as memory:
        assert memory.execute("PRAGMA quick_check").fetchone() == ("ok",)
        (number,) = memory.execute("SELECT count(*) FROM translation").fetchone()
    memory.close()
    return int(number)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_dies_while_translating_leaves_a_whole_memory(
    sent: signal.Signals, long_text: Path
) -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", str(long_text), "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    for _ in range(300):
        process.stdout.readline()
    process.send_signal(sent)
    process.stdout.read()
    assert b"Traceback" not in process.stderr.read()
    assert process.wait(60) != 0
    process.stdout.close()
    process.stderr.close()
    assert 64 <= remembered() < SENTENCES, "what had been written stays; the rest was never begun"
    assert run("read", ARTICLE, "-q").returncode == 0


def with_small_files(kilobytes: int, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command where no file may grow beyond a size, as on a disk that is full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write then fails, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))

    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, preexec_fn=limit, timeout=120, check=False
    )


def test_a_full_disk_under_the_memory_keeps_nobody_from_reading(long_text: Path) -> None:
    assert run("read", ARTICLE, "-q").returncode == 0  # unpacks the package, which is larger than the limit
    long_text.write_text("\n".join(long_text.read_text("utf-8").splitlines()[:400]), encoding="utf-8")
    done = with_small_files(64, "translate", long_text, "-q")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"convoy") >= 350
    assert b"Traceback" not in done.stderr
    assert remembered() < 400


def test_a_full_disk_under_an_export_leaves_the_old_file(tmp_path: Path) -> None:
    assert run("read", ARTICLE, "-q").returncode == 0
    pack = tmp_path / "pack.json"
    pack.write_text("what was there before", encoding="utf-8")
    done = with_small_files(8, "read", ARTICLE, "-q", "--no-memory", "--format", "json", "-o", pack)
    assert done.returncode == ExitCode.ERROR
    assert done.stderr.decode().startswith("bilingual: ")
    assert done.stderr.count(b"\n") == 1
    assert pack.read_text(encoding="utf-8") == "what was there before"
    assert list(tmp_path.iterdir()) == [pack], "nothing half-written stays"


def test_a_memory_that_became_rubbish_is_set_aside_and_said() -> None:
    assert run("read", ARTICLE, "-q").returncode == 0
    memory = memory_file()
    memory.write_bytes(b"SQLite format 3\0" + b"rubbish" * 2_000)
    done = run("read", ARTICLE)
    assert done.returncode == 0
    assert "│" in done.stdout.decode()
    (kept,) = memory.parent.glob("memory.sqlite.damaged-*")
    assert kept.read_bytes().endswith(b"rubbish")
    assert str(kept) in done.stderr.decode()
    assert remembered() > 0


def test_a_clock_that_goes_back_loses_nothing(tmp_path: Path) -> None:
    now = 2_000_000_000.0
    with TranslationMemory(tmp_path / "memory.sqlite", clock=lambda: now) as memory:
        memory.remember("engine", "fr-en", "Il pleut.", Translation("It is raining."))
    now = 1_000_000_000.0
    with TranslationMemory(tmp_path / "memory.sqlite", clock=lambda: now) as memory:
        memory.remember("engine", "fr-en", "Il neige.", Translation("It is snowing."))
        assert len(memory.look_up("engine", ["Il pleut.", "Il neige."])) == 2


def test_neither_a_home_nor_a_locale_is_needed(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "LC_ALL": "C", "BILINGUAL_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "bilingual", "read", str(ARTICLE), "-q"],
        capture_output=True, env=bare, cwd=REPOSITORY, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "frappes aériennes" in done.stdout.decode()


def test_windows_line_ends_make_the_same_sentences(tmp_path: Path) -> None:
    text = ARTICLE.read_text(encoding="utf-8").replace("\u202f", "\u00a0")
    unix = tmp_path / "unix.txt"
    unix.write_text(text, encoding="utf-8", newline="\n")
    windows = tmp_path / "windows.txt"
    windows.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
    beads = [
        [(bead["source"], bead["target"]) for bead in _texts(path)] for path in (unix, windows)
    ]  # fmt: skip
    assert beads[0] == beads[1]


def _texts(path: Path) -> list[dict[str, str]]:
    """The beads of a text as the words on both sides."""
    pack = json.loads(run("read", path, "-q", "--format", "json").stdout)

    def words(side: str, bead: dict[str, list[list[int]]]) -> str:
        return " ".join(" ".join(pack[side]["text"][start:end].split()) for start, end in bead[side])

    return [{side: words(side, bead) for side in ("source", "target")} for bead in pack["beads"]]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["read", str(ARTICLE), "--format", "tsv", "-q"], ExitCode.OK, ""),
        (["models", "list"], ExitCode.OK, ""),
        (["deck", "list"], ExitCode.ERROR, "no home directory is known (set HOME or BILINGUAL_DATA_DIR)"),
    ],
)
def test_a_user_whom_the_system_does_not_know_can_read(
    arguments: list[str], code: ExitCode, said: str, tmp_path: Path
) -> None:
    """A container may run as a user of any number: without HOME nothing tells where their home is."""
    program = (
        "import os, pwd, sys\n"
        "def unknown(*_): raise KeyError('uid not found')\n"
        "pwd.getpwuid = unknown\n"
        "from bilingual.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    kept = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment["TMPDIR"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, env=environment, check=False
    )
    assert "Traceback" not in done.stderr.decode()
    assert (done.returncode, said in done.stderr.decode()) == (code, True), done.stderr.decode()
    assert list(tmp_path.iterdir()) == [], "what was kept for the process has gone with it"
