"""A deck in the terminal: its cards as a table, its figures with a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bilingual.exercises.cards import Card, shortened
from bilingual.exercises.items import ExerciseKind, matched
from bilingual.exercises.messages import message
from bilingual.exercises.scheduling import DAY, Phase, Scheduler
from bilingual.exercises.statistics import Day, Statistics
from bilingual.languages import ENGLISH, Language
from bilingual.views.frame import HEADING_STYLE, INDENT, QUIET_STYLE, TERM_STYLE
from bilingual.views.terminal import harmless, wrap
from bilingual.views.word import bar

if TYPE_CHECKING:
    from rich.table import Table

_NARROWEST_DETAILS = 80  # cells; from here on kind and id have columns of their own
_CHART = 30  # cells
_BESIDE_BARS = len(f"{INDENT}Mon 01   100% right")  # cells, besides the digits of the largest number
_MINUTE, _HOUR = 60, 3600
_DAYS_NAMED = 60  # longer times are said in months, and these in years
_MONTHS_NAMED = 730


def when_due(card: Card, now: int, scheduler: Scheduler, reader: Language = ENGLISH) -> str:
    """Say when a card is due, as people say it."""
    due = card.schedule.due
    answered = card.schedule.answered
    if due <= now or (answered is not None and answered > now + DAY):
        return message("when-now", reader)
    days = (scheduler.day_of(due) - scheduler.day_of(now)).days
    if days == 0:
        minutes = -(-(due - now) // _MINUTE)
        if minutes < _HOUR // _MINUTE:
            return message("when-minutes", reader, number=minutes)
        return message("when-hours", reader, number=round(minutes / 60))
    if days == 1:
        return message("when-tomorrow", reader)
    if days < _DAYS_NAMED:
        return message("when-days", reader, number=days)
    if days < _MONTHS_NAMED:
        return message("when-months", reader, number=round(days / 30.4))
    return message("when-years", reader, number=round(days / 365.25))


def answer_of(card: Card) -> str:
    """Return the answer of a card in one line; the pairs of a match by their words."""
    if card.exercise.kind is ExerciseKind.MATCH:
        return "; ".join(f"{left} = {right}" for left, right in matched(card.exercise))
    return card.exercise.answer


def cards_table(cards: Iterable[Card], now: int, scheduler: Scheduler, width: int) -> Table:
    """Return cards as a table of a width in cells."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, show_edge=False)
    wide = width >= _NARROWEST_DETAILS
    table.add_column("Due", no_wrap=True)
    table.add_column("Card", ratio=5, overflow="fold")
    table.add_column("Answer", ratio=5, overflow="fold")
    if wide:
        table.add_column("Kind", no_wrap=True, style=QUIET_STYLE)
        table.add_column("Id", no_wrap=True, style=QUIET_STYLE)
    for card in cards:
        answer = (
            card.exercise.meaning if card.exercise.headword and card.exercise.meaning else answer_of(card)
        )
        row: list[str | Text] = [
            when_due(card, now, scheduler),
            Text(harmless(card.subject), HEADING_STYLE),
            Text(harmless(shortened(answer))),
        ]
        if wide:
            row += [card.exercise.kind.value, harmless(card.id)]
        table.add_row(*row)
    return table


class StatisticsView:
    """Prints figures of a deck.

    Args:
        console: where to; its width and encoding decide layout and signs.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._unicode = "utf" in console.encoding.lower()

    def show(self, figures: Statistics) -> None:
        """Print the figures, then a chart of the days to come and of those behind."""
        dot = " · " if self._unicode else " - "
        head = Text(_count(figures.cards, "card"), style=TERM_STYLE)
        head.append(dot + dot.join(self._phases(figures)), style=QUIET_STYLE)
        self._print(head)
        for line in self._sentences(figures):
            self._print(Text(line))
        if not figures.cards:
            return
        self._chart("To come", figures.coming, figures.coming[0].day)
        if any(day.cards for day in figures.past):
            self._chart("Answered", figures.past, figures.coming[0].day, shares=True)

    def _phases(self, figures: Statistics) -> list[str]:
        learning = figures.phases[Phase.LEARNING] + figures.phases[Phase.RELEARNING]
        said = (
            (figures.due, "due now"),
            (figures.phases[Phase.NEW], "new"),
            (learning, "being learnt"),
            (figures.phases[Phase.REVIEW], "known"),
        )
        return [f"{number} {what}" for number, what in said]

    def _sentences(self, figures: Statistics) -> Iterable[str]:
        if figures.recall is not None:
            yield f"Of what was known, {figures.recall:.0%} was answered right in the last 30 days."
        if figures.streak > 1:
            yield f"Practised {figures.streak} days in a row."
        if figures.looked_up or figures.known:
            yield f"{_count(figures.looked_up, 'word')} looked up, {figures.known} marked as known."

    def _chart(self, title: str, days: Sequence[Day], today: object, *, shares: bool = False) -> None:
        self._print(Text())
        rule = "─" if self._unicode else "-"
        line = Text(f"{rule * 2} ", style=QUIET_STYLE).append(title, style=HEADING_STYLE)
        self._print(line)
        most = max((day.cards for day in days), default=0) or 1
        digits = len(str(most))
        width = max(4, min(_CHART, self._console.width - _BESIDE_BARS - digits))
        for day in days:
            name = "today" if day.day == today else f"{day.day:%a %d}"
            line = Text(f"{INDENT}{name:<6} {day.cards:>{digits}} ")
            line.append(bar(day.cards / most, unicode=self._unicode, width=width), style=TERM_STYLE)
            if shares and day.cards:
                line.append(f" {day.right / day.cards:.0%} right", style=QUIET_STYLE)
            line.rstrip()
            self._print(line)

    def _print(self, text: Text) -> None:
        for line in wrap(text, self._console.width, self._console):
            self._console.print(line, soft_wrap=True, highlight=False, markup=False)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
