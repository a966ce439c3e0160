"""Options and messages that the commands which translate have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.output import say
from bilingual.languages import Language, language_of, language_pair

if TYPE_CHECKING:
    from bilingual.translation.translator import Translator

Command = Callable[..., object]


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


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """Which languages the user has named.

    Args:
        source: language of the text; `None` where it is to be guessed.
        target: language to read it in; `None` for the other one.
    """

    source: Language | None = None
    target: Language | None = None

    def pair(self, text: str = "") -> tuple[Language, Language]:
        """Complete the pair of `--from` and `--to`, by what the text is in where neither is said."""
        try:
            return language_pair(self.source, self.target, text)
        except ValueError:
            code = self.source.code if self.source else ""
            raise click.UsageError(f"--from and --to are both {code}") from None


@dataclass(frozen=True, slots=True)
class EngineOptions(LanguageOptions):
    """What the user wants of languages and translation package.

    Args:
        source: as in `LanguageOptions`.
        target: likewise.
        model: path of the package; `None` for the one found.
        memory: whether the translation memory is used.
        quiet: whether only errors are said.
    """

    model: Path | None = None
    memory: bool = True
    quiet: bool = False


def language_options(to: str) -> Callable[[Command], Command]:
    """Add `--from` and `--to` to a command, as one argument `languages`.

    Args:
        to: help of `--to`.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def gathered(
            *args: object, source: Language | None, target: Language | None, **rest: object
        ) -> object:
            return command(*args, languages=LanguageOptions(source, target), **rest)

        return _from_option(_to_option(to)(gathered))

    return decorate


def engine_options(command: Command) -> Command:
    """Add `--from`, `--to`, `--model`, `--memory` and `--quiet` to a command, as one argument `engine`."""

    @wraps(command)
    def gathered(
        *args: object,
        source: Language | None,
        target: Language | None,
        model: Path | None,
        memory: bool,
        quiet: bool,
        **rest: object,
    ) -> object:
        return command(*args, engine=EngineOptions(source, target, model, memory, quiet), **rest)

    decorated: Command = gathered
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No messages but errors."),
        click.option("--memory/--no-memory", default=True, help="Use the translation memory; on by default."),
        click.option(
            "--model", type=click.Path(path_type=Path), metavar="PATH",
            help="An Argos package, packed or not; by default the installed one, else the embedded one.",
        ),
        _to_option("Language to read in; the other by default."),
        _from_option,
    ):  # fmt: skip
        decorated = option(decorated)
    return decorated


def _from_option(command: Command) -> Command:
    option = click.option(
        "--from", "source", type=LanguageType(), help="Language of the text; guessed by default."
    )
    return option(command)


def _to_option(said: str) -> Callable[[Command], Command]:
    return click.option("--to", "target", type=LanguageType(), help=said)


@contextmanager
def open_translator(languages: tuple[Language, Language], options: EngineOptions) -> Iterator[Translator]:
    """Give the translator that the options ask for, with its memory; says what the user should know of it.

    Args:
        languages: of the text and of its translation.
        options: `options.pair()` may have left them open.

    Raises:
        ModelError: no package translates between them.
    """
    from bilingual.directories import memory_file, unpacked_packages
    from bilingual.translation.engine import ArgosTranslator
    from bilingual.translation.memory import remembering
    from bilingual.translation.packages import PackageOrigin, find_package

    package = find_package(*languages, options.model)
    if package.origin is PackageOrigin.EMBEDDED and not options.quiet:
        say(
            "translating with the compact embedded model; for a better one: "
            f"bilingual models install {languages[0].code} {languages[1].code}"
        )
    translator = ArgosTranslator(package, cache=unpacked_packages())
    with (
        remembering(translator, memory_file(), say=say)
        if options.memory
        else nullcontext(translator) as given
    ):
        yield given
