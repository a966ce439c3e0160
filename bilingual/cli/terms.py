"""`bilingual terms`: the terms of a text, each once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.engine import LanguageOptions, language_options
from bilingual.cli.inputs import file_argument, glossary_option
from bilingual.cli.output import (
    OutputOptions,
    console_for,
    file_option,
    is_file,
    make_console,
    output_options,
    say,
    write_result,
)
from bilingual.languages import Language

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from bilingual.glossary.collecting import TermCount

_ENDINGS = {".csv": "csv", ".json": "json"}
_COLUMNS = ("count", "term", "equivalents", "definition", "context", "concept", "surfaces", "start", "end")
# Letters of context on either side of a term: a line and a half of a column of a terminal.
_CONTEXT = 50
# More equivalents make rows tall; `glossary show` and the other formats have them all.
_EQUIVALENTS = 4
# From here on definition and context have a column each.
_NARROWEST_DEFINITIONS = 90


@click.command(
    short_help="The military terms of a text.",
    epilog="""\b
Examples:
  bilingual terms article.fr.txt
  bilingual terms article.en.txt
  bilingual terms article.txt -o terms.csv
  bilingual terms article.txt --format json | jq '.[] | [.count, .term, .equivalents[0]]'
  bilingual terms - --glossary ours.tsv --format json < article.txt

No translation package is needed.
""",
)
@file_argument
@language_options("Language to explain in; the other by default.")
@glossary_option
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]),
    help="A table to read, CSV for spreadsheets, or JSON for programs; by default what the ending of -o FILE tells, "
    "else a table.",
)  # fmt: skip
@file_option
@output_options
def terms(
    file: str,
    languages: LanguageOptions,
    glossaries: tuple[Path, ...],
    form: str | None,
    file_out: str | None,
    output: OutputOptions,
) -> None:
    """List the military terms of FILE (- for standard input), with counts, meaning and first context."""
    from bilingual.cli.inputs import load_glossaries, open_document
    from bilingual.glossary.collecting import collect_terms
    from bilingual.pipeline.languages import refuse_other_language

    if form is None:
        form = _ENDINGS.get(Path(file_out or "").suffix.lower(), "table")
    document = open_document(file)
    source, target = languages.pair(document.text)
    refuse_other_language(document, source, target)
    found = collect_terms(document, load_glossaries(glossaries), source)
    if form == "json":
        rows = [_record(term, source, target) for term in found]
        write_result(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", file_out)
    elif form == "csv":
        write_result(_csv(found, source, target), file_out)
    elif is_file(file_out):
        stream = io.StringIO()
        if found:
            console = make_console(stream, output, colored=output.color == "always")
            console.print(_table(found, source, target, output.cells()))
        write_result(stream.getvalue(), file_out)
    elif found:
        with console_for(output) as console:
            console.print(_table(found, source, target, output.cells()))
    if not found:
        say("no term found")


def _record(term: TermCount, source: Language, target: Language) -> dict[str, Any]:
    from bilingual.glossary.nearest import equivalents_of

    return {
        "concept": term.entry.id,
        "term": term.lemma,
        "count": term.count,
        "surfaces": list(term.surfaces),
        "equivalents": list(equivalents_of(term.entry, term.lemma, source, target)),
        "definition": term.entry.definition(target),
        "context": term.context,
        "start": term.first.start,
        "end": term.first.end,
    }


def _csv(found: Sequence[TermCount], source: Language, target: Language) -> str:
    from bilingual.glossary.spreadsheet import neutralise

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for term in found:
        record = _record(term, source, target)
        cells = (record[column] for column in _COLUMNS)
        # A context may begin with a dash, which a spreadsheet would take for a formula.
        writer.writerow(
            neutralise(" | ".join(cell) if isinstance(cell, list) else str(cell)) for cell in cells
        )
    return out.getvalue()


def _table(found: Sequence[TermCount], source: Language, target: Language, width: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from bilingual.glossary.nearest import equivalents_of
    from bilingual.views.terminal import harmless

    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, show_edge=False, leading=1)
    table.add_column("", justify="right", style="dim")
    table.add_column(source.name, ratio=4, overflow="fold")
    table.add_column(target.name, ratio=4, overflow="fold")
    wide = width >= _NARROWEST_DEFINITIONS
    table.add_column("Meaning" if wide else "Meaning, first met in", ratio=5, overflow="fold")
    if wide:
        table.add_column("First met in", ratio=5, overflow="fold")
    for term in found:
        meaning = Text(harmless(term.entry.definition(target)))
        if not wide and meaning:
            meaning.append("\n")
        cells = [meaning, _excerpt(term)] if wide else [meaning.append_text(_excerpt(term))]
        meant = equivalents_of(term.entry, term.lemma, source, target)[:_EQUIVALENTS]
        equivalents = harmless(", ".join(meant))
        table.add_row(str(term.count), Text(harmless(term.lemma), "bold"), Text(equivalents), *cells)
    return table


def _excerpt(term: TermCount) -> Text:
    """Return the term in its context, cut at words to what a table has room for."""
    from rich.text import Text

    from bilingual.views.terminal import harmless

    span = term.in_context
    before, after = term.context[: span.start], term.context[span.end :]
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    text = Text(harmless(before), "dim")
    text.append(harmless(span.of(term.context)), "not dim bold cyan")
    return text.append(harmless(after))
