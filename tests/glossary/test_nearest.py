"""Which equivalent is named first, for the term that a text uses."""

from __future__ import annotations

import pytest

from bilingual.glossary.model import TermStatus
from bilingual.glossary.nearest import equivalents_of
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("ministère de la Défense", "Ministry of Defence"),
        ("adversaire", "adversary"),
        ("propergol liquide", "liquid propellant"),
        ("régiment du génie", "engineer regiment"),
        ("ministère des Armées", "Ministry of the Armed Forces"),
    ],
)
def test_an_admitted_term_has_its_own_equivalent_first(french: str, english: str) -> None:
    (entry,) = military_termbase().find(french, FRENCH)
    found = equivalents_of(entry, french, FRENCH, ENGLISH)
    assert found[0] == english
    assert sorted(found) == sorted(entry.equivalents(ENGLISH))


def test_the_other_way_round() -> None:
    (entry,) = military_termbase().find("adversary", ENGLISH)
    assert equivalents_of(entry, "adversary", ENGLISH, FRENCH)[0] == "adversaire"


def test_the_preferred_term_keeps_the_order_of_the_termbase() -> None:
    for entry in military_termbase():
        for term in entry.terms_in(FRENCH, TermStatus.PREFERRED):
            assert equivalents_of(entry, term.text, FRENCH, ENGLISH) == entry.equivalents(ENGLISH)
