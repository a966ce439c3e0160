"""Going from word to word, and what lights up for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bilingual.glossary.compliance import Compliance
from bilingual.reader.book import Book, Row, Side
from bilingual.reader.layout import Layout, Mode
from bilingual.reader.painting import Ink, Overlay
from bilingual.reader.words import Cursor, across, is_new, row_and_offset, term_at, words_of
from bilingual.spans import Span
from bilingual.tokens import Token

FAR = "far"
"""What `go_to_term` returns where it gave up."""


class WordMode:
    """The word one is at, if one goes by words.

    Args:
        book: the text.
        layout: says which sides are to be seen.
    """

    def __init__(self, book: Book, layout: Layout) -> None:
        self._book = book
        self._layout = layout
        self._say = book.say
        self.cursor: Cursor | None = None

    @property
    def token(self) -> Token | None:
        """The word one is at."""
        if self.cursor is None or self.cursor.row >= len(self._book):
            return None
        words = words_of(self._book, self._book[self.cursor.row], self.cursor.side)
        return words[self.cursor.word] if self.cursor.word < len(words) else None

    @property
    def use(self) -> Compliance | None:
        """The term that the word one is at is part of."""
        token = self.token
        if token is None or self.cursor is None:
            return None
        return term_at(self._book, self._book[self.cursor.row], self.cursor.side, token.span)

    def leave(self) -> bool:
        """Go by words no longer; say whether one did."""
        was, self.cursor = self.cursor is not None, None
        return was

    def leave_hidden(self, sides: Sequence[Side]) -> None:
        """Leave the words of a side that is no longer shown."""
        if self.cursor and self.cursor.side not in sides:
            row = self._book[self.cursor.row]
            if not self._layout.shows(row, self.cursor.side):
                self.cursor = None

    def follow(self, row: int) -> None:
        """Go along to another row, to its first word, where one goes by words."""
        if self.cursor is None:
            return
        for side in (self.cursor.side, self.cursor.side.other):
            if self._words(row, side):
                self.cursor = Cursor(row, side, 0)
                return
        self.cursor = None

    def move(self, current: int, step: int) -> str | None:
        """Go a word on or back, into the next row where this one ends."""
        for cursor, _ in self._from(current, step):
            self.cursor = cursor
            return None
        if not self.cursor:
            return self._say("there is no word here")
        return self._say("this is the last one" if step > 0 else "this is the first one")

    def new(self, current: int, step: int, known: Iterable[str]) -> str | None:
        """Go to the next word worth a look, or the one before."""
        known = frozenset(known)
        for cursor, token in self._from(current, step):
            if not is_new(token, self._book.language(cursor.side), known):
                continue
            use = term_at(self._book, self._book[cursor.row], cursor.side, token.span)
            if use is None or use.match.lemma not in known:
                self.cursor = cursor
                return None
        return self._say("there is no new word further on" if step > 0 else "there is no new word before")

    def at_place(self, place: int, side: Side) -> bool:
        """Go to the word at a place of one side; say whether there is one that shows."""
        row, offset = row_and_offset(place)
        return row < len(self._book) and self._go_into(row, side, Span(offset, offset + 1))

    def at(self, row: int, side: Side, position: int) -> str | None:
        """Go to the word at a character of a row's shown text."""
        line = self._book.line(self._book[row], side)
        origin = line.origin(position) if line is not None else None
        if origin is not None:
            for number, token in enumerate(self._words(row, side)):
                if token.span.start <= origin < token.span.end:
                    self.cursor = Cursor(row, side, number)
                    return None
        self.leave()
        return None

    def cross(self) -> str | None:
        """Go to the word across that translates the one one is at."""
        token, cursor = self.token, self.cursor
        if token is None or cursor is None:
            return self._say("go to a word first")
        there = across(self._book[cursor.row], cursor.side, token.span)
        words = self._words(cursor.row, cursor.side.other)
        if not words:
            return self._say("there is no translation here yet")
        linked = (n for n, word in enumerate(words) if any(word.span.overlaps(span) for span in there))
        number = next(linked, None)
        self.cursor = Cursor(cursor.row, cursor.side.other, number or 0)
        return None if number is not None else self._say("no word across is linked with this one")

    def go_to_term(self, current: int, step: int, most_rows: int | None) -> str | None:
        """Go to the next term, or the one before.

        Args:
            current: the row one is at, where one goes not by words.
            step: 1 or -1.
            most_rows: how many rows to look through at most.

        Returns:
            What should be said; `FAR` where there is none in so many rows.
        """
        side = Side.TARGET if self._layout.mode is Mode.TARGET else Side.SOURCE
        here = self.token if self.cursor and self.cursor.side is side else None
        numbers = range(current, len(self._book)) if step > 0 else range(current, -1, -1)
        for looked_at, number in enumerate(numbers):
            if most_rows is not None and looked_at > most_rows:
                return FAR
            spans = sorted(self._terms(self._book[number], side))
            if number == current:
                if here is not None and step > 0:
                    spans = [span for span in spans if span.start > here.span.start]
                elif step < 0:
                    spans = [span for span in spans if here is not None and span.end <= here.span.start]
            for span in spans if step > 0 else reversed(spans):
                if self._go_into(number, side, span):
                    return None
        return self._say("there is no term further on" if step > 0 else "there is no term before")

    def place(self) -> Span | None:
        """Return where the word one is at begins in its side's shown text."""
        token, cursor = self.token, self.cursor
        if token is None or cursor is None:
            return None
        line = self._book.line(self._book[cursor.row], cursor.side)
        return line.place(token.span) if line is not None else None

    def overlays(self, number: int) -> Iterator[Overlay]:
        """Yield what lights up in a row: the word one is at, the term it is part of, the words across."""
        token, cursor = self.token, self.cursor
        if token is None or cursor is None or cursor.row != number:
            return
        row, side = self._book[number], cursor.side
        use = self.use
        if use is not None:
            ours, theirs = use.match.span, use.span
            here, there = (ours, theirs) if side is Side.SOURCE else (theirs, ours)
            yield from self._lit(row, side, (here,), Ink.LINKED)
            yield from self._lit(row, side.other, (there,), Ink.LINKED)
        yield from self._lit(row, side.other, across(row, side, token.span), Ink.LINKED)
        yield from self._lit(row, side, (token.span,), Ink.WORD)

    def _lit(self, row: Row, side: Side, spans: Iterable[Span | None], ink: Ink) -> Iterator[Overlay]:
        line = self._book.line(row, side)
        if line is not None:
            for span in spans:
                place = line.place(span) if span is not None else None
                if place is not None:
                    yield Overlay(side, place, ink)

    def _go_into(self, row: int, side: Side, span: Span) -> bool:
        for number, token in enumerate(self._words(row, side)):
            if span.contains(token.span) or token.span.contains(span):
                self.cursor = Cursor(row, side, number)
                return True
        return False

    def _terms(self, row: Row, side: Side) -> list[Span]:
        if side is Side.SOURCE:
            return [match.span for match in self._book.matches(row)]
        return [use.span for use in self._book.uses(row) if use.span is not None]

    def _words(self, number: int, side: Side) -> tuple[Token, ...]:
        row = self._book[number]
        return words_of(self._book, row, side) if self._layout.shows(row, side) else ()

    def _from(self, current: int, step: int) -> Iterator[tuple[Cursor, Token]]:
        """Yield the words after the one one is at, or before it, to the end of the text."""
        cursor = self.cursor
        side = cursor.side if cursor else Side.TARGET if self._layout.mode is Mode.TARGET else Side.SOURCE
        number = cursor.row if cursor else current
        words = self._words(number, side)
        word = cursor.word + step if cursor else (0 if step > 0 else len(words) - 1)
        while True:
            while 0 <= word < len(words):
                yield Cursor(number, side, word), words[word]
                word += step
            number += step
            if not 0 <= number < len(self._book):
                return
            words = self._words(number, side)
            word = 0 if step > 0 else len(words) - 1
