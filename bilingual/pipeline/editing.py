"""Beads of a parallel text merged and split by its reader; terms, links and flags of the others stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.alignment.beads import merge_beads, split_bead
from bilingual.bitext import Bead
from bilingual.pipeline.annotation import annotate
from bilingual.pipeline.model import AnnotatedBead, ParallelText


def merge(text: ParallelText, first: int, last: int) -> ParallelText:
    """Return the text with the beads numbered `first` to `last`, both included, made one.

    Raises:
        BitextError: there are no such beads, or only one.
    """
    beads = merge_beads(_plain(text), first, last)
    return _replaced(text, slice(first, last + 1), beads[first : first + 1])


def split(text: ParallelText, number: int, source: int, target: int) -> ParallelText:
    """Return the text with bead `number` made two.

    Args:
        text: the parallel text.
        number: of the bead, from 0.
        source: how many of its source segments the first half takes.
        target: how many of its target segments the first half takes.

    Raises:
        BitextError: there is no such bead, it has not so many segments, or a half would be empty.
    """
    beads = split_bead(_plain(text), number, source, target, text.source.text, text.target.text)
    return _replaced(text, slice(number, number + 1), beads[number : number + 2])


def _plain(text: ParallelText) -> tuple[Bead, ...]:
    return tuple(bead.bead for bead in text.beads)


def _replaced(text: ParallelText, old: slice, beads: Sequence[Bead]) -> ParallelText:
    """Put new beads in place of old ones.

    The terms of the source are those already found, so that an edited pack needs no termbase; what became
    of them, and what to doubt, is asked anew.
    """
    terms = [found.match for bead in text.beads[old] for found in bead.terms]

    def annotated(bead: Bead) -> AnnotatedBead:
        own = [term for term in terms if any(span.contains(term.span) for span in bead.source_spans)]
        return annotate(bead, own, text.source, text.target, text.engine.origin)

    made = tuple(map(annotated, beads))
    return replace(text, beads=(*text.beads[: old.start], *made, *text.beads[old.stop :]))
