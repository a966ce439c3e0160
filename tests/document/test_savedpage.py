"""Pages that a browser saved in one file."""

from __future__ import annotations

import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest

from bilingual.document import document_from_bytes
from bilingual.document.reading import read_document
from bilingual.errors import DocumentError

TEXT = "Un convoi d’aide est arrivé à Sarvane dans la nuit ; il n’a pas été visé par des tirs, selon l’armée."
PAGE = f"<!DOCTYPE html><html lang='fr'><body><h1>Un convoi à Sarvane</h1><p>{TEXT}</p></body></html>"


def saved(page: bytes, content_type: str = "text/html", *, before: bytes = b"", start: str = "") -> bytes:
    """Return a page as Chromium saves it, other parts before it."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\n"
        "Subject: =?utf-8?Q?Un=20convoi?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        f'\ttype="text/html";\r\n\tboundary="----Part----"{start}\r\n\r\n\r\n'
    )
    part = (
        f"------Part----\r\nContent-Type: {content_type}\r\nContent-ID: <page@blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return b"".join(
        [head.encode(), before, part.encode(), quopri.encodestring(page), b"\r\n------Part------\r\n"]
    )


def frame(text: str) -> bytes:
    return f"------Part----\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>\r\n".encode()


def test_the_page_is_read_as_if_it_were_html() -> None:
    read = document_from_bytes(saved(PAGE.encode()), "page.mhtml")
    assert (read.format, read.text) == ("mhtml", f"Un convoi à Sarvane\n\n{TEXT}")
    assert read.text == document_from_bytes(PAGE.encode(), "page.html").text


@pytest.mark.parametrize(
    ("content_type", "encoding", "expected"),
    [
        ('text/html; charset="windows-1252"', "cp1252", "cp1252"),
        ("text/html; charset=iso-8859-1", "cp1252", "cp1252"),
        ("text/html; charset=no-such-thing", "utf-8", "utf-8"),
        ("text/html; charset=ascii", "utf-8", "cp1252"),
        ("text/html", "utf-8", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_named_if_any(content_type: str, encoding: str, expected: str) -> None:
    read = document_from_bytes(saved(PAGE.encode(encoding), content_type), "page.mht")
    assert read.encoding == expected
    assert ("Sarvane dans la nuit" in read.text) and (encoding != expected or TEXT in read.text)


def test_the_page_is_the_part_that_the_file_begins_with() -> None:
    advertisement = frame("Achetez des bottes, des gants et des chapeaux pour tout l’hiver.")
    assert "bottes" in document_from_bytes(saved(PAGE.encode(), before=advertisement), "a").text
    named = saved(PAGE.encode(), before=advertisement, start=';\r\n\tstart="<page@blink>"')
    assert TEXT in document_from_bytes(named, "a").text


def test_one_part_is_enough() -> None:
    message = EmailMessage()
    message["Subject"] = "Un convoi"
    message.set_content(PAGE, subtype="html", cte="base64")
    assert TEXT in document_from_bytes(message.as_bytes(), "<stdin>").text


def test_a_file_without_a_page_says_so() -> None:
    with pytest.raises(DocumentError, match=r"page\.mhtml: there is no page in it \(save it again"):
        document_from_bytes(saved(b"GIF89a", "image/gif"), "page.mhtml")


def test_parts_within_parts_without_end_are_refused() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(2_000))
    with pytest.raises(DocumentError, match="parts within parts"):
        document_from_bytes(f"MIME-Version: 1.0\r\n{nested}".encode(), "page.mhtml")


def test_a_text_about_such_files_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Un en-tête :\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n", encoding="utf-8")
    assert read_document(path).format == "text"
    path.write_bytes(saved(PAGE.encode()))
    assert read_document(path, plain=True).format == "text"
