"""Words across and elsewhere."""

from __future__ import annotations

from books import aligned_text, filled, gradual

from bilingual.languages import ENGLISH, FRENCH
from bilingual.reader.book import Book, Side
from bilingual.reader.words import Concordance, Linker, across, context, term_at, words_of

TEXT = "La frappe a eu lieu. Les frappes aériennes ont cessé. L’avion frappe. Des avions-radars."


def test_words_and_numbers_of_a_side() -> None:
    book = filled()
    assert [
        token.text for token in words_of(book, book[2], Side.SOURCE)
    ] == "Le bilan est de 12 morts".split()
    assert [token.text for token in words_of(book, book[2], Side.TARGET)] == "The toll is 21 dead".split()
    assert words_of(gradual(), gradual()[2], Side.TARGET) == ()


def test_data_is_no_sentence() -> None:
    book = gradual("x" * 100_000 + " mot.")
    assert len(words_of(book, book[0], Side.SOURCE)) == 1


def test_words_are_linked_when_asked_for_and_in_both_directions() -> None:
    book = Book(aligned_text())
    row = book[0]
    linker = Linker(book)
    linker.keep(row, linker.link(row))
    assert row.linked
    strikes = next(token for token in words_of(book, row, Side.TARGET) if token.text == "strikes")
    there = [span.of(book.source.text) for span in across(row, Side.TARGET, strikes.span)]
    assert "frappes" in there
    assert linker.link(gradual()[0]) == ()


def test_links_do_not_change_what_is_shown() -> None:
    book = filled()
    before = book[0].version
    linker = Linker(book)
    linker.keep(book[0], linker.link(book[0]))
    assert book[0].version == before


def test_the_term_at_a_word() -> None:
    book = filled()
    word = words_of(book, book[1], Side.SOURCE)[3]
    assert word.text == "chasse"
    use = term_at(book, book[1], Side.SOURCE, word.span)
    assert use is not None
    assert use.match.entry.id == "air.fighter"
    assert term_at(book, book[2], Side.SOURCE, words_of(book, book[2], Side.SOURCE)[0].span) is None


def test_every_form_of_a_word_is_found_elsewhere() -> None:
    concordance = Concordance([(0, TEXT)], FRENCH)
    assert [TEXT[place:].split()[0] for place in concordance.places("frappes", ["frappe"])] == [
        "frappe", "frappes", "frappe.",
    ]  # fmt: skip
    assert [TEXT[place : place + 5] for place in concordance.places("avion", ["avion"])] == ["avion"]
    assert concordance.places("absent", ["absent"]) == ()


def test_places_are_offsets_of_the_pieces() -> None:
    concordance = Concordance([(100, "a strike"), (200, "two strikes")], ENGLISH)
    assert concordance.places("strike", ["strike"]) == (102, 204)


def test_context_is_cut_between_words() -> None:
    assert context("Il pleut.", 3, 40) == "Il pleut."
    assert context(TEXT, TEXT.index("aériennes"), 30) == "… frappes aériennes ont …"
    assert context("x" * 500, 250, 30).startswith("… x")
