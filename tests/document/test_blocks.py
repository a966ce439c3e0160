"""Blocks to one text: spelling, line breaks, notes, tables of contents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Document, ParagraphKind
from bilingual.document.blocks import Block, Entry, Extract, compose, letters, notes_last, tidy
from bilingual.document.model import Chapter
from bilingual.errors import DocumentError

HEADING, ITEM = ParagraphKind.HEADING, ParagraphKind.ITEM


def composed(*blocks: Block, **extract: object) -> Document:
    return compose(Extract(blocks, **extract), "a", "html")  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [p.span.of(document.text) for p in document.paragraphs]


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("eﬀet, efficace, aﬃche, ﬂotte", "effet, efficace, affiche, flotte"),
        ("l’œuvre et l’æquo", "l’œuvre et l’æquo"),
        ("opé\u00adra\u00adtion", "opération"),
        ("e\u0301te\u0301", "été"),
        ("«\u00a0Halte\u202f!\u00a0»", "«\u00a0Halte\u202f!\u00a0»"),
        (" un \t mot\u200b \r\n et  un\rautre\u2028mot ", "un mot\net un\nautre mot"),
        ("a\x00b\x1b[31mc\ud800\ufffe", "ab[31mc"),
    ],
)
def test_text_is_as_it_is_spelt(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_paragraphs_are_parted_by_blank_lines_and_empty_blocks_vanish() -> None:
    document = composed(
        Block(" Un titre ", HEADING, 2), Block(" \u00a0 "), Block("Un."), Block("deux ;", ITEM)
    )
    assert document.text == "Un titre\n\nUn.\n\ndeux ;"
    assert [(p.kind.value, p.level) for p in document.paragraphs] == [
        ("heading", 2),
        ("body", 0),
        ("item", 0),
    ]


def test_lines_of_verse_stay_together_and_those_of_an_address_do_not() -> None:
    verse = "Sous la neige ou sous la pluie,\nNous marchons à petits pas."
    address = "Ministère de la Défense\n14, rue du Pont\n75007 Paris"
    assert texts(composed(Block(verse), Block(address))) == [verse, *address.split("\n")]


def test_a_break_after_a_long_line_ends_a_paragraph() -> None:
    long = (
        "Le convoi a quitté la base à l’aube, sous escorte, et n’est arrivé qu’à la nuit, après trois haltes."
    )
    assert texts(composed(Block(f"{long}\n{long}\nFin."))) == [long, long, "Fin."]


def test_filled_lines_are_joined_as_in_plain_text() -> None:
    filled = (
        "Deux avions de chasse ont frappé un dépôt de munitions\nà l’aube, a annoncé l’état-major.\n\nFin."
    )
    assert texts(composed(Block(filled, wrapped=True))) == [filled[:-6], "Fin."]


def test_the_headings_are_the_table_of_contents_where_there_is_no_other() -> None:
    document = composed(Block("A", HEADING, 1), Block("Un."), Block("B", HEADING, 2), Block("Deux."))
    assert document.contents == (Chapter("A", 0, 1), Chapter("B", 8, 2))


def test_an_anchor_without_text_means_what_follows() -> None:
    blocks = (
        Block("Un."),
        Block("", anchors=("b",)),
        Block("Deux.", anchors=("c",)),
        Block("", anchors=("d",)),
    )
    entries = (
        Entry("Deuxième\u00ad", "b"),
        Entry("nulle part", "x"),
        Entry("à la fin", "d"),
        Entry("Lui", "c", 2),
    )
    document = composed(*blocks, entries=entries)
    assert document.contents == (Chapter("Deuxième", 5, 1), Chapter("Lui", 5, 2))


def test_notes_wait_for_the_end_of_their_chapter() -> None:
    a, b, one, two = Block("A", HEADING, 1), Block("B", HEADING, 1), Block("un"), Block("deux")
    assert notes_last([(a, False), (one, True), (two, False), (b, False)]) == [a, two, one, b]


def test_what_project_gutenberg_prints_around_a_book_is_left_out() -> None:
    start, end = (
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
        "*** END OF THIS PROJECT GUTENBERG EBOOK X ***",
    )
    assert texts(composed(Block("Licence"), Block(start), Block("Un."), Block(end), Block("Licence"))) == [
        "Un."
    ]


def test_without_a_word_there_is_no_document() -> None:
    with pytest.raises(DocumentError, match=r"^a: no text in it"):
        composed(Block("***"), Block("…"))


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(list(ParagraphKind)), st.booleans()), max_size=8)
)
def test_every_letter_is_in_a_paragraph(blocks: list[tuple[str, ParagraphKind, bool]]) -> None:
    made = [Block(text, kind, int(kind is HEADING), (), wrapped) for text, kind, wrapped in blocks]
    try:
        document = composed(*made)  # checks order and bounds
    except DocumentError:
        return
    assert letters("".join(texts(document))) == letters(document.text)
    assert all(text == text.strip() != "" for text in texts(document))


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
