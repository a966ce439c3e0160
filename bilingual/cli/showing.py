"""What `read` and `align` have in common: showing a text, on a terminal or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.inputs import glossary_option
from bilingual.cli.keyboard import ask_key, keys_at_once, reader_is_there
from bilingual.cli.output import (
    OutputOptions,
    console_for,
    console_to,
    file_option,
    is_file,
    write_data,
)
from bilingual.cli.waiting import busy
from bilingual.languages import Language
from bilingual.views.formats import FORMATS, Format, format_of

if TYPE_CHECKING:
    from rich.console import Console

    from bilingual.pipeline.comparing import Comparison
    from bilingual.pipeline.model import AnnotatedBead, ParallelText
    from bilingual.pipeline.reading import Reading
    from bilingual.translation.translator import Translator
    from bilingual.views.frame import ReadingView

VIEWS = ("columns", "stacked", "interleaved", "source", "target", "gloss")
PLAIN, REVEAL = "plain", "reveal"
"""What `--plain` and `--reveal` make of the view."""
FORMAT_HELP = "\b\nFormats, and the endings of -o by which they are known:\n" + "\n".join(
    f"  {form.name:<9}{form.summary}{f' ({chr(32).join(form.endings)})' if form.endings else ''}"
    for form in FORMATS.values()
)


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
            reading.stream(),
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
    """Add `--view`, `--compare`, `--format`, `--output`, `--glossary`, `--plain` and `--reveal` to a command.

    The last two are kinds of view to the command, `PLAIN` and `REVEAL`.
    """

    @wraps(command)
    def gathered(*args: object, view: str | None, plain: bool, reveal: bool, **rest: object) -> object:
        if plain + reveal + (view is not None and not (reveal and view == "source")) > 1:
            raise click.UsageError("--plain, --reveal and --view do not go together")
        return command(*args, view=PLAIN if plain else REVEAL if reveal else view, **rest)

    for option in (
        glossary_option,
        file_option,
        click.option(
            "--format", "form", type=click.Choice(["columns", *FORMATS]),
            help="By default what the ending of -o FILE tells, else columns to read.",
        ),
        click.option(
            "--compare", is_flag=True,
            help="Under a human translation what the machine makes of the text; ‹words› of its own marked.",
        ),
        click.option(
            "--view", type=click.Choice(VIEWS),
            help="Side by side (stacked in a narrow window), one above the other, the same without blank lines, one "
            "language alone, or a gloss under each word.",
        ),
        click.option(
            "--reveal", is_flag=True,
            help="The source only; Enter shows each translation. Into a pipe: all translations at the end.",
        ),
        click.option(
            "--plain", is_flag=True,
            help="For screen readers: line by line, terms and doubts in words, no columns and no colours.",
        ),
    ):  # fmt: skip
        gathered = option(gathered)
    return gathered


def chosen_format(
    form: str | None, file_out: str | None, *, view: str | None, compare: bool
) -> Format | None:
    """Return the format to write, `None` for columns to read; what does not go together is refused at once.

    Args:
        form: what `--format` says.
        file_out: what `--output` says; its ending tells the format where `form` is `None`.
        view: what `--view` says.
        compare: whether a comparison is asked for, which only columns show.
    """
    found = (format_of(file_out) if is_file(file_out) else None) if form is None else FORMATS.get(form)
    if found is None:
        return None
    said = {PLAIN: "--plain", REVEAL: "--reveal"}.get(view or "", "--view")
    for option, given in (("--compare", compare), (said, view is not None)):
        if given:
            raise click.UsageError(f"{option} is for columns and does not go with {_said(found, form)}")
    if found.binary and not is_file(file_out) and sys.stdout.isatty():
        raise click.UsageError(f"{found.name} is nothing to print on a terminal; give -o FILE")
    found.check()
    return found


def _said(found: Format, form: str | None) -> str:
    return f"--format {form}" if form is not None else f"{found.name}, which -o asks for by its ending"


def deliver(
    text: ParallelText,
    form: Format | None,
    view: str | None,
    output: OutputOptions,
    file_out: str | None,
    translator: Translator | None = None,
    *,
    quiet: bool = False,
) -> None:
    """Show a parallel text to its reader, beside the translator's where one is given, or write it."""
    if form is not None:
        with busy(f"linking words for {form.name}" if form.linked else f"writing {form.name}", quiet=quiet):
            data = form.render(text)
        write_data(data, file_out)
        return
    comparisons = None
    if translator is not None:
        from bilingual.pipeline.comparing import compare

        comparisons = compare(text, translator)
    show(Shown.text(text, comparisons), view, output, file_out)


def show(shown: Shown, view: str | None, output: OutputOptions, file_out: str | None) -> None:
    """Print what is read bead by bead, through a pager on a terminal, or write it to a file."""
    if view == PLAIN:
        output = replace(output, color="never")
    if view == REVEAL and not is_file(file_out) and reader_is_there():
        with console_for(replace(output, pager=False)) as console, keys_at_once():
            _print(shown, view, console)
        return
    with console_to(file_out, output) as console:
        _print(shown, view, console)


def _print(shown: Shown, view: str | None, console: Console) -> None:
    printed = _view(shown, view, console)
    printed.header(Path(shown.name).name, shown.translated_by)
    comparisons: Iterable[Comparison | None] = shown.comparisons or repeat(None)
    for bead, comparison in zip(shown.beads, comparisons, strict=False):
        printed.bead(bead, shown.target_text, comparison)
        # A row is shown as soon as it is there, also through a pipe.
        console.file.flush()
        if printed.stopped:
            break
    printed.footer()


def _view(shown: Shown, view: str | None, console: Console) -> ReadingView:
    languages = shown.source_language, shown.target_language
    if view == "gloss":
        from bilingual.views.gloss import GlossView

        return GlossView(console, *languages, shown.source_text)
    if view == PLAIN:
        from bilingual.views.spoken import SpokenView

        return SpokenView(console, *languages, shown.source_text)
    if view in ("interleaved", "source", "target", REVEAL):
        from bilingual.views import single

        if view == REVEAL:
            ask = ask_key if console.file is sys.stdout and reader_is_there() else None
            return single.RevealView(console, *languages, shown.source_text, ask)
        views = {
            "interleaved": single.InterleavedView,
            "source": single.SourceView,
            "target": single.TargetView,
        }
        return views[view](console, *languages, shown.source_text)
    from bilingual.views.columns import ColumnsView, StackedView

    columns = StackedView if view == "stacked" else ColumnsView
    return columns(console, *languages, shown.source_text)
