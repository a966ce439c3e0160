"""Which format a file is in: by what is in it, since names lie and standard input has none."""

from __future__ import annotations

import re
from enum import StrEnum

from bilingual.document.markdown import is_markdown
from bilingual.document.subtitles import is_subrip, is_webvtt
from bilingual.errors import DocumentError


class Format(StrEnum):
    """What `Document.format` says."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    EPUB = "epub"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    SUBRIP = "srt"
    WEBVTT = "vtt"


ZIP = b"PK\x03\x04"
_PDF = re.compile(rb"%PDF-\d")
_PDF_WITHIN = 1024  # bytes of anything that readers of PDF put up with before its mark

_SAVE = "save it as .docx, .odt or .epub"
_RECOGNIZE = "recognise its text first, with OCR"
# First bytes, after how many others, what it is, what to do.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "a .doc, or a document with a password", "save it as .docx, unprotected"),
    (b"{\\rtf", 0, "rich text (.rtf)", _SAVE),
    (b"BOOKMOBI", 60, "a Kindle book", "convert it to .epub"),
    (b"AT&TFORM", 0, "a DjVu scan", _RECOGNIZE),
    (b"\x89PNG", 0, "a PNG picture", _RECOGNIZE),
    (b"\xff\xd8\xff", 0, "a JPEG picture", _RECOGNIZE),
    (b"GIF8", 0, "a GIF picture", _RECOGNIZE),
    (b"II*\x00", 0, "a TIFF picture", _RECOGNIZE),
    (b"MM\x00*", 0, "a TIFF picture", _RECOGNIZE),
    (b"\x1f\x8b", 0, "a gzip archive", "unpack it and give a file in it"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7-Zip archive", "unpack it and give a file in it"),
    (b"Rar!\x1a\x07", 0, "a RAR archive", "unpack it and give a file in it"),
    (b"PK\x05\x06", 0, "an empty zip archive", "give a text"),
    (b"SQLite format 3\x00", 0, "a database", "give a text"),
    (b"%!PS", 0, "PostScript", "convert it to PDF"),
    (b"\x7fELF", 0, "a program", "give a text"),
    (b"MZ\x90\x00", 0, "a program", "give a text"),
)  # fmt: skip

_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
# Pieces of pages, as one copies them: a block's tag that is closed again.
_FRAGMENT = re.compile(
    r"<(article|blockquote|body|div|h[1-6]|head|main|ol|p|section|table|title|ul)(?:\s[^<>]*)?>.*</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 100_000  # characters in which a fragment's first tag has to be closed


def recognize_bytes(data: bytes, name: str) -> Format | None:
    """Return the format of a binary file that is read here, `None` where it may be text or a zip archive.

    Raises:
        DocumentError: it is something else that is known and not read.
    """
    if _PDF.search(data, 0, _PDF_WITHIN):
        return Format.PDF
    for magic, offset, what, remedy in _FOREIGN:
        if data.startswith(magic, offset):
            raise DocumentError(f"this is {what}, which is not read", place=name, remedy=remedy)
    return None


def recognize_text(text: str, name: str) -> Format:
    """Return the format of a text that is decoded.

    >>> recognize_text("WEBVTT\\n\\n00:01.000 --> 00:02.000\\nHalte !", "a.txt").value
    'vtt'
    >>> recognize_text("<p>Il pleut.</p>", "<stdin>").value
    'html'
    """
    if is_webvtt(text):
        return Format.WEBVTT
    if is_subrip(text):
        return Format.SUBRIP
    before = _BEFORE_ROOT.match(text, 0, _HEAD)
    start = before.end() if before else 0
    if _HTML.match(text, start) or _FRAGMENT.match(text, start, start + _HEAD):
        return Format.HTML
    return Format.MARKDOWN if is_markdown(text, name) else Format.TEXT
