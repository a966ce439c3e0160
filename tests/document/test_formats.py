"""Every format, in files that real programs have made: what comes out is what their author wrote."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from documents import CASES, Expected, expected, loose, paragraphs, quality, words

from bilingual.document import Document, document_from_bytes, read_document
from bilingual.errors import DocumentError

DOSSIER = expected("dossier")
TITLE = "Les démineurs de l’Arsonne"
# What pandoc and LibreOffice put before a text of which they know title, author and date.
FRONT = (TITLE, "Maud Ferrandier", "2026-03-14")


def without_front(document: Document) -> list[Expected]:
    found = paragraphs(document)
    while found and found[0].text in FRONT and found[1].text in FRONT:
        del found[0]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "dossier.md",
        "dossier.pandoc.docx",
        "dossier.pandoc.odt",
        "dossier.libreoffice.docx",
        "dossier.libreoffice.odt",
        "dossier.libreoffice.html",
    ],
)
def test_what_says_what_its_paragraphs_are_is_read_exactly(name: str) -> None:
    assert without_front(read_document(CASES / name)) == DOSSIER


@pytest.mark.parametrize("name", ["dossier.pandoc.html", "dossier.pandoc.epub", "dossier.pandoc2.epub"])
def test_notes_that_are_a_list_stay_one(name: str) -> None:
    notes = [Expected("item", 0, p.text) for p in DOSSIER[-2:]]
    assert without_front(read_document(CASES / name)) == DOSSIER[:-2] + notes


def test_an_epub_of_libreoffice_is_read_though_its_headings_are_paragraphs() -> None:
    found = [p.text for p in without_front(read_document(CASES / "dossier.libreoffice.epub"))]
    # LibreOffice 7.4 leaves the head of the table out.
    assert found == [p.text for p in DOSSIER if p.text not in ("Engin", "Trouvés", "Détruits")]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("dossier.pdflatex.pdf", 0.94),  # two columns, hyphens, running heads, notes
        ("dossier.groff.pdf", 0.88),  # the verse goes over a page, a cell is hyphenated
        ("dossier.libreoffice.pdf", 0.94),
        ("dossier.chromium.pdf", 0.94),
    ],
)
def test_paragraphs_of_a_pdf_are_put_together(name: str, least: float) -> None:
    found = [loose(p.text) for p in without_front(read_document(CASES / name))]
    wanted = [loose(p.text) for p in DOSSIER]
    assert quality(found, wanted).recall >= least
    assert quality(words(found), words(wanted)).recall >= 0.99
    assert quality(words(found), words(wanted)).precision >= 0.98
    whole = "\n".join(found)
    assert "Revue de Kelbar" not in whole, "running heads are left out"
    assert "antipersonnel que la crue" in whole, "hyphens at the end of lines are mended"
    assert "Aubrac-Lussan" in whole
    assert "explique-t-il" in whole


def test_columns_are_read_one_after_the_other() -> None:
    found = [loose(p.text) for p in without_front(read_document(CASES / "dossier.pdflatex.pdf"))]
    order = [found.index(loose(p.text)) for p in DOSSIER if p.kind == "heading"]
    assert order == sorted(order)


def test_headings_of_a_pdf_are_told_by_their_type() -> None:
    document = read_document(CASES / "dossier.pdflatex.pdf")
    assert [(chapter.title.replace("\u202f", " "), chapter.level) for chapter in document.contents] == [
        (p.text.replace("\u202f", " "), p.level) for p in DOSSIER if p.kind == "heading"
    ]


def test_of_a_news_page_the_article_remains() -> None:
    document = read_document(CASES / "page.html")
    assert paragraphs(document) == expected("page")
    assert document.metadata["author"] == "Solène Kervadec"
    assert document.metadata["date"] == "2026-04-23"
    assert document.metadata["language"] == "fr"
    assert document.metadata["title"].startswith("Drones : sur le front")


@pytest.mark.parametrize("name", ["book.pandoc.epub", "book.calibre.epub"])
def test_a_book_has_chapters_and_a_table_of_contents(name: str) -> None:
    document = read_document(CASES / name)
    wanted = expected("book")
    # pandoc puts no-break spaces after `Mr`.
    assert quality([loose(p.text) for p in paragraphs(document)], [loose(p.text) for p in wanted]).recall == 1
    assert "no cost" not in document.text, "the licence around a book of Project Gutenberg is left out"
    assert [(chapter.title, chapter.level) for chapter in document.contents] == [
        (p.text, p.level) for p in wanted if p.kind == "heading"
    ]
    for chapter in document.contents:
        assert document.text.startswith(chapter.title, chapter.start)
    assert (document.metadata["title"], document.metadata["author"]) == (
        "Voices of the Valley",
        "Edith Marlowe",
    )


def test_french_typography_survives() -> None:
    for path in CASES.glob("dossier.*"):
        if path.suffix in (".txt", ".pdf"):
            continue
        text = read_document(path).text
        assert "«\u00a0Le cœur du métier" in text, path.name
        assert "bergers\u202f;" in text
        assert "\u00ad" not in text


@pytest.mark.parametrize("path", sorted(CASES.glob("*.*.*")), ids=lambda path: path.name)
def test_a_format_is_told_by_what_is_in_the_file(path: Path) -> None:
    named = read_document(path)
    nameless = document_from_bytes(path.read_bytes(), "<stdin>")
    assert named.format == nameless.format == path.suffix[1:]
    assert named.text == nameless.text
    assert read_document("-", io.BytesIO(path.read_bytes())).text == named.text


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("scan.pdf", r"a scanned PDF: its 2 pages are pictures.*\(recognise its text first"),
        ("locked.pdf", r"protected by a password \(save it without one\)"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(name: str, problem: str) -> None:
    with pytest.raises(DocumentError, match=rf"{name}: .*{problem}"):
        read_document(CASES / name)


def test_without_the_libraries_the_command_that_installs_them_is_named(tmp_path: Path) -> None:
    code = f"""
import sys
for name in ("lxml", "trafilatura", "pypdfium2"):
    sys.modules[name] = None
import bilingual
for name in ("dossier.pandoc.docx", "dossier.pandoc.odt", "book.pandoc.epub", "page.html", "page.chromium.pdf"):
    try:
        bilingual.read_document(r"{CASES}/" + name)
    except bilingual.BilingualError as error:
        print(error)
for name in ("dossier.md", "film.srt"):
    bilingual.read_document(r"{CASES}/" + name)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert all("needs the library" in line for line in lines)
    assert all(line.endswith("(pip install 'bilingual-reader[documents]')") for line in lines)
