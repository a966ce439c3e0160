"""The table of contents of a text: that of its document, else its headings, else stretches of equal length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.bitext import flow
from bilingual.document.model import ParagraphKind
from bilingual.reader.book import Book

# What opens a chapter rather than a section, in either language.
_CHAPTER = re.compile(
    r"(?:chapitre|chapter|livre|book|partie|part|tome|volume|acte?|prologue|[ée]pilogue|annexe|appendix)\b"
    r"|[IVXLC]{1,7}\.?$",
    re.IGNORECASE,
)
_PARTS = 10  # of a long text without headings
_FEWEST_ROWS = 60  # from which a text without headings has parts
_LONGEST_TITLE = 60  # characters
_DEEPEST = 3  # levels below the highest that are told apart: a line is not wide


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents.

    Args:
        row: where it leads.
        title: as one line.
        level: 0 for chapters and where all are alike, 1 for what stands under a chapter …
    """

    row: int
    title: str
    level: int = 0


def contents(book: Book) -> list[Entry]:
    """Return the contents of a document, else its headings, else the beginnings of its tenths where it is long."""
    if len(book.source.contents) > 1:
        return list(_of_document(book))
    headings = [number for number, row in enumerate(book.rows) if row.kind is ParagraphKind.HEADING]
    titles = {number: book.source_of(book[number]) for number in headings}
    chapters = {number for number, title in titles.items() if _CHAPTER.match(title)}
    # A headline over the whole text is above its chapters.
    if len(headings) > 1:
        return [
            Entry(number, titles[number], int(bool(chapters) and number not in chapters and number > 0))
            for number in headings
        ]
    if len(book) < _FEWEST_ROWS:
        return [Entry(number, titles[number]) for number in headings]
    entries = []
    for part in range(_PARTS):
        number = part * len(book) // _PARTS
        title = book.source_of(book[number])
        short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
        entries.append(Entry(number, short))
    return entries


def _of_document(book: Book) -> Iterator[Entry]:
    """Yield the chapters that the document names, at the rows where they begin; rows may have been merged since."""
    starts = [row.start for row in book.rows]
    highest = min(chapter.level for chapter in book.source.contents)
    for chapter in book.source.contents:
        number = min(bisect_left(starts, chapter.start), len(starts) - 1)
        before = book[number - 1].spans if number else ()
        if before and before[-1].end > chapter.start:
            number -= 1
        yield Entry(number, flow(chapter.title), min(chapter.level - highest, _DEEPEST))


def chapter_of(entries: list[Entry], row: int) -> Entry | None:
    """Return the entry under which a row stands."""
    return next((entry for entry in reversed(entries) if entry.row <= row), None)
