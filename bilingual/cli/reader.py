"""`bilingual reader`: a text beside its translation, in a window to stay in."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import EngineOptions, engine_options, open_translator
from bilingual.cli.inputs import (
    dictionary_option,
    file_argument,
    glossary_option,
    load_glossaries,
    open_document,
    open_memory,
    refuse_two_inputs,
    text_without_translating,
    translation_option,
)
from bilingual.cli.keyboard import keys_from_terminal

if TYPE_CHECKING:
    from bilingual.document import Document
    from bilingual.glossary.termbase import Termbase
    from bilingual.pipeline.gradual import GradualText
    from bilingual.pipeline.model import ParallelText


@click.command(
    short_help="A text beside its translation, in a window.",
    epilog="""\b
Examples:
  bilingual reader article.fr.txt
  bilingual reader article.fr.txt --translation article.en.txt
  bilingual reader article.json                     a reading pack, which mending the alignment writes
  bilingual reader book.txt --dictionary wiktionary.ifo

It goes on where you left the text, and translates a few screens ahead of you. ? shows the keys: those of less
and vim, → for word by word, t for the next term, / to search, s to keep something for practice.
Settings: config.toml in the directory that ? names, or in $BILINGUAL_CONFIG_DIR.
""",
)
@file_argument
@translation_option
@glossary_option
@dictionary_option
@engine_options
def reader(
    file: str,
    translation: str | None,
    engine: EngineOptions,
    glossaries: tuple[Path, ...],
    dictionaries: tuple[Path, ...],
) -> None:
    """Read FILE (- for standard input) in a window: both languages, every word explained, search, bookmarks.

    FILE is a text, or a reading pack.
    """
    from bilingual.directories import config_file
    from bilingual.lexicon.dictionaries import open_dictionary
    from bilingual.pipeline.packs import is_pack
    from bilingual.reader.config import load_config
    from bilingual.reader.running import run_reader

    refuse_two_inputs(file, translation)
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        raise click.UsageError("the reader needs a terminal; into a pipe or a file writes: bilingual read")
    config = load_config(config_file())
    own = tuple(open_dictionary(path) for path in dictionaries)
    document = open_document(file, quiet=engine.quiet)
    termbase = load_glossaries(glossaries)
    with ExitStack() as stack:
        text: ParallelText | GradualText | None = text_without_translating(
            document, translation, engine, lambda: termbase, quiet=engine.quiet
        )
        if text is None:
            text = _translated_while_reading(document, engine, termbase, stack)
        keys_from_terminal("there is no terminal to read keys from; name a file")
        run_reader(
            text,
            path=None if file == "-" else Path(file),
            is_pack=is_pack(document.text),
            config=config,
            termbase=termbase,
            dictionaries=own,
            memory=open_memory(stack) if engine.memory else None,
        )


def _translated_while_reading(
    document: Document, engine: EngineOptions, termbase: Termbase, stack: ExitStack
) -> GradualText:
    from bilingual.pipeline.gradual import GradualText
    from bilingual.pipeline.languages import refuse_other_language

    languages = engine.pair(document.text)
    refuse_other_language(document, *languages)
    # What there is to be said of the package would be wiped away by the window.
    translator = stack.enter_context(open_translator(languages, replace(engine, quiet=True)))
    return GradualText(document, translator, termbase, check_language=False)
