"""Words of war in sport, politics and feasts, and words of war in war."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import grows_no_faster

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.figures import BESIDE, PASSAGE, Passages, passages
from bilingual.glossary.matching import candidates_in, match_terms
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
    assert set(surfaces(war)) <= set(surfaces(war + " Il pleut." * (BESIDE // 8) + sport))


def test_a_paragraph_about_an_exercise_keeps_its_terms_on_a_page_of_local_news() -> None:
    page = [
        "Le maire a essuyé un tir de barrage : ses adjoints et les syndicats refusent l'impôt, et la grève continue.",
        "Le régiment d'infanterie s'entraîne lundi. Des blindés et des mortiers tireront à blanc.",
        "Au stade, l'entraîneur a sorti l'artillerie lourde, et le buteur a fusillé le gardien à la fin du match.",
    ]
    assert surfaces("\n\n".join(page)) == surfaces(page[1]) != []


def test_no_word_speaks_for_itself() -> None:
    atoms = Atoms("Une armée, une armée, une armée de clients.")
    candidates = candidates_in(atoms, military_termbase(), FRENCH)
    armies = [c for c in candidates if c.entry.preferred(ENGLISH) == "army"]
    assert [Passages(atoms, candidates, FRENCH).evidence(army).plain for army in armies] == [0, 0, 0]


def test_cues_are_counted_once_each_and_in_every_number() -> None:
    atoms = Atoms("Match, match, matches ; arbitres et arbitre : un tir.")
    (candidate,) = candidates_in(atoms, military_termbase(), FRENCH)
    assert Passages(atoms, [candidate], FRENCH).evidence(candidate).cues == 2


@given(st.text(alphabet="Ab. \n", max_size=60).map(lambda text: text * 100))
def test_passages_part_a_text_at_its_paragraphs_or_sooner(text: str) -> None:
    starts = passages(Atoms(text))
    assert starts[0] == 0
    assert all(0 < end - start <= PASSAGE for start, end in pairwise([*starts, len(text)])) or not text


def test_work_grows_with_the_text_and_no_faster() -> None:
    text = " ".join(entry.example_fr for entry in list(military_termbase())[:50]) + " L'Armée. "
    assert grows_no_faster(lambda times: match_terms(text * times, military_termbase(), FRENCH), 2)


def test_a_rank_before_a_name_is_one_among_civil_words_too() -> None:
    text = "Les députés et les sénateurs ont reçu l'adjudant Lemaire : le scrutin et l'amendement l'ont déçu."
    assert surfaces(text) == ["adjudant"]
