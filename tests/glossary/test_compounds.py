"""Compounds that no row holds, in both languages."""

from __future__ import annotations

import pytest

from bilingual.glossary.compounds import compound
from bilingual.glossary.matching import match_terms
from bilingual.glossary.model import TermStatus
from bilingual.glossary.modifiers import Modifier
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language


def kinds(text: str, language: Language = FRENCH) -> list[tuple[str, str, str]]:
    """Return what is matched, the row it is a kind of, and how it is called in the other language."""
    other = ENGLISH if language.code == FRENCH.code else FRENCH
    return [
        (match.surface, match.row.id, match.entry.preferred(other))
        for match in match_terms(text, military_termbase(), language)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La brigade mécanisée recule.", ("brigade mécanisée", "units.brigade", "mechanised brigade")),
        ("Un régiment d'artillerie.", ("régiment d'artillerie", "units.regiment", "artillery regiment")),
        ("Deux brigades d’assaut.", ("brigades d’assaut", "units.brigade", "assault brigade")),
        ("Une torpille d'exercice.", ("torpille d'exercice", "naval.torpedo", "training torpedo")),
        ("Une batterie d'obusiers.", ("batterie d'obusiers", "units.battery", "howitzer battery")),
    ],
)
def test_what_makes_a_kind_belongs_to_the_term(text: str, found: tuple[str, str, str]) -> None:
    assert found in kinds(text)


def test_english_puts_it_in_front() -> None:
    assert ("armoured brigade", "units.brigade", "brigade blindée") in kinds("An armoured brigade.", ENGLISH)
    assert ("armored brigade", "units.brigade", "brigade blindée") in kinds("An armored brigade.", ENGLISH)


def test_a_row_goes_before_a_compound_of_the_same_words() -> None:
    assert [row for _, row, _ in kinds("Des missiles sol-air.")] == ["weapons.missile.sam"]


def test_a_plural_without_article_is_a_thing_beside_the_other() -> None:
    assert [
        surface for surface, _, _ in kinds("Une patrouille de chasseurs a décollé de la base aérienne.")
    ] == [
        "patrouille",
        "chasseurs",
        "base aérienne",
    ]


def test_an_adjective_after_a_complement_belongs_to_the_complement() -> None:
    surfaces = [surface for surface, _, _ in kinds("Une salve de missiles balistiques.")]
    assert "missiles balistiques" in surfaces


def test_a_modifier_that_other_fields_have_too_does_not_show_the_sense() -> None:
    assert kinds("La sortie d'entraînement du club a lieu samedi.") == []
    assert kinds("La base artisanale du fromage.") == []


def test_ranks_and_names_make_no_kinds() -> None:
    assert kinds("Le colonel militaire de l'OTAN.")[0][0] == "colonel"


def test_a_kind_keeps_what_is_known_of_its_concept_and_its_plain_equivalents() -> None:
    entry = military_termbase().get("units.brigade")
    assert entry is not None
    kind, term = compound(entry, entry.terms[0], Modifier("d'infanterie", "infantry"))
    assert term.text == "brigade d'infanterie"
    assert kind.definition_en == entry.definition_en
    assert kind.equivalents(ENGLISH) == ("infantry brigade", "brigade")
    assert all(term.status is not TermStatus.FORBIDDEN for term in kind.terms)


@pytest.mark.parametrize(
    ("concept", "modifier", "french"),
    [
        ("air.strike", "naval", "frappe aérienne navale"),
        ("units.armed_forces", "blindé", "forces armées blindées"),
        ("weapons.missile", "sol-air", "missile sol-air"),
        ("weapons.missile", "non explosé", "missile non explosé"),
    ],
)
def test_adjectives_agree(concept: str, modifier: str, french: str) -> None:
    entry = military_termbase().get(concept)
    assert entry is not None
    assert compound(entry, entry.terms[0], Modifier(modifier, "x"))[1].text == french


def test_a_glossary_of_ones_own_has_compounds_too() -> None:
    entry = military_termbase().get("units.brigade")
    assert entry is not None
    (match,) = match_terms("La brigade blindée.", Termbase([entry]), FRENCH)
    assert (match.surface, match.row) == ("brigade blindée", entry)


@pytest.mark.parametrize(
    "text", ["La brigade blindée.", "Un régiment d'artillerie.", "Une torpille d'exercice."]
)
def test_the_id_of_a_compound_leads_back_to_it(text: str) -> None:
    (match,) = (m for m in match_terms(text, military_termbase(), FRENCH) if m.kind_of)
    assert military_termbase().get(match.entry.id) == match.entry


@pytest.mark.parametrize(
    "concept", ["units.brigade.nonsense", "nonsense.mecanise", "rank.army.colonel.blinde", ""]
)
def test_other_ids_lead_nowhere(concept: str) -> None:
    assert military_termbase().get(concept) is None
