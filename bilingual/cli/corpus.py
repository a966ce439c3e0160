"""`bilingual corpus`: every text below a directory."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import EngineOptions, engine_options
from bilingual.cli.exits import ExitCode
from bilingual.cli.inputs import glossary_option
from bilingual.cli.output import OutputOptions, make_console, say
from bilingual.untrusted import harmless_line
from bilingual.views.formats import FORMATS

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.table import Table

    from bilingual.corpus.model import CorpusReport, FileReport

_SHOWN_FAILURES = 20


@click.command(
    short_help="Every text below a directory, in processes or on a cluster.",
    epilog="""\b
Examples:
  bilingual corpus articles -o packs                  a reading pack for each text
  bilingual corpus articles -o tm --format tmx --jobs 4
  bilingual corpus books -o aligned --aligned         a.fr.txt with a.en.txt
  bilingual corpus articles -o packs --scheduler tcp://10.0.0.1:8786

A run that was stopped, by whatever, is gone on with by the same command: what is finished, and was made of the
same text with the same options and package, is not done again. bilingual-corpus.json in the output directory
says what became of each file. Exit code 0 if all are done, 8 if some could not be.

With --scheduler the workers of a Dask cluster do the work (pip install 'bilingual-reader[cluster]'); they need
this version of bilingual and the same package. Whoever can reach a scheduler can run programs on its workers:
keep it on a network that you trust.
""",
)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "output_directory", metavar="DIR", type=click.Path(path_type=Path), required=True,
    help="Directory of the parallel texts; it is made.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="json", show_default=True,
    help="Reading packs, pages, tables, translation memories.",
)  # fmt: skip
@click.option(
    "--aligned", is_flag=True, help="Align pairs of files, a.fr.txt and a.en.txt, instead of translating."
)
@click.option(
    "--jobs", type=click.IntRange(1, 512), metavar="N",
    help="Processes, which share the cores; by default one a core.",
)  # fmt: skip
@click.option("--resume/--no-resume", default=True, help="Leave alone what is finished; on by default.")
@click.option("--scheduler", metavar="ADDRESS", help="Let the workers of a Dask cluster do the work.")
@click.option(
    "--include", "patterns", multiple=True, metavar="PATTERN",
    help="Names to take for texts, such as '*.article', instead of *.txt, *.md, *.html …; may be given several times.",
)  # fmt: skip
@glossary_option
@engine_options
def corpus(
    directory: Path,
    output_directory: Path,
    form: str,
    aligned: bool,
    jobs: int | None,
    resume: bool,
    scheduler: str | None,
    patterns: tuple[str, ...],
    glossaries: tuple[Path, ...],
    engine: EngineOptions,
) -> int:
    """Make a parallel text of every text below DIR."""
    from bilingual.cli.inputs import own_glossaries
    from bilingual.corpus.finding import TEXTS
    from bilingual.corpus.running import translate_corpus

    source, target = engine.pair()
    if jobs is not None and scheduler is not None:
        raise click.UsageError(
            "--jobs is for processes here; the workers of a cluster have their own threads"
        )
    if scheduler is not None:
        # What happens to the connection is said by this command, in one line.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with _progress(quiet=engine.quiet) as told:
        try:
            report = translate_corpus(
                directory,
                output_directory,
                source_language=source,
                target_language=target,
                form=form,
                aligned=aligned,
                jobs=jobs,
                resume=resume,
                scheduler=scheduler,
                model=engine.model,
                memory=engine.memory,
                glossary=own_glossaries(glossaries),
                include=patterns or TEXTS,
                progress=told,
            )
        except KeyboardInterrupt:
            told.stop()
            say(f"interrupted; the same command goes on after the {told.finished} files that are finished")
            raise
    _tell(report, output_directory, quiet=engine.quiet)
    return ExitCode.PARTLY if report.failures else ExitCode.OK


class _Told:
    """Shows how far the run is: a bar on a terminal, a line for each failure where there is none."""

    def __init__(self, *, quiet: bool) -> None:
        self.finished = 0
        self._quiet = quiet
        self._bar: Progress | None = None

    def __call__(self, file: FileReport, finished: int, total: int) -> None:
        from bilingual.corpus.model import Status

        self.finished = finished
        if file.status is Status.FAILED and not self._quiet and not sys.stderr.isatty():
            say(f"{file.name}: {file.problem}")
        if self._quiet or not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = _bar(total)
            self._bar.start()
        (task,) = self._bar.task_ids
        self._bar.update(task, completed=finished, name=harmless_line(file.name))

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar(total: int) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    console = make_console(sys.stderr, OutputOptions(), colored=OutputOptions().colored(sys.stderr))
    bar = Progress(
        BarColumn(bar_width=None, table_column=Column(ratio=2)),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", table_column=Column(ratio=3, no_wrap=True, overflow="ellipsis")),
        console=console,
        transient=True,
        expand=True,
    )
    bar.add_task("", total=total, name="")
    return bar


@contextmanager
def _progress(*, quiet: bool) -> Iterator[_Told]:
    told = _Told(quiet=quiet)
    try:
        yield told
    finally:
        told.stop()


def _tell(report: CorpusReport, directory: Path, *, quiet: bool) -> None:
    """Say what came of the run, on standard error; the failures as a table."""
    from bilingual.corpus.model import Status
    from bilingual.corpus.running import REPORT

    if not quiet and report.failures and sys.stderr.isatty():
        console = make_console(sys.stderr, OutputOptions(), colored=OutputOptions().colored(sys.stderr))
        console.print(_failures(report, console.width))
    if quiet:
        return
    parts = [f"{report.count(status)} {status}" for status in Status if report.count(status)]
    if warned := sum(bool(file.warnings) for file in report.files):
        parts.append(f"{warned} with warnings")
    if report.passed_over:
        parts.append(f"{report.passed_over} passed over")
    speed = f", {report.words / report.seconds:,.0f} words/s" if report.words and report.seconds >= 1 else ""
    say(f"{', '.join(parts)} in {report.seconds:.1f} s{speed}; report: {directory / REPORT}")


def _failures(report: CorpusReport, width: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, width=min(width, 120), pad_edge=False, show_edge=False)
    table.add_column("Not done", ratio=2, overflow="fold")
    table.add_column("Why", ratio=3, overflow="fold")
    for file in report.failures[:_SHOWN_FAILURES]:
        remedy = f" ({file.remedy})" if file.remedy else ""
        table.add_row(harmless_line(file.name), harmless_line(file.problem + remedy))
    if (more := len(report.failures) - _SHOWN_FAILURES) > 0:
        table.add_row(f"and {more} more", "see the report")
    return table
