"""What the languages know, and which of the two a text is in."""

from __future__ import annotations

import pytest

from bilingual.languages import ENGLISH, FRENCH, Language, guess_language, language_of


def test_a_language_is_found_by_its_code() -> None:
    assert language_of("fr") is FRENCH
    assert language_of("EN") is ENGLISH


def test_an_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'de': the known ones are fr, en"):
        language_of("de")


def test_a_code_has_two_letters() -> None:
    with pytest.raises(ValueError, match="two lower-case letters"):
        Language("fra", "French")


def test_a_language_is_told_apart_by_code_and_name_alone() -> None:
    assert Language("fr", "French") == FRENCH
    assert len({FRENCH, ENGLISH, Language("fr", "French")}) == 2
    assert repr(FRENCH) == "Language(code='fr', name='French')"


@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_lists_hold_no_final_stop(language: Language) -> None:
    lists = (language.titles, language.forward, language.numbered, language.finals)
    assert not [word for words in lists for word in words if word.endswith(".")]
    assert not language.openers & language.articles


@pytest.mark.parametrize(
    "text",
    [
        "The convoy left the base at dawn. It was attacked two hours later on the road to the north.",
        "THE MINISTER HAS RESIGNED. HE WILL BE REPLACED ON MONDAY BY HIS DEPUTY.",
        "“Liberté, égalité” was the motto of the regiment, and it is still on the wall of the barracks.",
        "The general met the French minister, Hervé Müller-Fauré, at the Élysée on Friday.",
    ],
)
def test_english(text: str) -> None:
    assert guess_language(text) == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "Le convoi a quitté la base à l’aube. Il a été attaqué deux heures plus tard.",
        "LE MINISTRE A DÉMISSIONNÉ. IL SERA REMPLACÉ LUNDI PAR SON ADJOINT.",
        "LE MINISTRE A DEMISSIONNE. IL EST REMPLACE DANS LA JOURNEE PAR SON ADJOINT, SELON LES JOURNAUX.",
        "John Smith, du Wall Street Journal, et Bob Reed, du Washington Post, ont été reçus par le ministre.",
        "Selon lui, « the war on terror is over », mais les troupes restent dans le pays pour des mois.",
        "Le MQ-9 Reaper et le F-35 Lightning II sont en service dans les forces armées américaines.",
    ],
)
def test_french(text: str) -> None:
    assert guess_language(text) == FRENCH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OTAN",
        "12 345 – 3,5 – 2024",
        "1. 2. 3. 4.",
        "Paris",
        "Der Minister hat am Montag die Truppen im Osten des Landes besucht und mit den Soldaten gesprochen.",
        "El ministro visitó a las tropas en el este del país y habló con los soldados de la base.",
        "Министр посетил войска на востоке страны.",
        "\u200b\u200b 👏👏",
    ],
)
def test_unsure(text: str) -> None:
    assert guess_language(text) is None


def test_a_long_text_is_not_read_to_its_end() -> None:
    assert guess_language("Le char est dans la cour et les soldats sont sur le pont. " * 200_000) == FRENCH
