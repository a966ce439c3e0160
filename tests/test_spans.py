import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.spans import Span, cut_up

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forward_from_the_beginning(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


@given(spans, spans)
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one)
    assert not shared or one.overlaps(other)


@given(st.text(" ab\n\u00a0", max_size=20))
def test_stripping_agrees_with_str_strip(text: str) -> None:
    assert Span(0, len(text)).strip(text).of(text) == text.strip()


@given(st.text(" ab,;.\n", max_size=80), st.integers(2, 12))
def test_what_is_cut_up_is_all_there_in_short_pieces(text: str, longest: int) -> None:
    whole = Span(0, len(text)).strip(text)
    pieces = list(cut_up(whole, text, longest))
    assert [piece for piece in pieces if not len(piece) <= longest] == []
    assert "".join("".join(piece.of(text).split()) for piece in pieces) == "".join(text.split())
    assert all(piece.of(text) == piece.of(text).strip() for piece in pieces)
