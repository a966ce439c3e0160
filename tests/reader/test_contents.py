"""The table of contents."""

from __future__ import annotations

from books import filled, gradual, long_text
from readers import FakeTranslator

from bilingual.document.blocks import Block, Extract, compose
from bilingual.document.model import ParagraphKind
from bilingual.pipeline.gradual import GradualText
from bilingual.reader.book import Book
from bilingual.reader.contents import chapter_of, contents


def test_headings_are_its_entries() -> None:
    entries = contents(gradual(long_text(800)))
    assert [entry.title for entry in entries] == ["Chapitre 1", "Chapitre 2", "Chapitre 3"]
    found = chapter_of(entries, entries[1].row + 3)
    assert found is not None
    assert found.title == "Chapitre 2"


def test_sections_stand_under_chapters() -> None:
    book = gradual(
        "Chapitre I\n\nLe départ\n\nIls sont partis.\n\nChapitre II\n\nLe retour\n\nIls sont revenus."
    )
    assert [(entry.title, entry.level) for entry in contents(book)] == [
        ("Chapitre I", 0), ("Le départ", 1), ("Chapitre II", 0), ("Le retour", 1),
    ]  # fmt: skip


def test_the_contents_of_the_document_come_before_what_its_headings_look_like() -> None:
    heading = ParagraphKind.HEADING
    blocks = [
        Block("L’hiver au col", heading, 1), Block("Ils sont partis. Il pleut.", ParagraphKind.BODY),
        Block("La garde", heading, 2), Block("Un bruit", heading, 5), Block("Ils dorment.", ParagraphKind.BODY),
    ]  # fmt: skip
    document = compose(Extract(blocks), "livre.epub", "epub")
    book = Book(GradualText(document, FakeTranslator({}), check_language=False))
    entries = contents(book)
    assert [(entry.title, entry.level) for entry in entries] == [
        ("L’hiver au col", 0), ("La garde", 1), ("Un bruit", 3),
    ]  # fmt: skip
    assert [book.source_of(book[entry.row]) for entry in entries] == [entry.title for entry in entries]


def test_a_long_text_without_headings_has_tenths() -> None:
    book = gradual(" ".join(f"Le convoi numéro {n} est arrivé." for n in range(100)))
    assert [entry.row for entry in contents(book)] == list(range(0, 100, 10))


def test_a_short_text_has_its_title_at_most() -> None:
    assert [entry.title for entry in contents(filled())] == ["Frappe aérienne à Sarvane"]
    assert contents(gradual("Il pleut.")) == []
    assert chapter_of([], 3) is None
