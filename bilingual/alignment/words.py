"""Word links inside a bead, from the lexicon and the order of words; nothing is trained on the reader's text.

Two hidden Markov models, one in each direction, say how likely each pair of tokens is linked; a link is kept
where both agree (their geometric mean; Liang, Taskar and Klein 2006 train by the same agreement).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bilingual.alignment.emission import Emission, EmissionModel
from bilingual.alignment.hmm import posteriors
from bilingual.bitext import Bead
from bilingual.languages import FRENCH, Language
from bilingual.lexicon import Lexicon
from bilingual.spans import WordLink
from bilingual.tokens import Token, tokenize

Matrix = npt.NDArray[np.float64]

LOWEST = 0.45
"""Mean posterior from which a pair is linked. On 891 training pairs of six corpora, with eflomal's
intersection taken as sure and its grow-diag-final-and as possible, error is flat from 0.45 to 0.6 and recall
of the latter best at 0.3."""
ATTENTION_WEIGHT = 20.0
"""How many times likelier a pair becomes when the engine's attention is wholly on it."""
LONGEST = 400
"""Tokens on one side beyond which no links are made: such a bead is no sentence, and cost grows with the
square."""


@dataclass(frozen=True, slots=True, order=True)
class TokenLink:
    """A pair of token indices and how sure it is, 0 to 1."""

    source: int
    target: int
    score: float = 1.0


class WordAligner:
    """Links tokens; made once for a text, it keeps what it has looked up in the lexicon."""

    def __init__(self, lexicon: Lexicon, source: Language = FRENCH, target: Language | None = None) -> None:
        self.source = source
        self.target = target or lexicon.other(source)
        self._emissions = EmissionModel(lexicon, self.source, self.target)

    def __call__(
        self, source: Sequence[Token], target: Sequence[Token], attention: Matrix | None = None
    ) -> tuple[TokenLink, ...]:
        """See `align_words`."""
        if not source or not target or max(len(source), len(target)) > LONGEST:
            return ()
        return decode(agreement(self.emission(source, target), attention))

    def emission(self, source: Sequence[Token], target: Sequence[Token]) -> Emission:
        """Return how likely the tokens translate each other, before the order of words is looked at."""
        return self._emissions(source, target)


def align_words(
    source: Sequence[Token],
    target: Sequence[Token],
    lexicon: Lexicon,
    attention: Matrix | None = None,
    language: Language = FRENCH,
) -> tuple[TokenLink, ...]:
    """Return the links between the tokens of two sentences that translate each other, in order.

    Args:
        source: tokens of the source sentence.
        target: tokens of the target sentence.
        lexicon: both directions are used.
        attention: the engine's weights where it gives them, source × target, each 0 to 1.
        language: the source's.

    >>> from bilingual.languages import ENGLISH
    >>> from bilingual.tokens import tokenize
    >>> french, english = tokenize("La guerre est finie."), tokenize("The war is over.", ENGLISH)
    >>> [(link.source, link.target) for link in align_words(french, english, Lexicon.open())]
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]
    """
    return _aligner(lexicon, language)(source, target, attention)


@lru_cache(maxsize=4)
def _aligner(lexicon: Lexicon, language: Language) -> WordAligner:
    return WordAligner(lexicon, language)


def agreement(emission: Emission, attention: Matrix | None = None) -> Matrix:
    """Return the geometric mean of the two directions' posteriors (n × m)."""
    forward, backward = emission.forward, emission.backward
    if attention is not None:
        weight = 1 + ATTENTION_WEIGHT * attention
        forward, backward = forward * weight, backward * weight
    there = posteriors(forward, emission.target_alone)
    back = posteriors(backward.T, emission.source_alone).T
    return np.sqrt(there * back)


def decode(scores: Matrix, lowest: float = LOWEST) -> tuple[TokenLink, ...]:
    """Return every pair of tokens that scores at least `lowest`."""
    rows, columns = np.nonzero(scores >= lowest)
    return tuple(
        TokenLink(int(i), int(j), min(1.0, float(scores[i, j]))) for i, j in zip(rows, columns, strict=True)
    )


def word_links(
    links: Iterable[TokenLink], source: Sequence[Token], target: Sequence[Token]
) -> tuple[WordLink, ...]:
    """Return links between tokens as links between spans, with the tokens' own coordinates."""
    return tuple(WordLink(source[link.source].span, target[link.target].span, link.score) for link in links)


def attention_of(links: Iterable[WordLink], source: Sequence[Token], target: Sequence[Token]) -> Matrix:
    """Return an engine's links as the attention that `align_words` takes; stretches touch tokens they
    overlap."""
    attention = np.zeros((len(source), len(target)))
    for link in links:
        rows = [i for i, token in enumerate(source) if token.span.overlaps(link.source)]
        columns = [j for j, token in enumerate(target) if token.span.overlaps(link.target)]
        for i in rows:
            for j in columns:
                attention[i, j] = max(attention[i, j], link.score)
    return attention


def bead_tokens(
    bead: Bead, source_text: str, target_text: str, source: Language, target: Language
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the tokens of the two sides of a bead, with spans in the whole texts."""
    ours = (
        token for span in bead.source_spans for token in tokenize(span.of(source_text), source, span.start)
    )
    theirs = (
        token for span in bead.target_spans for token in tokenize(span.of(target_text), target, span.start)
    )
    return tuple(ours), tuple(theirs)


def link_bead(bead: Bead, source_text: str, target_text: str, aligner: WordAligner) -> Bead:
    """Return a bead with word links in coordinates of the whole texts; links it has are taken as
    attention."""
    source, target = bead_tokens(bead, source_text, target_text, aligner.source, aligner.target)
    attention = attention_of(bead.links, source, target) if bead.links else None
    return replace(bead, links=word_links(aligner(source, target, attention), source, target))
