"""Whether a translation uses the termbase's equivalents of the terms in its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.matching import TermMatch, fit
from bilingual.glossary.model import ConceptEntry, Term, TermStatus
from bilingual.glossary.patterns import Pattern, compile_term
from bilingual.languages import Language
from bilingual.spans import Span


class Use(StrEnum):
    """How a translation renders a term of its source."""

    USED = "used"
    """By an approved equivalent."""
    MISSING = "missing"
    """By none that the termbase knows; a good paraphrase is missing, too."""
    FORBIDDEN = "forbidden"
    """By a term that the termbase forbids."""


@dataclass(frozen=True, slots=True)
class Compliance:
    """What a translation does with one term of its source.

    Args:
        match: the term in the source.
        use: how it is rendered.
        span: where the rendering stands in the target, or `None` where there is none.
        term: the target term found there.
    """

    match: TermMatch
    use: Use
    span: Span | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class _Occurrence:
    span: Span
    term: Term

    @property
    def forbidden(self) -> bool:
        return self.term.status is TermStatus.FORBIDDEN


def equivalents_in(
    target: str, matches: Sequence[TermMatch], language: Language, *, start: int = 0
) -> tuple[Compliance, ...]:
    """Say of each term of a source sentence how its translation renders it; each target word counts once.

    Args:
        target: the translation, in `language`.
        matches: the terms found in the source, in order.
        language: of the translation.
        start: offset of `target` in its document, added to every span.

    >>> from bilingual.glossary.matching import match_terms
    >>> from bilingual.glossary.termbase import military_termbase
    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> found = match_terms("Deux chars ont ouvert le feu.", military_termbase(), FRENCH)
    >>> [(c.match.surface, c.use.value, c.span) for c in equivalents_in("Two tanks fired.", found, ENGLISH)]
    [('chars', 'used', Span(start=4, end=9)), ('ouvert le feu', 'missing', None)]
    """
    atoms = Atoms(target)
    # A sentence without end has the same concept hundreds of times; its entries are one object.
    of_entry = {id(match.entry): match.entry for match in matches}
    occurrences = {key: _occurrences(atoms, entry, language) for key, entry in of_entry.items()}
    choice = [len(occurrences[id(match.entry)]) for match in matches]
    results: list[Compliance | None] = [None] * len(matches)
    taken = bytearray(len(target))
    # Approved renderings first, and terms with little choice before those with much, so that no term takes
    # the only rendering of another.
    for forbidden in (False, True):
        allowed = {
            key: [found for found in those if found.forbidden is forbidden]
            for key, those in occurrences.items()
        }
        for index in sorted(range(len(matches)), key=lambda i: (choice[i], i)):
            if results[index] is not None:
                continue
            key = id(matches[index].entry)
            free = allowed[key] = [
                found for found in allowed[key] if taken.find(1, found.span.start, found.span.end) < 0
            ]
            if not free:
                continue
            # Of several, the longest, then the one whose place in the sentence is most like the source's.
            place = index / max(1, len(matches) - 1)
            best = min(free, key=lambda o: (-len(o.span), abs(o.span.start / len(target) - place)))
            taken[best.span.start : best.span.end] = b"\1" * len(best.span)
            use = Use.FORBIDDEN if forbidden else Use.USED
            results[index] = Compliance(matches[index], use, best.span.shift(start), best.term)
    return tuple(
        Compliance(match, Use.MISSING) if result is None else result
        for match, result in zip(matches, results, strict=True)
    )


def _occurrences(atoms: Atoms, entry: ConceptEntry, language: Language) -> list[_Occurrence]:
    patterns = _patterns(entry, language.code)
    found = []
    for first, word in enumerate(atoms.words):
        for pattern in patterns.get(word, ()):
            last = fit(pattern, atoms, first, language)
            if last is not None:
                span = Span(atoms.spans[first][0], atoms.spans[last][1])
                found.append(_Occurrence(span, entry.terms[pattern.term]))
    return found


@lru_cache(maxsize=1024)
def _patterns(entry: ConceptEntry, language: str) -> dict[str, list[Pattern]]:
    by_first: dict[str, list[Pattern]] = {}
    for number, term in enumerate(entry.terms):
        if term.language == language:
            for pattern in compile_term(entry, term, 0, number):
                for form in pattern.slots[0]:
                    by_first.setdefault(form, []).append(pattern)
    return by_first
