"""Lines to show and where they come from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bilingual.bitext import flow
from bilingual.reader.lines import Mark, MarkKind, shown_line, wrap
from bilingual.spans import Span

TEXT = "Des frappes\n  aériennes ont eu lieu."


def term(start: int, end: int, kind: MarkKind = MarkKind.TERM) -> Mark:
    return Mark(Span(start, end), kind)


def test_terms_carry_a_sign_and_line_breaks_are_spaces() -> None:
    line = shown_line(TEXT, [Span(0, len(TEXT))], [term(4, 23)])
    assert line.text == "Des frappes aériennes* ont eu lieu."
    assert [mark.span.of(line.text) for mark in line.marks] == ["frappes aériennes*"]


def test_a_term_that_is_rendered_otherwise_has_another_sign() -> None:
    assert shown_line("un char", [Span(0, 7)], [term(3, 7, MarkKind.MISSING)]).text == "un char≠"


def test_several_segments_become_one_line() -> None:
    text = "Un. Deux. Trois."
    line = shown_line(text, [Span(0, 3), Span(10, 16)], [term(10, 15)])
    assert line.text == "Un. Trois*."
    assert line.place(Span(10, 15)) == Span(4, 9)
    assert line.place(Span(4, 8)) is None


def test_every_word_is_found_on_the_line_and_back() -> None:
    line = shown_line(TEXT, [Span(0, len(TEXT))], [term(4, 23)])
    start = TEXT.index("ont")
    place = line.place(Span(start, start + 3))
    assert place is not None
    assert place.of(line.text) == "ont"
    assert line.origin(place.start) == start
    assert line.origin(line.text.index("*")) is None


def test_a_stretch_over_a_line_break_or_a_sign_is_one_on_the_line() -> None:
    line = shown_line(TEXT, [Span(0, len(TEXT))], [term(4, 11)])
    place = line.place(Span(4, 23))
    assert place is not None
    assert place.of(line.text) == "frappes* aériennes"


def test_escapes_are_made_harmless_one_for_one() -> None:
    line = shown_line("a\x1b[31mb", [Span(0, 7)])
    assert line.text == "a␛[31mb"


def test_lines_break_at_spaces_but_not_at_no_break_spaces() -> None:
    text = "Il dit : « non » hier"
    assert [span.of(text) for span in wrap(text, 9)] == ["Il dit :", "« non »", "hier"]


def test_words_longer_than_the_line_are_cut_by_cells() -> None:
    assert [span.of("日本語です") for span in wrap("日本語です", 4)] == ["日本", "語で", "す"]
    assert [span.of("abcdefg hi") for span in wrap("abcdefg hi", 3)] == ["abc", "def", "g", "hi"]


def test_an_empty_line_is_one_line() -> None:
    assert wrap("", 10) == (Span(0, 0),)


def test_a_million_letters_without_a_space_are_cut_at_once() -> None:
    assert len(wrap("x" * 1_000_000, 38)) == 26_316


@given(st.text(st.sampled_from("aé *日👍🏽\u0301\u00a0\n\t."), max_size=60), st.integers(2, 12))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    line = shown_line(text, [Span(0, len(text))])
    assert line.text == flow(text).replace("\t", " ") or not flow(text)
    spans = line.wrap(width)
    assert "".join(span.of(line.text) for span in spans).replace(" ", "") == line.text.replace(" ", "")
    assert all(cell_len(span.of(line.text)) <= width for span in spans)
    for position, character in enumerate(line.text):
        origin = line.origin(position)
        assert origin is None or text[origin] == character
