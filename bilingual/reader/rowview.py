"""The widget that shows the rows: it draws the lines in sight and no others, whatever the text's length."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from bilingual.document.model import ParagraphKind
from bilingual.reader.book import Row, Side
from bilingual.reader.keymap import KeyMap
from bilingual.reader.layout import DOUBT, Mode
from bilingual.reader.painting import Ink, Overlay, Run, paint
from bilingual.reader.session import Session
from bilingual.reader.theme import Palette
from bilingual.reader.viewport import Place

BAR_SIGN, BOOKMARK_SIGN = "▌", "◆"
_THUMB, _TRACK = "█", "│"
_WHEEL = 3  # lines
_SCROLLBAR = 2  # cells, one of them left blank


class RowView(Widget, can_focus=True):
    """Shows a session's rows and says what its user does to them.

    Args:
        session: what to show.
        palette: in which colours.
        keys: what the keys mean.
    """

    DEFAULT_CSS = "RowView { width: 1fr; height: 1fr; background: $background; }"
    ALLOW_SELECT = False

    @dataclass
    class Asked(Message):
        """A key was pressed that means an action."""

        action: str

    @dataclass
    class Clicked(Message):
        """A cell of a row was clicked at; `hit` is the side and the character there, where there is one."""

        row: int
        hit: tuple[Side, int] | None

    class Moved(Message):
        """The mouse has moved the text."""

    class Resized(Message):
        """The window has another size now."""

    def __init__(self, session: Session, palette: Palette, keys: KeyMap) -> None:
        super().__init__()
        self._session = session
        self._keys = keys
        self._dragging = False
        self.palette = palette
        self._places: list[Place] = []
        self._overlays: dict[int, list[Overlay]] = {}
        self._styles: dict[tuple[Ink, bool], Style] = {}

    def set_palette(self, palette: Palette) -> None:
        """Show everything in other colours."""
        self.palette = palette
        self._styles.clear()
        self.update()

    def update(self) -> None:
        """Draw anew what has changed."""
        self._places = list(self._session.viewport.lines())
        self._overlays.clear()
        self._thumb = self._thumb_lines()
        self.refresh()

    def on_mount(self) -> None:
        """Take the keys."""
        self.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the text into the window."""
        self.fit(event.size)
        self.post_message(self.Resized())

    def fit(self, size: Size) -> None:
        """Lay the text out for a size."""
        self._session.resize(max(size.width - _SCROLLBAR, 1), max(size.height, 1))
        self.update()

    def on_key(self, event: events.Key) -> None:
        """Turn a key into the action that it means."""
        action = self._keys.action_of(event.key, event.character)
        if action is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(action))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        self._scroll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        self._scroll(event, -_WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        if event.x >= self.size.width - 1:
            self._dragging = True
            self.capture_mouse()
            self._drag_to(event.y)
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scrollbar."""
        if self._dragging:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        """Let the scrollbar go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Say which row, and which of its letters, was clicked at."""
        if event.x < self.size.width - 1 and event.y < len(self._places):
            place = self._places[event.y]
            hit = self._session.layout.hit(place.row, place.line, event.x)
            self.post_message(self.Clicked(place.row, hit))

    def render_line(self, y: int) -> Strip:
        """Return a line of the window."""
        width = self.size.width - 1
        if y >= len(self._places):
            return Strip([Segment(" " * (width + 1), self._style(Ink.TEXT, False))], width + 1)
        place = self._places[y]
        current = place.row == self._session.current and place.line >= self._session.layout.gap(place.row)
        runs = self._runs(place, width, current)
        segments = [Segment(run.text, self._style(run.ink, current)) for run in runs]
        inside = Strip(segments).adjust_cell_length(width, self._style(Ink.TEXT, current))
        on_thumb = y in self._thumb
        sign = Segment(_THUMB if on_thumb else _TRACK, self._style(Ink.BAR if on_thumb else Ink.QUIET, False))
        return Strip([*inside, sign], width + 1)

    def _runs(self, place: Place, width: int, current: bool) -> list[Run]:
        session, book = self._session, self._session.book
        line = session.layout.lines(place.row)[place.line]
        row = book[place.row]
        if line.blank:
            return [Run(" " * width, Ink.TEXT)]
        sides = {side: shown for side in Side if (shown := book.line(row, side)) is not None}
        heading = row.kind is ParagraphKind.HEADING
        below = Ink.TEXT if session.layout.in_columns or session.mode is Mode.TARGET else Ink.TRANSLATION
        inks = {
            Side.SOURCE: Ink.HEADING if heading else Ink.TEXT,
            Side.TARGET: Ink.HEADING if heading else below,
        }
        return paint(
            line, sides, width,
            gutter=self._gutter(place, row, current), inks=inks, overlays=self._lit(place.row, row),
        )  # fmt: skip

    def _gutter(self, place: Place, row: Row, current: bool) -> list[Run]:
        session = self._session
        first = place.line == session.layout.gap(place.row)
        sign = Run(" ", Ink.TEXT)
        if first and row.doubtful and session.mode is Mode.TARGET:
            sign = Run(DOUBT, Ink.DOUBT)
        elif first and place.row in session.bookmarks.rows:
            sign = Run(BOOKMARK_SIGN, Ink.BOOKMARK)
        return [sign, Run(BAR_SIGN if current else " ", Ink.BAR)]

    def _lit(self, number: int, row: Row) -> list[Overlay]:
        """Return what is set off in a row, gathered once for all its lines."""
        lit = self._overlays.get(number)
        if lit is None:
            lit = []
            if self._session.search is not None:
                for side in Side:
                    spans = self._session.search.spans(self._session.book, row, side)
                    lit += [Overlay(side, span, Ink.HIT) for span in spans]
            lit += self._session.words.overlays(number)
            self._overlays[number] = lit
        return lit

    def _style(self, ink: Ink, current: bool) -> Style:
        style = self._styles.get((ink, current))
        if style is None:
            style = self._styles[ink, current] = self.palette.style(ink, current=current)
        return style

    def _thumb_lines(self) -> range:
        """Return the lines on which the scrollbar's thumb stands: the share of the text that shows."""
        height = max(self.size.height, 1)
        if not self._places:
            return range(0)
        book, total = self._session.book, max(len(self._session.book.source.text), 1)
        first, last = book[self._places[0].row], book[self._places[-1].row]
        if self._places[0] == Place(0) and self._places[-1].row == len(book) - 1:
            return range(height)
        start = min(int(first.start * height / total), height - 1)
        end = max(round(last.end * height / total), start + 1)
        if self._places[-1].row < len(book) - 1:
            end = min(end, height - 1) if start < height - 1 else end
        return range(start, max(end, start + 1))

    def _scroll(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        self._session.scroll(lines)
        self.post_message(self.Moved())

    def _drag_to(self, y: int) -> None:
        share = min(max(y, 0), self.size.height) / max(self.size.height, 1)
        offset = int(share * len(self._session.book.source.text))
        self._session.show(self._session.book.row_at(offset))
        self.post_message(self.Moved())
