"""Sentences are cut where a reader would breathe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.exercises.chunks import FEWEST, MOST, chunks_of, interchangeable
from bilingual.languages import ENGLISH, FRENCH


@pytest.mark.parametrize(
    ("chunks", "language"),
    [
        ("Les chars / ont ouvert le feu / sur la ferme / et les soldats / se sont repliés.", FRENCH),
        (
            "Aucune perte / n’est à déplorer, / a-t-il précisé ; / aucun civil / ne se trouvait / dans la zone.",
            FRENCH,
        ),
        ("But for the first time, / this expression / seems to take / a practical meaning.", ENGLISH),
        ("Two soldiers / were wounded / and an armoured vehicle / was destroyed / by a mine.", ENGLISH),
    ],
)
def test_chunks(chunks, language):
    expected = tuple(chunks.split(" / "))
    assert chunks_of(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Il pleut.",
        "Un tournant dans la campagne contre les rebelles du nord",
        "« Il s’agissait de réduire la capacité de l’ennemi », a déclaré l’officier lors d’un point de presse.",
    ],
)
def test_what_has_no_chunks_or_shows_too_much_has_none(sentence):
    assert chunks_of(sentence, FRENCH) == ()


@given(
    st.lists(
        st.sampled_from("il ont les chars de dans la nuit et qui tirent , ; : visé à 10 l’ ennemi".split()),
        max_size=30,
    )
)
def test_chunks_are_the_sentence_again(words):
    sentence = " ".join(words).replace("’ ", "’") + " ici."
    chunks = chunks_of(sentence, FRENCH)
    assert not chunks or (FEWEST <= len(chunks) <= MOST and " ".join(chunks).split() == sentence.split())


def test_phrases_that_could_change_places_are_noticed():
    assert interchangeable(("Ils ont tiré", "dans la nuit", "sur la ferme."), FRENCH)
    assert not interchangeable(("Dans la nuit", "ils ont tiré", "sur la ferme."), FRENCH)
