"""Where words of war are figures of speech: in sport, politics, feasts, kitchens and trade.

« Le *capitaine* des Bleus a trouvé la *cible* d'un *missile* »: newspapers borrow from the army, and no context of
one sentence tells, since the sentence is full of such words.  What tells is the passage: how many different
words it has of civil fields, and how many terms that no other field borrows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import log
from operator import mul
from typing import Final, NamedTuple

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.candidates import Candidate
from bilingual.glossary.fields import Cue, civil_cues, war_cues
from bilingual.glossary.grammar import is_before_name
from bilingual.glossary.model import EntryFlag
from bilingual.languages import Language

# Code points on either side of a passage whose fields speak for its own as well, though more softly; and the
# longest passage, about a paragraph.
BESIDE: Final = 1500
PASSAGE: Final = 1200
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
# What stray cues may weigh that say nothing: one word like « prix » is met anywhere.
_STRAY: Final = 0.5
# Words that a passage may have without a term of its own before that begins to speak against it.
_SHORT: Final = 25


class Evidence(NamedTuple):
    """What speaks about a passage for war and against it; concepts and cues count once each.

    Args:
        borrowed: whether the word in question is one that civil fields borrow all the time.
        cues: weight of the words of civil fields in the passage.
        cues_beside: the same around it.
        harm: weight of words in the passage that are no terms, but are met in reports of war.
        solid: concepts in the passage whose terms have several words, or what makes a kind of them.
        solid_beside: the same around it.
        plain: concepts in it whose terms have one word, none of them often borrowed.
        plain_beside: the same around it.
        words: of the passage.
    """

    borrowed: bool
    cues: float
    cues_beside: float
    harm: float
    solid: int
    solid_beside: int
    plain: int
    plain_beside: int
    words: int

    def features(self) -> tuple[float, ...]:
        """Return the numbers that `WEIGHTS` weigh: the tenth cue says no more, so that each has its most."""
        alone = not (self.solid or self.solid_beside or self.plain or self.plain_beside)
        return (
            1.0,
            float(self.borrowed),
            min(max(self.cues - _STRAY, 0.0), 3.0),
            min(self.cues_beside, 6.0),
            min(self.harm, 2.0),
            min(self.solid, 3),
            min(self.solid_beside, 3),
            min(self.plain, 3),
            min(self.plain_beside, 3),
            log(self.words / _SHORT) if alone and self.words > _SHORT else 0.0,
        )

    def odds(self) -> float:
        """Return the logarithm of the odds that a word of war means war."""
        return sum(map(mul, WEIGHTS, self.features()), 0.0)


WEIGHTS: Final = (2.2, -2.0, -2.1, -0.7, 3.1, 2.4, 0.8, 2.2, 0.0, -0.9)
"""Of the features of `Evidence`, by logistic regression on annotated texts: tests/benchmarks/figures.py."""


class _Passage(NamedTuple):
    """The evidence of a passage, by concept, so that no word speaks for itself."""

    cues: float
    cues_beside: float
    harm: float
    solid: frozenset[str]
    solid_beside: frozenset[str]
    plain: frozenset[str]
    plain_beside: frozenset[str]
    words: int

    def without(self, candidate: Candidate) -> Evidence:
        own = candidate.entry.id
        return Evidence(
            candidate.demand.borrowed,
            self.cues,
            self.cues_beside,
            self.harm,
            len(self.solid) - (own in self.solid),
            len(self.solid_beside) - (own in self.solid_beside),
            len(self.plain) - (own in self.plain),
            len(self.plain_beside) - (own in self.plain_beside),
            self.words,
        )


def passages(atoms: Atoms) -> list[int]:
    """Return where the passages of a text begin: its paragraphs, and parts of those that are long."""
    starts = [0]
    ends = [found.end() for found in _PARAGRAPH.finditer(atoms.text)]
    for end in (*ends, len(atoms.text)):
        while end - starts[-1] > PASSAGE:
            # After the sentence in the middle, or anywhere in one that has no end.
            middle = bisect_left(atoms.spans, (starts[-1] + PASSAGE // 2, 0))
            after = atoms.sentence(middle)[1] if middle < len(atoms.spans) else middle
            cut = atoms.spans[after][0] if after < len(atoms.spans) else end
            starts.append(min(cut, starts[-1] + PASSAGE))
        if end > starts[-1]:
            starts.append(end)
    return starts[:-1] or starts


class Passages:
    """What the passages of a text have of war and of civil life.

    Args:
        atoms: the text.
        candidates: all that may be terms in it.
        language: of the text.
    """

    def __init__(self, atoms: Atoms, candidates: Iterable[Candidate], language: Language) -> None:
        self._atoms = atoms
        self._starts = passages(atoms)
        self._cues = _Places.of_words(atoms, civil_cues(language))
        self._harm = _Places.of_words(atoms, war_cues(language))
        places: dict[bool | None, list[tuple[int, str, float]]] = {True: [], False: [], None: []}
        for candidate in candidates:
            places[_strength(candidate)].append((candidate.start, candidate.entry.id, 1))
        self._solid, self._plain = _Places(places[True]), _Places(places[False])
        self._read: dict[int, _Passage] = {}
        self._verdicts: dict[Evidence, bool] = {}

    @property
    def are_plain(self) -> bool:
        """Whether no candidate can be a figure: hardly a word is of civil life, and two concepts are of war."""
        if len(self._starts) > 1 or sum(self._cues.weights().values()) > _STRAY:
            return False
        return len(self._solid.weights().keys() | self._plain.weights().keys()) > 1

    def evidence(self, candidate: Candidate) -> Evidence:
        """Return what the passage of a candidate says about it."""
        number = bisect_right(self._starts, candidate.start) - 1
        passage = self._read.get(number)
        if passage is None:
            passage = self._read[number] = self._passage(number)
        return passage.without(candidate)

    def is_figure(self, candidate: Candidate) -> bool:
        """Whether its passage makes a figure of speech of a candidate."""
        evidence = self.evidence(candidate)
        # Many candidates of a passage have the same.
        verdict = self._verdicts.get(evidence)
        if verdict is None:
            verdict = self._verdicts[evidence] = evidence.odds() < 0
        return verdict

    def _passage(self, number: int) -> _Passage:
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._atoms.text)

        def inside(places: _Places) -> dict[str, float]:
            return dict(places.between(start, end))

        def beside(places: _Places) -> dict[str, float]:
            return {**dict(places.between(start - BESIDE, start)), **dict(places.between(end, end + BESIDE))}

        spans = self._atoms.spans
        return _Passage(
            sum(inside(self._cues).values()),
            sum(beside(self._cues).values()),
            sum(inside(self._harm).values()),
            frozenset(inside(self._solid)),
            frozenset(beside(self._solid)),
            frozenset(inside(self._plain)),
            frozenset(beside(self._plain)),
            bisect_left(spans, (end, 0)) - bisect_left(spans, (start, 0)),
        )


class _Places:
    """Names and weights by where they stand in a text."""

    def __init__(self, things: Iterable[tuple[int, str, float]]) -> None:
        things = sorted(things)
        self._starts = [start for start, _, _ in things]
        self._named = [(name, weight) for _, name, weight in things]

    @classmethod
    def of_words(cls, atoms: Atoms, table: dict[str, Cue]) -> _Places:
        if table.keys().isdisjoint(atoms.words):
            return cls(())
        found = zip(atoms.words, atoms.spans, strict=True)
        return cls((start, *table[word]) for word, (start, _) in found if word in table)

    def weights(self) -> dict[str, float]:
        return dict(self._named)

    def between(self, start: int, end: int) -> list[tuple[str, float]]:
        return self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


# Expressions rather than things: « semer la terreur », "first line of defence".
_OF_WORDS: Final = frozenset(("press", "operations"))


def _strength(candidate: Candidate) -> bool | None:
    """Whether what a candidate says for war is solid; `None` where it says nothing."""
    if not candidate.unambiguous or EntryFlag.NAME in candidate.entry.flags:
        return None
    borrowed = candidate.demand.borrowed or candidate.entry.domain in _OF_WORDS
    if candidate.modifiers:  # « un *bataillon* d'infanterie », but « un *bataillon* de réserve »
        return True if candidate.modifiers[-1].shows or not borrowed else None
    return None if borrowed else not candidate.demand.single


def may_be_figure(candidate: Candidate) -> bool:
    """Whether civil fields may use a term: « un *bataillon* », but not « un *bataillon d'infanterie* »."""
    return not (candidate.demand.literal or (candidate.modifiers and candidate.modifiers[-1].shows))


def _has_name(atoms: Atoms, candidate: Candidate) -> bool:
    """Whether a rank stands before a name; a captain does in football too, a major only in the army."""
    return (
        EntryFlag.TITLE in candidate.entry.flags
        and not candidate.demand.borrowed
        and is_before_name(atoms, candidate.last)
    )


def without_figures(atoms: Atoms, candidates: list[Candidate], language: Language) -> list[Candidate]:
    """Take out words of war in passages that show more of sport, politics … than of war."""
    passages = Passages(atoms, candidates, language)
    if passages.are_plain:
        return candidates
    figures = [
        candidate
        for candidate in candidates
        if may_be_figure(candidate) and passages.is_figure(candidate) and not _has_name(atoms, candidate)
    ]
    if not figures:
        return candidates
    # Nor is a part of one a term: « une guerre d'*usure* ».
    taken = {place for figure in figures for place in range(figure.first, figure.last + 1)}
    gone = set(map(id, figures))
    return [c for c in candidates if id(c) not in gone and not (c.first in taken and c.last in taken)]
