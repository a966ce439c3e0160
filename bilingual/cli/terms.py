"""`bilingual terms`: the terms of a text, each once."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bilingual.cli.engine import LanguageOptions, language_options
from bilingual.cli.inputs import file_argument, glossary_option
from bilingual.cli.output import (
    OutputOptions,
    console_to,
    file_option,
    is_file,
    output_options,
    say,
    write_result,
)

_ENDINGS = {".csv": "csv", ".json": "json"}


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
    from bilingual.views.termlist import csv_table, record_of, terms_table

    if form is None:
        form = _ENDINGS.get(Path(file_out or "").suffix.lower(), "table")
    document = open_document(file)
    source, target = languages.pair(document.text)
    refuse_other_language(document, source, target)
    found = collect_terms(document, load_glossaries(glossaries), source)
    if form == "json":
        rows = [record_of(term, source, target) for term in found]
        write_result(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", file_out)
    elif form == "csv":
        write_result(csv_table(found, source, target), file_out)
    elif found or is_file(file_out):
        with console_to(file_out, output) as console:
            if found:
                console.print(terms_table(found, source, target, output.cells()))
    if not found:
        say("no term found")
