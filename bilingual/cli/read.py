"""`bilingual read`: a text beside its translation."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from bilingual.cli.engine import EngineOptions, engine_options, open_translator
from bilingual.cli.inputs import (
    file_argument,
    load_glossaries,
    open_document,
    refuse_two_inputs,
    text_without_translating,
    translation_option,
)
from bilingual.cli.output import OutputOptions, is_file, output_options, say, write_pieces
from bilingual.cli.showing import FORMAT_HELP, Shown, chosen_format, deliver, show, showing_options
from bilingual.cli.waiting import finish, watched


@click.command(
    short_help="A text beside its translation.",
    epilog=f"""\b
Examples:
  bilingual read article.fr.txt
  bilingual read article.fr.txt -o article.html      a page to read and to send
  bilingual read - < article.txt
  bilingual read roman.epub
  bilingual read article.fr.txt --view gloss
  bilingual read article.fr.txt --reveal             each translation when you ask for it
  bilingual read article.fr.txt --plain              for screen readers and braille
  bilingual read article.fr.txt --translation article.en.txt --compare
  bilingual read article.txt --width 120 --no-color > article.columns.txt
  bilingual read article.txt -o article.json         a reading pack
  bilingual read article.json -o article.html        from a pack, without translating again
  bilingual read article.txt --glossary our-terms.csv

Terms carry a number in both languages, which refers to the table below the text. ‼ marks a row that should
not be trusted; the reasons stand below the table.

{FORMAT_HELP}
""",
)
@file_argument
@translation_option
@showing_options
@engine_options
@output_options
def read(
    file: str,
    translation: str | None,
    engine: EngineOptions,
    form: str | None,
    view: str | None,
    compare: bool,
    file_out: str | None,
    glossaries: tuple[Path, ...],
    output: OutputOptions,
) -> None:
    """Read FILE (- for standard input) in two columns, its military terms explained below.

    FILE is a text (plain, Markdown, HTML, .mhtml, EPUB, PDF, .docx, .odt, .srt, .vtt: told by what is in it), or a
    reading pack made with -o NAME.json.
    """
    from bilingual.pipeline.languages import refuse_other_language
    from bilingual.pipeline.reading import Reading

    refuse_two_inputs(file, translation)
    chosen = chosen_format(form, file_out, view=view, compare=compare)
    document = open_document(file, quiet=engine.quiet)
    load = partial(load_glossaries, glossaries)
    text = text_without_translating(document, translation, engine, load, quiet=engine.quiet)
    if text is None and compare:
        raise click.UsageError("--compare needs a translation by a person: --translation FILE")
    if text is not None:
        languages = text.source.language, text.target.language
        with ExitStack() as stack:
            translator = None
            if compare:
                translator = stack.enter_context(open_translator(languages, engine))
            deliver(text, chosen, view, output, file_out, translator, quiet=engine.quiet)
        return
    languages = engine.pair(document.text)
    refuse_other_language(document, *languages)
    termbase = load_glossaries(glossaries)
    with open_translator(languages, engine) as translator:
        reading = Reading(document, translator, termbase, check_language=False)
        try:
            if chosen is None:
                show(Shown.reading(reading), view, output, file_out)
            elif chosen.streams:
                # Where the rows themselves are seen coming, no bar stands among them.
                silent = engine.quiet or not is_file(file_out)
                write_pieces(chosen.stream(watched(reading, reading.stream(), quiet=silent)), file_out)
            else:
                text = finish(reading, quiet=engine.quiet)
                deliver(text, chosen, view, output, file_out, quiet=engine.quiet)
        except KeyboardInterrupt:
            reading.close()
            kept = ", kept in the translation memory" if engine.memory else ""
            say(f"interrupted after {reading.done} sentences{kept}")
            raise
