"""What is kept for practice: words, terms and sentences in the deck, what was looked up, what is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.exercises.items import SentencePair
from bilingual.glossary.matching import TermMatch
from bilingual.languages import Language
from bilingual.reader.book import Book
from bilingual.reader.messages import Messages
from bilingual.spans import Span

if TYPE_CHECKING:
    from bilingual.exercises.deck import Deck

_MOST_TRANSLATIONS = 3  # of a word, on its card


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping something.

    Args:
        message: for the reader.
        undo: takes it back; `None` where nothing was changed.
    """

    message: str
    undo: Callable[[], None] | None = None


def pair_of(book: Book, number: int) -> SentencePair | None:
    """Return a row as the sentence pair that exercises come from; `None` where a side is missing."""
    row = book[number]
    if row.bead is None or not (row.spans and row.bead.target):
        return None
    return SentencePair(
        book.source_of(row),
        row.bead.target,
        *book.languages,
        document=book.name,
        span=Span(row.spans[0].start, row.spans[-1].end),
        number=number,
        translated_by=book.engine.origin,
    )


class Shelf:
    """Keeps things in a deck that is opened when it is first needed. For one thread.

    Args:
        open_deck: opens it.
        say: says in the reader's language what came of it.
    """

    def __init__(self, open_deck: Callable[[], Deck], say: Messages) -> None:
        self._open = open_deck
        self._say = say
        self._deck: Deck | None = None

    @property
    def deck(self) -> Deck:
        """The deck.

        Raises:
            DeckError: it cannot be opened.
        """
        if self._deck is None:
            self._deck = self._open()
        return self._deck

    def close(self) -> None:
        """Close the deck, where it was opened."""
        if self._deck is not None:
            self._deck.close()
            self._deck = None

    def known(self, language: Language) -> frozenset[str]:
        """Return the lemmas that the reader has marked as known."""
        return self.deck.known(language)

    def word(
        self, lemma: str, language: Language, translations: Sequence[str], pair: SentencePair | None,
        surface: str,
    ) -> Kept:  # fmt: skip
        """Keep a word with the sentence it was met in."""
        if not translations and pair is None:
            return Kept(self._say("nothing is known of ‘{lemma}’ that a card could ask", lemma=lemma))
        added = self.deck.add_word(
            lemma, language, tuple(translations)[:_MOST_TRANSLATIONS], pair, surface=surface
        )
        return self._kept(added, "‘{lemma}’", lemma)

    def term(self, match: TermMatch, language: Language, pair: SentencePair | None) -> Kept:
        """Keep a term with the sentence it was met in."""
        return self._kept(self.deck.add_term(match, language, pair), "the term ‘{lemma}’", match.lemma)

    def sentence(self, pair: SentencePair) -> Kept:
        """Keep a sentence."""
        return self._kept(self.deck.add_sentence(pair), "the sentence")

    def know(self, lemma: str, language: Language, concept: str | None = None) -> Kept:
        """Mark a word as known."""
        if not self.deck.mark_known(lemma, language, concept):
            return Kept(self._say("‘{lemma}’ is marked as known already", lemma=lemma))
        return Kept(self._say("‘{lemma}’ is known: it is not offered any more", lemma=lemma), self._undo())

    def looked_up(self, lemma: str, language: Language, pair: SentencePair | None) -> None:
        """Remember that a word was looked up."""
        self.deck.note_lookup(lemma, language, pair)

    def _kept(self, added: bool, what: str, lemma: str = "") -> Kept:
        if not added:
            return Kept(self._say(f"{what} is in your deck already", lemma=lemma))
        return Kept(self._say(f"{what} is in your deck now", lemma=lemma), self._undo())

    def _undo(self) -> Callable[[], None]:
        action = self.deck.last_action()

        def undo() -> None:
            # Another process may have used the deck since: then nothing of its is taken back.
            if self.deck.undo(only=action) is None:
                from bilingual.errors import DeckError

                raise DeckError("the deck has been changed since", remedy="bilingual deck undo")

        return undo
