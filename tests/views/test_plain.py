"""Tables for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from texts import article, text_of

from bilingual.glossary.spreadsheet import restore
from bilingual.views.plain import pairs, sheet, table

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)")


def test_a_program_gets_what_the_text_says() -> None:
    text = text_of(*((formula, formula) for formula in FORMULAS))
    assert list(table(text))[1:] == [f"{formula}\t{formula}\t0.930\n" for formula in FORMULAS]
    assert list(pairs(text)) == [f"{formula}\t{formula}\n" for formula in FORMULAS]


def test_a_spreadsheet_gets_no_formula_from_any_column() -> None:
    text = text_of(*((formula, formula) for formula in FORMULAS))
    for row in list(read("".join(sheet(text))))[1:]:
        assert [cell[:2] for cell in row[:2]] == [f"'{row[0][1]}"] * 2


def test_a_spreadsheet_gets_doubts_and_terms() -> None:
    head, first, _, doubtful, *_ = read("".join(sheet(article())))
    assert head == ["source", "target", "score", "doubts", "terms"]
    assert first[4] == "frappe aérienne = air strike"
    assert doubtful[3] == "12 is missing in the translation; 21 is only there"
    assert "".join(sheet(article())).startswith("\ufeff")


@given(st.text(alphabet="=+-@'\",;ab", min_size=1, max_size=8))
def test_what_a_spreadsheet_shows_can_be_had_back(line: str) -> None:
    _, row = read("".join(sheet(text_of((line, "b")))))
    assert restore(row[0]) == line


def read(data: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.removeprefix("\ufeff"), newline="")))
