"""Terms of a text counted, and words looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers import SMALL_TERMBASE

from bilingual.document.reading import document_from_text
from bilingual.errors import DocumentError
from bilingual.glossary.collecting import collect_terms
from bilingual.glossary.matching import match_terms
from bilingual.glossary.search import Where, search_termbase, suggest
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH

TEXT = """Frappes aériennes sur le port

Deux avions
  de chasse ont frappé le port.   Une frappe aérienne a suivi. Le port est frappé. FRAPPES AÉRIENNES."""


def test_terms_are_counted_with_their_first_sentence() -> None:
    strike, hit, fighter = collect_terms(TEXT, SMALL_TERMBASE, FRENCH)
    assert (strike.lemma, strike.count, strike.surfaces) == (
        "frappe aérienne", 3, ("frappes aériennes", "frappe aérienne"),
    )  # fmt: skip
    assert strike.context == "Frappes aériennes sur le port"
    assert (hit.lemma, hit.count) == ("frapper", 2)
    assert fighter.context == "Deux avions de chasse ont frappé le port."
    assert fighter.in_context.of(fighter.context) == "avions de chasse"
    assert fighter.first.of(TEXT) == "avions\n  de chasse"


def test_a_document_and_its_text_give_the_same() -> None:
    assert collect_terms(document_from_text(TEXT), SMALL_TERMBASE, FRENCH) == collect_terms(
        TEXT, SMALL_TERMBASE, FRENCH
    )
    assert collect_terms("Il pleut.", SMALL_TERMBASE, FRENCH) == ()
    with pytest.raises(DocumentError):
        collect_terms("", SMALL_TERMBASE, FRENCH)


PIECES = st.lists(
    st.sampled_from(
        ["frappe aérienne", "avions de chasse", "ville", ".", "\n", "\n\n", "  ", "« ", "\u00a0", "M. Duval"]
    )
)


@given(PIECES.map(" ".join))
def test_counts_add_up_and_contexts_hold_their_term(text: str) -> None:
    if not any(map(str.isalnum, text)):
        return
    found = collect_terms(text, SMALL_TERMBASE, FRENCH)
    assert sum(term.count for term in found) == len(match_terms(text, SMALL_TERMBASE, FRENCH))
    for term in found:
        assert term.in_context.of(term.context).split() == term.first.of(text).split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("frappe aérienne", {"air.strike": Where.TERM}),
        ("FRAPPE AERIENNE", {"air.strike": Where.TERM}),
        ("frappes aériennes", {"air.strike": Where.FORM}),
        ("aerien", {"air.strike": Where.PART}),
        ("attack", {"air.strike": Where.TEXT}),
        ("air.strike", {"air.strike": Where.TERM}),
        ("chasse avion", {"air.fighter": Where.PART}),
        ("fighters", {"air.fighter": Where.FORM}),
        ("zzz", {}),
        ("", {}),
        ("?", {}),
    ],
)
def test_words_are_looked_up(words: str, found: dict[str, Where]) -> None:
    assert {hit.entry.id: hit.where for hit in search_termbase(SMALL_TERMBASE, words)} == found


def test_terms_come_before_definitions_whole_words_before_beginnings_and_short_terms_before_long() -> None:
    hits = search_termbase(military_termbase(), "feu", FRENCH)
    wheres = [hit.where for hit in hits]
    assert wheres == sorted(wheres)
    ids = [hit.entry.id for hit in hits]
    order = ["ops.fire", "land.heavy_fire", "ops.shot", "press.baptism_of_fire"]
    assert [each for each in ids if each in order] == order
    assert ids.index("land.orders_papers") > ids.index("press.baptism_of_fire")  # « feuille de route »


def test_the_best_hits_come_first_and_the_language_narrows() -> None:
    hits = search_termbase(SMALL_TERMBASE, "frapper")
    assert hits[0].entry.id == "press.hit"
    assert search_termbase(SMALL_TERMBASE, "fighter", FRENCH) == ()
    assert suggest(SMALL_TERMBASE, "figther", ENGLISH) == ("fighter",)
    assert suggest(SMALL_TERMBASE, "figther", FRENCH) == ()
