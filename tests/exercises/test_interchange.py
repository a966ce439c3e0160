"""Decks as JSON, and one deck merged into another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cards import NOON, PAIR, Clock, cloze, open_deck
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import REPOSITORY

from bilingual.errors import DeckError
from bilingual.exercises.cards import Card
from bilingual.exercises.deck import Deck
from bilingual.exercises.interchange import from_json, to_json
from bilingual.exercises.items import Exercise, ExerciseKind, SentencePair
from bilingual.exercises.merging import Imported
from bilingual.exercises.records import Contents, Known, LookUp, Review
from bilingual.exercises.scheduling import DAY, Phase, Rating, Schedule
from bilingual.languages import ENGLISH, FRENCH

SCHEMA = json.loads((REPOSITORY / "bilingual/data/bilingual-deck-1.schema.json").read_text("utf-8"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(lambda text: f"a{text}")
LANGUAGE = st.sampled_from([FRENCH, ENGLISH])
TIME = st.integers(0, 1 << 40)
PAIRS = st.builds(
    lambda source, target, document: SentencePair(source, target, FRENCH, ENGLISH, document), TEXT, TEXT, TEXT
)
SCHEDULES = st.one_of(
    st.builds(Schedule, TIME),
    st.builds(
        Schedule,
        TIME,
        st.just(Phase.REVIEW),
        st.none(),
        st.floats(0.001, 36500),
        st.floats(1, 10),
        TIME,
    ),
    st.builds(
        Schedule,
        TIME,
        st.sampled_from([Phase.LEARNING, Phase.RELEARNING]),
        st.integers(0, 2),
        st.floats(0.001, 36500),
        st.floats(1, 10),
        TIME,
    ),
)
EXERCISES = st.builds(
    lambda stem, key, pair: Exercise(ExerciseKind.TRANSLATE, "Translate.", stem, (key,), ENGLISH, pair),
    TEXT.filter(lambda text: "____" not in text),
    TEXT,
    PAIRS,
)
CONTENTS = st.builds(
    Contents,
    st.lists(st.builds(Card, EXERCISES, SCHEDULES, TIME), max_size=4, unique_by=lambda card: card.id).map(
        tuple
    ),
    st.lists(
        st.builds(Review, TEXT, TIME, st.sampled_from(Rating), st.sampled_from(Phase)),
        max_size=4,
        unique_by=lambda review: (review.card, review.at),
    ).map(tuple),
    st.lists(
        st.builds(LookUp, TEXT, LANGUAGE, TEXT, st.integers(1, 99), TIME, st.none() | PAIRS),
        max_size=4,
        unique_by=lambda found: (found.language, found.lemma, found.document),
    ).map(tuple),
    st.lists(
        st.builds(Known, TEXT, LANGUAGE, TIME), max_size=4, unique_by=lambda word: (word.language, word.lemma)
    ).map(tuple),
)


def memory_deck() -> Deck:
    return open_deck(Path(":memory:"))


@settings(max_examples=60)
@given(CONTENTS)
def test_whatever_a_deck_holds_survives_json_and_the_file(contents: Contents) -> None:
    written = to_json(contents)
    jsonschema.validate(json.loads(written), SCHEMA)
    assert to_json(from_json(written, "deck.json")) == written
    with memory_deck() as deck:
        deck.merge(contents, "deck.json")
        assert to_json(deck.contents()) == written


@settings(max_examples=40)
@given(CONTENTS, CONTENTS)
def test_merging_twice_is_merging_once_and_can_be_taken_back(ours: Contents, theirs: Contents) -> None:
    with memory_deck() as deck:
        deck.merge(ours, "ours")
        before = to_json(deck.contents())
        changed = deck.merge(theirs, "theirs")
        merged = to_json(deck.contents())
        assert deck.merge(theirs, "theirs") == Imported()
        assert deck.merge(ours, "ours") == Imported()
        assert to_json(deck.contents()) == merged
        if changed:
            deck.undo()
        assert to_json(deck.contents()) == before


def test_a_card_in_both_decks_follows_the_later_answer() -> None:
    clock = Clock()
    with open_deck(Path(":memory:"), clock) as ours, open_deck(Path(":memory:"), clock) as theirs:
        ours.answer(cloze("char"), Rating.GOOD)
        theirs.merge(ours.contents(), "ours")
        clock.time += DAY
        later = theirs.answer(cloze("char"), Rating.EASY).card
        theirs.answer(cloze("obus"), Rating.GOOD)
        assert ours.merge(theirs.contents(), "theirs") == Imported(added=1, updated=1, answers=2)
        assert ours.card(later.id) == later
        assert theirs.merge(ours.contents(), "ours") == Imported()
        assert [review.at for review in ours.reviews()] == [NOON, NOON + DAY, NOON + DAY]


def test_what_was_looked_up_is_not_counted_twice() -> None:
    with memory_deck() as ours, memory_deck() as theirs:
        ours.note_lookup("obus", FRENCH, PAIR)
        theirs.merge(ours.contents(), "ours")
        theirs.note_lookup("obus", FRENCH, PAIR)
        for _ in range(2):
            ours.merge(theirs.contents(), "theirs")
            theirs.merge(ours.contents(), "ours")
        assert [found.times for found in ours.looked_up()] == [2]


def _deck(**changes: Any) -> dict[str, Any]:
    with memory_deck() as deck:
        deck.answer(cloze("char"), Rating.GOOD)
        deck.note_lookup("obus", FRENCH, PAIR)
        deck.mark_known("fusil", FRENCH)
        return json.loads(to_json(deck.contents())) | changes


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "not a deck of the format bilingual-deck/1: 'list'"),
        ('{"format": "bilingual-deck/2"}', "'bilingual-deck/2'"),
        (json.dumps(_deck(cards={})), "cards is no list"),
        (json.dumps(_deck(answers=["x"])), "answer 1: no object: 'x'"),
        (json.dumps(_deck(answers=[{"card": "a", "at": 1, "rating": "good"}])), "answer 1: .*'phase'"),
        (json.dumps(_deck(answers=[{"card": "a", "at": 1.5, "rating": "good", "phase": "new"}])), "whole number"),
        (json.dumps(_deck(answers=[{"card": "a", "at": 1 << 70, "rating": "good", "phase": "new"}])), "whole number"),
        (json.dumps(_deck(answers=[{"card": "a", "at": 1, "rating": "great", "phase": "new"}])), "'great'"),
        (json.dumps(_deck(cards=[{"added": 1}])), "card 1: .*'exercise'"),
        (json.dumps(_deck(known=[{"lemma": "a", "language": "de", "at": 1}])), "known word 1"),
        (json.dumps(_deck(looked_up=[{"lemma": "a", "language": "fr", "times": 1, "at": 1, "pair": 7}])), "up 1"),
    ],
)  # fmt: skip
def test_what_is_no_deck_is_said_with_its_place(data: str, said: str) -> None:
    with pytest.raises(DeckError, match=said) as caught:
        from_json(data, "deck.json")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("deck.json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stability", -1),
        ("stability", "x"),
        ("stability", float("nan")),
        ("stability", []),
        ("due", True),
        ("phase", "asleep"),
        ("step", None),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(field: str, value: object) -> None:
    data = _deck()
    data["cards"][0]["schedule"][field] = value
    with pytest.raises(DeckError, match=r"deck.json, card 1"):
        from_json(json.dumps(data), "deck.json")


def test_half_a_surrogate_pair_is_refused_wherever_it_stands() -> None:
    for path in (
        ("cards", "exercise", "hint"),
        ("looked_up", "lemma"),
        ("answers", "card"),
        ("known", "lemma"),
    ):
        data = _deck()
        place = data[path[0]][0]
        for name in path[1:-1]:
            place = place[name]
        place[path[-1]] = "\ud800"
        with pytest.raises(DeckError, match="surrogate"):
            from_json(json.dumps(data), "deck.json")
