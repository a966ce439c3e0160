"""Exercises as they are printed: the termbase writes the apostrophe of typewriters, its readers the other one."""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.exercises.items import Exercise, ExerciseKind

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_OF_TERMBASE = frozenset((ExerciseKind.MATCH, ExerciseKind.FALSE_FRIEND, ExerciseKind.RANK))
"""Kinds whose options are terms; those of the others stand as the text writes them."""


def printed(exercise: Exercise) -> Exercise:
    """Return an exercise with typographic apostrophes in what comes from the termbase."""
    changed = replace(
        exercise,
        headword=_set(exercise.headword),
        meaning=_set(exercise.meaning),
        explanation=_set(exercise.explanation),
    )
    if exercise.kind not in _OF_TERMBASE:
        return changed
    return replace(
        changed,
        key=tuple(map(_set, changed.key)),
        options=tuple(map(_set, changed.options)),
        distractors=tuple(map(_set, changed.distractors)),
        prompts=tuple(map(_set, changed.prompts)),
    )


def _set(text: str) -> str:
    return _APOSTROPHE.sub("’", text)
