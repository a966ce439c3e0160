"""What a translation should have letter for letter, by which hypotheses are compared."""

from __future__ import annotations

import pytest

from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.lexicon import Lexicon
from bilingual.translation.copied import copies, to_be_copied


@pytest.mark.parametrize(
    ("sentence", "language", "wanted"),
    [
        ("Le blindé VBCI-2 pèse 32 tonnes.", FRENCH, {"VBCI-2", "32"}),
        ("Airbus et Dassault se disputent le contrat.", FRENCH, {"Dassault"}),
        ("Il est passé de Londres à Varsovie en Allemagne.", FRENCH, set()),
        ("The Leclerc tanks left Mailly in 2024.", ENGLISH, {"Leclerc", "Mailly", "2024"}),
        ("rien de tel ici", FRENCH, set()),
        ("", FRENCH, set()),
    ],
)
def test_names_designations_and_figures_are_copied(
    sentence: str, language: Language, wanted: set[str]
) -> None:
    assert set(to_be_copied(sentence, language, Lexicon.open())) == wanted


def test_every_occurrence_counts_and_only_whole_words() -> None:
    wanted = to_be_copied("Hier Brixtel a payé Brixtel.", FRENCH, Lexicon.open())
    assert wanted["Brixtel"] == 2
    assert copies(wanted, "Yesterday Brixtel paid Brixtel.") == 2
    assert copies(wanted, "Yesterday Brixttel paid Brixtel.") == 1
    assert copies(wanted, "Brixtels") == 0
