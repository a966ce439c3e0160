"""What a termbase holds: concepts, and the terms that name them in French and in English."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bilingual.languages import ENGLISH, FRENCH, Language


class TermStatus(StrEnum):
    """How a term stands to its concept, after ISO 30042 (TBX)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    ABBREVIATION = "abbreviation"
    FORBIDDEN = "forbidden"
    """A wrong translation that is often seen; it is looked for in translations only, never in a source."""


class PartOfSpeech(StrEnum):
    """What inflects in a term: a noun phrase, a verb phrase, an adjective, or nothing at all."""

    NOUN = "n"
    VERB = "v"
    ADJECTIVE = "adj"
    ADVERB = "adv"
    PHRASE = "phrase"


class Gender(StrEnum):
    """Grammatical gender of a French noun; `mf` where the same form serves for both."""

    MASCULINE = "m"
    FEMININE = "f"
    BOTH = "mf"


class GrammaticalNumber(StrEnum):
    """The one number a noun is used in, or `inv` where its plural is written like its singular."""

    SINGULAR = "sg"
    PLURAL = "pl"
    INVARIABLE = "inv"


class Region(StrEnum):
    """Whose usage a term is, where it is not everybody's."""

    UK = "UK"
    US = "US"
    NATO = "NATO"


class EntryFlag(StrEnum):
    """What matching and validation should know about a concept beyond its terms."""

    INSERTED_ADJECTIVES = "inserted-adjectives"
    """Adjectives may stand inside the term: « frappes *ciblées* aériennes »."""
    SAME_SPELLING = "same-spelling"
    """French and English are written alike on purpose (`convoi` is not, `drone` is)."""
    TITLE = "title"
    """Stands before a name: « le général Dupont », « Colonel Martin »."""
    NAME = "name"
    """The name of one institution, treaty, war or place: « la Croix-Rouge », « l'OTAN »."""
    FIGURATIVE = "figurative"
    """Borrowed by politics, sport and trade: « une *offensive* de charme », "an *army* of lawyers"."""
    CAPITALISED = "capitalised"
    """May be written with a capital inside a sentence although it is one word: « la Marine », « l'Armée »."""


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language.

    Args:
        text: the citation form: singular, infinitive with its pronoun and preposition (« s'emparer de »).
        language: ISO 639-1 code.
        status: how it stands to its concept.
        part_of_speech: what inflects in it.
        gender: of a French noun.
        number: where the noun is not used in both numbers.
        region: whose usage it is, where it is not everybody's.
        forms: further surface forms that no rule would find.
        ambiguous: whether the context columns of its row concern it; by default if it is one word.
        general: whether it belongs to everybody (« équipage », « décombres »): the termbase explains it, and no
            text shows it as a term.

    >>> print(Term("char d'assaut", "fr", gender=Gender.MASCULINE))
    char d'assaut
    """

    text: str
    language: str
    status: TermStatus = TermStatus.PREFERRED
    part_of_speech: PartOfSpeech = PartOfSpeech.NOUN
    gender: Gender | None = None
    number: GrammaticalNumber | None = None
    region: Region | None = None
    forms: tuple[str, ...] = ()
    ambiguous: bool | None = None
    general: bool = False

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("empty term")

    def __str__(self) -> str:
        return self.text

    @property
    def needs_context(self) -> bool:
        """Whether its sense is open without context: « front », « se rendre », but not « ligne de front ».

        An English verb with a particle is as open as one without: "fall back".
        """
        if self.ambiguous is not None:
            return self.ambiguous
        _, _, rest = self.text.removeprefix("se ").partition(" ")
        return not rest or (rest in _PARTICLES and self.part_of_speech is PartOfSpeech.VERB)


_PARTICLES: Final = frozenset(
    ("at", "away", "back", "by", "down", "for", "forward", "in", "into", "off", "on", "out", "over", "round",
     "through", "to", "up")
)  # fmt: skip


CONCEPT_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*(?:\.[a-z0-9]+(?:[-_][a-z0-9]+)*)+")
"""`air.strike`, `rank.army.captain`: never changed once published, since cards and reading packs hold it."""


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """One concept with its terms in both languages.

    Args:
        id: stable identifier such as `air.strike`.
        domain: the field it belongs to, which is the name of its file.
        terms: at least one preferred term in each language, in the order of the file.
        definition_fr: one French sentence.
        definition_en: one English sentence.
        note: for the English reader: usage, false friends.
        example_fr: a French sentence that holds one of the French terms.
        example_en: its translation, which holds one of the English terms.
        rank: NATO code of a rank (`OF-4`, `OR-6`).
        context_fr: words one of which must stand near a French term; `*` stands for any unambiguous term.
        context_en: the same for English.
        exclusions_fr: fixed expressions that are not this concept, and words that speak against it.
        exclusions_en: the same for English.
        flags: see `EntryFlag`.
    """

    id: str
    domain: str
    terms: tuple[Term, ...]
    definition_fr: str = ""
    definition_en: str = ""
    note: str = ""
    example_fr: str = ""
    example_en: str = ""
    rank: str | None = None
    context_fr: tuple[str, ...] = ()
    context_en: tuple[str, ...] = ()
    exclusions_fr: tuple[str, ...] = ()
    exclusions_en: tuple[str, ...] = ()
    flags: frozenset[EntryFlag] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not CONCEPT_ID.fullmatch(self.id):
            raise ValueError(f"an id looks like 'air.strike', not {self.id!r}")
        for language in (FRENCH, ENGLISH):
            if not any(t.language == language.code and t.status is TermStatus.PREFERRED for t in self.terms):
                raise ValueError(f"empty {language.name} term")

    def terms_in(self, language: Language, *statuses: TermStatus) -> tuple[Term, ...]:
        """Return the terms of one language.

        Args:
            language: of the terms.
            statuses: those of which terms are wanted; all of them by default.
        """
        return tuple(
            term
            for term in self.terms
            if term.language == language.code and (not statuses or term.status in statuses)
        )

    def preferred(self, language: Language) -> str:
        """Return the term to use first."""
        return self.terms_in(language, TermStatus.PREFERRED)[0].text

    def equivalents(self, language: Language) -> tuple[str, ...]:
        """Return every approved term: the preferred ones, then admitted ones, then abbreviations."""
        approved = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.ABBREVIATION)
        return tuple(term.text for status in approved for term in self.terms_in(language, status))

    def definition(self, language: Language) -> str:
        """Return the one-line definition in that language."""
        return self.definition_fr if language.code == FRENCH.code else self.definition_en

    def example(self, language: Language) -> str:
        """Return the example sentence in that language."""
        return self.example_fr if language.code == FRENCH.code else self.example_en

    def context(self, language: Language) -> tuple[str, ...]:
        """Return the words of which a term of that language needs one near it; empty where it needs none."""
        return self.context_fr if language.code == FRENCH.code else self.context_en

    def exclusions(self, language: Language) -> tuple[str, ...]:
        """Return the expressions and words that show another sense in that language."""
        return self.exclusions_fr if language.code == FRENCH.code else self.exclusions_en
