"""Texts, names, glossaries, decks and model output made to do harm, through every command and every format.

What is in each of them, and the table of the commands, is in `support/hostile.py`; large ones are tried by
`benchmarks/hostile_texts.py`.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hostile import (
    BITS,
    CODES,
    LIVE,
    HostileTranslator,
    Line,
    Places,
    complaints,
    english,
    french,
    leaves,
    lines,
    live_on_a_terminal,
    make_places,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from processes import run_here

from bilingual.document import document_from_text, read_document
from bilingual.errors import DocumentError
from bilingual.pipeline.aligning import align
from bilingual.untrusted import harmless, harmless_data, harmless_line
from bilingual.views.formats import FORMATS

SLOW = ("corpus", "doctor")  # processes of their own, seconds each: the script tries them


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return make_places(tmp_path_factory.mktemp("hostile"), BITS[::3])  # the script takes all of them


def test_the_texts_are_what_they_are_meant_to_be(places: Places) -> None:
    assert read_document(places.text).format == "text"
    assert read_document(places.marked).format == "markdown"
    assert LIVE.search(read_document(places.text).text)


def test_every_command_is_tried() -> None:
    assert {line.command for line in lines()} == {name for name, _ in leaves()}
    forms = {line.form for line in lines(thorough=False)}
    assert set(FORMATS) <= forms
    assert {"anki", "svg", "tbx", "omegat"} <= forms


@pytest.mark.parametrize("command", [name for name, _ in leaves() if name not in SLOW])
def test_nothing_that_is_hostile_comes_through(command: str, places: Places, tmp_path: Path) -> None:
    with patch("bilingual.translation.engine.ArgosTranslator", HostileTranslator):
        for number, line in enumerate(lines(thorough=False)):
            if line.command == command:
                check(line, places, tmp_path / str(number))


def check(line: Line, places: Places, out: Path) -> None:
    done = run_here(*line.filled(places, out), tty=True, NO_COLOR="1", PAGER="cat")
    message = done.stderr.decode()
    assert done.returncode in CODES, (line, message)
    assert "Traceback" not in message
    for shown in (done.stdout, done.stderr):
        assert live_on_a_terminal(shown) is None, line
    if out.is_file():
        assert list(complaints(line.form, out.read_bytes())) == [], line


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(BITS) | st.text(max_size=12), min_size=1, max_size=4))
def test_whatever_a_text_holds_its_files_hold_no_markup(bits: list[str]) -> None:
    try:
        documents = [document_from_text(side(bits), "".join(bits)) for side in (french, english)]
        text = align(*documents)
    except DocumentError:
        return
    for form in FORMATS.values():
        assert list(complaints(form.name, form.render(text))) == [], form.name


@given(st.text() | st.lists(st.sampled_from(BITS)).map("".join))
def test_what_is_harmless_stays_so_and_its_spans_stay_right(text: str) -> None:
    for made in (harmless, harmless_line, harmless_data):
        assert LIVE.search(made(text)) is None
        assert made(made(text)) == made(text)
    assert len(harmless(text)) == len(harmless_line(text)) == len(text)
    assert len(harmless_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("html", "<p onclick='x'>a</p>"),
        ("html", "<a href='javascript:alert(1)'>a</a>"),
        ("html", "<script>alert(1)</script>"),
        ("html", "<p>\x1b[31m</p>"),
        ("tmx", "<tu>&<tuv>"),
        ("csv", "a,=1+1\r\n"),
        ("md", "a <script>alert(1)</script>"),
        ("md", "[a](javascript:alert(1))"),
    ],
)
def test_what_is_live_is_noticed(form: str, data: str) -> None:
    assert list(complaints(form, data.encode()))


def test_what_a_terminal_obeys_is_noticed() -> None:
    assert live_on_a_terminal(b"a \x1b[31m b")
    assert live_on_a_terminal("a \u202e b".encode())
    assert live_on_a_terminal("a \x9b2J".encode())
    assert live_on_a_terminal("« Été »\tTrès bien…\n".encode()) is None
