"""The two columns, as a reader sees them."""

from __future__ import annotations

import io

import pytest
from readers import SMALL_TERMBASE, FakeTranslator
from rich.console import Console
from texts import SOURCE, TABLE

from bilingual.document import document_from_text
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline import Reading
from bilingual.views.columns import ColumnsView


def shown(text: str = SOURCE, width: int = 80, encoding: str = "utf-8", color: str | None = None) -> str:
    buffer = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="")
    console = Console(
        file=buffer,
        width=width,
        force_terminal=color is not None,
        color_system=color,
        legacy_windows=False,
        _environ={},
    )  # type: ignore[arg-type]
    reading = Reading(
        document_from_text(text), FakeTranslator(dict(TABLE)), SMALL_TERMBASE, check_language=False
    )
    view = ColumnsView(console, FRENCH, ENGLISH, text)
    view.header("a.txt", "fake 1")
    for bead in reading:
        view.bead(bead)
    view.footer()
    buffer.flush()
    return buffer.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


def test_a_row_a_sentence_paragraphs_apart_terms_numbered() -> None:
    rows = shown().splitlines()
    assert rows[0] == "a.txt · French → English · fake 1"
    assert rows[2] == "Frappe aérienne¹ à Sarvane             │ Air strike¹ on Sarvane"
    assert rows[3] == ""
    assert rows[4] == "Deux avions de chasse² ont frappé³ un  │ Two fighters² hit³ an ammunition"
    assert rows[6] == "Le bilan est de 12 morts.              ‼ The toll is 21 dead."
    assert rows[8:10] == [
        "– un dépôt ;                           │ - a depot;",
        "– un pont.                             │ - a bridge.",
    ]


def test_below_stand_the_terms_and_the_doubts() -> None:
    text = shown()
    assert " 1 frappe aérienne n. f. — air strike: An attack from the air.\n" in text
    assert " 2 avion de chasse n. m. — fighter\n 3 frapper v. — hit\n" in text
    assert "12 is missing in the translation; 21 is only there" in text


@pytest.mark.parametrize("width", [20, 40, 60, 69])
def test_narrow_windows_stack_the_languages(width: int) -> None:
    rows = shown(width=width).splitlines()
    assert not any("│" in row for row in rows)
    assert "  - a bridge." in rows


@pytest.mark.parametrize("width", [20, 40, 60, 70, 80, 120, 200])
@pytest.mark.parametrize("color", [None, "standard"])
def test_no_row_is_wider_than_the_window(width: int, color: str | None) -> None:
    import re

    for row in shown(width=width, color=color).splitlines():
        assert len(re.sub(r"\x1b\[[0-9;]*m", "", row)) <= width


def test_ascii_terminals_get_signs_they_can_show() -> None:
    rows = shown(encoding="ascii").splitlines()
    assert rows[2].endswith("| Air strike[1] on Sarvane")
    assert "|" in rows[2]
    assert "¹" not in "".join(rows)


def test_colours_are_there_only_where_asked_for() -> None:
    assert "\x1b[" not in shown()
    assert "\x1b[1;36m" in shown(color="standard")


def test_escapes_of_a_text_never_reach_the_terminal() -> None:
    text = shown("Il \x1b[31mpleut\x1b[0m\u202e sur \x07Sarvane et \x9b2J la ville.")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
