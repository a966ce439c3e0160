"""The pieces of a comparison show both texts whole."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.exercises.differences import differences, plain


@given(st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_the_pieces_give_both_texts_back(answer, expected, words):
    parts = differences(answer, expected, words=words)
    assert "".join(part.text for part in parts) == answer
    assert "".join(part.expected for part in parts) == expected
    assert all(before.kind is not after.kind for before, after in itertools.pairwise(parts))


@given(st.text(max_size=30))
def test_a_text_is_the_same_as_itself(text):
    assert {part.kind.value for part in differences(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("answer", "expected", "words", "kinds"),
    [
        ("frapes", "frappes", False, "same missing same"),
        ("Depot", "dépôt", False, "slip same slip same"),
        ("chien", "bombardement", False, "wrong"),
        ("", "frappe", False, "missing"),
        ("The planes took of", "The planes took off", True, "same wrong"),
        ("the planes, took off", "The planes took off.", True, "slip same slip"),
        ("The old planes took off.", "The planes took off.", True, "same extra same"),
    ],
)
def test_what_differs_is_named(answer, expected, words, kinds):
    parts = differences(answer, expected, words=words)
    assert " ".join(part.kind.value for part in parts) == kinds


def test_plain_text_has_no_typography():
    assert plain("AUJOURD’HUI, L’Œil du porte‑avions\u00a0!") == "aujourd'hui, l'oeil du porte-avions !"
