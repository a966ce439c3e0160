"""The level of a text: what the model is fitted on, how far off it is, and that it says so."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import REPOSITORY

from bilingual.document import read_document
from bilingual.frequency import Level
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.statistics.level import MODELS
from bilingual.statistics.measuring import text_statistics

LEVELS = REPOSITORY / "tests" / "cases" / "levels"


@pytest.fixture(scope="module")
def fitting() -> ModuleType:
    """Return the script that fits the model."""
    spec = importlib.util.spec_from_file_location("levels", REPOSITORY / "tests" / "benchmarks" / "levels.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["levels"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=str)
def test_there_are_four_texts_for_each_level(language: Language) -> None:
    names = [path.name[:2] for path in LEVELS.glob(f"*.{language.code}.txt")]
    assert {level: names.count(level) for level in Level} == dict.fromkeys(Level, 4)


@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=str)
def test_the_weights_are_those_that_the_graded_texts_give(fitting: ModuleType, language: Language) -> None:
    shipped, fitted = MODELS[language.code], fitting.fit(fitting.graded_texts(language), language)
    assert shipped.intercept == pytest.approx(fitted.intercept, abs=0.03)
    assert shipped.weights == pytest.approx(fitted.weights, abs=0.03)
    assert shipped.means == pytest.approx(fitted.means, abs=0.03)
    assert shipped.deviations == pytest.approx(fitted.deviations, abs=0.03)
    assert shipped.noise == pytest.approx(fitted.noise, abs=0.03)


@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=str)
def test_a_text_left_out_of_the_fitting_is_estimated_by_the_others(
    fitting: ModuleType, language: Language
) -> None:
    texts = fitting.graded_texts(language)
    error, right, near = fitting.summary(texts, fitting.left_out(texts, language))
    assert error < 0.4
    assert right > 0.85
    assert near == 1.0


@pytest.mark.parametrize("path", sorted(LEVELS.glob("*.txt")), ids=lambda path: path.name)
def test_the_range_holds_the_level_that_the_text_was_written_for(path: Path) -> None:
    level = text_statistics(read_document(path), path.suffixes[-2][1:]).level
    assert level is not None
    assert level.low.number <= Level(path.name[:2]).number <= level.high.number
    assert not level.unusual


def test_longer_sentences_and_rarer_words_raise_the_level() -> None:
    easy = "Le chat dort. La maison est grande. Il fait beau. Marie mange du pain avec son frère. " * 3
    hard = (
        "Quoique les tergiversations du plénipotentiaire eussent exaspéré ses thuriféraires, la palinodie qui "
        "s’ensuivit, dont nul n’ignorait qu’elle procédait d’un marchandage, fut accueillie avec componction. "
    ) * 3
    ours, theirs = (text_statistics(text).level for text in (easy, hard))
    assert ours is not None and theirs is not None
    assert ours.value + 3 < theirs.value


def test_a_short_text_gets_no_level_and_a_longer_one_no_wider_range() -> None:
    paragraph = (LEVELS / "B1-metier.fr.txt").read_text("utf-8").replace("\n\n", " ")
    sentences = paragraph.split(". ")
    assert text_statistics(" ".join(paragraph.split()[:20])).level is None
    short, whole = (text_statistics(". ".join(sentences[:number])).level for number in (3, len(sentences)))
    assert short is not None and whole is not None
    assert whole.high.number - whole.low.number <= short.high.number - short.low.number


def test_what_is_unlike_the_graded_texts_is_said() -> None:
    verse = (
        "les sanglots longs des violons de l’automne blessent mon cœur d’une langueur monotone et puis " * 12
    )
    level = text_statistics(verse).level
    assert level is not None
    assert "sentence length" in level.unusual


@settings(max_examples=40)
@given(
    st.text(st.sampled_from("aéx .,!?\n«»’Qu'-1"), min_size=1, max_size=400), st.sampled_from(["fr", "en"])
)
def test_any_text_has_a_level_within_its_range_or_none(text: str, language: str) -> None:
    level = text_statistics(text + " mot", language).level
    if level is not None:
        assert 0.5 <= level.value <= 6.5
        assert level.low.number <= level.level.number <= level.high.number
