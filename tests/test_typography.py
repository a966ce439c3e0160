"""French as print has it: rules one by one, and what holds for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.spans import Span
from bilingual.typography import typeset_french


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("L'armée s'est repliée.", "L’armée s’est repliée."),
        ('"Oui", dit-il.', "«\u00a0Oui\u00a0», dit-il."),
        ('Il a dit: "Non!"', "Il a dit\u00a0: «\u00a0Non\u202f!\u00a0»"),
        ('le "Front" et l\'"Axe"', "le «\u00a0Front\u00a0» et l’«\u00a0Axe\u00a0»"),
        ("Vraiment?!", "Vraiment\u202f?!"),
        ("à 14:30, le 3:1", "à 14:30, le 3:1"),
        ("voir https://exemple.fr/a?b=1;c:2", "voir https://exemple.fr/a?b=1;c:2"),
        ("12 500 hommes, 3,5% et 40 %", "12\u202f500 hommes, 3,5\u00a0% et 40\u00a0%"),
        ("En 2019 200 soldats", "En 2019 200 soldats"),
        ("La ville - ou ce qu'il en reste - brûle...", "La ville – ou ce qu’il en reste – brûle…"),
        ("sous-officier", "sous-officier"),
        ("La manoeuvre du coeur, des voeux et des moeurs", "La manœuvre du cœur, des vœux et des mœurs"),
        ("OEUVRE, Oeuvre", "ŒUVRE, Œuvre"),
        ("coexister, moelle, Boeing, coefficient, Phoenix", "coexister, moelle, Boeing, coefficient, Phoenix"),
        ("Il y a une seule guillemet \" ici", "Il y a une seule guillemet «\u00a0 ici"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain_french_is_set_as_print_has_it(plain: str, printed: str) -> None:
    assert typeset_french(plain).text == printed


def test_spans_follow_what_they_marked() -> None:
    plain = 'Il a dit: "Le coeur bat..."'
    typeset = typeset_french(plain)
    for word, printed in (("dit", "dit"), ("coeur", "cœur"), ("bat", "bat"), (":", ":"), ("...", "…")):
        start = plain.index(word)
        assert typeset.span(Span(start, start + len(word))).of(typeset.text) == printed


PLAIN = st.text(alphabet="aoeurCOE'\"-.:;!?% 0123456789(/\u00a0é", max_size=60)


@given(PLAIN)
def test_letters_and_digits_stay_and_offsets_run_through_the_text(plain: str) -> None:
    typeset = typeset_french(plain)
    letters = re.sub(r"[\W_]+", "", plain)
    assert (
        re.sub(r"[\W_]+", "", typeset.text.replace("œ", "oe").replace("Œ", "OE")).lower() == letters.lower()
    )
    assert len(typeset.offsets) == len(plain) + 1
    assert list(typeset.offsets) == sorted(typeset.offsets)
    assert typeset.offsets[-1] == len(typeset.text)


@given(PLAIN)
def test_what_is_set_already_stays(plain: str) -> None:
    once = typeset_french(plain).text
    assert typeset_french(once).text == once
