"""A session: what is asked next, what is saved, and how it goes on another day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from cards import CHOICE, MATCH, ONE_OF_EACH, ORDER, RIGHT_ANSWERS, TRANSLATE, Clock, cloze, open_deck
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import DeckError
from bilingual.exercises.deck import Deck
from bilingual.exercises.grading import grade
from bilingual.exercises.hints import hints
from bilingual.exercises.interchange import to_json
from bilingual.exercises.items import Exercise
from bilingual.exercises.scheduling import DAY, Rating
from bilingual.exercises.session import Session
from bilingual.exercises.shuffling import shuffled
from bilingual.languages import FRENCH

THREE = tuple(cloze(word) for word in ("char", "obus", "fusil"))


@pytest.fixture
def deck() -> Iterator[Deck]:
    with open_deck(Path(":memory:"), Clock()) as deck:
        yield deck


class TestAsking:
    def test_everything_is_asked_in_order_and_right_answers_end_it(self) -> None:
        session = Session(ONE_OF_EACH)
        for number, (exercise, answer) in enumerate(zip(ONE_OF_EACH, RIGHT_ANSWERS, strict=True), 1):
            assert session.current is exercise
            assert session.position == (number, 5)
            assert session.answer(answer).result.passed
        assert session.current is None
        assert session.to_read_again == ()

    def test_what_was_wrong_is_asked_again_at_the_end_and_no_more_than_three_times(self) -> None:
        session = Session(THREE)
        asked = []
        while session.current:
            asked.append((session.current.answer, session.again))
            session.answer("obus" if session.current.answer == "obus" else "x")
        assert [word for word, _ in asked] == ["char", "obus", "fusil", *["char", "fusil"] * 2]
        assert [again for _, again in asked] == [False] * 3 + [True] * 4

    def test_nothing_is_asked_twice_where_that_is_not_wanted(self) -> None:
        session = Session(THREE, repeat=False)
        assert [session.answer("x").asked_again for _ in THREE] == [False] * 3
        assert session.current is None

    def test_the_first_answer_counts_and_its_sentence_is_to_be_read_again(self) -> None:
        session = Session((THREE[0], CHOICE, TRANSLATE))
        for answer in ("x", "1", ""):
            session.answer(answer)
        for answer in ("char", "2", "x", "x"):
            session.answer(answer)
        assert [result.passed for result in session.first_results] == [False] * 3
        # Two exercises are of one sentence, which is to be read once.
        assert session.to_read_again == (THREE[0], CHOICE)

    def test_what_is_left_out_is_not_asked_and_is_to_be_read(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        session.skip()
        session.answer("obus")
        session.answer("fusil")
        assert (session.current, session.skipped, session.to_read_again) == (None, 1, THREE[:1])
        assert len(deck) == 2

    def test_nothing_to_ask_is_an_end(self) -> None:
        session = Session(())
        assert (session.current, session.left, session.to_read_again) == (None, 0, ())


class TestHints:
    def test_hints_come_one_after_the_other_and_cost_a_step(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        assert session.hint() == "Number 0 has left."
        assert session.hint() == "It begins with ‘c’ and has 4 letters."
        assert session.hint() is None
        assert session.answer("char").result.rating is Rating.HARD
        assert session.answer("obus").result.rating is Rating.GOOD

    @pytest.mark.parametrize("exercise", ONE_OF_EACH, ids=lambda exercise: exercise.kind)
    def test_no_hint_is_the_answer(self, exercise: Exercise) -> None:
        assert hints(exercise)
        for hint in hints(exercise):
            assert not grade(exercise, hint.partition("“")[2].rstrip("”.") or hint).passed


class TestMisreading:
    @pytest.mark.parametrize(
        ("exercise", "none"),
        [
            (CHOICE, ["4", "0", "d", "xqzvw", "1 2"]),
            (MATCH, ["1b", "b", "1b 2c 1a", "1b 2d", "fighter depot", "1 2"]),
            (ORDER, ["1 2", "1 2 2", "4 1 2 3", "12"]),
        ],
    )
    def test_what_can_be_no_answer_is_not_graded(self, exercise: Exercise, none: list[str]) -> None:
        session = Session([exercise])
        assert all(session.misread(text) for text in none)

    @pytest.mark.parametrize(
        ("exercise", "answers"),
        [
            (CHOICE, ["1", "c", "Chasseurs", "(2)"]),
            (MATCH, ["1a 2b", "b a", "1-c, 2:a", "b, a"]),
            (ORDER, ["3 2 1", "321", "Deux chasseurs", "3, 1, 2"]),
            (TRANSLATE, ["1", "x"]),
            (cloze("char"), ["1", "x"]),
        ],
    )
    def test_wrong_answers_are_answers(self, exercise: Exercise, answers: list[str]) -> None:
        session = Session([exercise])
        assert [session.misread(text) for text in answers] == [None] * len(answers)


class TestSaving:
    def test_every_answer_is_in_the_deck_as_soon_as_it_is_given(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        card = session.answer("char").card
        assert card is not None
        assert list(deck.cards()) == [card]

    def test_cards_are_answered_where_they_are(self, deck: Deck) -> None:
        for exercise in THREE:
            deck.add(exercise)
        session = Session(deck.due(), deck)
        while session.current:
            session.answer(session.current.answer)
        assert deck.due() == ()
        assert {review.rating for review in deck.reviews()} == {Rating.GOOD}

    def test_a_card_removed_in_another_window_is_no_end(self, deck: Deck) -> None:
        for exercise in THREE:
            deck.add(exercise)
        session = Session(deck.due(), deck)
        assert session.current is not None
        deck.remove(session.current.id)
        assert "no card" in (session.answer(session.current.answer).problem or "")
        assert session.answer(session.current.answer).problem is None
        session.save()
        assert len(deck.reviews()) == 1

    def test_answers_that_the_disk_does_not_take_are_saved_later(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        connection = deck._store._connection
        session.answer("char")
        connection.execute("PRAGMA query_only = 1")
        assert "read-only" in (session.answer("x").problem or "")
        with pytest.raises(DeckError, match="1 answer: not saved"):
            session.save()
        connection.execute("PRAGMA query_only = 0")
        assert session.answer("fusil").problem is None
        assert {review.card: review.rating for review in deck.reviews()} == {
            THREE[0].id: Rating.GOOD,
            THREE[1].id: Rating.AGAIN,
            THREE[2].id: Rating.GOOD,
        }
        session.save()


class TestTakingBack:
    def test_an_answer_is_taken_back_here_and_in_the_deck_and_asked_again(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        before = to_json(deck.contents())
        session.answer("x")
        assert session.undo()
        assert (session.current, session.results, session.left) == (THREE[0], (), 3)
        assert to_json(deck.contents()) == before
        assert not session.undo()

    def test_what_was_left_out_is_taken_back(self) -> None:
        session = Session(THREE)
        session.skip()
        assert session.undo()
        assert (session.current, session.skipped) == (THREE[0], 0)

    def test_nothing_is_taken_back_where_something_else_was_done_since(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        session.answer("x")
        deck.mark_known("tank", FRENCH)
        assert not session.undo()
        assert session.current is THREE[1]

    def test_a_learner_who_was_right_may_say_so(self, deck: Deck) -> None:
        session = Session(THREE, deck)
        assert session.accept() is None
        session.answer("tank")
        outcome = session.accept()
        assert outcome is not None
        assert outcome.result.passed
        assert session.left == 2  # it is not asked again
        assert [review.rating for review in deck.reviews()] == [Rating.GOOD]
        assert session.accept() is None
        session.skip()
        assert session.accept() is None

    @settings(max_examples=40)
    @given(st.lists(st.sampled_from(["right", "x", ":s", ":u", ":ok", "?"]), max_size=14))
    def test_taking_everything_back_is_the_beginning(self, steps: list[str]) -> None:
        with open_deck(Path(":memory:")) as deck:
            session = Session(THREE, deck)
            beginning = to_json(deck.contents())
            for step in steps:
                _take(session, step)
            while session.undo():
                pass
            assert (session.left, session.results, session.skipped) == (3, (), 0)
            assert to_json(deck.contents()) == beginning


def _take(session: Session, step: str) -> None:
    if step == ":u":
        session.undo()
    elif step == ":ok":
        session.accept()
    elif session.current is None:
        return
    elif step == ":s":
        session.skip()
    elif step == "?":
        session.hint()
    else:
        session.answer(session.current.answer if step == "right" else step)


class TestGoingOnLater:
    def test_a_session_goes_on_where_it_was_left(self, deck: Deck) -> None:
        session = Session.begin(ONE_OF_EACH, deck, "a")
        session.answer("x")
        session.hint()
        session.answer("2")
        session.skip()
        later = Session.resume(deck, "a")
        assert later is not None
        assert later.exercises == ONE_OF_EACH
        assert later.results == session.results
        assert (later.current, later.position, later.skipped) == (ORDER, (4, 5), 1)

    def test_a_session_taken_back_goes_on_from_there(self, deck: Deck) -> None:
        session = Session.begin(THREE, deck, "a")
        session.answer("x")
        session.undo()
        later = Session.resume(deck, "a")
        assert later is not None
        assert (later.current, later.results) == (THREE[0], ())

    def test_a_session_that_is_over_is_forgotten(self, deck: Deck) -> None:
        session = Session.begin(THREE[:1], deck, "a")
        session.answer("char")
        session.save()
        assert Session.resume(deck, "a") is None

    def test_a_session_that_cannot_be_understood_is_none(self, deck: Deck) -> None:
        assert Session.resume(deck, "a") is None
        for content, state in (
            ("x", "x"),
            ("[]", '{"todo": [0], "results": [], "skipped": []}'),
            ("[]", "[]"),
            ("[1]", "{}"),
        ):
            deck.sessions.keep("a", content, state)
            assert Session.resume(deck, "a") is None

    def test_another_day_the_card_is_reviewed(self) -> None:
        clock = Clock()
        with open_deck(Path(":memory:"), clock) as deck:
            Session(THREE, deck).answer("x")
            clock.time += DAY
            session = Session(deck.due(), deck)
            assert session.exercises == THREE[:1]


class TestShuffling:
    @given(st.integers())
    def test_what_is_right_stays_right(self, seed: int) -> None:
        for exercise in ONE_OF_EACH:
            other = shuffled(exercise, Random(seed))
            assert other.id == exercise.id
            assert sorted(other.options) == sorted(exercise.options)
            assert grade(other, other.answer).passed
        mixed = shuffled(MATCH, Random(seed))
        letters = {option: letter for letter, option in zip("abc", mixed.options, strict=True)}
        assert grade(mixed, f"1{letters['fighter']} 2{letters['depot']}").passed
