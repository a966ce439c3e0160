"""What counts as a term: `tests/cases/terms.json` gives sentences with all their matches and the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.csvfile import parse_row
from bilingual.glossary.matching import TermMatch, match_terms
from bilingual.glossary.model import ConceptEntry, EntryFlag, Term, TermStatus
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "cases" / "terms.json").read_text(encoding="utf-8")
)


def language(code: str) -> Language:
    return FRENCH if code == "fr" else ENGLISH


def found(text: str, code: str = "fr", **options: Any) -> list[tuple[str, str]]:
    matches = match_terms(text, military_termbase(), language(code), **options)
    return [(match.surface, match.entry.id) for match in matches]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60] or "empty")
def test_every_sentence_shows_its_terms_and_no_others(case: dict[str, Any]) -> None:
    matches = found(case["text"], case["language"], in_field=case.get("in_field", False))
    assert matches == [tuple(expected) for expected in case["expect"]], case["why"]
    assert not {concept for _, concept in matches} & set(case["forbid"]), case["why"]


def test_the_lemma_is_the_citation_form() -> None:
    (match,) = match_terms("Ils se sont emparés du pont.", military_termbase(), FRENCH, in_field=True)
    assert match.lemma == "s'emparer de"


def test_spans_count_from_the_start_that_is_given() -> None:
    text = "Hier. Une frégate est passée."
    sentence = text[6:]
    (match,) = match_terms(sentence, military_termbase(), FRENCH, start=6)
    assert match.span.of(text) == match.surface == "frégate"


def test_company_may_stand_in_the_sentences_around_but_not_pages_away() -> None:
    ambiguous = "La section tient le carrefour."
    assert ("section", "units.platoon") in found(f"Des soldats sont arrivés. {ambiguous}")
    assert ("section", "units.platoon") not in found(
        "Des soldats sont arrivés. " + "Il pleut. " * 50 + ambiguous
    )


def test_the_users_term_goes_before_the_built_in_one() -> None:
    own = Termbase([parse_row({"id": "own.strike", "fr": "frappe aérienne [f]", "en": "air raid"}, "own")])
    both = own.merge(military_termbase())
    (match,) = match_terms("Une frappe aérienne.", both, FRENCH)
    assert match.entry.id == "own.strike"


def test_a_longer_built_in_term_goes_before_a_shorter_own_one() -> None:
    own = Termbase([parse_row({"id": "own.strike", "fr": "frappe [f]", "en": "hit"}, "own")])
    (match,) = match_terms("Une frappe aérienne.", own.merge(military_termbase()), FRENCH)
    assert match.entry.id == "air.strike"


def test_an_entry_with_the_id_of_an_earlier_one_is_hidden() -> None:
    own = Termbase([parse_row({"id": "air.strike", "fr": "cognement [m]", "en": "bang"}, "own")])
    both = own.merge(military_termbase())
    assert match_terms("Une frappe aérienne.", both, FRENCH) == ()
    assert both.get("air.strike") == next(iter(own))
    assert len(both) == len(military_termbase())


WORDS = st.sampled_from(
    [
        "les",
        "des",
        "une",
        "frappe",
        "frappes",
        "aérienne",
        "aériennes",
        "l'armée",
        "d’assaut",
        "chars",
        "char",
        "à",
        "voile",
        "s'est",
        "emparé",
        "de",
        "du",
        "d'\n",
        "",
        "",
        "",
        "missile",
        "sol-air",
        "sol",
        "air",
        "OTAN",
        "Otan",
        "EI",
        "VAB",
        "marine",
        "Marine",
        "Le",
        "Pen",
        ".",
        ",",
        ";",
        "«",
        "»",
        "!",
        "feu",
        "vert",
        "section",
        "général",
        "de",
        "brigade\n",
        "",
        "",
        "",
        "porte-avions",
        "sous-marins",
        "a",
        "été",
        "abattu",
        "abattus",
        "drones",
        "état-major",
        "İ",
        "œ",
        "3e",
        "\n",
        "\n\n",
        "🙂",
        "_",
        "-",
        "’",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80), st.sampled_from(["fr", "en"]))
def test_matches_are_slices_in_order_without_overlap(text: str, code: str) -> None:
    matches = match_terms(text, military_termbase(), language(code), start=7)
    previous = 7
    for match in matches:
        assert isinstance(match, TermMatch)
        assert match.span.start >= previous
        assert len(match.span) > 0
        assert text[match.span.start - 7 : match.span.end - 7] == match.surface
        previous = match.span.end
    assert previous <= len(text) + 7


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_matching_is_the_same_each_time(text: str) -> None:
    assert found(text) == found(text)


def test_a_rank_cut_short_needs_its_stop_and_a_name() -> None:
    short = TermStatus.ABBREVIATION
    terms = (
        Term("colonel", "fr"), Term("col.", "fr", short), Term("cl", "fr", short),
        Term("colonel", "en"), Term("Lt. Col.", "en", short), Term("Col.", "en", short),
    )  # fmt: skip
    base = Termbase([ConceptEntry("a.b", "a", terms, flags=frozenset({EntryFlag.TITLE}))])

    def surfaces(text: str, language: Language) -> list[str]:
        return [match.surface for match in match_terms(text, base, language)]

    assert surfaces("Selon le col. Dravet et le Col. Roux.", FRENCH) == ["col.", "Col."]
    assert surfaces("Le col du Galibier, un col Mao, au pied du col.", FRENCH) == []
    assert surfaces("Le cl Roux boit 2 cl de porto, puis 3 cl d'eau.", FRENCH) == ["cl"]
    assert surfaces("Lt. Col. Ann Roe and Col. Poe climbed the col.", ENGLISH) == ["Lt. Col.", "Col."]


def test_context_may_stand_in_the_sentence_beside() -> None:
    ship = ("bâtiment", "naval.vessel")
    assert ship in found("La frégate est partie hier. Le bâtiment compte 142 marins.")
    assert ship in found("Le bâtiment est parti. La frégate compte 142 marins.")
    assert ship not in found("La frégate est là. Il pleut. Il vente. Il neige. Le bâtiment est en pierre.")


def test_a_rank_in_a_name_is_no_rank() -> None:
    assert found("La frégate Amiral-Ronarc'h est là.") == [("frégate", "naval.frigate")]
    assert "rank.general_officer" not in [
        concept for _, concept in found("Il habite rue du Général-Leclerc.")
    ]


def test_a_letter_that_is_a_word_counts_in_its_case_only() -> None:
    assert ("bombe A", "weapons.atomic_bomb") in found("La bombe A a été larguée.")
    assert "weapons.atomic_bomb" not in [concept for _, concept in found("Une bombe a explosé.")]
