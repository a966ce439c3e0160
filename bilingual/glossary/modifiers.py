"""What makes a kind of a term, and to which terms it does: « *mécanisé* », « *d'infanterie* »."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from bilingual.glossary import english, french
from bilingual.glossary.atoms import Atoms
from bilingual.glossary.model import ConceptEntry, EntryFlag, PartOfSpeech, Term, TermStatus
from bilingual.glossary.patterns import ATOM, fold
from bilingual.languages import ENGLISH, FRENCH, Language

_COMPLEMENT: Final = re.compile(r"(?:^| )(?:de|du|des|à|aux?|en) |(?:^| )[dl]'")
_DATA: Final = Path(__file__).parent / "data" / "modifiers.csv"


@dataclass(frozen=True, slots=True)
class Modifier:
    """What makes a kind of a term.

    Args:
        fr: as it stands after a French noun in the masculine singular: « blindé », « d'infanterie ».
        en: as it stands before an English noun.
        shows: whether it alone shows that the noun is a term: « une *batterie* d'obusiers », but not « une
            *sortie* d'entraînement ».
    """

    fr: str
    en: str
    shows: bool = True


def is_complement(modifier: Modifier) -> bool:
    """Whether a modifier is a noun: « d'infanterie », "infantry"."""
    return _COMPLEMENT.match(modifier.fr) is not None


# To the word nearest the noun, the further words that must follow away from it, and what they make.
_Table = dict[str, list[tuple[tuple[str, ...], Modifier]]]


@lru_cache(maxsize=1)
def _tables() -> dict[str, _Table]:
    rows = csv.DictReader(io.StringIO(_DATA.read_text(encoding="utf-8")))
    tables: dict[str, _Table] = {FRENCH.code: {}, ENGLISH.code: {}}
    for row in rows:
        modifier = Modifier(row["fr"], row["en"], bool(row["shows"]))
        atoms = ATOM.findall(fold(modifier.fr))
        # Complements do not vary, nor do « sol-air » and « longue portée ».
        varies = len(atoms) == 1 or atoms[0] == "non"
        for form in french.agreements(atoms[-1]) if varies else (atoms[-1],):
            first, *rest = (*atoms[:-1], form)
            tables[FRENCH.code].setdefault(first, []).append((tuple(rest), modifier))
        words = [english.spellings(atom) for atom in ATOM.findall(fold(modifier.en))]
        for last in words[-1]:
            rest = [word[0] for word in words[-2::-1]]
            tables[ENGLISH.code].setdefault(last, []).append((tuple(rest), modifier))
    for table in tables.values():
        for found in table.values():
            found.sort(key=lambda item: -len(item[0]))
    return tables


def modifiers() -> Iterator[Modifier]:
    """Give each modifier of the table once."""
    yield from dict.fromkeys(item for found in _tables()[FRENCH.code].values() for _, item in found)


def nearest_words(language: Language) -> Container[str]:
    """Return the words that may stand beside a noun as the first, or the only one, of a modifier."""
    return _tables()[language.code]


# Everyday nouns of these are abstract or persons, and these are persons or verbs as well: "the tank *leaks*".
_DOMAINS_OF_WORDS: Final = frozenset(("armed_groups", "intelligence", "press", "operations"))
_NEVER_HEADS: Final = frozenset(
    ("leak", "shot", "land", "ground", "surface", "anchor", "crash", "damage", "crew")
)
# Of persons and of what happened to them no kinds are made in this way, nor of offices and courts of law.
_DOMAINS_WITHOUT: Final = frozenset(("ranks", "civilians", "law", "medical"))


def takes_modifiers(entry: ConceptEntry, term: Term) -> bool:
    """Whether kinds are made of a term: of nouns, but not of ranks, abbreviations or names."""
    return (
        term.part_of_speech is PartOfSpeech.NOUN
        and term.status is not TermStatus.ABBREVIATION
        and entry.domain not in _DOMAINS_WITHOUT
        and EntryFlag.NAME not in entry.flags
        and term.text.islower()
        and not (term.general and (entry.domain in _DOMAINS_OF_WORDS or term.text in _NEVER_HEADS))
    )


_AGENT: Final = "par"
_PARTICIPLES: Final = ("é", "i", "u")


def modifier_at(
    atoms: Atoms, edge: int, parts: Sequence[str], language: Language
) -> tuple[int, Modifier] | None:
    """Return the modifier beside a noun, the longest of several, and the atom it ends at.

    A French adjective after a complement belongs to the complement: « une salve de *missiles balistiques* ».

    Args:
        atoms: the text.
        edge: the last atom of a French noun, or the first of an English one.
        parts: the noun, and the modifiers that it has already.
        language: of the text.
    """
    step = 1 if language.code == FRENCH.code else -1
    near = edge + step
    if not 0 <= near < len(atoms.words) or not atoms.joined(max(edge, near)):
        return None
    found = _tables()[language.code].get(atoms.words[near])
    if not found:
        return None
    phrase = language.code == FRENCH.code and any(map(_COMPLEMENT.search, parts))
    for rest, modifier in found:
        if phrase and not _COMPLEMENT.search(modifier.fr):
            continue
        place = near
        for word in rest:
            place += step
            if not 0 <= place < len(atoms.words) or not atoms.joined(max(place, place - step)):
                break
            if atoms.words[place] != word:
                break
        else:
            if (
                language.code == FRENCH.code
                and atoms.after(place) == _AGENT
                and modifier.fr.endswith(_PARTICIPLES)
            ):
                continue  # « un tir *guidé* par radar »: a participle, as its agent shows
            return place, modifier
    return None
