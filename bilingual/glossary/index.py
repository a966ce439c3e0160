"""Where a match can begin: the patterns of a termbase by their first two words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bilingual.glossary.demands import Demand
from bilingual.glossary.patterns import Pattern, PatternKind

# Patterns whose second word may stand apart from the first.
_OPEN: Final = frozenset((PatternKind.LOOSE, PatternKind.VERB, PatternKind.REFLEXIVE))


class _Group:
    """The patterns of one first word: those to try wherever it stands, and those that the next decides."""

    __slots__ = ("always", "by_second")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        always: list[Pattern] = []
        by_second: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            if len(pattern.slots) == 1 or pattern.kind in _OPEN:
                always.append(pattern)
                continue
            for form in pattern.slots[1]:
                by_second.setdefault(form, []).append(pattern)
        self.always = tuple(always)
        self.by_second = {form: tuple(those) for form, those in by_second.items()}


class TermIndex:
    """The patterns of a termbase in one language.

    Args:
        lines: encoded patterns; each is decoded when a text first meets it, because an article meets few.

    Attributes:
        demands: what terms ask of their sentences, by entry and term, filled in as texts meet them.
    """

    __slots__ = ("_groups", "demands", "first_words", "lines")

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self.first_words: dict[str, list[str]] = {}
        self.demands: dict[tuple[int, int], Demand] = {}
        self._groups: dict[str, _Group] = {}
        first_words = self.first_words
        for line in self.lines:
            for form in line.split(" ", 2)[1].split("/"):
                if form in first_words:
                    first_words[form].append(line)
                else:
                    first_words[form] = [line]

    def starting_with(self, word: str, following: str) -> tuple[Pattern, ...]:
        """Return the patterns that may fit where `word` stands before `following`."""
        group = self._groups.get(word)
        if group is None:
            group = self._groups[word] = _Group(map(Pattern.decode, self.first_words.get(word, ())))
        return group.always + group.by_second.get(following, ())
