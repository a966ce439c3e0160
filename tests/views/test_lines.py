"""Segments as lines, and places in them."""

from hypothesis import given
from hypothesis import strategies as st

from bilingual.bitext import flow
from bilingual.spans import Span
from bilingual.views.lines import Line

PIECES = st.text(alphabet="ab \n\t\u00a0\U0001f600", max_size=8)


@given(st.lists(st.tuples(PIECES, PIECES), min_size=1, max_size=4))
def test_a_line_is_what_a_bead_says_and_every_letter_is_found_in_it(pieces: list[tuple[str, str]]) -> None:
    text, spans = "", []
    for segment, between in pieces:
        spans.append(Span(len(text), len(text) + len(segment)))
        text += segment + between
    line = Line(text, spans)
    assert line.text == flow(" ".join(span.of(text) for span in spans))
    for span in spans:
        for place in range(span.start, span.end):
            if text[place] not in " \n\t":
                assert line.place(Span(place, place + 1)).of(line.text) == text[place]


@given(st.text(alphabet="a \n", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_places_stay_in_order_whatever_is_asked(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    middle = len(text) // 2
    line = Line(text, (Span(0, middle), Span(min(middle + 1, len(text)), len(text))))
    place = line.place(Span(start, end))
    assert 0 <= place.start <= place.end <= len(line.text)


def test_without_segments_there_is_nothing() -> None:
    assert Line("abc", ()).text == ""
    assert Line("abc", ()).place(Span(1, 2)) == Span(0, 0)
