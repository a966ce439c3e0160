"""Word frequency by lemma, its bands and the levels that go with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.frequency import Band, Level, band_of, level_of, zipf_frequency
from bilingual.languages import ENGLISH, FRENCH, Language


@pytest.mark.parametrize(
    ("form", "lemma", "language"),
    [
        ("parlèrent", "parler", FRENCH),
        ("aériennes", "aérien", FRENCH),
        ("l’", "le", FRENCH),
        ("began", "begin", ENGLISH),
        ("houses", "house", ENGLISH),
    ],
)
def test_a_form_is_as_common_as_its_lemma(form: str, lemma: str, language: Language) -> None:
    assert zipf_frequency(form, language) >= zipf_frequency(lemma, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (FRENCH, "être maison bateau forêt moisson ravitailleur acrimonie"),
        (ENGLISH, "be house boat harvest skirmish ravine acrimony"),
    ],
)
def test_bands_and_levels_go_from_everyday_words_to_rare_ones(language: Language, words: str) -> None:
    frequencies = [zipf_frequency(word, language) for word in words.split()]
    bands = [list(Band).index(band_of(zipf)) for zipf in frequencies]
    levels = [level_of(zipf).number for zipf in frequencies]
    assert (bands[0], levels[0]) == (0, 1)
    assert (bands[-1], levels[-1]) == (4, 6)
    assert bands == sorted(bands)
    assert levels == sorted(levels)


def test_an_invented_word_has_no_frequency() -> None:
    assert zipf_frequency("veskarois") == 0.0
    assert zipf_frequency("…") == 0.0


@given(st.floats(0, 8))
def test_every_frequency_has_a_band_and_a_level(zipf: float) -> None:
    assert zipf >= band_of(zipf).least
    assert level_of(zipf) in Level


@given(st.text(max_size=20))
def test_any_text_has_a_frequency(word: str) -> None:
    assert 0.0 <= zipf_frequency(word) < 9.0


def test_levels_are_numbered_and_rounded_to() -> None:
    assert [level.number for level in Level] == [1, 2, 3, 4, 5, 6]
    assert [Level.of_number(number) for number in (-3, 1.4, 1.6, 9)] == [
        Level.A1,
        Level.A1,
        Level.A2,
        Level.C2,
    ]
