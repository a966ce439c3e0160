"""What the commands that read a text do with the files they are given."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.engine import LanguageOptions
from bilingual.cli.output import say
from bilingual.untrusted import whole

if TYPE_CHECKING:
    from bilingual.document import Document
    from bilingual.glossary.termbase import Termbase
    from bilingual.pipeline.model import ParallelText
    from bilingual.translation.memory import TranslationMemory


class _TextType(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """A text, also where the locale's encoding is not the terminal's."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Make half characters whole, see `whole`."""
        return whole(value)


TEXT = _TextType()


def refuse_two_inputs(*files: str | None) -> None:
    """Raise `click.UsageError` where more than one of a command's files is standard input."""
    if files.count("-") > 1:
        raise click.UsageError("only one file can be standard input")


def open_document(file: str, *, plain: bool = False, quiet: bool = False) -> Document:
    """Read a document in any format, `-` for standard input, and say what its reader should know.

    Args:
        file: path of it.
        plain: take it for plain text, whatever it looks like.
        quiet: say nothing.

    Raises:
        DocumentError: it cannot be read.
    """
    from bilingual.document.reading import read_document

    document = read_document(file, plain=plain)
    for warning in () if quiet else document.warnings:
        say(f"{document.name}: {warning}")
    return document


file_argument = click.argument("file", type=click.Path(allow_dash=True))
"""Adds FILE to a command, `-` for standard input; see `open_document`."""
translation_option = click.option(
    "--translation", metavar="FILE", type=click.Path(allow_dash=True),
    help="The translation that you have of the text, by a person.",
)  # fmt: skip
"""Adds `--translation` to a command; see `text_without_translating`."""
glossary_option = click.option(
    "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Your own terms, before the built-in ones; may be given several times.",
)  # fmt: skip
"""Adds `--glossary` to a command; see `load_glossaries`."""
dictionary_option = click.option(
    "--dictionary", "dictionaries", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
    help="A dictionary of your own to look words up in as well; may be given several times.",
)  # fmt: skip
"""Adds `--dictionary` to a command; see `lexicon.dictionaries.open_dictionary`."""


def text_without_translating(
    document: Document,
    translation: str | None,
    languages: LanguageOptions,
    termbase: Callable[[], Termbase],
    *,
    quiet: bool,
) -> ParallelText | None:
    """Return the parallel text that needs no model: a reading pack, or a text with its translation.

    Args:
        document: what was read of the command's FILE.
        translation: the file of a translation by a person.
        languages: of the text and the translation, as far as the user has said them.
        termbase: gives the terms to mark; a reading pack has its own.
        quiet: say nothing of how well the two belong together.
    """
    from bilingual.pipeline.packs import is_pack

    if is_pack(document.text):
        from bilingual.pipeline.model import ParallelText

        if translation is not None:
            raise click.UsageError("a reading pack has its translation in it; leave out --translation")
        return ParallelText.from_json(document.text, document.name)
    if translation is None:
        return None
    from bilingual.cli.align import aligned

    theirs = open_document(translation, quiet=quiet)
    return aligned(document, theirs, languages.pair(document.text), termbase(), quiet=quiet)


def load_glossaries(files: tuple[Path, ...]) -> Termbase:
    """Return the user's termbases, in their order, before the built-in one; unusable rows are reported."""
    from bilingual.glossary.termbase import military_termbase

    own = own_glossaries(files)
    return military_termbase() if own is None else own.merge(military_termbase())


def own_glossaries(files: tuple[Path, ...]) -> Termbase | None:
    """Return the user's termbases as one, in their order, or `None`; unusable rows are reported."""
    from bilingual.glossary.termbase import load_termbase

    own = [load_termbase(path) for path in files]
    for termbase in own:
        for problem in termbase.problems:
            say(f"{problem}; row left out")
    return own[0].merge(*own[1:]) if own else None


def open_memory(stack: ExitStack) -> TranslationMemory | None:
    """Open the translation memory for looking things up, where there is one; that makes none."""
    from bilingual.directories import memory_file
    from bilingual.translation.memory import MemoryUnavailableError, TranslationMemory

    path = memory_file()
    if not path.exists():
        return None
    try:
        return stack.enter_context(TranslationMemory(path))
    except MemoryUnavailableError as error:
        say(str(error))
        return None
