"""Looks words up in everything there is, for the thread in the background."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilingual.frequency import zipf_frequency
from bilingual.glossary.compliance import Compliance
from bilingual.glossary.termbase import Termbase
from bilingual.lemmas import lemmatize
from bilingual.lexicon.dictionaries import Dictionary
from bilingual.pipeline.words import explain
from bilingual.reader.book import Book, Row, Side
from bilingual.reader.explaining import WordFacts
from bilingual.reader.words import (
    Concordance,
    Linker,
    context,
    is_new,
    place_of,
    row_and_offset,
    words_of,
)
from bilingual.spans import WordLink
from bilingual.tokens import Token
from bilingual.translation.memory import TranslationMemory

_CONTEXT = 46  # characters around a word elsewhere
_REVEALED_WORDS = 2  # of a sentence without terms that had to be revealed: its rarest


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a word.

    Args:
        facts: to explain it.
        links: of its row; `None` where they were there.
        places: where the word stands in the text, this place included, in order.
    """

    facts: WordFacts
    links: tuple[WordLink, ...] | None
    places: tuple[int, ...]

    @property
    def lemma(self) -> str:
        """The likeliest citation form."""
        explanation = self.facts.explanation
        if explanation is not None:
            return explanation.lemmas[0]
        return lemmatize(self.facts.form, self.facts.language)[0]

    @property
    def translations(self) -> tuple[str, ...]:
        """Likely translations, the likeliest first."""
        explanation = self.facts.explanation
        return tuple(text for text, _ in explanation.translations) if explanation else ()


class LookUp:
    """Looks words of a book up; opens lexicon and lemmas when the first is asked for.

    Args:
        book: the text.
        termbase: whose concepts to show; the built-in one by default.
        dictionaries: the reader's own.
        memory: for examples from what was read before.
    """

    def __init__(
        self,
        book: Book,
        *,
        termbase: Termbase | None = None,
        dictionaries: Sequence[Dictionary] = (),
        memory: TranslationMemory | None = None,
    ) -> None:
        self._book = book
        self._termbase = termbase
        self._dictionaries = tuple(dictionaries)
        self._memory = memory
        self._linker = Linker(book)
        self._concordances: dict[Side, tuple[object, Concordance]] = {}

    def word(
        self, number: int, row: Row, side: Side, token: Token, use: Compliance | None, known: frozenset[str]
    ) -> Found:  # fmt: skip
        """Look a word up.

        Args:
            number: of its row.
            row: in which it stands.
            side: of the row.
            token: the word.
            use: the term it is part of.
            known: lemmas that the reader knows.

        Raises:
            BilingualError: lexicon or a dictionary is damaged.
        """
        language = self._book.language(side)
        links = None if row.linked else self._linker.link(row)
        explanation = explain(
            token.text,
            language=language,
            termbase=self._termbase,
            dictionaries=self._dictionaries,
        )
        lemmas = explanation.lemmas if explanation else lemmatize(token.text, language)
        places = self._concordance(side).places(token.text, lemmas)
        here = place_of(number, token.span.start)
        others = [place for place in places if place != here]
        # What follows is shown before what precedes.
        others.sort(key=lambda place: (place < here, place))
        shown = tuple((place, self._around(place, side)) for place in others[:10])
        names = {*lemmas, use.match.lemma} if use is not None else set(lemmas)
        facts = WordFacts(token.text, language, explanation, use, shown, len(others), bool(known & names))
        return Found(facts, links, places)

    def with_example(self, found: Found, row: Row, side: Side) -> Found:
        """Return what was found with an example from what was read before, where there is another than this.

        Apart from `word`, because a full memory takes 0.1 s and more to be looked through.
        """
        explanation = found.facts.explanation
        if explanation is None or self._memory is None:
            return found
        again = explain(
            found.facts.form, language=found.facts.language, termbase=self._termbase, memory=self._memory
        )
        here = self._book.source_of(row) if side is Side.SOURCE else row.bead.target if row.bead else ""
        if again is None or again.example is None or again.example.text == here:
            return found
        explanation = replace(explanation, example=again.example)
        return replace(found, facts=replace(found.facts, explanation=explanation))

    def link(self, row: Row) -> tuple[WordLink, ...]:
        """Return the word links of a row."""
        return self._linker.link(row)

    def revealed(self, row: Row, known: Iterable[str]) -> tuple[str, ...]:
        """Return what a sentence that had to be revealed is remembered by: its terms, else its rarest words."""
        if terms := tuple(dict.fromkeys(match.lemma for match in self._book.matches(row))):
            return terms
        language, known = self._book.source.language, frozenset(known)
        words = {
            lemmatize(token.text, language)[0]
            for token in words_of(self._book, row, Side.SOURCE)
            if is_new(token, language, known) and token.text[:1].islower()
        }
        return tuple(sorted(words, key=lambda word: (zipf_frequency(word, language), word))[:_REVEALED_WORDS])

    def warm(self) -> None:
        """Load what the first word would wait for."""
        explain("mot", language=self._book.source.language, termbase=self._termbase)

    def _around(self, place: int, side: Side) -> str:
        number, offset = row_and_offset(place)
        return context(self._book.text_of(self._book[number], side), offset, _CONTEXT)

    def _concordance(self, side: Side) -> Concordance:
        state = (self._book.version, self._book.made if side is Side.TARGET else None)
        known = self._concordances.get(side)
        if known is None or known[0] != state:
            known = self._concordances[side] = (state, Concordance.of(self._book, side))
        return known[1]
