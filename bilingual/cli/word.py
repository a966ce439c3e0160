"""`bilingual word`: what a word means."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from bilingual.cli.engine import LanguageType
from bilingual.cli.inputs import TEXT, dictionary_option, glossary_option
from bilingual.cli.output import OutputOptions, console_for, output_options
from bilingual.errors import BilingualError
from bilingual.languages import Language


@click.command(
    short_help="What a word means.",
    epilog="""\b
Examples:
  bilingual word frappe
  bilingual word "frappe aérienne" drone
  bilingual word strike --from en
  bilingual word frappe --dictionary dictionaries/wiktionary.ifo

The bars show how often the word was translated so in the texts that the lexicon was trained on. The
sentence at the end is one that you have read, from the translation memory. Dictionaries are StarDict
(.ifo or its folder), dictd (.index), tab-separated text in UTF-8, or FreeDict TEI; all but .ifo and
.index may be packed with gzip or xz.
""",
)
@click.argument("words", metavar="WORD...", type=TEXT, nargs=-1, required=True)
@click.option("--from", "source", type=LanguageType(), help="Language of the words; by default the likelier.")
@glossary_option
@dictionary_option
@click.option("--memory/--no-memory", default=True, help="Give an example from what you have read.")
@output_options
def word(
    words: tuple[str, ...],
    source: Language | None,
    glossaries: tuple[Path, ...],
    dictionaries: tuple[Path, ...],
    memory: bool,
    output: OutputOptions,
) -> None:
    """Explain each WORD, French or English: translations, military sense, an example."""
    from bilingual.cli.inputs import load_glossaries, open_memory
    from bilingual.lexicon.dictionaries import open_dictionary
    from bilingual.pipeline.words import explain
    from bilingual.views.word import WordView

    termbase = load_glossaries(glossaries)
    own = [open_dictionary(path) for path in dictionaries]
    unknown = []
    with ExitStack() as stack:
        opened = open_memory(stack) if memory else None
        explained = [
            explain(each, language=source, termbase=termbase, memory=opened, dictionaries=own)
            for each in words
        ]
    with console_for(output) as console:
        view = WordView(console)
        first = True
        for asked, explanation in zip(words, explained, strict=True):
            if explanation is None:
                unknown.append(asked)
                continue
            if not first:
                console.print()
            view.show(explanation)
            first = False
    if unknown:
        raise BilingualError(
            f"nothing is known of {', '.join(map(repr, unknown))}", remedy="check the spelling"
        )
