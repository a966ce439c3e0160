"""Lemmas: every one a form may have, the likeliest first."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.languages import ENGLISH, FRENCH
from bilingual.lemmas import lemmatize


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("avions", "avion"),
        ("Aériennes", "aérien"),
        ("FRAPPES", "frappe"),
        ("chevaux", "cheval"),
        ("navales", "naval"),
        ("était", "être"),
        ("l’", "le"),
        ("qu'", "que"),
        ("jusqu’", "jusque"),
        ("-t-il", "il"),
        ("-ce", "ce"),
        ("OTAN", "OTAN"),
        ("O.T.A.N.", "O.T.A.N."),
        ("sous-marins", "sous-marin"),
        ("lieutenants-colonels", "lieutenant-colonel"),
        ("mises", "mettre"),
        ("14", "14"),
        ("…", "…"),
    ],
)
def test_best_lemma_in_french(form: str, lemma: str) -> None:
    assert lemmatize(form)[0] == lemma


@pytest.mark.parametrize("form", ["a--b", "porte---avions", "x-", "-", "--", "'--'"])
def test_hyphens_with_nothing_between_are_no_words(form: str) -> None:
    assert "".join(lemmatize(form))
    assert lemmatize("porte--avions")[-1] == "porte--avion"


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("blindés", {"blindé", "blinder"}),
        ("porte", {"porte", "porter"}),
        ("donne", {"donner"}),
        ("prise", {"prendre", "prise"}),
        ("arrivée", {"arrivée", "arriver"}),
        ("départementale", {"départemental"}),
        ("productrice", {"producteur"}),
        ("connues", {"connaître"}),
        ("Paris", {"Paris"}),
    ],
)
def test_every_lemma_of_an_ambiguous_form_is_given(form: str, lemmas: set[str]) -> None:
    assert lemmas <= set(lemmatize(form))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Strikes", "strike"), ("men", "man"), ("n't", "not"), ("ca", "can"), ("’ve", "have"), ("NATO", "NATO")],
)
def test_best_lemma_in_english(form: str, lemma: str) -> None:
    assert lemmatize(form, ENGLISH)[0] == lemma


@given(st.text(max_size=20), st.sampled_from([FRENCH, ENGLISH]))
def test_there_is_always_a_lemma_and_none_twice(form: str, language: object) -> None:
    lemmas = lemmatize(form, language)  # type: ignore[arg-type]
    assert len(lemmas) == len(set(lemmas)) >= 1


def test_importing_loads_no_dictionary() -> None:
    code = "import sys, bilingual.lemmas; sys.exit('simplemma' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
