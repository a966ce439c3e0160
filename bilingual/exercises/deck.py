"""The deck: the cards of one learner, what they answered, looked up and know, in one file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bilingual.errors import DeckError
from bilingual.exercises.cards import (
    Card,
    sentence_exercise,
    term_exercise,
    word_exercise,
    word_identity,
)
from bilingual.exercises.items import Exercise, RequiredTerm, SentencePair
from bilingual.exercises.merging import Imported, merge
from bilingual.exercises.records import (
    Contents,
    LookUp,
    Review,
    Row,
    card_of,
    card_row,
    known_of,
    lookup_of,
    lookup_row,
    review_of,
    review_row,
)
from bilingual.exercises.rescue import rescue
from bilingual.exercises.scheduling import DAY, Rating, Scheduler
from bilingual.exercises.sessions import KeptSessions
from bilingual.exercises.statistics import Statistics, measure
from bilingual.exercises.store import Action, Change, Store
from bilingual.files import Closing
from bilingual.languages import Language

if TYPE_CHECKING:
    from bilingual.glossary.matching import TermMatch
    from bilingual.spans import Span


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer did.

    Args:
        card: as it is now.
        action: by which the answer can be taken back.
    """

    card: Card
    action: Action


class CardGoneError(DeckError):
    """A card that is not in the deck, or no longer."""


class Deck(Closing):
    """The cards of a learner.

    Every method that changes something does so in one transaction that is on the disk when it returns; two
    processes may use a deck at once, and a process may be killed at any moment.

    Args:
        store: the file.
        scheduler: says when a card comes again.
        clock: seconds since the epoch.

    >>> with Deck.open(path) as deck:  # doctest: +SKIP
    ...     deck.add_word("frappe", FRENCH, ["strike"])
    ...     for card in deck.due():
    ...         deck.answer(card, Rating.GOOD)
    """

    def __init__(self, store: Store, scheduler: Scheduler, clock: Callable[[], float]) -> None:
        self._store = store
        self.scheduler = scheduler
        self._clock = clock
        self.sessions = KeptSessions(store, clock)
        """Sessions that were begun and can be gone on with."""
        self.rescued = 0
        """Cards of a damaged file that could still be read, and are in this deck now."""

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        clock: Callable[[], float] = time.time,
        rng: Random | None = None,
        zone: tzinfo | None = None,
    ) -> Deck:
        """Open a deck, or make one.

        Args:
            path: its file; by default the learner's own, see `bilingual.directories.deck_file`.
            clock: seconds since the epoch.
            rng: spreads the intervals a little; without one they are exact.
            zone: where the learner's days begin and end; by default where the machine is.

        Raises:
            DeckError: it cannot be opened or made, or is no deck.
        """
        from bilingual.directories import deck_file

        place, rescued = path or deck_file(), 0

        def remake(damaged: Path, new: Path) -> None:
            nonlocal rescued
            try:
                with closing(Store(new, clock, own=True)) as store, store.change() as change:
                    rescued = merge(change, rescue(damaged), str(place)).added
            except DeckError as error:
                raise DeckError(error.problem, place=str(place), remedy=error.remedy) from None

        deck = cls(Store(place, clock, own=path is None, rescue=remake), Scheduler(rng=rng, zone=zone), clock)
        deck.rescued = rescued
        return deck

    def close(self) -> None:
        """Close the file; there is nothing to be written still."""
        self._store.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def set_aside(self) -> Path | None:
        """Where a damaged file was put when this deck was opened, to be told to the learner."""
        return self._store.set_aside

    @property
    def now(self) -> int:
        """The time, in seconds since the epoch."""
        return int(self._clock())

    # Cards

    def add(self, exercise: Exercise) -> bool:
        """Put an exercise into the deck, due at once; `False` where it is there already."""
        card = Card.new(exercise, self.now)
        with self._store.change() as change:
            if change.get("card", card.id) is not None:
                return False
            change.put("card", card_row(card))
            self._store.note(change, "add", card.subject, card.added)
        return True

    def add_word(
        self,
        lemma: str,
        language: Language,
        translations: Sequence[str],
        pair: SentencePair | None = None,
        *,
        surface: str = "",
        span: Span | None = None,
    ) -> bool:
        """Keep a word; `False` where it is in the deck already.

        Args:
            lemma: the word in its citation form.
            language: of it.
            translations: into the other language, the best first; at least one.
            pair: the sentence it was met in, with its translation.
            surface: how that sentence writes it; by default as `lemma`.
            span: where it stands there, for a word that stands there more than once.
        """
        return self.add(word_exercise(lemma, language, translations, pair, surface=surface, span=span))

    def add_term(self, match: TermMatch, language: Language, pair: SentencePair | None = None) -> bool:
        """Keep a term that was met in a text; `False` where it is in the deck already.

        Args:
            match: the term and its entry.
            language: it was met in.
            pair: the sentence it was met in, with its translation.
        """
        return self.add(term_exercise(match, language, pair))

    def add_sentence(self, pair: SentencePair, required: Sequence[RequiredTerm] = ()) -> bool:
        """Keep a sentence, to be translated; `False` where it is in the deck already.

        Args:
            pair: the sentence and its translation.
            required: terms that a translation should render by the termbase.
        """
        return self.add(sentence_exercise(pair, required))

    def remove(self, *identities: str) -> tuple[str, ...]:
        """Take cards out of the deck, damaged ones, too; what was answered stays in the statistics.

        Returns:
            what the cards were about.

        Raises:
            CardGoneError: one of them is not in the deck; then none is taken out.
        """
        with self._store.change() as change:
            rows = [self._present(change, identity) for identity in dict.fromkeys(identities)]
            for row in rows:
                change.delete("card", row["id"])
            subjects = tuple(self._subject(row) for row in rows)
            if len(subjects) == 1:
                self._store.note(change, "remove", subjects[0], self.now)
            elif subjects:
                self._store.note(change, "removals", f"{len(subjects)} cards", self.now)
        return subjects

    def card(self, identity: str) -> Card | None:
        """Return a card by its id."""
        row = self._store.get("card", identity)
        return None if row is None else self._card(row)

    def cards(self) -> Iterator[Card]:
        """Yield every card, the one due first first."""
        for row in self._store.rows("card", "due, id"):
            yield self._card(row)

    def first(self) -> Card | None:
        """Return the card that is due first."""
        rows = self._store.rows("card", "due, id LIMIT 1")
        return self._card(rows[0]) if rows else None

    def __contains__(self, identity: object) -> bool:
        return isinstance(identity, str) and self._store.get("card", identity) is not None

    def __len__(self) -> int:
        return int(self._store.select("SELECT count(*) FROM card")[0][0])

    # Practice

    def due(self, now: float | None = None, limit: int | None = None) -> tuple[Card, ...]:
        """Return the cards to be asked now: those that were met before first, the longest due first.

        A card that was last answered later than now, because the clock was wrong then or is wrong now, is due:
        nothing is known about when it should be.

        Args:
            now: in seconds since the epoch; the clock's by default.
            limit: how many at most; all by default.
        """
        now = self._moment(now)
        rows = self._store.rows(
            "card", "phase = 'new', due, id LIMIT ?", _DUE, (now, now + DAY, -1 if limit is None else limit)
        )
        return tuple(self._card(row) for row in rows)

    def count_due(self, now: float | None = None) -> int:
        """Return how many cards are to be asked now."""
        now = self._moment(now)
        return int(self._store.select(f"SELECT count(*) FROM card WHERE {_DUE}", (now, now + DAY))[0][0])

    def answer(
        self,
        asked: Card | Exercise,
        rating: Rating | str,
        now: float | None = None,
        *,
        progress: tuple[str, str] | None = None,
    ) -> Answered:
        """Put down an answer and say when the card comes again.

        Args:
            asked: a card of the deck, or an exercise, which is put into the deck where it is not there.
            rating: how well it was known.
            now: when; by default the clock's time.
            progress: id of a session and how far it has come with this answer, kept in the same transaction.

        Raises:
            CardGoneError: the card is not in the deck any more.
            DeckError: the answer cannot be saved; then nothing of it is.
        """
        now, rating = self._moment(now), Rating(rating)
        with self._store.change() as change:
            if isinstance(asked, Card):
                card = self._card(self._present(change, asked.id))
            else:
                row = change.get("card", asked.id)
                card = Card.new(asked, now) if row is None else self._card(row)
            after = Card(card.exercise, self.scheduler.answer(card.schedule, rating, now), card.added)
            change.put("card", card_row(after))
            review = Review(card.id, _free(change, card.id, now), rating, card.schedule.phase)
            change.put("review", review_row(review))
            if progress is not None:
                change.put("progress", dict(zip(("session", "state"), progress, strict=True)))
            action = self._store.note(change, "answer", card.subject, now)
        return Answered(after, action)

    def undo(self, only: Action | None = None) -> Action | None:
        """Take back the last action and say what it was; `None` where there is none.

        Answers, cards added and removed, words marked as known and imports are actions; what is looked up is
        not. Where `only` is given and something else was done since, nothing is taken back.
        """
        return self._store.undo(None if only is None else only.id)

    def last_action(self) -> Action | None:
        """Return what `undo` would take back."""
        return self._store.last_action()

    def reviews(self, since: float = 0) -> tuple[Review, ...]:
        """Return the answers given from a moment on, in their order."""
        rows = self._store.rows("review", "at, card", "at >= ?", (int(since),))
        return tuple(review_of(row, str(self.path)) for row in rows)

    # What the reader knows and does not

    def note_lookup(self, lemma: str, language: Language, pair: SentencePair | None = None) -> None:
        """Remember that a word had to be looked up, so that exercises choose it first.

        Args:
            lemma: the word in its citation form.
            language: of it.
            pair: the sentence it stands in, with its translation.
        """
        document = pair.document if pair else ""
        with self._store.change() as change:
            row = change.get("lookup", language.code, lemma, document)
            lookup = LookUp(lemma, language, document, (row["times"] if row else 0) + 1, self.now, pair)
            change.put("lookup", lookup_row(lookup))

    def looked_up(self, document: str | None = None) -> tuple[LookUp, ...]:
        """Return what was looked up, in one text or in all, the most often and last first."""
        where, arguments = ("1", ()) if document is None else ("document = ?", (document,))
        rows = self._store.rows("lookup", "times DESC, at DESC, language, lemma, document", where, arguments)
        return tuple(lookup_of(row, str(self.path)) for row in rows)

    def mark_known(self, lemma: str, language: Language, concept: str | None = None) -> bool:
        """Remember that a word or term need not be asked any more, and take its card out of the deck.

        `False` where that was known already.

        Args:
            lemma: the word or term in its citation form.
            language: of it.
            concept: id of the term's concept; `None` for a word.
        """
        with self._store.change() as change:
            if change.get("known", language.code, lemma) is not None:
                return False
            change.put("known", {"language": language.code, "lemma": lemma, "at": self.now})
            change.delete("card", word_identity(lemma, language, concept))
            self._store.note(change, "known", lemma, self.now)
        return True

    def unmark_known(self, lemma: str, language: Language) -> bool:
        """Have a word asked again; `False` where it was not marked as known.

        Args:
            lemma: the word in its citation form.
            language: of it.
        """
        with self._store.change() as change:
            if change.get("known", language.code, lemma) is None:
                return False
            change.delete("known", language.code, lemma)
            self._store.note(change, "unknown", lemma, self.now)
        return True

    def known(self, language: Language) -> frozenset[str]:
        """Return the lemmas marked as known."""
        rows = self._store.select("SELECT lemma FROM known WHERE language = ?", (language.code,))
        return frozenset(lemma for (lemma,) in rows)

    # As a whole

    def contents(self) -> Contents:
        """Return all that the deck holds, sessions aside; `interchange.to_json` makes JSON of it."""
        with self._store.snapshot():
            return Contents(
                tuple(self.cards()),
                self.reviews(),
                self.looked_up(),
                tuple(known_of(row, str(self.path)) for row in self._store.rows("known", "language, lemma")),
            )

    def merge(self, contents: Contents, name: str) -> Imported:
        """Put into the deck what it does not have; see `merging.merge`.

        Args:
            contents: such as `interchange.from_json` gives.
            name: what it is called when it is taken back.
        """
        with self._store.change() as change:
            imported = merge(change, contents, str(self.path))
            if imported:
                self._store.note(change, "import", name, self.now)
        return imported

    def statistics(self, now: float | None = None, days: int = 7) -> Statistics:
        """Return figures of the deck, of what has been answered and of what will be due.

        Args:
            now: in seconds since the epoch; the clock's by default.
            days: before and after now that are counted.
        """
        moment = self._moment(now)
        return measure(self._store, self.scheduler, moment, days, due=self.count_due(moment))

    def _moment(self, now: float | None) -> int:
        return self.now if now is None else int(now)

    def _present(self, change: Change, identity: str) -> Row:
        row = change.get("card", identity)
        if row is None:
            raise CardGoneError(f"no card {identity!r} in the deck", place=str(self.path))
        return row

    def _subject(self, row: Row) -> str:
        try:
            return self._card(row).subject
        except DeckError:
            return str(row["id"])

    def _card(self, row: Row) -> Card:
        place = f"{self.path}, card {row['id']}"
        return card_of(row, place, remedy=f"bilingual deck remove {row['id']}")


_DUE = "(due <= ? OR answered > ?)"


def _free(change: Change, card: str, at: int) -> int:
    """Return the first second from `at` on in which the card was not answered yet."""
    while change.get("review", card, at) is not None:
        at += 1
    return at
