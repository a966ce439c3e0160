"""The rows of a text: filled as it is read, mended by the reader."""

from __future__ import annotations

import pytest
from books import aligned_text, filled, gradual, translate

from bilingual.errors import BitextError
from bilingual.pipeline.model import ParallelText
from bilingual.reader.book import Book, Side


def test_the_source_and_its_terms_are_there_before_the_translation() -> None:
    book = gradual()
    line = book.line(book[1], Side.SOURCE)
    assert line is not None
    assert line.text.startswith("Deux avions de chasse* ont frappé* un")
    assert book.line(book[1], Side.TARGET) is None
    assert not book.is_complete


def test_rows_are_filled_in_any_order() -> None:
    book = gradual()
    assert [row.start for row in book.fill([book[2], book[0]])] == [book[2].start, book[0].start]
    assert book.made == 2
    line = book.line(book[0], Side.TARGET)
    assert line is not None
    assert line.text == "Air strike* on Sarvane"


def test_a_row_is_found_by_a_place_in_the_source() -> None:
    book = gradual()
    text = book.source.text
    assert book.row_at(text.index("bilan")) == 2
    assert book.row_at(0) == 0
    assert book.row_at(len(text) + 10) == len(book) - 1
    assert [book.number_of(row) for row in book.rows] == list(range(len(book)))


def test_a_whole_book_is_the_parallel_text_it_was_made_of() -> None:
    text = aligned_text()
    assert Book(text).to_text() == text
    book = filled()
    assert ParallelText.from_json(book.to_text().to_json()) == book.to_text()


def test_a_text_still_under_way_is_not_given_as_a_whole() -> None:
    book = gradual()
    translate(book, [0])
    with pytest.raises(BitextError, match="not translated yet: 4 of 5"):
        book.to_text()


@pytest.mark.parametrize("make", [filled, lambda: Book(aligned_text())])
def test_rows_are_merged_split_and_put_back(make: object) -> None:
    book: Book = make()  # type: ignore[operator]
    before = book.to_text()
    merged = book.merge(1)
    assert len(book) == len(before) - 1
    assert book.source_of(book[1]) == f"{before.beads[1].source} {before.beads[2].source}"
    assert book.to_text().beads[1].target == f"{before.beads[1].target} {before.beads[2].target}"
    cut = book.cuts(1)[0]
    split = book.split(1, *cut)
    assert [bead.source for bead in book.to_text().beads] == [bead.source for bead in before.beads]
    book.undo(split)
    book.undo(merged)
    assert book.to_text() == before
    assert book.edits == 0


def test_only_the_last_edit_of_a_row_can_be_undone() -> None:
    book = filled()
    first = book.merge(1)
    book.merge(1)
    with pytest.raises(BitextError, match="changed again"):
        book.undo(first)


def test_likely_cuts_come_first_and_a_pair_may_be_parted() -> None:
    book = filled()
    assert book.cuts(0) == [(1, 0), (0, 1)]
    book.merge(1)
    assert book.cuts(1)[0] == (1, 1)


def test_what_cannot_be_merged_or_split_is_said() -> None:
    book = filled()
    with pytest.raises(BitextError, match="no row below"):
        book.merge(len(book) - 1)
    with pytest.raises(BitextError, match="cannot be split"):
        book.split(0, 1, 1)
    with pytest.raises(BitextError, match="not translated yet"):
        gradual().merge(0)


def test_rows_without_a_source_stand_behind_the_one_before() -> None:
    book = Book(aligned_text())
    book.merge(0)
    book.split(0, 2, 1)
    assert book[1].spans == ()
    assert book[1].start == book[0].end
    assert book.number_of(book[1]) == 1
    assert [row.start for row in book.rows] == sorted(row.start for row in book.rows)
