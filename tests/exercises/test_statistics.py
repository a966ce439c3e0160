"""Figures of a deck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cards import Clock, cloze, open_deck

from bilingual.exercises.deck import Deck
from bilingual.exercises.scheduling import DAY, Phase, Rating
from bilingual.languages import FRENCH


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deck(clock: Clock) -> Iterator[Deck]:
    with open_deck(Path(":memory:"), clock) as deck:
        yield deck


def test_an_empty_deck_has_figures_too(deck: Deck) -> None:
    figures = deck.statistics()
    assert (figures.cards, figures.due, figures.recall, figures.streak) == (0, 0, None, 0)
    assert len(figures.coming) == len(figures.past) == 7


def test_cards_are_counted_by_phase_and_by_the_day_they_are_due(deck: Deck, clock: Clock) -> None:
    deck.add(cloze("char"))
    deck.answer(cloze("obus"), Rating.GOOD)
    easy = deck.answer(cloze("fusil"), Rating.EASY).card.schedule
    figures = deck.statistics(days=20)
    assert figures.phases == {Phase.NEW: 1, Phase.LEARNING: 1, Phase.REVIEW: 1, Phase.RELEARNING: 0}
    assert (figures.cards, figures.due) == (3, 1)
    away = (deck.scheduler.day_of(easy.due) - deck.scheduler.day_of(int(clock.time))).days
    assert [day.cards for day in figures.coming] == [2 if n == 0 else int(n == away) for n in range(20)]
    clock.time += 30 * DAY
    assert deck.statistics().coming[0].cards == 3  # overdue counts for today


def test_only_answers_to_what_was_known_tell_how_well_it_is_remembered(deck: Deck, clock: Clock) -> None:
    for number in range(4):
        deck.answer(cloze("char", number), Rating.EASY)
    assert deck.statistics().recall is None
    clock.time += 8 * DAY
    for number in range(4):
        deck.answer(cloze("char", number), Rating.AGAIN if number == 3 else Rating.HARD)
    assert deck.statistics().recall == 0.75
    today = deck.statistics().past[-1]
    assert (today.cards, today.right) == (4, 3)
    clock.time += 31 * DAY
    assert deck.statistics().recall is None


def test_a_streak_lasts_until_a_day_is_left_out(deck: Deck, clock: Clock) -> None:
    for day in (0, 1, 3, 4, 5):
        deck.answer(cloze("char", day), Rating.GOOD, clock.time + day * DAY)
    at = [deck.statistics(clock.time + day * DAY).streak for day in range(8)]
    assert at == [1, 2, 2, 1, 2, 3, 3, 0]


def test_words_known_and_looked_up_are_counted(deck: Deck) -> None:
    deck.mark_known("char", FRENCH)
    for lemma in ("obus", "obus", "fusil"):
        deck.note_lookup(lemma, FRENCH)
    assert (deck.statistics().known, deck.statistics().looked_up) == (1, 2)
