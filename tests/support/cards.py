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


CHOICE = Exercise(
    ExerciseKind.CHOICE,
    "Which word fills the gap?",
    "Deux ____ ont frappé un dépôt de munitions.",
    ("chasseurs",),
    FRENCH,
    PAIR,
    options=("bombes", "chasseurs", "navires"),
    distractors=("bombes", "navires"),
    hint=PAIR.target,
    headword="chasseur n. m.",
    meaning="fighter",
    explanation="A fast aircraft made to fight other aircraft.",
)
MATCH = Exercise(
    ExerciseKind.MATCH,
    "Match each term with its translation.",
    "chasseur, dépôt",
    ("1b 2c",),
    ENGLISH,
    PAIR,
    prompts=("chasseur", "dépôt"),
    options=("dawn", "fighter", "depot"),
)
ORDER = Exercise(
    ExerciseKind.ORDER,
    "Put the pieces in order.",
    "un dépôt de munitions. / ont frappé / Deux chasseurs",
    (PAIR.source,),
    FRENCH,
    PAIR,
    options=("un dépôt de munitions.", "ont frappé", "Deux chasseurs"),
    hint=PAIR.target,
)
TRANSLATE = Exercise(
    ExerciseKind.TRANSLATE, "Translate into English.", PAIR.source, (PAIR.target,), ENGLISH, PAIR
)
ONE_OF_EACH = (cloze("char"), CHOICE, MATCH, ORDER, TRANSLATE)
RIGHT_ANSWERS = ("char", "2", "1b 2c", "3 2 1", PAIR.target)


def open_deck(path: Path, clock: Clock | None = None) -> Deck:
    return Deck.open(path, clock=clock or Clock(), zone=UTC)
