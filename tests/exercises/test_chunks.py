"""Sentences are cut where a reader would breathe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.exercises.chunks import FEWEST, MOST, chunks_of, interchangeable, other_orders
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


@pytest.mark.parametrize(
    ("chunks", "others"),
    [
        (("À l’aube,", "les chars", "ont ouvert", "le feu."), ("Les chars ont ouvert le feu à l’aube.",)),
        (
            ("Sarvane", "a été bombardée", "trois fois", "depuis mardi."),
            ("Depuis mardi Sarvane a été bombardée trois fois.",),
        ),
        # In a sentence of two clauses it would say something of the other one.
        (("À l’aube,", "les chars", "ont tiré", "et les soldats", "se sont repliés."), ()),
        (("Il affirme", "que les chars", "ont tiré", "depuis le bois."), ()),
        (("À l’aube,", "les chars", "ont tiré ;", "personne", "n’est mort."), ()),
        (("Les chars", "ont ouvert", "le feu", "sur la ferme."), ()),
    ],
)  # fmt: skip
def test_adverbials_may_change_places_in_a_sentence_of_one_clause(chunks, others):
    assert other_orders(chunks, FRENCH) == others


def test_english_adverbials_move_too():
    chunks = ("In Kharsoul,", "the peacekeepers", "were greeted", "with applause.")
    assert other_orders(chunks, ENGLISH) == ("The peacekeepers were greeted with applause in Kharsoul.",)


def test_enumerations_and_appositions_are_noticed():
    assert interchangeable(("Restent", "des canons,", "des fusils,", "des filets."), FRENCH)
    assert interchangeable(("Restent", "des canons,", "des fusils", "et des filets."), FRENCH)
    assert not interchangeable(("À l’aube,", "les chars", "ont visé la ferme", "et le bois."), FRENCH)
    assert interchangeable(("The defence minister,", "Auguste Brévanne,", "is due", "on Friday."), ENGLISH)


def test_phrases_that_could_change_places_are_noticed():
    assert interchangeable(("Ils ont tiré", "dans la nuit", "sur la ferme."), FRENCH)
    assert not interchangeable(("Dans la nuit", "ils ont tiré", "sur la ferme."), FRENCH)
