"""A corpus done here: what is found, what is written, what is done again, what becomes of failures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from processes import COMMAND, wait_for
from readers import EXAMPLES
from small_corpora import deadly_work, write_corpus

from bilingual.cli import main
from bilingual.cli.exits import ExitCode
from bilingual.corpus.finding import find_items
from bilingual.corpus.handing import hand_out
from bilingual.corpus.journal import NAME, Journal
from bilingual.corpus.model import CorpusItem, FileReport, Made, Status, Task, Treatment
from bilingual.corpus.packages import package_digest
from bilingual.corpus.running import REPORT, translate_corpus
from bilingual.corpus.workers import LocalWorkers, WorkerLostError
from bilingual.corpus.working import work
from bilingual.errors import BilingualError, DocumentError
from bilingual.glossary.termbase import load_termbase
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline.model import ParallelText
from bilingual.translation.archives import unpack
from bilingual.translation.packages import PackageOrigin, describe_package, find_package

PLAIN = Treatment("fr", "en", "json")


def task(name: str, text: str = "Il pleut.") -> Task:
    return Task(CorpusItem(name, f"{name}.json"), PLAIN, (text.encode(),))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["corpus", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


# --- What is found ------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    names = "a.txt b.fr.txt b.en.txt sub/c.md sub/d.fr.txt picture.png .hidden.txt .git/e.txt out/f.txt"
    for name in names.split():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Il pleut.", "utf-8")
    return tmp_path / "in"


def test_texts_are_found_by_name_and_those_of_the_other_language_passed_over(tree: Path) -> None:
    found = find_items(tree, tree / "out", ("fr", "en"), "json")
    assert [item.name for item in found.items] == ["a.txt", "b.fr.txt", "sub/c.md", "sub/d.fr.txt"]
    assert [item.output for item in found.items] == [f"{item.name}.json" for item in found.items]
    assert found.passed_over == 2, "the picture and the English text"


def test_pairs_are_found_by_their_languages(tree: Path) -> None:
    found = find_items(tree, tree / "out", ("fr", "en"), "tmx", aligned=True)
    assert found.items == (CorpusItem("b.fr.txt", "b.fr-en.txt.tmx", "b.en.txt"),)
    assert found.alone == ("sub/d.fr.txt",)


def test_other_names_can_be_taken_for_texts(tree: Path) -> None:
    found = find_items(tree, tree / "out", ("fr", "en"), "json", include=["*.PNG", "c.*"])
    assert [item.name for item in found.items] == ["picture.png", "sub/c.md"]


def test_a_directory_that_is_closed_is_a_failure_and_no_silence(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(place: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        # Root, as whom tests may run, can look into every directory.
        onerror(PermissionError(13, "Permission denied", str(place / "sub")))
        yield str(place), ["sub"], []

    monkeypatch.setattr(os, "walk", walk)
    report = translate_corpus(tree, tmp_path / "out")
    assert [(file.name, file.problem) for file in report.failures] == [("sub", "Permission denied")]


def test_directories_that_will_not_do_are_said(tree: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="among the texts"):
        find_items(tree, tree, ("fr", "en"), "json")
    with pytest.raises(DocumentError, match="no such directory"):
        translate_corpus(tmp_path / "none", tmp_path / "out")
    with pytest.raises(DocumentError, match=r"no text below it \(--include"):
        translate_corpus(tree / ".git", tmp_path / "out", include=["*.xyz"])
    with pytest.raises(BilingualError, match="cannot be made"):
        translate_corpus(tree, tree / "a.txt" / "out")


# --- Tasks handed out ---------------------------------------------------------------------------------


class Hands:
    """Workers that do a task when its future is asked for, and may die of it."""

    def __init__(self, deaths: dict[str, int]) -> None:
        self.deaths = deaths
        self.under_way = self.most = self.renewed = 0

    def capacity(self) -> int:
        return 3

    def submit(self, task: Task) -> Future[Made]:
        future: Future[Made] = Future()
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        if self.deaths.get(task.item.name, 0):
            self.deaths[task.item.name] -= 1
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(Made(task.item.name.encode()))
        return future

    def result(self, future: Future[Made]) -> Made:
        self.under_way -= 1
        if future.exception():
            raise WorkerLostError
        return future.result()

    def renew(self) -> None:
        self.renewed += 1


@pytest.mark.parametrize(
    "deaths", [{}, {"3": 1}, {"0": 1, "9": 2}, {"3": 99}, {str(n): 99 for n in range(10)}]
)
def test_each_task_comes_back_once_whoever_dies(deaths: dict[str, int]) -> None:
    hands = Hands(dict(deaths))
    tasks = [task(str(number)) for number in range(10)]
    made = {given.item.name: result for given, result in hand_out(iter(tasks), hands)}
    assert sorted(made) == sorted(given.item.name for given in tasks)
    assert {name for name, result in made.items() if result.problem} == {n for n in deaths if deaths[n] > 2}
    assert hands.most <= 3
    assert hands.under_way == 0


def test_tasks_are_taken_only_when_there_is_room() -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield task(str(number))

    results = hand_out(tasks(), Hands({}))
    next(results)
    assert taken == 3


def test_a_process_that_is_killed_costs_no_other_task(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    texts = ["un", "deux", f"deadly-once {mark}", "trois", "deadly always", "quatre"]
    workers = LocalWorkers(2, deadly_work)
    try:
        made = {
            given.item.name: result
            for given, result in hand_out(iter([task(text, text) for text in texts]), workers)
        }
    finally:
        workers.close()
    assert sorted(made) == sorted(texts)
    assert [text for text in texts if made[text].problem] == ["deadly always"]
    assert "died" in made["deadly always"].problem


# --- What a worker does -------------------------------------------------------------------------------


def test_a_fault_in_one_text_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = work(task("a.txt", ""))
    assert (empty.data, empty.problem) == (None, "empty")
    monkeypatch.setattr("bilingual.corpus.working._parallel_text", lambda _: 1 / 0)
    broken = work(task("a.txt"))
    assert "unexpected ZeroDivisionError" in broken.problem
    assert "Traceback" in broken.unexpected


def test_a_worker_with_another_package_refuses(tmp_path: Path) -> None:
    other = Task(
        CorpusItem("a", "b"),
        Treatment("fr", "en", "json", package="x", package_digest="0" * 64, memory=False, threads=1),
        (b"Il pleut.",),
    )
    assert "another package" in work(other).problem


def test_a_worker_of_another_version_refuses() -> None:
    other = Task(CorpusItem("a", "b"), Treatment("fr", "en", "json", version="99"), (b"Il pleut.",))
    assert "the client 99" in work(other).problem


def test_a_package_is_the_same_packed_and_unpacked(tmp_path: Path) -> None:
    packed = find_package(FRENCH, ENGLISH)
    unpacked = describe_package(unpack(packed.path, tmp_path / "package"), PackageOrigin.GIVEN)
    assert package_digest(packed) == package_digest(unpacked)
    weights = unpacked.path / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    assert package_digest(packed) != package_digest(unpacked)


# --- The journal --------------------------------------------------------------------------------------


def test_the_journal_survives_a_line_cut_off(tmp_path: Path) -> None:
    (tmp_path / "a").touch(), (tmp_path / "b").touch()
    with Journal(tmp_path) as journal:
        journal.finish("a", "1")
        journal.finish("b", "2")
    path = tmp_path / NAME
    path.write_text(path.read_text("utf-8")[:-8] + "\n[]\nnull\n" + "[" * 100_000, "utf-8")
    with Journal(tmp_path) as journal:
        assert journal.is_finished("a", "1") and not journal.is_finished("a", "other")
        assert not journal.is_finished("b", "2")
        (tmp_path / "a").unlink()
        assert not journal.is_finished("a", "1")
    assert len(path.read_text("utf-8").splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no flock")
def test_two_runs_do_not_write_into_one_directory(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(BilingualError, match="another run is writing here"):
        Journal(tmp_path)
    Journal(tmp_path).__exit__(None, None, None)


def test_what_a_result_depends_on_is_in_its_key(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("source,target\nchar lourd,heavy tank\n", "utf-8")
    item = CorpusItem("a", "a.json")
    own = repr(load_termbase(tmp_path / "own.csv").entries).encode()
    keys = {
        treatment.key(given, contents)
        for treatment in (PLAIN, Treatment("fr", "en", "tsv"), Treatment("fr", "en", "json", glossary=own))
        for given in (item, CorpusItem("b", "a.json"))
        for contents in ([b"x"], [b"y"], [b"x", b"y"], [b"xy"])
    }
    assert len(keys) == 3 * 2 * 4
    assert PLAIN.key(item, [b"x"]) == Treatment("fr", "en", "json", threads=7).key(item, [b"x"])


# --- The whole ----------------------------------------------------------------------------------------


def test_a_corpus_is_done_once_and_changes_are_done_again(tmp_path: Path) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    names = write_corpus(texts, 3, sentences=2)
    (texts / "binary.txt").write_bytes(bytes(range(32)) * 40)
    seen: list[FileReport] = []
    first = translate_corpus(texts, out, jobs=2, memory=False, progress=lambda file, *_: seen.append(file))
    assert [first.count(status) for status in Status] == [3, 0, 1]
    assert len(seen) == 4
    (failure,) = first.failures
    assert (failure.name, failure.problem) == ("binary.txt", "binary data, not a text")
    for name in names:
        text = ParallelText.from_json((out / f"{name}.json").read_text("utf-8"))
        assert text.source.text == (texts / name).read_text("utf-8")
        assert all(bead.target for bead in text.beads)
        assert any(bead.links for bead in text.beads)
    before = {name: (out / f"{name}.json").stat().st_mtime_ns for name in names}
    (texts / names[1]).write_text("Le pont est fermé.\n", "utf-8")
    (out / f"{names[2]}.json").unlink()
    again = translate_corpus(texts, out, jobs=1, memory=False)
    assert [file.name for file in again.files if file.status is Status.DONE] == names[1:]
    assert (out / f"{names[0]}.json").stat().st_mtime_ns == before[names[0]]
    report = json.loads((out / REPORT).read_text("utf-8"))
    assert (report["done"], report["unchanged"], report["failed"]) == (2, 1, 1)
    assert not report["interrupted"]


def test_pairs_of_files_are_aligned(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    texts.mkdir()
    for name in ("patrouille-navale.fr.txt", "patrouille-navale.en.txt", "frappes-aeriennes.fr.txt"):
        (texts / name).write_bytes((EXAMPLES / name).read_bytes())
    code, stdout, err = run(capsys, texts, "-o", out, "--aligned", "--jobs", "1", "--format", "tsv")
    assert (code, stdout) == (ExitCode.PARTLY, "")
    assert "frappes-aeriennes.fr.txt: it has no translation beside it" in err
    assert "1 done, 1 failed in" in err
    assert "source\ttarget" in (out / "patrouille-navale.fr-en.txt.tsv").read_text("utf-8")


def test_what_a_reader_should_know_is_in_the_report(tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    french = (EXAMPLES / "patrouille-navale.fr.txt").read_text("utf-8")
    english = (EXAMPLES / "patrouille-navale.en.txt").read_text("utf-8")
    (texts / "a.fr.txt").write_text(french, "utf-8")
    (texts / "a.en.txt").write_text(english[: len(english) // 8], "utf-8")
    report = translate_corpus(texts, tmp_path / "out", aligned=True, jobs=1)
    assert report.count(Status.DONE) == 1
    (warning,) = report.files[0].warnings
    assert warning in json.loads((tmp_path / "out" / REPORT).read_text("utf-8"))["files"][0]["warnings"]


def test_mistakes_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, tmp_path)[0] == ExitCode.USAGE
    assert run(capsys, tmp_path, "-o", tmp_path / "out")[0] == ExitCode.DOCUMENT
    assert (
        run(capsys, tmp_path, "-o", tmp_path / "out", "--jobs", "2", "--scheduler", "x")[0] == ExitCode.USAGE
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_is_gone_on_with(tmp_path: Path, ending: signal.Signals) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    names = write_corpus(texts, 4, sentences=12)
    arguments = ["corpus", str(texts), "-o", str(out), "--jobs", "2", "--no-memory", "--format", "tsv"]
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, start_new_session=True)
    assert process.stderr is not None
    wait_for(lambda: any(out.glob("*.tsv")))
    # Ctrl-C reaches every process of the terminal's group, `kill` one.
    os.killpg(process.pid, ending) if ending is signal.SIGINT else process.kill()
    message = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(20) == (ExitCode.INTERRUPTED if ending is signal.SIGINT else -ending)
    assert "Traceback" not in message
    finished = {path.name: path.read_bytes() for path in out.glob("*.tsv")}
    assert 0 < len(finished) < len(names)
    if ending is signal.SIGINT:
        assert f"the {len(finished)} files that are finished" in message
        assert json.loads((out / REPORT).read_text("utf-8"))["interrupted"]
    wait_for(lambda: not processes_of_group(process.pid))
    arguments[arguments.index("--jobs") + 1] = "1"
    again = subprocess.run([*COMMAND, *arguments], stderr=subprocess.PIPE, check=True)
    assert f"{len(names) - len(finished)} done, {len(finished)} unchanged" in again.stderr.decode()
    assert sorted(path.name for path in out.glob("*.tsv")) == [f"{name}.tsv" for name in names]
    assert {name: (out / name).read_bytes() for name in finished} == finished


def processes_of_group(group: int) -> bool:
    """Whether a process of the group is left: workers must not outlive their parent."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
