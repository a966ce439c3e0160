"""Grading of what is chosen, paired or put in order."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from bilingual.exercises.differences import word_keys
from bilingual.exercises.grades import Grade, Verdict, make_grade
from bilingual.exercises.items import LETTERS, Exercise, matched
from bilingual.exercises.messages import all_quoted, message, quoted
from bilingual.exercises.typed import bare, squeezed
from bilingual.exercises.wording import semicolons


def grade_choice(exercise: Exercise, given: str, hinted: bool) -> Grade:
    """Grade an answer to a choice: the words of an option, its number from 1, or its letter."""
    chosen, reader = _option(exercise, given), exercise.reader_language
    answer = quoted(exercise.answer, reader)
    if chosen is None:
        last = len(exercise.options)
        said = message(
            "no-option",
            reader,
            given=quoted(given, reader),
            last=last,
            letter=LETTERS[last - 1],
            answer=answer,
        )
        return make_grade(exercise, given, exercise.answer, Verdict.WRONG, 0.0, said, hinted)
    if chosen in exercise.key:
        return make_grade(exercise, chosen, chosen, Verdict.RIGHT, 1.0, message("right", reader), hinted)
    said = message("not-right", reader, answer=answer)
    return make_grade(exercise, chosen, exercise.answer, Verdict.WRONG, 0.0, said, hinted)


def _option(exercise: Exercise, given: str) -> str | None:
    """Return the option that an answer names by its words, its letter or its number from 1."""
    for option in exercise.options:
        if squeezed(bare(option)) == squeezed(bare(given)):
            return option
    name = given.strip("().").lower()
    number = (
        int(name) - 1 if name.isascii() and name.isdigit() else LETTERS.find(name) if len(name) == 1 else -1
    )
    return exercise.options[number] if 0 <= number < len(exercise.options) else None


def grade_match(exercise: Exercise, given: str, hinted: bool) -> Grade:
    """Grade the pairs of a match."""
    chosen = _pairs(exercise, given)
    right, reader = matched(exercise), exercise.reader_language
    wrong = [
        message("pair", reader, left=quoted(prompt, reader), right=quoted(option, reader))
        for number, (prompt, option) in enumerate(right)
        if chosen.get(number) != option
    ]
    hits = len(right) - len(wrong)
    score = hits / len(right)
    if not wrong:
        return make_grade(
            exercise, given, exercise.answer, Verdict.RIGHT, 1.0, message("all-right", reader), hinted
        )
    verdict = Verdict.NEARLY if 2 * hits >= len(right) else Verdict.WRONG
    said = message("pairs-right", reader, hits=hits, total=len(right), wrong=semicolons(wrong, reader))
    return make_grade(exercise, given, exercise.answer, verdict, score, said, hinted)


def _pairs(exercise: Exercise, given: str) -> dict[int, str]:
    """Read `1c 2a`, `1-c, 2:a` or `c a`: which option is given for which prompt, both from 0."""
    numbered = re.findall(r"(\d+)\W*([a-z])(?![a-z])", given.lower())
    if numbered:
        pairs = [(int(number) - 1, letter) for number, letter in numbered]
    else:
        pairs = list(enumerate(re.sub(r"[^a-z]", "", given.lower())))
    options = exercise.options
    return {
        number: options[LETTERS.index(letter)]
        for number, letter in pairs
        if LETTERS.index(letter) < len(options)
    }


def grade_order(exercise: Exercise, given: str, hinted: bool) -> Grade:
    """Grade a sentence put in order, given in words or in the numbers of its chunks."""
    sentence, reader = _rebuilt(exercise, given), exercise.reader_language
    for accepted in exercise.key:
        if word_keys(sentence) == word_keys(accepted):
            right = message("right", reader)
            return make_grade(exercise, sentence, accepted, Verdict.RIGHT, 1.0, right, hinted, words=True)
    ours, theirs = word_keys(sentence), word_keys(exercise.answer)
    if missing := [word for word in dict.fromkeys(theirs) if theirs.count(word) > ours.count(word)]:
        said = message("pieces-missing", reader, missing=all_quoted(missing[:3], reader))
    else:
        said = message("other-order", reader)
    score = SequenceMatcher(None, ours, theirs, autojunk=False).ratio() if ours else 0.0
    # Two pieces that have changed places leave two thirds of the words where they were, about.
    verdict = Verdict.NEARLY if score >= 2 / 3 and not missing else Verdict.WRONG
    score = min(score, 0.9) if verdict is Verdict.NEARLY else min(score, 0.5)
    return make_grade(exercise, sentence, exercise.answer, verdict, score, said, hinted, words=True)


def _rebuilt(exercise: Exercise, given: str) -> str:
    """Return the sentence of an answer in numbers of chunks, `3 1 2`, or the answer as it is."""
    numbers = re.findall(r"\d+", given)
    if re.sub(r"[\d\s,;.-]", "", given) or not numbers:
        return given
    if len(numbers) == 1 and len(exercise.options) <= 9:
        numbers = list(numbers[0])
    chunks = exercise.options
    if any(not 1 <= int(number) <= len(chunks) for number in numbers):
        return given
    return " ".join(chunks[int(number) - 1] for number in numbers)
