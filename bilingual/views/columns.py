"""French and English side by side in a terminal, or one above the other, a row a bead."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from bilingual.pipeline.model import AnnotatedBead
from bilingual.views.frame import DOUBT_STYLE, QUIET_STYLE, WIDEST_COLUMN, ReadingView, Sides
from bilingual.views.terminal import wrap

# Two columns of under thirty letters break every other word; from here on the languages stand one above another.
NARROWEST_COLUMNS = 70


class ColumnsView(ReadingView):
    """Prints beads in two columns, or one language above the other where the console is narrow."""

    @property
    def _airy(self) -> bool:
        return self._stacked

    @property
    def _stacked(self) -> bool:
        """Whether one language stands above the other."""
        return self._width < NARROWEST_COLUMNS

    @property
    def _column(self) -> int:
        """The cells of a column."""
        return min((self._width - 3) // 2, WIDEST_COLUMN)

    @property
    def _text_width(self) -> int:
        return 2 * self._column + 3

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        doubtful = bool(bead.flags)
        return self._stack(sides, doubtful) if self._stacked else self._pair(sides, doubtful)

    def _pair(self, sides: Sides, doubtful: bool) -> Iterator[Text]:
        left, right = (wrap(side, self._column, self._console) for side in (sides.source, sides.target))
        if sides.machine is not None:
            right += wrap(sides.machine, self._column, self._console)
        for number in range(max(len(left), len(right), 1)):
            line = Text()
            line.append_text(left[number] if number < len(left) else Text())
            line.append(" " * (self._column - line.cell_len))
            mark = doubtful and number == 0
            sign, style = (self._doubt, DOUBT_STYLE) if mark else ("│" if self._unicode else "|", QUIET_STYLE)
            line.append(f" {sign} ", style=style)
            line.append_text(right[number] if number < len(right) else Text())
            line.rstrip()
            yield line

    def _stack(self, sides: Sides, doubtful: bool) -> Iterator[Text]:
        yield from wrap(sides.source, self._width, self._console)
        yield from self._below(sides, doubtful)


class StackedView(ColumnsView):
    """Prints beads with one language above the other, however wide the console."""

    @property
    def _stacked(self) -> bool:
        return True
