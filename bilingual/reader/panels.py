"""What stands around the text: the panel that explains, the status line, the keys at the foot."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from bilingual.reader.explaining import Paragraph
from bilingual.reader.keymap import KeyMap
from bilingual.reader.keys import HINTS, LAST_HINTS, shown
from bilingual.reader.messages import Messages
from bilingual.reader.painting import Ink
from bilingual.reader.theme import Palette

BESIDE_FROM = 110
"""Cells from which the panel stands beside the text; in a narrower window it stands below."""


class Panel(VerticalScroll, can_focus=False):
    """Explains the word or the sentence one is at."""

    DEFAULT_CSS = """
    Panel { display: none; background: $panel; color: $foreground; padding: 0 1; scrollbar-size-vertical: 1; }
    Panel.open { display: block; }
    Panel.beside { width: 42; height: 1fr; }
    Panel.below { width: 1fr; height: 9; border-top: solid $border; }
    Panel.below.low { height: 6; }
    Panel Static { width: 1fr; height: auto; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.paragraphs: tuple[Paragraph, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """Hold one text."""
        yield Static()

    def explain(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show some paragraphs, from the first."""
        paragraphs = tuple(paragraphs)
        if paragraphs != self.paragraphs:
            self.scroll_home(animate=False)
        self.paragraphs = paragraphs
        self.draw()

    def draw(self) -> None:
        """Draw what there is, in the colours there are now."""
        width = max(self.content_size.width, 10)
        lines = Text()
        for number, paragraph in enumerate(self.paragraphs):
            line = Text(end="")
            for run in paragraph.runs:
                style = self.palette.styles[run.ink]
                line.append(run.text, style=style if run.ink is not Ink.TEXT else "")
            if number:
                lines.append("\n")
            wrapped = line.wrap(self.app.console, max(width - paragraph.indent, 8), overflow="fold")
            for index, part in enumerate(wrapped):
                if index:
                    lines.append("\n")
                part.rstrip()
                lines.append(" " * paragraph.indent).append_text(part)
        self.query_one(Static).update(lines)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.draw()


class StatusLine(Widget):
    """What was last said, or the heading one is under; at the right, how far one is."""

    DEFAULT_CSS = "StatusLine { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right, self.is_message = "", "", False

    def say(self, left: str, right: str, *, is_message: bool) -> None:
        """Show a text at each end."""
        if (left, right, is_message) != (self.left, self.right, self.is_message):
            self.left, self.right, self.is_message = left, right, is_message
            self.refresh()

    def render(self) -> Text:
        """Fit both into the line; the right one is never cut."""
        room = max(self.size.width - cell_len(self.right) - 3, 0)
        left = Text(self.left, style="bold" if self.is_message else "", no_wrap=True, end="")
        left.truncate(room, overflow="ellipsis", pad=True)
        return Text(" ", end="").append_text(left).append(" ").append(self.right)


class KeyHints(Widget):
    """The keys that one needs most, as many as there is room for; they can be clicked at.

    Args:
        keys: of every action.
        palette: in which colours.
        say: says in the reader's language what is engraved on a key.
    """

    DEFAULT_CSS = "KeyHints { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    class Asked(Message):
        """A hint was clicked at."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keys: KeyMap, palette: Palette, say: Messages) -> None:
        super().__init__()
        self._keys = keys
        self._say = say
        self.palette = palette
        self._hints: tuple[tuple[str, str], ...] = HINTS
        self._last: tuple[tuple[str, str], ...] = LAST_HINTS
        self._places: list[tuple[int, int, str]] = []

    def hint(self, hints: tuple[tuple[str, str], ...], last: tuple[tuple[str, str], ...]) -> None:
        """Show these, as pairs of an action and what it is called here; the last ones always."""
        if (hints, last) != (self._hints, self._last):
            self._hints, self._last = hints, last
            self.refresh()

    def render(self) -> Text:
        """Set the hints from the left, as far as they fit beside those that are never left out."""
        room = self.size.width - 1 - sum(self._width(*hint) for hint in self._last)
        shown_hints = []
        for hint in self._hints:
            if self._width(*hint) > room:
                break
            room -= self._width(*hint)
            shown_hints.append(hint)
        line, self._places = Text(" ", no_wrap=True, end=""), []
        key_style = "bold" if self.palette.is_terminals else f"bold {self.palette.accent}"
        for name, word in (*shown_hints, *self._last):
            start = line.cell_len
            line.append(self._key(name), style=key_style).append(f" {word}  ")
            self._places.append((start, line.cell_len, name))
        return line

    def on_click(self, event: events.Click) -> None:
        """Do what the hint says."""
        for start, end, name in self._places:
            if start <= event.x < end:
                self.post_message(self.Asked(name))

    def _key(self, action: str) -> str:
        keys = self._keys.keys_of(action)
        if not keys:
            return ""
        return shown(keys[-1] if action == "word_right" and "right" in keys else keys[0], self._say)

    def _width(self, action: str, word: str) -> int:
        return cell_len(self._key(action)) + cell_len(word) + 3
