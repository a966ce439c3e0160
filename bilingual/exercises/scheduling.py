"""When a card comes again: FSRS over days as people live them, with the clock and the chance passed in.

The memory model is the `fsrs` library's. What it leaves open is decided here: a day ends at four in the
morning where the learner is, not 24 hours after an answer, so that what was practised in the evening is due
the whole of the day it falls on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Card as FsrsCard
    from fsrs import Scheduler as FsrsScheduler

DAY = 86_400  # seconds
DAY_BEGINS = 4  # o'clock; who practises after midnight still does today's cards
RETENTION = 0.9  # share of the answers that should be right; the default of FSRS and of Anki
# FSRS 6 spreads an interval by a share of it that falls as it grows; (from day, to day, share).
_SPREAD = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
_SHORTEST_SPREAD = 2.5  # days


class Rating(StrEnum):
    """How well an answer was known."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class Phase(StrEnum):
    """How far the learning of a card has come."""

    NEW = "new"
    """Never answered."""
    LEARNING = "learning"
    """Met, and to be met again within the hour."""
    REVIEW = "review"
    """Known, and to be asked after days."""
    RELEARNING = "relearning"
    """Known once, and forgotten."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is known of the memory of a card. Times are seconds since the epoch.

    Args:
        due: when it is to be asked; for a new card, when it was made.
        phase: how far its learning has come.
        step: which of the short intervals comes next, while it is being learnt.
        stability: days after which it is recalled with the probability wanted; `None` while it is new.
        difficulty: 1 to 10; `None` while it is new.
        answered: when it was last answered; `None` while it is new.
    """

    due: int
    phase: Phase = Phase.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    answered: int | None = None

    def __post_init__(self) -> None:
        known = (self.stability is not None, self.difficulty is not None, self.answered is not None)
        if known != ((self.phase is not Phase.NEW,) * 3):
            raise ValueError(f"a {self.phase} card has stability, difficulty and last answer, or is new")
        if (self.step is not None) != (self.phase in (Phase.LEARNING, Phase.RELEARNING)):
            raise ValueError(f"a {self.phase} card with step {self.step}")
        if self.stability is not None and not 0 < self.stability < math.inf:
            raise ValueError(f"stability is a number of days above 0, not {self.stability}")
        if self.difficulty is not None and not 1 <= self.difficulty <= 10:
            raise ValueError(f"difficulty lies between 1 and 10, not {self.difficulty}")
        if self.step is not None and self.step < 0:
            raise ValueError(f"steps are numbered from 0, not {self.step}")


class Scheduler:
    """Says from an answer when a card comes again.

    Args:
        rng: spreads the intervals a little, so that what was learnt on one day does not all come back on
            one day; without one they are exact.
        zone: where the learner's days begin and end; by default where the machine is.
        retention: share of the answers that should be right, between 0 and 1.

    >>> scheduler = Scheduler(zone=UTC)
    >>> first = scheduler.answer(Schedule(due=0), Rating.EASY, now=3600)
    >>> first.phase, (first.due - 4 * 3600) // DAY
    (<Phase.REVIEW: 'review'>, 7)
    """

    def __init__(
        self, *, rng: Random | None = None, zone: tzinfo | None = None, retention: float = RETENTION
    ) -> None:
        if not 0 < retention < 1:
            raise ValueError(f"retention lies between 0 and 1, not {retention}")
        self._rng = rng
        self._zone = zone
        self._retention = retention

    @cached_property
    def _fsrs(self) -> FsrsScheduler:
        from fsrs import Scheduler as FsrsScheduler

        # Its own spreading draws from the global generator; ours is passed in.
        return FsrsScheduler(desired_retention=self._retention, enable_fuzzing=False)

    def answer(self, schedule: Schedule, rating: Rating, now: int) -> Schedule:
        """Return the schedule of a card after it was answered.

        A clock that went backwards since the last answer counts as no time at all.
        """
        from fsrs import Rating as FsrsRating

        at = datetime.fromtimestamp(now, UTC)
        after, _ = self._fsrs.review_card(self._card(schedule, at, now), FsrsRating[rating.name.title()], at)
        phase = Phase(after.state.name.lower())
        interval = after.due - at
        if phase is Phase.REVIEW:
            due = self.day_start(self.day_of(now) + timedelta(days=self._spread(interval.days)))
        else:
            due = now + round(interval.total_seconds())
        return Schedule(due, phase, after.step, after.stability, after.difficulty, now)

    def recall(self, schedule: Schedule, now: int) -> float:
        """Return the probability, 0 to 1, that the card would be answered right now; 0 for a new one."""
        at = datetime.fromtimestamp(now, UTC)
        return float(self._fsrs.get_card_retrievability(self._card(schedule, at, now), at))

    def day_of(self, moment: int) -> date:
        """Return the learner's day that a moment belongs to."""
        return (datetime.fromtimestamp(moment, self._zone) - timedelta(hours=DAY_BEGINS)).date()

    def day_start(self, day: date) -> int:
        """Return the moment at which a learner's day begins."""
        return int(datetime.combine(day, time(DAY_BEGINS), self._zone).timestamp())

    def _card(self, schedule: Schedule, at: datetime, now: int) -> FsrsCard:
        """Put a schedule into the library's terms, its last answer as many whole days ago as nights have passed."""
        from fsrs import Card as FsrsCard
        from fsrs import State

        last = None
        if schedule.answered is not None:
            days = (self.day_of(now) - self.day_of(schedule.answered)).days
            last = at - timedelta(days=max(0, days))
        state = State.Learning if schedule.phase is Phase.NEW else State[schedule.phase.name.title()]
        return FsrsCard(0, state, schedule.step, schedule.stability, schedule.difficulty, at, last)

    def _spread(self, days: int) -> int:
        if self._rng is None or days < _SHORTEST_SPREAD:
            return days
        delta = 1.0 + sum(share * max(0.0, min(days, until) - since) for since, until, share in _SPREAD)
        return self._rng.randint(max(2, round(days - delta)), round(days + delta))
