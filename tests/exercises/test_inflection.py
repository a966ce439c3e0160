"""Terms in the plural, and what may stand before a word."""

import pytest

from bilingual.exercises.inflection import fits_after, plural_of
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH


@pytest.mark.parametrize(
    ("concept", "language", "plural"),
    [
        ("air.strike", FRENCH, "frappes aériennes"),
        ("log.depot", FRENCH, "dépôts de munitions"),
        ("rank.army.brigadier_general", FRENCH, "généraux de brigade"),
        ("air.fighter_bomber", FRENCH, "chasseurs-bombardiers"),
        ("land.infantry", FRENCH, None),
        ("press.pound", FRENCH, None),
        ("air.strike", ENGLISH, "air strikes"),
        ("log.depot", ENGLISH, "ammunition depots"),
        ("air.fighter", ENGLISH, "fighter aircraft"),
        ("land.infantry", ENGLISH, None),
    ],
)
def test_plurals_of_terms(concept, language, plural):
    entry = military_termbase().get(concept)
    assert plural_of(entry.terms_in(language)[0], entry, language) == plural


@pytest.mark.parametrize(
    ("before", "word", "key", "language", "fits"),
    [
        ("l’", "offensive", "armée", FRENCH, True),
        ("l’", "bataille", "armée", FRENCH, False),
        ("la", "armée", "bataille", FRENCH, False),
        ("les", "armées", "batailles", FRENCH, True),
        ("le", "héros", "convoi", FRENCH, False),
        ("d’", "état-major", "armée", FRENCH, True),
        ("an", "offensive", "army", ENGLISH, True),
        ("a", "army", "battle", ENGLISH, False),
        ("a", "unit", "battle", ENGLISH, False),
        ("the", "army", "battle", ENGLISH, True),
    ],
)
def test_elision_and_the_article_before_a_vowel(before, word, key, language, fits):
    assert fits_after(before, word, key, language) is fits
