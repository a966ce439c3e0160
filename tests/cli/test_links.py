"""`bilingual links`, in fast_align's convention."""

from __future__ import annotations

import subprocess

import pytest
from processes import COMMAND, run

from bilingual.cli.exits import ExitCode


def test_a_pair_in_a_line_of_links_out() -> None:
    done = run("links", stdin=b"la guerre est finie ||| the war is over\nil dort ||| he sleeps\n")
    assert done.stdout == b"0-0 1-1 2-2 3-3\n0-0 1-1\n"


def test_empty_sides_give_empty_lines() -> None:
    assert run("links", stdin=b"il dort ||| \n ||| he sleeps\n").stdout == b"\n\n"


def test_english_may_stand_on_the_left() -> None:
    done = run("links", "--reverse", stdin=b"the war is over ||| la guerre est finie\n")
    assert done.stdout == b"0-0 1-1 2-2 3-3\n"


def test_links_stay_inside_the_sentences() -> None:
    done = run("links", stdin="le chat 12 ||| the 12 cats sleep , « never » .\n".encode())
    for link in done.stdout.decode().split():
        source, target = map(int, link.split("-"))
        assert 0 <= source < 3
        assert 0 <= target < 9


def test_an_answer_comes_before_the_next_question() -> None:
    with subprocess.Popen([*COMMAND, "links"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(b"il dort ||| he sleeps\n")
            process.stdin.flush()
            assert process.stdout.readline() == b"0-0 1-1\n"
        process.stdin.close()


@pytest.mark.parametrize("bad", [b"il dort he sleeps", b"a ||| b ||| c", b""])
def test_a_bad_line_is_named_by_its_number(bad: bytes) -> None:
    done = run("links", stdin=b"il dort ||| he sleeps\n" + bad + b"\n")
    assert done.returncode == ExitCode.BITEXT
    assert b"<stdin>, line 2: " in done.stderr
    assert done.stdout == b"0-0 1-1\n"


def test_bytes_that_are_no_utf_8_are_named_by_their_line() -> None:
    done = run("links", stdin=b"il dort ||| he sleeps\n\xff ||| a\n")
    assert done.returncode == ExitCode.DOCUMENT
    assert b"line 2: byte 0 is not UTF-8" in done.stderr
