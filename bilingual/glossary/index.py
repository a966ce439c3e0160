"""Where a match can begin: the patterns of a termbase by their first two words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bilingual.glossary.demands import TermFacts
from bilingual.glossary.patterns import Pattern, PatternKind

_VERBS: Final = frozenset((PatternKind.VERB, PatternKind.REFLEXIVE))


class Group:
    """The patterns that one word may begin.

    Attributes:
        always: those to try wherever the word stands: of one slot, or with nothing but an optional second.
        by_second: those of more slots, by each form of their second.
        verbs: of these, the ones that an adverb may part.
        phrases: of these, the ones that an adjective may part.
        may_be_parted: whether there are any of either.
    """

    __slots__ = ("always", "by_second", "may_be_parted", "phrases", "verbs")

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
        self.may_be_parted = bool(verbs or phrases)


class _Groups(dict[str, Group]):
    """Groups by their word, made when first asked for."""

    def __init__(self, lines: dict[str, list[str]]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, word: str) -> Group:
        group = self[word] = Group(map(Pattern.decode, self._lines[word]))
        return group


class TermIndex:
    """The patterns of a termbase in one language.

    Args:
        lines: encoded patterns; each is decoded when a text first meets it, because an article meets few.

    Attributes:
        first_words: the lines of each word that one may begin with.
        groups: the same, decoded, for each word of `first_words`.
        facts: what terms are judged by, by entry and term, filled in as texts meet them.
    """

    __slots__ = ("facts", "first_words", "groups", "lines")

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self.first_words: dict[str, list[str]] = {}
        self.facts: dict[tuple[int, int], TermFacts] = {}
        self.groups = _Groups(self.first_words)
        first_words = self.first_words
        for line in self.lines:
            for form in line.split(" ", 2)[1].split("/"):
                if form in first_words:
                    first_words[form].append(line)
                else:
                    first_words[form] = [line]
