"""Markdown without its marks."""

import pytest
from documents import Expected, paragraphs

from bilingual.document import Document, document_from_bytes


def read(text: str) -> Document:
    return document_from_bytes(text.encode(), "a.md")


def test_marks_go_and_breaks_stay() -> None:
    document = read(
        "# Un *titre*\n\nUn [lien](http://x.example) et `du code`,\nsur **deux** lignes.\\\nPuis une autre."
    )
    assert paragraphs(document) == [
        Expected("heading", 1, "Un titre"),
        Expected("body", 0, "Un lien et du code, sur deux lignes.\nPuis une autre."),
    ]


def test_front_matter_is_metadata() -> None:
    document = read("---\ntitle: 'Un titre'\nauthor: Ève\nlang: fr\ntags: [a]\n---\n\nIl pleut.")
    assert document.metadata == {"title": "Un titre", "author": "Ève", "language": "fr"}
    assert document.text == "Il pleut."


def test_a_rule_is_no_front_matter() -> None:
    assert read("# A\n\n**x**\n\n---\n\nIl pleut.\n\n---\n").text == "A\n\nx\n\nIl pleut."


def test_notes_come_at_the_end_of_their_chapter() -> None:
    document = read(
        "# A\n\nUn[^1].\n\n[^1]: Note *une*\n  sur deux lignes.\n\n    Et plus.\n\n## B\n\nDeux.\n\n# C\n\nTrois."
    )
    assert [p.text for p in paragraphs(document)] == [
        "A", "Un.", "B", "Deux.", "Note une sur deux lignes.", "Et plus.", "C", "Trois.",
    ]  # fmt: skip


def test_lists_tables_quotations_and_code() -> None:
    document = read(
        "- un\n- deux\n\n  suite\n\n> cité\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n# F\n"
    )
    assert [(p.kind, p.text) for p in paragraphs(document)] == [
        ("item", "un"), ("item", "deux"), ("item", "suite"), ("body", "cité"),
        ("item", "a"), ("item", "b"), ("item", "c"), ("item", "d"), ("body", "code"), ("heading", "F"),
    ]  # fmt: skip


def test_html_in_it_leaves_its_text() -> None:
    assert read("# A\n\n<div align='center'>Il <b>pleut</b>&nbsp;!</div>\n\nUn<br>deux.\n").text == (
        "A\n\nIl pleut\u00a0!\n\nUn\ndeux."
    )


@pytest.mark.parametrize(
    "text",
    ["#" * 50_000, "[" * 20_000, "> " * 20_000 + "x", "*_" * 20_000 + "a", "[^a]: x\n" * 3_000],
    ids=["headings", "links", "quotations", "emphasis", "notes"],
)
def test_no_text_takes_long(text: str) -> None:
    assert read(f"# A\n\n**b**\n\n{text}\n").text.startswith("A\n\nb")
