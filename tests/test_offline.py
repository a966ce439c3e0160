"""Nothing that a reader does touches the network: every command, where a socket that connects is a failure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from readers import EXAMPLES, REPOSITORY

FRENCH, ENGLISH = (EXAMPLES / f"frappes-aeriennes.{code}.txt" for code in ("fr", "en"))
ASKED = "asked of the network"
# An audit hook sees what C code does through Python's socket module as well, in every process that is started.
GUARD = f"""
import os, sys
def watch(event, arguments):
    forbidden = event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
    if forbidden or event.startswith(("socket.getaddrinfo", "socket.gethostby")):
        with open(os.environ["BILINGUAL_TEST_LOG"], "a") as log:
            print("{ASKED}", event, arguments[1:], file=log)
        raise OSError("no network in this test")
sys.addaudithook(watch)
"""


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """An environment whose Python processes refuse and write down every use of the network."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "guard"), str(REPOSITORY / "tests" / "support")])
    return {"PYTHONPATH": path, "BILINGUAL_TEST_LOG": str(tmp_path / "asked.log")}


def test_the_guard_notices(offline: dict[str, str]) -> None:
    done = python("import socket; socket.create_connection(('127.0.0.1', 9))", offline)
    assert b"no network in this test" in done.stderr
    assert ASKED in Path(offline["BILINGUAL_TEST_LOG"]).read_text(encoding="utf-8")


# All in one process, which loads what it needs once; those that the commands start are watched as well.
PROGRAM = """
import json, sys
from processes import run_here
for command in json.load(sys.stdin):
    done = run_here(*command)
    assert done.returncode == 0, (command, done.stderr.decode())
"""


def test_reading_aligning_and_practising_open_no_socket(tmp_path: Path, offline: dict[str, str]) -> None:
    pack, answers, texts = tmp_path / "pack.json", tmp_path / "answers.txt", tmp_path / "texts"
    answers.write_text("char\n1\n?\n:s\n", encoding="utf-8")
    texts.mkdir()
    for name in "ab":
        (texts / f"{name}.fr.txt").write_text("Les chars ont quitté la base. Il pleut.\n", encoding="utf-8")
    outputs = [tmp_path / f"text.{ending}" for ending in ("html", "epub", "docx", "md", "csv", "tmx")]
    sheets = [tmp_path / f"sheet.{ending}" for ending in ("md", "html", "json", "apkg", "csv")]
    commands: list[list[str | Path]] = [
        ["align", FRENCH, ENGLISH, "-o", pack],
        ["read", FRENCH],
        ["translate", FRENCH],
        *(["read", pack, "-o", output] for output in outputs),
        ["terms", FRENCH],
        ["word", "frappe"],
        ["practice", pack, "--number", "4", "--seed", "1", "--answers", answers],
        ["review", "--answers", answers],
        *(["exercises", pack, "-o", sheet] for sheet in sheets),
        ["deck", "export", "-o", tmp_path / "deck.json"],
        ["stats", FRENCH],
        ["corpus", texts, "-o", tmp_path / "packs", "--jobs", "2"],
        ["doctor"],
    ]
    done = python(PROGRAM, offline, json.dumps([[str(part) for part in command] for command in commands]))
    assert done.returncode == 0, done.stderr.decode()
    assert all(output.stat().st_size for output in (*outputs, *sheets))
    assert_nothing_asked(offline)


READER = """
import asyncio, sys
from pathlib import Path
from bilingual.document import document_from_text
from bilingual.exercises.deck import Deck
from bilingual.glossary.termbase import military_termbase
from bilingual.pipeline.gradual import GradualText
from bilingual.reader.app import Opened, ReaderApp
from bilingual.reader.book import Book
from bilingual.reader.positions import Positions
from readers import FakeTranslator

folder = Path(sys.argv[1])
document = document_from_text("Les chars avancent. Les soldats reculent.")
text = GradualText(document, FakeTranslator(), military_termbase(), check_language=False)
app = ReaderApp(Opened(Book(text), Positions(folder), lambda: Deck.open(folder / "deck.sqlite"), None))

async def drive():
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "w", "enter", "escape", "question_mark", "escape", "q")
    app.wait_for_threads()

asyncio.run(drive())
"""


def test_the_reader_connects_to_nothing(tmp_path: Path, offline: dict[str, str]) -> None:
    done = python(READER, offline, "", str(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    assert_nothing_asked(offline)


def python(
    program: str, offline: dict[str, str], stdin: str = "", *arguments: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=stdin.encode(),
        env={**os.environ, "PYTHONUTF8": "1", **offline},
        capture_output=True,
        timeout=240,
        check=False,
    )


def assert_nothing_asked(offline: dict[str, str]) -> None:
    log = Path(offline["BILINGUAL_TEST_LOG"])
    assert not log.exists(), log.read_text(encoding="utf-8")
