"""Headlines in capitals are read as if they were not."""

import pytest

from bilingual.casing import gather_case, is_all_caps, recase
from bilingual.languages import ENGLISH, FRENCH

BODY = ["Le dépôt d’Al-Mina a été visé par l’armée de Veskarie.", "La DGSE observe le Conseil, selon l’ONU."]


@pytest.mark.parametrize("text", ["FRAPPES SUR LE PORT", "L’ARMÉE A REPRIS SARVANE : 12 MORTS"])
def test_capitals_throughout_are_recognised(text: str) -> None:
    assert is_all_caps(text)


@pytest.mark.parametrize(
    "text", ["L’OTAN et l’ONU", "DGSE", "OTAN", "14 h 30", "Le Front de libération (FLHK)"]
)
def test_abbreviations_are_no_headlines(text: str) -> None:
    assert not is_all_caps(text)


def test_names_accents_and_abbreviations_come_from_the_text_itself() -> None:
    usual = gather_case(BODY, FRENCH)
    assert (
        recase("L’ARMEE DE VESKARIE FRAPPE LE DEPOT D’AL-MINA", usual)
        == "L’armée de Veskarie frappe le dépôt d’Al-Mina"
    )
    assert recase("LA DGSE ET L’OTAN FACE AU CONSEIL", usual) == "La DGSE et l’OTAN face au Conseil"


def test_english_headlines_too() -> None:
    usual = gather_case(["The port of Sarvane was hit."], ENGLISH)
    assert recase("AIR STRIKES HIT THE PORT OF SARVANE", usual) == "Air strikes hit the port of Sarvane"
