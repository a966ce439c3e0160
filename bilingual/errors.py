"""One hierarchy of errors: each says where, what, and what to do about it, in one line."""

from __future__ import annotations


class BilingualError(Exception):
    """Anything that `bilingual` reports to its user instead of failing with a traceback.

    Args:
        problem: what is wrong, with the value concerned.
        place: the file, and the row or offset in it where one is known.
        remedy: what the user can do.

    >>> print(BilingualError("empty English term", place="termbase.csv, row 12", remedy="give one"))
    termbase.csv, row 12: empty English term (give one)
    """

    def __init__(self, problem: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.place = place
        self.remedy = remedy
        super().__init__(problem, place, remedy)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.problem}{remedy}"


class WrongTypeError(BilingualError, TypeError):
    """A value that a function does not take: `None` or a number for a text, bytes for a file's name."""


class LanguageError(BilingualError, ValueError):
    """A language that is not known here, or a pair that is no pair."""


class DocumentError(BilingualError):
    """A text that cannot be read: missing, empty, binary, not in the language it was said to be in."""


class ModelError(BilingualError):
    """A translation package that is missing, damaged, or made for other languages."""


class TermbaseError(BilingualError):
    """A glossary that cannot be read."""


class BitextError(BilingualError):
    """A reading pack or set of beads that contradicts itself or the texts it belongs to."""


class DeckError(BilingualError):
    """A deck of exercises that cannot be read or written."""


def expect(value: object, kinds: type | tuple[type, ...], what: str, remedy: str | None = None) -> None:
    """Raise `WrongTypeError` unless a value is of one of some kinds.

    Args:
        value: as it was given.
        kinds: that are taken.
        what: is taken, in words; it begins the sentence.
        remedy: what to do.

    >>> expect(12, str, "a text is a string")
    Traceback (most recent call last):
    bilingual.errors.WrongTypeError: a text is a string, not int
    """
    if not isinstance(value, kinds):
        raise WrongTypeError(
            f"{what}, not {'None' if value is None else type(value).__name__}", remedy=remedy
        )
