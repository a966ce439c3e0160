"""One side of a bead as one line to show: made harmless, terms signed, each character traced to its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rich.cells import cell_len, chop_cells

from bilingual.spans import Span
from bilingual.views.terminal import harmless

# What `bitext.flow` brings down to a space; no-break spaces are none.
_PIECE = re.compile(r"[^ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")


class MarkKind(StrEnum):
    """Why a stretch of a line is marked."""

    TERM = "term"
    MISSING = "missing"
    """A term that the translation puts otherwise."""


SIGNS = {MarkKind.TERM: "*", MarkKind.MISSING: "≠"}
"""What stands behind a term, so that it shows without colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch, in coordinates of the document or of a shown line as said where it is used."""

    span: Span
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line and where its characters come from.

    Args:
        text: harmless, without line breaks, signs of terms inserted.
        marks: stretches of `text`, signs included.
        shown: starts in `text` of the runs that are copied from the document, ascending.
        document: where each of these runs starts in the document.
        lengths: of each run.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    shown: tuple[int, ...] = ()
    document: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    _wrapped: dict[int, tuple[Span, ...]] = field(default_factory=dict, compare=False, repr=False)

    def wrap(self, width: int) -> tuple[Span, ...]:
        """Return the stretches of the text that stand on a screen line each; never none."""
        known = self._wrapped.get(width)
        if known is None:
            # A window that is being drawn wider asks for every width between: only the last counts.
            self._wrapped.clear()
            known = self._wrapped[width] = wrap(self.text, width)
        return known

    def place(self, span: Span) -> Span | None:
        """Return where a stretch of the document stands in the line, signs inside it included."""
        start = end = None
        first = max(bisect_right(self.document, span.start) - 1, 0)
        for index in range(first, len(self.document)):
            shown, document, length = self.shown[index], self.document[index], self.lengths[index]
            if document >= span.end:
                break
            if span.start < document + length:
                if start is None:
                    start = shown + max(span.start - document, 0)
                end = shown + min(span.end - document, length)
        return Span(start, end) if start is not None and end is not None else None

    def origin(self, position: int) -> int | None:
        """Return where in the document a character of the line comes from; `None` for a sign or a joint."""
        index = bisect_right(self.shown, position) - 1
        if index < 0 or position >= self.shown[index] + self.lengths[index]:
            return None
        return self.document[index] + position - self.shown[index]


def shown_line(text: str, spans: Sequence[Span], marks: Iterable[Mark] = ()) -> ShownLine:
    """Set some stretches of a text as one line.

    Args:
        text: the whole text.
        spans: in order.
        marks: in coordinates of the text; of two that overlap the first counts.

    >>> line = shown_line("Des frappes\\naériennes.", [Span(0, 22)], [Mark(Span(4, 21), MarkKind.TERM)])
    >>> line.text, line.place(Span(12, 21))
    ('Des frappes aériennes*.', Span(start=12, end=21))
    """
    waiting = deque(_apart(marks))
    out: list[str] = []
    shown: list[int] = []
    document: list[int] = []
    lengths: list[int] = []
    made: list[Mark] = []
    length = 0
    for span in spans:
        for piece in _PIECE.finditer(text, span.start, span.end):
            if out:
                out.append(" ")
                length += 1
            start, end = piece.span()
            while start < end:
                while waiting and waiting[0].span.end <= start:
                    waiting.popleft()
                # A run ends where a sign has to be inserted.
                cut = waiting.popleft() if waiting and waiting[0].span.end <= end else None
                stop = cut.span.end if cut else end
                out.append(harmless(text[start:stop]))
                shown.append(length)
                document.append(start)
                lengths.append(stop - start)
                length += stop - start
                start = stop
                if cut:
                    out.append(SIGNS[cut.kind])
                    length += 1
                    made.append(
                        Mark(Span(_shown(shown, document, lengths, cut.span.start), length), cut.kind)
                    )
    return ShownLine("".join(out), tuple(made), tuple(shown), tuple(document), tuple(lengths))


def wrap(text: str, width: int) -> tuple[Span, ...]:
    """Break a line at spaces into stretches of at most `width` cells; longer words are cut.

    >>> [span.of("un avion de chasse") for span in wrap("un avion de chasse", 8)]
    ['un avion', 'de', 'chasse']
    """
    width = max(width, 1)
    lines: list[Span] = []
    start = end = 0  # of the line being filled
    used = 0
    for word in re.finditer(r"[^ ]+", text):
        cells = cell_len(word[0])
        gap = cell_len(text[end : word.start()]) if end > start else 0
        if end > start and used + gap + cells <= width:
            end, used = word.end(), used + gap + cells
            continue
        if end > start:
            lines.append(Span(start, end))
        start, end, used = word.start(), word.end(), cells
        if cells > width:
            *whole, (start, end) = _cut(text, start, end, width)
            lines += [Span(*piece) for piece in whole]
            used = cell_len(text[start:end])
    if end > start or not lines:
        lines.append(Span(start, end))
    return tuple(lines)


def _cut(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    word = text[start:end]
    if word.isascii():
        yield from ((at, min(at + width, end)) for at in range(start, end, width))
        return
    for piece in chop_cells(word, width):
        yield start, start + len(piece)
        start += len(piece)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    apart: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span and (not apart or mark.span.start >= apart[-1].span.end):
            apart.append(mark)
    return apart


def _shown(shown: list[int], document: list[int], lengths: list[int], position: int) -> int:
    """Return where the document's `position` stands in what has been set so far."""
    for index in range(len(document) - 1, -1, -1):
        if document[index] <= position:
            return shown[index] + min(position - document[index], lengths[index])
    return shown[0] if shown else 0
