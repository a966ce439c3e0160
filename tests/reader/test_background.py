"""Work in threads of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator

import pytest
from books import gradual, long_text
from readers import FakeTranslator

from bilingual.errors import BilingualError, ModelError
from bilingual.reader.background import Background, Translating, wanted
from bilingual.reader.book import Row
from bilingual.translation.translator import Translation

Calls = queue.Queue[Callable[[], None]]


class Failing(FakeTranslator):
    """A translator whose package is missing, or whose engine breaks."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def translate(self, sentences: Iterable[str]) -> Iterator[Translation]:
        raise self.error
        yield


def nothing(_: object) -> None:
    """For what a test does not look at."""


def test_what_shows_comes_first_then_what_follows_then_what_precedes() -> None:
    assert list(wanted(10, 11, 100)) == [*range(10, 18), 9, 8]
    assert list(wanted(0, 0, 2)) == [0, 1]


def test_rows_are_translated_where_the_reader_looks() -> None:
    book = gradual(long_text())
    came: list[Row] = []
    calls: Calls = queue.Queue()
    translating = Translating(book, calls.put, came.append, pytest.fail)
    translating.start()
    translating.look_at([200, 201, 7])
    while len(came) < 3:
        calls.get(timeout=10)()
    assert [row.start for row in came] == [book[n].start for n in (200, 201, 7)]
    translating.look_at([5])
    calls.get(timeout=10)()
    assert came[-1] is book[5]
    assert book.made == 4
    translating.stop()
    translating.wait()


def test_a_jump_leaves_what_was_under_way_for_what_is_looked_at() -> None:
    book = gradual(long_text())
    came: list[Row] = []
    waits, goes_on = threading.Event(), threading.Event()

    def deliver(call: Callable[[], None]) -> None:
        call()
        waits.set()
        assert goes_on.wait(10)

    translating = Translating(book, deliver, came.append, pytest.fail)
    translating.start()
    translating.look_at(range(10))
    assert waits.wait(10)
    translating.look_at([300])
    goes_on.set()
    while book[300].bead is None:
        translating._thread.join(0.01)
    assert book.made < 5
    translating.stop()
    translating.wait()


def test_everything_is_translated_when_that_is_wanted() -> None:
    book = gradual(long_text(500))
    calls: Calls = queue.Queue()
    translating = Translating(book, calls.put, nothing, pytest.fail)
    translating.start()
    translating.translate_all()
    for _ in range(len(book)):
        calls.get(timeout=10)()
    assert book.is_complete
    translating.stop()
    translating.wait()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ModelError("no package"), "no package"),
        (RuntimeError("bad weights"), "failed: bad weights .*models verify"),
    ],
)
def test_what_goes_wrong_is_told_once(error: Exception, message: str) -> None:
    book = gradual(translator=Failing(error))
    told: queue.Queue[BilingualError] = queue.Queue()
    translating = Translating(book, lambda call: call(), nothing, told.put)
    translating.start()
    translating.look_at([0])
    with pytest.raises(BilingualError, match=message):
        raise told.get(timeout=10)
    translating.look_at([1])
    translating.wait()
    assert told.empty()


def test_jobs_are_done_in_turn_and_of_those_with_one_key_the_last() -> None:
    calls: Calls = queue.Queue()
    background = Background(calls.put, nothing)
    results: list[str] = []
    for word in ("a", "b", "c"):
        background.submit(lambda word=word: word, results.append, key="look up")  # type: ignore[misc]
    background.submit(lambda: "saved", results.append)
    background.start()
    calls.get(timeout=10)()
    calls.get(timeout=10)()
    assert results == ["c", "saved"]
    background.stop()
    background.wait()
    assert calls.empty()


def test_what_is_to_be_kept_is_kept_before_the_end() -> None:
    done: list[str] = []
    background = Background(lambda call: call(), nothing)
    background.submit(lambda: "saved", done.append)
    background.submit(lambda: "looked up", done.append, key="look up")
    background.stop()
    background.start()
    background.wait()
    assert done == ["saved"]


def test_a_job_that_fails_is_told_and_the_next_is_done() -> None:
    calls: Calls = queue.Queue()
    told: list[BilingualError] = []
    background = Background(calls.put, told.append)

    def fail() -> None:
        raise BilingualError("full disk")

    background.submit(fail, nothing)
    background.submit(lambda: 1 // 0, nothing)
    background.submit(lambda: 1, nothing)
    background.start()
    for _ in range(3):
        calls.get(timeout=10)()
    assert [error.problem[:30] for error in told] == ["full disk", "this went wrong: ZeroDivisionE"]
    background.stop()
    background.wait()
