"""Grading: what an answer to an exercise is worth."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bilingual.errors import expect
from bilingual.exercises.chosen import grade_choice, grade_match, grade_order
from bilingual.exercises.grades import Grade, Verdict, make_grade
from bilingual.exercises.items import Exercise, ExerciseKind
from bilingual.exercises.messages import message
from bilingual.exercises.translating import grade_translation
from bilingual.exercises.typed import grade_typed

LONGEST = 1_000
_TIMES_AS_LONG = 4
"""Letters of an answer that is compared, and how many times as long as what was expected a longer one may be: a page
pasted into a gap is wrong, and comparing it letter by letter would take minutes."""


def grade(exercise: Exercise, answer: str, *, hinted: bool = False) -> Grade:
    """Grade an answer.

    Args:
        exercise: what was asked.
        answer: as typed. To a choice the option, its number or its letter; to a match `1c 2a 3b`, or the
            letters in order; to an order the sentence, or the numbers of the chunks as shown. One that is many
            times as long as what was expected is wrong, and kept up to there.
        hinted: whether the hint was shown first, which makes the rating a step lower.

    Raises:
        WrongTypeError: `exercise` is none, or `answer` no string; a `TypeError`.

    >>> from bilingual import ENGLISH, FRENCH, SentencePair
    >>> pair = SentencePair("Un dépôt brûle.", "A depot is burning.", FRENCH, ENGLISH)
    >>> gap = Exercise(ExerciseKind.CLOZE, "Fill the gap.", "Un ____ brûle.", ("dépôt",), FRENCH, pair)
    >>> for answer in ("dépôt", "depot", "dépots", "dépit"):
    ...     print(grade(gap, answer).message)
    Right.
    Right, but mind the accents: dépôt.
    Nearly: the right word in another form; here it is ‘dépôt’.
    Not right: ‘dépôt’.
    """
    expect(exercise, Exercise, "what is graded is an answer to an Exercise, such as make_exercises() returns")
    expect(answer, str, "an answer is a string")
    given = " ".join(unicodedata.normalize("NFC", answer).split())
    if not given:
        return make_grade(
            exercise,
            given,
            exercise.answer,
            Verdict.WRONG,
            0.0,
            message("no-answer", exercise.reader_language),
            hinted,
        )
    expected = max(map(len, (exercise.stem, *exercise.key)))
    if len(given) > (longest := max(LONGEST, _TIMES_AS_LONG * expected)):
        said = message("too-long", exercise.reader_language)
        shown = f"{given[:longest].rstrip()} …"
        return make_grade(exercise, shown, exercise.answer, Verdict.WRONG, 0.0, said, hinted)
    return _GRADERS[exercise.kind](exercise, given, hinted)


_GRADERS: dict[ExerciseKind, Callable[[Exercise, str, bool], Grade]] = {
    ExerciseKind.CLOZE: grade_typed,
    ExerciseKind.CHOICE: grade_choice,
    ExerciseKind.MATCH: grade_match,
    ExerciseKind.ORDER: grade_order,
    ExerciseKind.TRANSLATE: grade_translation,
    ExerciseKind.FALSE_FRIEND: grade_choice,
    ExerciseKind.RANK: grade_choice,
}
