"""The translation memory: what it keeps, for whom, and what it survives."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import FakeTranslator

from bilingual.spans import Span, WordLink
from bilingual.translation.memory import MemoryUnavailableError, RememberingTranslator, TranslationMemory
from bilingual.translation.translator import Alternative, Translation

WHOLE = Translation(
    "It rains.", 0.75, (Alternative("It is raining.", 0.5),), (WordLink(Span(0, 2), Span(0, 2), 0.9),)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "memory.sqlite"


def test_a_translation_comes_back_whole(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.remember("engine", "fr-en", "Il pleut.", WHOLE)
    with TranslationMemory(path) as memory:
        assert memory.look_up("engine", ["Il pleut.", "Il neige."]) == {"Il pleut.": WHOLE}
        assert memory.look_up("another engine", ["Il pleut."]) == {}


def test_sentences_once_translated_are_not_translated_again(path: Path, translator: FakeTranslator) -> None:
    with TranslationMemory(path) as memory:
        first = list(RememberingTranslator(translator, memory).translate(["a", "b", "a"]))
        again = list(RememberingTranslator(translator, memory).translate(["b", "c", "a"]))
    assert [t.text for t in first] == ["A", "B", "A"]
    assert [t.text for t in again] == ["B", "C", "A"]
    assert translator.asked[3:] == ["c"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abcdefgh")), st.lists(st.sampled_from("abcdefgh")))
def test_order_is_kept_whatever_is_known(known: list[str], asked: list[str]) -> None:
    memory = TranslationMemory(Path(":memory:"))
    remembering = RememberingTranslator(FakeTranslator(), memory)
    list(remembering.translate(known))
    assert [t.text for t in remembering.translate(asked)] == [sentence.upper() for sentence in asked]
    memory.close()


def test_what_was_translated_before_the_reader_stopped_is_kept(
    path: Path, translator: FakeTranslator
) -> None:
    with TranslationMemory(path) as memory:
        stream = RememberingTranslator(translator, memory).translate(["a", "b", "c"])
        next(stream)
        next(stream)
        stream.close()
    with TranslationMemory(path) as memory:
        assert set(memory.look_up(translator.identity, ["a", "b", "c"])) >= {"a", "b"}


def test_a_damaged_file_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0" + b"garbage" * 1000)
    with TranslationMemory(path, clock=lambda: 1234.5) as memory:
        memory.remember("engine", "fr-en", "a", Translation("A"))
        assert memory.set_aside == path.with_name("memory.sqlite.damaged-1234")
        assert memory.set_aside.read_bytes().endswith(b"garbage")
        assert len(memory) == 1


def test_a_memory_of_a_later_version_is_left_alone(path: Path) -> None:
    TranslationMemory(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(MemoryUnavailableError, match="later version"):
        TranslationMemory(path)


def test_a_memory_of_the_first_version_is_read_and_brought_up_to_date(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.remember("engine", "fr-en", "a", Translation("A", 0.5))
    connection = sqlite3.connect(path)
    connection.execute("""UPDATE translation SET extra = '[["B"],[]]'""")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    for _ in range(2):
        with TranslationMemory(path) as memory:
            assert memory.look_up("engine", ["a"]) == {"a": Translation("A", 0.5, (Alternative("B"),))}
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
    connection.close()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MemoryUnavailableError, match="not used"):
        TranslationMemory(tmp_path / "file" / "memory.sqlite")


def test_the_least_recently_used_are_dropped_when_it_grows(path: Path) -> None:
    day = 86_400.0
    with TranslationMemory(path, clock=lambda: day) as memory:
        for number in range(50):
            memory.remember("engine", "fr-en", f"old {number}", Translation("x" * 500))
    with TranslationMemory(path, clock=lambda: 9 * day, largest_size=20_000) as memory:
        memory.touch("engine", ["old 7"])
        memory.remember("engine", "fr-en", "new", Translation("y"))
    with TranslationMemory(path) as memory:
        assert len(memory) == 41
        assert set(memory.look_up("engine", ["old 7", "new"])) == {"old 7", "new"}


def test_two_processes_write_at_once(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from bilingual.translation.memory import TranslationMemory\n"
        "from bilingual.translation.translator import Translation\n"
        "with TranslationMemory(Path(sys.argv[1])) as memory:\n"
        "    for number in range(300):\n"
        "        memory.remember('engine', 'fr-en', f'{sys.argv[2]} {number}', Translation('x'))\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "ab"]
    assert [process.wait(60) for process in processes] == [0, 0]
    with TranslationMemory(path) as memory:
        assert len(memory) == 600
