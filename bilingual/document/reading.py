"""Files and standard input to documents, with one clear error for whatever is not a text."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bilingual.document.blocks import compose
from bilingual.document.decoding import decode
from bilingual.document.libraries import needed_for
from bilingual.document.markdown import read_markdown
from bilingual.document.model import Document
from bilingual.document.paragraphs import find_paragraphs
from bilingual.document.recognition import ZIP, Format, recognize_bytes, recognize_text
from bilingual.document.savedpage import is_saved_page, page_of
from bilingual.document.subtitles import read_subtitles
from bilingual.errors import DocumentError, expect
from bilingual.untrusted import whole

STDIN_NAME = "<stdin>"
_SENTENCE_ENDS = (".", "!", "?", "…", "»", "”")


def read_document(
    source: str | os.PathLike[str], stdin: BinaryIO | None = None, *, plain: bool = False
) -> Document:
    """Read a file, or standard input where `source` is `-`.

    Plain text, Markdown, HTML, .mhtml, EPUB, PDF, .docx, .odt, .srt and .vtt are told apart by what is in them.

    Args:
        source: path of the file, or `-`.
        stdin: the binary stream that `-` stands for; the process's own by default.
        plain: take it for plain text, even if it looks like Markdown or HTML.

    Raises:
        DocumentError: the file is missing, unreadable, a directory, empty or none that is read.
        WrongTypeError: `source` is no path; a `TypeError`.
    """
    expect(
        source, (str, os.PathLike), "a text is given by the path of its file",
        "of a text that is in memory make a document: document_from_text(text), document_from_bytes(data, name)",
    )  # fmt: skip
    if not os.fspath(source):
        raise DocumentError("the name of the file is empty", remedy="give a path, or - for standard input")
    if os.fspath(source) == "-":
        return document_from_bytes(_standard_input(stdin).read(), STDIN_NAME, plain=plain)
    path = Path(source)
    return document_from_bytes(read_bytes(path), str(path), plain=plain)


def _standard_input(given: BinaryIO | None) -> BinaryIO:
    if given is not None:
        return given
    if sys.stdin is None:  # closed by whoever started the process
        raise DocumentError("standard input is closed", place=STDIN_NAME, remedy="name a file")
    return sys.stdin.buffer


def read_bytes(path: Path) -> bytes:
    """Read a whole file; every way in which that fails is a `DocumentError`."""
    with _explained(path):
        return path.read_bytes()


def read_lines(source: str | os.PathLike[str], stdin: BinaryIO | None = None) -> Iterator[str]:
    """Yield the lines of a UTF-8 file, or of standard input for `-`, without their ends and one at a time.

    Raises:
        DocumentError: the file cannot be read, or a line is not UTF-8.
    """
    if os.fspath(source) == "-":
        yield from _decoded(_standard_input(stdin), STDIN_NAME)
        return
    path = Path(source)
    with _explained(path), path.open("rb") as stream:
        yield from _decoded(stream, str(path))


def _decoded(stream: BinaryIO, name: str) -> Iterator[str]:
    for number, line in enumerate(stream, 1):
        if number == 1 and line.startswith((ZIP, b"%PDF-")):
            raise DocumentError(
                "this is no plain text", place=name, remedy="give one, with a sentence a line"
            )
        encoding = "utf-8-sig" if number == 1 else "utf-8"
        try:
            yield line.rstrip(b"\r\n").decode(encoding)
        except UnicodeDecodeError as error:
            raise DocumentError(
                f"byte {error.start} is not UTF-8",
                place=f"{name}, line {number}",
                remedy="convert it to UTF-8",
            ) from None


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise _no_such_file(path) from None
    except IsADirectoryError:
        raise DocumentError("this is a directory", place=str(path), remedy="give a file in it") from None
    except PermissionError:
        raise DocumentError(
            "no permission to read it", place=str(path), remedy="check its permissions"
        ) from None
    except ValueError:  # a NUL in the name
        raise DocumentError("not a file name", place=repr(str(path))) from None
    except OSError as error:
        raise DocumentError(error.strerror or str(error), place=str(path)) from None


def _no_such_file(path: Path) -> DocumentError:
    name = str(path)
    # The first try of many is to give the text itself.
    if name.endswith(_SENTENCE_ENDS) and any(letter.isspace() for letter in name):
        remedy = "is this the text itself? On the command line pipe it to -, in Python use document_from_text"
    else:
        remedy = "check the name"
    return DocumentError("no such file", place=name, remedy=remedy)


def document_from_bytes(data: bytes, name: str, *, plain: bool = False) -> Document:
    """Read the bytes of a file in whichever format they are; see `Format`.

    Args:
        data: the whole file.
        name: what errors call it.
        plain: take them for plain text, even if it looks like Markdown or HTML.

    Raises:
        DocumentError: they are in no format that is read, damaged, encrypted, or hold no text; or the library
            for the format is missing.
    """
    name = whole(name)
    is_pdf = recognize_bytes(data, name) is Format.PDF
    if plain and (is_pdf or data.startswith(ZIP)):
        raise DocumentError("this is no plain text", place=name, remedy="give one, with a sentence a line")
    if data.startswith(ZIP):
        return _from_archive(data, name)
    if is_pdf:
        from bilingual.document.pdf import read_pdf

        return compose(read_pdf(data, name), name, Format.PDF)
    if not plain and is_saved_page(data):
        from bilingual.document.webpage import read_page

        text, encoding = page_of(data, name)
        return compose(read_page(text, name), name, Format.MHTML, encoding)
    text, encoding = decode(data, name)
    match Format.TEXT if plain else recognize_text(text, name):
        case Format.HTML:
            from bilingual.document.webpage import decode_page, read_page

            text, encoding = decode_page(data, text, encoding)
            return compose(read_page(text, name), name, Format.HTML, encoding)
        case Format.MARKDOWN:
            return compose(read_markdown(text), name, Format.MARKDOWN, encoding)
        case Format.SUBRIP | Format.WEBVTT:
            return read_subtitles(text, name, encoding)
    return document_from_text(text, name, encoding)


def _from_archive(data: bytes, name: str) -> Document:
    from bilingual.document.archive import Archive

    archive = Archive(data, name)
    form = archive.format
    with needed_for(f".{form} files", name):
        match form:
            case Format.EPUB:
                from bilingual.document.epub import read_epub as read
            case Format.DOCX:
                from bilingual.document.docx import read_docx as read
            case _:
                from bilingual.document.odt import read_odt as read
        return compose(read(archive), name, form)


def document_from_text(text: str, name: str = "<text>", encoding: str | None = None) -> Document:
    """Make a document of a text that is already decoded.

    Args:
        text: paragraphs parted by blank lines, or a line each.
        name: by which errors and views call it.
        encoding: in which the bytes were, where that is known.

    Raises:
        DocumentError: there is no word in it.
        WrongTypeError: it is no string; a `TypeError`.

    >>> len(document_from_text("Un titre\\n\\nUn paragraphe.").paragraphs)
    2
    """
    expect(text, str, "a text is a string", "decode bytes, or give them to document_from_bytes(data, name)")
    paragraphs = find_paragraphs(text)
    if not any(character.isalnum() for character in text):
        what = "no words in it" if text.strip() else "empty"
        raise DocumentError(what, place=name, remedy="give a text")
    return Document(text, paragraphs, name, encoding)
