"""What readers' decks and glossaries refer to stays: the ids of the built-in concepts."""

from __future__ import annotations

from pathlib import Path

from bilingual.glossary.termbase import military_termbase

# One id a line, sorted.  A release adds its new ids; none is ever taken out, since a deck of last year names it.
PUBLISHED = Path(__file__).parents[1] / "cases" / "terms-published.txt"


def test_a_published_id_never_disappears() -> None:
    published = set(PUBLISHED.read_text(encoding="utf-8").split())
    gone = sorted(published - {entry.id for entry in military_termbase()})
    assert not gone, "give the concept its id back, or another term of the same meaning under it"


def test_the_published_ids_are_sorted_and_each_there_once() -> None:
    ids = PUBLISHED.read_text(encoding="utf-8").splitlines()
    assert ids == sorted(set(ids))
    assert len(ids) >= 2471  # those of the first release
