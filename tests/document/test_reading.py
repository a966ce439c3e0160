"""Files, standard input, and whatever else a user points at."""

import io
import os
from pathlib import Path

import pytest

from bilingual.document.reading import document_from_text, read_document, read_lines
from bilingual.errors import DocumentError


def test_a_file_is_read_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffUn.\r\n\r\nDeux.".encode())
    document = read_document(path)
    assert document.text == "Un.\r\n\r\nDeux."
    assert [p.span.of(document.text) for p in document.paragraphs] == ["Un.", "Deux."]
    assert (document.name, document.encoding) == (str(path), "utf-8-sig")


def test_a_dash_is_standard_input() -> None:
    document = read_document("-", io.BytesIO(b"Il pleut."))
    assert (document.name, document.text) == ("<stdin>", "Il pleut.")


@pytest.mark.parametrize("text", ["", "  \n\t\n", "…—!\n***"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="empty|no words"):
        document_from_text(text)


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"nichts\.txt: no such file"):
        read_document(tmp_path / "nichts.txt")
    with pytest.raises(DocumentError, match="this is a directory"):
        read_document(tmp_path)
    with pytest.raises(DocumentError, match="not a file name"):
        read_document("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(DocumentError, match="no permission"):
        read_document(path)


def test_lines_come_one_by_one_and_keep_their_place(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes("\ufeffun\r\n\ndeux\u2028trois\n".encode())
    assert list(read_lines(path)) == ["un", "", "deux\u2028trois"]


def test_a_line_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"un\nd\xe9j\xe0\n")
    with pytest.raises(DocumentError, match="line 2: byte 1 is not UTF-8"):
        list(read_lines(path))
