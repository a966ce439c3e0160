"""Ranks have equals of their own force, and NATO codes."""

import random

import pytest

from bilingual.exercises.ranks import equals, force_of, question
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH

BASE = military_termbase()
RANKS = [entry for entry in BASE if entry.rank and force_of(entry)]


@pytest.mark.parametrize("target", [ENGLISH, FRENCH])
@pytest.mark.parametrize("seed", range(3))
def test_distractors_are_never_the_same_rank(target, seed):
    source = FRENCH if target == ENGLISH else ENGLISH
    rng = random.Random(seed)
    asked = [question(entry, entry.preferred(source), BASE, target, rng) for entry in RANKS]
    assert {each.task for each in asked if each} == {"code", "rank"}
    for entry, each in zip(RANKS, asked, strict=True):
        if each is None:
            continue
        assert len({each.answer, *each.distractors}) == 4
        if each.task == "code":
            assert each.answer == entry.rank
        elif target == FRENCH:
            assert each.answer == entry.preferred(FRENCH)
            for distractor in each.distractors:
                same = [e for e in BASE.find(distractor, target) if e.rank == entry.rank]
                assert not any(force_of(e) == force_of(entry) for e in same), (entry.id, distractor)
        else:
            right = equals(entry)[each.country]
            assert each.answer in right
            assert not set(each.distractors) & set(right)


def test_an_equal_that_gives_itself_away_is_not_asked_for():
    colonel = BASE.get("rank.army.colonel")
    tasks = {question(colonel, "colonel", BASE, ENGLISH, random.Random(seed)).task for seed in range(20)}
    assert tasks == {"code"}


def test_the_country_is_named_where_it_matters():
    brigadier = BASE.get("rank.army.brigadier_general")
    asked = [
        question(brigadier, "général de brigade", BASE, ENGLISH, random.Random(seed)) for seed in range(30)
    ]
    assert {(each.country, each.answer) for each in asked if each.task == "rank"} >= {("UK", "brigadier")}


def test_the_equal_is_by_the_code_and_not_what_texts_call_the_rank():
    warrant = BASE.get("rank.army.warrant")
    assert warrant.preferred(ENGLISH) == "warrant officer"
    asked = [question(warrant, "adjudant", BASE, ENGLISH, random.Random(seed)) for seed in range(40)]
    answers = {(each.country, each.answer) for each in asked if each.task == "rank"}
    assert answers == {("UK", "staff sergeant"), ("US", "sergeant first class")}


def test_a_rank_whose_name_has_two_codes_is_not_asked_for():
    for concept, name in (("rank.army.sergeant", "sergeant"), ("rank.army.warrant", "warrant officer")):
        assert question(BASE.get(concept), name, BASE, FRENCH, random.Random(1)) is None
    assert question(BASE.get("rank.army.colonel"), "colonel", BASE, FRENCH, random.Random(1)) is not None


def test_no_distractor_is_a_code_that_other_tables_give():
    chief = BASE.get("rank.army.chief_warrant")
    assert "OR-9" in chief.note
    for seed in range(30):
        asked = question(chief, "adjudant-chef", BASE, ENGLISH, random.Random(seed))
        assert asked.task == "rank" or "OR-9" not in asked.distractors


def test_nearly_every_rank_of_the_termbase_has_an_equal_in_britain_or_america():
    assert [entry.id for entry in RANKS if not equals(entry)] == []
