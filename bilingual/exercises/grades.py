"""What an answer is worth: the verdict, the reason in words, the difference to show, the rating to schedule by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingual.exercises.differences import Part, differences
from bilingual.exercises.items import Exercise, ExerciseKind
from bilingual.exercises.scheduling import Rating


class Verdict(StrEnum):
    """What an answer is."""

    RIGHT = "right"
    SLIPS = "right-with-slips"
    """Right but for what is forgiven; of a free translation: near enough, compare."""
    NEARLY = "nearly"
    """Not right, but close: a typing error, another form of the word, most of the pairs, a part left out."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth.

    Args:
        verdict: right, right with slips, nearly, or wrong.
        score: 0 to 1; 1 for what is right, slips or not.
        message: one line for the learner, with the reason.
        answer: what was answered, without white space at its ends.
        expected: the accepted answer that it was compared with.
        diff: the two beside each other, in pieces.
        rating: for the schedule; never `easy`, since only the learner knows.
        reasons: further lines: what is wrong or missing.
    """

    verdict: Verdict
    score: float
    message: str
    answer: str
    expected: str
    diff: tuple[Part, ...]
    rating: Rating
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies between 0 and 1, not {self.score}")

    @property
    def passed(self) -> bool:
        """Whether the answer counts as right."""
        return self.verdict in (Verdict.RIGHT, Verdict.SLIPS)


_RATINGS = {
    Verdict.RIGHT: (Rating.GOOD, Rating.HARD),
    Verdict.SLIPS: (Rating.GOOD, Rating.HARD),
    Verdict.NEARLY: (Rating.HARD, Rating.AGAIN),
    Verdict.WRONG: (Rating.AGAIN, Rating.AGAIN),
}
"""Without and with a hint."""


def make_grade(
    exercise: Exercise,
    given: str,
    expected: str,
    verdict: Verdict,
    score: float,
    message: str,
    hinted: bool,
    *,
    words: bool = False,
    reasons: tuple[str, ...] = (),
) -> Grade:
    """Return a grade with its rating and its difference, letter by letter or by words."""
    rating = _RATINGS[verdict][hinted]
    # A pass with most of the pairs is no pass: only what was typed or said nearly right is remembered, if badly.
    if verdict is Verdict.NEARLY and exercise.kind is ExerciseKind.MATCH:
        rating = Rating.AGAIN
    parts = differences(given, expected, words=words)
    return Grade(verdict, score, message, given, expected, parts, rating, reasons)
