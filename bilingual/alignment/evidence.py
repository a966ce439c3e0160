"""What speaks for two groups of sentences being translations, as log-likelihood ratios in nats.

IBM model 1 in both directions (Brown et al. 1993; for sentence alignment Moore 2002), against the words' own
frequency: a positive number says that one side makes the other likelier than chance would. It is computed for
whole blocks of sentences by matrix products, so that 10,000 sentences take seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bilingual.alignment.emission import similarity
from bilingual.casing import without_accents
from bilingual.languages import Language
from bilingual.lemmas import lemmatize
from bilingual.lexicon import NOTHING, Lexicon
from bilingual.lexicon.lexicon import PairTable

Matrix = npt.NDArray[np.float32]

LARGEST_GROUP = 4
"""Sentences of a bead on one side, at most."""
CHANCE = 0.25
"""Share of a text that is taken not to come from the other: bounds what one free word can cost (log 0.25)."""
PRIOR_TOKENS = 2000.0
"""Weight of the training corpora's word frequencies beside the text's own, in tokens."""
SAME, COGNATE = 0.7, 0.3
"""Probability that an unknown word is translated by its own spelling, or by one nearly alike."""
COGNATE_LENGTH, COGNATE_SIMILARITY = 4, 0.7
"""Letters, and similarity, from which an unknown word has cognates."""
LEMMA_SHARE = 0.5
"""What a form that the lexicon has not takes over of its lemma's probabilities."""
TRUSTED_COUNT = 5.0
"""Sightings in training from which a word's own translations are believed without looking at its spelling."""
_NO_WORD = "\0"


@dataclass(frozen=True, slots=True)
class Side:
    """One text as numbers.

    Args:
        words: the different words, folded.
        tokens: for each sentence, the numbers of its words in order.
        lengths: words of each sentence.
        seen: how often each word stood in training, 0 for one that the lexicon has not.
        frequency: of each word in this text and in training, as a probability.
        alone: probability of each word given nothing on the other side.
    """

    words: tuple[str, ...]
    tokens: tuple[npt.NDArray[np.int64], ...]
    lengths: npt.NDArray[np.int64]
    seen: npt.NDArray[np.float64]
    frequency: npt.NDArray[np.float64]
    alone: npt.NDArray[np.float64]


def make_side(sentences: Sequence[Sequence[str]], lexicon: Lexicon, language: Language) -> Side:
    """Number the folded words of a text; a sentence without words gets one that nothing translates."""
    numbers: dict[str, int] = {}
    tokens = tuple(
        np.array([numbers.setdefault(word, len(numbers)) for word in sentence or [_NO_WORD]], np.int64)
        for sentence in sentences
    )
    words = tuple(numbers)
    counts = np.bincount(np.concatenate(tokens), minlength=len(words)) if words else np.zeros(0)
    seen = np.array([lexicon.count(word, language) for word in words])
    expected = PRIOR_TOKENS * np.maximum(seen, 1.0) / lexicon.training_size
    frequency = (counts + expected) / (counts.sum() + PRIOR_TOKENS)
    unsaid = lexicon.row(NOTHING, lexicon.other(language))
    alone = np.array([unsaid.get(word, 0.0) for word in words])
    lengths = np.array([len(sentence) for sentence in sentences], np.int64)
    return Side(words, tokens, lengths, seen, frequency, alone)


def pair_table(source: Side, target: Side, lexicon: Lexicon, language: Language) -> PairTable:
    """Return the pairs of two texts' words: the lexicon's, and by lemma and spelling for words it lacks."""
    table = lexicon.pairs(source.words, target.words, language)
    unknown = tuple(set(np.flatnonzero(side.seen < TRUSTED_COUNT).tolist()) for side in (source, target))
    extra = {(i, j): (p, p) for i, j, p in _same_spelling(source.words, target.words, unknown)}
    for i, j, there, back in _by_lemma(source.words, target.words, lexicon, language, unknown):
        known = extra.get((i, j), (0.0, 0.0))
        extra[i, j] = max(known[0], there), max(known[1], back)
    # What the lexicon says of a pair stands.
    for pair in zip(table.given.tolist(), table.other.tolist(), strict=True):
        extra.pop(pair, None)
    columns = list(zip(*((*pair, *both) for pair, both in extra.items()), strict=True)) or [()] * 4
    return PairTable(
        np.concatenate([table.given, np.array(columns[0], np.int64)]),
        np.concatenate([table.other, np.array(columns[1], np.int64)]),
        np.concatenate([table.forward, np.array(columns[2], np.float32)]),
        np.concatenate([table.backward, np.array(columns[3], np.float32)]),
    )


def _same_spelling(
    source: Sequence[str], target: Sequence[str], unknown: Sequence[set[int]]
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs spelt alike of which the lexicon lacks one word at least, and every number."""
    by_start: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for j, word in enumerate(target):
        by_start[without_accents(word)[:COGNATE_LENGTH]].append((j, without_accents(word)))
    for i, word in enumerate(source):
        bare = without_accents(word)
        for j, other in by_start.get(bare[:COGNATE_LENGTH], ()):
            if i not in unknown[0] and j not in unknown[1]:
                continue
            if bare == other:
                yield i, j, SAME
            elif (
                len(bare) >= COGNATE_LENGTH
                and bare.isalpha()
                and similarity(bare, other) >= COGNATE_SIMILARITY
            ):
                yield i, j, COGNATE


def _by_lemma(
    source: Sequence[str],
    target: Sequence[str],
    lexicon: Lexicon,
    language: Language,
    unknown: Sequence[set[int]],
) -> Iterator[tuple[int, int, float, float]]:
    """Yield pairs that the lemma of a word the lexicon lacks has, on either side."""
    other = lexicon.other(language)
    for words, others, of, missing, swap in (
        (source, target, language, unknown[0], False),
        (target, source, other, unknown[1], True),
    ):
        places = {word: index for index, word in enumerate(others)}
        for index in missing:
            word = words[index]
            if not word.isalpha():
                continue
            for lemma in lemmatize(word, of):
                row = lexicon.row(lemma, of) if lemma != word else {}
                for translation, p in row.items():
                    place = places.get(translation)
                    if place is not None:
                        share = LEMMA_SHARE * p
                        yield (place, index, share, share) if swap else (index, place, share, share)


def identity_table(source: Side, target: Side) -> PairTable:
    """Return the pairs of two texts in the same language: equal words, and those of one stem.

    For machine translations against a human one.
    """
    everything = set(range(len(source.words))), set(range(len(target.words)))
    found = list(_same_spelling(source.words, target.words, everything))
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    p = np.array(columns[2], np.float32)
    return PairTable(np.array(columns[0], np.int64), np.array(columns[1], np.int64), p, p)


class Evidence:
    """Computes log-likelihood ratios for blocks of sentence pairs."""

    def __init__(self, source: Side, target: Side, table: PairTable) -> None:
        self.source = source
        self.target = target
        order = np.argsort(table.given, kind="stable")
        self._other = table.other[order]
        self._forward = table.forward[order]
        self._backward = table.backward[order]
        counts = np.bincount(table.given, minlength=len(source.words))
        self._starts = np.concatenate(([0], np.cumsum(counts)))

    def block(self, rows: range, columns: range) -> tuple[list[Matrix], list[Matrix]]:
        """Return the ratios for every pair of a source sentence in `rows` and a target sentence in `columns`.

        Returns:
            Two lists of matrices (rows × columns). Number `n - 1` of the first holds, at (i, j), how much
            likelier the n source sentences from i on make target sentence j; of the second, how much likelier
            the n target sentences from j on make source sentence i. Groups are cut off at the end of the
            text.
        """
        further = range(rows.start, min(rows.stop + LARGEST_GROUP - 1, len(self.source.tokens)))
        beyond = range(columns.start, min(columns.stop + LARGEST_GROUP - 1, len(self.target.tokens)))
        ours, our_words = _number(self.source, further)
        theirs, their_words = _number(self.target, beyond)
        forward, backward = self._dense(ours, theirs)
        target_sums = our_words.add_up(forward)
        source_sums = their_words.add_up(backward.T)
        # Sentences beyond the block are only needed as further members of a group.
        there = [
            their_words.add_up(ratio[: len(rows)].T)[: len(columns)].T
            for ratio in _ratios(target_sums, our_words.lengths, self.target, theirs)
        ]
        back = [
            our_words.add_up(ratio[: len(columns)].T)[: len(rows)]
            for ratio in _ratios(source_sums, their_words.lengths, self.source, ours)
        ]
        return there, back

    def _dense(self, ours: npt.NDArray[np.int64], theirs: npt.NDArray[np.int64]) -> tuple[Matrix, Matrix]:
        """Return p(their word | our word) and p(our word | their word) for two lists of words."""
        place = np.full(len(self.target.words), -1, np.int64)
        place[theirs] = np.arange(len(theirs))
        lengths = self._starts[ours + 1] - self._starts[ours]
        owner = np.repeat(np.arange(len(ours)), lengths)
        where = np.arange(len(owner)) - (np.cumsum(lengths) - lengths)[owner] + self._starts[ours][owner]
        column = place[self._other[where]]
        held = column >= 0
        where, owner, column = where[held], owner[held], column[held]
        forward = np.zeros((len(ours), len(theirs)), np.float32)
        backward = np.zeros((len(ours), len(theirs)), np.float32)
        forward[owner, column] = self._forward[where]
        backward[owner, column] = self._backward[where]
        return forward, backward


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some sentences one after the other, as rows of a matrix, and where each sentence
    begins."""

    rows: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    @property
    def lengths(self) -> Matrix:
        return np.diff(self.starts, append=len(self.rows)).astype(np.float32)

    def add_up(self, matrix: Matrix) -> Matrix:
        """Return for each sentence the sum of the rows of its words.

        A product with a matrix of counts is the same thing, but then the linear algebra library starts
        threads, and on a machine that is busy these wait for each other: 20 times slower where it was
        measured.
        """
        return np.add.reduceat(np.ascontiguousarray(matrix)[self.rows], self.starts, axis=0)


def _number(side: Side, sentences: range) -> tuple[npt.NDArray[np.int64], _Words]:
    """Return the different words of some sentences, and their text as numbers of these."""
    pieces = [side.tokens[i] for i in sentences]
    words, number = np.unique(np.concatenate(pieces), return_inverse=True)
    ends = np.cumsum([len(piece) for piece in pieces])
    return words, _Words(number, np.concatenate(([0], ends[:-1])))


def _ratios(sums: Matrix, lengths: Matrix, side: Side, words: npt.NDArray[np.int64]) -> Iterator[Matrix]:
    """Yield log p(word | group) - log p(word) for groups of 1, 2 … sentences; `sums` is sentences × words."""
    alone, frequency = side.alone[words].astype(np.float32), side.frequency[words].astype(np.float32)
    total, length = sums.copy(), lengths.copy()
    for size in range(1, LARGEST_GROUP + 1):
        groups = len(sums) - size + 1
        if size > 1 and groups > 0:
            total[:groups] += sums[size - 1 :]
            length[:groups] += lengths[size - 1 :]
        given = (total + alone) / (length[:, None] + 1)
        yield np.log((1 - CHANCE) * given / frequency + CHANCE)
