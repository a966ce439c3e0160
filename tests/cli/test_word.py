"""`bilingual word` and what is behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import failing, run
from readers import SMALL_TERMBASE

from bilingual.cli.exits import ExitCode
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline.words import explain
from bilingual.translation.memory import TranslationMemory
from bilingual.translation.translator import Translation

READ = {
    "Frappe !": "Strike!",
    "L’État-major confirme deux frappes aériennes menées à l’aube.": "The staff confirms two air strikes at dawn.",
    "Trois frappes ont visé le port de Sarvane dans la nuit.": "Three strikes hit the port of Sarvane overnight.",
    "Le trappeur rentre 100 % content.": "The trapper comes home 100% happy.",
}


@pytest.fixture
def memory(tmp_path: Path) -> TranslationMemory:
    memory = TranslationMemory(tmp_path / "memory.sqlite")
    for source, target in READ.items():
        memory.remember("fake 1", "fr-en", source, Translation(target, 0.9))
    return memory


class TestExplaining:
    def test_translations_come_with_their_probability(self) -> None:
        found = explain("frappes", termbase=SMALL_TERMBASE)
        assert found is not None
        assert found.lemmas[0] == "frappe"
        assert found.translations[0][0] == "strike"
        assert 0 < found.translations[0][1] <= 1

    def test_the_termbase_knows_part_of_speech_and_sense(self) -> None:
        found = explain("frappé", termbase=SMALL_TERMBASE)
        assert found is not None
        assert [entry.id for entry in found.entries] == ["press.hit"]
        assert found.parts_of_speech == ("v",)

    def test_a_term_of_several_words_in_any_form(self) -> None:
        found = explain("frappes aériennes", termbase=SMALL_TERMBASE)
        assert found is not None
        assert [entry.id for entry in found.entries] == ["air.strike"]

    def test_english_words_are_explained_in_french(self) -> None:
        found = explain("warship", termbase=SMALL_TERMBASE)
        assert found is not None
        assert found.language == ENGLISH
        assert "navire" in dict(found.translations)

    def test_the_language_can_be_said(self) -> None:
        found = explain("chat", language=ENGLISH, termbase=SMALL_TERMBASE)
        assert found is None or found.language == ENGLISH
        found = explain("chat", language=FRENCH, termbase=SMALL_TERMBASE)
        assert found is not None
        assert found.translations[0][0] == "cat"

    @pytest.mark.parametrize("word", ["xqzvw", "", "!?", "x" * 5000])
    def test_nothing_is_made_up(self, word: str) -> None:
        assert explain(word, termbase=SMALL_TERMBASE) is None


class TestExamples:
    def test_the_example_is_one_that_was_read_and_no_scrap(self, memory: TranslationMemory) -> None:
        found = explain("frappes", termbase=SMALL_TERMBASE, memory=memory)
        assert found is not None
        assert found.example is not None
        assert found.example.text.startswith("Trois frappes")
        assert found.example.span.of(found.example.text) == "frappes"

    def test_another_form_of_the_word_will_do(self, memory: TranslationMemory) -> None:
        found = explain("confirmer", termbase=SMALL_TERMBASE, memory=memory)
        assert found is not None
        assert found.example is not None
        assert found.example.span.of(found.example.text) == "confirme"

    def test_part_of_another_word_is_none(self, memory: TranslationMemory) -> None:
        found = explain("trappe", termbase=SMALL_TERMBASE, memory=memory)
        assert found is None or found.example is None

    def test_english_words_are_found_in_what_was_translated(self, memory: TranslationMemory) -> None:
        found = explain("overnight", language=ENGLISH, termbase=SMALL_TERMBASE, memory=memory)
        assert found is not None
        assert found.example is not None
        assert found.example.translation.endswith("dans la nuit.")


class TestSearchingTheMemory:
    def test_capitals_at_the_beginning_of_a_sentence_are_no_matter(self, memory: TranslationMemory) -> None:
        assert len(memory.search(("frappe",), FRENCH)) == 3
        memory.remember("fake 1", "fr-en", "États voisins.", Translation("Neighbours."))
        assert memory.search(("états",), FRENCH) == [("États voisins.", "Neighbours.")]

    @pytest.mark.parametrize(
        ("form", "found"), [("100 %", 1), ("1_0", 0), ("%", 1), ("!", 1), ("'; DROP", 0)]
    )
    def test_signs_of_the_query_language_are_letters_like_others(
        self, memory: TranslationMemory, form: str, found: int
    ) -> None:
        assert len(memory.search((form,), FRENCH)) == found

    def test_only_as_many_as_are_asked_for_and_only_of_that_language(self, memory: TranslationMemory) -> None:
        assert len(memory.search(("frappe",), FRENCH, 1)) == 1
        assert memory.search(("frappe",), ENGLISH) == []
        assert memory.search(("strike",), ENGLISH)[0][0] in READ.values()


def test_a_word_is_explained_in_a_screen() -> None:
    done = run("word", "frappe", "--width", "60")
    rows = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert rows[0].startswith("frappe · French · noun")
    assert rows[1].startswith("  strike █")
    assert rows[1].endswith("%")
    assert "frappe n. f. — strike" in rows
    assert max(map(len, rows)) <= 60
    assert b"\x1b" not in done.stdout


def test_terminals_without_these_signs_get_others() -> None:
    shown = run("word", "frappe", PYTHONUTF8="0", PYTHONIOENCODING="ascii:replace").stdout.decode("ascii")
    assert "  strike ###" in shown
    assert "frappe - French" in shown


def test_no_memory_is_made_by_looking_a_word_up(tmp_path: Path) -> None:
    run("word", "guerre", BILINGUAL_CACHE_DIR=str(tmp_path / "cache"))
    assert list(tmp_path.iterdir()) == []


def test_what_is_unknown_is_said_and_the_rest_is_shown() -> None:
    done = run("word", "guerre", "xqzvw")
    assert done.returncode == ExitCode.ERROR
    assert done.stdout.startswith(b"guerre")
    assert done.stderr.decode() == "bilingual: nothing is known of 'xqzvw' (check the spelling)\n"
    assert failing("word", "xqzvw")[0] == ExitCode.ERROR


def test_escapes_in_a_word_never_reach_the_terminal() -> None:
    assert b"\x1b" not in run("word", "guerre\x1b[31m").stderr


def test_dictionaries_of_the_reader_stand_below_and_are_harmless(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("frapper\tto beat \x1b[31mtime\nxqzvw\ta word of mine\n", encoding="utf-8")
    done = run("word", "frappe", "xqzvw", "--dictionary", path, "--no-memory")
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\nmine\nfrapper\n  to beat ␛[31mtime\n" in shown
    assert shown.endswith("\nxqzvw\n\nmine\nxqzvw\n  a word of mine\n")


def test_a_damaged_dictionary_is_said_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(b"\x00\xff")
    status, message = failing("word", "guerre", "--dictionary", path)
    assert status == ExitCode.ERROR
    assert "no format of dictionaries" in message
