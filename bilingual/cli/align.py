"""`bilingual align`: a text beside the translation that its reader has."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import EngineOptions, engine_options, open_translator
from bilingual.cli.output import OutputOptions, output_options, say
from bilingual.cli.showing import FORMAT_HELP, chosen_format, deliver, showing_options
from bilingual.languages import Language

if TYPE_CHECKING:
    from bilingual.document import Document
    from bilingual.glossary.termbase import Termbase
    from bilingual.pipeline.model import ParallelText
    from bilingual.translation.translator import Translator


@click.command(
    short_help="A text beside the translation you have.",
    epilog=f"""\b
Examples:
  bilingual align article.fr.txt article.en.txt
  bilingual align article.fr.txt article.en.txt --view gloss
  bilingual align article.fr.txt article.en.txt -o article.html
  bilingual align roman.epub novel.epub -o book.tmx
  bilingual align a.fr b.en --lines --format vecalign
  bilingual align a.fr.txt a.en.txt --format vecalign > a.beads    (edit it, then:)
  bilingual align a.fr.txt a.en.txt --beads a.beads

Of each pair a score says how sure it is; ‼ marks those that may be wrong, the reasons stand at the end.

{FORMAT_HELP}

vecalign counts sentences, with --lines lines.
""",
)
@click.argument("source_file", metavar="SOURCE", type=click.Path(allow_dash=True))
@click.argument("target_file", metavar="TARGET", type=click.Path(allow_dash=True))
@click.option("--lines", is_flag=True, help="Both are plain texts with a sentence a line; keep them so.")
@click.option(
    "--beads", "beads_file", metavar="FILE", type=click.Path(allow_dash=True),
    help="Do not look for pairs, take those of FILE, written as --format vecalign prints them.",
)  # fmt: skip
@click.option(
    "--with-translation", is_flag=True,
    help="Use machine translations as further evidence. Slow; it helps with a good package only.",
)  # fmt: skip
@showing_options
@engine_options
@output_options
def align(
    source_file: str,
    target_file: str,
    engine: EngineOptions,
    form: str | None,
    lines: bool,
    beads_file: str | None,
    with_translation: bool,
    view: str | None,
    compare: bool,
    file_out: str | None,
    glossaries: tuple[Path, ...],
    output: OutputOptions,
) -> None:
    """Align SOURCE with TARGET, its translation (- for standard input), sentence by sentence."""
    from bilingual.cli.inputs import load_glossaries, open_document, refuse_two_inputs

    refuse_two_inputs(source_file, target_file, beads_file)
    chosen = chosen_format(form, file_out, view=view, compare=compare)
    ours, theirs = (
        open_document(file, plain=lines, quiet=engine.quiet) for file in (source_file, target_file)
    )
    languages = engine.pair(ours.text)
    with ExitStack() as stack:
        translator = (
            stack.enter_context(open_translator(languages, engine)) if compare or with_translation else None
        )
        text = aligned(
            ours,
            theirs,
            languages,
            load_glossaries(glossaries),
            evidence=translator if with_translation else None,
            beads_file=beads_file,
            lines=lines,
            quiet=engine.quiet,
        )
        deliver(text, chosen, view, output, file_out, translator if compare else None, quiet=engine.quiet)


def aligned(
    source: Document,
    target: Document,
    languages: tuple[Language, Language],
    termbase: Termbase,
    *,
    evidence: Translator | None = None,
    beads_file: str | None = None,
    lines: bool = False,
    quiet: bool = False,
) -> ParallelText:
    """Align two documents and say what the user should know about the result."""
    from bilingual.alignment.interchange import parse_vecalign
    from bilingual.document.reading import read_lines
    from bilingual.pipeline.aligning import align_with_report

    beads = None
    if beads_file is not None:
        beads = parse_vecalign("\n".join(read_lines(beads_file)), beads_file)
    result = align_with_report(
        source,
        target,
        source_language=languages[0],
        target_language=languages[1],
        translator=evidence,
        termbase=termbase,
        beads=beads,
        lines=lines,
    )
    if result.warning and not quiet:
        say(result.warning)
    return result.text
