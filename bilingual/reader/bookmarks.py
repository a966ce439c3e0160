"""Bookmarks: places that a reader has marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bilingual.reader.book import Book


class Bookmarks:
    """The marked rows of a book; kept as offsets in the source, so that merging and splitting rows moves none.

    Args:
        book: the text.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._offsets: list[int] = []  # ascending

    @property
    def rows(self) -> list[int]:
        """The rows with a bookmark, in order."""
        return sorted({self._book.row_at(offset) for offset in self._offsets})

    def put(self, rows: Iterable[int]) -> None:
        """Have bookmarks at these rows, and at no others."""
        self._offsets = sorted({self._book[row].start for row in rows})

    def toggle(self, row: int) -> tuple[str, Callable[[], None]]:
        """Set a bookmark at a row, or remove it; return what was done, and what takes it back."""
        before = list(self._offsets)
        kept = [offset for offset in before if self._book.row_at(offset) != row]
        is_new = len(kept) == len(before)
        self._offsets = sorted({*kept, self._book[row].start}) if is_new else kept

        def undo() -> None:
            self._offsets = before

        return self._book.say("bookmark set" if is_new else "bookmark removed"), undo
