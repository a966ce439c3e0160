"""What helps with an exercise without giving it away at once."""

from __future__ import annotations

from bilingual.exercises.items import Exercise, ExerciseKind, matched
from bilingual.exercises.messages import counted, message, quoted
from bilingual.languages import Language

_FIRST_WORDS = 2  # of a sentence


def hints(exercise: Exercise) -> tuple[str, ...]:
    """Return the hints for an exercise, the smallest first.

    >>> from bilingual import ENGLISH, FRENCH
    >>> from bilingual.exercises.items import SentencePair
    >>> pair = SentencePair("Un char brûle.", "A tank is burning.", FRENCH, ENGLISH)
    >>> gap = Exercise(ExerciseKind.CLOZE, "Fill the gap.", "Un ____ brûle.", ("char",), FRENCH, pair,
    ...                hint="A tank is burning.")
    >>> hints(gap)
    ('A tank is burning.', 'It begins with ‘c’ and has 4 letters.')
    """
    first = (exercise.hint,) if exercise.hint else ()
    return (*first, *_more(exercise))


def _more(exercise: Exercise) -> tuple[str, ...]:
    answer, reader = exercise.answer, exercise.reader_language
    match exercise.kind:
        case ExerciseKind.CLOZE:
            return (
                message("hint-word", reader, start=quoted(answer[0], reader), size=_size(answer, reader)),
            )
        case ExerciseKind.MATCH:
            left, right = matched(exercise)[0]
            return (f"{message('pair', reader, left=quoted(left, reader), right=quoted(right, reader))}.",)
        case ExerciseKind.ORDER | ExerciseKind.TRANSLATE:
            words = answer.split()
            # Of two words the first would be half of the answer.
            begun = " ".join(words[: _FIRST_WORDS if len(words) > 2 * _FIRST_WORDS else 1])
            start = begun if len(words) > 1 else answer[0]
            return (message("hint-sentence", reader, start=quoted(start, reader)),)
        case _:
            # With two options, this would be the answer.
            if len(exercise.options) <= 2:
                return ()
            return (message("hint-not", reader, option=quoted(exercise.distractors[-1], reader)),)


def _size(answer: str, reader: Language) -> str:
    words = answer.split()
    if len(words) > 1:
        return counted("words", len(words), reader)
    return counted("letters", sum(character.isalpha() for character in answer), reader)
