"""The bilingual lexicon: what it answers, what it does with unknown words and damaged files, what it
costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from bilingual.errors import ModelError
from bilingual.languages import ENGLISH, FRENCH
from bilingual.lexicon import NOTHING, Lexicon, fold, look_up
from bilingual.lexicon.lexicon import DEFAULT_PATH
from bilingual.lexicon.store import dequantise, quantise, read_store, write_store


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open()


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("guerre", "war"), ("maison", "house"), ("obus", "shell"), ("avion", "plane"), ("sommet", "summit"),
        ("blessés", "wounded"), ("frontière", "border"), ("Otan", "nato"), ("qu’", "that"), ("l’", "the"),
    ],
)  # fmt: skip
def test_everyday_words_are_known_in_both_directions(lexicon: Lexicon, french: str, english: str) -> None:
    assert english in [word for word, _ in lexicon.translations(french, 5)]
    assert lexicon.probability(english, french) > 0.05
    assert lexicon.translations(english, 5, ENGLISH)


def test_translations_are_in_order_and_no_more_than_asked_for(lexicon: Lexicon) -> None:
    found = lexicon.translations("guerre", 4)
    assert len(found) == 4
    assert list(found) == sorted(found, key=lambda pair: -pair[1])
    assert all(0 < p <= 1 for _, p in found)
    assert NOTHING not in dict(lexicon.translations("de", 50))


def test_an_unknown_word_has_no_translation(lexicon: Lexicon) -> None:
    assert lexicon.translations("xyzzyplugh") == ()
    assert lexicon.probability("war", "xyzzyplugh") == 0
    assert lexicon.probability("xyzzyplugh", "guerre") == 0
    assert "xyzzyplugh" not in lexicon


def test_a_form_never_seen_is_looked_up_by_its_lemma(lexicon: Lexicon) -> None:
    assert "frappâmes" not in lexicon
    assert "hit" in dict(lexicon.translations("frappâmes", 5))


def test_a_word_may_be_given_as_written(lexicon: Lexicon) -> None:
    assert lexicon.translations("GUERRE") == lexicon.translations("guerre")
    assert lexicon.probability("War", "Guerre") == lexicon.probability("war", "guerre")


def test_rare_words_are_rarer_than_common_ones(lexicon: Lexicon) -> None:
    assert (
        lexicon.rarity("de")
        < lexicon.rarity("guerre")
        < lexicon.rarity("obus")
        < lexicon.rarity("xyzzyplugh")
    )


def test_all_pairs_of_two_lists_are_those_of_the_rows(lexicon: Lexicon) -> None:
    french, english = ["la", "guerre", "inconnuissime", "obus"], ["shell", "war", "the", "unknownable"]
    table = lexicon.pairs(french, english)
    found = {
        (french[i], english[j]): (forward, backward)
        for i, j, forward, backward in zip(
            table.given.tolist(),
            table.other.tolist(),
            table.forward.tolist(),
            table.backward.tolist(),
            strict=True,
        )
    }
    assert ("guerre", "war") in found
    for (one, other), (forward, backward) in found.items():
        assert forward == pytest.approx(lexicon.probability(other, one))
        assert backward == pytest.approx(lexicon.probability(one, other, ENGLISH))
    turned = lexicon.pairs(english, french, ENGLISH)
    assert {(french[j], english[i]) for i, j in zip(turned.given, turned.other, strict=True)} == set(found)


def test_the_shipped_file_is_small_and_opened_without_reading_it_through() -> None:
    assert DEFAULT_PATH.stat().st_size <= 6_000_000
    opened: list[Lexicon] = []
    assert calls(lambda: opened.append(Lexicon(read_store(DEFAULT_PATH)))) < 1_000
    # A word is found by halving, not by going through the 50,000 before it.
    assert calls(lambda: opened[0].translations("guerre")) < 1_000


def test_probabilities_of_a_word_sum_to_one_at_most(lexicon: Lexicon) -> None:
    for word in ("guerre", "avion", "obus", "sommet", "pas"):
        assert sum(p for _, p in lexicon.translations(word, 1000)) < 1.1  # a byte a probability: 3 % each


def test_importing_reads_no_file_and_no_lemmas() -> None:
    code = (
        "import sys, builtins, mmap\n"
        "def refuse(*a, **k): raise AssertionError('mapped a file')\n"
        "mmap.mmap = refuse\n"
        "import bilingual.lexicon, bilingual.alignment\n"
        "assert 'simplemma' not in sys.modules and 'ctranslate2' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_missing_or_foreign_file_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.bin"):
        Lexicon.open(tmp_path / "none.bin")
    empty = tmp_path / "empty.bin"
    empty.touch()
    with pytest.raises(ModelError, match=r"empty\.bin"):
        Lexicon.open(empty)
    other = tmp_path / "other.bin"
    other.write_bytes(b"something else altogether")
    with pytest.raises(ModelError, match="no lexicon"):
        Lexicon.open(other)
    cut = tmp_path / "cut.bin"
    cut.write_bytes(DEFAULT_PATH.read_bytes()[:20_000])
    with pytest.raises(ModelError, match="damaged"):
        Lexicon.open(cut)


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    words = {"source": ["", "chat", "été"], "target": ["", "cat", "summer"]}
    arrays = {}
    for side, listed in words.items():
        encoded = [word.encode() for word in listed]
        arrays[f"{side}.blob"] = np.frombuffer(b"".join(encoded), np.uint8)
        arrays[f"{side}.starts"] = np.cumsum([0, *map(len, encoded)]).astype(np.uint32)
        arrays[f"{side}.counts"] = np.array([0, 10, 20], np.uint8)
    arrays["table.starts"] = np.array([0, 0, 1, 2], np.uint32)
    arrays["table.columns"] = np.array([1, 2], np.uint16)
    arrays["table.forward"] = arrays["table.backward"] = np.array([0, 13], np.uint8)
    path = tmp_path / "small.bin"
    write_store(path, {"tokens": 1000}, arrays)
    small = Lexicon.open(path)
    assert small.translations("été") == (("summer", pytest.approx(0.49, abs=0.01)),)
    assert small.translations("cat", language=ENGLISH) == (("chat", 1.0),)
    assert small.training_size == 1000


@given(st.floats(1e-6, 1.0))
def test_a_byte_keeps_a_probability_within_three_per_cent(p: float) -> None:
    assert dequantise(quantise(np.array([p])))[0] == pytest.approx(p, rel=0.03)


@pytest.mark.parametrize(
    ("word", "language", "folded"),
    [
        ("L’", FRENCH, "le"), ("-t-il", FRENCH, "il"), ("-ce", FRENCH, "ce"), ("Œuvre", FRENCH, "oeuvre"),
        ("1 200", FRENCH, "1200"), ("3,5", FRENCH, "3.5"), ("1,200", ENGLISH, "1200"),
        ("3.5", ENGLISH, "3.5"), ("n't", ENGLISH, "not"), ("n’t", ENGLISH, "not"), ("«", FRENCH, '"'),
        ("”", ENGLISH, '"'), ("—", FRENCH, "-"), ("", FRENCH, ""),
    ],
)  # fmt: skip
def test_one_spelling_for_one_word(word: str, language: object, folded: str) -> None:
    assert fold(word, language) == folded  # type: ignore[arg-type]


@given(st.text(max_size=20), st.sampled_from([FRENCH, ENGLISH]))
def test_folding_never_fails(word: str, language: object) -> None:
    assert isinstance(fold(word, language), str)  # type: ignore[arg-type]


def test_an_entry_gathers_the_forms_of_a_translation(lexicon: Lexicon) -> None:
    entry = look_up("frappes", lexicon)
    assert entry is not None
    assert (entry.form, entry.language, entry.lemmas[0]) == ("frappes", FRENCH, "frappe")
    words = [word for word, _ in entry.translations]
    assert words[0] == "strike"
    assert "strikes" not in words
    assert all(0 < p <= 1 for _, p in entry.translations)


def test_the_language_of_an_entry_is_guessed_or_given(lexicon: Lexicon) -> None:
    war = look_up("war", lexicon)
    assert war is not None
    assert (war.language, war.translations[0][0]) == (ENGLISH, "guerre")
    drone = look_up("drone", lexicon)
    assert drone is not None
    assert drone.language == FRENCH
    tank = look_up("tank", lexicon, ENGLISH)
    assert tank is not None
    assert "char" in dict(tank.translations)


def test_an_unknown_word_has_no_entry(lexicon: Lexicon) -> None:
    assert look_up("xyzzyplugh", lexicon) is None


def test_no_translation_is_a_mark_of_punctuation(lexicon: Lexicon) -> None:
    entry = look_up("mars", lexicon)
    assert entry is not None
    assert all(any(map(str.isalnum, translation)) for translation, _ in entry.translations)
