"""The table of terms says of each what holds for the word that the text uses."""

from __future__ import annotations

from readers import NEAR_SYNONYMS

from bilingual import align, document_from_text
from bilingual.languages import ENGLISH, FRENCH
from bilingual.views.terms import TermNumbers, grammar


def numbers_of(french: str, english: str) -> TermNumbers:
    text = align(document_from_text(french), document_from_text(english))
    numbers = TermNumbers()
    for bead in text.beads:
        for found in bead.terms:
            numbers.note(found)
    return numbers


def test_equivalents_are_those_of_the_word_in_the_text() -> None:
    numbers = numbers_of(
        "L'armée de l'air a la maîtrise du ciel au-dessus de la ville.",
        "The air force has control of the skies above the city.",
    )
    entry = numbers.entries["air.superiority"]
    assert numbers.first(entry) == "maîtrise du ciel"
    assert numbers.equivalents(entry, FRENCH, ENGLISH)[0] == "control of the skies"
    ministry = numbers_of(
        "Selon le ministère de la Défense, le régiment a été attaqué.",
        "According to the defence ministry, the regiment was attacked.",
    )
    assert (
        ministry.equivalents(ministry.entries["units.ministry"], FRENCH, ENGLISH)[0] == "Ministry of Defence"
    )


def test_gender_is_that_of_the_lemma() -> None:
    (entry,) = NEAR_SYNONYMS
    assert grammar(entry, FRENCH) == grammar(entry, FRENCH, "adversaire") == " n. m./f."
    assert grammar(entry, FRENCH, "défenseur") == " n. m."
