"""The same corpus on a Dask cluster: a real scheduler and two worker processes on this machine, one of them killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from processes import COMMAND, wait_for
from small_corpora import write_corpus

from bilingual.corpus.journal import NAME
from bilingual.corpus.model import FileReport, Made, Status
from bilingual.corpus.running import REPORT, translate_corpus
from bilingual.corpus.workers import ClusterWorkers, cluster_workers
from bilingual.errors import BilingualError
from bilingual.pipeline.model import ParallelText

distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")

ON_LOOPBACK = ["--no-dashboard", "--host", "127.0.0.1"]


@contextmanager
def running(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of Dask's as long as the block lasts."""
    command = [sys.executable, "-m", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a scheduler and return its address."""
    file = tmp_path_factory.mktemp("scheduler") / "scheduler.json"
    with running(
        "distributed.cli.dask_scheduler", *ON_LOOPBACK, "--port", "0", "--scheduler-file", file
    ) as process:
        wait_for(lambda: file.exists() and file.stat().st_size and process.poll() is None)
        yield json.loads(file.read_text("utf-8"))["address"]


@contextmanager
def worker(scheduler: str) -> Iterator[subprocess.Popen[bytes]]:
    # Without a nanny nobody starts it again.
    with running(
        "distributed.cli.dask_worker", scheduler, *ON_LOOPBACK, "--no-nanny", "--nthreads", "1"
    ) as process:
        yield process


def test_a_worker_killed_midway_costs_nothing_and_doubles_nothing(scheduler: str, tmp_path: Path) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    names = write_corpus(texts, 8, sentences=10)
    (texts / "binary.txt").write_bytes(bytes(range(32)) * 40)
    seen: list[FileReport] = []
    with ExitStack() as stack:
        doomed, _ = (stack.enter_context(worker(scheduler)) for _ in range(2))
        with distributed.Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=30)
            pids = client.run(os.getpid)
            (address,) = (place for place, pid in pids.items() if pid == doomed.pid)

            def kill_one(file: FileReport, finished: int, total: int) -> None:
                seen.append(file)
                if file.status is Status.DONE and doomed.poll() is None:
                    # It has work in hand, or a result that nobody has fetched.
                    wait_for(lambda: client.processing().get(address) or client.has_what().get(address), 5)
                    doomed.kill()
                    doomed.wait()

            report = translate_corpus(texts, out, scheduler=scheduler, memory=False, progress=kill_one)
            assert address not in client.scheduler_info()["workers"]
    assert doomed.returncode == -9
    assert [report.count(status) for status in Status] == [8, 0, 1]
    assert Counter(file.name for file in seen) == Counter([*names, "binary.txt"])
    for name in names:
        text = ParallelText.from_json((out / f"{name}.json").read_text("utf-8"))
        assert text.source.text == (texts / name).read_text("utf-8")
        assert all(bead.target for bead in text.beads)
    outputs = [json.loads(line)["output"] for line in (out / NAME).read_text("utf-8").splitlines()]
    assert sorted(outputs) == [f"{name}.json" for name in names], "each written once"
    assert sorted(path.name for path in out.iterdir() if not path.name.startswith(".")) == sorted(
        [REPORT, *(f"{name}.json" for name in names)]
    )


def test_a_cluster_goes_on_with_what_processes_here_began(scheduler: str, tmp_path: Path) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    write_corpus(texts, 2, sentences=2)
    translate_corpus(texts, out, jobs=1, memory=False)
    (texts / "new.txt").write_text("Le pont est fermé.\n", "utf-8")
    with worker(scheduler):
        done = subprocess.run(
            [*COMMAND, "corpus", str(texts), "-o", str(out), "--scheduler", scheduler],
            capture_output=True,
            timeout=60,
            check=True,
        )
    assert b"1 done, 2 unchanged" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_cluster_that_cannot_work_is_said(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.corpus.workers._CONNECTING", 1.0)
    with pytest.raises(BilingualError, match="no workers.*dask worker tcp"), cluster_workers(scheduler):
        pass
    broken: Future[Made] = Future()
    broken.set_exception(ModuleNotFoundError("No module named 'bilingual'"))
    with pytest.raises(BilingualError, match="cannot run bilingual.*same version on every machine"):
        ClusterWorkers(ThreadPoolExecutor(), lambda: 1).result(broken)


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.corpus.workers._CONNECTING", 0.5)
    with (
        pytest.raises(BilingualError, match=r"no scheduler answers.*after 0\.5 s.*dask scheduler"),
        cluster_workers("tcp://127.0.0.1:9"),
    ):
        pass
    with pytest.raises(BilingualError, match="no scheduler answers"), cluster_workers("nonsense://x"):
        pass


def test_without_the_library_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BilingualError, match=r"bilingual-reader\[cluster\]"), cluster_workers("tcp://x"):
        pass
