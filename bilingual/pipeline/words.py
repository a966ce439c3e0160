"""One word explained from everything there is: lexicon, termbase, dictionaries, and what its reader has read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.glossary.matching import match_terms
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import FRENCH, Language
from bilingual.lemmas import lemmatize
from bilingual.lexicon import Lexicon, look_up
from bilingual.lexicon.dictionaries import Dictionary, DictionaryEntry
from bilingual.lexicon.wordbook import Wordbook
from bilingual.spans import Span
from bilingual.tokens import tokenize
from bilingual.translation.memory import TranslationMemory

BUILT_IN = "dictionary"
"""Name under which the built-in dictionary stands before the reader's own."""
_CANDIDATES = 500  # sentences of the memory that hold the stem of the word, the last read first
_ENDING = 3  # letters that inflection may change: `confirmer`, `confirment`
_SHORTEST_STEM = 3  # letters
_SHORTEST = 30  # letters under which a sentence shows too little of the word's use
_SAME_START = 2  # letters that forms of one word have in common; spares lemmatising the others


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that the reader has read, with its translation.

    Args:
        text: in the language of the word.
        translation: in the other language.
        span: where the word stands in `text`.
    """

    text: str
    translation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a dictionary of the reader's own says of a word.

    Args:
        dictionary: its name.
        entries: those of the word's own spelling before those of its lemmas.
    """

    dictionary: str
    entries: tuple[DictionaryEntry, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a word.

    Args:
        form: the word as it was asked for.
        language: its language.
        lemmas: what it may be a form of, likeliest first.
        translations: lemmas of the other language with their probability, likeliest first.
        entries: the concepts of the termbase that it names.
        example: from the reader's own reading.
        definitions: from the reader's own dictionaries, those that know the word.
    """

    form: str
    language: Language
    lemmas: tuple[str, ...]
    translations: tuple[tuple[str, float], ...] = ()
    entries: tuple[ConceptEntry, ...] = ()
    example: Example | None = None
    definitions: tuple[Definitions, ...] = ()

    @property
    def only_defined(self) -> bool:
        """Whether only the reader's dictionaries know it, which do not say its language."""
        built_in = any(each.dictionary == BUILT_IN for each in self.definitions)
        return not self.translations and not self.entries and not built_in

    def name_of(self, entry: ConceptEntry) -> str:
        """Return the term of a concept that the word is, else the preferred one: `défenseur`, not `adversaire`."""
        terms = {text.lower(): text for text in entry.equivalents(self.language)}
        own = (terms[form] for form in map(str.lower, (self.form, *self.lemmas)) if form in terms)
        return next(own, entry.preferred(self.language))

    @property
    def parts_of_speech(self) -> tuple[str, ...]:
        """Those of the termbase's terms that are the word itself: `n`, `v` …"""
        names = {lemma.lower() for lemma in self.lemmas}
        return tuple(
            dict.fromkeys(
                term.part_of_speech.value
                for entry in self.entries
                for term in entry.terms_in(self.language)
                if term.text.lower() in names
            )
        )


def explain(
    word: str,
    *,
    language: Language | None = None,
    lexicon: Lexicon | None = None,
    termbase: Termbase | None = None,
    memory: TranslationMemory | None = None,
    dictionaries: Iterable[Dictionary] = (),
    words: Wordbook | None = None,
) -> Explanation | None:
    """Explain a word, or a term of several words; `None` where nothing is known of it.

    Args:
        word: in any form.
        language: of the word; without it, French, unless training saw the word far more in English.
        lexicon: the built-in one by default.
        termbase: the built-in military termbase by default.
        memory: where to look for an example; without it there is none.
        dictionaries: the reader's own.
        words: the built-in dictionary by default.

    Raises:
        ModelError: the lexicon is missing or damaged.
        DictionaryError: a dictionary is damaged.

    >>> explained = explain("frappes aériennes")
    >>> explained.entries[0].id, explained.translations
    ('air.strike', ())
    """
    if not any(character.isalnum() for character in word):
        return None
    entry = look_up(word, lexicon or Lexicon.open(), language)
    said = entry.language if entry else language
    asked = ((each, each.look_up(word, said)) for each in dictionaries)
    definitions = tuple(Definitions(each.name, found) for each, found in asked if found)
    language = entry.language if entry else language or FRENCH
    if senses := (words or Wordbook.open()).look_up(word, language):
        entries = tuple(DictionaryEntry(sense.headword, sense.meaning) for sense in senses)
        definitions = (Definitions(BUILT_IN, entries), *definitions)
    lemmas = entry.lemmas if entry else lemmatize(word, language) if " " not in word else (word,)
    concepts = _concepts(word, lemmas, termbase if termbase is not None else military_termbase(), language)
    if entry is None and not concepts and not definitions:
        return None
    example = _example(word, lemmas, language, memory) if memory is not None else None
    translations = entry.translations if entry else ()
    return Explanation(word, language, lemmas, translations, concepts, example, definitions)


def _concepts(
    word: str, lemmas: Iterable[str], termbase: Termbase, language: Language
) -> tuple[ConceptEntry, ...]:
    matched = (match.entry for match in match_terms(word, termbase, language, in_field=True))
    named = (entry for form in (word, *lemmas) for entry in termbase.find(form, language))
    return tuple({entry.id: entry for entry in (*named, *matched)}.values())


def _example(
    word: str, lemmas: Sequence[str], language: Language, memory: TranslationMemory
) -> Example | None:
    """Return the best example: the very form before others of the word, and no scrap where there is more."""
    stems = {lemma[: max(len(lemma) - _ENDING, _SHORTEST_STEM)] for lemma in lemmas}
    forms = (word,) if " " in word else (word, *sorted(stems))
    candidates = [
        Example(text, translation, span)
        for text, translation in memory.search(forms, language, _CANDIDATES)
        if (span := _find(word, lemmas, text, language)) is not None
    ]
    if not candidates:
        return None

    def rank(example: Example) -> tuple[bool, bool, int]:
        length = len(example.text)
        same = example.span.of(example.text).lower() == word.lower()
        return not same, length < _SHORTEST, length

    return min(candidates, key=rank)


def _find(word: str, lemmas: Sequence[str], text: str, language: Language) -> Span | None:
    if " " in word:
        start = text.lower().find(word.lower())
        return Span(start, start + len(word)) if start >= 0 else None
    starts = {form[:_SAME_START].lower() for form in (word, *lemmas)}
    for token in tokenize(text, language):
        form = token.text.lower()
        if form == word.lower():
            return token.span
        if form[:_SAME_START] in starts and lemmatize(token.text, language)[0] == lemmas[0]:
            return token.span
    return None
