"""`--format` and `-o`: what `read` and `align` write."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
from pathlib import Path

import pytest
from processes import COMMAND, failing, run
from readers import EXAMPLES
from texts import article

from bilingual.cli.exits import ExitCode
from bilingual.views.formats import FORMATS

FRENCH, ENGLISH = EXAMPLES / "patrouille-navale.fr.txt", EXAMPLES / "patrouille-navale.en.txt"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "pack.json"
    path.write_text(article().to_json(), "utf-8")
    return path


def test_the_ending_of_the_file_tells_the_format(pack: Path, tmp_path: Path) -> None:
    done = run("read", pack, "-o", tmp_path / "a.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    page = (tmp_path / "a.html").read_bytes()
    assert page.startswith(b"<!DOCTYPE html>")
    assert run("read", pack, "--format", "html").stdout == page
    run("read", pack, "--format", "tsv", "-o", tmp_path / "b.html")
    assert (tmp_path / "b.html").read_bytes().startswith(b"source\ttarget\tscore\n")


def test_without_a_known_ending_columns_are_written(pack: Path, tmp_path: Path) -> None:
    run("read", pack, "-o", tmp_path / "a.txt", "--width", "80")
    assert "│ Air strike¹ on Sarvane" in (tmp_path / "a.txt").read_text("utf-8")


def test_align_and_read_write_the_same(tmp_path: Path) -> None:
    run("align", FRENCH, ENGLISH, "-o", tmp_path / "a.tmx")
    run("read", FRENCH, "--translation", ENGLISH, "-o", tmp_path / "b.tmx")
    assert (tmp_path / "a.tmx").read_bytes() == (tmp_path / "b.tmx").read_bytes()


def test_a_page_is_utf_8_whatever_the_locale(pack: Path) -> None:
    latin = run("read", pack, "--format", "html", PYTHONUTF8="0", PYTHONIOENCODING="latin-1").stdout
    assert latin == run("read", pack, "--format", "html").stdout


def test_a_book_is_written_to_a_file_or_a_pipe_but_never_to_a_terminal(pack: Path, tmp_path: Path) -> None:
    book = run("read", pack, "--format", "epub").stdout
    assert book.startswith(b"PK")
    run("read", pack, "-o", tmp_path / "a.epub")
    assert (tmp_path / "a.epub").read_bytes() == book
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "read", str(pack), "--format", "epub"],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == ExitCode.USAGE
    assert b"nothing to print on a terminal; give -o FILE" in done.stderr


def test_the_help_names_every_format_with_its_endings() -> None:
    for command in ("read", "align"):
        text = run(command, "--help").stdout.decode()
        for form in FORMATS.values():
            assert f"  {form.name:<9}{form.summary}" in text
            assert all(ending in text for ending in form.endings)


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--format", "html", "--view", "gloss"), "--view is for columns and does not go with --format html"),
        (("-o", "a.html", "--compare"), "--compare is for columns and does not go with html, which -o asks"),
    ],
)
def test_what_does_not_go_together_is_refused_before_any_work(options: tuple[str, ...], what: str) -> None:
    done = run("read", FRENCH, *options)
    assert done.returncode == ExitCode.USAGE
    assert what in done.stderr.decode()


def test_a_file_that_cannot_be_written_is_said_in_a_line(pack: Path, tmp_path: Path) -> None:
    code, message = failing("read", pack, "-o", tmp_path / "no" / "a.html")
    assert code == ExitCode.ERROR
    assert "cannot be written" in message


@pytest.mark.parametrize("options", [(), ("-q",)])
def test_a_terminal_shows_how_far_it_is_and_a_quiet_one_nothing(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    text, page = tmp_path / "a.txt", tmp_path / "a.md"
    text.write_text("La guerre est finie. Il pleut sur la ville.", "utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "read", str(text), "-o", str(page), *options],
        stdin=subprocess.DEVNULL,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux's way to say that the other end is closed
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert done.returncode == 0
    assert page.read_text("utf-8").startswith("# a\n")
    assert (b"translating" in shown) == (not options)
    assert not options or shown == b""
