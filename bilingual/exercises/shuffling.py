"""The same exercise with its options in another order: what is remembered should be the word, not its place."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bilingual.exercises.items import LETTERS, Exercise, ExerciseKind


def shuffled(exercise: Exercise, rng: Random) -> Exercise:
    """Return an exercise with its options shuffled; the id stays, and so does what is right.

    Args:
        exercise: any; one without options is returned as it is.
        rng: chance.
    """
    order = list(range(len(exercise.options)))
    rng.shuffle(order)
    options = tuple(exercise.options[number] for number in order)
    if exercise.kind is not ExerciseKind.MATCH:
        return replace(exercise, options=options)
    letters = {LETTERS[old]: LETTERS[new] for new, old in enumerate(order)}
    key = tuple(" ".join(pair[:-1] + letters[pair[-1]] for pair in answer.split()) for answer in exercise.key)
    return replace(exercise, options=options, key=key)
