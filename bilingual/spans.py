"""Half-open stretches of a text, the coordinates in which every stage speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Where a text is cut when it must be: after a mark that ends a clause, else at any white space.
_CLAUSE_END = re.compile(r"[;:,.!?…)»”–—](?=\s)")
_SPACE = re.compile(r"\s")
_SPACES = re.compile(r"\s*")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, maybe empty.

    Args:
        start: of its first code point, counted from 0.
        end: of the first code point behind it.

    Raises:
        ValueError: it would begin before the text or end before it begins.

    >>> Span(2, 9).of("un avion de chasse")
    ' avion '
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end}]")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Slice `text` by this span."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """Return the same stretch counted from a point `offset` code points earlier."""
        return Span(self.start + offset, self.end + offset)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def strip(self, text: str) -> Span:
        """Return the span without the white space of `text` at its two ends.

        >>> Span(2, 9).strip("un avion de chasse")
        Span(start=3, end=8)
        """
        piece = self.of(text)
        start = self.start + len(piece) - len(piece.lstrip())
        return Span(start, start + len(piece.strip()))


@dataclass(frozen=True, slots=True, order=True)
class WordLink:
    """A source stretch and the target stretch that translates it, normally a token each.

    Args:
        source: span in the source text.
        target: span in the target text.
        score: how sure the link is, 0 to 1.
    """

    source: Span
    target: Span
    score: float

    def shift(self, source: int, target: int) -> WordLink:
        """Return the link counted from earlier points of the two texts.

        Args:
            source: how many code points earlier in the source.
            target: how many in the target.
        """
        return WordLink(self.source.shift(source), self.target.shift(target), self.score)


def cut_up(span: Span, text: str, longest: int) -> Iterator[Span]:
    """Cut a span into some of at most `longest` code points, at ends of clauses, else of words, else anywhere.

    >>> text = "Vu le code, vu la loi, arrête"
    >>> [piece.of(text) for piece in cut_up(Span(0, len(text)), text, 16)]
    ['Vu le code,', 'vu la loi,', 'arrête']
    """
    start = span.start
    while span.end - start > longest:
        # Not in the first half, so that the number of pieces is bounded too.
        window = text[start + longest // 2 : start + longest]
        places = [match.end() for match in _CLAUSE_END.finditer(window)] or [
            match.start() for match in _SPACE.finditer(window)
        ]
        end = start + longest // 2 + places[-1] if places else start + longest
        yield Span(start, end).strip(text)
        if gap := _SPACES.match(text, end, span.end):
            start = gap.end()
    yield Span(start, span.end)
