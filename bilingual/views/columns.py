"""French and English side by side in a terminal, or one above the other, a row a bead."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead
from bilingual.views.frame import DOUBT_STYLE, QUIET_STYLE, WIDEST_COLUMN, ReadingView, Sides
from bilingual.views.terminal import wrap

# Two columns of under thirty letters break every other word; from here on the languages stand one above another.
NARROWEST_COLUMNS = 70


class ColumnsView(ReadingView):
    """Prints beads in two columns, or stacked where the console is narrow.

    Args:
        console: where to; its width and encoding decide the layout and the signs.
        source_language: of the left column.
        target_language: of the right column.
        source_text: the whole source text, which the beads' spans index.
        width: cells to use, the console's by default.
        stacked: set the languages one above the other; by default where the width is under 70 cells.
    """

    def __init__(
        self,
        console: Console,
        source_language: Language,
        target_language: Language,
        source_text: str,
        *,
        width: int | None = None,
        stacked: bool | None = None,
    ) -> None:
        super().__init__(console, source_language, target_language, source_text, width=width)
        self._airy = self._width < NARROWEST_COLUMNS if stacked is None else stacked
        self._column = min((self._width - 3) // 2, WIDEST_COLUMN)
        self._text_width = 2 * self._column + 3
        self._gutter = "│" if self._unicode else "|"

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        doubtful = bool(bead.flags)
        return self._stack(sides, doubtful) if self._airy else self._pair(sides, doubtful)

    def _pair(self, sides: Sides, doubtful: bool) -> Iterator[Text]:
        left, right = (wrap(side, self._column, self._console) for side in (sides.source, sides.target))
        if sides.machine is not None:
            right += wrap(sides.machine, self._column, self._console)
        for number in range(max(len(left), len(right), 1)):
            line = Text()
            line.append_text(left[number] if number < len(left) else Text())
            line.append(" " * (self._column - line.cell_len))
            mark = doubtful and number == 0
            sign, style = (self._doubt, DOUBT_STYLE) if mark else (self._gutter, QUIET_STYLE)
            line.append(f" {sign} ", style=style)
            line.append_text(right[number] if number < len(right) else Text())
            line.rstrip()
            yield line

    def _stack(self, sides: Sides, doubtful: bool) -> Iterator[Text]:
        yield from wrap(sides.source, self._width, self._console)
        yield from self._below(sides, doubtful)
