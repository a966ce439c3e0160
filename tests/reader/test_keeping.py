"""Words, terms and sentences kept for practice, in a deck as learners have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from books import filled, gradual

from bilingual.errors import DeckError
from bilingual.exercises.deck import Deck
from bilingual.languages import ENGLISH, FRENCH
from bilingual.reader.keeping import Kept, Shelf, pair_of
from bilingual.reader.messages import Messages


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(lambda: Deck.open(tmp_path / "deck.sqlite"), Messages(ENGLISH))
    yield shelf
    shelf.close()


def undo(kept: Kept) -> None:
    assert kept.undo is not None
    kept.undo()


def test_a_word_is_kept_with_its_sentence(shelf: Shelf) -> None:
    book = filled()
    kept = shelf.word("bilan", FRENCH, ["toll", "balance", "record", "statement"], pair_of(book, 2), "bilan")
    assert kept.message == "‘bilan’ is in your deck now"
    (card,) = shelf.deck.cards()
    assert card.exercise.stem == "Le ____ est de 12 morts."
    assert card.exercise.meaning == "toll; balance; record"
    again = shelf.word("bilan", FRENCH, ["toll"], pair_of(book, 2), "bilan")
    assert again == Kept("‘bilan’ is in your deck already")


def test_what_was_kept_is_taken_back(shelf: Shelf) -> None:
    book = filled()
    pair = pair_of(book, 1)
    assert pair is not None
    term = shelf.term(book.matches(book[1])[0], FRENCH, pair)
    sentence = shelf.sentence(pair)
    known = shelf.know("dépôt", FRENCH)
    assert shelf.known(FRENCH) == {"dépôt"}
    undo(known)
    assert shelf.known(FRENCH) == frozenset()
    undo(sentence)
    undo(term)
    assert len(shelf.deck) == 0


def test_what_another_process_did_since_is_not_taken_back(shelf: Shelf, tmp_path: Path) -> None:
    kept = shelf.know("dépôt", FRENCH)
    with Deck.open(tmp_path / "deck.sqlite") as other:
        other.mark_known("pont", FRENCH)
    with pytest.raises(DeckError, match="changed since"):
        undo(kept)
    assert shelf.known(FRENCH) == {"dépôt", "pont"}


def test_words_are_known_once(shelf: Shelf) -> None:
    shelf.know("dépôt", FRENCH)
    assert shelf.know("dépôt", FRENCH) == Kept("‘dépôt’ is marked as known already")


def test_look_ups_are_remembered(shelf: Shelf) -> None:
    pair = pair_of(filled(), 2)
    shelf.looked_up("bilan", FRENCH, pair)
    shelf.looked_up("bilan", FRENCH, pair)
    (found,) = shelf.deck.looked_up()
    assert (found.lemma, found.times) == ("bilan", 2)


def test_without_translation_or_sentence_there_is_no_card(shelf: Shelf) -> None:
    assert "nothing is known" in shelf.word("zut", FRENCH, (), None, "zut").message
    assert pair_of(gradual(), 0) is None


def test_no_deck_is_opened_before_it_is_needed() -> None:
    def fail() -> Deck:
        raise AssertionError

    Shelf(fail, Messages(ENGLISH)).close()
