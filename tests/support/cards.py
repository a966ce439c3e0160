"""Exercises and decks that tests need, and a clock that does what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bilingual.exercises.deck import Deck
from bilingual.exercises.items import Exercise, ExerciseKind, SentencePair
from bilingual.languages import ENGLISH, FRENCH
from bilingual.spans import Span

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC).timestamp()
PAIR = SentencePair(
    "Deux chasseurs ont frappé un dépôt de munitions.",
    "Two fighters struck an ammunition depot.",
    FRENCH,
    ENGLISH,
    "article.fr.txt",
    Span(0, 48),
    0,
)


@dataclass(slots=True)
class Clock:
    """Tells the time it is told."""

    time: float = NOON

    def __call__(self) -> float:
        return self.time


def cloze(word: str, number: int = 0) -> Exercise:
    """An exercise in which `word` is to be filled in."""
    return Exercise(
        ExerciseKind.CLOZE,
        "Type the missing word.",
        f"Le ____ numéro {number} est parti.",
        (word,),
        FRENCH,
        SentencePair(f"Le {word} numéro {number} est parti.", f"Number {number} has left.", FRENCH, ENGLISH),
        hint=f"Number {number} has left.",
        headword=word,
    )


def open_deck(path: Path, clock: Clock | None = None) -> Deck:
    return Deck.open(path, clock=clock or Clock(), zone=UTC)
