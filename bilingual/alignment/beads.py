"""Beads edited by hand: two made one, one made two; nothing is lost and nothing else moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.alignment.sentences import IndexBead
from bilingual.bitext import Bead, flow
from bilingual.errors import BitextError
from bilingual.spans import Span

BY_HAND = 1.0
"""Score of a bead that a reader made: it is as he wants it."""


def merge_beads(beads: Sequence[Bead], first: int, last: int) -> tuple[Bead, ...]:
    """Return the beads with numbers `first` to `last`, both included, made one.

    Raises:
        BitextError: when there are no such beads, or only one.
    """
    if not 0 <= first < last < len(beads):
        raise BitextError(
            f"no beads {first} to {last} to merge among {len(beads)}", remedy="name two or more, in order"
        )
    group = beads[first : last + 1]
    merged = replace(
        next((bead for bead in group if bead.source_spans), group[0]),
        source=" ".join(bead.source for bead in group if bead.source_spans),
        target=" ".join(bead.target for bead in group if bead.target_spans),
        source_spans=tuple(span for bead in group for span in bead.source_spans),
        target_spans=tuple(span for bead in group for span in bead.target_spans),
        score=BY_HAND,
        links=tuple(link for bead in group for link in bead.links),
    )
    return (*beads[:first], merged, *beads[last + 1 :])


def split_bead(
    beads: Sequence[Bead], number: int, source: int, target: int, source_text: str, target_text: str
) -> tuple[Bead, ...]:
    """Return the beads with bead `number` made two.

    Args:
        beads: in order.
        number: which to split.
        source: how many of its source segments the first half takes.
        target: how many of its target segments the first half takes.
        source_text: the whole source text.
        target_text: the whole target text.

    Links that would lead from one half into the other are dropped.

    Raises:
        BitextError: when there is no such bead, it has not so many segments, or a half would be empty.
    """
    if not 0 <= number < len(beads):
        raise BitextError(f"no bead {number} among {len(beads)}")
    bead = beads[number]
    counts = len(bead.source_spans), len(bead.target_spans)
    if not (0 <= source <= counts[0] and 0 <= target <= counts[1]) or source + target in (0, sum(counts)):
        raise BitextError(
            f"a bead of {counts[0]} and {counts[1]} segments cannot be split after {source} and {target}",
            place=f"bead {number}",
            remedy="leave a segment on each side of the cut",
        )
    halves = (
        (bead.source_spans[:source], bead.target_spans[:target]),
        (bead.source_spans[source:], bead.target_spans[target:]),
    )
    made = [
        replace(
            bead,
            source=_line(ours, source_text),
            target=_line(theirs, target_text),
            source_spans=ours,
            target_spans=theirs,
            score=BY_HAND,
            links=tuple(
                link for link in bead.links if _within(link.source, ours) and _within(link.target, theirs)
            ),
        )
        for ours, theirs in halves
    ]
    return (*beads[:number], *made, *beads[number + 1 :])


def check_index_beads(beads: Sequence[IndexBead], source: int, target: int) -> None:
    """Raise `BitextError` unless the beads hold each of `source` and `target` sentences exactly once, in
    order."""
    for name, size, numbers in (
        ("source", source, [i for bead in beads for i in bead.source]),
        ("target", target, [j for bead in beads for j in bead.target]),
    ):
        for place, number in enumerate(numbers):
            if number != place:
                raise BitextError(
                    f"{name} sentence {place} is missing, repeated or out of order (found {number})"
                )
        if len(numbers) != size:
            raise BitextError(f"the beads hold {len(numbers)} of {size} {name} sentences")


def _line(spans: Sequence[Span], text: str) -> str:
    return " ".join(flow(span.of(text)) for span in spans)


def _within(span: Span, segments: Sequence[Span]) -> bool:
    return any(segment.contains(span) for segment in segments)
