"""`bilingual doctor`: what it says where all is well, and of everything that may be broken."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from processes import run

from bilingual.cli import main
from bilingual.cli.exits import ExitCode
from bilingual.directories import config_file, deck_file, memory_file
from bilingual.doctor.examination import Screen, examine, healthy
from bilingual.doctor.findings import Finding, Health, perform
from bilingual.doctor.software import check_software, check_terminal
from bilingual.doctor.storage import check_cache, check_data, check_settings
from bilingual.doctor.translating import check_packages
from bilingual.errors import BilingualError
from bilingual.exercises.deck import Deck
from bilingual.languages import ENGLISH, FRENCH
from bilingual.translation.archives import unpack
from bilingual.translation.memory import TranslationMemory
from bilingual.translation.packages import find_package, packages_directory
from bilingual.translation.translator import Translation


def problems(findings: object) -> dict[str, str]:
    """Return the names of what is wrong, and the remedies."""
    assert isinstance(findings, list | tuple)
    return {f.name: f.remedy for f in findings if f.health is Health.PROBLEM}


def examined(**environment: str) -> tuple[int, dict[str, dict[str, Any]], bool]:
    """Run the command and return its exit code, its findings by name, and its verdict."""
    done = run("doctor", "--format", "json", **environment)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    report = json.loads(done.stdout)
    return done.returncode, {f"{f['section']}: {f['name']}": f for f in report["findings"]}, report["healthy"]


# --- All is well --------------------------------------------------------------------------------------


def test_where_all_is_well_it_says_so_and_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    places = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    code, found, good = examined(LC_ALL="C", **dict.fromkeys(places, str(home)))
    assert (code, good) == (ExitCode.OK, True)
    assert found["Software: argostranslate"]["value"].startswith("argos-translate-lt")
    assert "The " in found["French to English: tried"]["value"]
    assert found["French to English: checksums"]["value"].startswith("good by")
    assert "licence" in found["French to English: licence"]["value"]
    assert found["Files: memory"]["value"].endswith("not made yet")
    network = found["Network: French to English"]["value"]
    assert network.startswith("not touched: ")
    if Path("/proc/self/fd").is_dir():
        assert network.endswith("the system lists none open")
    assert not home.exists(), "an examination makes no directories"
    assert not memory_file().exists()
    assert not deck_file().exists()


@pytest.mark.parametrize("width", [40, 100])
def test_it_fits_a_terminal_and_needs_no_colour(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bilingual.doctor.translating._trial", lambda *_: {"problems": ["the engine is \x1b[31mred"]}
    )

    def printed(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["doctor", *arguments])
        assert ended.value.code == ExitCode.ERROR
        return capsys.readouterr().out

    out = printed("--width", str(width))
    # A path is never broken, so that it can be copied.
    assert all(len(line) <= width for line in out.splitlines() if "/" not in line)
    assert "\x1b" not in out
    assert "✗ tried" in out
    assert "2 problems:" in out, "one for each direction"
    assert "\x1b[" in printed("--color", "always")


# --- The network --------------------------------------------------------------------------------------


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], dict[str, Finding]]:
    """Put a module of our own before a library, and return what is found of the package then."""

    def found(library: str, code: str) -> dict[str, Finding]:
        (tmp_path / f"{library}.py").write_text(code, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return {f.section if f.section == "Network" else f.name: f for f in check_packages()}

    return found


Sabotage = Callable[[str, str], dict[str, Finding]]


def test_a_use_of_the_network_is_seen(sabotage: Sabotage) -> None:
    code = (
        "import socket\n"
        "print('a library says hello')\n"
        "try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except OSError: pass\n"
        "1 / 0\n"
    )
    found = sabotage("simplemma", code)
    assert found["Network"].health is Health.PROBLEM
    assert "socket.connect(('127.0.0.1', 9),)" in found["Network"].value
    assert "ZeroDivisionError" in found["tried"].value


# --- What is installed --------------------------------------------------------------------------------


def test_an_engine_that_takes_its_process_down_is_a_problem_like_others(sabotage: Sabotage) -> None:
    found = sabotage("ctranslate2", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    assert "killed by SIGKILL" in found["tried"].value
    assert "models install en fr" in found["tried"].remedy
    assert found["Network"].health is Health.NOTE


def test_a_library_that_cannot_be_imported_hides_nothing_else(tmp_path: Path) -> None:
    for library in ("rich", "simplemma", "ctranslate2"):
        (tmp_path / f"{library}.py").write_text("raise ImportError('broken')\n", "utf-8")
    code, found, good = examined(PYTHONPATH=str(tmp_path))
    assert (code, good) == (ExitCode.ERROR, False)
    assert "broken" in found["French to English: tried"]["value"]
    assert found["Files: cache"]["health"] == found["Terminal: width"]["health"] == "good"


def test_what_is_missing_or_too_old_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [
        "nothing-like-it>=2.0",
        "click (>=999)",
        "rich>=1",
        'nothing-else; extra == "documents"',
        'pytest; extra == "test"',
    ]
    monkeypatch.setattr(metadata, "requires", lambda _: wanted)
    found = list(check_software())
    assert problems(found) == {
        "nothing-like-it": "pip install --upgrade 'nothing-like-it>=2.0'",
        "click": "pip install --upgrade 'click>=999'",
    }
    extras = {f.name: f for f in found if f.name.startswith("extra")}
    assert list(extras) == ["extra documents"]
    assert extras["extra documents"].remedy == "pip install 'bilingual-reader[documents]'"


@pytest.mark.parametrize(
    ("installed", "health"),
    [
        ({"argostranslate": "1.9"}, Health.GOOD),
        ({"argostranslate": "1.9", "argos-translate-lt": "1.12"}, Health.NOTE),
        ({}, Health.PROBLEM),
    ],
)
def test_the_distribution_of_argostranslate_is_told(
    monkeypatch: pytest.MonkeyPatch, installed: Mapping[str, str], health: Health
) -> None:
    monkeypatch.setattr("bilingual.doctor.software._version", installed.get)
    (argos,) = (f for f in check_software() if f.name == "argostranslate")
    assert argos.health is health
    assert all(version in argos.value for version in installed.values())


def test_packages_that_are_damaged_are_problems() -> None:
    directory = packages_directory()
    directory.mkdir(parents=True)
    good = unpack(find_package(FRENCH, ENGLISH).path, directory / "translate-fr_en")
    (directory / "rubbish").mkdir()
    weights = good / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:1000])
    found = list(check_packages())
    assert problems(found) == {
        "tried": "bilingual models remove translate-fr_en, then: bilingual models install fr en",
        "rubbish": "bilingual models remove rubbish, then install it again",
    }
    (network,) = (f for f in found if f.section == "Network")
    assert network.value.startswith("not touched")


# --- Files --------------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> Path:
    with TranslationMemory(memory_file()) as opened:
        opened.remember("engine", "fr-en", "Il pleut.", Translation("It rains."))
    return memory_file()


def test_sound_files_are_counted(memory: Path) -> None:
    with Deck.open() as deck:
        deck.add_word("frappe", FRENCH, ["strike"])
    values = {f.name: f.value for f in (*check_cache(), *check_data(), *check_settings())}
    assert "1 sentences" in values["memory"] and values["memory"].endswith("sound")
    assert "1 cards" in values["deck"]
    assert values["settings"] == f"{config_file()}, none"


@pytest.mark.parametrize("damage", [b"rubbish" * 999, b"SQLite format 3\0" + b"x" * 9000])
def test_damaged_files_are_told_and_left_as_they_are(memory: Path, damage: bytes) -> None:
    deck_file().parent.mkdir(parents=True)
    for path in (memory, deck_file()):
        path.write_bytes(damage)
    found = problems([*check_cache(), *check_data()])
    assert set(found) == {"memory", "deck"}
    assert "translated anew" in found["memory"]
    assert "deck export" in found["deck"]
    assert memory.read_bytes() == deck_file().read_bytes() == damage


def test_a_damaged_page_inside_is_found(memory: Path) -> None:
    with TranslationMemory(memory) as opened:
        for number in range(200):
            opened.remember("engine", "fr-en", f"Phrase {number} {'x' * 200}", Translation("y" * 200))
    data = bytearray(memory.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096
    memory.write_bytes(data)
    assert list(problems(list(check_cache()))) == ["memory"]


def test_what_was_set_aside_is_a_note(memory: Path) -> None:
    memory.write_bytes(b"rubbish" * 999)
    TranslationMemory(memory, clock=lambda: 1234.5).close()
    (aside,) = (f for f in check_cache() if f.name == "memory set aside")
    assert aside.health is Health.NOTE
    assert "memory.sqlite.damaged-1234" in aside.value


def test_a_memory_that_another_process_writes_is_no_problem(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.doctor.storage._BUSY", 0.1)
    connection = sqlite3.connect(memory)
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert problems(list(check_cache())) == {}
    finally:
        connection.close()


def test_a_place_that_cannot_be_written_names_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BILINGUAL_CACHE_DIR", str(tmp_path / "file"))
    assert "BILINGUAL_CACHE_DIR" in problems(list(check_cache()))["cache"]
    monkeypatch.setenv("BILINGUAL_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert "BILINGUAL_CACHE_DIR" in problems(list(check_cache()))["cache"]
    monkeypatch.setenv("BILINGUAL_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda _, mode: mode & os.W_OK == 0)  # root may write anywhere
    assert "cannot be written" in next(f.value for f in check_cache() if f.name == "cache")


def test_without_a_home_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.delenv(f"BILINGUAL_{name}_DIR", raising=False)
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    # As where the system knows no user of this number: a container's.
    monkeypatch.setattr("platformdirs.user_cache_path", no_home)
    monkeypatch.setattr("platformdirs.user_data_path", no_home)
    monkeypatch.setattr("platformdirs.user_config_path", no_home)
    monkeypatch.setattr("bilingual.doctor.examination._packages", lambda: iter(()))
    assert problems(list(examine())) == {
        "cache": "set HOME or BILINGUAL_CACHE_DIR",
        "data": "set HOME or BILINGUAL_DATA_DIR",
        "settings": "set HOME or BILINGUAL_CONFIG_DIR",
    }


def no_home(*_: object, **__: object) -> Path:
    raise RuntimeError("could not determine the home directory")


def test_settings_that_cannot_be_used_are_told() -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("[reader]\ntheme = 'pink'\n", "utf-8")
    (finding,) = perform("Files", check_settings)
    assert finding.health is Health.PROBLEM
    assert "theme" in finding.value


# --- The examination itself ---------------------------------------------------------------------------


def test_a_check_that_fails_is_a_finding() -> None:
    def broken() -> list[Finding]:
        raise RuntimeError("disk\non fire")

    def wrong() -> list[Finding]:
        raise BilingualError("no lexicon", place="x.bin", remedy="install again")

    (finding,) = perform("Files", broken)
    assert (finding.health, finding.value) == (
        Health.PROBLEM,
        "could not be looked at: RuntimeError: disk on fire",
    )
    assert perform("Files", wrong)[0].remedy == "install again"


def test_no_problem_without_a_remedy() -> None:
    with pytest.raises(ValueError, match="without a remedy"):
        Finding("Files", "cache", "full", Health.PROBLEM)


def test_notes_are_no_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(check_terminal("ascii", 40, colored=False, pager=None))
    assert [f.name for f in found if f.health is Health.NOTE] == ["encoding", "pager"]
    assert all(f.remedy for f in found if f.health is Health.NOTE)
    assert healthy(found)
    monkeypatch.setattr("bilingual.doctor.examination._packages", lambda: iter(()))
    screen = Screen("utf-8", 80, colored=True)
    assert [f.section for f in examine(screen)][-1] == "Terminal"
