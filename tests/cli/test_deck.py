"""`bilingual deck`."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from cards import cloze
from processes import run_here as here

from bilingual.cli.exits import ExitCode
from bilingual.directories import deck_file
from bilingual.exercises.deck import Deck
from bilingual.languages import FRENCH


def said(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> str:
    """What a command that succeeds says on standard error."""
    done = here("deck", *arguments, stdin=stdin, **environment)
    assert done.returncode == ExitCode.OK, done.stderr.decode()
    return done.stderr.decode()


def shown(*arguments: str | Path, encoding: str = "utf-8", **environment: str) -> str:
    done = here("deck", *arguments, encoding=encoding, **environment)
    assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
    return done.stdout.decode()


def failing(*arguments: str | Path) -> tuple[int, str]:
    """The exit code of a command that fails, and its one line."""
    done = here(*arguments)
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    return done.returncode, done.stderr.decode()


@pytest.fixture
def full() -> None:
    """A deck with three cards, one of them answered."""
    with Deck.open() as deck:
        deck.answer(cloze("char"), "easy")
        deck.add(cloze("obus"))
        deck.add_word("fusil", FRENCH, ["rifle", "gun"])


def test_looking_at_a_deck_makes_none() -> None:
    assert "0 cards" in shown("stats")
    assert "the deck is empty" in said("list")
    assert json.loads(shown("export"))["cards"] == []
    assert failing("deck", "undo") == (ExitCode.DECK, "bilingual: nothing to take back\n")
    assert not deck_file().exists()


def test_a_word_is_added_listed_taken_back_and_gone() -> None:
    sentence = (
        "--sentence",
        "Les chars brûlent.",
        "--translation",
        "The tanks are burning.",
        "--form",
        "chars",
    )
    assert said("add", "char", "tank", *sentence) == "bilingual: added “char”\n"
    code, message = failing("deck", "add", "char", "chariot")
    assert (code, "already" in message) == (ExitCode.DECK, True)
    assert "Les ____ brûlent." in json.loads(shown("export"))["cards"][0]["exercise"]["stem"]
    assert said("undo") == "bilingual: taken back: the card “char”\n"
    assert "empty" in said("list")


@pytest.mark.parametrize(
    "wrong",
    [
        ["char"],
        ["char", ""],
        ["char", "tank", "--sentence", "Le char."],
        ["char", "tank", "--sentence", "Les canons.", "--translation", "The guns."],
    ],
)
def test_a_card_that_cannot_be_is_a_mistake_of_the_command_line(wrong: list[str]) -> None:
    assert here("deck", "add", *wrong).returncode == ExitCode.USAGE


@pytest.mark.usefixtures("full")
class TestAFullDeck:
    def test_the_list_says_when_each_card_is_due(self) -> None:
        rows = shown("list", "--width", "100").splitlines()
        assert rows[0].split() == ["Due", "Card", "Answer", "Kind", "Id"]
        assert [row.split("  ")[0] for row in rows[2:]][:2] == ["now", "now"]
        assert rows[-1].split()[:4] == ["in", "8", "days", "char"]
        assert max(map(len, rows)) <= 100

    def test_the_list_fits_a_narrow_window(self) -> None:
        rows = shown("list", "--width", "40").splitlines()
        assert max(map(len, rows)) <= 40
        assert any("fusil" in row and "rifle; gun" in row for row in rows)

    def test_the_list_can_be_searched(self) -> None:
        assert "obus" in (due := shown("list", "--due"))
        assert "char" not in due
        rows = shown("list", "--search", "GUN", "--format", "tsv").splitlines()
        assert rows[0].split("\t")[:3] == ["id", "kind", "card"]
        assert [row.split("\t")[2] for row in rows[1:]] == ["fusil"]
        assert "no such card" in said("list", "--search", "xqzvw")

    def test_figures_and_chart(self) -> None:
        text = shown("stats", "--days", "9", "--width", "60")
        assert text.startswith("3 cards · 2 due now · 2 new · 0 being learnt · 1 known\n")
        assert "  today  2 ██████████" in text
        assert "  today  1 ██████████████████████████████ 100% right" in text
        assert "\x1b" not in text
        narrow = shown("stats", "--width", "40", encoding="ascii")
        assert "  today  2 ####" in narrow
        assert "100% right" in narrow
        assert max(map(len, narrow.splitlines())) <= 40

    def test_cards_are_removed_by_name_or_id(self) -> None:
        assert said("remove", "fusil", cloze("char").id[:6]).count("removed") == 2
        assert said("undo") == "bilingual: taken back: the removal of 2 cards\n"
        code, message = failing("deck", "remove", "char", "xqzvw")
        assert (code, "'xqzvw'" in message) == (ExitCode.DECK, True)
        assert "3 cards" in shown("stats")

    def test_a_damaged_card_can_be_removed(self) -> None:
        with sqlite3.connect(deck_file()) as connection:
            connection.execute("UPDATE card SET exercise = 'x' WHERE id = ?", (cloze("char").id,))
        connection.close()
        code, message = failing("deck", "list")
        assert (code, f"bilingual deck remove {cloze('char').id}" in message) == (ExitCode.DECK, True)
        said("remove", cloze("char").id)
        assert "obus" in shown("list")

    def test_a_name_of_two_cards_is_none(self) -> None:
        with Deck.open() as deck:
            deck.add(cloze("obus", 2))
        assert "2 cards are called 'obus'" in failing("deck", "remove", "obus")[1]

    def test_an_export_comes_in_once(self, tmp_path: Path) -> None:
        file = tmp_path / "deck.json"
        assert here("deck", "export", "-o", file).stdout == b""
        other = {"BILINGUAL_DATA_DIR": str(tmp_path / "other")}
        assert said("import", file, **other) == f"bilingual: {file}: 3 cards added, 1 answer\n"
        assert said("import", "-", stdin=file.read_bytes(), **other) == "bilingual: -: nothing new\n"
        assert shown("export", **other) == file.read_text(encoding="utf-8")
        assert said("undo", **other) == "bilingual: taken back: the import of deck.json\n"

    def test_another_deck_can_be_named(self, tmp_path: Path) -> None:
        assert said("add", "char", "tank", "--deck", tmp_path / "class.sqlite") == "bilingual: added “char”\n"
        assert shown("stats", "--deck", tmp_path / "class.sqlite").startswith("1 card ·")

    def test_a_damaged_deck_is_set_aside_and_that_is_said(self) -> None:
        deck_file().write_bytes(b"garbage" * 1000)
        message = said("add", "char", "tank")
        assert "the deck was damaged; it is kept as" in message
        assert ".damaged-" in message
        assert "a new one begun without cards" in message

    def test_what_is_no_deck_is_said(self, tmp_path: Path) -> None:
        file = tmp_path / "x.json"
        for content in (b"", b"{}", b"\xff\xfe", b"%PDF-1.4"):
            file.write_bytes(content)
            code, message = failing("deck", "import", file)
            assert (code, str(file) in message) == (ExitCode.DECK, True)
        assert failing("deck", "import", tmp_path / "none.json")[0] == ExitCode.DECK

    def test_a_file_named_by_mistake_is_left_alone(self, tmp_path: Path) -> None:
        file = tmp_path / "thesis.txt"
        file.write_text("Il pleut.")
        for command in (("list",), ("add", "char", "tank")):
            code, message = failing("deck", *command, "--deck", file)
            assert (code, "not a deck" in message) == (ExitCode.DECK, True)
        assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
