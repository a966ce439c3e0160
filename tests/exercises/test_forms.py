"""The tables of word forms, and the readings that neighbours allow."""

import pytest

from bilingual.exercises.context import reading
from bilingual.exercises.forms import Forms, agrees
from bilingual.languages import ENGLISH, FRENCH


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_tables_are_in_order_so_that_they_can_be_searched(language):
    forms = Forms.open(language)
    for lines in (forms._lemmas, forms._others):
        assert len(lines) > 10_000
        assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("dépôts", FRENCH, {("dépôt", "n", "mp")}),
        ("Dépôts", FRENCH, {("dépôt", "n", "mp")}),
        ("élève", FRENCH, {("élève", "n", "-s"), ("élever", "v", "P3s")}),
        ("cœur", FRENCH, {("cœur", "n", "ms")}),
        ("coexister", FRENCH, {("coexister", "v", "W")}),
        ("struck", ENGLISH, {("strike", "v", "D"), ("strike", "v", "N")}),
        ("armies", ENGLISH, {("army", "n", "-p")}),
        ("xyzzy", FRENCH, set()),
    ],
)
def test_readings(form, language, expected):
    found = {(each.lemma, each.part, each.tag) for each in Forms.open(language).readings(form)}
    assert expected <= found
    assert bool(found) == bool(expected)


def test_a_lemma_is_put_into_any_form():
    french, english = Forms.open(FRENCH), Forms.open(ENGLISH)
    assert french.inflect("cheval", "n", "mp") == ("chevaux",)
    assert french.inflect("élève", "n", "fp") == ("élèves",)
    assert french.inflect("tenir", "v", "P3p") == ("tiennent",)
    assert english.inflect("strike", "v", "G") == ("striking",)
    assert french.inflect("dépôt", "n", "fp") == ()
    assert agrees("m-", "-p") and not agrees("mp", "ms") and not agrees("", "ms")


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("la porte du dépôt", "porte", ("n", "fs")),
        ("il porte un gilet", "porte", ("v", "P3s")),
        ("je porte un gilet", "porte", ("v", "P1s")),
        ("ils ont porté des caisses", "porté", ("v", "Kms")),
        ("pour porter des caisses", "porter", ("v", "W")),
        ("des chars blindés", "chars", ("n", "mp")),
    ],
)
def test_neighbours_decide(sentence, word, expected):
    words = sentence.split()
    form = reading(words, words.index(word), FRENCH)
    assert (form.part, form.tag) == expected


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("la coopérative leur paie 1,20 euro", "paie"),
        ("ils en livre 9 000", "livre"),
        ("Les Francs ont gagné", "Francs"),
        ("c’ est dans la ville", "dans"),
        ("la xyzzy du port", "xyzzy"),
    ],
)
def test_what_is_not_sure_is_not_said(sentence, word):
    words = sentence.split()
    assert reading(words, words.index(word), FRENCH) is None
