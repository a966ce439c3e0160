"""Pieces of lines to paragraphs: columns, breaks, headings, notes, margins."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document.hyphens import mend_hyphens
from bilingual.document.layout import columns, join_parts, lines_of, parts_of
from bilingual.document.pdfpages import HYPHEN, Page, Piece, without_margins

SIZE, WIDTH, LEADING = 10.0, 5.0, 12.0  # of the type, of a letter, of a line
ONE = "Le convoi a quitté la base de Tambel à l’aube, sous escorte, et n’est arrivé que le soir à Kharsoul."
TWO = "Une section du génie avait ouvert la route à pied, mètre par mètre, pendant plus de neuf heures."


def piece(text: str, left: float, baseline: float, size: float = SIZE, *, bold: bool = False) -> Piece:
    return Piece(text, left, left + len(text) * WIDTH * size / SIZE, baseline, size, bold)


def column(
    *texts: str, left: float = 50, top: float = 700, width: int = 40, indent: float = 0, gap: float = 0
) -> list[Piece]:
    """Set paragraphs as a column of so many letters."""
    pieces = []
    for text in texts:
        for number, line in enumerate(textwrap.wrap(text, width)):
            pieces.append(piece(line, left + (indent if number == 0 else 0), top))
            top -= LEADING
        top -= gap
    return pieces


def read(pieces: list[Piece], page: int = 1) -> list[str]:
    return [part.text for found in columns(pieces) for part in parts_of(found, page, SIZE)]


@pytest.mark.parametrize("layout", [{"indent": 15}, {"gap": 8}], ids=["indented", "spaced"])
def test_paragraphs_are_told_by_indents_or_gaps(layout: dict[str, float]) -> None:
    assert read(column(ONE, TWO, ONE, **layout)) == [ONE, TWO, ONE]  # type: ignore[arg-type]


def test_a_last_line_that_is_short_ends_a_paragraph() -> None:
    assert read(column(f"{ONE} Fin.", TWO)) == [f"{ONE} Fin.", TWO]


def test_columns_are_read_one_after_the_other_whatever_the_order_of_the_file() -> None:
    pieces = column(ONE, TWO) + column(TWO, ONE, left=50 + 40 * WIDTH + 12)
    random.Random(1).shuffle(pieces)
    assert read(pieces) == read(column(ONE, TWO)) + read(column(TWO, ONE))


def test_a_title_over_two_columns_comes_before_both() -> None:
    title = piece("Un titre qui va d’un bord de la page à l’autre bord", 60, 730, 14)
    pieces = column(ONE, TWO) + column(TWO, ONE, left=262) + [title]
    found = [[p.text for p in part] for part in columns(pieces)]
    assert found[0] == [title.text]
    assert len(found) == 3


def test_rows_of_a_table_are_cells_in_the_order_of_reading() -> None:
    rows = [
        piece(text, left, 700 - row * LEADING)
        for row in range(4)
        for text, left in ((f"ligne {row}", 50), (f"{row}0", 200))
    ]
    assert read(rows)[:4] == ["ligne 0", "00", "ligne 1", "10"]


def test_items_go_on_under_their_text() -> None:
    pieces = [
        piece("– un dépôt de munitions qui était", 50, 700), piece("gardé jour et nuit ;", 62, 688),
        piece("– un pont.", 50, 676),
    ]  # fmt: skip
    assert read(pieces) == ["– un dépôt de munitions qui était gardé jour et nuit ;", "– un pont."]


def test_verse_keeps_its_lines() -> None:
    lines = ["Sous la neige ou sous la pluie,", "Nous marchons à petits pas."]
    pieces = column(ONE, width=60) + [piece(line, 80, 650 - n * LEADING) for n, line in enumerate(lines)]
    assert read(pieces)[-1] == "\n".join(lines)


def test_marks_of_notes_go_and_raised_letters_stay() -> None:
    line = [
        piece("Le 3", 50, 700),
        piece("e", 71, 704, 7),
        piece("RGE a tiré.", 78, 700),
        piece("1", 134, 704, 7),
    ]
    assert read(line) == ["Le 3e RGE a tiré."]
    assert read([piece("sur 3 km", 50, 700), piece("2", 91, 704, 7)]) == ["sur 3 km²"]


def test_notes_at_the_foot_are_told_by_their_type() -> None:
    parts = parts_of(
        [*column(ONE, TWO), piece("1. Une note", 50, 400, 8), piece("en deux lignes.", 50, 390, 8)], 1, SIZE
    )
    assert [(part.kind, part.text) for part in parts][-1] == ("note", "1. Une note en deux lignes.")
    assert {part.kind for part in parts[:-1]} == {"text"}


def test_a_paragraph_goes_on_over_pages_and_past_a_box() -> None:
    *full, last = textwrap.wrap(ONE, 40)
    first = parts_of(column(" ".join(full)), 1, SIZE)
    box = parts_of([piece("Une légende.", 50, 700)], 1, SIZE)
    rest = parts_of(column(last), 2, SIZE)
    assert [part.text for part in join_parts([*first, *box, *rest])] == [ONE, "Une légende."]


def page(number: int, *pieces: Piece) -> Page:
    return Page(number, pieces, pictured=False, illegible=0)


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        page(
            n,
            piece("Revue de Kelbar", 50, 780),
            piece(f"Texte {'abc'[n - 1]}", 50, 700),
            piece(f"Page {n} sur 3", 90, 30),
        )
        for n in (1, 2, 3)
    ]
    assert [[p.text for p in page.pieces] for page in without_margins(pages)] == [
        ["Texte a"],
        ["Texte b"],
        ["Texte c"],
    ]


@pytest.mark.parametrize("number", ["12", "– 12 –", "xiv", "Page 3/10", "[7]"])
def test_the_number_of_a_single_page_goes(number: str) -> None:
    (only,) = without_margins(
        [page(1, piece("Un texte.", 50, 700), piece("Deux.", 50, 688), piece(number, 90, 30))]
    )
    assert [p.text for p in only.pieces] == ["Un texte.", "Deux."]


def test_headings_at_the_same_place_of_their_pages_stay() -> None:
    pages = [page(n, piece(f"Chapitre {n}", 50, 780, 18), *column(ONE, TWO)) for n in (1, 2)]
    assert [page.pieces[0].text for page in without_margins(pages)] == ["Chapitre 1", "Chapitre 2"]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("une opé|ration", "une opération"),
        ("au|dessus", "au-dessus"),
        ("dit|elle", "dit-elle"),
        ("Aubrac|Lussan", "Aubrac-Lussan"),
        ("le porte|parole du porte-parole", "le porte-parole du porte-parole"),
        ("un drone filo|guidé, filoguidé", "un drone filoguidé, filoguidé"),
        ("l’anti|personnel", "l’antipersonnel"),
        ("de 1990|2000", "de 1990-2000"),
        ("les SA|MU", "les SAMU"),
        ("anti|constitu|tionnel", "anticonstitutionnel"),
        ("fin|", "fin-"),
    ],
)
def test_hyphens_at_the_end_of_lines(text: str, mended: str) -> None:
    french = "Le convoi est arrivé dans la ville et les soldats ont été accueillis par des habitants."
    assert mend_hyphens([text, french], "|")[0] == mended


def test_english_hyphens_too() -> None:
    english = "The convoy reached the town and the soldiers were welcomed by those who had been waiting."
    assert (
        mend_hyphens(["a govern|ment of well|known men", english], "|")[0] == "a government of well-known men"
    )


def test_a_million_letters_without_a_space_take_no_time() -> None:
    assert len(mend_hyphens(["a" * 1_000_000 + "|b"], "|")[0]) >= 1_000_001


@given(
    st.lists(
        st.tuples(st.text("aé .-1•", min_size=1, max_size=9), *[st.floats(0, 600)] * 2, st.floats(1, 40)),
        max_size=30,
    )
)
def test_every_piece_is_read_once(given: list[tuple[str, float, float, float]]) -> None:
    pieces = [piece(text.strip() or "a", left, baseline, size) for text, left, baseline, size in given]
    found = columns(pieces)
    assert sorted(map(id, (p for part in found for p in part))) == sorted(map(id, pieces))
    for part in found:
        assert sum(len(line.pieces) for line in lines_of(part)) == len(part)
    parts = [part for number, part in enumerate(found) for part in parts_of(part, number, SIZE)]
    assert sum(len(line.pieces) for part in join_parts(parts) for line in part.lines) == len(pieces)
    assert not any(HYPHEN in text for text in mend_hyphens([part.text for part in parts], HYPHEN))
