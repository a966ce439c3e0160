"""What `practice` and `exercises` have in common: a text read or aligned, and exercises made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from bilingual.cli.engine import Command, EngineOptions, open_translator
from bilingual.cli.inputs import (
    glossary_option,
    load_glossaries,
    text_without_translating,
    translation_option,
)

if TYPE_CHECKING:
    from random import Random

    from bilingual.document import Document
    from bilingual.exercises.items import Exercise, ExerciseKind
    from bilingual.exercises.levels import Level
    from bilingual.pipeline.model import ParallelText
    from bilingual.translation.translator import Translator


@dataclass(frozen=True, slots=True)
class TextOptions:
    """Which text, and how it comes by its translation.

    Args:
        file: the text or reading pack; `-` is standard input.
        translation: the file of a person's translation.
        engine: languages and package.
        glossaries: further terms.
    """

    file: str
    translation: str | None
    engine: EngineOptions
    glossaries: tuple[Path, ...]


class Made(NamedTuple):
    """Exercises of a text, and the headline of that, which may be empty."""

    exercises: tuple[Exercise, ...]
    headline: str


@dataclass(frozen=True, slots=True)
class ExerciseOptions:
    """Which exercises are made.

    Args:
        kinds: what the learner has to do; none for all kinds.
        number: how many at most.
        level: of the words asked for.
        seed: of the chance by which they are chosen.
    """

    kinds: tuple[ExerciseKind, ...]
    number: int
    level: Level | None
    seed: int | None


class KindsType(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """Kinds of exercises, separated by commas."""

    name = "kinds"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[ExerciseKind, ...]:
        """Turn names into kinds."""
        from bilingual.exercises.items import ExerciseKind

        kinds = []
        for name in str(value).replace(" ", "").split(","):
            try:
                kinds.append(ExerciseKind(name))
            except ValueError:
                self.fail(f"{name!r} is not one of {', '.join(ExerciseKind)}", param, ctx)
        return tuple(dict.fromkeys(kinds))


class LevelType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A level of the CEFR."""

    name = "level"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Level:
        """Turn a name into a level."""
        from bilingual.exercises.levels import Level

        try:
            return Level(str(value).upper())
        except ValueError:
            self.fail(f"{value!r} is not one of {', '.join(Level)}", param, ctx)


def exercise_options(command: Command) -> Command:
    """Add the options that say which exercises are made of which text, of the former as one argument `asked`."""

    @wraps(command)
    def gathered(
        *args: object,
        kinds: tuple[ExerciseKind, ...] | None,
        number: int,
        level: Level | None,
        seed: int | None,
        **rest: object,
    ) -> object:
        return command(*args, asked=ExerciseOptions(kinds or (), number, level, seed), **rest)

    decorated: Command = gathered
    for option in (
        glossary_option,
        translation_option,
        click.option(
            "--seed", type=int, metavar="N",
            help="The same number makes the same exercises, whatever the deck holds.",
        ),
        click.option("--level", type=LevelType(), metavar="A1…C2", help="Words of this level of the CEFR first."),
        click.option(
            "--number", type=click.IntRange(1, 500), default=12, show_default=True, help="How many at most.",
        ),
        click.option(
            "--kind", "kinds", type=KindsType(), default=None, metavar="KIND,…",
            help="cloze, choice, match, order, translate, false-friend, rank; by default all of them.",
        ),
    ):  # fmt: skip
        decorated = option(decorated)
    return decorated


@contextmanager
def opened_text(document: Document, options: TextOptions) -> Iterator[tuple[ParallelText, Translator | None]]:
    """Give a document beside its translation, and the translator where a machine made that."""
    engine, load = options.engine, partial(load_glossaries, options.glossaries)
    text = text_without_translating(document, options.translation, engine, load, quiet=engine.quiet)
    if text is not None:
        yield text, None
        return
    from bilingual.pipeline.languages import refuse_other_language
    from bilingual.pipeline.reading import Reading

    languages = engine.pair(document.text)
    refuse_other_language(document, *languages)
    termbase = load_glossaries(options.glossaries)
    with open_translator(languages, engine) as translator:
        yield Reading(document, translator, termbase, check_language=False).finish(), translator


def made(
    document: Document,
    text_options: TextOptions,
    options: ExerciseOptions,
    rng: Random,
    *,
    wishes: Callable[[ParallelText], tuple[frozenset[str], frozenset[str]]] | None = None,
) -> Made:
    """Make the exercises that the options ask for.

    Args:
        document: the text, or a reading pack.
        text_options: how it comes by its translation.
        options: which exercises.
        rng: chance.
        wishes: says of the text which words come first, and which are left out.

    Raises:
        DocumentError: there is nothing in the text that could be asked.
    """
    from bilingual.errors import DocumentError
    from bilingual.exercises.generation import make_exercises

    with opened_text(document, text_options) as (text, translator):
        looked_up, known = wishes(text) if wishes else (frozenset(), frozenset())
        exercises = make_exercises(
            text,
            kinds=options.kinds or None,
            number=options.number,
            level=options.level,
            rng=rng,
            looked_up=looked_up,
            known=known,
            translator=translator,
        )
    if not exercises:
        raise DocumentError(
            "nothing in it can be practised",
            place=document.name,
            remedy="try other kinds, or a longer text",
        )
    return Made(exercises, text.headline)
