"""The built-in dictionary: its rows, and what is found in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bilingual.languages import ENGLISH, FRENCH
from bilingual.lexicon.dictfiles import DictionaryError
from bilingual.lexicon.wordbook import Wordbook, WordSense
from bilingual.pipeline.words import BUILT_IN, explain

SENSES = Wordbook.open().senses
PARTS = {"m", "f", "mf", "m pl", "f pl", "v", "adj", "adv", "int", "prep", "conj", "pron"}
SMALL = Wordbook(
    [
        WordSense("largage", "m", ("drop", "release")),
        WordSense("lâcher", "v", ("release", "let go")),
        WordSense("sortie", "f", ("exit", "release")),
        WordSense("libération", "f", ("release",)),
    ]
)


def test_every_row_is_a_word_with_translations_that_fit_a_sentence() -> None:
    assert len(SENSES) > 8_000
    for sense in SENSES:
        assert sense.part_of_speech in PARTS, sense
        assert all(re.fullmatch(r"[\w'’. -]+", text) for text in (sense.headword, *sense.translations)), sense
        assert len(set(sense.translations)) == len(sense.translations), sense
        assert all(len(text.split()) <= 5 for text in sense.translations), sense


def test_a_headword_stands_once_with_a_part_of_speech() -> None:
    counted = Counter((sense.headword, sense.part_of_speech) for sense in SENSES)
    assert [row for row, count in counted.items() if count > 1] == []


def test_any_form_is_found_in_either_direction() -> None:
    assert SMALL.look_up("lâchaient", FRENCH) == (WordSense("lâcher", "v", ("release", "let go")),)
    assert SMALL.look_up("Largages", FRENCH)[0].headword == "largage"
    assert [(sense.part_of_speech, sense.translations) for sense in SMALL.look_up("releases", ENGLISH)] == [
        ("m", ("largage",)),
        ("v", ("lâcher",)),
        ("f", ("libération", "sortie")),
    ], "a word whose first translation it is comes first"
    assert SMALL.look_up("xyzzy", FRENCH) == ()


def test_a_damaged_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("largage\tm\tdrop\nlargage\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"words\.tsv, line 2: not three columns"):
        Wordbook.open(tmp_path / "words.tsv")
    with pytest.raises(DictionaryError, match="cannot be read"):
        Wordbook.open(tmp_path / "none.tsv")


def test_what_it_says_stands_first_where_a_word_is_explained() -> None:
    explained = explain("largages", words=SMALL)
    assert explained is not None
    assert explained.definitions[0].dictionary == BUILT_IN
    assert explained.definitions[0].entries[0].text == "m  drop; release"
    assert not explained.only_defined
