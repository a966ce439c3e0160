"""The reader in a terminal: Textual around a session, and nothing that could be done without it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from bilingual.errors import BilingualError
from bilingual.reader.acting import MOVES
from bilingual.reader.background import Background, Translating, wanted
from bilingual.reader.book import Book, Row
from bilingual.reader.config import Config
from bilingual.reader.keeping import Shelf
from bilingual.reader.keymap import KeyMap
from bilingual.reader.keys import ACTIONS, HINTS, LAST_HINTS, WORD_HINTS, shown
from bilingual.reader.layout import Mode
from bilingual.reader.listing import Listing
from bilingual.reader.looking import Looking
from bilingual.reader.lookup import LookUp
from bilingual.reader.mending import Mending
from bilingual.reader.panels import BESIDE_FROM, KeyHints, Panel, StatusLine
from bilingual.reader.positions import Position, Positions
from bilingual.reader.rowview import RowView
from bilingual.reader.session import Session
from bilingual.reader.theme import DARK, LIGHT, PALETTES, Palette, textual_theme

if TYPE_CHECKING:
    from bilingual.exercises.deck import Deck
    from bilingual.glossary.termbase import Termbase
    from bilingual.lexicon.dictionaries import Dictionary
    from bilingual.translation.memory import TranslationMemory

_KEEP_EVERY = 20.0  # seconds after which the position is kept while one reads, in case of a power cut
_LOW = 22  # lines of a window under which the panel below the text is low


@dataclass(frozen=True, slots=True)
class Opened:
    """What is opened, and what it is read with.

    Args:
        book: the text.
        positions: where positions are kept.
        open_deck: opens the deck, when it is first needed.
        path: of the text's file; `None` for standard input.
        is_pack: whether that file is a reading pack, which mending may write again.
        config: the user's settings.
        palette: the colours to begin with.
        termbase: whose concepts are shown; the built-in one by default.
        dictionaries: the reader's own.
        memory: for examples from what was read before.
        deck_exists: whether there is a deck to ask which words are known.
    """

    book: Book
    positions: Positions
    open_deck: Callable[[], Deck]
    path: Path | None = None
    is_pack: bool = False
    config: Config = field(default_factory=Config)
    palette: Palette = DARK
    termbase: Termbase | None = None
    dictionaries: tuple[Dictionary, ...] = ()
    memory: TranslationMemory | None = None
    deck_exists: bool = False


class ReaderApp(App[None], inherit_bindings=False):
    """The reader.

    Args:
        opened: what to read.
    """

    CSS = """
    #text { layout: horizontal; height: 1fr; }
    #text.stacked { layout: vertical; }
    """
    BINDINGS: ClassVar = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]
    TITLE = "bilingual"

    class Called(Message):
        """Something is to be called in this thread."""

        def __init__(self, call: Callable[[], None]) -> None:
            super().__init__()
            self.call = call

    def __init__(self, opened: Opened) -> None:
        super().__init__(ansi_color=True if opened.palette.is_terminals else None)
        self.opened = opened
        self.session = Session(opened.book, view=opened.config.view)
        self.keys = KeyMap(opened.config.keys)
        self.palette = opened.palette
        self.shelf = Shelf(opened.open_deck, opened.book.say)
        self.background = Background(self._deliver, self.complain)
        self.translating = Translating(opened.book, self._deliver, self._came, self._translation_failed)
        self.lookup = LookUp(
            opened.book, termbase=opened.termbase, dictionaries=opened.dictionaries, memory=opened.memory
        )
        self.looking, self.mending = Looking(self), Mending(self)
        self._acts = _acts(Listing(self), self.looking, self.mending)
        source, target = opened.book.languages
        self.message = f"{source.name} → {target.name} · {opened.book.engine.package} · ? shows the keys"
        self.trouble = ""  # why nothing is translated
        self._kept: Position | None = None
        self.unkept: BilingualError | None = None
        """Why it could not be kept where one is, at the end."""
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.theme = self.palette.name

    # The window

    def compose(self) -> ComposeResult:
        """Text and panel, status line, keys."""
        with Container(id="text"):
            yield RowView(self.session, self.palette, self.keys)
            yield Panel(self.palette)
        yield StatusLine()
        yield KeyHints(self.keys, self.palette, self.session.say)

    def on_mount(self) -> None:
        """Go on where one was, and begin to translate."""
        self._resume()
        self.background.start()
        self.translating.start()
        if self.opened.deck_exists:
            self.looking.learn_what_is_known()
        self.looking.survey()
        self.set_interval(_KEEP_EVERY, self._keep_meanwhile)
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, "SIGHUP", None), signal.SIGTERM):
            if number is not None:
                # Not in a thread of its own, nor on Windows.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.leave)

    def on_resize(self, event: events.Resize) -> None:
        """Set the panel beside the text or below it."""
        self._arrange(event.size.width, event.size.height)

    @property
    def view(self) -> RowView:
        """The text."""
        return self.screen_stack[0].query_one(RowView)

    @property
    def panel(self) -> Panel:
        """The panel."""
        return self.screen_stack[0].query_one(Panel)

    def show(self, message: str | None = None) -> None:
        """Show the session as it is now, and what is to be said."""
        self.message = message or ""
        self.session.viewport.settle()
        self.view.update()
        self._show_status()
        self._look_ahead()
        self.looking.explain()

    def complain(self, error: BilingualError) -> None:
        """Say what went wrong."""
        self.message = str(error)
        self._show_status()

    def open_panel(self, is_open: bool) -> None:
        """Open the panel, or close it."""
        if is_open != self.panel.has_class("open"):
            self.panel.set_class(is_open, "open")
            self._arrange(self.size.width, self.size.height)

    def _arrange(self, width: int, height: int) -> None:
        beside = width >= BESIDE_FROM
        base = self.screen_stack[0]
        base.query_one("#text").set_class(not beside, "stacked")
        self.panel.set_class(beside, "beside").set_class(not beside, "below").set_class(height < _LOW, "low")

    def _show_status(self) -> None:
        session = self.session
        chapter = session.chapter
        name = Path(self.opened.book.name).name
        left = self.message or self.trouble or (f"{name} · {chapter.title}" if chapter else name)
        busy = self.mending.busy or (self.session.say("translating … ") if self._waits() else "")
        right = f"{busy}{session.current + 1}/{len(session.book)} · {session.percent} %"
        self.screen_stack[0].query_one(StatusLine).say(
            left.replace("\n", " "), right, is_message=bool(self.message or self.trouble)
        )

        hints = HINTS if session.words.cursor is None else WORD_HINTS
        if session.mode is Mode.SOURCE and session.words.cursor is None:
            hints = (("reveal", "Reveal"), *hints)
        named, last = (
            tuple((name, session.say(word)) for name, word in some) for some in (hints, LAST_HINTS)
        )
        self.screen_stack[0].query_one(KeyHints).hint(named, last)

    def _waits(self) -> bool:
        book = self.session.book
        return not self.trouble and any(book[number].bead is None for number in self.session.viewport.rows())

    # What the user does

    def on_row_view_asked(self, event: RowView.Asked) -> None:
        """Do what a key means."""
        self.perform(event.action)

    def on_key_hints_asked(self, event: KeyHints.Asked) -> None:
        """Do what a hint says."""
        self.perform(event.action)

    def on_row_view_clicked(self, event: RowView.Clicked) -> None:
        """Go to what was clicked at."""
        if (hit := event.hit) is not None:
            self.looking.open_at_words(lambda: self.session.word_at(event.row, *hit))
        else:
            self.session.show(event.row)
            self.show()

    def on_row_view_moved(self) -> None:
        """Follow the mouse."""
        self.show()

    def on_row_view_resized(self) -> None:
        """Translate what has come into sight."""
        if self.is_running:
            self.show(self.message)

    def on_reader_app_called(self, event: Called) -> None:
        """Take up what a thread has done, unless the window is being taken down: there is nothing to show it in."""
        if self.is_running:
            event.call()

    def perform(self, action: str) -> None:
        """Do what an action means."""
        try:
            if (move := MOVES.get(action)) is not None:
                self.looking.open_at_words(lambda: move(self.session))
            else:
                self._acts[action]()
        except BilingualError as error:
            self.complain(error)

    async def action_quit(self) -> None:
        """Quit, as `q` does."""
        self.perform("quit")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer every action in the command palette."""
        for action in ACTIONS:
            named = (shown(key, self.session.say) for key in self.keys.keys_of(action.name))
            keys = "  ".join(named) or self.session.say("no key")
            title, group = self.session.say(action.title), self.session.say(action.group)
            yield SystemCommand(
                title[0].upper() + title[1:], f"{group} · {keys}", partial(self.perform, action.name)
            )

    def set_palette(self, palette: Palette) -> None:
        """Show everything in other colours."""
        self.palette = palette
        self.theme = palette.name
        self.view.set_palette(palette)
        self.panel.palette = palette
        self.panel.draw()
        hints = self.screen_stack[0].query_one(KeyHints)
        hints.palette = palette
        hints.refresh()

    def turn_light(self) -> str | None:
        """Change from dark to light, or back."""
        if self.palette.is_terminals:
            return self.session.say("the colours are those of your terminal")
        self.set_palette(LIGHT if self.palette.dark else DARK)
        return None

    # Threads

    def _deliver(self, call: Callable[[], None]) -> None:
        self.post_message(self.Called(call))

    def _came(self, row: Row) -> None:
        number = self.session.book.number_of(row)
        if number is not None and number in self.session.viewport.rows():
            self.session.translations_came()
            self.view.update()
            if number == self.session.current:
                self.looking.explain()
            self._show_status()
        self.mending.write_if_complete()

    def _translation_failed(self, error: BilingualError) -> None:
        self.trouble, self.message = self.session.say("no translation: {error}", error=error), ""
        self.mending.give_up_writing()
        self._show_status()

    def _look_ahead(self) -> None:
        rows = self.session.viewport.rows()
        if len(rows):
            self.translating.look_at(list(wanted(rows[0], rows[-1], len(self.session.book))))

    # Coming and going

    def _resume(self) -> None:
        found = self.opened.positions.load(self.opened.book.source.text, self.opened.path)
        if found is not None:
            position, same = found
            self.session.resume(position, same=same)
            if self.session.current:
                said = "going on at {percent} %"
                if not same:
                    said = "going on at {percent} %: the text has been edited since"
                self.message = self.session.say(said, percent=self.session.percent)

    def keep_position(self) -> None:
        """Keep where one is, where that has changed.

        Raises:
            BilingualError: it cannot be written.
        """
        position = self.session.position()
        if position != self._kept:
            self.opened.positions.save(self.opened.book.source.text, self.opened.path, position)
            self._kept = position

    def _keep_meanwhile(self) -> None:
        # Should it fail, that is said at the end: whoever reads is not to be disturbed.
        with suppress(BilingualError):
            self.keep_position()

    def leave(self) -> None:
        """End; what is to be kept is kept."""
        self.translating.stop()
        self.background.stop()
        try:
            self.keep_position()
        except BilingualError as error:
            self.unkept = error
        self.exit()

    def wait_for_threads(self) -> None:
        """Wait for what is under way, after the window has closed."""
        self.translating.stop()
        self.background.stop()
        self.translating.wait()
        self.background.wait()
        self.shelf.close()


def _acts(*owners: object) -> dict[str, Callable[[], None]]:
    """Return what does each action that is more than a move."""
    return {
        action.name: next(getattr(owner, action.name) for owner in owners if hasattr(owner, action.name))
        for action in ACTIONS
        if action.name not in MOVES
    }
