"""The rules of a termbase: the shipped one keeps them all, and each is broken once here."""

from __future__ import annotations

from collections import Counter

import pytest

from bilingual.glossary.csvfile import parse_row
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.glossary.validation import check_termbase, codes, explain

GOOD = {
    "id": "own.shell",
    "fr": "obus [m]",
    "en": "shell",
    "definition_fr": "Projectile d'artillerie.",
    "definition_en": "A projectile of a gun.",
    "example_fr": "Un obus est tombé.",
    "example_en": "A shell fell.",
}


def broken_by(*changes: dict[str, str]) -> set[str]:
    return {
        problem.code
        for problem in check_termbase(Termbase(parse_row(GOOD | change, "own") for change in changes))
    }


def test_the_shipped_termbase_keeps_every_rule() -> None:
    assert [str(problem) for problem in check_termbase(military_termbase())] == []


def test_every_domain_has_at_least_twenty_concepts() -> None:
    counts = Counter(entry.domain for entry in military_termbase())
    assert len(counts) == 17
    assert min(counts.values()) >= 20, counts


def test_a_good_row_breaks_no_rule() -> None:
    assert broken_by({}) == set()


BROKEN: list[tuple[str, list[dict[str, str]]]] = [
    ("T101", [{"fr": "obus"}]),
    ("T102", [{"en": "obus", "example_en": "One obus fell."}]),
    ("T102", [{"flags": "same-spelling"}]),
    ("T103", [{"en_forbidden": "Shell"}]),
    ("T104", [{"fr_admitted": "obus [m]"}]),
    ("T105", [{"fr_abbr": "ob"}]),
    (
        "T106",
        [{"pos": "v", "fr": "tirs", "en": "fire", "example_fr": "Des tirs.", "example_en": "They fire."}],
    ),
    ("T107", [{"fr": "grenades [f]", "example_fr": "Des grenades."}]),
    ("T201", [{"definition_en": ""}]),
    ("T202", [{"definition_fr": "Projectile"}]),
    ("T203", [{"definition_en": "A " + "long " * 40 + "text."}]),
    ("T204", [{"definition_en": "Shell."}]),
    ("T301", [{"example_en": ""}]),
    ("T302", [{"example_en": "A bomb fell."}]),
    ("T303", [{}, {"id": "own.other"}]),
    ("T304", [{"fr_context": "tomber sur"}]),
    ("T305", [{"rank": "OF-11"}]),
    ("T401", [{"definition_fr": "Projectile  d'artillerie."}]),
    ("T402", [{"definition_fr": "Projectile d’artillerie."}]),
    ("T403", [{"definition_fr": "projectile d'artillerie."}]),
    ("T404", [{"en": "shells", "example_en": "Two shells fell."}]),
]


@pytest.mark.parametrize(
    ("code", "changes"), BROKEN, ids=[f"{code}-{number}" for number, (code, _) in enumerate(BROKEN)]
)
def test_a_broken_rule_is_reported_by_its_code(code: str, changes: list[dict[str, str]]) -> None:
    assert code in broken_by(*changes)


def test_every_rule_is_explained_and_broken_here() -> None:
    # T001 is what reading finds; tests of `check_glossary` and of the command break it.
    assert {code for code, _ in BROKEN} == set(codes()) - {"T001"}
    assert all(explain(code).endswith(".") for code in codes())
