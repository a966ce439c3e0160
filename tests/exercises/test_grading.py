"""Answers are graded with reasons: what is forgiven is shown, and no other word passes for a typing error."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from bilingual.exercises.grades import Grade, Rating, Verdict
from bilingual.exercises.grading import grade
from bilingual.exercises.items import GAP, Exercise, ExerciseKind, RequiredTerm, SentencePair
from bilingual.exercises.typos import edits
from bilingual.languages import ENGLISH, FRENCH

PAIR = SentencePair(
    "L’armée a visé 12 dépôts de munitions.", "The army aimed at 12 ammunition depots.", FRENCH, ENGLISH
)


def cloze(*key, meaning="", language=FRENCH):
    return Exercise(ExerciseKind.CLOZE, "Fill.", f"Ils ont vu {GAP}.", key, language, PAIR, meaning=meaning)


def judged(exercise, answer, **options):
    made = grade(exercise, answer, **options)
    return made.verdict.value, made.message


@pytest.mark.parametrize(
    ("key", "answer", "verdict", "message"),
    [
        ("dépôts", "dépôts", "right", "Right."),
        ("dépôts", "  dépôts. ", "right", "Right."),
        ("l'armée", "l’armée", "right", "Right."),
        ("dépôts", "depôts", "right-with-slips", "Right, but mind the accents: dépôts."),
        ("dépôts", "DEPOTS", "right-with-slips", "Right, but mind the accents and the capitals: dépôts."),
        ("état-major", "état major", "right-with-slips", "Right, but mind the hyphen: état-major."),
        ("état-major", "étatmajor", "right-with-slips", "Right, but mind the hyphen: état-major."),
        ("cessez-le-feu", "cessez le-feu", "right-with-slips", "Right, but mind the hyphen: cessez-le-feu."),
        ("pertes d’armes", "pertes darmes", "right-with-slips", "mind the apostrophe: pertes d’armes."),
        ("char d’assaut", "chard’assaut", "right-with-slips", "mind the spaces: char d’assaut."),
        ("main-d’œuvre", "main-d'oeuvre", "right-with-slips", "mind the accents: main-d’œuvre."),
        ("dépôts", "les dépôts", "right-with-slips", "mind the article, which stands there already: dépôts."),
        ("frappes", "frapes", "nearly", "Nearly: a typing error, frapes → frappes."),
        ("frappes", "frappse", "nearly", "Nearly: a typing error, frappse → frappes."),
        ("frappes aériennes", "frapes aérienes", "nearly", "Nearly: a typing error"),
        ("frappes", "frappe", "nearly", "Nearly: the right word in another form; here it is ‘frappes’."),
        ("décolleront", "décollent", "nearly", "Nearly: the right word in another form"),
        ("mine", "mise", "wrong", "Not right: ‘mine’."),
        ("char", "chat", "wrong", "Not right: ‘char’."),
        ("feu", "fey", "wrong", "Not right: ‘feu’."),
        ("bombardement", "xyz", "wrong", "Not right: ‘bombardement’."),
        ("bombardement", " ", "wrong", "No answer."),
    ],
)
def test_typed_words(key, answer, verdict, message):
    found, said = judged(cloze(key), answer)
    assert found == verdict
    assert message in said


def test_several_answers_are_right_and_the_texts_own_is_told():
    exercise = cloze("frappes", "attaques")
    assert judged(exercise, "attaques") == ("right", "Right; the text has ‘frappes’.")
    assert judged(exercise, "attaqes")[0] == "nearly"


def test_a_word_that_means_the_same_is_told_so_by_the_lexicon():
    verdict, message = judged(cloze("conflit", meaning="war"), "guerre")
    assert verdict == "nearly"
    assert message == "Nearly: ‘guerre’ can mean ‘war’, too; the text has ‘conflit’."
    assert judged(cloze("conflit", meaning="war"), "maison")[0] == "wrong"


def test_a_distractor_is_never_nearly_right():
    exercise = replace(cloze("frappes"), distractors=("frappe",), id="")
    assert judged(exercise, "frappe")[0] == "wrong"


def test_english_answers_are_graded_as_well():
    exercise = cloze("air strikes", language=ENGLISH)
    assert judged(exercise, "the air strikes")[0] == "right-with-slips"
    assert judged(exercise, "airstrikes")[0] == "right-with-slips"
    assert judged(exercise, "air strike")[1].startswith("Nearly: the right word in another form")


def test_the_difference_is_there_to_show():
    parts = grade(cloze("dépôts"), "depôt").diff
    assert [(part.kind.value, part.expected) for part in parts] == [
        ("same", "d"),
        ("slip", "é"),
        ("same", "pôt"),
        ("missing", "s"),
    ]


CHOICE = Exercise(
    ExerciseKind.CHOICE,
    "Choose.",
    f"Ils ont visé un {GAP}.",
    ("dépôt",),
    FRENCH,
    PAIR,
    options=("port", "dépôt", "pont"),
    distractors=("pont", "port"),
)


@pytest.mark.parametrize("answer", ["dépôt", "Depot", "b", "B)", "2", "(2)"])
def test_an_option_is_named_by_its_words_its_letter_or_its_number(answer):
    assert judged(CHOICE, answer) == ("right", "Right.")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("pont", "Not right: ‘dépôt’."),
        ("c", "Not right: ‘dépôt’."),
        ("7", "‘7’ is none of the options (1 to 3, a to c, or the words): ‘dépôt’."),
        ("0", "‘0’ is none of the options"),
        ("²", "‘²’ is none of the options"),
    ],
)
def test_wrong_options(answer, message):
    verdict, said = judged(CHOICE, answer)
    assert verdict == "wrong" and said.startswith(message)


MATCH = Exercise(
    ExerciseKind.MATCH,
    "Match.",
    "char · obus · mine · pont",
    ("1c 2a 3b 4d",),
    ENGLISH,
    PAIR,
    options=("shell", "mine", "tank", "bridge", "ship"),
    prompts=("char", "obus", "mine", "pont"),
)


@pytest.mark.parametrize(
    "answer", ["1c 2a 3b 4d", "4d,3b,2a,1c", "1-C; 2: a / 3b 4d", "cabd", "c a b d", "C,A,B,D"]
)
def test_pairs_may_be_written_in_many_ways(answer):
    assert judged(MATCH, answer) == ("right", "All right.")


def test_most_pairs_right_is_nearly_and_says_which_are_not():
    found = grade(MATCH, "1c 2a 3b 4e")
    assert (found.verdict, found.score) == (Verdict.NEARLY, 0.75)
    assert found.message == "3 of 4 right; ‘pont’ is ‘bridge’."
    assert found.rating is Rating.AGAIN
    assert grade(MATCH, "1a 2c 3z").verdict is Verdict.WRONG
    assert grade(MATCH, "quoi ?").verdict is Verdict.WRONG


ORDER = Exercise(
    ExerciseKind.ORDER,
    "Put in order.",
    "un dépôt / L’armée / a visé / de munitions.",
    ("L’armée a visé un dépôt de munitions.",),
    FRENCH,
    PAIR,
    options=("un dépôt", "L’armée", "a visé", "de munitions."),
)


@pytest.mark.parametrize(
    "answer",
    [
        "L’armée a visé un dépôt de munitions.",
        "l'armee a visé un depot de munitions",
        "2 3 1 4",
        "2314",
        "2-3-1-4",
    ],
)
def test_a_sentence_is_rebuilt_in_words_or_in_numbers(answer):
    assert judged(ORDER, answer)[0] == "right"


def test_another_order_is_worth_something_and_a_part_less():
    swapped, part = grade(ORDER, "2 3 4 1"), grade(ORDER, "2 3")
    assert (swapped.verdict, swapped.message) == (Verdict.NEARLY, "Another order than the text's.")
    assert (part.verdict, part.message) == (
        Verdict.WRONG,
        "Not all pieces are there: ‘un’, ‘depot’, ‘de’.",
    )
    assert 0 < part.score < swapped.score < 1
    assert grade(ORDER, "9 9 9").verdict is Verdict.WRONG


TRANSLATE = Exercise(
    ExerciseKind.TRANSLATE,
    "Translate.",
    "L’armée n’a pas visé les 12 dépôts de munitions.",
    ("The army did not aim at the 12 ammunition depots.",),
    ENGLISH,
    PAIR,
    required=(RequiredTerm("dépôts de munitions", "log.depot", ("ammunition depot", "ammunition dump")),),
)


@pytest.mark.parametrize(
    ("answer", "verdict", "message"),
    [
        ("the army did not aim at the 12 ammunition depots", "right", "Right."),
        ("The army didn't target the twelve ammunition dumps.", "right-with-slips", "Good"),
        (
            "The army did not aim at the 21 ammunition depots.",
            "nearly",
            "12 is missing in the translation; 21",
        ),
        (
            "The army aimed at the 12 ammunition depots.",
            "nearly",
            "the source is negative, the translation is not",
        ),
        (
            "The army did not aim at the 12 munition stores.",
            "nearly",
            "‘dépôts de munitions’ is ‘ammunition depot’",
        ),
        (
            "The army did not hit the 12 ammunition depots it saw.",
            "right-with-slips",
            "nothing seems to render ‘visé’",
        ),
        ("The 12 depots army not ammunition aim at the did.", "nearly", "another order"),
        ("The army did not aim.", "wrong", "nothing seems to render ‘dépôts’, ‘munitions’"),
        ("A dog sleeps on the sofa.", "wrong", "Too far from the translations"),
        ("L’armée n’a pas visé les 12 dépôts de munitions.", "wrong", "That is the sentence itself"),
        ("", "wrong", "No answer."),
    ],
)
def test_free_translations_are_judged_in_words(answer, verdict, message):
    found, said = judged(TRANSLATE, answer)
    assert found == verdict
    assert message in said
    assert not any(character.isdigit() and "%" in said for character in said)


def test_reasons_come_one_by_one_too():
    found = grade(TRANSLATE, "The army aimed at 21 stores.")
    assert len(found.reasons) >= 3
    assert found.score < 0.5


def test_a_hint_makes_the_rating_a_step_lower():
    exercise = cloze("frappes")
    ratings = [
        (grade(exercise, a).rating, grade(exercise, a, hinted=True).rating)
        for a in ("frappes", "frapes", "x")
    ]
    assert ratings == [
        (Rating.GOOD, Rating.HARD),
        (Rating.HARD, Rating.AGAIN),
        (Rating.AGAIN, Rating.AGAIN),
    ]


@given(st.sampled_from([cloze("frappes"), CHOICE, MATCH, ORDER, TRANSLATE]), st.text(max_size=40))
def test_any_answer_gets_a_grade(exercise, answer):
    made = grade(exercise, answer)
    assert isinstance(made, Grade)
    assert "\n" not in made.message
    assert "".join(part.expected for part in made.diff) == made.expected


@pytest.mark.parametrize(
    "exercise", [cloze("frappes"), CHOICE, MATCH, ORDER, TRANSLATE], ids=lambda e: e.kind
)
@pytest.mark.parametrize("pasted", ["ab" * 500_000, "frappes --- " * 80_000], ids=["a line", "words"])
def test_a_page_pasted_into_an_answer_is_wrong_at_once(exercise, pasted):
    graded = []
    assert calls(lambda: graded.append(grade(exercise, pasted))) < 50_000
    assert graded[0].verdict is Verdict.WRONG
    assert "much longer" in graded[0].message
    assert len(graded[0].answer) < 5_000, "what is shown and kept of it"


def test_an_answer_in_many_words_is_compared_to_its_end():
    answer = " ".join(["The army aimed at ammunition depots,"] * 20) + " twelve of them."
    assert grade(TRANSLATE, answer).answer == answer


@given(st.sampled_from([cloze("frappes"), CHOICE, MATCH, ORDER, TRANSLATE]))
def test_the_key_itself_is_right(exercise):
    for accepted in exercise.key:
        assert grade(exercise, accepted).verdict is Verdict.RIGHT


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_edits_are_a_distance(one, other):
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))
