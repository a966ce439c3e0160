"""A reading under way: where one is, what is shown and lit up; every key ends in one of these methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bilingual.reader.book import Book, Row, Side
from bilingual.reader.bookmarks import Bookmarks
from bilingual.reader.contents import Entry, chapter_of, contents
from bilingual.reader.history import History
from bilingual.reader.layout import Layout, Mode
from bilingual.reader.positions import Position, Spot, find, spot_of
from bilingual.reader.search import Search, following
from bilingual.reader.viewport import Viewport
from bilingual.reader.wordmode import FAR, WordMode
from bilingual.reader.words import place_of

MARGIN = 2  # lines kept above and below the row one is at, where there is room
_OVERLAP = 2  # lines of a page that stand on the next, too
_MOST_JUMPS = 100
_LOOKED_AT = 400  # rows in which terms are looked for at a key press while the background has not got to them


class Session:
    """The state of the reader and what changes it; methods return what should be said, where something should.

    Args:
        book: the text.
        view: what is shown of it.
    """

    def __init__(self, book: Book, *, view: Mode = Mode.BOTH) -> None:
        self.book = book
        self.say = book.say
        self.layout = Layout(book)
        self.layout.mode = view
        self.viewport = Viewport(self.layout.height, lambda: len(book))
        self.words = WordMode(book, self.layout)
        self.bookmarks = Bookmarks(book)
        self.history = History()
        self.search: Search | None = None
        self.current = 0
        self.surveyed = book.is_complete
        """Whether the terms of the whole text have been looked for."""
        self._jumps: list[Row] = []
        self._contents: list[Entry] | None = None

    # Where one is

    @property
    def row(self) -> Row:
        """The row one is at."""
        return self.book[self.current]

    @property
    def mode(self) -> Mode:
        """What is shown."""
        return self.layout.mode

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that are shown of every row."""
        return {Mode.SOURCE: (Side.SOURCE,), Mode.TARGET: (Side.TARGET,)}.get(self.mode, tuple(Side))

    @property
    def percent(self) -> int:
        """How much of the text lies behind, the row one is at included; 100 at the last row only."""
        if self.current == len(self.book) - 1:
            return 100
        return min(100 * self.row.end // max(len(self.book.source.text), 1), 99)

    @property
    def contents(self) -> list[Entry]:
        """The table of contents."""
        if self._contents is None:
            self._contents = contents(self.book)
        return self._contents

    @property
    def chapter(self) -> Entry | None:
        """The heading under which one is."""
        return chapter_of(self.contents, self.current)

    # Moving

    def resize(self, width: int, height: int) -> None:
        """Fit everything into a window; the row at its top stays there, and the row one is at in sight."""
        in_sight = self.current in self.viewport.rows()
        if width != self.layout.width:
            self.layout.width = width
            self.viewport.top = type(self.viewport.top)(self.viewport.top.row)
        self.viewport.resize(height)
        if in_sight:
            self.viewport.reveal(self.current)

    def step(self, rows: int) -> None:
        """Go some sentences on or back; through one that is taller than the window by scrolling."""
        height = self.viewport.height
        if abs(rows) == 1 and not self.viewport.shows_whole(self.current):
            if self.current not in self.viewport.rows():
                self.show(self.current)
                return
            lines = [place.line for place in self.viewport.lines() if place.row == self.current]
            below = lines[-1] < self.layout.height(self.current) - 1
            if (rows > 0 and below) or (rows < 0 and lines[0] > 0):
                self.viewport.scroll(rows * max(height - _OVERLAP, 1))
                return
        self._put(self.current + rows)
        self.viewport.reveal(self.current, margin=MARGIN)

    def page(self, share: float) -> None:
        """Go a share of the window's height on or back, and to the first sentence that is whole there."""
        lines = max(int(self.viewport.height * abs(share)) - (_OVERLAP if abs(share) == 1 else 0), 1)
        moved = self.viewport.scroll(lines if share > 0 else -lines)
        if moved:
            self._stay_in_sight(first=True)
        else:
            self._put(len(self.book) - 1 if share > 0 else 0)

    def scroll(self, lines: int) -> None:
        """Scroll; the row one is at changes only where it would leave the window."""
        self.viewport.scroll(lines)
        self._stay_in_sight()

    def top(self) -> None:
        """Go to the beginning."""
        self.jump(0)

    def bottom(self) -> None:
        """Go to the end."""
        self.jump(len(self.book) - 1)

    def show(self, number: int) -> None:
        """Go to a row and bring it into sight."""
        self._put(number)
        if not self.viewport.shows_whole(self.current):
            self.viewport.go_to(self.current, above=min(self.viewport.height // 4, MARGIN))
            self.viewport.reveal(self.current)

    def jump(self, number: int) -> None:
        """Go to a row far away; `back` leads back here."""
        if number != self.current:
            self._note_jump()
        self.show(number)

    def _note_jump(self) -> None:
        self._jumps.append(self.row)
        del self._jumps[:-_MOST_JUMPS]

    def back(self) -> str | None:
        """Go back to where one jumped from."""
        while self._jumps:
            number = self.book.number_of(self._jumps.pop())
            if number is not None:
                self.show(number)
                return None
        return self.say("there is nowhere to go back to")

    def go_to(self, where: str) -> str | None:
        """Go to a percentage (`40%`) or to a sentence by its number."""
        wanted = where.strip()
        number, percent = wanted.rstrip("% "), wanted.endswith("%")
        if not number.isdecimal() or len(number) > 9:
            return self.say(
                "‘{where}’: give a percentage as 40% or the number of a sentence up to {last}",
                where=where,
                last=len(self.book),
            )
        if percent:
            offset = min(int(number), 100) * len(self.book.source.text) // 100
            self.jump(self.book.row_at(offset))
        else:
            self.jump(min(max(int(number), 1), len(self.book)) - 1)
        return None

    def heading(self, step: int) -> str | None:
        """Go to the next heading, or the one before."""
        found = following([entry.row for entry in self.contents], self.current, step)
        if found is None or found[1]:
            return self.say("there is no heading further on" if step > 0 else "there is no heading before")
        self.jump(found[0])
        return None

    # What is shown

    def view(self, mode: Mode) -> None:
        """Show the text otherwise; the row one is at keeps its place in the window."""
        line = self.viewport.line_of(self.current)
        self.layout.mode = mode
        self.words.leave_hidden(self.sides)
        self.viewport.go_to(self.current, above=line or 0)
        self.viewport.reveal(self.current)

    def next_view(self) -> Mode:
        """Show the text in the next of the views."""
        modes = list(Mode)
        self.view(modes[(modes.index(self.mode) + 1) % len(modes)])
        return self.mode

    def reveal(self) -> str | None:
        """Show the translation of the row one is at, or hide it again."""
        if self.mode is not Mode.SOURCE:
            return self.say("nothing is hidden here: only the view of one language hides (v)")
        if self.row in self.layout.revealed:
            self.layout.revealed.discard(self.row)
            self.words.leave_hidden(self.sides)
        else:
            self.layout.revealed.add(self.row)
        self.viewport.settle()
        self.viewport.reveal(self.current)
        return None

    def hide_all(self) -> None:
        """Hide every translation that was revealed."""
        self.layout.revealed.clear()
        self.words.leave_hidden(self.sides)
        self.viewport.settle()
        self.viewport.reveal(self.current)

    def translations_came(self) -> None:
        """Take up that rows have got their translations: the row at the top stays where it is."""
        self.viewport.settle()

    # Search

    def find(self, query: str) -> str | None:
        """Search, and go to the first place from here on."""
        self.search = Search.of(query)
        if self.search is None:
            return None
        rows = self.search.rows(self.book, self.sides)
        if self.current in rows:
            self.show(self.current)
            return self._found(self.search, rows, False)
        return self.find_next(1)

    def find_next(self, step: int) -> str | None:
        """Go to the next row that holds what was searched for, or the one before; say when that went round."""
        if self.search is None:
            return self.say("nothing was searched for yet")
        rows = self.search.rows(self.book, self.sides)
        found = following(rows, self.current, step)
        if found is None:
            said = "‘{query}’ is not in the text"
            if not self.book.is_complete:
                said = "‘{query}’ is not in the text, as far as it is translated"
            return self.say(said, query=self.search.query)
        self.jump(found[0])
        return self._found(self.search, rows, found[1], step)

    def _found(self, search: Search, rows: list[int], round_the_end: bool, step: int = 1) -> str:
        number = rows.index(self.current) + 1
        place = self.say(
            "{number} of {total} sentences with ‘{query}’", number=number, total=len(rows), query=search.query
        )
        return f"{place}; {self._going_on(step)}" if round_the_end else place

    def _going_on(self, step: int) -> str:
        return self.say("going on from the beginning" if step > 0 else "going on from the end")

    # Words, terms, doubts

    def word(self, step: int) -> str | None:
        """Go to the next word, or the one before; the first time, to the first of the sentence one is at."""
        return self._after_word(self.words.move(self.current, step))

    def new_word(self, step: int, known: Iterable[str]) -> str | None:
        """Go to the next word worth a look, or the one before."""
        return self._after_word(self.words.new(self.current, step, known))

    def word_at(self, number: int, side: Side, position: int) -> str | None:
        """Go to the word under a character of a row's shown text, where there is one."""
        self._put(number)
        return self._after_word(self.words.at(number, side, position))

    def other_side(self) -> str | None:
        """Go to the word that translates the one one is at."""
        cursor = self.words.cursor
        if cursor is not None and self.mode in (Mode.SOURCE, Mode.TARGET):
            if self.mode is Mode.TARGET:
                return self.say("only the translation is shown")
            self.layout.revealed.add(self.row)
        return self._after_word(self.words.cross())

    def term(self, step: int) -> str | None:
        """Go to the next term, or the one before."""
        found = self.words.go_to_term(self.current, step, None if self.surveyed else _LOOKED_AT)
        if found == FAR:
            return self.say("still looking for the terms of this text; try again in a moment")
        return self._after_word(found)

    def elsewhere(self, places: Sequence[int], step: int) -> str | None:
        """Go to the next place of the word one is at, or the one before.

        Args:
            places: where it stands, in order.
            step: 1 or -1.
        """
        token, cursor = self.words.token, self.words.cursor
        if token is None or cursor is None:
            return self.say("go to a word first")
        here = place_of(cursor.row, token.span.start)
        others = [place for place in places if place != here]
        found = following(others, here, step)
        if found is None:
            return self.say("this is the only place of the word, as far as the text is translated")
        self._note_jump()
        if not self.words.at_place(found[0], cursor.side):
            return self.say("that place is not shown in this view")
        return self._after_word(self._going_on(step) if found[1] else None)

    def doubt(self) -> str | None:
        """Go to the next row that should not be trusted."""
        rows = [number for number, row in enumerate(self.book.rows) if row.doubtful]
        found = following(rows, self.current, 1)
        if found is None:
            complete = self.book.is_complete
            return self.say(
                "nothing is doubtful" if complete else "nothing is doubtful in what is translated so far"
            )
        self.jump(found[0])
        return self._going_on(1) if found[1] else None

    def _after_word(self, message: str | None) -> str | None:
        cursor = self.words.cursor
        if cursor is not None:
            self._put(cursor.row, keep_word=True)
            self.viewport.reveal(self.current, margin=MARGIN)
            place = self.words.place()
            if place is not None:
                line = self.layout.line_at(cursor.row, cursor.side, place.start)
                self.viewport.reveal(self.current, line)
        return message

    # Bookmarks and position

    def toggle_bookmark(self) -> str:
        """Set a bookmark at the row one is at, or remove it."""
        message, undo = self.bookmarks.toggle(self.current)
        self.history.did(message, undo)
        return message

    def position(self) -> Position:
        """Return what is to be kept of this reading."""
        bookmarks = tuple(spot_of(self.book, number) for number in self.bookmarks.rows)
        return Position(spot_of(self.book, self.current), self.mode, bookmarks)

    def resume(self, position: Position, *, same: bool) -> None:
        """Go on where a reading was left."""
        self.layout.mode = position.view

        def row_of(spot: Spot) -> int:
            return find(self.book, spot, same=same)

        self.bookmarks.put(map(row_of, position.bookmarks))
        self.show(row_of(position.spot))

    # Mending

    def merge(self) -> str:
        """Make one of the row one is at and the next.

        Raises:
            BitextError: that cannot be done.
        """
        edit = self.book.merge(self.current)
        return self._edited(self.say("rows merged"), lambda: self.book.undo(edit))

    def split(self, source: int, target: int) -> str:
        """Make two of the row one is at.

        Raises:
            BitextError: it cannot be split so.
        """
        edit = self.book.split(self.current, source, target)
        return self._edited(self.say("row split"), lambda: self.book.undo(edit))

    def _edited(self, what: str, undo: Callable[[], None]) -> str:
        at = self.row.start

        def back() -> None:
            undo()
            self._rows_changed(at)

        self.history.did(what, back)
        self._rows_changed(at)
        return what

    def _rows_changed(self, offset: int) -> None:
        self._contents = None
        self.words.leave()
        self._put(self.book.row_at(offset))
        self.viewport.settle()
        self.viewport.reveal(self.current)

    def undo(self) -> str:
        """Take the last step back.

        Raises:
            BilingualError: it cannot be taken back.
        """
        done = self.history.undo()
        return self.say("undone: {done}", done=done) if done else self.say("there is nothing to undo")

    def _put(self, number: int, *, keep_word: bool = False) -> None:
        number = min(max(number, 0), len(self.book) - 1)
        if number != self.current and not keep_word:
            self.words.follow(number)
        self.current = number

    def _stay_in_sight(self, *, first: bool = False) -> None:
        rows = self.viewport.rows()
        if first or self.current not in rows:
            whole = self.viewport.whole_rows() or list(rows)
            self._put(whole[0] if first or self.current < whole[0] else whole[-1])
