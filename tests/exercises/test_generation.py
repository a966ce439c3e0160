"""Exercises stand by themselves, ask for what is worth asking, and offer no wrong answer that is right."""

import random
import re
from collections import Counter

import pytest
from readers import FakeTranslator

from bilingual.bitext import Origin
from bilingual.casing import key as folded
from bilingual.exercises.distractors import same_meaning
from bilingual.exercises.generation import make_exercises
from bilingual.exercises.grades import Verdict
from bilingual.exercises.grading import grade
from bilingual.exercises.items import GAP, Exercise, ExerciseKind, matched
from bilingual.frequency import level_of, zipf_frequency
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH
from bilingual.translation.translator import Alternative, Translation

from .conftest import pair


@pytest.fixture(scope="module")
def made(article):
    return make_exercises(article, number=60, rng=random.Random(3))


def only(text, kind, **options):
    return make_exercises(text, kinds=[kind], number=options.pop("number", 20), **options)


def test_every_kind_is_made_of_an_article(made):
    assert {exercise.kind for exercise in made} == set(ExerciseKind)
    assert len({exercise.id for exercise in made}) == len(made)


def test_each_stands_by_itself(made, article):
    for exercise in made:
        assert exercise.task and exercise.reader_language == ENGLISH
        assert exercise.origin.document.endswith("frappes-aeriennes.fr.txt")
        assert exercise.origin.translated_by is Origin.HUMAN
        bead = article.beads[exercise.origin.number]
        assert exercise.origin.source == bead.source and exercise.origin.target == bead.target
        assert exercise.origin.span.start == bead.source_spans[0].start
        assert Exercise.from_json(exercise.to_json()) == exercise


def test_the_key_is_graded_right_and_distractors_wrong(made):
    for exercise in made:
        assert grade(exercise, exercise.answer).verdict is Verdict.RIGHT
        for distractor in exercise.distractors:
            assert exercise.kind is ExerciseKind.MATCH or grade(exercise, distractor).verdict is Verdict.WRONG


def test_a_gap_filled_gives_the_sentence_back(made):
    for exercise in made:
        if exercise.kind in (ExerciseKind.CLOZE, ExerciseKind.CHOICE):
            assert exercise.solution == exercise.origin.source
            assert exercise.target_language == FRENCH


def test_the_same_seed_makes_the_same_and_another_seed_others(article):
    def ids(seed):
        return [exercise.to_json() for exercise in make_exercises(article, rng=random.Random(seed))]

    assert ids(7) == ids(7)
    assert ids(7) != ids(8)
    assert make_exercises(article) == make_exercises(article)


def test_terms_come_before_words(article):
    clozes = only(article, "cloze", number=10)
    assert all(exercise.concept for exercise in clozes)
    assert all(exercise.explanation for exercise in clozes)


def test_they_are_spread_over_the_text(article):
    numbers = [exercise.origin.number for exercise in only(article, "cloze", number=8)]
    assert len(set(numbers)) == 8


def test_what_was_looked_up_comes_first_and_what_is_known_is_left_out(article):
    first = only(
        article, "cloze", number=3, looked_up=["le cessez-le-feu", "cessez-le-feu", "OFFICIER", "log.depot"]
    )
    assert {folded(e.answer) for e in first} == {"cessez-le-feu", "officier", "depots de munitions"}
    known = ["air.strike", "Chasseur-bombardier", "etat-major"]
    answers = {folded(e.headword.split(" n.")[0]) for e in only(article, "cloze", number=100, known=known)}
    assert not answers & {"frappe aerienne", "chasseur-bombardier", "etat-major"}
    assert "raid" in answers or "officier" in answers


def test_names_and_words_said_twice_are_never_asked_for():
    text = pair(
        "À Sarvane, le colonel Duval a vu un convoi, puis un autre convoi de camions chargés de caisses.",
        "In Sarvana Colonel Duval saw a convoy, then another convoy of lorries loaded with crates.",
    )
    answers = {exercise.answer for exercise in only(text, "cloze", number=50)}
    assert answers and not answers & {"Sarvane", "Duval", "convoi"}


def test_words_of_the_level_come_first():
    text = pair(
        "La maison et la ville sont dans la vallée, où le gravier, la bâche et le ruban sèchent.",
        "The house and the town are in the valley, where the gravel, the tarpaulin and the ribbon are drying.",
    )
    easy, hard = (only(text, "cloze", number=1, level=level)[0] for level in ("A1", "C2"))
    assert level_of(zipf_frequency(easy.answer)) < level_of(zipf_frequency(hard.answer))
    assert easy.difficulty < hard.difficulty


def test_doubtful_rows_make_no_exercises():
    text = pair("Ils ont tiré 12 obus sur la ferme.", "They fired 21 shells at the farm.")
    assert text.beads[0].flags
    assert make_exercises(text) == ()


def test_synonyms_of_the_termbase_are_right_and_never_wrong(article):
    base = military_termbase()
    for exercise in only(article, "choice", number=30):
        concepts = {entry.id for entry in base.find(exercise.answer.replace("’", "'"), FRENCH)}
        for distractor in exercise.distractors:
            assert not concepts & {entry.id for entry in base.find(distractor.replace("’", "'"), FRENCH)}
    targets = next(e for e in only(article, "cloze", number=60) if e.answer == "avions de combat")
    assert "chasseurs" in targets.key


def test_distractors_agree_with_what_the_gap_shows(article):
    made = only(article, "choice", number=24)
    strikes = next(e for e in made if e.answer == "frappes aériennes")
    assert all(option.split()[0].endswith(("s", "x")) for option in strikes.distractors)
    elided = [e for e in made if f"l’{GAP}" in e.stem]
    assert elided
    for exercise in elided:
        assert all(folded(option)[0] in "aeiou" for option in exercise.options)


def test_matches_have_one_translation_too_many(article):
    (match, *_) = only(article, "match")
    assert len(matched(match)) == 5 and len(match.options) == 6
    assert dict(matched(match)).keys() == set(match.prompts)
    used = Counter(right for _, right in matched(match))
    assert max(used.values()) == 1


def test_a_text_without_terms_is_practised_by_its_words():
    text = pair(
        "La maison est vieille mais le jardin est beau. Le chien dort dans la cuisine. Une voiture passe devant "
        "l’église du village. Les enfants mangent des pommes dans la cour.",
        "The house is old but the garden is beautiful. The dog is sleeping in the kitchen. A car passes in front of "
        "the village church. The children are eating apples in the yard.",
    )
    made = make_exercises(text, number=20)
    assert {ExerciseKind.CLOZE, ExerciseKind.MATCH} <= {exercise.kind for exercise in made}
    assert not any(exercise.concept for exercise in made)


def test_false_friends_explain_themselves(article):
    text = pair("Il est actuellement à la librairie de la gare.", "He is currently at the station bookshop.")
    found = {exercise.headword: exercise for exercise in only(text, "false-friend")}
    assert found.keys() == {"actuellement", "librairie"}
    shop = found["librairie"]
    assert shop.answer == "bookshop" and "library" in shop.distractors
    assert shop.explanation.replace("\u202f", " ") == (
        "« librairie » is “bookshop”; “library” is « bibliothèque »."
    )
    deceived = pair("Il est actuellement à la gare du nord.", "He is actually at the north station.")
    assert only(deceived, "false-friend") == ()


def test_wrong_meanings_of_a_false_friend_are_of_its_field_and_surely_wrong(article):
    made = [e for seed in range(6) for e in only(article, "false-friend", rng=random.Random(seed))]
    assert any(exercise.concept for exercise in made)
    fields = {found.match.entry.domain for found in article.terms}
    base = military_termbase()
    for exercise in made:
        lookalike, *others = exercise.distractors
        assert others
        for other in others:
            assert not any(
                same_meaning(other, right, ENGLISH, base) for right in (exercise.answer, lookalike)
            )
            assert not set(other.split()) & set(exercise.answer.split())
            if exercise.concept:
                assert {entry.domain for entry in base.find(other, ENGLISH)} & fields
                assert not any(entry.rank for entry in base.find(other, ENGLISH))


def test_the_headline_which_stands_over_a_worksheet_is_asked_for_last(article):
    assert article.headline == article.beads[0].source
    few, many = (only(article, "cloze", number=number) for number in (8, 40))
    assert all(exercise.origin.number for exercise in few)
    assert not all(exercise.origin.number for exercise in many)
    alone = pair("Deux chars ont tiré sur le dépôt", "Two tanks fired on the depot")
    assert make_exercises(alone)


def test_no_sentence_is_to_be_rebuilt_and_to_be_translated(article):
    for seed in range(5):
        both = make_exercises(article, kinds=["order", "translate"], number=30, rng=random.Random(seed))
        numbers = [exercise.origin.number for exercise in both]
        assert len(set(numbers)) == len(numbers) > 2


def test_apostrophes_are_those_of_print(article):
    for exercise in make_exercises(article, number=60):
        for text in (exercise.meaning, exercise.explanation, *exercise.prompts, exercise.headword):
            assert not re.search(r"\w'\w", text), text


def test_ranks_are_asked_with_their_country(article):
    (rank,) = only(article, "rank")
    assert rank.concept == "rank.air.air_commodore"
    assert rank.answer in ("OF-6", "air commodore", "brigadier general")
    assert "général de brigade aérienne" in rank.task
    assert len(rank.options) == 4


def test_translations_go_both_ways_and_name_their_terms(article):
    made = only(article, "translate", number=10)
    into_english = next(e for e in made if e.target_language == ENGLISH and e.required)
    into_french = next(e for e in made if e.target_language == FRENCH)
    assert into_english.stem == into_english.origin.source
    assert into_french.key == (into_french.origin.source,)
    assert all(term.equivalents for term in into_english.required)


def test_hypotheses_of_the_machine_are_right_too(article):
    from dataclasses import replace

    text = replace(article, engine=replace(article.engine, origin=Origin.MACHINE))
    beads = tuple(replace(bead, bead=replace(bead.bead, score=0.9)) for bead in text.beads)
    text = replace(text, beads=beads)
    plain = only(text, "translate", number=1)[0]
    table = {plain.stem: Translation(plain.answer, 0.9, (Alternative("Another way to put it.", 0.5),))}
    (asked,) = only(text, "translate", number=1, translator=FakeTranslator(table))
    assert asked.key == (plain.answer, "Another way to put it.")


def test_english_is_practised_by_readers_of_french(english_news):
    made = make_exercises(english_news, number=30)
    assert {ExerciseKind.CLOZE, ExerciseKind.CHOICE, ExerciseKind.TRANSLATE} <= {e.kind for e in made}
    cloze = next(e for e in made if e.kind is ExerciseKind.CLOZE and e.concept)
    assert cloze.target_language == ENGLISH and cloze.reader_language == FRENCH
    assert cloze.task.startswith("Complétez avec l’équivalent anglais de «")
    article_shown = [e for e in made if f" an {GAP}" in e.stem and e.kind is ExerciseKind.CHOICE]
    for exercise in article_shown:
        assert all(option[0] in "aeiou" for option in exercise.options)


def test_nothing_comes_of_nothing(article):
    assert make_exercises(article, number=0) == ()
    assert make_exercises(article, kinds=[]) == ()
    assert make_exercises(pair("Oui.", "Yes.")) == ()


@pytest.mark.parametrize(
    ("options", "problem"),
    [({"kinds": ["riddle"]}, "riddle"), ({"level": "D1"}, "D1"), ({"number": -1}, "negative")],
)
def test_what_there_is_not_is_refused(article, options, problem):
    with pytest.raises(ValueError, match=problem):
        make_exercises(article, **options)


def test_a_text_in_hard_wrapped_lines_has_gaps_in_one_line():
    text = pair(
        "Des frappes aériennes ont touché\nun dépôt de\nmunitions près de la route.",
        "Air strikes hit an ammunition depot near the road.",
    )
    answers = {exercise.answer: exercise for exercise in only(text, "cloze")}
    assert (
        answers["dépôt de munitions"].stem == f"Des frappes aériennes ont touché un {GAP} près de la route."
    )


def test_what_is_wrong_with_an_argument_is_said(article):
    with pytest.raises(TypeError, match=r"ParallelText, such as read\(\) returns, not str"):
        make_exercises("article.txt")
    with pytest.raises(ValueError, match="no kind of exercise: 'riddle' .one of cloze, choice"):
        make_exercises(article, kinds=["riddle"])
    with pytest.raises(ValueError, match="no level of the CEFR: 'D1' .one of A1"):
        make_exercises(article, level="D1")
