"""Every command takes every format, from a file and from standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents import CASES
from processes import run

from bilingual.cli.exits import ExitCode

FORMATS = [
    "dossier.md",
    "page.html",
    "dossier.pandoc.epub",
    "dossier.pdflatex.pdf",
    "dossier.libreoffice.docx",
    "dossier.libreoffice.odt",
    "film.srt",
    "film.vtt",
]


@pytest.mark.parametrize("name", FORMATS)
def test_terms_of_any_document(name: str) -> None:
    done = run("terms", "-", "--format", "json", stdin=(CASES / name).read_bytes())
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert rows or name.startswith("film")


def test_a_book_is_read_into_a_pack_with_its_contents(tmp_path: Path) -> None:
    pack = tmp_path / "pack.json"
    done = run("read", CASES / "dossier.pandoc.epub", "--format", "json", "-o", pack, "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    source = json.loads(pack.read_text("utf-8"))["source"]
    assert source["metadata"]["title"] == "Les démineurs de l’Arsonne"
    assert [chapter["level"] for chapter in source["contents"]] == [1, 2, 3, 2, 2]
    again = run("read", pack, "--width", "80")
    assert again.returncode == 0
    assert "Une terre que l’on rend" in again.stdout.decode()


def test_translations_may_be_of_another_format(tmp_path: Path) -> None:
    french, english = CASES.parent / "alignment" / "reportage-col.fr.txt", CASES / "book.pandoc.epub"
    page = tmp_path / "page"
    lines = french.read_text("utf-8").split("\n")
    page.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in lines if line), encoding="utf-8")
    done = run("align", page, english, "--format", "tsv")
    assert done.returncode == 0
    assert "Il gagne presque toujours.\tHe " in done.stdout.decode()
    done = run("read", page, "--translation", english, "--format", "tsv", "-q")
    assert "Il gagne presque toujours.\tHe " in done.stdout.decode()


def test_subtitles_are_translated_by_sentence() -> None:
    done = run("translate", CASES / "film.srt", "-q")
    assert done.returncode == 0
    assert len(done.stdout.decode().strip().split("\n\n")) == 5


@pytest.mark.parametrize(
    ("command", "name"), [("read", "scan.pdf"), ("terms", "locked.pdf"), ("translate", "scan.pdf")]
)
def test_what_cannot_be_read_is_one_line(command: str, name: str) -> None:
    done = run(command, CASES / name)
    assert (done.returncode, done.stdout) == (ExitCode.DOCUMENT, b"")
    assert done.stderr.decode().count("\n") == 1
    assert name in done.stderr.decode()


def test_lines_are_those_of_plain_texts() -> None:
    pdf = CASES / "dossier.groff.pdf"
    for arguments in (["translate", "--lines", pdf], ["align", "--lines", pdf, pdf]):
        done = run(*arguments)
        assert done.returncode == ExitCode.DOCUMENT
        assert b"this is no plain text" in done.stderr


def test_a_text_given_for_its_file_is_recognised() -> None:
    """The first thing that many try is `bilingual read "Il pleut."`."""
    ended = run("read", "Il pleut.")
    assert ended.returncode == ExitCode.DOCUMENT
    assert "is this the text itself?" in ended.stderr.decode() and b"pipe it to -" in ended.stderr
    assert b"check the name" in run("read", "missing.txt").stderr
