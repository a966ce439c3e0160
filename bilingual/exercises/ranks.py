"""Ranks and what they are elsewhere: British, American, NATO code."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bilingual.exercises.differences import alike
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.termbase import Termbase
from bilingual.languages import ENGLISH, Language

_FORCES = ("army", "navy", "air")
_DATA = Path(__file__).parent / "data" / "ranks.csv"
_RANKS = 0.6
"""Share of the questions that ask for a rank, where there is one, rather than for the code."""
_OPTIONS, _NEAR = 3, 5
"""Wrong options, and of how many ranks the nearest they are: nobody takes a general for a sergeant."""
_TWO_RANKS = "OF-1"  # the code that lieutenants of both degrees have
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
    if entry.rank not in _CODES or not _is_sure(entry, term, target):
        return None
    asked = _rank_question(entry, term, termbase, target, rng) if rng.random() < _RANKS else None
    if asked is not None:
        return asked
    others = _near_codes(entry, rng)
    return RankQuestion("code", term, force_of(entry), "", entry.rank, others)


def equals(entry: ConceptEntry) -> dict[str, tuple[str, ...]]:
    """Return the British and American ranks that have the code of a rank, by country; nothing where there is none.

    What a text calls a rank in English need not be its equal: « adjudant » is mostly “warrant officer”, and yet has the
    code of a British staff sergeant.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> equals(military_termbase().get("rank.army.warrant"))
    {'UK': ('staff sergeant', 'colour sergeant'), 'US': ('sergeant first class',)}
    """
    row = _table().get((force_of(entry) or "army", entry.rank or ""), {})
    return {country: names for country, names in row.items() if names}


def _rank_question(
    entry: ConceptEntry, term: str, termbase: Termbase, target: Language, rng: random.Random
) -> RankQuestion | None:
    force = force_of(entry)
    if target == ENGLISH:
        choices = [
            (country, name)
            for country, names in equals(entry).items()
            if (name := _own(entry, names)) is not None and alike(name, term) < _COGNATE
        ]
        if not choices:
            return None
        country, answer = rng.choice(choices)
        others = [
            (code, name)
            for (its_force, code), row in _table().items()
            for name in row[country][:1]
            if its_force == (force or "army") and code != entry.rank and name not in equals(entry)[country]
        ]
        asked = f"{term} ({country})"
    else:
        country, answer, asked = "", entry.preferred(target), term
        if alike(answer, term) >= _COGNATE:
            return None
        others = [
            (other.rank, other.preferred(target))
            for other in termbase
            if other.rank in _CODES and other.rank != entry.rank and force_of(other) == force
        ]
    place = _CODES.index(entry.rank or "")
    near = sorted(others, key=lambda other: abs(_CODES.index(other[0]) - place))
    names = list(dict.fromkeys(name for _, name in near if name != answer))[:_NEAR]
    if len(names) < _OPTIONS:
        return None
    return RankQuestion("rank", asked, force, country, answer, tuple(rng.sample(names, _OPTIONS)))


def _own(entry: ConceptEntry, names: Sequence[str]) -> str | None:
    """Return the name that is a rank's own among those of its code: OF-1 has two ranks, and names for each."""
    terms = {term.lower() for term in entry.equivalents(ENGLISH)}
    named = next((name for name in names if name.lower() in terms), None)
    return named or (names[0] if entry.rank != _TWO_RANKS else None)


def _is_sure(entry: ConceptEntry, term: str, target: Language) -> bool:
    """Whether a rank as it is written has one code: “sergeant” is OR-6 in Britain and OR-5 in America."""
    if target == ENGLISH:
        return True
    force = force_of(entry) or "army"
    codes = {
        code
        for (its_force, code), row in _table().items()
        if its_force == force and term.lower() in (name.lower() for names in row.values() for name in names)
    }
    return codes == {entry.rank}


@cache
def _table() -> Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]:
    """Return the names of British and American ranks by force and NATO code (STANAG 2116), by country."""
    with _DATA.open(encoding="utf-8", newline="") as stream:
        return {
            (row["force"], row["code"]): {
                country: tuple(filter(None, row[country].split("|"))) for country in ("UK", "US")
            }
            for row in csv.DictReader(stream)
        }


def _near_codes(entry: ConceptEntry, rng: random.Random) -> tuple[str, ...]:
    """Return codes near that of a rank, none of which its note says that it has in other tables."""
    assert entry.rank is not None
    place = _CODES.index(entry.rank)
    near = [each for each in _CODES[max(0, place - 3) : place + 4] if each != entry.rank]
    sure = [each for each in near if each not in entry.note]
    return tuple(rng.sample(sure if len(sure) >= _OPTIONS else near, _OPTIONS))
