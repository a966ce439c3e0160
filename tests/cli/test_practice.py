"""`bilingual practice`: exercises of a text, asked, saved and gone on with."""

from __future__ import annotations

import signal
from pathlib import Path
from random import Random

import pytest
from processes import failing, run_here
from readers import REPOSITORY
from terminals import terminal

from bilingual.cli.exits import ExitCode
from bilingual.directories import deck_file
from bilingual.document.reading import read_document
from bilingual.exercises.deck import Deck
from bilingual.exercises.generation import make_exercises
from bilingual.languages import FRENCH
from bilingual.pipeline.aligning import align
from bilingual.pipeline.model import ParallelText

CASES = REPOSITORY / "tests" / "cases" / "alignment"
FRENCH_TEXT, ENGLISH_TEXT = (CASES / f"evacuation-ressortissants.{code}.txt" for code in ("fr", "en"))
GAPS = ("--kind", "cloze", "--number", "4", "--seed", "3")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text and its translation as a reading pack, which needs no aligning."""
    path = tmp_path_factory.mktemp("pack") / "evacuation.json"
    align(read_document(FRENCH_TEXT), read_document(ENGLISH_TEXT)).save(path)
    return path


@pytest.fixture(scope="module")
def right(pack: Path) -> list[str]:
    """The answers to the exercises that GAPS makes."""
    text = ParallelText.from_json(pack.read_text(encoding="utf-8"), str(pack))
    made = make_exercises(text, kinds=["cloze"], number=4, rng=Random(3))
    return [exercise.answer for exercise in made]


class TestFromAFile:
    def test_a_seed_makes_the_same_exercises_whatever_the_deck_holds(
        self, pack: Path, right: list[str]
    ) -> None:
        with Deck.open() as deck:
            for word in right:
                deck.mark_known(word, FRENCH)
        done = run_here("practice", pack, *GAPS, "--answers", "-", stdin="\n".join(right).encode())
        text = done.stdout.decode()
        assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
        assert text.startswith("evacuation.json · French and English · 4 exercises · seed 3\n")
        assert "All 4 right the first time" in text
        assert f"› {right[0]}\n" in text
        with Deck.open() as deck:
            assert (len(deck), len(deck.reviews())) == (4, 4)

    def test_without_a_deck_nothing_is_kept(self, pack: Path) -> None:
        done = run_here("practice", pack, *GAPS, "--answers", "-", "--no-deck", stdin=b"x\n\n")
        assert "Not yet: one to practise · 1 left out · 2 still to come" in done.stdout.decode()
        assert not deck_file().exists()

    def test_what_was_handed_in_as_a_table(self, pack: Path, right: list[str]) -> None:
        handed_in = f"{right[0]}\n\nxyz\n".encode()
        arguments = ("--answers", "-", "--no-deck", "--format", "tsv")
        rows = run_here("practice", pack, *GAPS, *arguments, stdin=handed_in).stdout.decode().splitlines()
        head, *cells = [row.split("\t") for row in rows]
        assert head[:4] == ["number", "kind", "verdict", "score"]
        assert [row[:4] for row in cells] == [
            ["1", "cloze", "right", "1.00"],
            ["2", "cloze", "left-out", ""],
            ["3", "cloze", "wrong", "0.00"],
            ["4", "cloze", "not-reached", ""],
        ]
        assert [row[5] for row in cells] == right
        assert run_here("practice", pack, "--format", "tsv").returncode == ExitCode.USAGE

    def test_a_text_with_its_translation(self) -> None:
        arguments = ("--translation", ENGLISH_TEXT, "--kind", "match,order", "--number", "2", "--no-deck")
        text = run_here(
            "practice", FRENCH_TEXT, *arguments, "--width", "60", stdin=b":a\n:a\n"
        ).stdout.decode()
        assert "· pairs" in text
        assert "· order" in text
        assert text.count("✗ This is the answer:") == 2
        assert "To read again" in text
        assert max(map(len, text.splitlines())) <= 60

    def test_english_for_french_readers(self, tmp_path: Path) -> None:
        arguments = ("--from", "en", "--translation", FRENCH_TEXT, *GAPS, "--no-deck")
        text = run_here("practice", ENGLISH_TEXT, *arguments, stdin=b":a\n").stdout.decode()
        assert text.startswith("evacuation-ressortissants.en.txt · anglais et français · 4 exercices")
        for said in (
            "1 sur 4",
            "texte à trous",
            "Complétez",
            "La réponse est «",
            "Pas encore\xa0: à travailler",
        ):
            assert said in text


class TestMistakes:
    def test_what_cannot_be_asked_for_is_said(self, pack: Path) -> None:
        for wrong, said in (
            (("--kind", "cloze,dance"), b"'dance' is not one of cloze, choice"),
            (("--level", "D1"), b"'D1' is not one of A1"),
            (("--number", "0"), b"--number"),
            (("--no-deck", "--deck", "x"), b"contradict"),
            (("--translation", "x"), b"has its translation"),
        ):
            done = run_here("practice", pack, *wrong)
            assert done.returncode == ExitCode.USAGE, wrong
            assert said in done.stderr

    def test_a_text_with_nothing_to_ask_is_said(self, tmp_path: Path) -> None:
        french, english = tmp_path / "a.txt", tmp_path / "b.txt"
        french.write_text("Oui.", encoding="utf-8")
        english.write_text("Yes.", encoding="utf-8")
        code, message = failing("practice", french, "--translation", english, "--kind", "rank")
        assert (code, "nothing in it can be practised" in message) == (ExitCode.DOCUMENT, True)

    def test_only_one_file_is_standard_input(self, pack: Path) -> None:
        assert (
            run_here("practice", "-", "--answers", "-", stdin=pack.read_bytes()).returncode == ExitCode.USAGE
        )

    def test_a_text_from_standard_input_needs_somebody_to_ask(self, pack: Path, tmp_path: Path) -> None:
        file = tmp_path / "answers.txt"
        file.write_text("x\n", encoding="utf-8")
        done = run_here("practice", "-", *GAPS, "--answers", file, "--no-deck", stdin=pack.read_bytes())
        assert "Not yet: one to practise" in done.stdout.decode()


class TestAtTheKeyboard:
    def test_whoever_stops_goes_on_where_it_was(self, pack: Path, right: list[str]) -> None:
        with terminal("practice", pack, *GAPS) as shown:
            place = shown.expect("› ", shown.expect("1 of 4"))
            shown.type(right[0] + "\n")
            shown.expect("› ", shown.expect("2 of 4", place))
            shown.type(":q\n")
            shown.expect("The same command goes on from here.", place)
            assert shown.end() == ExitCode.OK
        with terminal("practice", pack, *GAPS) as shown:
            place = shown.expect("going on at 2 of 4 · --new begins anew")
            for number, answer in enumerate(right[1:], 2):
                place = shown.expect("› ", shown.expect(f"{number} of 4", place))
                shown.type(answer + "\n")
            shown.expect("All 4 right the first time", place)
            assert shown.end() == ExitCode.OK

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
    def test_a_session_that_is_killed_has_lost_nothing(self, pack: Path, right: list[str]) -> None:
        with terminal("practice", pack, *GAPS) as shown:
            place = 0
            for number, answer in enumerate(right[:3], 1):
                place = shown.expect("› ", shown.expect(f"{number} of 4", place))
                shown.type(answer + "\n")
            shown.expect("4 of 4", place)
            # Leaving the block kills the process.
        with Deck.open() as deck:
            assert (deck.set_aside, len(deck), len(deck.reviews())) == (None, 3, 3)
        with terminal("practice", pack, *GAPS) as shown:
            shown.expect("going on at 4 of 4 · --new begins anew")
        with terminal("practice", pack, *GAPS, "--new") as shown:
            shown.expect("1 of 4")

    def test_what_was_looked_up_comes_first_and_what_is_known_does_not_come(self, pack: Path) -> None:
        text = ParallelText.from_json(pack.read_text(encoding="utf-8"), str(pack))
        nouns = [it for it in make_exercises(text, kinds=["cloze"], number=40) if " n. " in it.headword]
        wanted, unwanted = (exercise.headword.split(" n. ")[0] for exercise in (nouns[-1], nouns[0]))
        with Deck.open() as deck:
            deck.note_lookup(wanted, FRENCH)
            deck.mark_known(unwanted, FRENCH)
        with terminal("practice", pack, "--kind", "cloze", "--number", "3") as shown:
            place = shown.expect("› ", shown.expect("1 of 3"))
            shown.type(":a\n")
            shown.expect(f"‘{nouns[-1].answer}’", place)
        with Deck.open() as deck:
            assert next(deck.cards()).exercise.headword == nouns[-1].headword

    def test_the_text_may_come_through_a_pipe_and_the_answers_from_the_terminal(self, pack: Path) -> None:
        with terminal("practice", "-", *GAPS, shell=f"cat {pack} |") as shown:
            place = shown.expect("› ", shown.expect("1 of 4"))
            shown.type(":q\n")
            shown.expect("still to come", place)
            assert shown.end() == ExitCode.OK
