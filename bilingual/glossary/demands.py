"""What a term asks of the sentence it stands in: words that must be there, and words that must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bilingual.glossary import english, french
from bilingual.glossary.model import ConceptEntry, EntryFlag, PartOfSpeech, Term, TermStatus
from bilingual.glossary.modifiers import takes_modifiers
from bilingual.glossary.patterns import ATOM, fold
from bilingual.languages import FRENCH, Language

ANY_TERM: Final = "*"
"""In a context column: any unambiguous term nearby."""


@dataclass(frozen=True, slots=True)
class Demand:
    """The context columns of a row and what else matching asks of it, as they concern one of its terms.

    Args:
        context: forms of the words one of which speaks for the term.
        exclusions: forms of the words that speak against it.
        conditional: whether the term counts only in company, be it of a word of `context` or of a term.
        any_term: whether a term nearby is company enough.
        takes_modifiers: whether kinds of the concept are named after the term.
        single: whether its sense is open without context.
        borrowed: whether civil fields use it as a figure of speech all the time.
        literal: whether they never do: it is an abbreviation, an institution, or several words that none borrows.
    """

    context: frozenset[str] = frozenset()
    exclusions: frozenset[str] = frozenset()
    conditional: bool = False
    any_term: bool = False
    takes_modifiers: bool = False
    single: bool = False
    borrowed: bool = False
    literal: bool = False


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What a match of a term is judged by, found when a text first meets it.

    Args:
        entry: the concept.
        term: one of its terms.
        demand: what it asks of its sentence.
        citation: its citation form in folded spelling.
        is_verb: whether it is one.
        is_title: whether it stands before names, which shows its sense: « le major Roche ».
        in_small_letters: whether it is written so and is no abbreviation, so that small letters in a text
            suit it.
    """

    entry: ConceptEntry
    term: Term
    demand: Demand
    citation: str
    is_verb: bool
    is_title: bool
    in_small_letters: bool

    @classmethod
    def of(cls, entry: ConceptEntry, term: Term, language: Language) -> TermFacts:
        """Find them."""
        return cls(
            entry,
            term,
            demand_of(entry, term, language),
            fold(term.text),
            term.part_of_speech is PartOfSpeech.VERB,
            EntryFlag.TITLE in entry.flags,
            term.status is not TermStatus.ABBREVIATION and term.text.islower(),
        )


def demand_of(entry: ConceptEntry, term: Term, language: Language) -> Demand:
    """Return what a term asks of its sentence; nothing where its sense is plain without context."""
    kinds = takes_modifiers(entry, term)
    borrowed = EntryFlag.FIGURATIVE in entry.flags
    literal = term.status is TermStatus.ABBREVIATION or EntryFlag.NAME in entry.flags
    if not term.needs_context:
        return Demand(takes_modifiers=kinds, borrowed=borrowed, literal=literal or not borrowed)
    # Two capitals mean too many things to stand alone: CV is a captain, and a curriculum vitae.
    short = term.status is TermStatus.ABBREVIATION and len(term.text) < 3
    context = entry.context(language) or ((ANY_TERM,) if short else ())
    return Demand(
        # A feminine too many does no harm where words are wanted, but « parti » must not rule out « partie ».
        frozenset(_single_words(context, language, genders=True)),
        frozenset(_single_words(entry.exclusions(language), language, genders=False)),
        conditional=bool(context),
        any_term=ANY_TERM in context,
        takes_modifiers=kinds,
        single=True,
        borrowed=borrowed,
        literal=literal,
    )


def _single_words(values: Iterable[str], language: Language, *, genders: bool) -> Iterator[str]:
    """Give the forms of those values of a cell that are single words."""
    for value in values:
        if len(ATOM.findall(value)) == 1:
            yield from _forms(fold(value), language, genders=genders)


def _forms(word: str, language: Language, *, genders: bool) -> Iterator[str]:
    """Give the forms of a word of unknown part of speech."""
    if language.code == FRENCH.code:
        yield from french.agreements(word) if genders else french.numbers(word)
        if french.is_infinitive(word):
            yield from french.conjugate(word)
    else:
        yield from english.conjugate(word)
        yield from english.plurals(word)
