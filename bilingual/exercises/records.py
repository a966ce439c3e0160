"""What a deck keeps, as rows of its file and as objects of its JSON, both checked when they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bilingual.errors import DeckError
from bilingual.exercises.cards import Card
from bilingual.exercises.items import Exercise, SentencePair
from bilingual.exercises.scheduling import Phase, Rating, Schedule
from bilingual.languages import Language, language_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LookUp:
    """A word that the reader had to look up, in one text.

    Args:
        lemma: citation form.
        language: of the word.
        document: the name of the text, or nothing.
        times: how often.
        at: the last time, in seconds since the epoch.
        pair: the sentence it was last looked up in.
    """

    lemma: str
    language: Language
    document: str
    times: int
    at: int
    pair: SentencePair | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """An answer that was given.

    Args:
        card: the id of what was asked.
        at: when, in seconds since the epoch.
        rating: how well it was known.
        phase: how far the learning of the card had come before.
    """

    card: str
    at: int
    rating: Rating
    phase: Phase


@dataclass(frozen=True, slots=True)
class Known:
    """A word that need not be asked any more.

    Args:
        lemma: citation form.
        language: of the word.
        at: since when, in seconds since the epoch.
    """

    lemma: str
    language: Language
    at: int


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a deck holds, in no order that means anything."""

    cards: tuple[Card, ...] = ()
    reviews: tuple[Review, ...] = ()
    lookups: tuple[LookUp, ...] = ()
    known: tuple[Known, ...] = ()


def card_row(card: Card) -> Row:
    """Return a card as a row."""
    return {
        "id": card.id,
        "exercise": _dumped(card.exercise.to_json()),
        "added": card.added,
        **schedule_row(card.schedule),
    }


def card_of(row: Mapping[str, Any], place: str, remedy: str | None = None) -> Card:
    """Read a row of a card.

    Args:
        row: the row.
        place: what an error calls it.
        remedy: what an error suggests.

    Raises:
        DeckError: it is damaged.
    """
    with damage("card", place, remedy):
        exercise = Exercise.from_json(json.loads(row["exercise"]), place)
        return Card(exercise, schedule_of(row), checked_integer(row["added"]))


def schedule_row(schedule: Schedule) -> Row:
    """Return a schedule as a plain dictionary."""
    return {
        "due": schedule.due,
        "phase": schedule.phase.value,
        "step": schedule.step,
        "stability": schedule.stability,
        "difficulty": schedule.difficulty,
        "answered": schedule.answered,
    }


def schedule_of(row: Mapping[str, Any]) -> Schedule:
    """Read a schedule from a row or an imported object.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    step, stability, difficulty, answered = (
        row.get(name) for name in ("step", "stability", "difficulty", "answered")
    )
    return Schedule(
        checked_integer(row["due"]),
        Phase(row["phase"]),
        None if step is None else checked_integer(step),
        None if stability is None else float(stability),
        None if difficulty is None else float(difficulty),
        None if answered is None else checked_integer(answered),
    )


def review_row(review: Review) -> Row:
    """Return an answer as a row."""
    return {
        "card": review.card,
        "at": review.at,
        "rating": review.rating.value,
        "phase": review.phase.value,
    }


def review_of(row: Mapping[str, Any], place: str) -> Review:
    """Read a row of an answer.

    Raises:
        DeckError: it is damaged.
    """
    with damage("answer", place):
        return Review(
            checked_text(row["card"]), checked_integer(row["at"]), Rating(row["rating"]), Phase(row["phase"])
        )


def lookup_row(lookup: LookUp) -> Row:
    """Return a word that was looked up as a row."""
    return {
        "language": lookup.language.code,
        "lemma": lookup.lemma,
        "document": lookup.document,
        "pair": _dumped(lookup.pair.to_json()) if lookup.pair else None,
        "times": lookup.times,
        "at": lookup.at,
    }


def lookup_of(row: Mapping[str, Any], place: str) -> LookUp:
    """Read a row of a word that was looked up.

    Raises:
        DeckError: it is damaged.
    """
    with damage("word looked up", place):
        return LookUp(
            checked_text(row["lemma"]),
            language_of(row["language"]),
            checked_text(row["document"]),
            checked_integer(row["times"]),
            checked_integer(row["at"]),
            SentencePair.from_json(json.loads(row["pair"])) if row["pair"] else None,
        )


def known_of(row: Mapping[str, Any], place: str) -> Known:
    """Read a row of a known word, or its object in JSON.

    Raises:
        DeckError: it is damaged.
    """
    with damage("known word", place):
        return Known(checked_text(row["lemma"]), language_of(row["language"]), checked_integer(row["at"]))


@contextmanager
def damage(what: str, place: str, remedy: str | None = None) -> Iterator[None]:
    """Turn what goes wrong while a value is read into an error that says where."""
    try:
        yield
    except DeckError as error:
        raise DeckError(error.problem, place=error.place, remedy=remedy) from None
    except KeyError as error:
        raise DeckError(f"damaged {what}: it has no {error}", place=place, remedy=remedy) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise DeckError(f"damaged {what}: {error}", place=place, remedy=remedy) from None


def _dumped(value: Row) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def checked_integer(value: object) -> int:
    """Return a value that is a whole number, and neither JSON's `true` nor too large for SQLite."""
    if type(value) is not int or abs(value) >= 1 << 63:
        raise TypeError(f"a whole number, not {value!r:.40}")
    return value


def checked_text(value: object) -> str:
    """Return a value that is a text, and one that a file can hold: without halves of surrogate pairs."""
    if not isinstance(value, str):
        raise TypeError(f"a text, not {value!r:.40}")
    value.encode()
    return value
