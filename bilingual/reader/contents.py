"""The table of contents of a text: its headings, or stretches of equal length where it has none."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents.

    Args:
        row: where it leads.
        title: as one line.
        level: 0 for chapters and where all are alike, 1 for what stands under a chapter.
    """

    row: int
    title: str
    level: int = 0


def contents(book: Book) -> list[Entry]:
    """Return the headings of a text in order; of a long text without any, the beginning of each tenth."""
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


def chapter_of(entries: list[Entry], row: int) -> Entry | None:
    """Return the entry under which a row stands."""
    return next((entry for entry in reversed(entries) if entry.row <= row), None)
