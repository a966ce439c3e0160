"""`bilingual exercises`: exercises of a text, for paper, for Anki and for programs."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import EngineOptions, engine_options
from bilingual.cli.inputs import TEXT, file_argument, open_document, refuse_two_inputs
from bilingual.cli.making import ExerciseOptions, TextOptions, exercise_options, made
from bilingual.cli.output import file_option, is_file, say, write_data

if TYPE_CHECKING:
    pass

_NAMES = ("md", "html", "json", "anki", "csv")
_KEYS = ("page", "none", "only")


@click.command(
    short_help="A worksheet, an Anki deck or a file of exercises.",
    epilog="""\b
Examples:
  bilingual exercises article.fr.txt                               a worksheet, as Markdown
  bilingual exercises article.fr.txt -o sheet.html                 to print, with the key on its own page
  bilingual exercises article.fr.txt -o sheet.html --key none
  bilingual exercises article.fr.txt -o article.apkg               for Anki
  bilingual exercises article.fr.txt --kind cloze,match --level B1 --number 20 --seed 7
  bilingual exercises article.fr.txt --translation article.en.txt --format json
  bilingual exercises --from en --to fr --translation fr.txt news.txt -o feuille.html

\b
Formats, and the endings of -o by which they are known:
  md        a worksheet to go on with in an editor (.md)
  html      a worksheet to print (.html)
  json      exercises for programs, with everything (.json)
  anki      a deck for Anki; importing it twice makes no duplicates (.apkg)
  csv       a table for a spreadsheet (.csv)

The same text, options and seed make the same exercises. With a translation by a person (--translation) they are
better than with a machine's: what is shown as a hint and asked to be translated is only as good as that.
""",
)
@file_argument
@exercise_options
@click.option(
    "--key", type=click.Choice(_KEYS), default=None,
    help="The answers of a worksheet: on a page of their own (the default), not at all, or nothing else.",
)  # fmt: skip
@click.option(
    "--title",
    type=TEXT,
    metavar="TEXT",
    help="Of the worksheet (by default the text's headline) or deck (the file's name).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_NAMES),
    help="By default what the ending of -o FILE tells, else md.",
)
@file_option
@engine_options
def exercises(
    file: str,
    asked: ExerciseOptions,
    translation: str | None,
    glossaries: tuple[Path, ...],
    key: str | None,
    title: str | None,
    form: str | None,
    file_out: str | None,
    engine: EngineOptions,
) -> None:
    """Make exercises of FILE (- for standard input), a text or a reading pack."""
    from bilingual.exercises.items import GAP
    from bilingual.views.worksheets.formats import FORMATS, Making, format_of
    from bilingual.views.worksheets.layout import Key

    refuse_two_inputs(file, translation)
    told = format_of(file_out) if form is None and is_file(file_out) else FORMATS[form] if form else None
    chosen = told or FORMATS["md"]
    if key is not None and not chosen.keyed:
        raise click.UsageError(f"--key is for worksheets and does not go with {chosen.name}")
    if chosen.binary and not is_file(file_out) and sys.stdout.isatty():
        raise click.UsageError(f"{chosen.name} is nothing to print on a terminal; give -o FILE")
    seed = asked.seed or 0
    found, headline = made(
        open_document(file, quiet=engine.quiet),
        TextOptions(file, translation, engine, glossaries),
        replace(asked, seed=seed),
        Random(seed),
    )
    if len(found) < asked.number and not engine.quiet:
        exercise = "exercise" if len(found) == 1 else "exercises"
        say(f"the text has {len(found)} {exercise} of these kinds in it, not {asked.number}")
    note = f"bilingual · {Path(found[0].origin.document).name} · seed {seed}"
    # An Anki deck is one of many in a list, where the file's name says more; and no title may answer an exercise.
    if chosen.keyed and not any(GAP in each.stem and each.origin.source == headline for each in found):
        title = title or headline or None
    making = Making(note, Key(key or Key.PAGE), title, datetime.now(UTC))
    write_data(chosen.render(found, making), file_out)
