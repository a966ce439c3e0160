"""Search as readers type."""

from __future__ import annotations

import pytest
from books import filled, gradual
from hypothesis import given
from hypothesis import strategies as st

from bilingual.reader.book import Side
from bilingual.reader.search import Search, base, following, pattern_of

BOTH = (Side.SOURCE, Side.TARGET)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("frappe aerienne", "une Frappe  aérienne"),
        ("FRAPPÉ", "il a frappe"),
        ("l'armee", "selon l’armée"),
        ("coeur", "le cœur"),
        ("cœur", "le coeur"),
        ("12 morts", "12\u00a0morts"),
        ("porte-avions", "porte‑avions"),
        ("ete", "e\u0301te\u0301"),
        ("a.b", "A.B"),
    ],
)
def test_what_matters_not(query: str, text: str) -> None:
    pattern = pattern_of(query)
    assert pattern is not None
    assert pattern.search(text)


def test_signs_of_patterns_are_letters_like_others() -> None:
    pattern = pattern_of("a.b(")
    assert pattern is not None
    assert not pattern.search("axb(")


def test_nothing_is_no_query() -> None:
    assert Search.of("  ") is None


@given(st.text("aàâæbcçdeéèêëiîïoôœsuùûüyÿzAÉŒÇ'’ -\u00a012.,()[]*\\«»", min_size=1, max_size=30))
def test_every_text_finds_itself_with_and_without_its_accents(text: str) -> None:
    pattern = pattern_of(text)
    assert pattern is None or (pattern.search(text.strip()) and pattern.search(base(text)))


def test_both_languages_are_searched_as_far_as_there_is_a_translation() -> None:
    search = Search.of("depot")
    assert search is not None
    assert search.rows(filled(), BOTH) == [1, 3]
    assert search.rows(filled(), [Side.TARGET]) == [1, 3]
    assert search.rows(gradual(), [Side.TARGET]) == []


def test_hits_are_marked_where_they_stand_also_across_a_sign() -> None:
    book = filled()
    search = Search.of("chasse ont")
    assert search is not None
    line = book.line(book[1], Side.SOURCE)
    assert line is not None
    assert [span.of(line.text) for span in search.spans(book, book[1], Side.SOURCE)] == ["chasse* ont"]


def test_going_on_goes_round() -> None:
    assert following([3, 8], 3, 1) == (8, False)
    assert following([3, 8], 3, -1) == (8, True)
