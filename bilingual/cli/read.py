"""`bilingual read`: a text beside its translation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import engine_options, language_pair, open_translator
from bilingual.cli.output import OutputOptions, console_for, output_options, say, write_result
from bilingual.languages import Language

if TYPE_CHECKING:
    from rich.console import Console

    from bilingual.glossary.termbase import Termbase
    from bilingual.pipeline.reading import Reading


@click.command(
    epilog="""\b
Examples:
  bilingual read article.fr.txt
  bilingual read - < article.txt
  bilingual read article.txt --width 120 --no-color > article.columns.txt
  bilingual read article.txt --format json -o article.json
  bilingual read article.txt --glossary our-terms.csv

Terms carry a number in both languages, which refers to the table below the text. ‼ between the columns
marks a row that should not be trusted; the reasons stand below the table.
"""
)
@click.argument("file", type=click.Path(allow_dash=True))
@engine_options
@click.option(
    "--format", "form", type=click.Choice(["columns", "json", "tsv"]), default="columns", show_default=True,
    help="Columns to read; a reading pack; or `source TAB target` lines.",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    "file_out",
    metavar="FILE",
    help="Write to FILE, all or nothing, instead of standard output.",
)
@click.option(
    "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Further terms to mark, before the built-in ones; may be given several times.",
)  # fmt: skip
@output_options
def read(
    file: str,
    source: Language | None,
    target: Language | None,
    model: Path | None,
    memory: bool,
    quiet: bool,
    form: str,
    file_out: str | None,
    glossaries: tuple[Path, ...],
    output: OutputOptions,
) -> None:
    """Read FILE (- for standard input) in two columns, its military terms explained below."""
    from bilingual.document.reading import read_document
    from bilingual.pipeline.reading import Reading, refuse_other_language

    source, target = language_pair(source, target)
    document = read_document(file)
    refuse_other_language(document, source, target)
    termbase = load_glossaries(glossaries)
    with open_translator(source, target, model, memory=memory, quiet=quiet) as translator:
        reading = Reading(document, translator, termbase, check_language=False)
        try:
            if form == "json":
                write_result(reading.finish().to_json(), file_out)
            elif form == "tsv":
                from bilingual.views.plain import tsv_row

                write_result("".join(f"{tsv_row(bead)}\n" for bead in reading), file_out)
            else:
                _show(reading, output, file_out)
        except KeyboardInterrupt:
            reading.close()
            done = len(reading.so_far())
            kept = ", kept in the translation memory" if memory else ""
            say(f"interrupted after {done} sentences{kept}")
            raise


def _show(reading: Reading, output: OutputOptions, file_out: str | None) -> None:
    from io import StringIO

    from bilingual.cli.output import make_console

    if file_out is not None and file_out != "-":
        stream = StringIO()
        _print_columns(reading, make_console(stream, output, colored=output.color == "always"))
        write_result(stream.getvalue(), file_out)
        return
    with console_for(output) as console:
        _print_columns(reading, console)


def _print_columns(reading: Reading, console: Console) -> None:
    from bilingual.views.columns import ColumnsView

    view = ColumnsView(console, reading.source_language, reading.target_language, reading.document.text)
    view.header(Path(reading.document.name).name, reading.engine.package)
    for bead in reading:
        view.bead(bead)
        # A row is shown as soon as it is there, also through a pipe.
        console.file.flush()
    view.footer()


def load_glossaries(files: tuple[Path, ...]) -> Termbase:
    """Return the user's termbases, in their order, before the built-in one; unusable rows are reported."""
    from bilingual.glossary.termbase import load_termbase, military_termbase

    own = [load_termbase(path) for path in files]
    for termbase in own:
        for problem in termbase.problems:
            say(f"{problem}; row left out")
    return own[0].merge(*own[1:], military_termbase()) if own else military_termbase()
