"""How common a word is, and at which level of the CEFR a learner may be expected to know it.

Frequencies are wordfreq's (Speer 2022), on the Zipf scale of van Heuven et al. (2014): the logarithm of the
occurrences in a billion words, 7 for `de`, 3 for a word met once in a million. A word counts by its lemma,
since whoever knows `parler` reads `parlèrent`.

Bands and levels are cut by rank in wordfreq's list, forms gathered to lemmas with `lemmatize`. The Zipf values
at a rank differ by less than 0.15 between the two languages, so one set of limits serves both:

    rank      600   1,000  1,500  2,000  3,000  4,700  5,000  10,000  15,000
    French    5.04  4.82   4.63   4.49   4.26   3.99   3.95   3.50    3.21
    English   5.16  4.95   4.74   4.58   4.35   4.06   4.02   3.53    3.23
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from bilingual.languages import FRENCH, Language
from bilingual.lemmas import lemmatize

_REMEMBERED = 65_536  # words: the vocabulary of a long book
_LONGEST_WORD = 60  # letters; a longer run is a key or a line of data, not looked up


class Level(StrEnum):
    """A level of the Common European Framework of Reference, the easiest first."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def number(self) -> int:
        """1 for A1 to 6 for C2."""
        return _LEVELS.index(self) + 1

    @classmethod
    def of_number(cls, number: float) -> Level:
        """Return the level nearest to a number between 1 and 6; numbers outside count as the ends.

        >>> Level.of_number(3.4)
        <Level.B1: 'B1'>
        """
        return _LEVELS[min(max(round(number), 1), len(_LEVELS)) - 1]


_LEVELS = tuple(Level)


class Band(StrEnum):
    """How far down the list of lemmas a word stands, as lexical frequency profiles count (Laufer, Nation 1995)."""

    FIRST = "1-1000"
    SECOND = "1001-2000"
    THIRD = "2001-5000"
    FOURTH = "5001-10000"
    RARE = "10001+"

    @property
    def least(self) -> float:
        """The smallest Zipf frequency in the band."""
        return _BANDS[self]


# Zipf frequencies at the ranks 1,000, 2,000, 5,000 and 10,000: the table above, both languages together.
_BANDS = {Band.FIRST: 4.85, Band.SECOND: 4.5, Band.THIRD: 4.0, Band.FOURTH: 3.5, Band.RARE: 0.0}

# Learners at the end of A1, A2, B1 and B2 know about 600, 1,500, 3,000 and 4,700 headwords (English Vocabulary
# Profile, Capel 2010), and 8,000 to 9,000 word families, 10,000 lemmas, cover 98 % of what is written (Nation
# 2006), which is taken as the end of C1. The Zipf frequencies at those ranks: the table above.
_LEAST_AT = {Level.A1: 5.1, Level.A2: 4.7, Level.B1: 4.3, Level.B2: 4.0, Level.C1: 3.5, Level.C2: 0.0}


@lru_cache(maxsize=_REMEMBERED)
def zipf_frequency(word: str, language: Language = FRENCH) -> float:
    """Return the Zipf frequency of a word by its likeliest lemma, or by the form if that is commoner.

    Args:
        word: as written; a token of `tokenize` may be given as it is.
        language: of the word.

    Returns:
        0.0 for a word that is not known, at most about 7.9. A word with hyphens that is in no list counts by
        its parts.

    >>> zipf_frequency("parlèrent") == zipf_frequency("parler") > 5
    True
    >>> zipf_frequency("l’") > zipf_frequency("avion") > zipf_frequency("ravitailleur") > 0
    True
    """
    if len(word) > _LONGEST_WORD:
        return 0.0
    # Imported here: it reads its list, a tenth of a second.
    from wordfreq import zipf_frequency as of_form

    forms = (word.replace("’", "'"), lemmatize(word, language)[0])
    return max(float(of_form(form, language.code)) for form in forms)


def band_of(zipf: float) -> Band:
    """Return the band of a Zipf frequency.

    >>> band_of(zipf_frequency("maison")), band_of(zipf_frequency("escarmouche"))
    (<Band.FIRST: '1-1000'>, <Band.RARE: '10001+'>)
    """
    return next(band for band, least in _BANDS.items() if zipf >= least)


def level_of(zipf: float) -> Level:
    """Return the level at which words of a Zipf frequency are expected to be known.

    That holds for words by the hundred; of a single word it is a guess, since learners meet `fourchette` long
    before its frequency would have it.

    >>> level_of(zipf_frequency("maison")), level_of(zipf_frequency("escarmouche"))
    (<Level.A1: 'A1'>, <Level.C2: 'C2'>)
    """
    return next(level for level, least in _LEAST_AT.items() if zipf >= least)
