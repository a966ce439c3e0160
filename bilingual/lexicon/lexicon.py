"""Which word translates which, how often: p(English | French) and p(French | English).

Trained by `models/recipe/lexicon.py`; no model and no network is needed to use it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.languages import FRENCH, Language, other_language
from bilingual.lemmas import lemmatize
from bilingual.lexicon.store import DECODED, Store, Table, Vocabulary, dequantise, read_store
from bilingual.lexicon.words import fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

DEFAULT_PATH = Path(__file__).parent.parent / "data" / "lexicon-fr-en.bin"
NOTHING = ""
"""The word whose translations are the words that stand for nothing in the other language."""
_CACHED_ROWS = 50_000
"""Rows kept decoded: every word of a long novel; about 60 MB at the worst, a tenth of it for an article."""


@dataclass(frozen=True, slots=True)
class PairTable:
    """Pairs of two lists of words and their probabilities; four arrays of one length.

    Args:
        given: index into the first list.
        other: index into the second.
        forward: p(other | given).
        backward: p(given | other).
    """

    given: npt.NDArray[np.int64]
    other: npt.NDArray[np.int64]
    forward: npt.NDArray[np.float32]
    backward: npt.NDArray[np.float32]


class Lexicon:
    """Translation probabilities of words in both directions.

    Words may be given as written: they are folded (`words.fold`). Unknown words have no translation, and
    probability 0.

    >>> lexicon = Lexicon.open()
    >>> [word for word, _ in lexicon.translations("guerre", 2)]
    ['war', 'warfare']
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._row = lru_cache(maxsize=_CACHED_ROWS)(self._decode_row)
        self._pair = lru_cache(maxsize=_CACHED_ROWS)(self._look_up_pair)

    @classmethod
    def open(cls, path: Path | None = None) -> Lexicon:
        """Open the lexicon at `path`, or the one in the package; about a millisecond.

        Raises:
            ModelError: when the file is missing or damaged.
        """
        return cls(read_store(path)) if path else _default()

    @property
    def about(self) -> Mapping[str, object]:
        """What the file says of itself: corpora, numbers of words and pairs."""
        return self._store.about

    def __contains__(self, word: str) -> bool:
        """Whether either language has the word."""
        store = self._store
        return store.source.find(fold(word)) is not None or store.target.find(fold(word)) is not None

    def row(self, folded: str, language: Language = FRENCH) -> Mapping[str, float]:
        """Return every translation of a word that is already folded, with p(translation | word), likeliest
        first."""
        return self._row(folded, language)

    def translations(
        self, word: str, n: int = 10, language: Language = FRENCH
    ) -> tuple[tuple[str, float], ...]:
        """Return the `n` likeliest translations of `word` and their probability given it, likeliest first.

        A form that was never seen is looked up by its lemmas.

        Args:
            word: as written or folded.
            n: how many at most.
            language: the language of `word`.
        """
        row = self.row(fold(word, language), language)
        if not row:
            candidates = (self.row(fold(lemma, language), language) for lemma in lemmatize(word, language))
            row = next((candidate for candidate in candidates if candidate), {})
        words = ((target, p) for target, p in row.items() if target != NOTHING)
        return tuple(islice(words, n))

    def probability(self, target: str, given: str, language: Language = FRENCH) -> float:
        """Return p(target | given), where `given` is a word of `language` and `target` one of the other; 0 if
        unknown."""
        folded, turned = fold(given, language), fold(target, self.other(language))
        return self._pair(folded, turned)[0] if language == FRENCH else self._pair(turned, folded)[1]

    def pairs(self, given: Sequence[str], others: Sequence[str], language: Language = FRENCH) -> PairTable:
        """Return every pair that the lexicon has between two lists of folded words, in one sweep.

        Args:
            given: different words of `language`.
            others: different words of the other language.
            language: that of `given`.
        """
        import numpy as np

        source, target, table = self._side(language)
        numbers = [source.find(word) for word in given]
        place = np.full(len(target) + 1, -1, np.int64)
        for index, word in enumerate(others):
            number = target.find(word)
            if number is not None:
                place[number] = index
        known = np.array([index for index, number in enumerate(numbers) if number is not None], np.int64)
        where, owner = table.rows(np.array([number for number in numbers if number is not None], np.int64))
        columns = place[np.asarray(table.columns)[where]]
        held = columns >= 0
        where = where[held]
        return PairTable(
            known[owner[held]],
            columns[held],
            dequantise(np.asarray(table.forward)[where]),
            dequantise(np.asarray(table.backward)[where]),
        )

    def count(self, folded: str, language: Language = FRENCH) -> float:
        """Return how often a folded word stood in the training corpora, 0 for one that is not held."""
        vocabulary = self._side(language)[0]
        number = vocabulary.find(folded)
        return 0.0 if number is None else vocabulary.count(number)

    def rarity(self, folded: str, language: Language = FRENCH) -> float:
        """Return -log of the word's relative frequency in training, in nats; an unknown word counts as seen
        once."""
        return math.log(self.training_size) - math.log(max(1.0, self.count(folded, language)))

    @property
    def training_size(self) -> float:
        """Tokens a side in training, about."""
        tokens = self._store.about["tokens"]
        return float(tokens)

    @staticmethod
    def other(language: Language) -> Language:
        """Return English for French and French for English."""
        return other_language(language)

    def _side(self, language: Language) -> tuple[Vocabulary, Vocabulary, Table]:
        store = self._store
        if language == FRENCH:
            return store.source, store.target, store.table
        return store.target, store.source, store.reversed_table

    def _decode_row(self, folded: str, language: Language) -> Mapping[str, float]:
        source, target, table = self._side(language)
        number = source.find(folded)
        if number is None:
            return {}
        where = table.row(number)
        columns, steps = table.columns[where], table.forward[where]
        # The smaller the step, the likelier; of equal ones the first in code-point order.
        order = sorted(range(len(steps)), key=steps.__getitem__)
        return {target.word(columns[i]): DECODED[steps[i]] for i in order}

    def _look_up_pair(self, french: str, english: str) -> tuple[float, float]:
        """Return p(English | French) and p(French | English) of two folded words.

        The table of English words, which takes sorting, is not needed for it.
        """
        store = self._store
        row, column = store.source.find(french), store.target.find(english)
        place = None if row is None or column is None else store.table.find(row, column)
        if place is None:
            return 0.0, 0.0
        return DECODED[store.table.forward[place]], DECODED[store.table.backward[place]]


@lru_cache(maxsize=1)
def _default() -> Lexicon:
    return Lexicon(read_store(DEFAULT_PATH))
