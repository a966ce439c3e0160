"""Whether a translation renders the terms of its source by the termbase's equivalents."""

from __future__ import annotations

import pytest

from bilingual.glossary.compliance import Use, equivalents_in
from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH


def rendered(source: str, target: str) -> list[tuple[str, str, str | None]]:
    matches = match_terms(source, military_termbase(), FRENCH, in_field=True)
    return [
        (found.match.surface, found.use.value, found.span and found.span.of(target))
        for found in equivalents_in(target, matches, ENGLISH)
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Des frappes aériennes.", "Several airstrikes.", [("frappes aériennes", "used", "airstrikes")]),
        ("Des frappes aériennes.", "Aerial bangs.", [("frappes aériennes", "missing", None)]),
        ("Quatre blessés.", "Four blessed.", [("blessés", "forbidden", "blessed")]),
        (
            "Ils ont abattu un drone.",
            "They shot down a drone.",
            [("abattu", "used", "shot down"), ("drone", "used", "drone")],
        ),
        # A compound made by rule: its own equivalent, or that of its noun.
        ("Une brigade blindée.", "An armored brigade.", [("brigade blindée", "used", "armored brigade")]),
        ("Une brigade blindée.", "A tank brigade.", [("brigade blindée", "used", "brigade")]),
        ("Des véhicules blindés.", "Armored vehicles.", [("véhicules blindés", "used", "Armored vehicles")]),
        (
            "La section se replie.",
            "The section withdraws.",
            [("section", "forbidden", "section"), ("se replie", "used", "withdraws")],
        ),
    ],
)
def test_how_terms_are_rendered(
    source: str, target: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert rendered(source, target) == expected


def test_each_word_of_the_translation_counts_once() -> None:
    assert [use for _, use, _ in rendered("Un drone, puis un drone.", "A drone.")] == ["used", "missing"]
    assert [text for _, _, text in rendered("Un drone, puis un drone.", "A drone, then a UAV.")] == [
        "drone",
        "UAV",
    ]


def test_a_term_with_one_possible_rendering_goes_first() -> None:
    found = rendered("Une frappe sur une gare, puis une frappe aérienne.", "A strike, then an air strike.")
    assert [use for _, use, _ in found] == [Use.USED, Use.USED]
