"""Where a match can begin: the patterns of a termbase by their first two words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bilingual.glossary.demands import Demand
from bilingual.glossary.patterns import Pattern, PatternKind

_VERBS: Final = frozenset((PatternKind.VERB, PatternKind.REFLEXIVE))


class Group:
    """The patterns that one word may begin.

    Attributes:
        always: those to try wherever the word stands: of one slot, or with nothing but an optional second.
        by_second: those of more slots, by each form of their second.
        verbs: of these, the ones that an adverb may part.
        phrases: of these, the ones that an adjective may part.
    """

    __slots__ = ("always", "by_second", "phrases", "verbs")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        always: list[Pattern] = []
        by_second: dict[str, list[Pattern]] = {}
        verbs: list[Pattern] = []
        phrases: list[Pattern] = []
        for pattern in patterns:
            if len(pattern.slots) == 1 or (pattern.has_optional_end and len(pattern.slots) == 2):
                always.append(pattern)
                continue
            for form in pattern.slots[1]:
                by_second.setdefault(form, []).append(pattern)
            if pattern.kind in _VERBS:
                verbs.append(pattern)
            elif pattern.kind is PatternKind.LOOSE:
                phrases.append(pattern)
        self.always = tuple(always)
        self.by_second = {form: tuple(those) for form, those in by_second.items()}
        self.verbs = tuple(verbs)
        self.phrases = tuple(phrases)


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
        self._groups: dict[str, Group] = {}
        first_words = self.first_words
        for line in self.lines:
            for form in line.split(" ", 2)[1].split("/"):
                if form in first_words:
                    first_words[form].append(line)
                else:
                    first_words[form] = [line]

    def group(self, word: str) -> Group:
        """Return the patterns that `word` may begin."""
        group = self._groups.get(word)
        if group is None:
            group = self._groups[word] = Group(map(Pattern.decode, self.first_words.get(word, ())))
        return group
