"""Word by word: the words of a row, what translates them, and where else a word stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilingual.alignment.gloss import is_content
from bilingual.bitext import flow
from bilingual.glossary.compliance import Compliance
from bilingual.languages import Language
from bilingual.lemmas import lemmatize
from bilingual.reader.book import Book, Row, Side
from bilingual.spans import Span, WordLink
from bilingual.tokens import Token, TokenKind, tokenize

# Characters of a row's side beyond which its words are not offered: it is data rather than a sentence.
_LONGEST = 20_000
_SAME_START = 2  # letters that forms of one word have in common; spares lemmatising the others
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f]*(?:-[\w\u0300-\u036f]+)*")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The word one is at.

    Args:
        row: number of its row.
        side: on which it stands.
        word: which of the words of that side, from 0.
    """

    row: int
    side: Side
    word: int


def words_of(book: Book, row: Row, side: Side) -> tuple[Token, ...]:
    """Return the words and numbers of one side of a row, with spans in that side's text."""
    text, language = book.text_of(row, side), book.language(side)
    return tuple(
        token
        for span in book.spans_of(row, side)
        for token in tokenize(text[span.start : min(span.end, span.start + _LONGEST)], language, span.start)
        if token.kind in (TokenKind.WORD, TokenKind.NUMBER)
    )


def is_new(token: Token, language: Language, known: Iterable[str]) -> bool:
    """Whether a word is worth a look: no grammar word, no name, and not among the lemmas that are known."""
    if not is_content(token, language):
        return False
    return not set(lemmatize(token.text, language)) & set(known)


def across(row: Row, side: Side, span: Span) -> tuple[Span, ...]:
    """Return the stretches of the other side that translate a stretch of this one, in order."""
    if row.bead is None:
        return ()
    found = set()
    for link in row.bead.links:
        here, there = (link.source, link.target) if side is Side.SOURCE else (link.target, link.source)
        if here.overlaps(span):
            found.add(there)
    return tuple(sorted(found))


def term_at(book: Book, row: Row, side: Side, span: Span) -> Compliance | None:
    """Return the term that a word is part of, with what became of it."""
    for use in book.uses(row):
        place = use.match.span if side is Side.SOURCE else use.span
        if place is not None and place.contains(span):
            return use
    return None


class Linker:
    """Links the words of rows by the lexicon; made when the first is asked for, as the lexicon takes 0.1 s."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._aligner: object | None = None

    def link(self, row: Row) -> tuple[WordLink, ...]:
        """Return the links of a row whose translation is there; about 6 ms. For one thread.

        Raises:
            ModelError: the lexicon is missing or damaged.
        """
        from bilingual.alignment.words import WordAligner, link_bead
        from bilingual.lexicon import Lexicon

        annotated = row.bead
        if annotated is None or not (annotated.source_spans and annotated.target_spans):
            return ()
        if self._aligner is None:
            self._aligner = WordAligner(Lexicon.open(), *self._book.languages)
        assert isinstance(self._aligner, WordAligner)
        return link_bead(annotated.bead, self._book.source.text, row.target_text, self._aligner).links

    @staticmethod
    def keep(row: Row, links: tuple[WordLink, ...]) -> None:
        """Put links into a row, in the thread that shows it; a reading pack then has them too."""
        if row.bead is not None:
            row.bead = replace(row.bead, bead=replace(row.bead.bead, links=links))
        row.linked = True


_ROW = 1 << 40
"""A place in a book is the number of its row times this, and an offset in the text of the row's side."""


def place_of(row: int, offset: int) -> int:
    """Return a place in a book as one number, so that places are ordered as they are read."""
    return row * _ROW + offset


def row_and_offset(place: int) -> tuple[int, int]:
    """Return the row of a place, and the offset in the text of its side.

    >>> row_and_offset(place_of(7, 123))
    (7, 123)
    """
    return divmod(place, _ROW)


class Concordance:
    """Where the words of one side of a book stand.

    Args:
        pieces: stretches of text, each with the offset or the place at which it begins.
        language: of the text.
    """

    @classmethod
    def of(cls, book: Book, side: Side) -> Concordance:
        """Make that of a book's side, as far as it is translated; about 0.1 s for 100,000 words."""
        pieces = (
            (place_of(number, span.start), span.of(book.text_of(row, side)))
            for number, row in enumerate(book.rows)
            for span in book.spans_of(row, side)
        )
        return cls(pieces, book.language(side))

    def __init__(self, pieces: Iterable[tuple[int, str]], language: Language) -> None:
        self._language = language
        self._places: dict[str, list[int]] = {}
        self._by_start: dict[str, list[str]] = {}
        for offset, text in pieces:
            for match in _WORD.finditer(text):
                form = match[0].lower()
                places = self._places.get(form)
                if places is None:
                    places = self._places[form] = []
                    self._by_start.setdefault(form[:_SAME_START], []).append(form)
                places.append(offset + match.start())

    def places(self, word: str, lemmas: Sequence[str]) -> tuple[int, ...]:
        """Return where a word stands in any of its forms, in order."""
        word, lemma = word.lower(), lemmas[0] if lemmas else word.lower()
        starts = {form[:_SAME_START].lower() for form in (word, lemma)}
        forms = [form for start in starts for form in self._by_start.get(start, ())]
        found: list[int] = []
        for form in forms:
            if form == word or lemmatize(form, self._language)[0] == lemma:
                found += self._places[form]
        return tuple(sorted(found))


def context(text: str, offset: int, width: int) -> str:
    """Return what stands around a place of a text, as one line of about `width` characters.

    >>> context("Hier, deux avions ont décollé de la base avant l’aube.", 11, 30)
    '… deux avions ont décollé …'
    """
    start, end = max(offset - width // 3, 0), min(offset + width * 2 // 3, len(text))
    piece = text[start:end]
    if start:
        piece = piece.split(" ", 1)[-1] if " " in piece[: offset - start] else piece
    if end < len(text) and " " in piece[width // 2 :]:
        piece = piece.rsplit(" ", 1)[0]
    return f"{'… ' if start else ''}{flow(piece)}{' …' if end < len(text) else ''}"
