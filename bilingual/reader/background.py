"""What takes time happens in threads of its own: translating ahead of the view, and everything else in turn."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

from bilingual.errors import BilingualError
from bilingual.reader.book import Book, Row

AHEAD, BEHIND = 3, 1
"""Screens after and before the one shown that are translated in advance."""
# Rows handed to the engine at once: enough for it to work in batches, and few enough to turn soon to where the
# reader has jumped in the meantime.
_BATCH = 16
_PATIENCE = 10.0  # seconds that leaving waits for a batch under way

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]
"""Has a function called in the thread that shows things."""


def wanted(first: int, last: int, count: int) -> Iterator[int]:
    """Yield the rows to translate, in the order of their urgency: those that show, what follows, what precedes.

    >>> list(wanted(4, 5, 30))
    [4, 5, 6, 7, 8, 9, 10, 11, 3, 2]
    """
    shown = last - first + 1
    yield from range(first, min(last + 1 + AHEAD * shown, count))
    yield from range(first - 1, max(first - 1 - BEHIND * shown, -1), -1)


class Translating:
    """Translates rows in a thread, those that are looked at before others.

    Args:
        book: whose rows.
        deliver: has a function called where things are shown.
        came: called there with each row that is ready.
        failed: called there with what went wrong; nothing more is translated then.
    """

    def __init__(
        self,
        book: Book,
        deliver: Deliver,
        came: Callable[[Row], None],
        failed: Callable[[BilingualError], None],
    ) -> None:
        self._book = book
        self._deliver, self._came, self._failed = deliver, came, failed
        self._condition = threading.Condition()
        self._rows: Sequence[Row] = ()
        self._rest = False
        self._turn = 0  # grows when the reader looks elsewhere
        self._under_way: frozenset[Row] = frozenset()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="translating", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def look_at(self, numbers: Sequence[int]) -> None:
        """Say which rows are wanted now, the most urgent first."""
        rows = [self._book[number] for number in numbers]
        with self._condition:
            first = next((row for row in rows if row.bead is None), None)
            # Breaking off costs what the engine has under way, so only for what that will not bring.
            if first is not None and first not in self._under_way:
                self._turn += 1
            self._rows = rows
            self._condition.notify()

    def translate_all(self) -> None:
        """Have everything translated, what is looked at first."""
        with self._condition:
            self._rest = True
            self._condition.notify()

    def stop(self) -> None:
        """Stop after what is under way; what is translated is in the memory."""
        with self._condition:
            self._stopped = True
            self._condition.notify()

    def wait(self) -> None:
        """Wait for the thread's end, after `stop`."""
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _next(self) -> tuple[int, list[Row]] | None:
        """Wait for rows to translate; `None` for the end."""
        with self._condition:
            while not self._stopped:
                rows = [row for row in self._rows if row.bead is None]
                if not rows and self._rest:
                    rows = list(islice((row for row in self._book.rows if row.bead is None), _BATCH))
                if rows:
                    self._under_way = frozenset(rows[:_BATCH])
                    return self._turn, rows[:_BATCH]
                self._condition.wait()
        return None

    def _run(self) -> None:
        try:
            while (found := self._next()) is not None:
                turn, rows = found
                beads = self._book.fill(rows)
                for row in beads:
                    self._deliver(partial(self._came, row))
                    if self._stopped or self._turn != turn:
                        break
                beads.close()
        except BilingualError as error:
            self._deliver(partial(self._failed, error))
        except Exception as error:  # an engine's own, of a damaged model say: never a traceback over the text
            wrapped = BilingualError(f"the translation failed: {error}", remedy="bilingual models verify")
            self._deliver(partial(self._failed, wrapped))


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    work: Callable[[], T]
    done: Callable[[T], None]
    key: str | None

    def outcome(self) -> Callable[[], None]:
        """Do the work and return what has its result shown."""
        return partial(self.done, self.work())


class Background:
    """Does one job after another in a thread.

    Args:
        deliver: has a function called where things are shown.
        failed: called there with what went wrong in a job.
    """

    def __init__(self, deliver: Deliver, failed: Callable[[BilingualError], None]) -> None:
        self._deliver, self._failed = deliver, failed
        self._condition = threading.Condition()
        self._jobs: deque[_Job[Any]] = deque()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def submit(self, work: Callable[[], T], done: Callable[[T], None], *, key: str | None = None) -> None:
        """Have something done, and `done` called with its result.

        Args:
            work: what to do, in the thread.
            done: called where things are shown.
            key: of two jobs with one key that wait, only the later is done, and before others.
        """
        job = _Job(work, done, key)
        with self._condition:
            if key is None:
                self._jobs.append(job)
            else:
                self._jobs = deque((job, *(other for other in self._jobs if other.key != key)))
            self._condition.notify()

    def stop(self) -> None:
        """Do what is waiting without a key, and end."""
        with self._condition:
            self._jobs = deque(job for job in self._jobs if job.key is None)
            self._stopped = True
            self._condition.notify()

    def wait(self) -> None:
        """Wait for the thread's end, after `stop`."""
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while True:
            with self._condition:
                while not self._jobs and not self._stopped:
                    self._condition.wait()
                if not self._jobs:
                    return
                job = self._jobs.popleft()
            try:
                outcome = job.outcome()
            except Exception as error:  # a thread's traceback would be written over the text
                told = error if isinstance(error, BilingualError) else _wrapped(error)
                self._deliver(partial(self._failed, told))
                continue
            self._deliver(outcome)


def _wrapped(error: Exception) -> BilingualError:
    return BilingualError(f"this went wrong: {type(error).__name__}: {error}")
