"""Texts for the tests of the reader."""

from __future__ import annotations

from collections.abc import Iterable

from readers import EXAMPLES, SMALL_TERMBASE, FakeTranslator
from texts import SOURCE, TABLE

from bilingual.document import document_from_text
from bilingual.pipeline.aligning import align
from bilingual.pipeline.gradual import GradualText
from bilingual.pipeline.model import ParallelText
from bilingual.reader.book import Book


def gradual(text: str = SOURCE, translator: FakeTranslator | None = None) -> Book:
    """A book that is translated as it is read."""
    translator = translator or FakeTranslator(dict(TABLE))
    return Book(GradualText(document_from_text(text), translator, SMALL_TERMBASE, check_language=False))


def filled(text: str = SOURCE, translator: FakeTranslator | None = None) -> Book:
    """The same, translated to its end."""
    book = gradual(text, translator)
    translate(book)
    return book


def translate(book: Book, numbers: Iterable[int] | None = None) -> None:
    """Translate some rows, or all."""
    rows = book.rows if numbers is None else [book[number] for number in numbers]
    for _ in book.fill(rows):
        pass


def aligned_text() -> ParallelText:
    """An example with the translation by a person."""
    return align(EXAMPLES / "frappes-aeriennes.fr.txt", EXAMPLES / "frappes-aeriennes.en.txt")


def long_text(words: int = 3000) -> str:
    """Chapters of short sentences, each of them different."""
    chapters = []
    sentence = 0
    for chapter in range(1, max(words // 250, 1) + 1):
        paragraphs = []
        for _ in range(5):
            lines = []
            for _ in range(5):
                sentence += 1
                lines.append(f"Le convoi numéro {sentence} est arrivé hier soir à la base.")
            paragraphs.append(" ".join(lines))
        chapters.append("\n\n".join((f"Chapitre {chapter}", *paragraphs)))
    return "\n\n".join(chapters)
