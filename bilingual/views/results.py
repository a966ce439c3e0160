"""What came of a session, for other programs: a line an exercise."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bilingual.bitext import flow
from bilingual.exercises.session import Session

COLUMNS = ("number", "kind", "verdict", "score", "answer", "expected", "message", "card", "id")


def results_table(session: Session) -> Iterator[str]:
    """Yield a head line, then a tab-separated line for every exercise, also for those not answered.

    `verdict` is that of the first answer, or `left-out`, or `not-reached`; `score` is 0 to 1, empty without an answer.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    results = {result.number: result for result in session.first_results}
    for number, exercise in enumerate(session.exercises):
        result = results.get(number)
        if result is None:
            verdict = "left-out" if session.was_skipped(number) else "not-reached"
            said = (verdict, "", "", exercise.answer, "")
        else:
            grade = result.grade
            said = (grade.verdict.value, f"{grade.score:.2f}", grade.answer, grade.expected, grade.message)
        row = (str(number + 1), exercise.kind.value, *said, exercise.headword or exercise.stem, exercise.id)
        writer.writerow([flow(cell) for cell in row])
    yield out.getvalue()
