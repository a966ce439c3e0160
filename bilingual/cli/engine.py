"""Options and messages that the commands which translate have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.output import say
from bilingual.languages import Language, language_of

if TYPE_CHECKING:
    from bilingual.translation.translator import Translator


class LanguageType(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """An ISO 639-1 code that `bilingual` has facts about."""

    name = "language"

    def convert(
        self, value: str | Language, param: click.Parameter | None, ctx: click.Context | None
    ) -> Language:
        """Turn a code into a language."""
        if isinstance(value, Language):
            return value
        try:
            return language_of(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def engine_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add `--from`, `--to`, `--model`, `--memory` and `--quiet` to a command."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No messages but errors."),
        click.option("--memory/--no-memory", default=True, help="Use the translation memory; on by default."),
        click.option(
            "--model", type=click.Path(path_type=Path), metavar="PATH",
            help="An Argos package, packed or not; by default the installed one, else the embedded one.",
        ),
        click.option("--to", "target", type=LanguageType(), help="Language to read in; the other by default."),
        click.option("--from", "source", type=LanguageType(), help="Language of the text; guessed by default."),
    ):  # fmt: skip
        command = option(command)
    return command


def language_pair(
    source: Language | None, target: Language | None, text: str = ""
) -> tuple[Language, Language]:
    """Complete the pair of --from and --to, by what the text is in where neither is said."""
    from bilingual import languages

    try:
        return languages.language_pair(source, target, text)
    except ValueError:
        raise click.UsageError(f"--from and --to are both {source.code if source else ''}") from None


@contextmanager
def open_translator(
    source: Language, target: Language, model: Path | None, *, memory: bool, quiet: bool
) -> Iterator[Translator]:
    """Give the translator that the options ask for, with its memory; says what the user should know of it."""
    from bilingual.directories import memory_file, unpacked_packages
    from bilingual.translation.engine import ArgosTranslator
    from bilingual.translation.memory import MemoryUnavailableError, RememberingTranslator, TranslationMemory
    from bilingual.translation.packages import PackageOrigin, find_package

    package = find_package(source, target, model)
    if package.origin is PackageOrigin.EMBEDDED and not quiet:
        say(
            "translating with the compact embedded model; for a better one: "
            f"bilingual models install {source.code} {target.code}"
        )
    translator: Translator = ArgosTranslator(package, cache=unpacked_packages())
    with ExitStack() as stack:
        if memory:
            try:
                opened = stack.enter_context(TranslationMemory(memory_file()))
            except MemoryUnavailableError as error:
                say(str(error))
            else:
                if opened.set_aside:
                    say(
                        f"the translation memory was damaged; it is kept as {opened.set_aside}, a new one begun"
                    )
                translator = RememberingTranslator(translator, opened)
        yield translator
