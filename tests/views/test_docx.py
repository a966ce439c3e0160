"""The Word document, as another program reads it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, text_of

from bilingual.bitext import flow
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.pipeline import ParallelText
from bilingual.untrusted import harmless
from bilingual.views.docx import docx


def document(text: ParallelText, title: str | None = None) -> Any:
    return Document(io.BytesIO(b"".join(docx(text, title=title))))


def said(cell: Any) -> str:
    """Return the text of a cell's first paragraph, the numbers of terms aside."""
    runs = cell.paragraphs[0]._p.iter(qn("w:r"))
    plain = (run for run in runs if run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is None)
    return "".join(piece.text or "" for run in plain for piece in run.iter(qn("w:t")))


def test_two_columns_under_a_head_row_that_is_repeated() -> None:
    table, terms = document(article()).tables
    assert [cell.text for cell in table.rows[0].cells] == ["French", "English"]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    beads = [bead for bead in article().beads if bead.kind.value != "heading"]
    assert [tuple(map(said, row.cells)) for row in table.rows[1:]] == [(b.source, b.target) for b in beads]
    assert terms.rows[1].cells[1].text == "frappe aérienne n. f."


@pytest.mark.parametrize("languages", [(FRENCH, ENGLISH), (ENGLISH, FRENCH)])
def test_every_run_says_its_language(languages: tuple[Language, Language]) -> None:
    (table,) = document(text_of(("Oui.", "Yes."), languages=languages)).tables
    for cell, language in zip(table.rows[1].cells, languages, strict=True):
        locale = {"fr": "fr-FR", "en": "en-GB"}[language.code]
        assert {lang.get(qn("w:val")) for lang in cell._tc.iter(qn("w:lang"))} == {locale}


def test_headings_are_found_by_a_word_processor() -> None:
    paragraphs = document(article()).paragraphs
    assert (paragraphs[0].style.name, paragraphs[0]._p.xpath("string(.)")) == (
        "Title",
        "Frappe aérienne1 à Sarvane",
    )
    assert [p.text for p in paragraphs if p.style.name == "Heading 1"] == ["Terms"]


def test_doubts_and_missing_sides_stand_in_their_cell() -> None:
    table, _ = document(article()).tables
    assert table.rows[2].cells[1].text.endswith("\n‼ 12 is missing in the translation; 21 is only there")
    (one_sided,) = document(text_of(("Oui.", ""), ("", "No."))).tables
    assert [[c.text for c in row.cells] for row in one_sided.rows[1:]] == [
        ["Oui.", "not in the English"],
        ["not in the French", "No."],
    ]


def test_terms_lead_to_their_explanation() -> None:
    body = document(article()).element.body
    anchors = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert links == anchors == {"term1", "term2", "term3"}


def test_nothing_in_it_is_read_off_a_clock_and_nobody_is_named() -> None:
    assert docx(article()) == docx(article())
    properties = document(article()).core_properties
    assert (properties.title, properties.author, properties.comments) == ("Frappe aérienne à Sarvane", "", "")


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=3),
    st.text(max_size=8),
)
def test_any_text_comes_out_as_it_is(pairs: list[tuple[str, str]], title: str) -> None:
    pairs = [pair for pair in pairs if all(side.strip() for side in pair)]
    tables = document(text_of(*pairs), title).tables
    found = [tuple(map(said, row.cells)) for table in tables for row in table.rows[1:]]
    assert found == [(harmless(flow(source)), harmless(flow(target))) for source, target in pairs]
