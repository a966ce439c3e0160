"""An exercise as a piece of HTML that a notebook shows."""

from __future__ import annotations

from bilingual.exercises.items import GAP, LETTERS, Exercise, ExerciseKind, matched
from bilingual.untrusted import escaped


def fragment(exercise: Exercise) -> str:
    """Return what is asked, and below it, folded, the answer; all text escaped."""
    theirs, target = exercise.reader_language.code, exercise.target_language.code
    # What fills a gap is in the language around it; what answers a question is in the other one.
    stem = target if GAP in exercise.stem else _other(exercise)
    asked = [f'<p lang="{theirs}"><em>{escaped(exercise.task)}</em></p>']
    if exercise.kind is ExerciseKind.MATCH:
        prompts = "".join(f"<li>{escaped(prompt)}</li>" for prompt in exercise.prompts)
        asked.append(f'<ol lang="{_other(exercise)}">{prompts}</ol>')
    elif exercise.kind is not ExerciseKind.ORDER:
        asked.append(f'<p lang="{stem}">{escaped(exercise.stem)}</p>')
    if exercise.options:
        options = "".join(f"<li>{escaped(option)}</li>" for option in exercise.options)
        asked.append(f'<ol type="a" lang="{target}">{options}</ol>')
    answer = exercise.solution
    if exercise.kind is ExerciseKind.MATCH:
        answer = "; ".join(f"{left} = {right}" for left, right in matched(exercise))
    elif exercise.answer in exercise.options:
        answer = f"{LETTERS[exercise.options.index(exercise.answer)]}) {exercise.answer}"
    explained = exercise.explanation and exercise.kind is not ExerciseKind.MATCH  # whose answer says it all
    because = f'<p lang="{theirs}">{escaped(exercise.explanation)}</p>' if explained else ""
    return (
        f"<div>{''.join(asked)}<details><summary>Answer</summary>"
        f'<p lang="{target}"><strong>{escaped(answer)}</strong></p>{because}</details></div>'
    )


def _other(exercise: Exercise) -> str:
    """Return the code of the language of the pair that the answer is not in."""
    pair = exercise.origin.source_language.code, exercise.origin.target_language.code
    return pair[1] if exercise.target_language.code == pair[0] else pair[0]
