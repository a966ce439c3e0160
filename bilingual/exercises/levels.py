"""How hard a word is, by how often it is met: bands of the CEFR from word frequencies.

The CEFR has no word lists, and nobody agrees on how many words a level is. What is used here is a rule of thumb of
teachers and testers, that each level doubles the one before it from about a thousand lemmas at A1 (1,000, 2,000, 4,000,
8,000 and 16,000 at C1), and the Zipf frequency (Van Heuven and others 2014: log10 of occurrences in 10⁹ words) that
the last lemma of each band has in `wordfreq`. A word near an edge may as well belong to the next level, a word of
many senses is harder than its frequency, and a learner who reads the news knows « frappe » before « fourchette »: the
band is where to look for words first, and no judgement on a learner.
"""

from __future__ import annotations

from enum import StrEnum

from bilingual.exercises.items import ExerciseKind
from bilingual.languages import Language


class Level(StrEnum):
    """A level of the Common European Framework of Reference."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


# Zipf frequency of the 1,000th, 2,000th, 4,000th, 8,000th and 16,000th lemma that `lemmas` finds in wordfreq's list.
_EDGES = {
    "fr": (4.74, 4.38, 3.95, 3.43, 2.75),
    "en": (4.93, 4.56, 4.14, 3.64, 3.00),
}
_EASIEST, _HARDEST = 6.0, 2.0  # Zipf: everyday words, and words that a well-read person has met a few times
# A longer sentence is harder to see through, and saying is harder than choosing.
_LONG_SENTENCE = 40  # words
_SENTENCE_WEIGHS = 0.15
_KIND_WEIGHS = {
    ExerciseKind.CLOZE: 0.0,
    ExerciseKind.CHOICE: -0.2,
    ExerciseKind.MATCH: -0.2,
    ExerciseKind.ORDER: -0.1,
    ExerciseKind.TRANSLATE: 0.15,
    ExerciseKind.FALSE_FRIEND: -0.1,
    ExerciseKind.RANK: 0.0,
}


def frequency(words: str, language: Language) -> float:
    """Return the Zipf frequency of a word, or of the rarest word of several; 0 for one never met.

    >>> from bilingual.languages import FRENCH
    >>> frequency("maison", FRENCH) > frequency("caserne", FRENCH) > frequency("xyzzy", FRENCH)
    True
    """
    # Imported here: its lists are large, and only exercises need them.
    from wordfreq import zipf_frequency

    parts = [part for part in words.replace("’", "'").split() if part.strip("'-")]
    return min((float(zipf_frequency(part, language.code)) for part in parts), default=0.0)


def level_of(zipf: float, language: Language) -> Level:
    """Return the level at whose band a word of that frequency stands.

    >>> from bilingual.languages import FRENCH
    >>> [level_of(frequency(word, FRENCH), FRENCH).value for word in ("maison", "caserne")]
    ['A1', 'B2']
    """
    levels = list(Level)
    return next(
        (level for level, edge in zip(levels, _EDGES[language.code], strict=False) if zipf >= edge), Level.C2
    )


def distance(level: Level, other: Level) -> int:
    """Return how many levels are between two.

    >>> distance(Level.A2, Level.C1)
    3
    """
    levels = list(Level)
    return abs(levels.index(level) - levels.index(other))


def difficulty(kind: ExerciseKind, zipf: float, words: int) -> float:
    """Return how hard an exercise is, 0 to 1, by the word asked, the sentence around it and what is to be done.

    Zipf 6 and more is the easiest, 2 and less the hardest; a sentence of 40 words adds 0.15; choosing takes 0.2
    away, translating adds 0.15. The figure orders exercises; that learners fail so often is not claimed.

    Args:
        kind: what is to be done.
        zipf: frequency of what is asked.
        words: of the sentence.
    """
    rarity = (_EASIEST - zipf) / (_EASIEST - _HARDEST)
    length = _SENTENCE_WEIGHS * min(1.0, words / _LONG_SENTENCE)
    return round(min(1.0, max(0.0, rarity + length + _KIND_WEIGHS[kind])), 3)
