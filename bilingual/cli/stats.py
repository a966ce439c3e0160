"""`bilingual stats`: the figures of a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import LanguageOptions, language_options
from bilingual.cli.inputs import file_argument, glossary_option, refuse_two_inputs, translation_option
from bilingual.cli.output import (
    OutputOptions,
    console_to,
    file_option,
    output_options,
    write_result,
)

if TYPE_CHECKING:
    from bilingual.statistics.model import ParallelStatistics, TextStatistics

_ENDINGS = {".json": "json", ".csv": "csv", ".svg": "svg", ".html": "html", ".htm": "html"}


@click.command(
    short_help="Sentences, words, terms and level of a text.",
    epilog="""\b
Examples:
  bilingual stats article.fr.txt
  bilingual stats article.fr.txt --translation article.en.txt    both sides
  bilingual stats article.json                                   both sides of a reading pack
  bilingual stats article.fr.txt -o article.svg
  bilingual stats article.fr.txt --format json | jq .level

The level is an estimate from sentence length, word frequency and subordination, and so is its range, in which
4 texts of 5 should lie: texts are graded by more than their surface. Words are ranked by the frequency of their
lemma: 1–1000 are the thousand commonest; names and numbers are left out. No translation package is needed.
""",
)
@file_argument
@translation_option
@language_options("Language of the translation; the other by default.")
@glossary_option
@click.option(
    "--format", "form", type=click.Choice(["chart", "json", "csv", "svg", "html"]),
    help="A chart to read, figures for programs, or a picture; by default what the ending of -o FILE tells, else a "
    "chart.",
)  # fmt: skip
@file_option
@output_options
def stats(
    file: str,
    translation: str | None,
    languages: LanguageOptions,
    glossaries: tuple[Path, ...],
    form: str | None,
    file_out: str | None,
    output: OutputOptions,
) -> None:
    """Show the figures of FILE (- for standard input): sentence lengths, word frequency, terms, level.

    FILE is a text, or a reading pack made with `bilingual read FILE -o NAME.json`.
    """
    refuse_two_inputs(file, translation)
    if form is None:
        form = _ENDINGS.get(Path(file_out or "").suffix.lower(), "chart")
    figures = _measure(file, translation, languages, glossaries)
    if form == "chart":
        _chart(figures, output, file_out)
        return
    write_result(_rendered(figures, form), file_out)


def _measure(
    file: str,
    translation: str | None,
    languages: LanguageOptions,
    glossaries: tuple[Path, ...],
) -> TextStatistics | ParallelStatistics:
    from bilingual.cli.inputs import load_glossaries, open_document, text_without_translating
    from bilingual.pipeline.languages import refuse_other_language
    from bilingual.statistics.measuring import parallel_statistics, text_statistics

    document = open_document(file)
    termbase = load_glossaries(glossaries)
    text = text_without_translating(document, translation, languages, lambda: termbase, quiet=False)
    if text is not None:
        return parallel_statistics(text, termbase=termbase)
    source, target = languages.pair(document.text)
    refuse_other_language(document, source, target)
    return text_statistics(document, source, termbase=termbase)


def _rendered(figures: TextStatistics | ParallelStatistics, form: str) -> str:
    if form == "json":
        return json.dumps(figures.to_dict(), ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        from bilingual.views.statistics.table import csv_table

        return csv_table(figures)
    if form == "svg":
        from bilingual.views.statistics.picture import svg

        return svg(figures)
    from bilingual.views.statistics.page import html

    return html(figures)


def _chart(figures: TextStatistics | ParallelStatistics, output: OutputOptions, file_out: str | None) -> None:
    from bilingual.views.statistics.terminal import print_statistics

    with console_to(file_out, output) as console:
        print_statistics(figures, console)
