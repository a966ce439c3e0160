"""Decks as JSON, `bilingual-deck/1`: all that a deck holds, to keep, to move and to merge.

    {"format": "bilingual-deck/1",
     "cards": [{"exercise": {…}, "added": 1773316800, "schedule": {"due": 1773316800, "phase": "new"}}],
     "answers": [{"card": "0123456789abcdef", "at": 1773316800, "rating": "good", "phase": "new"}],
     "looked_up": [{"lemma": "obus", "language": "fr", "document": "article.fr.txt", "times": 2, "at": 1773316800,
                    "pair": {…}}],
     "known": [{"lemma": "char", "language": "fr", "at": 1773316800}]}

The schema is `bilingual/data/bilingual-deck-1.schema.json`. Times are seconds since the epoch, exercises and pairs
are those of `bilingual-exercise/1`. Fields that say nothing are left out, and everything is in one order, so that
two exports of the same deck are the same file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bilingual.document.reading import STDIN_NAME, read_lines
from bilingual.errors import DeckError, DocumentError
from bilingual.exercises.cards import Card
from bilingual.exercises.items import Exercise, SentencePair
from bilingual.exercises.records import (
    Contents,
    LookUp,
    checked_integer,
    checked_text,
    damage,
    known_of,
    review_of,
    review_row,
    schedule_of,
    schedule_row,
)
from bilingual.languages import language_of

FORMAT = "bilingual-deck/1"


def to_json(contents: Contents) -> str:
    """Return what a deck holds as JSON."""
    said: dict[str, str | list[dict[str, Any]]] = {
        "format": FORMAT,
        "cards": [_card(card) for card in sorted(contents.cards, key=lambda card: (card.added, card.id))],
        "answers": [
            review_row(review)
            for review in sorted(contents.reviews, key=lambda review: (review.at, review.card))
        ],
        "looked_up": [
            _lookup(lookup)
            for lookup in sorted(contents.lookups, key=lambda it: (it.language.code, it.lemma, it.document))
        ],
        "known": [
            {"lemma": word.lemma, "language": word.language.code, "at": word.at}
            for word in sorted(contents.known, key=lambda word: (word.language.code, word.lemma))
        ],
    }
    # An object a line: two exports can be compared by line, and `json` indents several times as slowly.
    parts = (f"{json.dumps(name)}: {_listed(value)}" for name, value in said.items())
    return "{" + ",\n".join(parts) + "}\n"


def _listed(value: str | list[dict[str, Any]]) -> str:
    if isinstance(value, str) or not value:
        return json.dumps(value)
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in value) + "\n]"


def from_json(data: str, place: str) -> Contents:
    """Read what `to_json` gives.

    Args:
        data: the JSON.
        place: what errors call it, such as a file.

    Raises:
        DeckError: it is no deck, or contradicts itself; the place names the card or answer.
    """
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DeckError(f"no JSON: {error}", place=place) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        found = said.get("format") if isinstance(said, dict) else type(said).__name__
        raise DeckError(
            f"not a deck of the format {FORMAT}: {found!r:.60}",
            place=place,
            remedy="see bilingual deck export",
        )

    def each(name: str, what: str) -> list[tuple[Mapping[str, Any], str]]:
        values = said.get(name, [])
        if not isinstance(values, list):
            raise DeckError(f"{name} is no list", place=place)
        for number, value in enumerate(values, 1):
            if not isinstance(value, dict):
                raise DeckError(f"no object: {value!r:.60}", place=f"{place}, {what} {number}")
        return [(value, f"{place}, {what} {number}") for number, value in enumerate(values, 1)]

    return Contents(
        tuple(_read_card(value, where) for value, where in each("cards", "card")),
        tuple(review_of(value, where) for value, where in each("answers", "answer")),
        tuple(_read_lookup(value, where) for value, where in each("looked_up", "word looked up")),
        tuple(known_of(value, where) for value, where in each("known", "known word")),
    )


def read_deck(source: str) -> Contents:
    """Read an exported deck from a file, or from standard input for `-`.

    Raises:
        DeckError: it cannot be read, or is no deck.
    """
    try:
        data = "\n".join(read_lines(source))
    except DocumentError as error:
        raise DeckError(error.problem, place=error.place, remedy=error.remedy) from None
    return from_json(data, STDIN_NAME if source == "-" else source)


def _card(card: Card) -> dict[str, Any]:
    schedule = {name: value for name, value in schedule_row(card.schedule).items() if value is not None}
    return {"exercise": card.exercise.to_json(), "added": card.added, "schedule": schedule}


def _read_card(value: Mapping[str, Any], place: str) -> Card:
    with damage("card", place):
        exercise = Exercise.from_json(value["exercise"], place)
        # A half of a surrogate pair is JSON, but no text that a file can hold.
        json.dumps(exercise.to_json(), ensure_ascii=False).encode()
        return Card(exercise, schedule_of(value["schedule"]), checked_integer(value["added"]))


def _lookup(lookup: LookUp) -> dict[str, Any]:
    return {
        "lemma": lookup.lemma,
        "language": lookup.language.code,
        "document": lookup.document,
        "times": lookup.times,
        "at": lookup.at,
        **({"pair": lookup.pair.to_json()} if lookup.pair else {}),
    }


def _read_lookup(value: Mapping[str, Any], place: str) -> LookUp:
    with damage("word looked up", place):
        pair = value.get("pair")
        lookup = LookUp(
            checked_text(value["lemma"]),
            language_of(value["language"]),
            checked_text(value.get("document", "")),
            checked_integer(value["times"]),
            checked_integer(value["at"]),
            None if pair is None else SentencePair.from_json(pair),
        )
        json.dumps(_lookup(lookup), ensure_ascii=False).encode()
        return lookup
