"""Search as readers type: case, accents, apostrophes and kinds of space do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.reader.book import Book, Row, Side
from bilingual.spans import Span

_MARKS = "[\u0300-\u036f]*"
_LIGATURES = {"œ": "oe", "æ": "ae"}
_ALIKE = {
    "'": "['’ʼ‘]",
    '"': '["«»“”„]',
    "-": "[-‐‑–—]",
}
_LETTERS = "".join(
    map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x180), *range(0x1E00, 0x1F00)))
)


def base(text: str) -> str:
    """Return a text in small letters without accents, ligatures taken apart.

    >>> base("Cœur d’ÉTÉ")
    "coeur d'ete"
    """
    out = []
    for character in unicodedata.normalize("NFD", text.casefold()):
        if not unicodedata.combining(character):
            out.append(_LIGATURES.get(character, "'" if character in "’ʼ‘" else character))
    return "".join(out)


def pattern_of(query: str) -> re.Pattern[str] | None:
    """Return what finds a query in a text as it stands; `None` for a query of nothing.

    >>> found = pattern_of("l'ete a coeur")
    >>> found.search("Tout L’ÉTÉ à cœur ouvert")[0]
    'L’ÉTÉ à cœur'
    """
    words = base(query).split()
    if not words:
        return None
    return re.compile(r"\s+".join(map(_word, words)), re.IGNORECASE)


def _word(word: str) -> str:
    out, position = [], 0
    while position < len(word):
        pair = word[position : position + 2]
        ligature = next((sign for sign, letters in _LIGATURES.items() if letters == pair), None)
        if ligature:
            out.append(f"(?:{_letter(pair[0])}{_letter(pair[1])}|{ligature})")
            position += 2
            continue
        out.append(_letter(word[position]))
        position += 1
    return "".join(out)


def _letter(letter: str) -> str:
    if letter in _ALIKE:
        return _ALIKE[letter]
    if accented := _ACCENTED.get(letter):
        return f"[{letter}{accented}]{_MARKS}"
    return re.escape(letter)


def _accented() -> dict[str, str]:
    found: dict[str, str] = {}
    for letter in _LETTERS:
        decomposed = unicodedata.normalize("NFD", letter.lower())
        if decomposed[0].isascii() and decomposed[0].isalpha() and letter.lower() == letter:
            found[decomposed[0]] = found.get(decomposed[0], "") + (letter if len(decomposed) > 1 else "")
    return found


_ACCENTED = _accented()


@dataclass(slots=True)
class Search:
    """A query and where it is met.

    Args:
        query: as it was typed.
        pattern: what finds it.
    """

    query: str
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, query: str) -> Search | None:
        """Make a search; `None` for a query of nothing."""
        pattern = pattern_of(query)
        return cls(query, pattern) if pattern else None

    def rows(self, book: Book, sides: Iterable[Side]) -> list[int]:
        """Return the rows that hold the query, as far as they are translated, in order."""
        found: set[int] = set()
        sides = frozenset(sides)
        if Side.SOURCE in sides:
            found.update(book.row_at(match.start()) for match in self.pattern.finditer(book.source.text))
        if Side.TARGET in sides:
            found.update(
                number
                for number, row in enumerate(book.rows)
                if row.bead is not None and self.pattern.search(row.bead.target)
            )
        return sorted(found)

    def spans(self, book: Book, row: Row, side: Side) -> list[Span]:
        """Return where it is met on one side of a row, in coordinates of the shown text."""
        line = book.line(row, side)
        if line is None:
            return []
        # Signs of terms stand inside what is shown and must not part words that belong together.
        text = book.text_of(row, side)
        found: list[Span] = []
        spans = book.spans_of(row, side)
        if spans:
            for match in self.pattern.finditer(text, spans[0].start, spans[-1].end):
                place = line.place(Span(*match.span()))
                if place is not None:
                    found.append(place)
        return found


def following(rows: list[int], current: int, step: int) -> tuple[int, bool] | None:
    """Return the next of some rows after `current`, or before it, and whether that meant going round.

    >>> following([3, 8], 8, 1), following([3, 8], 5, -1), following([], 5, 1)
    ((3, True), (3, False), None)
    """
    if not rows:
        return None
    if step > 0:
        later = next((row for row in rows if row > current), None)
        return (rows[0], True) if later is None else (later, False)
    earlier = next((row for row in reversed(rows) if row < current), None)
    return (rows[-1], True) if earlier is None else (earlier, False)
