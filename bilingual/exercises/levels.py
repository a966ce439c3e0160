"""How hard an exercise is, by how often its words are met; the bands of the CEFR are those of `frequency`."""

from __future__ import annotations

from bilingual.exercises.items import ExerciseKind
from bilingual.frequency import Level, zipf_frequency
from bilingual.languages import Language

__all__ = ["Level", "difficulty", "distance", "frequency"]

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
    >>> frequency("maison", FRENCH) > frequency("poste de commandement", FRENCH) > frequency("xyzzy", FRENCH)
    True
    """
    parts = (part for word in words.replace("’", "'").split() for part in [word.split("'")[-1]] if part)
    return min((zipf_frequency(part, language) for part in parts), default=0.0)


def distance(level: Level, other: Level) -> int:
    """Return how many levels are between two.

    >>> distance(Level.A2, Level.C1)
    3
    """
    return abs(level.number - other.number)


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
