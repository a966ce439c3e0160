"""Which rows a window shows, anchored by row: what happens to rows above or below moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A screen line of the text: the row, and which of its lines."""

    row: int
    line: int = 0


class Viewport:
    """A window of some lines over rows of which only those near it are ever measured.

    Args:
        height_of: lines of a row, at least 1; may change at any time.
        count: how many rows there are, at least 1; may change at any time.
    """

    def __init__(self, height_of: Callable[[int], int], count: Callable[[], int]) -> None:
        self._height_of = height_of
        self._count = count
        self.top = Place(0)
        self.height = 1

    def resize(self, height: int) -> None:
        """Set the number of lines; the top row stays."""
        self.height = max(height, 1)
        self.settle()

    def settle(self) -> None:
        """Bring the top back into the text, after rows have changed their heights or number."""
        row = min(max(self.top.row, 0), self._count() - 1)
        line = min(self.top.line, self._height_of(row) - 1) if row == self.top.row else 0
        self.top = min(Place(row, line), self.last_top())

    def last_top(self) -> Place:
        """Return the top of the window at the very end of the text."""
        return self._back(Place(self._count()), self.height)

    def scroll(self, lines: int) -> bool:
        """Move by screen lines, down where positive; say whether anything moved."""
        before = self.top
        moved = self._forward(before, lines) if lines > 0 else self._back(before, -lines)
        self.top = min(moved, max(self.last_top(), before) if lines > 0 else moved)
        return self.top != before

    def stretches(self) -> Iterator[tuple[int, int, int]]:
        """Yield the rows that show: each with its first line that does and the one after the last."""
        row, line, room = self.top.row, self.top.line, self.height
        count = self._count()
        while room > 0 and row < count:
            height = self._height_of(row)
            stop = min(height, line + room)
            if line < stop:
                yield row, line, stop
            room -= stop - line
            row, line = row + 1, 0

    def lines(self) -> Iterator[Place]:
        """Yield the lines of the text that the window shows, from its top; fewer where the text ends."""
        for row, first, stop in self.stretches():
            for line in range(first, stop):
                yield Place(row, line)

    def rows(self) -> range:
        """Return the rows of which at least a line shows."""
        rows = [row for row, _, _ in self.stretches()]
        return range(rows[0], rows[-1] + 1) if rows else range(0)

    def whole_rows(self) -> list[int]:
        """Return the rows that show with all their lines."""
        return [row for row, first, stop in self.stretches() if not first and stop == self._height_of(row)]

    def line_of(self, row: int) -> int | None:
        """Return the window's line on which a row's first shown line is; `None` where it does not show."""
        y = 0
        for number, first, stop in self.stretches():
            if number == row:
                return y
            y += stop - first
        return None

    def shows_whole(self, row: int) -> bool:
        """Whether all lines of a row show."""
        return row in self.whole_rows()

    def reveal(self, row: int, line: int | None = None, *, margin: int = 0) -> bool:
        """Scroll as little as is needed to show a row, its first line rather than its last.

        Args:
            row: to show.
            line: of the row that has to show; by default as many as fit.
            margin: lines to keep between it and the window's edges where there is room.
        """
        before = self.top
        margin = min(margin, (self.height - 1) // 2)
        first = Place(row, line or 0)
        last = Place(row, self._height_of(row) - 1 if line is None else line)
        if first < self._forward(self.top, margin):
            self.top = self._back(first, margin)
        elif last > self._forward(self.top, self.height - 1 - margin):
            wanted = self._back(self._forward(last, 1 + margin), self.height)
            self.top = min(wanted, first) if line is None else wanted
        self.top = min(self.top, max(self.last_top(), min(before, self.top)))
        return self.top != before

    def go_to(self, row: int, *, above: int = 0) -> None:
        """Set a row at the top, with some lines above it."""
        self.top = self._back(Place(min(max(row, 0), self._count() - 1)), above)
        self.top = min(self.top, self.last_top())

    def _forward(self, place: Place, lines: int) -> Place:
        row, line = place.row, place.line + lines
        last = self._count()
        while row < last and line >= (height := self._height_of(row)):
            row, line = row + 1, line - height
        return Place(row, line) if row < last else Place(last)

    def _back(self, place: Place, lines: int) -> Place:
        row, line = place.row, place.line - lines
        while line < 0 and row > 0:
            row -= 1
            line += self._height_of(row)
        return Place(row, max(line, 0))
