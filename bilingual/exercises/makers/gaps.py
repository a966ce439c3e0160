"""Gaps to be filled by typing or by choosing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.exercises.gaps import Gap, GapKind
from bilingual.exercises.items import Exercise, ExerciseKind
from bilingual.exercises.levels import difficulty
from bilingual.exercises.makers.base import DISTRACTORS, FEWEST_DISTRACTORS, Maker, explanation, headword
from bilingual.exercises.wording import quote, task
from bilingual.languages import FRENCH


class GapMaker(Maker):
    """Makes clozes and choices."""

    def clozes(self, gaps: Iterable[Gap]) -> Iterator[Exercise]:
        """Yield gaps to be filled by typing."""
        for gap in gaps:
            if gap.kind is GapKind.VERB and gap.form is not None:
                asked = task(
                    "form", self._reader, word=quote(gap.citation, self._source), meaning=gap.meaning
                )
            else:
                asked = self._task("cloze", gap)
            yield self._of_gap(ExerciseKind.CLOZE, asked, gap, (gap.surface, *gap.also))

    def choices(self, gaps: Iterable[Gap]) -> Iterator[Exercise]:
        """Yield gaps to be filled by choosing; a gap without enough distractors is left out."""
        for gap in gaps:
            distractors = self._pool.distractors(gap, DISTRACTORS, self._rng)
            if len(distractors) >= FEWEST_DISTRACTORS:
                options = self._shuffled((gap.surface, *distractors))
                yield self._of_gap(
                    ExerciseKind.CHOICE, self._task("choice", gap), gap, (gap.surface,), options, distractors
                )

    def _task(self, name: str, gap: Gap) -> str:
        return task(name, self._reader, language=self._source.code, meaning=gap.meaning)

    def _of_gap(
        self,
        kind: ExerciseKind,
        asked: str,
        gap: Gap,
        key: tuple[str, ...],
        options: tuple[str, ...] = (),
        distractors: tuple[str, ...] = (),
    ) -> Exercise:
        return Exercise(
            kind=kind,
            task=asked,
            stem=gap.stem,
            key=tuple(dict.fromkeys(key)),
            target_language=self._source,
            origin=gap.sentence.pair,
            options=options,
            distractors=distractors,
            hint=gap.sentence.bead.target,
            headword=headword(gap.entry, gap.term, self._source) if gap.entry and gap.term else _word(gap),
            meaning=gap.meaning,
            explanation=explanation(gap.entry, self._reader) if gap.entry else "",
            difficulty=difficulty(kind, gap.zipf, len(gap.sentence.words)),
            concept=gap.entry.id if gap.entry else None,
        )


def _word(gap: Gap) -> str:
    if gap.form is None:
        return gap.citation
    kind = {"n": "n.", "v": "v.", "a": "adj.", "r": "adv."}[gap.form.part]
    gender = {"m": " m.", "f": " f."}.get(gap.form.tag[:1], "") if gap.form.part == "n" else ""
    if gap.form.part == "n" and gap.form.tag[:1] == "-" and gap.sentence.language == FRENCH:
        gender = " m./f."
    return f"{gap.citation} {kind}{gender}"
