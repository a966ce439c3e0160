"""Exercises stand by themselves, say no nonsense, and survive JSON."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.bitext import Origin
from bilingual.errors import DeckError
from bilingual.exercises.items import GAP, Exercise, ExerciseKind, RequiredTerm, SentencePair, matched
from bilingual.languages import ENGLISH, FRENCH
from bilingual.spans import Span

PAIR = SentencePair(
    "Les frappes ont visé un dépôt.",
    "The strikes were aimed at a depot.",
    FRENCH,
    ENGLISH,
    "article.txt",
    Span(10, 40),
    2,
    Origin.HUMAN,
)
CLOZE = Exercise(
    ExerciseKind.CLOZE,
    "Fill the gap.",
    f"Les {GAP} ont visé un dépôt.",
    ("frappes", "attaques"),
    FRENCH,
    PAIR,
    hint=PAIR.target,
    concept="press.strike",
)
MATCH = Exercise(
    ExerciseKind.MATCH,
    "Match them.",
    "char · obus",
    ("1b 2c",),
    ENGLISH,
    PAIR,
    options=("bridge", "tank", "shell"),
    prompts=("char", "obus"),
)
CHOICE = Exercise(
    ExerciseKind.CHOICE,
    "Choose.",
    f"Les {GAP} ont visé un dépôt.",
    ("frappes",),
    FRENCH,
    PAIR,
    options=("mines", "frappes"),
    distractors=("mines",),
)
ORDER = Exercise(
    ExerciseKind.ORDER,
    "Put it in order.",
    "un dépôt. / ont visé / Les frappes",
    (PAIR.source,),
    FRENCH,
    PAIR,
    options=("un dépôt.", "ont visé", "Les frappes"),
)
TRANSLATE = Exercise(
    ExerciseKind.TRANSLATE,
    "Translate.",
    PAIR.source,
    (PAIR.target,),
    ENGLISH,
    PAIR,
    required=(RequiredTerm("frappes", "press.strike", ("strike",)),),
)
ALL = (CLOZE, MATCH, CHOICE, ORDER, TRANSLATE)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.kind.value)
def test_json_gives_the_exercise_back(exercise):
    assert Exercise.from_json(json.loads(json.dumps(exercise.to_json()))) == exercise


def test_json_leaves_out_what_is_empty_and_names_its_format():
    data = CLOZE.to_json()
    assert data["format"] == "bilingual-exercise/1"
    assert "options" not in data and "explanation" not in data


@given(
    st.text(min_size=1).filter(lambda text: text.strip() and GAP not in text),
    st.floats(0, 1),
    st.text(),
)
def test_any_text_survives_json(answer, difficulty, hint):
    exercise = replace(CLOZE, key=(answer,), difficulty=difficulty, hint=hint, id="")
    assert Exercise.from_json(json.loads(json.dumps(exercise.to_json()))) == exercise


def test_the_solution_is_the_sentence_with_its_gap_filled():
    assert CLOZE.solution == PAIR.source
    assert TRANSLATE.solution == PAIR.target


def test_pairs_of_a_match_are_read_from_its_key():
    assert matched(MATCH) == (("char", "tank"), ("obus", "shell"))


def test_ids_are_stable():
    """Decks and Anki know cards by them: this id is published and must not change."""
    assert CLOZE.id == "f0776fc98cdd9f61"


def test_ids_follow_what_is_asked_and_not_how_it_is_shown():
    shuffled = replace(CHOICE, options=("frappes", "mines"), hint="?", difficulty=0.1, id="")
    other_wrong = replace(CHOICE, options=("frappes", "obus"), distractors=("obus",), id="")
    turned = replace(MATCH, options=("tank", "shell", "bridge"), key=("1a 2b",), id="")
    elsewhere = replace(CLOZE, origin=replace(PAIR, document="copy.txt", span=None, number=None), id="")
    assert shuffled.id == CHOICE.id == other_wrong.id
    assert turned.id == MATCH.id
    assert elsewhere.id == CLOZE.id
    assert replace(CLOZE, key=("attaques",), id="").id != CLOZE.id
    assert len({exercise.id for exercise in ALL}) == len(ALL)


def test_an_id_that_is_given_is_kept_so_that_a_corrected_card_keeps_its_history():
    data = CLOZE.to_json() | {"stem": f"Ces {GAP} ont visé un dépôt."}
    assert Exercise.from_json(data).id == CLOZE.id


@pytest.mark.parametrize(
    ("exercise", "change", "problem"),
    [
        (CLOZE, {"stem": "Les frappes."}, "0 gaps"),
        (CLOZE, {"stem": f"{GAP} et {GAP}"}, "2 gaps"),
        (CLOZE, {"stem": " "}, "needs a stem"),
        (CLOZE, {"key": ()}, "needs an answer"),
        (CLOZE, {"key": ("",)}, "none may be empty"),
        (CLOZE, {"key": ("a", "a")}, "twice"),
        (CLOZE, {"difficulty": 1.1}, "between 0 and 1"),
        (CLOZE, {"distractors": ("attaques",)}, "right and wrong at once: attaques"),
        (CHOICE, {"options": ("frappes",)}, "its answer and its distractors"),
        (CHOICE, {"options": ("frappes",), "distractors": ()}, "two options"),
        (CHOICE, {"options": ("frappes", "a", "a"), "distractors": ("a", "a")}, "all different"),
        (MATCH, {"key": ("1b",)}, "1c 2a 3b"),
        (MATCH, {"key": ("1b 2z",)}, "1c 2a 3b"),
        (MATCH, {"prompts": ("char", "char")}, "same item twice"),
        (MATCH, {"options": ("tank",)}, "2 with 1"),
        (ORDER, {"options": ("Les frappes", "ont visé")}, "the words of its answer"),
        (TRANSLATE, {"stem": GAP}, "1 gaps"),
    ],
)
def test_no_exercise_contradicts_itself(exercise, change, problem):
    with pytest.raises(ValueError, match=problem):
        replace(exercise, **change)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "no exercise of the format"),
        ([], "no exercise of the format"),
        (CLOZE.to_json() | {"format": "bilingual-exercise/9"}, "bilingual-exercise/9"),
        (CLOZE.to_json() | {"kind": "riddle"}, "riddle"),
        (CLOZE.to_json() | {"key": "frappes"}, "a list of texts, not str"),
        (CLOZE.to_json() | {"key": [3]}, "a text, not int"),
        (CLOZE.to_json() | {"target_language": "xx"}, "no language 'xx'"),
        ({n: v for n, v in CLOZE.to_json().items() if n != "origin"}, "no 'origin'"),
        (CLOZE.to_json() | {"origin": {"source": "a"}}, "no 'target'"),
        (CLOZE.to_json() | {"origin": CLOZE.to_json()["origin"] | {"span": [5, 2]}}, "start <= end"),
    ],
)
def test_damaged_json_is_said_in_one_line(data, problem):
    with pytest.raises(DeckError, match=problem) as caught:
        Exercise.from_json(data, "deck.json, exercise 3")
    assert str(caught.value).startswith("deck.json, exercise 3: ")
    assert "\n" not in str(caught.value)


def test_a_pair_has_two_languages():
    with pytest.raises(ValueError, match="fr twice"):
        replace(PAIR, target_language=FRENCH)
    with pytest.raises(ValueError, match="from 0"):
        replace(PAIR, number=-1)


def test_a_required_term_has_an_equivalent():
    with pytest.raises(ValueError, match="no equivalent"):
        RequiredTerm("frappe", "press.strike", ())
