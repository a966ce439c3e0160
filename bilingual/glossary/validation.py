"""Rules that a termbase should keep, each with a code and a reason; `check_termbase` applies them all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bilingual.glossary import french
from bilingual.glossary.formats.glossaries import GlossaryFormat, decode, read_bytes, read_glossary
from bilingual.glossary.formats.tables import find_delimiter, first_cells
from bilingual.glossary.matching import match_terms
from bilingual.glossary.model import (
    ConceptEntry,
    EntryFlag,
    PartOfSpeech,
    Term,
    TermStatus,
)
from bilingual.glossary.patterns import ATOM, fold
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH

LANGUAGES: Final = (FRENCH, ENGLISH)
_APPROVED: Final = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.ABBREVIATION)

# A definition is read under the text it explains: two lines of eighty columns.
LONGEST_DEFINITION: Final = 160


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a concept breaks.

    Args:
        code: of the rule, `T101`.
        concept: id of the entry; for a row that cannot be read, its place.
        message: what is wrong, with the value concerned.
    """

    code: str
    concept: str
    message: str

    def __str__(self) -> str:
        return f"{self.concept}: {self.code} {self.message}"


_EntryRule = Callable[[ConceptEntry], Iterator[str]]
# The second termbase is the one to match with: the first among those it is used with.
_BaseRule = Callable[[Termbase, Termbase], Iterator[tuple[str, str]]]
_ENTRY_RULES: Final[dict[str, _EntryRule]] = {}
_BASE_RULES: Final[dict[str, _BaseRule]] = {}


def _entry_rule(code: str) -> Callable[[_EntryRule], _EntryRule]:
    def register(rule: _EntryRule) -> _EntryRule:
        _ENTRY_RULES[code] = rule
        return rule

    return register


def _base_rule(code: str) -> Callable[[_BaseRule], _BaseRule]:
    def register(rule: _BaseRule) -> _BaseRule:
        _BASE_RULES[code] = rule
        return rule

    return register


# What reading finds, before there are entries for the other rules to look at.
_UNREADABLE: Final = "T001"
_READABLE: Final = "Every row can be read: it has its terms, and nothing that the format does not know."


def explain(code: str) -> str:
    """Return what a rule asks for and why.

    Raises:
        KeyError: there is no rule of that code.

    >>> explain("T202")
    'A definition ends with a full stop: it is a sentence wherever it is shown.'
    """
    if code == _UNREADABLE:
        return _READABLE
    rule = _ENTRY_RULES.get(code) or _BASE_RULES[code]
    return " ".join((rule.__doc__ or "").split())


def codes() -> tuple[str, ...]:
    """Return the codes of all rules, in order."""
    return tuple(sorted((_UNREADABLE, *_ENTRY_RULES, *_BASE_RULES)))


def check_termbase(
    termbase: Termbase, only: Collection[str] | None = None, company: Termbase | None = None
) -> tuple[Problem, ...]:
    """Return every breach of a rule, in the order of the concepts, then of the codes.

    Args:
        termbase: what to check.
        only: codes of the rules to apply; all by default.
        company: a termbase that is used together with it, whose terms give its own their context.
    """
    asked = set(codes() if only is None else only)
    problems = [
        Problem(code, entry.id, message)
        for entry in termbase
        for code, rule in _ENTRY_RULES.items()
        if code in asked
        for message in rule(entry)
    ]
    for code, base_rule in _BASE_RULES.items():
        if code in asked:
            found = base_rule(termbase, termbase.merge(company) if company else termbase)
            problems += [Problem(code, concept, message) for concept, message in found]
    order = {concept: number for number, concept in enumerate(termbase.ids())}
    return tuple(sorted(problems, key=lambda problem: (order[problem.concept], problem.code)))


def check_glossary(path: Path) -> tuple[Problem, ...]:
    """Return the rows of a file that cannot be read, then every breach of a rule that concerns its columns.

    A list of pairs has no definitions or examples to be missed, nor a way to say what a term's gender is.

    Raises:
        TermbaseError: the file cannot be read at all.
    """
    glossary = read_glossary(path)
    unreadable = tuple(Problem(_UNREADABLE, p.place or path.name, p.problem) for p in glossary.problems)
    if glossary.format is GlossaryFormat.CSV:
        text = decode(read_bytes(path), path.name)
        columns = set(first_cells(text, find_delimiter(text)))
        only = [code for code in codes() if columns.issuperset(_COLUMNS_NEEDED.get(code, ()))]
    else:
        only = list(_RULES_OF_LISTS)
    own = Termbase(glossary.entries, name=path.name)
    return unreadable + check_termbase(own, only, company=military_termbase())


_COLUMNS_NEEDED: Final = {
    "T201": ("definition_fr", "definition_en"),
    "T301": ("example_fr", "example_en"),
}
_RULES_OF_LISTS: Final = ("T103", "T104", "T401")


@_entry_rule("T101")
def _gender(entry: ConceptEntry) -> Iterator[str]:
    """Every French noun has a gender, without which a learner cannot use it."""
    for term in entry.terms_in(FRENCH, TermStatus.PREFERRED, TermStatus.ADMITTED):
        if term.part_of_speech is PartOfSpeech.NOUN and term.gender is None:
            yield f"no gender of {term.text!r}"


@_entry_rule("T102")
def _same_spelling(entry: ConceptEntry) -> Iterator[str]:
    """French and English alike are marked `same-spelling`, since mostly it is a word left untranslated."""
    same = fold(entry.preferred(FRENCH)) == fold(entry.preferred(ENGLISH))
    if same and EntryFlag.SAME_SPELLING not in entry.flags:
        yield f"{entry.preferred(FRENCH)!r} is the same in English"
    if not same and EntryFlag.SAME_SPELLING in entry.flags:
        yield "marked same-spelling, but the preferred terms differ"


@_entry_rule("T103")
def _forbidden(entry: ConceptEntry) -> Iterator[str]:
    """A forbidden term is not approved in the same entry."""
    for language in LANGUAGES:
        approved = set(map(fold, entry.equivalents(language)))
        for term in entry.terms_in(language, TermStatus.FORBIDDEN):
            if fold(term.text) in approved:
                yield f"{term.text!r} is both approved and forbidden"


@_entry_rule("T104")
def _repeated(entry: ConceptEntry) -> Iterator[str]:
    """A term stands once in its entry."""
    seen: set[tuple[str, str, PartOfSpeech]] = set()
    for term in entry.terms:
        key = (term.language, term.text, term.part_of_speech)
        if key in seen:
            yield f"{term.text!r} stands twice"
        seen.add(key)


@_entry_rule("T105")
def _abbreviation(entry: ConceptEntry) -> Iterator[str]:
    """An abbreviation has a capital, by which alone it is told from a word, or is a title before names."""
    for language in LANGUAGES:
        for term in entry.terms_in(language, TermStatus.ABBREVIATION):
            if term.text.islower() and EntryFlag.TITLE not in entry.flags:
                yield f"{term.text!r} has no capital"


@_entry_rule("T106")
def _infinitive(entry: ConceptEntry) -> Iterator[str]:
    """A French verb is given in the infinitive, from which its forms are made."""
    for term in entry.terms_in(FRENCH):
        if term.part_of_speech is PartOfSpeech.VERB:
            words = [word for word in ATOM.findall(fold(term.text)) if word not in ("se", "s")]
            if not french.is_infinitive(words[0]):
                yield f"{term.text!r} does not begin with an infinitive"


@_entry_rule("T107")
def _citation_form(entry: ConceptEntry) -> Iterator[str]:
    """A noun used in both numbers is given in the singular, from which its plural is made."""
    for term in entry.terms_in(FRENCH, TermStatus.PREFERRED, TermStatus.ADMITTED):
        first = ATOM.findall(term.text)[0] if ATOM.search(term.text) else ""
        both = term.part_of_speech is PartOfSpeech.NOUN and term.number is None
        if both and first.endswith("s") and first not in _SINGULARS_IN_S:
            yield f"{term.text!r} looks like a plural: mark it pl, or give the singular"


_SINGULARS_IN_S: Final = frozenset(
    ("sous", "blocus", "corps", "procès", "bras", "accès", "os", "puits", "fils", "poids", "stress", "temps",
     "abus", "cas", "sas", "dos", "tas", "pas", "fonds", "débris", "obus", "gros", "bas", "mess")
)  # fmt: skip


@_entry_rule("T201")
def _definition(entry: ConceptEntry) -> Iterator[str]:
    """A definition is there in both languages."""
    for language in LANGUAGES:
        if not entry.definition(language):
            yield f"no {language.name} definition"


@_entry_rule("T202")
def _full_stop(entry: ConceptEntry) -> Iterator[str]:
    """A definition ends with a full stop: it is a sentence wherever it is shown."""
    for language in LANGUAGES:
        if entry.definition(language) and not entry.definition(language).endswith("."):
            yield f"no full stop after the {language.name} definition"


@_entry_rule("T203")
def _long_definition(entry: ConceptEntry) -> Iterator[str]:
    """A definition is at most 160 characters long, two lines under the text it explains."""
    for language in LANGUAGES:
        length = len(entry.definition(language))
        if length > LONGEST_DEFINITION:
            yield f"{length} characters of {language.name} definition"


@_entry_rule("T204")
def _circular(entry: ConceptEntry) -> Iterator[str]:
    """A definition says more than the term: it does not consist of it."""
    for language in LANGUAGES:
        if fold(entry.definition(language)).rstrip(".") in map(fold, entry.equivalents(language)):
            yield f"the {language.name} definition is the term itself"


@_entry_rule("T301")
def _example(entry: ConceptEntry) -> Iterator[str]:
    """An example is there in both languages, as a sentence."""
    for language in LANGUAGES:
        if not re.fullmatch(r".*[.!?]", entry.example(language)):
            yield f"no {language.name} example that ends like a sentence"


@_base_rule("T302")
def _found_in_example(termbase: Termbase, together: Termbase) -> Iterator[tuple[str, str]]:
    """The matcher finds the concept in its own example, or else no reader will ever see it.

    Concepts whose first term is general vocabulary are shown in few texts or none.
    """
    for entry in termbase:
        for language in LANGUAGES:
            if entry.terms_in(language, TermStatus.PREFERRED)[0].general:
                continue
            found = match_terms(entry.example(language), together, language)
            if entry.example(language) and entry.id not in {match.row.id for match in found}:
                others = ", ".join(f"{match.surface!r} as {match.entry.id}" for match in found) or "nothing"
                yield entry.id, f"not found in its {language.name} example, which shows {others}"


@_base_rule("T303")
def _senses(termbase: Termbase, _together: Termbase) -> Iterator[tuple[str, str]]:
    """Of concepts that share a French term all but one need context words, by which to be told apart."""
    sharing: dict[tuple[str, str], list[tuple[ConceptEntry, Term]]] = defaultdict(list)
    for entry in termbase:
        for term in entry.terms_in(FRENCH):
            if term.status is not TermStatus.FORBIDDEN:
                sharing[fold(term.text), term.part_of_speech].append((entry, term))
    for (text, _), uses in sharing.items():
        free = [entry.id for entry, term in uses if not (term.needs_context and entry.context_fr)]
        free = list(dict.fromkeys(free))
        if len(free) > 1:
            yield free[1], f"{text!r} is also a term of {free[0]}, and neither has context words"


@_entry_rule("T304")
def _context_words(entry: ConceptEntry) -> Iterator[str]:
    """A context cell holds single words; only exclusions may be expressions."""
    for language in LANGUAGES:
        for value in entry.context(language):
            if value != "*" and len(ATOM.findall(value)) != 1:
                yield f"{value!r} in the {language.name} context is not one word"


@_entry_rule("T305")
def _rank(entry: ConceptEntry) -> Iterator[str]:
    """A rank code is one of NATO's, OF-1 to OF-10 or OR-1 to OR-9."""
    if entry.rank is not None and not re.fullmatch(r"OF-(?:[1-9]|10)|OR-[1-9]", entry.rank):
        yield f"{entry.rank!r} is no rank code"


def _texts(entry: ConceptEntry) -> Iterator[str]:
    yield from (term.text for term in entry.terms)
    yield from (form for term in entry.terms for form in term.forms)
    yield from (entry.definition_fr, entry.definition_en, entry.note, entry.example_fr, entry.example_en)
    yield from (*entry.context_fr, *entry.context_en, *entry.exclusions_fr, *entry.exclusions_en)


@_entry_rule("T401")
def _spaces(entry: ConceptEntry) -> Iterator[str]:
    """No space is doubled, at an end or before a comma or full stop; no cell hides a control character."""
    for text in _texts(entry):
        if text != text.strip() or "  " in text or re.search(r"\s[,.](?:\s|$)", text):
            yield f"stray space in {text!r}"
        if not text.isprintable():
            yield f"control character in {text!r}"


@_entry_rule("T402")
def _apostrophes(entry: ConceptEntry) -> Iterator[str]:
    """Apostrophes and hyphens are ASCII in the file, where a keyboard finds them."""
    for text in _texts(entry):
        if re.search("[’‘\u2010\u2011]", text):
            yield f"typographic apostrophe or hyphen in {text!r}"


@_entry_rule("T403")
def _capital(entry: ConceptEntry) -> Iterator[str]:
    """Definitions and examples begin with a capital or a figure."""
    for language in LANGUAGES:
        for text in (entry.definition(language), entry.example(language)):
            if text and not (text[0].isupper() or text[0].isdigit()):
                yield f"no capital at the start of {text!r}"


@_entry_rule("T404")
def _number_of_english(entry: ConceptEntry) -> Iterator[str]:
    """An English plural is marked `pl`, so that no second plural is made of it."""
    for term in entry.terms_in(ENGLISH, TermStatus.PREFERRED, TermStatus.ADMITTED):
        head = re.split(r" (?:of|in|at|on|to|for|from|with) ", term.text)[0]
        both = term.part_of_speech is PartOfSpeech.NOUN and term.number is None
        if both and re.search(r"[^s]s$", head) and not head.endswith(_ENGLISH_SINGULARS):
            yield f"{term.text!r} looks like a plural: mark it pl"


_ENGLISH_SINGULARS: Final = ("us", "is", "corps", "barracks", "headquarters", "commandos")
