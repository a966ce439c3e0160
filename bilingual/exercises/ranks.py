"""Ranks and what they are elsewhere: British, American, NATO code."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bilingual.exercises.differences import alike
from bilingual.glossary.model import ConceptEntry, Region, TermStatus
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language

_FORCES = ("army", "navy", "air")
_REGIONS: dict[Region | None, str] = {Region.UK: "UK", Region.US: "US"}
_COGNATE = 0.75
"""Share of letters in common from which a rank gives its equal away: « colonel » or « caporal »."""
_CODES = [*(f"OR-{n}" for n in range(1, 10)), *(f"OF-{n}" for n in range(1, 11))]


@dataclass(frozen=True, slots=True)
class RankQuestion:
    """What is asked of a rank.

    Args:
        task: name of the task in `wording`: `rank` or `code`.
        asked: what is asked of, with the force and the country asked for.
        force: `army`, `navy`, `air`, or nothing.
        country: `UK`, `US`, or nothing: whose rank is asked for.
        answer: the equal rank or code.
        distractors: other ranks of the same force, or neighbouring codes.
    """

    task: str
    asked: str
    force: str
    country: str
    answer: str
    distractors: tuple[str, ...]


def force_of(entry: ConceptEntry) -> str:
    """Return the force whose rank a concept is, or nothing for one of no single force.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> force_of(military_termbase().get("rank.navy.captain"))
    'navy'
    """
    part = entry.id.split(".")[1] if entry.id.count(".") >= 2 else ""
    return part if part in _FORCES else ""


def question(
    entry: ConceptEntry, term: str, termbase: Termbase, target: Language, rng: random.Random
) -> RankQuestion | None:
    """Return a question about a rank: its equal where the other country has one of its own name, else its code.

    Args:
        entry: a concept with a NATO code.
        term: the rank as the text has it, in its citation form.
        termbase: where the other ranks are.
        target: the language of the answer.
        rng: which of the questions, and which distractors.
    """
    if entry.rank not in _CODES:
        return None
    force = force_of(entry)
    equals = [(region, text) for region, text in _equals(entry, target) if alike(text, term) < _COGNATE]
    if equals and rng.random() < 0.6:
        region, answer = rng.choice(equals)
        right = {text.lower() for text in entry.equivalents(target)}
        others = [
            text
            for other in termbase
            if other.rank in _CODES and other.rank != entry.rank and force_of(other) == force
            for its_region, text in _equals(other, target)
            if its_region in (region, None) and text.lower() not in right
        ]
        nearest = sorted(dict.fromkeys(others), key=lambda _: rng.random())[:3]
        if len(nearest) == 3:
            asked = f"{term} ({_REGIONS[region]})" if region else term
            return RankQuestion("rank", asked, force, _REGIONS.get(region, ""), answer, tuple(nearest))
    return RankQuestion("code", term, force, "", entry.rank, _near_codes(entry.rank, rng))


def _equals(entry: ConceptEntry, target: Language) -> list[tuple[Region | None, str]]:
    """Return the ranks that equal a concept's, with the country that has them under that name."""
    return [
        (term.region, term.text)
        for term in entry.terms_in(target, TermStatus.PREFERRED, TermStatus.ADMITTED)
        if term.region in (None, *_REGIONS) and (term.region or term.status is TermStatus.PREFERRED)
    ]


def _near_codes(code: str, rng: random.Random) -> tuple[str, ...]:
    place = _CODES.index(code)
    near = [other for other in _CODES[max(0, place - 3) : place + 4] if other != code]
    return tuple(rng.sample(near, 3))
