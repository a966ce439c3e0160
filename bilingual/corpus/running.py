"""Do a whole corpus: give out tasks, write what comes back, survive workers that die.

Results come back to the client, and it alone writes. So a file is written once however often its task was run,
workers need no common file system, and a worker that is killed leaves nothing behind.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from itertools import chain
from pathlib import Path

from bilingual.corpus.finding import TEXTS, find_items
from bilingual.corpus.handing import hand_out
from bilingual.corpus.journal import Journal
from bilingual.corpus.model import CorpusItem, CorpusReport, FileReport, Made, Status, Task, Treatment
from bilingual.corpus.packages import package_digest
from bilingual.corpus.workers import Workers, cluster_workers, local_workers
from bilingual.document.reading import read_bytes
from bilingual.errors import BilingualError, DocumentError
from bilingual.files import write_bytes, write_text
from bilingual.glossary.termbase import Termbase
from bilingual.languages import ENGLISH, FRENCH, Language, as_language
from bilingual.translation.engine import available_cores
from bilingual.translation.packages import find_package
from bilingual.views.formats import FORMATS

REPORT = "bilingual-corpus.json"
"""Name of the report in the output directory."""

Progress = Callable[[FileReport, int, int], None]
"""Told of each file as it is finished, with how many are finished and how many there are."""


def translate_corpus(
    directory: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    source_language: Language | str = FRENCH,
    target_language: Language | str = ENGLISH,
    form: str = "json",
    aligned: bool = False,
    jobs: int | None = None,
    resume: bool = True,
    scheduler: str | None = None,
    model: str | os.PathLike[str] | None = None,
    memory: bool = True,
    glossary: Termbase | None = None,
    include: Sequence[str] = TEXTS,
    progress: Progress | None = None,
) -> CorpusReport:
    """Make a parallel text of every text below a directory.

    Each is written as a whole or not at all. The report lies in the output directory as `bilingual-corpus.json`,
    also when the run is broken off; the next one goes on from there.

    Processes are started anew, so a script calls this under `if __name__ == "__main__":`.

    Args:
        directory: the texts.
        output: where their parallel texts go, in the same subdirectories; it is made.
        source_language: of the texts, or its ISO 639-1 code.
        target_language: to read them in.
        form: a name in `bilingual.views.formats.FORMATS`: `json` for reading packs, `html`, `tmx` …
        aligned: align pairs of files, `a.fr.txt` and `a.en.txt`, instead of translating.
        jobs: processes, each with an engine and its share of the cores; by default one a core.
        resume: leave alone what was finished before and has not changed: neither the files, nor the options,
            nor the package.
        scheduler: address of a Dask scheduler, whose workers do the work instead of processes here; they need
            the same version of `bilingual` and the same package. This opens a connection to that address.
        model: path of the package, on every machine, instead of the one found.
        memory: whether to use the translation memory, each machine its own.
        glossary: the user's own terms, marked before the built-in ones.
        include: patterns of the names of texts.
        progress: called after each file.

    Raises:
        DocumentError: there is no directory, or no text in it.
        ModelError: no package translates them.
        BilingualError: the output cannot be written, or the cluster cannot be reached.
    """
    source, target = as_language(source_language), as_language(target_language)
    if form not in FORMATS:
        raise BilingualError(f"there is no format {form!r}", remedy=f"one of {', '.join(FORMATS)}")
    FORMATS[form].check()
    directory, output = Path(directory), Path(output)
    found = find_items(directory, output, (source.code, target.code), form, aligned=aligned, include=include)
    if not (found.items or found.alone or found.closed):
        what = f"no pairs such as a.{source.code}.txt and a.{target.code}.txt" if aligned else "no text"
        raise DocumentError(f"{what} below it", place=str(directory), remedy="--include takes other names")
    jobs = min(jobs or available_cores(), max(len(found.items), 1))
    package = None if aligned else find_package(source, target, model)
    treatment = Treatment(
        source.code,
        target.code,
        form,
        package=package.name if package else None,
        package_digest=package_digest(package) if package else "",
        model=os.fspath(model) if model is not None else None,
        glossary=pickle.dumps(glossary) if glossary is not None else b"",
        memory=memory,
        threads=None if scheduler else max(1, available_cores() // jobs),
    )
    _make(output)
    with Journal(output) as journal:
        run = _Run(directory, output, treatment, journal, resume, progress)
        run.total = len(found.items) + len(found.alone) + len(found.closed)
        run.passed_over = found.passed_over
        try:
            for name, problem in found.closed:
                run.note(FileReport(name, "", Status.FAILED, problem=problem, remedy="mend its permissions"))
            for name in found.alone:
                run.note(_alone(name, target))
            tasks = run.tasks(found.items)
            # Processes are started, and a cluster is asked, only where there is something to do.
            if (first := next(tasks, None)) is not None:
                with ExitStack() as stack:
                    opening: AbstractContextManager[Workers] = (
                        cluster_workers(scheduler) if scheduler else local_workers(jobs)
                    )
                    workers = stack.enter_context(opening)
                    for task, made in hand_out(chain([first], tasks), workers):
                        run.take(task, made)
            run.interrupted = False
        finally:
            report = run.report()
            write_text(output / REPORT, report.to_json())
    return report


class _Run:
    """One run: what is still to do, what has come of the rest."""

    def __init__(
        self,
        directory: Path,
        output: Path,
        treatment: Treatment,
        journal: Journal,
        resume: bool,
        progress: Progress | None,
    ) -> None:
        self.total = 0
        self.passed_over = 0
        self.interrupted = True
        self._directory = directory
        self._output = output
        self._treatment = treatment
        self._journal = journal
        self._resume = resume
        self._progress = progress
        self._files: list[FileReport] = []
        self._started = time.monotonic()

    def tasks(self, items: Sequence[CorpusItem]) -> Iterator[Task]:
        """Yield what has to be done, a file read when its turn comes; note what is done already or unreadable."""
        for item in items:
            names = [item.name] if item.translation is None else [item.name, item.translation]
            try:
                contents = tuple(read_bytes(self._directory / name) for name in names)
            except BilingualError as error:
                self.note(_failed(item, error.problem, error.remedy))
                continue
            if self._resume and self._journal.is_finished(item.output, self._treatment.key(item, contents)):
                self.note(FileReport(item.name, item.output, Status.UNCHANGED))
                continue
            yield Task(item, self._treatment, contents)

    def take(self, task: Task, made: Made) -> None:
        """Write what a worker made, or note why there is nothing."""
        item = task.item
        if made.data is None:
            self.note(_failed(item, made.problem, made.remedy, made.unexpected))
            return
        path = self._output / item.output
        try:
            _make(path.parent)
            write_bytes(path, made.data)
        except BilingualError as error:
            self.note(_failed(item, error.problem, error.remedy))
            return
        self._journal.finish(item.output, task.treatment.key(item, task.contents))
        self.note(
            FileReport(
                item.name, item.output, Status.DONE, made.beads, made.words, made.flagged, made.warnings
            )
        )

    def note(self, file: FileReport) -> None:
        """Take down what became of a file."""
        self._files.append(file)
        if self._progress:
            self._progress(file, len(self._files), self.total)

    def report(self) -> CorpusReport:
        """Return what has become of the files so far."""
        files = tuple(sorted(self._files, key=lambda file: file.name))
        seconds = time.monotonic() - self._started
        return CorpusReport(files, self.passed_over, seconds, self.interrupted)


def _alone(name: str, target: Language) -> FileReport:
    problem = f"it has no translation beside it, named as of {target.name} ({target.code})"
    return FileReport(name, "", Status.FAILED, problem=problem, remedy="leave out --aligned to translate it")


def _failed(item: CorpusItem, problem: str, remedy: str | None, unexpected: str = "") -> FileReport:
    return FileReport(
        item.name, item.output, Status.FAILED, problem=problem, remedy=remedy or "", unexpected=unexpected
    )


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BilingualError(
            f"cannot be made: {error.strerror}", place=str(directory), remedy="give another -o DIR"
        ) from None
