"""What those who make exercises share."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bilingual.exercises.distractors import Pool
from bilingual.glossary.model import ConceptEntry, Term, TermStatus
from bilingual.languages import FRENCH, Language
from bilingual.pipeline.model import ParallelText

DISTRACTORS = 3  # beside the right one: with more, reading the options takes longer than the sentence
FEWEST_DISTRACTORS = 2


class Maker:
    """Makes exercises of some kinds of one text.

    Args:
        text: the whole.
        pool: its sentences and terms, and where distractors come from.
        rng: shuffles.
    """

    def __init__(self, text: ParallelText, pool: Pool, rng: random.Random) -> None:
        self._pool = pool
        self._rng = rng
        self._source = text.source.language
        self._reader = text.target.language

    def _shuffled(self, items: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._rng.sample(list(items), len(items)))


def headword(entry: ConceptEntry, term: Term, language: Language) -> str:
    """Return a term with its grammar, as dictionaries have it: `frappe aérienne n. f.`"""
    kind = {"n": "n.", "v": "v.", "adj": "adj.", "adv": "adv."}.get(term.part_of_speech.value, "")
    gender = {"m": "m.", "f": "f.", "mf": "m./f."}.get(term.gender.value, "") if term.gender else ""
    shown = term if term.status is not TermStatus.ABBREVIATION else entry.terms_in(language)[0]
    return " ".join(filter(None, (shown.text, kind, gender)))


def explanation(entry: ConceptEntry, reader: Language) -> str:
    """Return the definition of a concept, and its note where the reader's language is that of the notes."""
    note = entry.note if reader != FRENCH else ""
    return " ".join(filter(None, (entry.definition(reader), note)))
