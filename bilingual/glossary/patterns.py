"""Terms as patterns: for each word of a term, all the forms in which a text may show it.

A pattern is a sequence of slots.  The slots of « missile sol-air » are `missile/missiles`, `sol`, `air`:
hyphens, apostrophes and spaces only separate, so that « missiles sol air » is found as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bilingual.glossary import english, french
from bilingual.glossary.model import (
    ConceptEntry,
    EntryFlag,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Term,
    TermStatus,
)
from bilingual.languages import FRENCH, Language

ATOM: Final = re.compile(r"[^\W_]+")
"""What a slot matches: letters and digits between anything else. « l'F-16 » has three."""

Slot = tuple[str, ...]

# Forms of the prepositions that verbs govern.
_GOVERNED_ONLY: Final = frozenset("de du des d à au aux sur of to on for against from with".split())


class PatternKind(StrEnum):
    """How a pattern is to be applied, by the letter that marks it in a compiled index."""

    PLAIN = "n"
    LOOSE = "l"
    """Adjectives may stand between its slots."""
    VERB = "v"
    """Negation and adverbs may stand between its slots."""
    REFLEXIVE = "r"
    """As a verb, and a pronoun must stand before the first slot; what stands after it may be missing."""
    ABBREVIATION = "a"
    """Counts only in the case of the term."""
    EXCLUSION = "x"
    """An expression that means something else: it takes its place and gives no match."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term of an entry made ready for matching.

    Args:
        entry: index of the entry in its termbase.
        term: index of the term in the entry; of no meaning for an exclusion.
        kind: how to apply it.
        slots: the forms of each word, in folded spelling.
    """

    entry: int
    term: int
    kind: PatternKind
    slots: tuple[Slot, ...]

    @property
    def has_optional_end(self) -> bool:
        """Whether its last slot, what the verb governs, may be missing.

        « La ville dont ils se sont emparés », "no group has claimed responsibility", but never "pull out *of*".
        """
        if self.kind is PatternKind.REFLEXIVE:
            return "du" in self.slots[-1]
        return (
            self.kind is PatternKind.VERB
            and len(self.slots) > 2
            and _GOVERNED_ONLY.issuperset(self.slots[-1])
            and _ENGLISH_LINKS.isdisjoint(self.slots[1])
        )

    def encode(self) -> str:
        """Write the pattern as one line of a compiled index.

        >>> Pattern(3, 0, PatternKind.PLAIN, (("char", "chars"), ("lourd", "lourds"))).encode()
        '3.0.n char/chars lourd/lourds'
        """
        return " ".join((f"{self.entry}.{self.term}.{self.kind}", *map("/".join, self.slots)))

    @classmethod
    def decode(cls, line: str) -> Pattern:
        """Read a line that `encode` wrote."""
        head, *slots = line.split(" ")
        entry, term, kind = head.split(".")
        return cls(int(entry), int(term), PatternKind(kind), tuple(tuple(slot.split("/")) for slot in slots))


def fold(text: str) -> str:
    """Put a text into the spelling of the slots, every code point at its place.

    >>> fold("L’Armée")
    "l'armée"
    """
    lower = text.lower()
    if len(lower) != len(text):  # « İ » becomes two code points; spans must hold
        lower = "".join(folded if len(folded := char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'")


def compile_entry(entry: ConceptEntry, number: int, language: Language) -> list[Pattern]:
    """Return the patterns of an entry in one language.

    Forbidden terms have none, and of general ones only nouns of one word, which may be of compounds.
    """
    patterns = [
        pattern
        for index, term in enumerate(entry.terms)
        if term.language == language.code and term.status is not TermStatus.FORBIDDEN and not _is_bare(term)
        for pattern in compile_term(entry, term, number, index)
    ]
    # What is not a strike is a noun (« vitesse de frappe »), what is not to strike may be either.
    parts = {PartOfSpeech.NOUN, entry.terms_in(language)[0].part_of_speech}
    for text in expressions(entry, language):
        for part in sorted(parts):
            exclusion = Term(text, language.code, part_of_speech=part)
            patterns += [Pattern(number, 0, PatternKind.EXCLUSION, slots) for slots in term_slots(exclusion)]
    return patterns


def _is_bare(term: Term) -> bool:
    """Whether a term is general and makes no compounds either."""
    return term.general and (" " in term.text or term.part_of_speech is not PartOfSpeech.NOUN)


def compile_term(entry: ConceptEntry, term: Term, number: int, index: int) -> list[Pattern]:
    """Return the patterns of one term, the `index`-th of the `number`-th entry."""
    kind = _kind(term, loose=EntryFlag.INSERTED_ADJECTIVES in entry.flags)
    return [Pattern(number, index, kind, slots) for slots in term_slots(term)]


def expressions(entry: ConceptEntry, language: Language) -> list[str]:
    """Return the exclusions of an entry that are expressions; the others are single words."""
    return [text for text in entry.exclusions(language) if len(ATOM.findall(text)) > 1]


def term_slots(term: Term) -> list[tuple[Slot, ...]]:
    """Return the slots of a term and of each of its variants: « antichar », « anti-char ».

    >>> term_slots(Term("char d'assaut", "fr"))
    [(('char', 'chars'), ('d',), ('assaut', 'assauts'))]
    """
    words = [word for word in fold(term.text).split() if ATOM.search(word)]
    if not words:
        return []
    inflect = _inflect_french if term.language == FRENCH.code else _inflect_english
    fixed = term.status is TermStatus.ABBREVIATION or term.part_of_speech in (
        PartOfSpeech.PHRASE,
        PartOfSpeech.ADVERB,
    )
    slots = [(atom,) for word in words for atom in ATOM.findall(word)] if fixed else inflect(words, term)
    if term.status is TermStatus.ABBREVIATION and term.language != FRENCH.code:
        slots[-1] = (*slots[-1], slots[-1][0] + "s")  # « UAVs »; a French abbreviation takes no s
    variants = [tuple(_with_spellings(slot, term.language) for slot in slots)]
    for form in term.forms:
        variants.append(tuple((atom,) for atom in ATOM.findall(fold(form))))
    return [variant for slots_ in variants for variant in _prefix_variants(slots_)]


def _kind(term: Term, *, loose: bool) -> PatternKind:
    if term.status is TermStatus.ABBREVIATION:
        return PatternKind.ABBREVIATION
    if term.part_of_speech is PartOfSpeech.VERB:
        reflexive = term.language == FRENCH.code and fold(term.text).startswith(("se ", "s'"))
        return PatternKind.REFLEXIVE if reflexive else PatternKind.VERB
    return PatternKind.LOOSE if loose else PatternKind.PLAIN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The head of a French noun phrase ends before the first of these: « chef | d'état-major ».
_FRENCH_LINKS: Final = _words(
    """
    de d du des à a au aux en par pour sur sous sans contre avec dans hors entre et ou le la les l
    que vers
    """
)
# Before a hyphen these do not inflect: « porte-avions », « sous-officiers », « lance-roquettes ».
_FRENCH_PREFIXES: Final = _words(
    """
    porte lance sous contre avant arrière pare brise perce anti non ex semi demi mi vice auto aéro
    inter trans hors après chasse tire abat croque cyber contre
    """
)
_MEDIA: Final = _words("sol air mer surface terre espace")
# Verbs that open a phrase with a pronoun: « s'emparer », « se replier ».
_PRONOUNS: Final = ("se", "s")


def _inflect_french(words: list[str], term: Term) -> list[Slot]:
    if term.part_of_speech is PartOfSpeech.VERB:
        return _inflect_french_verb([atom for word in words for atom in ATOM.findall(word)])
    agree = french.agreements if _has_genders(term) else french.numbers
    varies = term.number in (None, GrammaticalNumber.INVARIABLE)  # « porte-avions », « porte-avion »
    slots: list[Slot] = []
    zone = "head"
    for word in words:
        atoms = ATOM.findall(word)
        link = atoms[0] in _FRENCH_LINKS and (len(atoms) == 1 or "'" in word)
        if link:
            # « tir de mortier(s) », but « maintien de la paix »: a bare de or à leaves the number open.
            bare = atoms[0] in ("de", "d", "à") and zone != "fixed"
            zone = "complement" if bare else "fixed"
            slots.append((atoms[0],))
            atoms = atoms[1:]
        if not varies or zone == "fixed":
            slots += [(atom,) for atom in atoms]
        elif zone == "complement":
            slots += _compound(atoms, _either_number)
        else:
            slots += _compound(atoms, agree)
    return slots


def _either_number(word: str) -> tuple[str, ...]:
    """Return a complement in both numbers, whichever is cited: « nid de *mitrailleuses* »."""
    singular = (word[:-1],) if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else ()
    return (*french.numbers(word), *singular)


def _has_genders(term: Term) -> bool:
    return term.part_of_speech is PartOfSpeech.ADJECTIVE or term.gender is Gender.BOTH


def _compound(atoms: list[str], inflect: Callable[[str], tuple[str, ...]]) -> list[Slot]:
    if len(atoms) == 1:
        return [inflect(atoms[0])]
    if set(atoms) <= _MEDIA:  # « missiles sol-air »
        return [(atom,) for atom in atoms]
    if not _FRENCH_LINKS.isdisjoint(atoms[1:-1]):  # « cessez-le-feu »
        return [inflect(atoms[0]), *((atom,) for atom in atoms[1:])]
    if atoms[0] in _FRENCH_PREFIXES:  # « porte-avions » has become « porte-avion » in the reformed spelling
        *prefixes, last = atoms
        return [*((prefix,) for prefix in prefixes), (*inflect(last), last.removesuffix("s"))]
    return [inflect(atom) for atom in atoms]


def _inflect_french_verb(atoms: list[str]) -> list[Slot]:
    if atoms[0] in _PRONOUNS:
        atoms = atoms[1:]
    slots: list[Slot] = [(atom,) for atom in atoms]
    verb = int(atoms[0] in ("y", "en") and len(atoms) > 1)  # « s'y rendre »
    if french.is_infinitive(atoms[verb]):
        slots[verb] = french.conjugate(atoms[verb])
    if len(atoms) > 1:  # what follows the verb is outside the term and may contract with its last word
        slots[-1] = {"de": ("de", "du", "des", "d"), "à": ("à", "au", "aux")}.get(atoms[-1], slots[-1])
    return slots


_ENGLISH_LINKS: Final = _words(
    "of in at on to for from with against under by over into and or as off out up down"
)

_PARTICIPLE_ENDINGS: Final = ("ed", "en", "lost", "shot", "hit")
# "lay down *one's* arms"
_POSSESSIVES: Final = ("its", "their", "his", "her", "our", "my", "your", "the")


def _inflect_english(words: list[str], term: Term) -> list[Slot]:
    slots: list[Slot] = [(atom,) for word in words for atom in ATOM.findall(word)]
    if term.part_of_speech is PartOfSpeech.VERB:
        if words[0] == "be" and words[1].endswith(_PARTICIPLE_ENDINGS):
            return slots[1:]  # "was *killed in action*": without auxiliary
        for index in range(len(slots) - 1):
            if slots[index : index + 2] == [("one",), ("s",)]:
                slots[index : index + 2] = [_POSSESSIVES]
                break
        verb = len(ATOM.findall(words[0])) - 1  # « booby-trapped »
        base, *others = english.conjugate(slots[verb][0])
        # "to down a drone": alone, the base form is nearly always the preposition.
        slots[verb] = tuple(others) if len(slots) == 1 and base in _ENGLISH_LINKS else (base, *others)
    elif term.part_of_speech is PartOfSpeech.NOUN and term.number is None:
        head = len(slots) - 1
        hyphens = [i for i, slot in enumerate(slots) if i and slot[0] in _ENGLISH_LINKS]
        # « rules of engagement », « commanders-in-chief », but « surface-to-air missiles », « stand-offs »
        if hyphens and (len(words) > 1 or hyphens[0] < head) and not (len(words) > 1 and "-to-" in words[0]):
            position = sum(len(ATOM.findall(word)) for word in words[: _first_link(words)])
            head = (position or hyphens[0]) - 1
        slots[head] = tuple(dict.fromkeys((*slots[head], *english.plurals(slots[head][0]))))
    return slots


def _first_link(words: list[str]) -> int:
    for index, word in enumerate(words):
        if index and word in _ENGLISH_LINKS:
            return index
    return len(words) if len(words) > 1 else 0


# Written together, with a hyphen or apart: « antichar », « anti-char »; "counterattack", "counter-attack".
_DETACHABLE: Final = re.compile(
    r"(anti|cyber|contre|counter|mini|micro|non|post|pré|hélico|narco|télé)(.{3,})"
)


def _prefix_variants(slots: tuple[Slot, ...]) -> list[tuple[Slot, ...]]:
    for index, slot in enumerate(slots):
        parts = [_DETACHABLE.fullmatch(form) for form in slot]
        if all(parts):
            prefix = tuple(dict.fromkeys(part[1] for part in parts if part))
            rest = tuple(dict.fromkeys(part[2] for part in parts if part))
            return [slots, (*slots[:index], prefix, rest, *slots[index + 1 :])]
        if index + 1 < len(slots) and len(slot) == 1 and _DETACHABLE.fullmatch(slot[0] + slots[index + 1][0]):
            joined = tuple(slot[0] + form for form in slots[index + 1])
            return [slots, (*slots[:index], joined, *slots[index + 2 :])]
    return [slots]


_BARE_INITIALS: Final = str.maketrans("éèêàâîôœ", "eeeaaioo")


def _with_spellings(slot: Slot, language: str) -> Slot:
    """Add « oe » for œ, a bare capital for an accented one (« Etat-major »), American spelling."""
    forms: list[str] = []
    for form in slot:
        if language != FRENCH.code:
            forms += english.spellings(form)
            continue
        forms += [form, form.replace("œ", "oe")]
        if len(form) > 2:  # never « a » for « à »
            forms.append(form[0].translate(_BARE_INITIALS) + form[1:])
    return tuple(dict.fromkeys(forms))
