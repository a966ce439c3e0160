"""Rows on screen lines."""

from __future__ import annotations

import pytest
from books import filled, gradual, translate
from rich.cells import cell_len
from texts import SOURCE

from bilingual.reader.book import Book, Side
from bilingual.reader.layout import GUTTER, Layout, Mode
from bilingual.reader.painting import Ink, Overlay, Run, paint
from bilingual.spans import Span

GUTTER_RUN = Run(" " * GUTTER, Ink.TEXT)


def screen(book: Book, mode: Mode = Mode.BOTH, width: int = 80, revealed: tuple[int, ...] = ()) -> list[str]:
    layout = Layout(book)
    layout.mode, layout.width = mode, width
    layout.revealed = {book[number] for number in revealed}
    painted = []
    for number, row in enumerate(book.rows):
        sides = {side: line for side in Side if (line := book.line(row, side)) is not None}
        for line in layout.lines(number):
            runs = paint(line, sides, width, gutter=[GUTTER_RUN], inks=dict.fromkeys(Side, Ink.TEXT))
            painted.append("".join(run.text for run in runs))
    return painted


def test_side_by_side_paragraphs_apart() -> None:
    rows = [row.rstrip() for row in screen(filled())]
    assert rows[0] == "  Frappe aérienne* à Sarvane            │ Air strike* on Sarvane"
    assert rows[1] == ""
    assert rows[2] == "  Deux avions de chasse* ont frappé* un │ Two fighters* hit* an ammunition"
    assert rows[4] == "  Le bilan est de 12 morts.             ‼ The toll is 21 dead."
    assert rows[6:] == [
        "  – un dépôt ;                          │ - a depot;",
        "  – un pont.                            │ - a bridge.",
    ]


def test_narrow_windows_stack() -> None:
    rows = [row.rstrip() for row in screen(filled(), width=40)]
    assert rows[:2] == ["  Frappe aérienne* à Sarvane", "    Air strike* on Sarvane"]
    assert "  ‼ The toll is 21 dead." in rows


def test_one_language_and_the_other_on_demand() -> None:
    rows = "\n".join(screen(filled(), Mode.SOURCE, revealed=(2,)))
    assert "Air strike" not in rows
    assert "  ‼ The toll is 21 dead." in rows
    rows = "\n".join(screen(filled(), Mode.TARGET))
    assert "Frappe" not in rows
    assert "Air strike" in rows


def test_interleaved_stands_each_translation_under_its_sentence() -> None:
    rows = [row.rstrip() for row in screen(filled(), Mode.INTERLEAVED)]
    assert rows[-4:] == ["  – un dépôt ;", "    - a depot;", "  – un pont.", "    - a bridge."]


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("width", [3, 15, 40, 69, 70, 80, 200])
def test_lines_fill_the_window_exactly(mode: Mode, width: int) -> None:
    for book in (filled(), gradual()):
        for row in screen(book, mode, width):
            assert cell_len(row) == max(width, cell_len(row.rstrip()))
            assert cell_len(row.rstrip()) <= max(width, GUTTER + 5)


@pytest.mark.parametrize("mode", [Mode.BOTH, Mode.INTERLEAVED])
def test_little_moves_when_translations_arrive(mode: Mode) -> None:
    sentence = "Le porte-avions a quitté son port mardi à l’aube avec son escorte de frégates."
    book = gradual(" ".join([sentence] * 20))
    layout = Layout(book)
    layout.mode = mode
    before = [layout.height(number) for number in range(len(book))]
    translate(book)
    assert [layout.height(number) for number in range(len(book))] == before


def test_a_cell_leads_to_the_letter_under_it() -> None:
    book = filled()
    layout = Layout(book)
    layout.width = 80
    side, position = layout.hit(0, 0, GUTTER) or (None, None)
    assert (side, position) == (Side.SOURCE, 0)
    side, position = layout.hit(0, 0, GUTTER + layout.column + 3 + 4) or (None, -1)
    line = book.line(book[0], Side.TARGET)
    assert line is not None
    assert (side, line.text[position]) == (Side.TARGET, "s")
    assert layout.hit(0, 0, 79) is None
    assert layout.hit(1, 0, 5) is None, "a blank line"


def test_later_overlays_lie_over_earlier_ones_and_over_terms() -> None:
    book = filled()
    layout = Layout(book)
    layout.width = 80
    line = book.line(book[0], Side.SOURCE)
    assert line is not None
    overlays = [Overlay(Side.SOURCE, Span(0, 6), Ink.HIT), Overlay(Side.SOURCE, Span(3, 6), Ink.WORD)]
    runs = paint(
        layout.lines(0)[0], {Side.SOURCE: line, Side.TARGET: book.line(book[0], Side.TARGET) or line}, 80,
        gutter=[GUTTER_RUN], inks=dict.fromkeys(Side, Ink.HEADING), overlays=overlays,
    )  # fmt: skip
    assert runs[1:5] == [
        Run("Fra", Ink.HIT),
        Run("ppe", Ink.WORD),
        Run(" aérienne*", Ink.TERM),
        Run(" à Sarvane", Ink.HEADING),
    ]


def test_the_reader_sees_what_is_not_translated_in_a_text_of_a_person() -> None:
    from books import aligned_text

    book = Book(aligned_text())
    book.merge(0)
    book.split(0, 2, 1)
    assert "(not in the French)" in "\n".join(screen(book))
    assert SOURCE
