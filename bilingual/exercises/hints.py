"""What helps with an exercise without giving it away at once."""

from __future__ import annotations

from bilingual.exercises.items import Exercise, ExerciseKind, matched

_FIRST_WORDS = 2  # of a sentence


def hints(exercise: Exercise) -> tuple[str, ...]:
    """Return the hints for an exercise, the smallest first.

    >>> from bilingual import ENGLISH, FRENCH
    >>> from bilingual.exercises.items import SentencePair
    >>> pair = SentencePair("Un char brûle.", "A tank is burning.", FRENCH, ENGLISH)
    >>> gap = Exercise(ExerciseKind.CLOZE, "Fill the gap.", "Un ____ brûle.", ("char",), FRENCH, pair,
    ...                hint="A tank is burning.")
    >>> hints(gap)
    ('A tank is burning.', 'It begins with “c” and has 4 letters.')
    """
    first = (exercise.hint,) if exercise.hint else ()
    return (*first, *_more(exercise))


def _more(exercise: Exercise) -> tuple[str, ...]:
    answer = exercise.answer
    match exercise.kind:
        case ExerciseKind.CLOZE:
            return (f"It begins with “{answer[0]}” and has {_size(answer)}.",)
        case ExerciseKind.MATCH:
            left, right = matched(exercise)[0]
            return (f"“{left}” is “{right}”.",)
        case ExerciseKind.ORDER | ExerciseKind.TRANSLATE:
            words = answer.split()
            # Of two words the first would be half of the answer.
            begun = " ".join(words[: _FIRST_WORDS if len(words) > 2 * _FIRST_WORDS else 1])
            return (f"It begins with “{begun}”.",) if len(words) > 1 else (f"It begins with “{answer[0]}”.",)
        case _:
            # With two options, this would be the answer.
            return (f"It is not “{exercise.distractors[-1]}”.",) if len(exercise.options) > 2 else ()


def _size(answer: str) -> str:
    words = answer.split()
    if len(words) > 1:
        return f"{len(words)} words"
    letters = sum(character.isalpha() for character in answer)
    return f"{letters} letter{'' if letters == 1 else 's'}"
