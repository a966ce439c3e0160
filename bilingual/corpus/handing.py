"""Hand tasks out to workers and take in what they make, each once, whoever dies on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait

from bilingual.corpus.model import Made, Task
from bilingual.corpus.workers import TaskAbandonedError, WorkerLostError, Workers

# A worker may be killed from outside while it works on an innocent task.
_ATTEMPTS = 2


def hand_out(tasks: Iterator[Task], workers: Workers) -> Iterator[tuple[Task, Made]]:
    """Yield each task with what was made of it, in the order in which they are finished.

    No more tasks are taken from the iterator than the workers have room for. Where processes are lost, the tasks
    that they may have had are done again one at a time, so that one that kills its worker is found out and the
    others are not lost with it.

    Args:
        tasks: what to do.
        workers: who does it.
    """
    under_way: dict[Future[Made], Task] = {}
    while True:
        while len(under_way) < workers.capacity() and (task := next(tasks, None)) is not None:
            under_way[workers.submit(task)] = task
        if not under_way:
            return
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        lost: list[Task] = []
        for future in done:
            yield from _taken(under_way.pop(future), future, workers, lost)
        if lost:
            # With one process its pool is lost: the others have finished, or never will.
            for future, task in under_way.items():
                yield from _taken(task, future, workers, lost)
            under_way.clear()
            workers.renew()
            yield from _one_at_a_time(lost, workers)


def _taken(
    task: Task, future: Future[Made], workers: Workers, lost: list[Task]
) -> Iterator[tuple[Task, Made]]:
    """Yield a task with its result, or put it among those that are lost."""
    try:
        made = workers.result(future)
    except WorkerLostError:
        lost.append(task)
    except TaskAbandonedError:
        yield task, _deadly()
    else:
        yield task, made


def _one_at_a_time(tasks: Sequence[Task], workers: Workers) -> Iterator[tuple[Task, Made]]:
    for task in tasks:
        for _ in range(_ATTEMPTS):
            lost: list[Task] = []
            yield from _taken(task, workers.submit(task), workers, lost)
            if not lost:
                break
            workers.renew()
        else:
            yield task, _deadly()


def _deadly() -> Made:
    return Made(
        None,
        problem="the process that worked on it died, more than once",
        remedy="there may not be memory enough: fewer --jobs, or split the file",
    )
