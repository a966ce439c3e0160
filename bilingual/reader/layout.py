"""Rows laid out on screen lines: two columns, stacked, or one language, each with its pieces' places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len

from bilingual.document.model import ParagraphKind
from bilingual.reader.book import Book, Row, Side
from bilingual.reader.lines import ShownLine
from bilingual.spans import Span
from bilingual.views.columns import NARROWEST_COLUMNS
from bilingual.views.frame import WIDEST_COLUMN

GUTTER = 2
"""Cells at the left of every line: a sign (a bookmark's, or of doubt where only translations are shown), and the
bar of the row one is at."""
INDENT = 2
"""Cells by which a translation under its source is set in; the first shows the sign of doubt."""
DOUBT, BAR, WAITING = "‼", "│", "…"
# English is about as long as French: what is reserved for a translation to come, so that little moves.
_EXPECTED_LENGTH = 0.95


class Mode(StrEnum):
    """What is shown of a text."""

    BOTH = "both"
    """Side by side; one above the other in a narrow window."""
    SOURCE = "source"
    """The source only; the translation of a sentence where it is asked for."""
    INTERLEAVED = "interleaved"
    """Each sentence with its translation under it."""
    TARGET = "target"
    """The translation only."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side of a row at a place on a screen line.

    Args:
        side: of the row.
        x: the cell at which it begins.
        span: the stretch of that side's shown text.
    """

    side: Side
    x: int
    span: Span


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """What stands on one line of the window.

    Args:
        pieces: from left to right.
        sign: set at `sign_x`: the line between the columns, the sign of doubt, or dots where a translation is to
            come.
        sign_x: the cell where the sign stands.
        blank: whether the line parts two rows and belongs to neither.
        placeholder: something said in place of a side that is empty or to come, with its cell.
    """

    pieces: tuple[Piece, ...] = ()
    sign: str = ""
    sign_x: int = 0
    blank: bool = False
    placeholder: tuple[int, str] | None = None


class Layout:
    """Lays out the rows of a book for a width and a mode; what is laid out is kept with its row.

    Args:
        book: whose rows.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.mode = Mode.BOTH
        self.width = 80
        self.revealed: set[Row] = set()

    @property
    def in_columns(self) -> bool:
        """Whether the languages stand side by side."""
        return self.mode is Mode.BOTH and self.width >= NARROWEST_COLUMNS

    @property
    def column(self) -> int:
        """Cells of a column."""
        if self.in_columns:
            return min((self.width - GUTTER - 3) // 2, WIDEST_COLUMN)
        return max(min(self.width - GUTTER, WIDEST_COLUMN), 1)

    def shows(self, row: Row, side: Side) -> bool:
        """Whether a side of a row is to be seen."""
        if self.mode is Mode.SOURCE and side is Side.TARGET:
            return row in self.revealed
        return not (self.mode is Mode.TARGET and side is Side.SOURCE)

    def height(self, number: int) -> int:
        """Return how many lines a row has, the blank ones above it included."""
        return len(self.lines(number))

    def gap(self, number: int) -> int:
        """Return how many blank lines stand above a row."""
        return int(number > 0 and self._parted(self.book[number - 1], self.book[number]))

    def lines(self, number: int) -> tuple[ScreenLine, ...]:
        """Return the lines of a row."""
        row = self.book[number]
        gap = self.gap(number)
        key = (self.mode, self.width, gap, row in self.revealed, row.version)
        if row.laid is not None and row.laid[0] == key:
            return row.laid[1]
        lines = tuple(ScreenLine(blank=True) for _ in range(gap)) + tuple(self._laid(row))
        row.laid = (key, lines)
        return lines

    def hit(self, number: int, line: int, x: int) -> tuple[Side, int] | None:
        """Return the side and the character of its shown text at a cell of a line, where there is one."""
        row = self.book[number]
        for piece in self.lines(number)[line].pieces:
            shown = self.book.line(row, piece.side)
            if shown is None or x < piece.x:
                continue
            cell = piece.x
            for position in range(piece.span.start, piece.span.end):
                cell += cell_len(shown.text[position])
                if x < cell:
                    return piece.side, position
        return None

    def line_at(self, number: int, side: Side, position: int) -> int:
        """Return the line of a row on which a character of a side's shown text stands; its first if on none."""
        for index, line in enumerate(self.lines(number)):
            if any(
                piece.side is side and piece.span.start <= position < piece.span.end for piece in line.pieces
            ):
                return index
        return self.gap(number)

    def _parted(self, above: Row, row: Row) -> bool:
        """Whether a blank line stands between two rows: between paragraphs, or wherever languages are stacked."""
        if self.mode is Mode.BOTH and not self.in_columns:
            return True
        both_items = above.kind is row.kind is ParagraphKind.ITEM
        return bool(row.spans) and above.paragraph != row.paragraph and not both_items

    def _laid(self, row: Row) -> list[ScreenLine]:
        source = self.book.line(row, Side.SOURCE)
        target = self.book.line(row, Side.TARGET)
        assert source is not None
        if self.in_columns:
            return self._columns(row, source, target)
        lines: list[ScreenLine] = []
        if self.mode is not Mode.TARGET:
            lines += self._alone(row, Side.SOURCE, source, 0)
            if self.mode is Mode.SOURCE and row not in self.revealed:
                return lines
        indent = 0 if self.mode is Mode.TARGET else INDENT
        below = self._alone(row, Side.TARGET, target, indent)
        if row.doubtful and self.mode is not Mode.TARGET:
            first = below[0]
            below[0] = ScreenLine(first.pieces, DOUBT, GUTTER, placeholder=first.placeholder)
        return lines + below

    def _columns(self, row: Row, source: ShownLine, target: ShownLine | None) -> list[ScreenLine]:
        right = GUTTER + self.column + 3
        left = self._alone(row, Side.SOURCE, source, 0)
        theirs = self._alone(row, Side.TARGET, target, self.column + 3)
        lines = []
        # A translation to come takes no more room than its source, which stands there already.
        for number in range(max(len(left), len(theirs) if target is not None else 1)):
            ours = left[number] if number < len(left) else ScreenLine()
            other = theirs[number] if number < len(theirs) else ScreenLine()
            doubt = row.doubtful and number == 0
            lines.append(
                ScreenLine(
                    (*ours.pieces, *other.pieces),
                    DOUBT if doubt else BAR,
                    right - 2,
                    placeholder=ours.placeholder or other.placeholder,
                )
            )
        return lines

    def _alone(self, row: Row, side: Side, line: ShownLine | None, indent: int) -> list[ScreenLine]:
        """Lay out one side; what is empty or to come says so."""
        x = GUTTER + indent
        width = max(self.column - (0 if self.in_columns else indent), 1)
        if line is None:
            source = self.book.line(row, Side.SOURCE)
            assert source is not None
            expected = max(round(len(source.wrap(width)) * _EXPECTED_LENGTH), 1)
            return [ScreenLine(placeholder=(x, WAITING)), *(ScreenLine() for _ in range(expected - 1))]
        if not self.book.spans_of(row, side):
            nothing = f"(not in the {self.book.language(side).name})"
            return [ScreenLine(placeholder=(x, nothing[: max(self.width - x, 1)]))]
        return [ScreenLine((Piece(side, x, span),)) for span in line.wrap(width)]
