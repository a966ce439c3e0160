"""Concepts from bare pairs of terms, and what is guessed of them.

A reader's list says « s'emparer de → to seize » and no more.  For its terms to be found in every form,

- a pair is a verb where its English begins with "to " and its French with an infinitive, or where the French
  is pronominal (« se replier ») or ends as no noun does (-iser, -ifier, -quer); else it is a noun phrase;
- a term of capitals without a small letter (OTAN, F-16, VAB) is an abbreviation, found in its own case;
- no gender or number is guessed: both numbers of a noun are found, which forms too many do not harm;
- no term needs context, since who lists a word wants it marked;
- pairs with one source term are one concept: the first translation is preferred, the others are admitted.

A pair that needs more is better written in this project's own CSV, where all this can be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from unicodedata import normalize

from bilingual.errors import TermbaseError
from bilingual.glossary import french
from bilingual.glossary.model import CONCEPT_ID, ConceptEntry, PartOfSpeech, Term, TermStatus
from bilingual.glossary.patterns import fold
from bilingual.languages import ENGLISH, FRENCH, Language, other_language

# Longer than any designation; a cell like that is a sentence in the wrong column or an unclosed quotation.
LONGEST_TERM: Final = 200
_LONGEST_SLUG: Final = 60
_PRONOMINAL: Final = re.compile(r"(?:se\s+|s['’]\s*)(\S+)", re.IGNORECASE)
# « attaquer », « sécuriser »: verbs without exception, unlike « officier », « danger », « tir ».
_ONLY_VERBS: Final = ("iser", "ifier", "quer")
TO: Final = "to "
_BLANKS: Final = re.compile(r"[^\S\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NOT_IN_A_SLUG: Final = re.compile(r"[^a-z0-9]+")


class Parsed(NamedTuple):
    """What was read: the concepts of the rows that are right, and the others as errors with their places."""

    entries: tuple[ConceptEntry, ...]
    problems: tuple[TermbaseError, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A source term and its translation, as a row of a list has them.

    Args:
        source: term in the source language of the list.
        target: term in the other language.
        comment: remark for the reader.
        definition_fr: French definition.
        definition_en: English definition.
    """

    source: str
    target: str
    comment: str = ""
    definition_fr: str = ""
    definition_en: str = ""


@dataclass(slots=True)
class PairCollector:
    """Gathers the pairs of one list into concepts.

    Args:
        domain: of the concepts, which is also the first part of their ids.
    """

    domain: str
    _pairs: dict[tuple[str, str], list[Pair]] = field(default_factory=dict)

    def add(self, pair: Pair, source: Language) -> None:
        """Take one more pair; `source` is the language of its source term.

        Raises:
            ValueError: what is wrong with the pair, in words for its author.
        """
        target = other_language(source)
        for text, language in ((pair.source, source), (pair.target, target)):
            check_term(text, language)
        self._pairs.setdefault((source.code, fold(pair.source)), []).append(pair)

    def entries(self) -> Iterator[ConceptEntry]:
        """Give the concepts in the order in which their source terms came."""
        taken: set[str] = set()
        for (code, _), pairs in self._pairs.items():
            of_source = fold(pairs[0].source)
            concept = unused(concept_id(self.domain, of_source), taken)
            yield _entry(concept, self.domain, pairs, source_is_french=code == FRENCH.code)


def check_term(text: str, language: Language) -> None:
    """Refuse what cannot be a term.

    Raises:
        ValueError: the text is empty, too long, or holds a control character.
    """
    if not text:
        raise ValueError(f"empty {language.name} term")
    if "\n" in text or "\r" in text:
        raise ValueError(f"line break in the {language.name} term: is a quotation mark missing?")
    if len(text) > LONGEST_TERM:
        raise ValueError(f"{language.name} term of {len(text)} characters, at most {LONGEST_TERM} allowed")
    if not text.isprintable():
        raise ValueError(f"control character in the {language.name} term {text!r}")
    if not any(map(str.isalnum, text)):
        raise ValueError(f"no letter in the {language.name} term {text!r}")


def clean(text: str) -> str:
    """Return a term with its white space, no-break spaces included, as single spaces.

    >>> clean("  char\\u00a0 lourd ")
    'char lourd'
    """
    # Blanks only: a line break inside a term is an error that should be seen.
    return _BLANKS.sub(" ", text).strip(" ")


def concept_id(domain: str, text: str) -> str:
    """Return the id that a concept without one gets: the same for the same list and term.

    >>> concept_id("mes termes", "l'état-major")
    'mes_termes.l_etat_major'
    """
    first = slug(domain) or "own"
    first = first if first[0].isalpha() else f"own_{first}"
    return f"{first}.{slug(text) or 'term'}"


def slug(text: str) -> str:
    """Return a text as ASCII letters, digits and single underscores."""
    plain = normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = re.sub(r"[\u0300-\u036f]", "", plain)
    return _NOT_IN_A_SLUG.sub("_", plain)[:_LONGEST_SLUG].strip("_")


def unused(wanted: str, taken: set[str]) -> str:
    """Return the id, numbered where another concept has it, and note it as taken."""
    chosen, number = wanted, 2
    while chosen in taken:
        chosen, number = f"{wanted}_{number}", number + 1
    taken.add(chosen)
    assert CONCEPT_ID.fullmatch(chosen), chosen
    return chosen


def part_of_speech(french_text: str, english_text: str) -> PartOfSpeech:
    """Guess what inflects in a pair of terms.

    >>> part_of_speech("ouvrir le feu", "to open fire"), part_of_speech("officier", "officer")
    (<PartOfSpeech.VERB: 'v'>, <PartOfSpeech.NOUN: 'n'>)
    """
    folded = fold(french_text)
    pronominal = _PRONOMINAL.match(folded)
    verb = pronominal[1] if pronominal else folded.split()[0]
    if not french.is_infinitive(verb):
        return PartOfSpeech.NOUN
    if pronominal or verb.endswith(_ONLY_VERBS) or english_text.lower().startswith(TO):
        return PartOfSpeech.VERB
    return PartOfSpeech.NOUN


def is_abbreviation(text: str) -> bool:
    """Whether a term is one of capitals, to be found in its own case.

    >>> [is_abbreviation(text) for text in ("OTAN", "F-16", "char", "A")]
    [True, True, False, False]
    """
    letters = [char for char in text if char.isalnum()]
    return " " not in text and len(letters) > 1 and text.upper() == text and any(map(str.isalpha, letters))


def make_terms(texts: Iterable[str], language: Language, part: PartOfSpeech) -> Iterator[Term]:
    """Make terms of some texts: the first is preferred, the others admitted or abbreviations."""
    seen: set[str] = set()
    for text in texts:
        if part is PartOfSpeech.VERB and language.code == ENGLISH.code and text.lower().startswith(TO):
            text = text[len(TO) :].strip() or text
        if text in seen:
            continue
        status = TermStatus.ABBREVIATION if is_abbreviation(text) else TermStatus.ADMITTED
        yield Term(text, language.code, status if seen else TermStatus.PREFERRED, part)
        seen.add(text)


def _entry(concept: str, domain: str, pairs: list[Pair], *, source_is_french: bool) -> ConceptEntry:
    sources, targets = [pair.source for pair in pairs[:1]], [pair.target for pair in pairs]
    french_texts, english_texts = (sources, targets) if source_is_french else (targets, sources)
    part = part_of_speech(french_texts[0], english_texts[0])
    comments = dict.fromkeys(pair.comment for pair in pairs if pair.comment)
    return ConceptEntry(
        id=concept,
        domain=domain,
        terms=(*make_terms(french_texts, FRENCH, part), *make_terms(english_texts, ENGLISH, part)),
        definition_fr=next((pair.definition_fr for pair in pairs if pair.definition_fr), ""),
        definition_en=next((pair.definition_en for pair in pairs if pair.definition_en), ""),
        note="; ".join(comments),
    )
