"""One deck merged into another: nothing is there twice, and nothing that either knew is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bilingual.exercises.records import (
    Contents,
    card_of,
    card_row,
    lookup_of,
    lookup_row,
    review_row,
)
from bilingual.exercises.store import Change


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed.

    Args:
        added: cards that were not in the deck.
        updated: cards that had been answered later elsewhere.
        answers: that were not in the deck.
        looked_up: words whose look-ups changed.
        known: words marked as known.
    """

    added: int = 0
    updated: int = 0
    answers: int = 0
    looked_up: int = 0
    known: int = 0

    def __bool__(self) -> bool:
        return any((self.added, self.updated, self.answers, self.looked_up, self.known))


def merge(change: Change, contents: Contents, place: str) -> Imported:
    """Put into a deck what it does not have.

    A card that is in both follows the one that was answered later; an answer is the same where card and
    second are the same; of a look-up the larger count counts. So importing twice changes nothing.

    Args:
        change: the transaction.
        contents: what to put in.
        place: what errors call the deck.
    """
    return Imported(
        *_merge_cards(change, contents, place),
        _merge_reviews(change, contents),
        _merge_lookups(change, contents, place),
        _merge_known(change, contents),
    )


def _merge_cards(change: Change, contents: Contents, place: str) -> tuple[int, int]:
    added = updated = 0
    for theirs in contents.cards:
        row = change.get("card", theirs.id)
        if row is None:
            change.put("card", card_row(theirs))
            added += 1
            continue
        ours = card_of(row, place)
        later = (theirs.schedule.answered or 0) > (ours.schedule.answered or 0)
        merged = replace(
            ours,
            schedule=theirs.schedule if later else ours.schedule,
            added=min(ours.added, theirs.added),
        )
        if merged != ours:
            change.put("card", card_row(merged))
            updated += 1
    return added, updated


def _merge_reviews(change: Change, contents: Contents) -> int:
    new = 0
    for review in contents.reviews:
        if change.get("review", review.card, review.at) is None:
            change.put("review", review_row(review))
            new += 1
    return new


def _merge_lookups(change: Change, contents: Contents, place: str) -> int:
    changed = 0
    for theirs in contents.lookups:
        row = change.get("lookup", theirs.language.code, theirs.lemma, theirs.document)
        ours = None if row is None else lookup_of(row, place)
        later = theirs if ours is None or theirs.at > ours.at else ours
        merged = replace(later, times=max(theirs.times, ours.times if ours else 0))
        if merged != ours:
            change.put("lookup", lookup_row(merged))
            changed += 1
    return changed


def _merge_known(change: Change, contents: Contents) -> int:
    new = 0
    for word in contents.known:
        row = change.get("known", word.language.code, word.lemma)
        if row is None or word.at < row["at"]:
            change.put("known", {"language": word.language.code, "lemma": word.lemma, "at": word.at})
            new += row is None
    return new
