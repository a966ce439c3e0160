"""What became of the terms of a source in its translation: used, missing, or put in a way that is wrong.

The pipeline and the reading packs rely on `TermUse`, `UseStatus` and `check_terms`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bilingual.glossary.matching import TermMatch, match_terms
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language
from bilingual.spans import Span


class UseStatus(StrEnum):
    """How the translation renders a term of the source."""

    USED = "used"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term met in the source, and its rendering.

    Args:
        entry: the concept.
        span: where the term stands in the source text.
        surface: what is written there.
        lemma: the term in its citation form.
        status: how the translation renders it.
        target: where the rendering stands in the target text; `None` where it is missing.
    """

    entry: ConceptEntry
    span: Span
    surface: str
    lemma: str
    status: UseStatus
    target: Span | None = None


def check_terms(
    matches: Sequence[TermMatch], target: str, termbase: Termbase, language: Language, *, start: int = 0
) -> tuple[TermUse, ...]:
    """Find the rendering of each term of a bead; every occurrence in the target serves one term.

    Args:
        matches: the terms of the source side, in order.
        target: the target side.
        termbase: the termbase that the matches come from.
        language: of the target.
        start: offset of `target` in the target text, added to every target span.
    """
    if not matches:
        return ()
    free: dict[str, list[Span]] = {}
    for found in match_terms(target, termbase, language, start=start, in_field=True):
        free.setdefault(found.entry.id, []).append(found.span)
    uses = []
    for match in matches:
        spans = free.get(match.entry.id)
        span = spans.pop(0) if spans else None
        status = UseStatus.USED if span else UseStatus.MISSING
        uses.append(TermUse(match.entry, match.span, match.surface, match.lemma, status, span))
    return tuple(uses)
