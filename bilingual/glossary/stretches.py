"""The terms of a long text, a few pages at a time: memory does not grow with it, and whoever reads need not wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from bilingual.glossary.matching import TermMatch, match_terms
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language
from bilingual.spans import Span

STRETCH: Final = 8_000
"""Characters, about, that terms are looked for in together, so that those of a page can speak for each other's sense
while the first rows of a book need not wait for its end."""


def terms_of_each(
    places: Iterable[Sequence[Span]], text: str, termbase: Termbase, language: Language
) -> Iterator[tuple[TermMatch, ...]]:
    """Yield the terms of each sentence; those of a stretch are looked for together.

    Args:
        places: the segments of each, in order; a bead without source has none.
        text: the whole text.
        termbase: whose terms to look for.
        language: of the text.
    """
    stretch = 0

    def stretch_of(segments: Sequence[Span]) -> int:
        nonlocal stretch
        if segments:
            stretch = segments[0].start // STRETCH
        return stretch

    for _, group in groupby(places, key=stretch_of):
        together = list(group)
        spans = [span for segments in together for span in segments]
        if not spans:
            yield from (() for _ in together)
            continue
        start, end = spans[0].start, spans[-1].end
        found = match_terms(text[start:end], termbase, language, start=start)
        for segments in together:
            yield tuple(match for match in found if any(segment.contains(match.span) for segment in segments))
