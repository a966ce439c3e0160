"""Which format a file is in, by what is in it."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers import EXAMPLES

from bilingual.document import document_from_bytes, read_document
from bilingual.document.recognition import Format, recognize_bytes, recognize_text
from bilingual.errors import DocumentError


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Il pleut sur la ville.", Format.TEXT),
        ("1\n00:00:01,200 --> 00:00:03,900\nHalte !", Format.SUBRIP),
        ("1\r\n00:00:01.200 --> 00:00:03.900\r\nHalte !", Format.SUBRIP),
        ("00:01:02,000 --> 00:01:03,000\nHalte !", Format.SUBRIP),
        ("WEBVTT - un film\n\n00:01.000 --> 00:02.000\nHalte !", Format.WEBVTT),
        ("WEBVTTX", Format.TEXT),
        ("<!DOCTYPE html><title>x</title>", Format.HTML),
        ('<?xml version="1.0"?>\n<!-- x -->\n<html lang="fr"><p>Il pleut.', Format.HTML),
        ("<p>Il pleut.</p>\n<p>Il neige.</p>", Format.HTML),
        ("<p> est une balise de HTML.", Format.TEXT),
        ("<Halte !> cria-t-il.", Format.TEXT),
        ("# Titre\n\nVoir [ici](https://example.org).", Format.MARKDOWN),
        ("---\ntitle: Un titre\n---\n\nIl pleut.", Format.MARKDOWN),
        ("# Un titre\n\nIl pleut.", Format.TEXT),
        ("*** \n\nIl pleut **très** fort.", Format.TEXT),
        ('{"format": "bilingual/1", "text": "# T\\n[a](b) **c**"}', Format.TEXT),
        ('{"a": "x [b](c) **d**"}\n# e', Format.TEXT),
    ],
)
def test_texts_are_told_by_their_marks(text: str, form: Format) -> None:
    assert recognize_text(text, "<stdin>") is form


def test_the_name_counts_where_the_marks_leave_a_doubt() -> None:
    assert recognize_text("# Un titre\n\nIl pleut.", "notes.md") is Format.MARKDOWN
    assert recognize_text("Il pleut.", "notes.md") is Format.TEXT


def test_a_plain_text_is_never_taken_for_markdown() -> None:
    for path in EXAMPLES.glob("*.txt"):
        assert read_document(path).format == "text"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", r"\.doc, or a document with a password"),
        (b"{\\rtf1\\ansi Il pleut.}", "rich text"),
        (b"\x00" * 60 + b"BOOKMOBI", "a Kindle book"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"PK\x05\x06" + b"\0" * 18, "an empty zip archive"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        document_from_bytes(data, "a.bin")


def test_a_pdf_may_begin_with_something_else() -> None:
    assert recognize_bytes(b"\0\0junk\n%PDF-1.4\n", "a") is Format.PDF
    assert recognize_bytes("« %PDF- » est une marque.".encode(), "a") is None


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"a.txt": "x"}, "a zip archive of files"),
        ({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}, "a spreadsheet"),
        ({"ppt/presentation.xml": "x"}, "a presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "an OpenDocument spreadsheet"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.\x1b[2J\n" * 9},
            "an OpenDocument file of another kind",
        ),
    ],
)
def test_archives_of_something_else_are_named(members: dict[str, str], what: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(DocumentError, match=what):
        document_from_bytes(stream.getvalue(), "a.zip")


def test_a_plain_text_can_be_insisted_on(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Un titre\n\nIl **pleut**.", encoding="utf-8")
    assert read_document(path, plain=True).text == "# Un titre\n\nIl **pleut**."
    with pytest.raises(DocumentError, match="no plain text"):
        document_from_bytes(b"%PDF-1.4\n", "a.pdf", plain=True)


@given(st.text(max_size=300))
def test_any_text_has_a_format(text: str) -> None:
    assert recognize_text(text, "a.md") in Format
