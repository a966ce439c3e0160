"""When cards come again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.exercises.scheduling import DAY, Phase, Rating, Schedule, Scheduler

HOUR = 3600
NOON = int(datetime(2026, 3, 12, 12, tzinfo=UTC).timestamp())
EVENING = NOON + 9 * HOUR
SCHEDULER = Scheduler(zone=UTC)
NEW = Schedule(due=NOON)


def after(*ratings: Rating, now: int = NOON) -> Schedule:
    """A card answered as soon as it is due, each time."""
    schedule = Schedule(due=now)
    for rating in ratings:
        schedule = SCHEDULER.answer(schedule, rating, schedule.due)
    return schedule


def test_a_card_answered_wrong_comes_again_within_minutes() -> None:
    assert after(Rating.AGAIN).due - NOON == 60
    assert after(Rating.AGAIN).phase is Phase.LEARNING


def test_a_card_answered_well_twice_is_due_after_days() -> None:
    assert after(Rating.GOOD).due - NOON == 600
    known = after(Rating.GOOD, Rating.GOOD)
    assert known.phase is Phase.REVIEW
    assert known.due - NOON > DAY


def test_the_intervals_grow_and_the_better_answer_has_the_longer_one() -> None:
    known = after(Rating.GOOD, Rating.GOOD)
    gaps = []
    for _ in range(4):
        later = SCHEDULER.answer(known, Rating.GOOD, known.due)
        gaps.append(later.due - known.due)
        known = later
    assert gaps == sorted(gaps)
    dues = [SCHEDULER.answer(known, rating, known.due).due for rating in Rating]
    assert dues == sorted(dues)
    assert len(set(dues)) == 4


def test_what_was_known_and_is_forgotten_is_learnt_anew() -> None:
    known = after(Rating.EASY)
    lost = SCHEDULER.answer(known, Rating.AGAIN, known.due)
    assert lost.phase is Phase.RELEARNING
    assert lost.due - known.due == 600


def test_an_evening_card_is_due_from_the_morning_of_its_day() -> None:
    card = after(Rating.EASY, now=EVENING)
    due = datetime.fromtimestamp(card.due, UTC)
    assert (due.hour, due.minute) == (4, 0)


def test_a_night_counts_as_a_day_however_short_it_was() -> None:
    known = SCHEDULER.answer(NEW, Rating.EASY, EVENING)
    next_morning = EVENING + 9 * HOUR
    assert SCHEDULER.recall(known, next_morning) < SCHEDULER.recall(known, EVENING + HOUR) == 1
    # After midnight and before four it is the same day still.
    assert SCHEDULER.recall(known, EVENING + 5 * HOUR) == 1


def test_days_begin_where_the_learner_is() -> None:
    tahiti = Scheduler(zone=timezone(timedelta(hours=-10)))
    due = tahiti.answer(NEW, Rating.EASY, NOON).due
    assert datetime.fromtimestamp(due, UTC).hour == 14


def test_recall_falls_to_what_is_wanted_on_the_day_it_is_due() -> None:
    known = after(Rating.EASY)
    assert SCHEDULER.recall(NEW, NOON) == 0
    assert SCHEDULER.recall(known, known.due) == pytest.approx(0.9, abs=0.01)
    assert Scheduler(zone=UTC, retention=0.97).answer(NEW, Rating.EASY, NOON).due < known.due


def test_chance_spreads_the_intervals_and_only_the_generator_that_was_passed_in() -> None:
    dues = {Scheduler(rng=Random(seed), zone=UTC).answer(NEW, Rating.EASY, NOON).due for seed in range(20)}
    assert len(dues) > 1
    assert {Scheduler(rng=Random(3), zone=UTC).answer(NEW, Rating.EASY, NOON).due for _ in range(5)} <= dues
    exact = SCHEDULER.answer(NEW, Rating.EASY, NOON).due
    assert all(abs(due - exact) <= 3 * DAY for due in dues)


@given(
    st.lists(st.tuples(st.sampled_from(Rating), st.integers(-400 * DAY, 400 * DAY)), max_size=12),
    st.integers(0, 99),
)
def test_no_history_and_no_clock_makes_an_impossible_schedule(
    answers: list[tuple[Rating, int]], seed: int
) -> None:
    scheduler = Scheduler(rng=Random(seed), zone=UTC)
    schedule, now = NEW, NOON
    for rating, passed in answers:
        now = max(now + passed, 0)  # backwards, too
        schedule = scheduler.answer(schedule, rating, now)  # checks its own invariants
        assert schedule.answered == now
        assert now < schedule.due
        assert 0 <= scheduler.recall(schedule, now) <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"phase": Phase.REVIEW},
        {"stability": 3.0},
        {"step": 1},
        {"phase": Phase.REVIEW, "stability": -1.0, "difficulty": 5.0, "answered": 0},
        {"phase": Phase.REVIEW, "stability": 1.0, "difficulty": 50.0, "answered": 0},
        {"phase": Phase.REVIEW, "stability": float("nan"), "difficulty": 5.0, "answered": 0},
    ],
)
def test_a_schedule_that_contradicts_itself_cannot_be_built(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"card|stability|difficulty"):
        Schedule(0, **wrong)  # type: ignore[arg-type]


def test_retention_is_a_share() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Scheduler(retention=1.0)
