"""Terms made of a term and a word that says which kind: « brigade *mécanisée* », « batterie *d'obusiers* ».

A termbase that had a row for each would have thousands more and still not all.  The forces make them by rule
from a noun that is a term and what makes a kind of it: in French an adjective of the field or a complement
without article (`data/modifiers.csv` holds both), or « de » with another term; in English the same words in
front.  A compound keeps the concept of its noun and has an equivalent made by the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from bilingual.glossary import french
from bilingual.glossary.atoms import Atoms
from bilingual.glossary.candidates import Candidate, Company
from bilingual.glossary.grammar import has_object
from bilingual.glossary.model import (
    ConceptEntry,
    Gender,
    GrammaticalNumber,
    Term,
    TermStatus,
)
from bilingual.glossary.modifiers import (
    Modifier,
    is_complement,
    modifier_at,
    modifiers,
    nearest_words,
    takes_modifiers,
)
from bilingual.glossary.patterns import ATOM, fold
from bilingual.languages import ENGLISH, FRENCH, Language

_LINKS: Final = frozenset(("de", "d"))
_STATUSES: Final = tuple(TermStatus)
_ELIDING: Final = "aeéèêiîoôuhy"
_ASPIRATED: Final = ("hack", "hangar", "harc", "harki", "haut", "houthi", "hussard")


def modifier_of(entry: ConceptEntry, term: Term, *, shows: bool) -> Modifier:
    """Return a term as modifier of another: « d'artillerie », "assault"."""
    in_french = term.language == FRENCH.code
    noun = term.text if in_french else entry.preferred(FRENCH)
    word = fold(noun)
    elided = word[0] in _ELIDING and not word.startswith(_ASPIRATED)
    english = entry.preferred(ENGLISH) if in_french else term.text
    return Modifier(f"d'{noun}" if elided else f"de {noun}", english, shows)


def compound(entry: ConceptEntry, term: Term, modifier: Modifier) -> tuple[ConceptEntry, Term]:
    """Return the kind of a concept that a modifier makes, and the term that names it.

    Its equivalents are the made ones first, and after them those of the concept itself, since a translation
    often names the kind in another way.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> entry = military_termbase().get("units.brigade")
    >>> kind, term = compound(entry, entry.terms[0], Modifier("mécanisé", "mechanised"))
    >>> kind.id, term.text, kind.preferred(ENGLISH)
    ('units.brigade.mecanise', 'brigade mécanisée', 'mechanised brigade')
    """

    def name(of: Term) -> str:
        return _french(of, modifier.fr) if of.language == FRENCH.code else f"{modifier.en} {of.text}"

    main = replace(term, text=name(term), status=TermStatus.PREFERRED, forms=(), ambiguous=False)
    others = [
        other
        for other in entry.terms
        if other.language != term.language and other.status is not TermStatus.FORBIDDEN
    ]
    made = [
        replace(other, text=name(other), forms=(), ambiguous=False)
        for other in others
        if other.status is not TermStatus.ABBREVIATION
    ]
    plain = [replace(other, status=TermStatus.ADMITTED) for other in others]
    kind = replace(
        entry,
        id=f"{entry.id}.{_slug(modifier.fr)}",
        terms=tuple(sorted((main, *made, *plain), key=_column)),
        note=f"A kind of {entry.preferred(ENGLISH)}." + (f" {entry.note}" if entry.note else ""),
        example_fr="",
        example_en="",
    )
    return kind, main


def _column(term: Term) -> tuple[bool, int]:
    """Where a row has a term: an entry that is written and read again is equal."""
    return term.language != FRENCH.code, _STATUSES.index(term.status)


def kind_named(entry: ConceptEntry, slug: str, nouns: Iterable[ConceptEntry]) -> ConceptEntry | None:
    """Return the kind of a concept whose id ends in `slug`, or `None` where no modifier makes it.

    Args:
        entry: the concept.
        slug: what follows its id.
        nouns: concepts one of whose terms may be the modifier: « d'artillerie ».
    """
    made = [modifier for modifier in modifiers() if _slug(modifier.fr) == slug]
    made += [
        modifier_of(noun, term, shows=True)
        for noun in nouns
        for term in noun.terms_in(FRENCH)
        if _slug(term.text) == slug
    ]
    term = next((term for term in entry.terms_in(FRENCH) if takes_modifiers(entry, term)), None)
    return compound(entry, term, made[0])[0] if made and term else None


def _french(term: Term, modifier: str) -> str:
    first, *rest = modifier.split()
    if rest and first != "non":
        return f"{term.text} {modifier}"
    adjective = modifier.split()[-1]
    if "-" in adjective:  # « sol-air »
        return f"{term.text} {modifier}"
    agreed = french.feminines(adjective)[0] if term.gender is Gender.FEMININE else adjective
    if term.number is GrammaticalNumber.PLURAL:
        agreed = french.plurals(agreed)[0]
    return f"{term.text} {modifier.removesuffix(adjective)}{agreed}"


def _slug(text: str) -> str:
    plain = normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    return "-".join(word for word in ATOM.findall(plain) if word not in ("d", "de", "du", "des", "a"))


def kinds(atoms: Atoms, candidates: list[Candidate], language: Language) -> list[Candidate]:
    """Return the compounds that the nouns among some candidates make with what stands beside them.

    What makes a kind of it shows the sense of a noun as well: « une *batterie* d'obusiers ».
    """
    words, near = (*atoms.words, ""), nearest_words(language)
    french = language.code == FRENCH.code
    beside: dict[int, Candidate] = {}
    for candidate in candidates:
        place = candidate.first if french else candidate.last
        linked = not french or (place and words[place - 1] in _LINKS)
        if candidate.company is Company.NONE and linked:
            best = beside.get(place)
            if best is None or candidate.order < best.order:
                beside[place] = candidate
    # Most nouns have no such word beside them; before the first word is the empty one.
    heads = [
        candidate
        for candidate in candidates
        if candidate.demand.takes_modifiers
        and (
            words[candidate.last + 1] in near
            if french
            else words[candidate.first - 1] in near or candidate.first - 1 in beside
        )
    ]
    made: list[Candidate] = []
    while heads:  # « drones d'attaque à longue portée »
        heads = [kind for head in heads if (kind := _kind(atoms, head, beside, language))]
        made += heads
    return made


def _kind(
    atoms: Atoms, head: Candidate, beside: dict[int, Candidate], language: Language
) -> Candidate | None:
    """Return the compound of a noun and what stands nearest it.

    Args:
        atoms: the text.
        head: the noun, or a compound that may grow.
        beside: the longest terms that begin (French) or end (English) at an atom.
        language: of the text.
    """
    french = language.code == FRENCH.code
    edge = head.last if french else head.first
    general = head.term.general
    if not french and has_object(atoms, head.last):
        return None  # "the boat *patrols* the river"
    found = modifier_at(
        atoms, edge, (head.term.text, *(modifier.fr for modifier in head.modifiers)), language
    )
    if not french and _may_be_verb(head) and (found is None or is_complement(found[1])):
        return None
    place = edge + 2 if french else edge - 1
    complement = beside.get(place)
    if complement is not None and atoms.joined(place if french else edge):
        if found is not None and french and complement.last > found[0]:
            return None  # « une batterie de *missiles sol-air* »
        # An everyday noun beside a term may be a verb: "the tank *leaks*".
        linked = atoms.after(edge) in _LINKS if french else not general
        if found is None and linked and _may_complement(atoms, complement, head):
            found = (
                complement.last if french else complement.first,
                modifier_of(complement.entry, complement.term, shows=complement.unambiguous),
            )
    if found is None or (general and head.company is Company.KIND and not found[1].shows):
        return None
    end, modifier = found
    first, last = (head.first, end) if french else (end, head.last)
    start, stop = atoms.spans[first][0], atoms.spans[last][1]
    return head._replace(
        start=start,
        end=stop,
        first=first,
        last=last,
        # A row of the termbase goes before a compound of the same words.
        order=(start - stop, start, head.order[2] + 1, *head.order[3:]),
        company=Company.NONE if modifier.shows else head.company,
        unambiguous=modifier.shows or head.unambiguous,
        modifiers=(*head.modifiers, modifier),
    )


def _may_be_verb(head: Candidate) -> bool:
    """Whether an English noun may as well be a verb after another noun: "the gun *shot* down"."""
    open_sense = head.demand.single and bool(head.entry.context(ENGLISH))
    return open_sense and not head.term.general and head.entry.domain != "units"


# Whose they are and not which kind: "army *truck*", "rebel *fighters*".
_OWNERS: Final = frozenset(("army", "navy", "enemy", "military", "troop", "soldier"))


def _may_complement(atoms: Atoms, candidate: Candidate, head: Candidate) -> bool:
    """Whether a term makes kinds of others: one word in the singular, « tir d'artillerie », "assault force".

    In the plural it is a thing beside the other: « une *patrouille* de *chasseurs* ».
    """
    if not candidate.demand.takes_modifiers or candidate.entry is head.entry:
        return False
    word = atoms.words[candidate.first]
    if candidate.first != candidate.last or word != fold(candidate.term.text):
        return False
    return candidate.term.language == FRENCH.code or not (
        word in _OWNERS or candidate.entry.domain == "armed_groups"
    )


def without_cut(atoms: Atoms, candidates: list[Candidate]) -> list[Candidate]:
    """Take out French terms that end within another in the plural: « une batterie de *missiles* sol-air ».

    The second is a compound itself, and a thing beside the first.
    """
    words = atoms.words
    beginning: dict[int, int] = {}
    for candidate in candidates:
        if candidate.first < candidate.last and candidate.company is Company.NONE:
            beginning[candidate.first] = max(candidate.last, beginning.get(candidate.first, 0))
    alone = {candidate.first for candidate in candidates if candidate.first == candidate.last}
    return [
        candidate
        for candidate in candidates
        if candidate.last - candidate.first < 2
        or beginning.get(candidate.last, 0) <= candidate.last
        or candidate.first not in alone
        or words[candidate.last - 1] not in _LINKS
        or not words[candidate.last].endswith(("s", "x"))
    ]
