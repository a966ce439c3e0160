"""A parallel text laid out: what pages, books and word processors share."""

from __future__ import annotations

from texts import article, text_of

from bilingual.document.model import ParagraphKind
from bilingual.views.sheet import Sheet


def test_the_first_heading_is_the_title() -> None:
    sheet = Sheet.of(article())
    assert (sheet.title, sheet.title_language) == ("Frappe aérienne à Sarvane", sheet.source)
    assert Sheet.of(article(), "Given").title == "Given"


def test_without_a_heading_the_file_names_it_but_not_its_directories() -> None:
    sheet = Sheet.of(text_of(("Oui.", "Yes."), name="/home/somebody/secret/lettre.fr.txt"))
    assert (sheet.title, sheet.name, sheet.title_language) == ("lettre.fr", "lettre.fr.txt", None)


def test_what_has_no_file_is_called_by_its_beginning() -> None:
    sheet = Sheet.of(text_of(("Un deux trois quatre cinq six sept huit neuf.", "One."), name="<stdin>"))
    assert sheet.title == "Un deux trois quatre cinq six sept huit…"
    assert sheet.about == "French → English · b.txt"


def test_a_paragraph_as_long_as_a_page_is_no_title() -> None:
    long = text_of(("mot " * 40, "word " * 40), kind=ParagraphKind.HEADING)
    assert Sheet.of(long).title == "a"


def test_terms_are_pieces_and_carry_one_number_on_both_sides() -> None:
    row = Sheet.of(article()).rows[1]
    assert [(p.text, p.term) for p in row.source if p.term] == [("avions de chasse", 2), ("frappé", 3)]
    assert [(p.text, p.term) for p in row.target if p.term] == [("fighters", 2), ("hit", 3)]
    assert "".join(p.text for p in row.source) == row.bead.source


def test_paragraphs_open_where_they_begin() -> None:
    assert [row.opens for row in Sheet.of(article()).rows] == [True, True, False, True, True, True]


def test_links_join_whole_words() -> None:
    (row,) = Sheet.of(text_of(("L’été, fini", "Summer over"), linked=True), linked=True).rows
    assert [(s.of("L’été, fini"), t.of("Summer over")) for s, t in row.links] == [
        ("L", "Summer"),
        ("fini", "over"),
    ]


def test_chapters_begin_at_headings_and_keep_a_length() -> None:
    pairs = [(f"Un {n}.", f"One {n}.") for n in range(10)]
    assert [len(part) for part in Sheet.of(text_of(*pairs)).chapters(4)] == [4, 4, 2]
    assert [part[0].number for part in Sheet.of(article()).chapters(100)] == [1]
    assert list(Sheet.of(text_of()).chapters(4)) == []
