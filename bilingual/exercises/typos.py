"""How many typing errors are between two words."""

from __future__ import annotations

_LETTERS_AN_ERROR = 4
_MOST_ERRORS = 3


def typing_errors_allowed(word: str) -> int:
    """Return how many typing errors leave a word recognisable: one for four letters, three at most.

    >>> [typing_errors_allowed(word) for word in ("feu", "char", "munitions", "bombardement aérien")]
    [0, 1, 2, 3]
    """
    return min(len(word) // _LETTERS_AN_ERROR, _MOST_ERRORS)


def edits(one: str, other: str) -> int:
    """Return the letters to add, leave out or change, or neighbours to swap, that lead from one to the other.

    The distance of Damerau and Levenshtein with each letter touched once (optimal string alignment).

    >>> edits("frapes", "frappes"), edits("aviosn", "avions"), edits("tir", "tirs")
    (1, 1, 1)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
