"""EPUB, .docx and .odt: what programs may write, and what only somebody who means harm does."""

import zipfile
from io import BytesIO

import pytest
from archives import docx, epub, odt, zipped
from documents import CASES, Expected, paragraphs

from bilingual.document import Document, document_from_bytes
from bilingual.document.model import Chapter
from bilingual.errors import DocumentError

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
SECRET = "<!DOCTYPE x [<!ENTITY s SYSTEM 'file:///etc/passwd'>]>"


def read(data: bytes) -> Document:
    return document_from_bytes(data, "a")


def texts(data: bytes) -> list[str]:
    return [p.text for p in paragraphs(read(data))]


# --- EPUB ---------------------------------------------------------------------------------------------


def test_pages_come_in_the_order_of_the_spine_each_once() -> None:
    assert texts(epub({"b.xhtml": "<p>Un.</p>", "a.xhtml": "<p>Deux.</p>"})) == ["Un.", "Deux."]


def test_the_contents_of_epub_2_and_3_have_their_levels() -> None:
    pages = {"t/a.xhtml": "<h1>A</h1><p>Un.</p><p id='s'>Deux.</p>", "t/é 1.xhtml": "<p>Trois.</p>"}
    nav = (
        "<ol><li><a href='t/a.xhtml'>A</a><ol><li><a href='t/a.xhtml#s'>Le s</a></li></ol></li>"
        "<li><a href='t/%C3%A9%201.xhtml'>B</a></li></ol>"
    )
    point = "<navPoint><navLabel><text>{}</text></navLabel><content src='{}'/>{}</navPoint>"
    ncx = point.format("A", "t/a.xhtml", point.format("Le s", "t/a.xhtml#s", "")) + point.format(
        "B", "t/é 1.xhtml", ""
    )
    wanted = (Chapter("A", 0, 1), Chapter("Le s", 8, 2), Chapter("B", 15, 1))
    assert read(epub(pages, nav=nav)).contents == wanted
    assert read(epub(pages, ncx=ncx)).contents == wanted
    assert read(epub(pages, nav="<ol>", ncx=ncx)).contents == wanted, "a damaged one is no reason not to read"


def test_a_paragraph_that_the_contents_name_is_a_heading() -> None:
    data = epub(
        {"a.xhtml": "<p class='t'>Chapitre I</p><p>Un.</p>"},
        nav="<ol><li><a href='a.xhtml'>CHAPITRE I</a></li></ol>",
    )
    assert paragraphs(read(data))[0] == Expected("heading", 1, "Chapitre I")


def test_pages_that_are_no_xml_are_read_as_browsers_do() -> None:
    assert texts(epub({"a.xhtml": "<p>Un &eacute;t&eacute;<br>et &agrave; l'aube<p>Deux."})) == [
        "Un été\net à l'aube",
        "Deux.",
    ]
    assert texts(epub({"a.xhtml": "<title/><p>Un <a id='x'/>caf&eacute;&nbsp;!</p>"})) == ["Un café\u00a0!"]


def test_a_missing_page_is_a_warning() -> None:
    data = epub({"a.xhtml": "<p>Un.</p>", "b.xhtml": "<p>Deux.</p>"})
    kept = {
        name: zipfile.ZipFile(BytesIO(data)).read(name) for name in zipfile.ZipFile(BytesIO(data)).namelist()
    }
    del kept["o/b.xhtml"]
    document = read(zipped(kept))
    assert (document.text, document.warnings) == ("Un.", ("the page o/b.xhtml is missing from the book",))


@pytest.mark.parametrize(
    "path", ["../../../etc/passwd", "/etc/passwd", "http://localhost:9/x", "file:///etc/passwd"]
)
def test_a_page_is_a_member_of_the_archive_or_nothing(path: str) -> None:
    data = epub({"a.xhtml": "<p>Un.</p>"})
    kept = {
        name: zipfile.ZipFile(BytesIO(data)).read(name) for name in zipfile.ZipFile(BytesIO(data)).namelist()
    }
    kept["o/book.opf"] = kept["o/book.opf"].replace(b"a.xhtml", path.encode())
    with pytest.raises(DocumentError, match="no text in it"):
        read(zipped(kept))


ENCRYPTION = (
    "<encryption><EncryptedData xmlns='e'><EncryptionMethod Algorithm='{}'/></EncryptedData></encryption>"
)


def test_drm_is_named_and_obfuscated_fonts_are_none() -> None:
    pages = {"a.xhtml": "<p>Un.</p>"}
    for members in (
        {"META-INF/encryption.xml": ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")},
        {"META-INF/rights.xml": "<rights/>"},
    ):
        with pytest.raises(DocumentError, match="protected by DRM"):
            read(epub(pages, members=members))
    fonts = {"META-INF/encryption.xml": ENCRYPTION.format("http://www.idpf.org/2008/embedding")}
    assert texts(epub(pages, members=fonts)) == ["Un."]


def test_entities_of_a_page_are_neither_expanded_nor_fetched() -> None:
    for declared in (LAUGHS, SECRET):
        data = epub(
            {"a.xhtml": "<p>Un.</p>"},
            members={"o/a.xhtml": f"{declared}<html><body><p>Un &a9;&s;.</p></body></html>"},
        )
        assert texts(data) == ["Un &a9;&s;."]


# --- Word ---------------------------------------------------------------------------------------------


def para(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Il </w:t></w:r><w:del><w:r><w:delText>neige</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>pleut</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>"
        "<w:hyperlink><w:r><w:t> fort</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert texts(docx(body)) == ["Il pleut fort"]


def test_breaks_hyphens_and_raised_figures() -> None:
    body = (
        "<w:p><w:r><w:t>Un,</w:t><w:br/><w:t>deux.</w:t><w:br w:type='page'/>"
        "<w:t>Vice</w:t><w:noBreakHyphen/><w:t>amiral, 3 m</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == ["Un,\ndeux. Vice\u2011amiral, 3 m²"]


def test_styles_say_what_is_a_heading_an_item_or_contents() -> None:
    styles = (
        "<w:style w:styleId='Titre2'><w:name w:val='heading 2'/></w:style>"
        "<w:style w:styleId='Mine'><w:basedOn w:val='Titre2'/></w:style>"
        "<w:style w:styleId='Puce'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='TM1'><w:name w:val='toc 1'/></w:style>"
        "<w:style w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:styleId='B'><w:basedOn w:val='A'/></w:style>"
    )
    style = "<w:pStyle w:val='{}'/>"
    body = (
        para("A", style.format("Mine")) + para("un", style.format("Puce")) + para("A … 3", style.format("TM1"))
        + para("B", "<w:outlineLvl w:val='0'/>") + para("deux", style.format("A"))
        + para("C", style.format("Mine") + "<w:outlineLvl w:val='9'/>")
    )  # fmt: skip
    assert paragraphs(read(docx(body, styles=styles))) == [
        Expected("heading", 2, "A"), Expected("item", 0, "un"), Expected("heading", 1, "B"),
        Expected("body", 0, "deux"), Expected("body", 0, "C"),
    ]  # fmt: skip


def test_boxes_come_after_their_paragraph_once_and_notes_after_their_chapter() -> None:
    box = "<x:Choice xmlns:x='m'><w:txbxContent>{0}</w:txbxContent></x:Choice><x:Fallback xmlns:x='m'>{0}</x:Fallback>"
    body = (
        f"<w:p><w:r><w:t>Un</w:t><w:footnoteReference w:id='1'/>{box.format(para('encadré'))}</w:r></w:p>"
        + para("Deux")
    )
    note = "<w:p><w:r><w:footnoteRef/><w:t> note</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    assert texts(docx(body, footnotes=f"<w:footnote w:id='1'>{note}</w:footnote>")) == [
        "Un",
        "encadré",
        "Deux",
        "note",
    ]


@pytest.mark.parametrize("declared", [LAUGHS, SECRET])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_documents_that_declare_entities_are_refused(declared: str, encoding: str) -> None:
    body = f"<?xml version='1.0' encoding='{encoding}'?>{declared}<d><body><p><r><t>&a9;&s;</t></r></p></body></d>"
    with pytest.raises(DocumentError, match="declares entities"):
        read(zipped({"[Content_Types].xml": "x", "word/document.xml": body.encode(encoding)}))


# --- OpenDocument -------------------------------------------------------------------------------------


def test_text_spaces_lists_and_headings_of_an_odt() -> None:
    body = (
        "<text:h text:outline-level='2'>A</text:h>"
        "<text:p>Un<text:s text:c='2'/><text:tab/>mot,<text:line-break/>et deux."
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"
        "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>"
        "<table:table><table:table-row><table:table-cell><text:p>cellule</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<text:table-of-content><text:p>A … 3</text:p></text:table-of-content>"
    )
    assert paragraphs(read(odt(body))) == [
        Expected("heading", 2, "A"), Expected("body", 0, "Un mot,\net deux."), Expected("item", 0, "un"),
        Expected("item", 0, "cellule"), Expected("body", 0, "note"),
    ]  # fmt: skip


def test_an_odt_with_a_password_says_so() -> None:
    manifest = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    with pytest.raises(DocumentError, match="protected by a password"):
        read(odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest}))


# --- Archives -----------------------------------------------------------------------------------------


def test_bombs_are_not_inflated() -> None:
    for data in (
        docx("<w:p/>" * 3_000_000),
        epub({"a.xhtml": "<p>x</p>" * 3_000_000}),
        odt(" " * 20_000_000),
    ):
        with pytest.raises(DocumentError, match=r"would unpack from .* \(is it a zip bomb"):
            read(data)


def test_the_sum_of_what_is_unpacked_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.document.archive._LARGEST_TOTAL", 5_000)
    with pytest.raises(DocumentError, match="would unpack"):
        read(epub({f"{number}.xhtml": "<p>x</p>" * 100 for number in range(10)}))


def test_a_size_that_lies_does_no_harm() -> None:
    data = bytearray(docx("<w:p/>" * 100_000))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")  # in the central directory
    with pytest.raises(DocumentError, match="damaged|no XML"):
        read(bytes(data))


def test_what_is_encrypted_or_packed_oddly_is_named() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", "x" * 100)
    with pytest.raises(DocumentError, match="packed by method 14"):
        read(stream.getvalue())
    data = bytearray(docx("<w:p/>"))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(DocumentError, match="protected by a password"):
        read(bytes(data))


@pytest.mark.parametrize("name", ["dossier.pandoc.docx", "dossier.pandoc.odt", "book.pandoc.epub"])
def test_a_file_that_breaks_off_is_named(name: str) -> None:
    data = (CASES / name).read_bytes()
    with pytest.raises(DocumentError, match=r"^a: damaged zip archive"):
        read(data[: len(data) // 2])


def test_absurd_numbers_do_no_harm() -> None:
    many = "9" * 10_000
    assert texts(odt(f"<text:h text:outline-level='{many}'>A<text:s text:c='{many}'/>b</text:h>")) == ["A b"]
    assert texts(docx(para("A", f"<w:outlineLvl w:val='{many}'/>"))) == ["A"]
