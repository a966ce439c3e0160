"""Recognise hypotheses that no reader should see: empty, looping, or far too long."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
# A small model's loops repeat one to eight words; people repeat a phrase twice, hardly ever three times.
_LONGEST_LOOP = 8  # words
_MOST_REPEATS = 2
# English has 0.9 words for a French one; beyond three to one a hypothesis has run away.
_LONGEST_RATIO = 3.0
_RATIO_GRACE = 6  # words that any sentence may have more


def is_degenerate(source: str, hypothesis: str) -> bool:
    """Whether the hypothesis is empty, runs away, or repeats a phrase over and over that the source does not.

    >>> is_degenerate("Il pleut.", "It rains, it rains, it rains, it rains.")
    True
    >>> is_degenerate("Il pleut.", "It is raining.")
    False
    """
    words = [word.lower() for word in _WORD.findall(hypothesis)]
    source_words = [word.lower() for word in _WORD.findall(source)]
    if not words:
        return bool(source_words)
    if len(words) > _LONGEST_RATIO * len(source_words) + _RATIO_GRACE:
        return True
    return longest_loop(words) > max(_MOST_REPEATS, longest_loop(source_words))


def longest_loop(words: list[str]) -> int:
    """Return how many times in a row the most repeated phrase of up to eight words stands.

    >>> longest_loop("la ville de la ville de la ville de".split())
    3
    """
    best = 1 if words else 0
    for length in range(1, min(_LONGEST_LOOP, len(words) // 2) + 1):
        run = 0
        for i in range(len(words) - length):
            run = run + 1 if words[i] == words[i + length] else 0
            best = max(best, run // length + 1)
    return best


def repetition(hypothesis: str) -> int:
    """Count the words a hypothesis repeats beyond their first two uses in phrases of three words.

    Orders hypotheses that are all degenerate: the one that repeats least is shown.
    """
    words = [word.lower() for word in _WORD.findall(hypothesis)]
    phrases = Counter(zip(words, words[1:], words[2:], strict=False))
    return sum(count - 1 for count in phrases.values())


def _twice(between: str) -> re.Pattern[str]:
    """A word said twice, the second time perhaps in the plural, with `between` between."""
    return re.compile(rf"\b([^\W\d_]{{3,}}){between}\1s?\b", re.IGNORECASE)


_STUTTER = _twice("[ -]")
# A source may well repeat itself, with a comma too (« vite, vite »), and then so may its translation.
_REPETITION = _twice("[ ,-]+")


def stutters(source: str, translation: str) -> bool:
    """Whether a translation says a word twice in a row where its source does not, as beams now and then do.

    >>> stutters("depuis le cessez-le-feu d’octobre", "since the ceasefire ceasefire of October")
    True
    >>> stutters("Vite, vite !", "Quick quick!"), stutters("il dort", "had had had")
    (False, True)
    """
    return len(words_said_twice(translation)) > len(_REPETITION.findall(source))


def words_said_twice(translation: str) -> list[str]:
    """Return the words that stand twice in a row.

    >>> words_said_twice("The air force force and the ship ships.")
    ['force', 'ship']
    """
    return _STUTTER.findall(translation)
