"""Exercises as a table, for a spreadsheet or a learning platform."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from bilingual.exercises.items import Exercise, ExerciseKind, matched
from bilingual.glossary.spreadsheet import neutralise

COLUMNS = (
    "id", "kind", "task", "stem", "answer", "also", "options", "hint", "headword", "meaning", "explanation",
    "difficulty", "concept", "source", "target", "document",
)  # fmt: skip
_BETWEEN = " | "


def exercise_table(exercises: Sequence[Exercise]) -> Iterator[str]:
    """Yield exercises as CSV with a head line; several answers or options stand in one cell, a bar between them.

    No cell is a formula: an apostrophe stands before what a spreadsheet would take for one.
    """
    for row in (COLUMNS, *map(_row, exercises)):
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\r\n").writerow([neutralise(cell) for cell in row])
        yield stream.getvalue()


def _row(exercise: Exercise) -> tuple[str, ...]:
    answer = exercise.answer
    if exercise.kind is ExerciseKind.MATCH:
        answer = _BETWEEN.join(f"{left} = {right}" for left, right in matched(exercise))
    return (
        exercise.id,
        exercise.kind.value,
        exercise.task,
        exercise.stem,
        answer,
        _BETWEEN.join(exercise.key[1:]),
        _BETWEEN.join(exercise.options),
        exercise.hint,
        exercise.headword,
        exercise.meaning,
        exercise.explanation,
        f"{exercise.difficulty:.3f}",
        exercise.concept or "",
        exercise.origin.source,
        exercise.origin.target,
        exercise.origin.document,
    )
