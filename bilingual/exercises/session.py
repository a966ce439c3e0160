"""A session of practice: what is asked next, what was answered, and what of it is saved.

A session knows nothing of terminals. It can be put down after any answer and gone on with later: how far it has
come is saved in the same transaction as the answer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from bilingual.errors import DeckError
from bilingual.exercises.cards import Card
from bilingual.exercises.deck import Deck
from bilingual.exercises.grades import Grade
from bilingual.exercises.grading import grade
from bilingual.exercises.hints import hints
from bilingual.exercises.items import Exercise
from bilingual.exercises.misreading import misread
from bilingual.exercises.recording import Recorder, Saving
from bilingual.exercises.scheduling import Rating

_MOST_ROUNDS = 3  # in which something is asked in one session; then it is left to the schedule


@dataclass(frozen=True, slots=True)
class Result:
    """An answer that was given in a session.

    Args:
        number: of the exercise, from 0.
        grade: what the answer is worth.
        hinted: whether a hint was shown before.
        accepted: whether the learner had it counted as right against the grade.
    """

    number: int
    grade: Grade
    hinted: bool = False
    accepted: bool = False

    @property
    def passed(self) -> bool:
        """Whether it counts as right."""
        return self.accepted or self.grade.passed

    @property
    def rating(self) -> Rating:
        """What the schedule is told."""
        if not self.accepted:
            return self.grade.rating
        return Rating.HARD if self.hinted else Rating.GOOD


@dataclass(frozen=True, slots=True)
class _State:
    """How far a session has come.

    Args:
        todo: numbers of the exercises still to be asked, in order.
        results: what was answered.
        skipped: numbers of what was left out.
    """

    todo: tuple[int, ...]
    results: tuple[Result, ...] = ()
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer did.

    Args:
        result: what it is worth.
        card: when it comes again; `None` where it is in no deck.
        problem: why it is not saved so far; `None` where it is.
        asked_again: whether the exercise comes again in this session.
    """

    result: Result
    card: Card | None = None
    problem: str | None = None
    asked_again: bool = False


class Session:
    """A run through exercises.

    Args:
        asked: what to ask, in order: cards of the deck, or exercises that come into it when they are answered.
        deck: where answers are saved; `None` saves nothing.
        identity: under which the deck keeps how far the session has come; `None` where it cannot be gone on with.
        repeat: whether what was not right is asked again at the end.

    >>> from bilingual import ENGLISH, FRENCH
    >>> from bilingual.exercises.items import ExerciseKind, SentencePair
    >>> pair = SentencePair("Un char brûle.", "A tank is burning.", FRENCH, ENGLISH)
    >>> gap = Exercise(ExerciseKind.CLOZE, "Fill the gap.", "Un ____ brûle.", ("char",), FRENCH, pair)
    >>> session = Session([gap])
    >>> session.answer("chat").result.passed, session.current is gap
    (False, True)
    >>> session.answer("char").result.passed, session.current
    (True, None)
    """

    def __init__(
        self,
        asked: Sequence[Card | Exercise],
        deck: Deck | None = None,
        *,
        identity: str | None = None,
        repeat: bool = True,
    ) -> None:
        self._asked = tuple(asked)
        self.exercises = tuple(it.exercise if isinstance(it, Card) else it for it in self._asked)
        self._recorder = Recorder(deck) if deck is not None else None
        self._identity = identity
        self._repeat = repeat
        self._state = _State(tuple(range(len(self._asked))))
        self._history: list[tuple[_State, Saving | None]] = []  # what was before each step
        self._hints_given = 0

    @classmethod
    def begin(cls, exercises: Sequence[Exercise], deck: Deck, identity: str, *, repeat: bool = True) -> Self:
        """Begin a session that can be gone on with, and keep its exercises."""
        session = cls(exercises, deck, identity=identity, repeat=repeat)
        content = json.dumps([exercise.to_json() for exercise in exercises], ensure_ascii=False)
        deck.sessions.keep(identity, content, session._written())
        return session

    @classmethod
    def resume(cls, deck: Deck, identity: str, *, repeat: bool = True) -> Self | None:
        """Go on with a session; `None` where there is none, or none that can be understood any more."""
        if (kept := deck.sessions.find(identity)) is None:
            return None
        content, state = kept
        try:
            exercises = [Exercise.from_json(data) for data in json.loads(content)]
            session = cls(exercises, deck, identity=identity, repeat=repeat)
            session._state = session._read(state)
        except (DeckError, ValueError, TypeError, KeyError, IndexError):
            return None
        return session

    @property
    def current(self) -> Exercise | None:
        """What is asked now; `None` at the end."""
        return self.exercises[self._state.todo[0]] if self._state.todo else None

    @property
    def position(self) -> tuple[int, int]:
        """Which exercise is asked now, from 1, and how many there are; those asked again are not counted again."""
        total = len(self.exercises)
        return min(len(self.first_results) + self.skipped + 1, total), total

    @property
    def again(self) -> bool:
        """Whether what is asked now was asked before in this session."""
        return bool(self._state.todo) and any(it.number == self._state.todo[0] for it in self._state.results)

    @property
    def results(self) -> tuple[Result, ...]:
        """What was answered, in order."""
        return self._state.results

    @property
    def first_results(self) -> tuple[Result, ...]:
        """The first answer to each exercise, in order."""
        first: dict[int, Result] = {}
        for result in self._state.results:
            first.setdefault(result.number, result)
        return tuple(first.values())

    @property
    def to_read_again(self) -> tuple[Exercise, ...]:
        """The exercises that were not right at first, or left out, in the order of the text; a sentence once."""
        numbers = {result.number for result in self.first_results if not result.passed}
        first: dict[tuple[str, str], Exercise] = {}
        for number in sorted(numbers | set(self._state.skipped)):
            exercise = self.exercises[number]
            first.setdefault((exercise.origin.source, exercise.origin.target), exercise)
        return tuple(sorted(first.values(), key=lambda it: (it.origin.document, it.origin.number or 0)))

    @property
    def skipped(self) -> int:
        """How many exercises were left out."""
        return len(self._state.skipped)

    def was_skipped(self, number: int) -> bool:
        """Whether an exercise, by its number from 0, was left out."""
        return number in self._state.skipped

    @property
    def left(self) -> int:
        """How many answers are still to be given."""
        return len(self._state.todo)

    def hint(self) -> str | None:
        """Return the next hint for what is asked now; `None` where there is no further one."""
        assert self.current is not None
        known = hints(self.current)
        if self._hints_given >= len(known):
            return None
        self._hints_given += 1
        return known[self._hints_given - 1]

    def misread(self, text: str) -> str | None:
        """Say why an answer can be no answer to what is asked now, such as a number that no option has.

        It is for the learner to type another; `answer` would grade it as wrong.
        """
        assert self.current is not None
        return misread(self.current, text)

    def answer(self, text: str) -> Outcome:
        """Grade an answer to what is asked now, and save it."""
        assert self.current is not None
        number, hinted = self._state.todo[0], self._hints_given > 0
        return self._take(Result(number, grade(self.current, text, hinted=hinted), hinted))

    def skip(self) -> None:
        """Leave out what is asked now."""
        before = self._state
        number, *todo = before.todo
        self._state = _State(tuple(todo), before.results, (*before.skipped, number))
        self._history.append((before, None))
        self._hints_given = 0
        self._keep_progress()

    def undo(self) -> bool:
        """Take back the last answer, or what was left out last; it is asked again.

        `False` where there is none, or where something else was done to the deck since.

        Raises:
            DeckError: the deck cannot be written.
        """
        if not self._history:
            return False
        before, saving = self._history[-1]
        if saving is not None and self._recorder is not None and not self._recorder.take_back(saving):
            return False
        self._history.pop()
        self._state = before
        self._hints_given = 0
        if saving is None:
            self._keep_progress()
        return True

    def accept(self) -> Outcome | None:
        """Count the last answer as right, against its grade; `None` where it is right, or there is none.

        Raises:
            DeckError: the deck cannot be written.
        """
        if not self._history or len(self._history[-1][0].results) == len(self._state.results):
            return None
        last = self._state.results[-1]
        if last.passed or not self.undo():
            return None
        return self._take(replace(last, accepted=True))

    def save(self) -> None:
        """Save what could not be saved before, and forget a session that is at its end.

        Raises:
            DeckError: it still cannot be saved.
        """
        if self._recorder is None:
            return
        error = self._recorder.flush()
        if error is not None and (waiting := self._recorder.waiting):
            answers = "1 answer" if waiting == 1 else f"{waiting} answers"
            raise DeckError(f"{answers}: {error.problem}", place=error.place, remedy=error.remedy)
        if self._identity is not None and not self._state.todo:
            self._recorder.deck.sessions.drop(self._identity)

    def _take(self, result: Result) -> Outcome:
        before = self._state
        number, *todo = before.todo
        rounds = sum(it.number == number for it in before.results) + 1
        if self._repeat and not result.passed and rounds < _MOST_ROUNDS:
            todo.append(number)
        self._state = _State(tuple(todo), (*before.results, result), before.skipped)
        self._hints_given = 0
        if self._recorder is None:
            self._history.append((before, None))
            return Outcome(result, asked_again=number in todo)
        progress = None if self._identity is None else (self._identity, self._written())
        saving = self._recorder.take(self._asked[number], result.rating, progress)
        self._history.append((before, saving))
        error = self._recorder.flush()
        return Outcome(result, saving.card, None if error is None else str(error), number in todo)

    def _keep_progress(self) -> None:
        """Save how far the session has come where no answer was given; not worth an error if it cannot be."""
        if self._recorder is not None and self._identity is not None:
            with suppress(DeckError):
                self._recorder.deck.sessions.advance(self._identity, self._written())

    def _written(self) -> str:
        state = self._state
        results = [[it.number, it.grade.answer, it.hinted, it.accepted] for it in state.results]
        written = {"todo": state.todo, "results": results, "skipped": state.skipped}
        return json.dumps(written, ensure_ascii=False)

    def _read(self, written: str) -> _State:
        data = json.loads(written)
        results = tuple(
            Result(number, grade(self.exercises[number], answer, hinted=hinted), hinted, accepted)
            for number, answer, hinted, accepted in data["results"]
        )
        state = _State(tuple(data["todo"]), results, tuple(data["skipped"]))
        for number in (*state.todo, *state.skipped):
            self.exercises[number]  # raises where there is none
        return state
