"""What the panel says."""

from __future__ import annotations

from books import aligned_text, filled, gradual
from readers import SMALL_TERMBASE, FakeTranslator

from bilingual.glossary.compliance import Use
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline.words import explain
from bilingual.reader.book import Book
from bilingual.reader.explaining import WordFacts, explain_row, explain_word, plain, why


def test_a_word_with_its_lemma_translations_and_places() -> None:
    facts = WordFacts(
        "frappes", FRENCH, explain("frappes", language=FRENCH), places=((7, "… deux frappes …"),), total=3
    )
    text = plain(explain_word(facts, ENGLISH, ""))
    assert text.startswith("frappes · French · a form of frappe")
    assert "strike" in text
    assert "In this text 3 times more" in text
    assert "… deux frappes …" in text


def test_a_term_comes_first_with_definition_and_what_became_of_it() -> None:
    book = filled(translator=FakeTranslator({"Frappe aérienne à Sarvane": "A raid on Sarvane"}))
    (use,) = book.uses(book[0])
    assert use.use is Use.MISSING
    lines = plain(
        explain_word(WordFacts("Frappe", FRENCH, None, use), ENGLISH, book[0].target_text)
    ).splitlines()
    assert lines[1:] == [
        "frappe aérienne n. f. — air strike",
        "  An attack from the air.",
        "  ≠ the translation puts it otherwise",
    ]


def test_an_english_word_is_explained_to_a_reader_of_english_too() -> None:
    found = explain("strike", language=ENGLISH, termbase=SMALL_TERMBASE)
    assert "frappe" in plain(explain_word(WordFacts("strike", ENGLISH, found), ENGLISH, ""))


def test_of_a_grammatical_word_little_is_said() -> None:
    facts = WordFacts("Dans", FRENCH, explain("Dans", language=FRENCH), places=((7, "… dans …"),), total=30)
    lines = plain(explain_word(facts, ENGLISH, "")).splitlines()
    assert lines[0] == "Dans · French · grammatical word"
    assert lines[1].split(", ")[0].strip() == "in"
    assert len(lines) == 2


def test_a_grammatical_word_that_is_part_of_a_term_is_explained_as_the_term() -> None:
    book = filled(translator=FakeTranslator({}))
    (use,) = book.uses(book[0])
    assert "frappe aérienne" in plain(explain_word(WordFacts("de", FRENCH, None, use), ENGLISH, ""))


def test_a_word_nobody_knows() -> None:
    assert "nothing is known of it" in plain(explain_word(WordFacts("zzxy", FRENCH), ENGLISH, ""))


def test_escapes_of_a_text_do_not_reach_the_panel() -> None:
    assert "\x1b" not in plain(explain_word(WordFacts("a\x1b[31m", FRENCH), ENGLISH, ""))


def test_a_sentence_says_why_it_is_marked_and_its_terms() -> None:
    book = filled()
    text = plain(explain_row(book, book[2], 2))
    assert text.startswith("Sentence 3 of 5\n‼ 12 is missing in the translation")
    assert "no terms" in text
    assert "avion de chasse n. m. — fighter" in plain(explain_row(book, book[1], 1))
    assert "not translated yet" in plain(explain_row(gradual(), gradual()[0], 0))


def test_why_in_a_line() -> None:
    book = filled()
    assert why(book[2], book.say) == "12 is missing in the translation; 21 is only there"
    assert "nothing here" in why(book[0], book.say)
    assert why(gradual()[0], book.say) == "this is not translated yet"


def test_every_row_of_a_real_text_is_explained() -> None:
    book = Book(aligned_text())
    for number, row in enumerate(book.rows):
        assert plain(explain_row(book, row, number))
