"""`bilingual translate`: the translation alone, for scripts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from bilingual.bitext import flow
from bilingual.cli.engine import EngineOptions, engine_options, open_translator
from bilingual.cli.inputs import open_document
from bilingual.cli.output import file_option, is_file, write_pieces
from bilingual.untrusted import harmless

if TYPE_CHECKING:
    from bilingual.pipeline.model import AnnotatedBead


@click.command(
    short_help="The translation alone, running or line by line.",
    epilog="""\b
Examples:
  bilingual translate --lines < sentences.fr > sentences.en    (then: sacrebleu reference.en -i sentences.en)
  bilingual translate article.fr.txt -o article.en.txt
  echo "Il pleut." | bilingual translate
""",
)
@click.argument("file", type=click.Path(allow_dash=True), default="-")
@click.option("--lines", is_flag=True, help="A line in, a line out, in order; empty lines stay empty.")
@file_option
@engine_options
def translate(
    file: str,
    lines: bool,
    file_out: str | None,
    engine: EngineOptions,
) -> None:
    """Translate FILE, or standard input, and print the translation alone."""
    document = None if lines else open_document(file, quiet=engine.quiet)
    languages = engine.pair(document.text if document else "")
    with open_translator(languages, engine) as translator:
        if document is None:
            translated = translator.translate(_lines_of(file))
            write_pieces((f"{flow(each.text)}\n" for each in translated), file_out)
            return
        from bilingual.pipeline.reading import Reading

        pieces = _running_text(Reading(document, translator).stream())
        if is_file(file_out):
            write_pieces(pieces, file_out)
        else:
            for piece in pieces:
                _print(piece)


def _running_text(reading: Iterable[AnnotatedBead]) -> Iterator[str]:
    """Yield the translation with its paragraphs parted by blank lines."""
    from bilingual.pipeline.gradual import joint

    previous = None
    for bead in reading:
        yield joint(previous, bead)
        yield bead.target
        previous = bead
    yield "\n"


def _print(piece: str) -> None:
    """Print running text, which is for people, in the encoding of their locale; lines for programs are UTF-8."""
    sys.stdout.write(harmless(piece) if sys.stdout.isatty() else piece)
    sys.stdout.flush()


def _lines_of(file: str) -> Iterator[str]:
    """Yield the lines of a UTF-8 file one by one: a corpus need not fit in memory."""
    from bilingual.document.reading import read_lines

    for line in read_lines(file):
        yield flow(line)
