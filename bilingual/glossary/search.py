"""Look words up in a termbase: in terms, in their forms, in definitions; and say what might have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Final
from unicodedata import normalize

from bilingual.glossary.matching import match_terms
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.glossary.patterns import ATOM, fold
from bilingual.glossary.termbase import Termbase
from bilingual.languages import ENGLISH, FRENCH, Language

# Below, suggestions are words that merely share letters: of "artillerie" 0.75 still leads to "artillery".
_LIKENESS: Final = 0.7
_SUGGESTIONS: Final = 5
_MARKS: Final = re.compile(r"[\u0300-\u036f]")


class Where(IntEnum):
    """Where a word was found, the best place first."""

    TERM = 0
    """It is a term, or the id."""
    FORM = 1
    """It is a form of a term: « frappes »."""
    PART = 2
    """It stands in a term: « frappe » in « frappe aérienne »."""
    TEXT = 3
    """It stands in a definition or note."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a search found, and where."""

    entry: ConceptEntry
    where: Where


def search_termbase(termbase: Termbase, words: str, language: Language | None = None) -> tuple[Hit, ...]:
    """Return the concepts in which all the words stand, the best first.

    Letter case and accents do not matter, and the beginning of a word is enough, so that « armee » finds
    « armée ». Terms come before words of definitions, whole words before beginnings, preferred terms before others,
    those of few words before those of many.

    Args:
        termbase: where to look.
        words: one word or several.
        language: of the words; both languages by default.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> [(hit.entry.id, hit.where.name) for hit in search_termbase(military_termbase(), "raids aeriens")][:1]
    [('air.strike', 'PART')]
    """
    wanted = [plain(atom) for atom in ATOM.findall(words)]
    if not wanted:
        return ()
    languages = (FRENCH, ENGLISH) if language is None else (language,)
    forms = {
        match.entry.id
        for code in languages
        for match in match_terms(fold(words), termbase, code, in_field=True)
        if len(match.surface) == len(words.strip())
    }
    hits = [
        (where, _distance(entry, wanted, languages, where), Hit(entry, where))
        for entry in termbase
        if (where := _where(entry, words, wanted, languages, forms)) is not None
    ]
    return tuple(hit for *_, hit in sorted(hits, key=lambda found: found[:2]))


def suggest(termbase: Termbase, words: str, language: Language | None = None) -> tuple[str, ...]:
    """Return terms spelt much like the words, the most alike first; for when a search finds nothing.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> "artillerie" in suggest(military_termbase(), "artilerie")
    True
    """
    languages = (FRENCH, ENGLISH) if language is None else (language,)
    texts = {
        plain(term.text): term.text
        for entry in termbase
        for code in languages
        for term in entry.terms_in(code)
        if term.status is not TermStatus.FORBIDDEN
    }
    close = get_close_matches(plain(words), texts, n=_SUGGESTIONS, cutoff=_LIKENESS)
    return tuple(texts[text] for text in close)


def plain(text: str) -> str:
    """Return a text in lower case and without accents.

    >>> plain("Œuvre d’Été")
    "oeuvre d'ete"
    """
    return _MARKS.sub("", normalize("NFKD", fold(text).replace("œ", "oe").replace("æ", "ae")))


def _where(
    entry: ConceptEntry, words: str, wanted: Sequence[str], languages: Sequence[Language], forms: set[str]
) -> Where | None:
    texts = [plain(term.text) for language in languages for term in entry.terms_in(language)]
    if entry.id == words.strip() or " ".join(wanted) in (" ".join(ATOM.findall(text)) for text in texts):
        return Where.TERM
    if entry.id in forms:
        return Where.FORM
    if any(_holds(text, wanted) for text in texts):
        return Where.PART
    return Where.TEXT if any(_holds(plain(text), wanted) for text in _texts(entry, languages)) else None


_STATUSES: Final = tuple(TermStatus)
_Distance = tuple[bool, int, int, int]


def _distance(
    entry: ConceptEntry, wanted: Sequence[str], languages: Sequence[Language], where: Where
) -> _Distance:
    """Return how far from the words the nearest text of a concept is that holds them, to order those found alike."""
    if where in (Where.TERM, Where.FORM):
        return False, 0, 0, 0
    texts = (
        [(plain(text), 0) for text in _texts(entry, languages)]
        if where is Where.TEXT
        else [
            (plain(term.text), _STATUSES.index(term.status))
            for language in languages
            for term in entry.terms_in(language)
        ]
    )
    found = []
    for text, status in texts:
        atoms = ATOM.findall(text)
        if _holds(text, wanted):
            first = next(place for place, atom in enumerate(atoms) if _is_like(atom, wanted[0]))
            found.append((not set(wanted) <= set(atoms), status, len(atoms), first))
    return min(found)


def _holds(text: str, wanted: Sequence[str]) -> bool:
    atoms = ATOM.findall(text)
    return all(any(_is_like(atom, word) for atom in atoms) for word in wanted)


def _is_like(atom: str, word: str) -> bool:
    # The plural of either is near enough here.
    return atom.startswith(word) or (len(atom) > 3 and word in (atom + "s", atom + "x"))


def _texts(entry: ConceptEntry, languages: Sequence[Language]) -> Iterator[str]:
    yield from (entry.definition(language) for language in languages)
    if ENGLISH in languages:
        yield entry.note
