"""Answers that are none: a learner who types them has mistaken how the exercise is answered, not the answer."""

from __future__ import annotations

import re

from bilingual.exercises.grading import grade
from bilingual.exercises.items import LETTERS, Exercise, ExerciseKind
from bilingual.exercises.messages import message

_CHOSEN = (ExerciseKind.CHOICE, ExerciseKind.FALSE_FRIEND, ExerciseKind.RANK)


def misread(exercise: Exercise, text: str) -> str | None:
    """Say how an exercise is answered, where `text` is no answer to it at all; else `None`.

    >>> from bilingual import ENGLISH, FRENCH
    >>> from bilingual.exercises.items import SentencePair
    >>> pair = SentencePair("Un char brûle.", "A tank is burning.", FRENCH, ENGLISH)
    >>> choice = Exercise(ExerciseKind.CHOICE, "Fill the gap.", "Un ____ brûle.", ("char",), FRENCH, pair,
    ...                   options=("char", "drone"), distractors=("drone",))
    >>> misread(choice, "3"), misread(choice, "2")
    ('Type a number from 1 to 2, or the words.', None)
    """
    reader, last = exercise.reader_language, len(exercise.options)
    if exercise.kind in _CHOSEN and grade(exercise, text).answer not in exercise.options:
        return message("type-option", reader, last=last)
    if exercise.kind is ExerciseKind.MATCH:
        given = re.findall(r"(?<![a-z])[a-z](?![a-z])", text.lower())
        letter = LETTERS[last - 1]
        if len(given) != len(exercise.prompts) or max(given) > letter:
            return message("type-pairs", reader, number=len(exercise.prompts), letter=letter)
    if exercise.kind is ExerciseKind.ORDER and re.fullmatch(r"[\d\s,;.-]+", text):
        numbers = re.findall(r"\d+", text)
        if len(numbers) == 1 and last <= 9:
            numbers = list(numbers[0])
        if sorted(map(int, numbers)) != list(range(1, last + 1)):
            return message("type-order", reader, last=last)
    return None
