"""How likely each token of a sentence is a translation of each token of the other, before looking at the
order.

Both directions of the lexicon, and behind it what speaks for words it has seldom or never seen: equal
numbers, the same spelling (names), nearly the same spelling (cognates), the lemma's translations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bilingual.casing import without_accents
from bilingual.languages import Language
from bilingual.lemmas import lemmatize
from bilingual.lexicon import NOTHING, Lexicon, fold
from bilingual.tokens import Token, TokenKind

Matrix = npt.NDArray[np.float64]

BACK_OFF_COUNT = 4.0
"""Sightings in training at which a word's own translations and the back-off weigh the same (Dirichlet
smoothing)."""
RARE = 20.0
"""Sightings in training under which a word's lemma is asked too."""
FLOOR = 1e-6
"""Probability of two words that nothing connects: free translation and gaps of the lexicon."""
UNKNOWN_PAIR = 0.02
"""Probability that two words are a pair when the lexicon knows neither: they have few rivals."""
SAME = 0.8
"""Probability of the same number or the same unknown spelling, which is nearly always a name."""
COGNATE = 0.4
"""Probability, times the similarity, of unknown words spelt nearly alike."""
COGNATE_LENGTH, COGNATE_SIMILARITY = 4, 0.6
"""Letters and similarity (see `similarity`) from which two words may be cognates."""


@dataclass(frozen=True, slots=True)
class Emission:
    """Probabilities of the tokens of one pair of sentences, `n` source and `m` target tokens.

    Args:
        forward: p(target token | source token), n × m.
        backward: p(source token | target token), n × m.
        target_alone: p(target token | nothing), m.
        source_alone: p(source token | nothing), n.
    """

    forward: Matrix
    backward: Matrix
    target_alone: Matrix
    source_alone: Matrix


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    kind: TokenKind
    count: float
    bare: str


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> float:
    """Return how alike two words are spelt: shared beginning and shared letter pairs, 0 to 1.

    >>> round(similarity("gouvernement", "government"), 2), similarity("guerre", "war")
    (0.7, 0.0)
    """
    if one == other:
        return 1.0
    if one[:1] != other[:1]:
        return 0.0
    longer = max(len(one), len(other))
    prefix = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    others = {other[i : i + 2] for i in range(len(other) - 1)}
    dice = 2 * len(pairs & others) / max(1, len(pairs) + len(others))
    return max(dice, prefix / longer)


class EmissionModel:
    """Makes the `Emission` of pairs of sentences; keeps what it has looked up."""

    def __init__(self, lexicon: Lexicon, source: Language, target: Language) -> None:
        self._lexicon = lexicon
        self._source = source
        self._target = target
        self._word = lru_cache(maxsize=65536)(self._look_up)
        self._smoothed = lru_cache(maxsize=65536)(self._smoothed_row)
        self._alone = {
            language: lexicon.row(NOTHING, lexicon.other(language)) for language in (source, target)
        }

    def __call__(self, source: Sequence[Token], target: Sequence[Token]) -> Emission:
        """Return the probabilities for one pair of sentences."""
        ours = [self._word(token.text, token.kind, self._source) for token in source]
        theirs = [self._word(token.text, token.kind, self._target) for token in target]
        forward = np.full((len(ours), len(theirs)), FLOOR)
        backward = np.full((len(ours), len(theirs)), FLOOR)
        rows = [self._smoothed(word, self._source) for word in ours]
        columns = [self._smoothed(word, self._target) for word in theirs]
        for i, (one, row) in enumerate(zip(ours, rows, strict=True)):
            for j, (other, column) in enumerate(zip(theirs, columns, strict=True)):
                there, back = row.get(other.folded, 0.0), column.get(one.folded, 0.0)
                spelling = self._spelling(one, other)
                if spelling:
                    there = max(there, spelling * _doubt(one.count))
                    back = max(back, spelling * _doubt(other.count))
                forward[i, j] += there
                backward[i, j] += back
        return Emission(
            forward, backward, self._alone_row(theirs, self._target), self._alone_row(ours, self._source)
        )

    def _alone_row(self, words: Sequence[_Word], language: Language) -> Matrix:
        row = self._alone[language]
        return np.array([row.get(word.folded, 0.0) + FLOOR for word in words])

    def _look_up(self, text: str, kind: TokenKind, language: Language) -> _Word:
        folded = fold(text, language)
        return _Word(folded, kind, self._lexicon.count(folded, language), without_accents(folded))

    def _smoothed_row(self, word: _Word, language: Language) -> dict[str, float]:
        row = dict(self._lexicon.row(word.folded, language))
        if word.count < RARE and word.kind is TokenKind.WORD:
            doubt = _doubt(word.count)
            for form in self._back_off_forms(word.folded, language):
                for target, p in self._lexicon.row(form, language).items():
                    row[target] = max(row.get(target, 0.0), doubt * p)
        return row

    @staticmethod
    def _back_off_forms(folded: str, language: Language) -> list[str]:
        forms = [fold(lemma, language) for lemma in lemmatize(folded, language)]
        return forms + [part for part in folded.split("-") if len(part) > 2 and part != folded]

    @staticmethod
    def _spelling(one: _Word, other: _Word) -> float:
        if (one.kind is TokenKind.NUMBER) != (other.kind is TokenKind.NUMBER):
            return 0.0
        if one.folded == other.folded:
            return SAME
        if one.kind is not TokenKind.WORD or other.kind is not TokenKind.WORD:
            return 0.0
        doubt = _doubt(one.count) * _doubt(other.count)
        best = UNKNOWN_PAIR * doubt
        if min(len(one.bare), len(other.bare)) >= COGNATE_LENGTH:
            alike = similarity(one.bare, other.bare)
            if alike >= COGNATE_SIMILARITY:
                best = max(best, COGNATE * alike)
        return best


def _doubt(count: float) -> float:
    return BACK_OFF_COUNT / (BACK_OFF_COUNT + count)
