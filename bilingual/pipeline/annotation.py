"""What is found in beads: terms with their renderings, and doubts; the same whoever translated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bilingual.bitext import Bead, Origin, TextSide
from bilingual.checks import Flag, FlagCode, check_bead
from bilingual.glossary.compliance import Compliance, equivalents_in
from bilingual.glossary.matching import TermMatch
from bilingual.pipeline.model import AnnotatedBead
from bilingual.spans import Span

# A person may turn a negation round (« les réactions n’ont pas tardé », “reactions were swift”), translate a
# name or leave a sentence out: in ten careful translations, 277 beads, all 19 flags of those kinds were wrong.
_OF_A_PERSON = frozenset((FlagCode.NUMBER, FlagCode.LENGTH, FlagCode.REPETITION))


def annotate(
    bead: Bead,
    terms: Sequence[TermMatch],
    source: TextSide,
    target: TextSide,
    origin: Origin,
    doubts: tuple[Flag, ...] = (),
) -> AnnotatedBead:
    """Return a bead of two whole texts with what becomes of its terms and what not to trust.

    Args:
        bead: with spans in both texts.
        terms: those met in its source.
        source: the whole source text.
        target: the whole target text.
        origin: who made the target side; a person is doubted less.
        doubts: flags that come before those of `check_bead`.
    """
    found = check_bead(bead.source, bead.target, source.language, target.language)
    if origin is Origin.HUMAN:
        found = tuple(flag for flag in found if flag.code in _OF_A_PERSON)
    return AnnotatedBead(bead, renderings(terms, bead.target_spans, target), (*doubts, *found))


def renderings(
    terms: Sequence[TermMatch], segments: Sequence[Span], target: TextSide
) -> tuple[Compliance, ...]:
    """Say how each term of a source is rendered in some segments of the whole target text."""
    start = segments[0].start if segments else 0
    return equivalents_in(_stretch_of(segments, target.text), terms, target.language, start=start)


def _stretch_of(segments: Sequence[Span], text: str) -> str:
    """Return the text from the first segment to the last, every character at its place.

    What stands between two segments is blanked out: it may belong to another bead of an edited pack, and
    no term goes from one sentence into the next.
    """
    if not segments:
        return ""
    pieces = [segments[0].of(text)]
    for before, after in pairwise(segments):
        pieces.append("\n" * (after.start - before.end))
        pieces.append(after.of(text))
    return "".join(pieces)
