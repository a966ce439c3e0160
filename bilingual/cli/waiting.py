"""What a terminal shows while a long text is worked on; nothing where nobody watches, nothing that stays."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.pipeline.model import AnnotatedBead, ParallelText
    from bilingual.pipeline.reading import Reading


def finish(reading: Reading, *, quiet: bool) -> ParallelText:
    """Read a text to its end, with a bar on standard error where that is a terminal."""
    for _ in watched(reading, reading, quiet=quiet):
        pass
    return reading.finish()


def watched(reading: Reading, beads: Iterable[AnnotatedBead], *, quiet: bool) -> Iterator[AnnotatedBead]:
    """Yield the beads of a text that is being read, with a bar on standard error where that is a terminal."""
    if not _watched(quiet):
        yield from beads
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("translating", total=len(reading.document.text))
        for bead in beads:
            bar.update(task, completed=bead.source_spans[-1].end)
            yield bead


@contextmanager
def busy(what: str, *, quiet: bool) -> Iterator[None]:
    """Say on standard error, where that is a terminal, what is being done until it is."""
    if not _watched(quiet):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def _watched(quiet: bool) -> bool:
    return not quiet and sys.stderr.isatty()
