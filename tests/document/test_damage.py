"""Files that are damaged, in every format: a document or one clear line, never anything else."""

from __future__ import annotations

import io
import zipfile

import pytest
from documents import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.document import document_from_bytes
from bilingual.document.pdfium import records
from bilingual.errors import DocumentError

FILES = [
    "dossier.md", "page.html", "film.srt", "film.vtt", "dossier.pandoc.epub", "book.calibre.epub",
    "dossier.libreoffice.docx", "dossier.libreoffice.odt",
]  # fmt: skip
_INSERTED = (
    b"<", b">", b"&", b"\0", b"</p>", b"<div>" * 300, b"&#0;", b"&#xD800;", b"\xff\xfe", b"<!--", b"<![CDATA[", b"-1",
    b"999999999999", b"<table><tr><td>", b" --> ", b"[^1]: ", b"<!DOCTYPE x [",
)  # fmt: skip

cuts = st.tuples(
    st.floats(0, 1),
    st.integers(0, 40),
    st.one_of(st.binary(max_size=6), st.sampled_from(_INSERTED)),
    st.booleans(),
)


def damaged(data: bytes, changes: list[tuple[float, int, bytes, bool]]) -> bytes:
    for where, length, inserted, to_the_end in changes:
        at = int(where * len(data))
        data = data[:at] + inserted + (b"" if to_the_end and length < 2 else data[at + length :])
    return data


def refuses_or_reads(data: bytes) -> None:
    try:
        document = document_from_bytes(data, "a.bin")
    except DocumentError as error:
        assert str(error).startswith("a.bin")
        assert "\n" not in str(error)
    else:
        assert document.paragraphs


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40)
@given(changes=st.lists(cuts, min_size=1, max_size=5), part=st.integers(0, 50))
def test_a_damaged_file_is_a_document_or_one_line(
    name: str, changes: list[tuple[float, int, bytes, bool]], part: int
) -> None:
    data = (CASES / name).read_bytes()
    refuses_or_reads(damaged(data, changes))
    if zipfile.is_zipfile(io.BytesIO(data)):
        refuses_or_reads(_with_damaged_member(data, part, changes))


def _with_damaged_member(data: bytes, part: int, changes: list[tuple[float, int, bytes, bool]]) -> bytes:
    source, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    names = source.namelist()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            content = source.read(name)
            archive.writestr(name, damaged(content, changes) if name == names[part % len(names)] else content)
    return stream.getvalue()


@settings(max_examples=60)
@given(changes=st.lists(cuts, min_size=1, max_size=5))
def test_a_damaged_pdf_is_pages_or_says_what_is_wrong(changes: list[tuple[float, int, bytes, bool]]) -> None:
    # In this process, since one of its own for each of many takes too long.
    last = list(records(damaged((CASES / "dossier.groff.pdf").read_bytes(), changes)))[-1]
    assert last.keys() <= {"end", "damage", "password"}


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 1000])
def test_a_pdf_that_is_none_says_so(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a\.pdf: damaged PDF: "):
        document_from_bytes(data, "a.pdf")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import os; os.abort()", "it ends the program that reads it, or fills the memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "61 s are not enough"),
        ("print('{\"metadata\": {}}')", "it ends the program"),
    ],
)
def test_a_pdf_that_ends_its_process_costs_one_line(
    monkeypatch: pytest.MonkeyPatch, code: str, problem: str
) -> None:
    monkeypatch.setattr("bilingual.document.pdfprocess._CODE", code)
    with pytest.raises(DocumentError, match=problem):
        document_from_bytes(b"%PDF-1.7\n" + b"\0" * (1 << 20), "a.pdf")
