"""Ranks have equals of their own force, and NATO codes."""

import random

import pytest

from bilingual.exercises.ranks import force_of, question
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
    assert (
        {each.task for each in asked if each} == {"code", "rank"} if target == ENGLISH else {"code", "rank"}
    )
    for entry, each in zip(RANKS, asked, strict=True):
        if each is None:
            continue
        assert len({each.answer, *each.distractors}) == 4
        if each.task == "code":
            assert each.answer == entry.rank
        else:
            assert each.answer in entry.equivalents(target)
            for distractor in each.distractors:
                same = [e for e in BASE.find(distractor, target) if e.rank == entry.rank]
                assert not any(force_of(e) == force_of(entry) for e in same), (entry.id, distractor)


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
