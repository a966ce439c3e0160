"""What `read` and `align` have in common: showing a text, on a terminal or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.output import OutputOptions, console_for, make_console, write_result
from bilingual.languages import Language

if TYPE_CHECKING:
    from rich.console import Console

    from bilingual.pipeline.comparing import Comparison
    from bilingual.pipeline.model import AnnotatedBead, ParallelText
    from bilingual.pipeline.reading import Reading
    from bilingual.translation.translator import Translator
    from bilingual.views.frame import ReadingView

VIEWS = ("columns", "stacked", "gloss")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows.

    Args:
        name: of the text.
        translated_by: the package, or the file of the translation.
        source_language: of the text.
        target_language: of the translation.
        source_text: the whole source text.
        target_text: the whole target text, where it is there already.
        beads: in order, each as soon as it is ready.
        comparisons: what the machine says of each bead, where that is asked for.
    """

    name: str
    translated_by: str
    source_language: Language
    target_language: Language
    source_text: str
    target_text: str | None
    beads: Iterable[AnnotatedBead]
    comparisons: Iterable[Comparison] | None = None

    @classmethod
    def reading(cls, reading: Reading) -> Shown:
        """Show a text while it is being translated."""
        return cls(
            reading.document.name,
            reading.engine.package,
            reading.source_language,
            reading.target_language,
            reading.document.text,
            None,
            reading,
        )

    @classmethod
    def text(cls, text: ParallelText, comparisons: Iterable[Comparison] | None = None) -> Shown:
        """Show a parallel text that is there as a whole."""
        return cls(
            text.name,
            text.engine.package,
            text.source.language,
            text.target.language,
            text.source.text,
            text.target.text,
            text.beads,
            comparisons,
        )


def showing_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add `--view`, `--compare`, `--output` and `--glossary` to a command."""
    for option in (
        click.option(
            "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
            help="Further terms to mark, before the built-in ones; may be given several times.",
        ),
        click.option(
            "-o", "--output", "file_out", metavar="FILE",
            help="Write to FILE, all or nothing, instead of standard output.",
        ),
        click.option(
            "--compare", is_flag=True,
            help="Under a human translation what the machine makes of the text; ‹words› of its own marked.",
        ),
        click.option(
            "--view", type=click.Choice(VIEWS), default="columns", show_default=True,
            help="Side by side (stacked in a narrow window), stacked, or with a gloss under each word.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def refuse_comparison_of(form: str, compare: bool) -> None:
    """Say that there is no comparison for programs; it is for readers."""
    if compare and form != "columns":
        raise click.UsageError(f"--compare is for reading and does not go with --format {form}")


def deliver(
    text: ParallelText,
    form: str,
    view: str,
    output: OutputOptions,
    file_out: str | None,
    translator: Translator | None = None,
) -> None:
    """Show a parallel text to its reader, beside the translator's where one is given, or write it."""
    if form != "columns":
        write(text, form, file_out)
        return
    comparisons = None
    if translator is not None:
        from bilingual.pipeline.comparing import compare

        comparisons = compare(text, translator)
    show(Shown.text(text, comparisons), view, output, file_out)


def write(text: ParallelText, form: str, file_out: str | None) -> None:
    """Write a parallel text in a format for programs; a reading pack with its word links."""
    from bilingual.views.plain import render

    if form == "json":
        from bilingual.pipeline.linking import link_words

        text = link_words(text)
    write_result("".join(render(text, form)), file_out)


def show(shown: Shown, view: str, output: OutputOptions, file_out: str | None) -> None:
    """Print what is read bead by bead, through a pager on a terminal, or write it to a file."""
    if file_out is not None and file_out != "-":
        from io import StringIO

        stream = StringIO()
        _print(shown, view, make_console(stream, output, colored=output.color == "always"))
        write_result(stream.getvalue(), file_out)
        return
    with console_for(output) as console:
        _print(shown, view, console)


def _print(shown: Shown, view: str, console: Console) -> None:
    printed = _view(shown, view, console)
    printed.header(Path(shown.name).name, shown.translated_by)
    comparisons: Iterable[Comparison | None] = shown.comparisons or repeat(None)
    for bead, comparison in zip(shown.beads, comparisons, strict=False):
        printed.bead(bead, shown.target_text, comparison)
        # A row is shown as soon as it is there, also through a pipe.
        console.file.flush()
    printed.footer()


def _view(shown: Shown, view: str, console: Console) -> ReadingView:
    languages = shown.source_language, shown.target_language
    if view == "gloss":
        from bilingual.views.gloss import GlossView

        return GlossView(console, *languages, shown.source_text)
    from bilingual.views.columns import ColumnsView

    stacked = True if view == "stacked" else None
    return ColumnsView(console, *languages, shown.source_text, stacked=stacked)
