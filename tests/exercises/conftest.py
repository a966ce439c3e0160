"""Texts to make exercises of."""

from __future__ import annotations

import pytest
from readers import EXAMPLES

from bilingual import ParallelText, align, document_from_text
from bilingual.languages import ENGLISH, FRENCH


@pytest.fixture(scope="session")
def article() -> ParallelText:
    """An article with the translation of a person."""
    return align(EXAMPLES / "frappes-aeriennes.fr.txt", EXAMPLES / "frappes-aeriennes.en.txt")


@pytest.fixture(scope="session")
def english_news() -> ParallelText:
    """English read by somebody who reads French."""
    source = document_from_text(
        "Government forces recaptured the village on Monday after heavy shelling. Two soldiers were wounded and an "
        "armoured vehicle was destroyed by a mine. The army said that its artillery had hit an ammunition depot."
    )
    target = document_from_text(
        "Les forces gouvernementales ont repris lundi le village après de violents bombardements. Deux soldats ont "
        "été blessés et un véhicule blindé a été détruit par une mine. L’armée a déclaré que son artillerie avait "
        "touché un dépôt de munitions."
    )
    return align(source, target, source_language=ENGLISH, target_language=FRENCH)


def pair(french: str, english: str) -> ParallelText:
    return align(document_from_text(french), document_from_text(english))
