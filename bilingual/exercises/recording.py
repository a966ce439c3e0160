"""Answers of a session on their way into the deck, kept while the disk does not take them."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.errors import DeckError
from bilingual.exercises.cards import Card
from bilingual.exercises.deck import CardGoneError, Deck
from bilingual.exercises.items import Exercise
from bilingual.exercises.scheduling import Rating
from bilingual.exercises.store import Action


@dataclass(slots=True, eq=False)
class Saving:
    """An answer on its way into the deck.

    Args:
        asked: a card of the deck, or an exercise that comes into it.
        rating: how well it was known.
        at: when, in seconds since the epoch.
        progress: id of the session and how far it has come.
        card: as the answer left it; `None` until it is saved.
        action: by which it can be taken back; `None` until it is saved.
    """

    asked: Card | Exercise
    rating: Rating
    at: int
    progress: tuple[str, str] | None
    card: Card | None = None
    action: Action | None = None


class Recorder:
    """Saves answers in their order; those that could not be saved are tried again before the next one.

    Args:
        deck: where they go.
    """

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._waiting: list[Saving] = []

    def take(self, asked: Card | Exercise, rating: Rating, progress: tuple[str, str] | None) -> Saving:
        """Take an answer that is now given; `flush` puts it into the deck."""
        saving = Saving(asked, rating, self.deck.now, progress)
        self._waiting.append(saving)
        return saving

    def flush(self) -> DeckError | None:
        """Save what is waiting; return why that cannot be done."""
        gone = None
        while self._waiting:
            first = self._waiting[0]
            try:
                answered = self.deck.answer(first.asked, first.rating, first.at, progress=first.progress)
            except CardGoneError as error:
                gone = error  # removed in another window; there is nothing to save
            except DeckError as error:
                return error
            else:
                first.card, first.action = answered.card, answered.action
            self._waiting.pop(0)
        return gone

    def take_back(self, saving: Saving) -> bool:
        """Take an answer back; `False` where something else was done to the deck since."""
        if saving in self._waiting:
            self._waiting.remove(saving)
            return True
        return saving.action is None or self.deck.undo(saving.action) is not None

    @property
    def waiting(self) -> int:
        """How many answers are not saved so far."""
        return len(self._waiting)
