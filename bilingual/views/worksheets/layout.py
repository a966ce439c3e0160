"""A worksheet laid out once, for every format: exercises by kind, numbered through, with what to write where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import PurePath

from bilingual.exercises.items import LETTERS, Exercise, ExerciseKind, matched
from bilingual.exercises.wording import words
from bilingual.languages import Language

_PARTS = (
    ExerciseKind.CLOZE, ExerciseKind.CHOICE, ExerciseKind.MATCH, ExerciseKind.FALSE_FRIEND, ExerciseKind.RANK,
    ExerciseKind.ORDER, ExerciseKind.TRANSLATE,
)  # fmt: skip


class Key(StrEnum):
    """What becomes of the answers."""

    PAGE = "page"
    """On a page of their own, after the exercises."""
    NONE = "none"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise with its number on the sheet, from 1."""

    number: int
    exercise: Exercise

    @property
    def clue(self) -> str:
        """What is given beside a sentence with a gap: the meaning, or the verb whose form is asked for."""
        exercise = self.exercise
        if exercise.kind is ExerciseKind.CLOZE and exercise.headword.endswith(" v."):
            return f"{exercise.headword.removesuffix(' v.')} – {exercise.meaning}"
        return exercise.meaning

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The options with their letters."""
        return tuple(zip(LETTERS, self.exercise.options, strict=False))

    @property
    def solution(self) -> str:
        """The answer as the key gives it."""
        exercise = self.exercise
        if exercise.kind is ExerciseKind.MATCH:
            return ", ".join(exercise.answer.split())
        if self.options and exercise.kind is not ExerciseKind.ORDER:
            return f"{LETTERS[exercise.options.index(exercise.answer)]}) {exercise.answer}"
        return exercise.answer

    @property
    def also(self) -> tuple[str, ...]:
        """Further right answers."""
        return self.exercise.key[1:] if self.exercise.kind is not ExerciseKind.MATCH else ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Of a match what belongs together."""
        return matched(self.exercise) if self.exercise.kind is ExerciseKind.MATCH else ()


@dataclass(frozen=True, slots=True)
class Part:
    """The exercises of one kind.

    Args:
        kind: of all of them.
        title: in the reader's language.
        instruction: what to do, in the reader's language.
        items: in order.
    """

    kind: ExerciseKind
    title: str
    instruction: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Exercises as a sheet shows them.

    Args:
        title: of the sheet.
        note: small print: where the exercises come from, and by which seed they are made again.
        reader: the language the learner reads by.
        parts: those that there are, in the usual order.
    """

    title: str
    note: str
    reader: Language
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, exercises: Sequence[Exercise], *, title: str | None = None, note: str = "") -> Worksheet:
        """Lay out some exercises, of which there is at least one.

        Args:
            exercises: of one pair of languages.
            title: by default what the text is called.
            note: printed small.
        """
        reader = exercises[0].reader_language
        source = exercises[0].origin.source_language
        numbers = count(1)
        parts = []
        for kind in _PARTS:
            items = tuple(Item(next(numbers), each) for each in exercises if each.kind is kind)
            if items:
                says = words(kind.value, reader, source)
                parts.append(Part(kind, says[0], says[1], items))
        document = exercises[0].origin.document
        name = PurePath(document).name.split(".")[0].strip("<>") or document
        return cls(title or name.replace("-", " ").replace("_", " "), note, reader, tuple(parts))
