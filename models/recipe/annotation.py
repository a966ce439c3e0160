"""Sources with the wanted rendering of a phrase written into them, so that a package can be told how to say it.

After Dinu et al. (2019), who write the term of a glossary behind the words it translates, and Bergmanis and
Pinnis (2021), who write its lemma and let the network inflect it. Here the phrases are not those of a
glossary but any that eflomal's links pair one to one with a phrase of the target, so that the network learns
to obey whatever it is told:

    … un OPEN drone de reconnaissance MEANS reconnaissance drone CLOSE a survolé …

OPEN, MEANS and CLOSE are byte pieces that no UTF-8 text holds: they are in every vocabulary with byte fallback.
`bilingual.translation.wishes` writes the same at inference.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np
import sentencepiece as spm
import simplemma

OPEN, MEANS, CLOSE = "<0xFA>", "<0xFB>", "<0xFC>"
SHARE = 0.6
"""Of the pairs; seven in ten of these have a phrase that can be used. The others keep the network able to read
sentences of which nothing is said."""
TRIES = 6
"""Phrases tried in a source; about one in five can be used."""
LONGEST = 4
"""Words of a phrase, on either side; terms of a termbase are seldom longer."""
SINGLE = 0.5
"""Share of phrases of one word; each further word is half as likely."""
LEMMA_SHARE = 0.6
"""How often the words wanted are lemmas, as a termbase has them, instead of the forms of the target."""
SHORTEST_EDGE = 4
"""Letters of the first and the last word of a phrase: no term begins or ends with an article or a preposition."""


class Annotator:
    """Writes wishes into the sources of encoded pairs.

    Args:
        processor: the SentencePiece model of the pairs.
        language: of the target, for its lemmas.
        share: of the pairs that get any.
    """

    def __init__(self, processor: spm.SentencePieceProcessor, language: str, share: float = SHARE) -> None:
        self._processor = processor
        self._share = share
        self._open, self._means, self._close = map(processor.piece_to_id, (OPEN, MEANS, CLOSE))
        pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
        self._begins = np.array([piece.startswith("▁") for piece in pieces])
        self._wordlike = np.array([piece.strip("▁").isalnum() or piece == "▁" for piece in pieces])
        self._digits = np.array([piece.strip("▁").isdigit() for piece in pieces])
        self._lengths = np.array([len(piece.strip("▁")) for piece in pieces])
        self._lemmas = lru_cache(100_000)(lambda words: self._encode_lemmas(words, language))

    def __call__(
        self, source: np.ndarray, target: np.ndarray, links: np.ndarray, generator: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return source [S + what is added], target [T] and links [K, 2], maybe with some wishes."""
        if generator.random() >= self._share or len(links) < 2:
            return source, target, links
        phrases = list(self._phrases(source, target, links, generator))
        if not phrases:
            return source, target, links
        pieces: list[np.ndarray] = []
        moved = np.empty(len(source), np.int64)  # where each source piece now stands
        place = length = 0
        for (start, end), wanted in sorted(phrases, key=lambda phrase: phrase[0]):
            for stretch in (source[place:start], [self._open], source[start:end], [self._means], wanted):
                pieces.append(np.asarray(stretch))
            moved[place:start] = np.arange(start - place) + length
            length += start - place + 1
            moved[start:end] = np.arange(end - start) + length
            length += end - start + 1 + len(wanted) + 1
            pieces.append(np.array([self._close]))
            place = end
        pieces.append(source[place:])
        moved[place:] = np.arange(len(source) - place) + length
        shifted = np.stack([moved[links[:, 0]], links[:, 1].astype(np.int64)], axis=1)
        return np.concatenate(pieces).astype(source.dtype), target, shifted

    def _phrases(
        self, source: np.ndarray, target: np.ndarray, links: np.ndarray, generator: np.random.Generator
    ) -> Iterator[tuple[tuple[int, int], np.ndarray]]:
        """Yield some phrases of the source, not overlapping, with the pieces that are wanted for them."""
        words, others = self._words(source), self._words(target)
        if not words:
            return
        taken = np.zeros(len(source), bool)
        # A word of many pieces is a rare one, and it is of those that something will be said.
        pieces = np.array([end - start for start, end in words], float)
        for first in generator.choice(len(words), TRIES, p=pieces / pieces.sum()).tolist():
            last = first + min(int(generator.geometric(SINGLE)), LONGEST)
            if last > len(words):
                continue
            chosen = words[first:last]
            start, end = chosen[0][0], chosen[-1][1]
            joined = all(a[1] == b[0] for a, b in pairwise(chosen))
            if not joined or taken[start:end].any() or not self._has_edges(chosen, source, links[:, 0]):
                continue
            rendering = self._rendering((start, end), others, links)
            if rendering is None:
                continue
            wanted = target[rendering[0] : rendering[1]]
            if self._digits[source[start:end]].any() != self._digits[wanted].any():
                continue  # « 1er » of "October 1", whose figures stand elsewhere
            taken[start:end] = True
            if generator.random() < LEMMA_SHARE:
                wanted = self._lemmas(tuple(wanted.tolist()))
            yield (start, end), wanted

    def _rendering(
        self, phrase: tuple[int, int], words: list[tuple[int, int]], links: np.ndarray
    ) -> tuple[int, int] | None:
        """The target words that the phrase and nothing else is linked to, if they stand together."""
        inside = (links[:, 0] >= phrase[0]) & (links[:, 0] < phrase[1])
        linked = links[inside, 1]
        if not len(linked):
            return None
        covered = [word for word in words if _touches(word, linked)]
        if not covered:
            return None
        start, end = covered[0][0], covered[-1][1]
        within = [word for word in words if start <= word[0] and word[1] <= end]
        joined = all(a[1] == b[0] for a, b in pairwise(within))
        outside = links[~inside, 1]
        if not joined or len(within) > LONGEST or ((outside >= start) & (outside < end)).any():
            return None
        return start, end

    def _has_edges(self, words: list[tuple[int, int]], pieces: np.ndarray, linked: np.ndarray) -> bool:
        """Whether the first and the last word are linked to anything, and long enough or with figures."""
        return all(
            (self._lengths[pieces[start:end]].sum() >= SHORTEST_EDGE or self._digits[pieces[start:end]].any())
            and _touches((start, end), linked)
            for start, end in (words[0], words[-1])
        )

    def _words(self, pieces: np.ndarray) -> list[tuple[int, int]]:
        """Stretches of pieces that are words, ordinals in figures too; punctuation and numbers are none."""
        begins = np.flatnonzero(self._begins[pieces] | ~self._wordlike[pieces]).tolist()
        stretches = zip(begins, [*begins[1:], len(pieces)], strict=True)
        return [
            (a, b)
            for a, b in stretches
            if self._begins[pieces[a]]
            and self._wordlike[pieces[a:b]].all()
            and not (self._digits[pieces[a:b]] | (self._lengths[pieces[a:b]] == 0)).all()
        ]

    def _encode_lemmas(self, pieces: tuple[int, ...], language: str) -> np.ndarray:
        words = self._processor.decode(list(pieces)).split()
        lemmas = " ".join(simplemma.lemmatize(word, lang=language) for word in words)
        return np.array(self._processor.encode(lemmas), np.uint16)


def _touches(stretch: tuple[int, int], places: np.ndarray) -> bool:
    return bool(((places >= stretch[0]) & (places < stretch[1])).any())
