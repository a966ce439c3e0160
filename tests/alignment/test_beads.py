"""Beads edited by hand, and beads as files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.alignment.beads import check_index_beads, merge_beads, split_bead
from bilingual.alignment.interchange import format_pairs, format_tsv, format_vecalign, parse_vecalign
from bilingual.alignment.sentences import IndexBead
from bilingual.bitext import Bead, check_beads
from bilingual.errors import BitextError
from bilingual.spans import Span, WordLink

SOURCE, TARGET = "Un. Deux. Trois.", "One. Two. Three."
BEADS = (
    Bead("Un.", "One.", (Span(0, 3),), (Span(0, 4),), 0.9, links=(WordLink(Span(0, 2), Span(0, 3), 1.0),)),
    Bead("Deux.", "Two.", (Span(4, 9),), (Span(5, 9),), 0.4, links=(WordLink(Span(4, 8), Span(5, 8), 1.0),)),
    Bead("Trois.", "Three.", (Span(10, 16),), (Span(10, 16),), 0.9),
)


def test_merged_beads_keep_their_links_and_leave_the_others_alone() -> None:
    merged = merge_beads(BEADS, 0, 1)
    check_beads(merged, SOURCE, TARGET)
    assert (merged[0].source, merged[0].target) == ("Un. Deux.", "One. Two.")
    assert merged[0].links == BEADS[0].links + BEADS[1].links
    assert merged[0].score == 1.0
    assert merged[1:] == BEADS[2:]


def test_a_split_bead_is_what_was_merged() -> None:
    again = split_bead(merge_beads(BEADS, 0, 1), 0, 1, 1, SOURCE, TARGET)
    assert [
        (bead.source, bead.target, bead.source_spans, bead.target_spans, bead.links) for bead in again
    ] == [(bead.source, bead.target, bead.source_spans, bead.target_spans, bead.links) for bead in BEADS]


def test_a_link_between_two_halves_is_dropped() -> None:
    crossing = WordLink(Span(0, 2), Span(5, 8), 0.5)
    merged = merge_beads(BEADS, 0, 1)[0]
    bead = Bead(
        merged.source,
        merged.target,
        merged.source_spans,
        merged.target_spans,
        links=(crossing, *merged.links),
    )
    halves = split_bead((bead,), 0, 1, 1, SOURCE, TARGET)
    assert crossing not in halves[0].links + halves[1].links
    assert len(halves[0].links) == len(halves[1].links) == 1


def test_a_side_can_be_split_off() -> None:
    halves = split_bead(BEADS, 1, 1, 0, SOURCE, TARGET)
    assert (halves[1].source, halves[1].target) == ("Deux.", "")
    assert (halves[2].source, halves[2].target) == ("", "Two.")
    check_beads(halves, SOURCE, TARGET)
    assert merge_beads(halves, 1, 2)[1].source_spans == BEADS[1].source_spans


@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 0), (-1, 1), (0, 3)])
def test_what_cannot_be_merged(first: int, last: int) -> None:
    with pytest.raises(BitextError, match="merge"):
        merge_beads(BEADS, first, last)


@pytest.mark.parametrize(
    ("number", "source", "target"), [(0, 0, 0), (0, 1, 1), (0, 2, 0), (3, 1, 0), (0, -1, 1)]
)
def test_what_cannot_be_split(number: int, source: int, target: int) -> None:
    with pytest.raises(BitextError, match="bead"):
        split_bead(BEADS, number, source, target, SOURCE, TARGET)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0, 1)).filter(lambda b: b[0] + b[1]))
)
def test_vecalign_round_trip(shapes: list[tuple[int, int, float]]) -> None:
    beads, i, j = [], 0, 0
    for n, m, score in shapes:
        beads.append(IndexBead(tuple(range(i, i + n)), tuple(range(j, j + m)), round(score, 3)))
        i, j = i + n, j + m
    assert parse_vecalign(format_vecalign(beads)) == tuple(beads)
    check_index_beads(beads, i, j)


def test_vecalign_lines_of_others_are_read() -> None:
    text = "# made by hand\n\n[0]:[0]\n[1,2] : [1] : 0.5\n[]:[2]:0.000000\n[3]:[]:1.7\n"
    assert parse_vecalign(text) == (
        IndexBead((0,), (0,), None),
        IndexBead((1, 2), (1,), 0.5),
        IndexBead((), (2,), 0.0),
        IndexBead((3,), (), None),
    )


@pytest.mark.parametrize(
    "line",
    ["[0]", "0:0", "[0]:[a]", "[0]:[0]:x", "[]:[]", "[0 1]:[0]", "[1, 0]:[0]", "[0, 0]:[0]", "[-1]:[0]"],
)
def test_what_is_no_bead_is_named_with_its_line(line: str) -> None:
    with pytest.raises(BitextError, match=r"edited\.txt, line 1"):
        parse_vecalign(line, "edited.txt")


def test_a_sentence_in_two_beads_is_refused() -> None:
    with pytest.raises(BitextError, match=r"line 2.*source sentence 0"):
        parse_vecalign("[0]:[0]\n[0]:[1]\n")


def test_beads_that_leave_a_sentence_out_are_refused() -> None:
    with pytest.raises(BitextError, match="source sentence 0"):
        check_index_beads([IndexBead((1,), (0,))], 2, 1)
    with pytest.raises(BitextError, match="1 of 2 target"):
        check_index_beads([IndexBead((0,), (0,))], 1, 2)


def test_pairs_and_rows() -> None:
    beads = (*BEADS[:1], Bead("Deux\tfois.", "", (Span(4, 9),), ()))
    assert list(format_pairs(beads)) == ["Un.\tOne.\n"]
    assert list(format_tsv(beads)) == ["source\ttarget\tscore\n", "Un.\tOne.\t0.900\n", "Deux fois.\t\t\n"]
