"""Where a match can begin: the patterns of a termbase by their first word, built once or read compiled."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.glossary.patterns import Pattern


class TermIndex:
    """The patterns of a termbase in one language.

    Args:
        lines: encoded patterns; each is decoded when a text first meets it, because an article meets few.
    """

    __slots__ = ("_decoded", "first_words", "lines")

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self.first_words: dict[str, list[str]] = {}
        self._decoded: dict[str, tuple[Pattern, ...]] = {}
        first_words = self.first_words
        for line in self.lines:
            for form in line.split(" ", 2)[1].split("/"):
                if form in first_words:
                    first_words[form].append(line)
                else:
                    first_words[form] = [line]

    def starting_with(self, word: str) -> tuple[Pattern, ...]:
        """Return the patterns whose first slot holds `word`."""
        patterns = self._decoded.get(word)
        if patterns is None:
            patterns = tuple(map(Pattern.decode, self.first_words.get(word, ())))
            self._decoded[word] = patterns
        return patterns
