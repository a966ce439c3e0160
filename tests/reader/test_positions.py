"""Where the reader is, kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import gradual, long_text

from bilingual.errors import BilingualError
from bilingual.reader.layout import Mode
from bilingual.reader.positions import Position, Positions, Spot, find, identity, nearest, spot_of

TEXT = long_text(800)
BOOK = gradual(TEXT)


@pytest.fixture
def positions(tmp_path: Path) -> Positions:
    return Positions(tmp_path / "reading", clock=lambda: 1_700_000_000)


def kept(number: int, *bookmarks: int) -> Position:
    return Position(spot_of(BOOK, number), Mode.SOURCE, tuple(spot_of(BOOK, mark) for mark in bookmarks))


def test_it_is_found_again(positions: Positions, tmp_path: Path) -> None:
    positions.save(TEXT, tmp_path / "a.txt", kept(40, 3, 50))
    found = positions.load(TEXT, tmp_path / "a.txt")
    assert found == (kept(40, 3, 50), True)
    assert find(BOOK, found[0].spot, same=True) == 40


def test_a_file_that_was_moved_is_known_by_its_content(positions: Positions, tmp_path: Path) -> None:
    positions.save(TEXT, tmp_path / "a.txt", kept(40))
    assert positions.load(TEXT, tmp_path / "elsewhere" / "b.txt") is not None
    assert positions.load(TEXT, None) is not None


def test_in_an_edited_text_the_sentence_is_looked_for(positions: Positions, tmp_path: Path) -> None:
    positions.save(TEXT, tmp_path / "a.txt", kept(40))
    edited = "Un mot de l’éditeur. Il est long. Il a trois phrases.\n\n" + TEXT
    found = positions.load(edited, tmp_path / "a.txt")
    assert found is not None
    position, same = found
    assert not same
    book = gradual(edited)
    assert book.source_of(book[find(book, position.spot, same=False)]) == BOOK.source_of(BOOK[40])


def test_a_sentence_that_was_edited_itself_is_found_by_its_words() -> None:
    sentences = [f"Le convoi {n} est arrivé." for n in range(20)]
    assert nearest(sentences, Spot(0, 0.0, "Le convoi 13 est bien arrivé.")) == 13
    assert nearest(sentences, Spot(0, 0.5, "Tout autre chose maintenant")) == 10
    assert nearest(["a", "b", "a", "c"], Spot(0, 0.6, "a")) == 2


def test_nothing_is_kept_of_a_text_that_was_never_read(positions: Positions, tmp_path: Path) -> None:
    assert positions.load(TEXT, tmp_path / "a.txt") is None


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"format": "bilingual-position/1"}', "[" * 100_000, "\xff"]
)
def test_a_damaged_record_is_a_text_never_read(positions: Positions, tmp_path: Path, damage: str) -> None:
    positions.save(TEXT, tmp_path / "a.txt", kept(40))
    (tmp_path / "reading" / f"{identity(TEXT)}.json").write_text(damage, "latin-1")
    assert positions.load(TEXT, tmp_path / "a.txt") is None


def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BilingualError, match="cannot be made"):
        Positions(tmp_path / "file" / "reading").save(TEXT, None, kept(1))
