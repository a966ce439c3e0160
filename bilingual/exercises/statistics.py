"""Figures of a deck: what there is, what is coming, and how well it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bilingual.exercises.scheduling import Phase, Rating, Scheduler
from bilingual.exercises.store import Store

MEASURED_DAYS = 30  # over which the share of right answers is taken
# Seconds; days begin at a full quarter of an hour in every time zone, so one answer of each stands for all.
_QUARTER = 900


@dataclass(frozen=True, slots=True)
class Day:
    """A day of practice, past or to come.

    Args:
        day: in the learner's counting.
        cards: answers given, or cards that will be due.
        right: answers that were right; 0 for a day to come.
    """

    day: date
    cards: int
    right: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a deck.

    Args:
        phases: how many cards are in each phase.
        due: cards to be asked now.
        coming: the days from today on, with what is to be asked; what is overdue counts for today.
        past: the days up to today, with what was answered.
        recall: share of the answers to cards known before that were right, over 30 days; `None` without any.
        streak: days in a row with an answer, up to today or yesterday.
        known: words marked as known.
        looked_up: different words that were looked up.
    """

    phases: dict[Phase, int]
    due: int
    coming: tuple[Day, ...]
    past: tuple[Day, ...]
    recall: float | None
    streak: int
    known: int
    looked_up: int

    @property
    def cards(self) -> int:
        """How many cards there are."""
        return sum(self.phases.values())


def measure(store: Store, scheduler: Scheduler, now: int, days: int, *, due: int) -> Statistics:
    """Count what there is in a deck.

    Args:
        store: its file.
        scheduler: says when a day begins.
        now: seconds since the epoch.
        days: how many of them, before and after.
        due: cards to be asked now.
    """
    today = scheduler.day_of(now)
    since = scheduler.day_start(today - timedelta(days=max(days, MEASURED_DAYS)))
    with store.snapshot():
        cards = store.select("SELECT phase, due FROM card")
        reviews = store.select("SELECT at, rating, phase FROM review WHERE at >= ?", (since,))
        quarters = store.select("SELECT DISTINCT at / ? FROM review", (_QUARTER,))
        ((known,),) = store.select("SELECT count(*) FROM known")
        ((looked_up,),) = store.select("SELECT count(*) FROM (SELECT DISTINCT language, lemma FROM lookup)")
    phases = Counter(phase for phase, _ in cards)
    coming = Counter(max(today, scheduler.day_of(moment)) for _, moment in cards)
    given, right, measured = Counter[date](), Counter[date](), Counter[bool]()
    for at, rating, phase in reviews:
        day, well = scheduler.day_of(at), rating != Rating.AGAIN
        given[day] += 1
        right[day] += well
        if phase == Phase.REVIEW and today - day < timedelta(days=MEASURED_DAYS):
            measured[well] += 1
    practised = {scheduler.day_of(quarter * _QUARTER) for (quarter,) in quarters}
    ahead = [today + timedelta(days=number) for number in range(days)]
    behind = [today - timedelta(days=number) for number in reversed(range(days))]
    return Statistics(
        phases={phase: phases[phase] for phase in Phase},
        due=due,
        coming=tuple(Day(day, coming[day]) for day in ahead),
        past=tuple(Day(day, given[day], right[day]) for day in behind),
        recall=measured[True] / measured.total() if measured else None,
        streak=_streak(practised, today),
        known=known,
        looked_up=looked_up,
    )


def _streak(practised: Collection[date], today: date) -> int:
    day = today if today in practised else today - timedelta(days=1)
    length = 0
    while day in practised:
        length += 1
        day -= timedelta(days=1)
    return length
