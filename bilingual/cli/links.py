"""`bilingual links`: word links of sentence pairs, in the notation of other word aligners."""

from __future__ import annotations

import sys

import click


@click.command(
    short_help="Word links of sentence pairs.",
    epilog="""\b
Examples:
  echo "la guerre est finie ||| the war is over" | bilingual links      (prints 0-0 1-1 2-2 3-3)
  bilingual links < corpus.fr-en > links.pharaoh
  bilingual links --reverse < corpus.en-fr

The convention is fast_align's: `tokens ||| tokens` a line in, `0-0 1-2` a line out, numbers of tokens from
0, those of the left side first. Tokens are what white space parts. Nothing is trained on the input.
""",
)
@click.argument("file", type=click.Path(allow_dash=True), default="-")
@click.option("--reverse", is_flag=True, help="English stands on the left, French on the right.")
def links(file: str, reverse: bool) -> None:
    """Link the words of sentence pairs, a pair a line, in FILE or standard input."""
    from bilingual.alignment.pharaoh import format_links, parse_pair
    from bilingual.alignment.words import WordAligner
    from bilingual.document.reading import STDIN_NAME, read_lines
    from bilingual.languages import ENGLISH, FRENCH
    from bilingual.lexicon import Lexicon

    aligner = WordAligner(Lexicon.open(), ENGLISH if reverse else FRENCH)
    name = STDIN_NAME if file == "-" else file
    for number, line in enumerate(read_lines(file), 1):
        source, target = parse_pair(line, f"{name}, line {number}")
        # A line at a time, so that another process can ask and wait for the answer.
        sys.stdout.write(f"{format_links(aligner(source, target))}\n")
        sys.stdout.flush()
