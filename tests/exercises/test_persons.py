"""Persons are told from things, and titles from other persons."""

import random

import pytest

from bilingual.exercises.generation import make_exercises
from bilingual.exercises.persons import is_civilian_title, is_person, is_title
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import FRENCH

from .conftest import pair

BASE = military_termbase()
NAMED = pair(
    "Le colonel Marchais commande la base de l’ouest. Selon le capitaine Duval, deux blindés ont été détruits mardi. "
    "Le ministre Larivière a salué les soldats. Le général Valmont, chef d’état-major, se rend sur place jeudi.",
    "Colonel Marchais commands the western base. According to Captain Duval, two armoured vehicles were destroyed on "
    "Tuesday. Minister Larivière praised the soldiers. General Valmont, the chief of staff, goes there on Thursday.",
)


def choices(answer):
    made = [e for seed in range(12) for e in make_exercises(NAMED, kinds=["choice"], rng=random.Random(seed))]
    return [exercise.distractors for exercise in made if exercise.answer == answer]


@pytest.mark.parametrize(
    ("concept", "person"),
    [("rank.army.captain", True), ("land.infantryman", True), ("weapons.mine", False), ("air.strike", False)],
)
def test_definitions_tell_persons_from_things(concept, person):
    assert is_person(BASE.get(concept)) is person


def test_before_the_name_of_an_officer_stand_ranks():
    found = choices("capitaine")
    assert found
    for distractor in (word for words in found for word in words):
        assert any(is_title(entry) for entry in BASE.find(distractor, FRENCH)), distractor


def test_before_the_name_of_a_civilian_stand_titles_of_civilians():
    found = choices("ministre")
    assert found
    assert all(is_civilian_title(word, FRENCH) for words in found for word in words)


def test_wrong_answers_for_a_person_are_persons():
    found = [*choices("soldats"), *choices("chef d’état-major")]
    assert found
    for distractor in (word for words in found for word in words):
        singular = BASE.find(distractor, FRENCH) or BASE.find(distractor.removesuffix("s"), FRENCH)
        assert not singular or any(map(is_person, singular)), distractor
