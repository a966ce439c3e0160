"""Who does the work: processes of this machine, or a Dask cluster; both take tasks and give futures."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol

from bilingual.corpus.model import Made, Task
from bilingual.corpus.working import work
from bilingual.errors import BilingualError

Work = Callable[[Task], Made]
_CONNECTING = 10.0  # seconds to wait for a scheduler, and for the first worker
# Tasks under way for each that is worked on: the next is there when one is done, and memory stays bounded.
_AHEAD = 2


class WorkerLostError(Exception):
    """The process that had a task has died, and maybe not because of it."""


class TaskAbandonedError(Exception):
    """A task whose workers died again and again; it is to blame."""


class Workers(Protocol):
    """Takes tasks and gives futures of what they make."""

    def capacity(self) -> int:
        """Return how many tasks may be under way."""

    def submit(self, task: Task) -> Future[Made]:
        """Start a task."""

    def result(self, future: Future[Made]) -> Made:
        """Return what a finished future holds.

        Raises:
            WorkerLostError: its worker died; the task may be given to another.
            TaskAbandonedError: workers died of it.
        """

    def renew(self) -> None:
        """Make it fit for work after `WorkerLostError`."""


class LocalWorkers:
    """Processes of this machine, each with its own engine.

    Started anew rather than forked: a fork of a process with threads can hang. When one dies, the pool of the
    standard library is lost with all that it had in work; whoever uses this gives the tasks out again.

    Args:
        jobs: how many processes.
        work: what they do; importable.
    """

    def __init__(self, jobs: int, work: Work = work) -> None:
        self._jobs = jobs
        self._work = work
        self._others = set(multiprocessing.active_children())
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare_process
        )

    def capacity(self) -> int:
        """Return how many tasks may be under way."""
        return self._jobs * _AHEAD

    def submit(self, task: Task) -> Future[Made]:
        """Start a task."""
        try:
            return self._pool.submit(self._work, task)
        except BrokenProcessPool:
            # It broke before anybody asked for a result: the task is as lost as those under way.
            lost: Future[Made] = Future()
            lost.set_exception(BrokenProcessPool())
            return lost

    def result(self, future: Future[Made]) -> Made:
        """Return what a finished future holds."""
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise WorkerLostError from error

    def renew(self) -> None:
        """Start new processes for those that are lost."""
        self.close()
        self._pool = self._start()

    def finish(self) -> None:
        """Let the processes end by themselves, with nothing left to do."""
        self._pool.shutdown()

    def close(self) -> None:
        """End the processes at once; what they were doing is lost, and nothing is written by them."""
        mine = set(multiprocessing.active_children()) - self._others
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in mine:
            process.terminate()
        for process in mine:
            process.join()


def _prepare_process() -> None:
    """Leave Ctrl-C to the parent, and end with it, whatever ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


class ClusterWorkers:
    """The workers of a Dask cluster, which must have the same version of `bilingual` and the same package.

    The scheduler gives a task whose worker died to another one, three times at most.

    Args:
        executor: from the client.
        threads: of all workers together, now.
        work: what they do; importable on the workers.
    """

    def __init__(self, executor: Executor, threads: Callable[[], int], work: Work = work) -> None:
        self._executor = executor
        self._threads = threads
        self._work = work

    def capacity(self) -> int:
        """Return how many tasks may be under way; workers may come and go."""
        return max(1, self._threads()) * _AHEAD

    def submit(self, task: Task) -> Future[Made]:
        """Start a task."""
        with warnings.catch_warnings():
            # Texts travel with their tasks, on purpose, and some are large.
            warnings.filterwarnings("ignore", message="Sending large graph")
            return self._executor.submit(self._work, task)

    def result(self, future: Future[Made]) -> Made:
        """Return what a finished future holds."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            raise TaskAbandonedError from error
        except CancelledError:
            raise BilingualError(
                "the connection to the scheduler is lost",
                remedy="start again; what is finished is not done twice",
            ) from None
        except Exception as error:
            # What goes wrong with a text is in what comes back: this is a worker that cannot even begin.
            raise BilingualError(
                f"a worker of the cluster cannot run bilingual: {type(error).__name__}: {error}",
                remedy="install the same version on every machine",
            ) from None

    def renew(self) -> None:
        """Do nothing: the scheduler sees to it."""


@contextmanager
def local_workers(jobs: int) -> Iterator[LocalWorkers]:
    """Give processes of this machine; they end with the block, and at once if it is broken off."""
    workers = LocalWorkers(jobs)
    try:
        yield workers
    except BaseException:
        workers.close()
        raise
    workers.finish()


@contextmanager
def cluster_workers(address: str) -> Iterator[ClusterWorkers]:
    """Give the workers of the Dask cluster whose scheduler is at an address such as `tcp://10.0.0.1:8786`.

    Raises:
        BilingualError: the library is not there, or nobody answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise BilingualError(
            "a cluster needs the library `distributed`, which is not installed",
            remedy="pip install 'bilingual-reader[cluster]'",
        ) from None
    try:
        connect: Any = Client  # it has types, but not for what is used here
        client = connect(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BilingualError(
            f"no scheduler answers: {reason}", place=address, remedy="start one: dask scheduler"
        ) from None
    try:
        try:
            client.wait_for_workers(1, timeout=_CONNECTING)
        except TimeoutError:
            raise BilingualError(
                "the scheduler has no workers", place=address, remedy=f"start some: dask worker {address}"
            ) from None
        yield ClusterWorkers(
            client.get_executor(pure=False),
            lambda: sum(client.nthreads().values()),
        )
    finally:
        client.close(timeout=_CONNECTING)
