"""Words of war in sport, politics and feasts, and words of war in war."""

from __future__ import annotations

import pytest
from work import grows_no_faster

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.figures import PASSAGE, Passages
from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language


def surfaces(text: str, language: Language = FRENCH) -> list[str]:
    return [match.surface for match in match_terms(text, military_termbase(), language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le capitaine du club a tiré un missile dans la lucarne. L'arbitre a sifflé la fin du match.",
            FRENCH,
        ),
        (
            "Le député bombarde le sénateur d'amendements ; son syndicat promet une riposte fiscale, "
            "la grève et une guerre des impôts.",
            FRENCH,
        ),
        ("La recette : un bataillon de tomates, de la sauce, du beurre, et feu sur le dessert.", FRENCH),
        (
            "The striker fired a missile past the goalkeeper, and the league's general led the attack.",
            ENGLISH,
        ),
    ],
)
def test_figures_of_speech_are_no_terms(text: str, language: Language) -> None:
    assert surfaces(text, language) == []


def test_a_report_of_war_may_speak_of_the_rest_of_life() -> None:
    text = (
        "Un missile balistique a frappé un restaurant et un cinéma voisins d'une salle de concert. "
        "La défense antiaérienne a intercepté trois drones d'attaque ; les blessés sont soignés."
    )
    assert {"missile balistique", "défense antiaérienne", "blessés"} <= set(surfaces(text))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Un missile s'est abattu sur le marché, entre une boutique et un restaurant, tuant un cuisinier et "
            "six clients. L'armée accuse les rebelles.",
            {"missile", "armée", "rebelles"},
        ),
        (
            "Les députés ont voté l'achat de 40 chars et de missiles ; les sénateurs examineront trois amendements. "
            "Le syndicat des armuriers s'en félicite.",
            {"chars", "missiles"},
        ),
    ],
)
def test_a_few_civil_words_make_no_figure_of_a_plain_term(text: str, terms: set[str]) -> None:
    assert terms <= set(surfaces(text))


def test_nothing_of_a_figure_of_speech_is_left_as_a_term() -> None:
    text = "Entre le vaccin et la bactérie, dit le chercheur, c'est une guerre de tranchées."
    assert surfaces(text) == []
    assert surfaces("Après la bataille de chars vint la guerre de tranchées.")[-1] == "guerre de tranchées"


def test_the_passage_counts_and_not_the_whole_text() -> None:
    war = "Un obus est tombé sur la caserne, un missile aussi."
    sport = "Le match, l'arbitre, le ballon, le maillot, le penalty du buteur."
    assert set(surfaces(war)) <= set(surfaces(war + " Il pleut." * (PASSAGE // 8) + sport))


def test_cues_are_counted_once_each_and_in_every_number() -> None:
    atoms = Atoms("Match, match, matches ; arbitres et arbitre.")
    passages = Passages(atoms.words, atoms.spans, FRENCH)
    assert passages.cues_near(0, borrowed=True) == 2
    assert passages.cues_near(0, borrowed=False) == 0
    for text, counts in (("Match, arbitre, maillot.", (3, 3)), ("Film, sauce, client.", (3, 0))):
        atoms = Atoms(text)
        passages = Passages(atoms.words, atoms.spans, FRENCH)
        assert tuple(passages.cues_near(0, borrowed=borrowed) for borrowed in (True, False)) == counts


def test_work_grows_with_the_text_and_no_faster() -> None:
    text = " ".join(entry.example_fr for entry in list(military_termbase())[:50]) + " L'Armée. "
    assert grows_no_faster(lambda times: match_terms(text * times, military_termbase(), FRENCH), 2)
