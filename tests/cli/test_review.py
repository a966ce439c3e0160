"""`bilingual review`: in a terminal, and from a file of answers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cards import CHOICE, ONE_OF_EACH, PAIR, RIGHT_ANSWERS, cloze
from processes import run, run_here
from terminals import terminal

from bilingual.cli.exits import ExitCode
from bilingual.directories import deck_file
from bilingual.exercises.deck import Deck
from bilingual.exercises.scheduling import Rating

WORDS = ("char", "obus", "fusil")


def fill(exercises: object = None) -> None:
    with Deck.open() as deck:
        for number, exercise in enumerate(exercises or [cloze(word) for word in WORDS]):
            # Due one after the other, so that they are asked in this order.
            deck._clock = lambda number=number: 1_000_000 + number
            deck.add(exercise)


def ratings() -> list[Rating]:
    with Deck.open() as deck:
        return [review.rating for review in deck.reviews()]


class TestFromAFile:
    def test_one_answer_a_line(self, tmp_path: Path) -> None:
        fill(ONE_OF_EACH)
        answers = tmp_path / "answers.txt"
        answers.write_text("\n".join(RIGHT_ANSWERS), encoding="utf-8")
        done = run_here("review", "--answers", answers, "--width", "60")
        text = done.stdout.decode()
        assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
        assert text.count("✓ Right.") == 4
        assert "✓ All right." in text
        assert "› char\n" in text
        assert "All 5 right the first time" in text
        assert "To read again" not in text
        assert max(map(len, text.splitlines())) <= 60
        assert "\x1b" not in text
        assert ratings() == [Rating.GOOD] * 5

    def test_the_same_answers_give_the_same_output(self) -> None:
        answers = b"xyz\n?\nobus\n\n"
        shown = []
        for _ in range(2):
            fill()
            shown.append(run_here("review", "--answers", "-", stdin=answers).stdout.decode())
            deck_file().unlink()
        assert shown[0] == shown[1]
        assert "1 of 2 right the first time · 1 left out" in shown[0]
        assert "✗ Not right: ‘char’." in shown[0]
        assert shown[0].count("Le char numéro 0 est parti.") == 2
        assert shown[0].split("To read again")[1].split() == [
            *"Le char numéro 0 est parti. Number 0 has left.".split(),
            *"Le fusil numéro 0 est parti. Number 0 has left.".split(),
        ]

    def test_answers_that_end_early_leave_the_rest(self) -> None:
        fill()
        done = run_here("review", "--answers", "-", stdin=b"char\n")
        assert done.returncode == ExitCode.OK
        assert "Right the first time · 2 still to come" in done.stdout.decode()
        assert "2 cards are due now" in done.stdout.decode()

    def test_standard_input_that_is_no_terminal_has_answers(self) -> None:
        fill()
        assert "All 3 right the first time" in run_here("review", stdin=b"char\nobus\nfusil").stdout.decode()

    def test_commands_work_there_too(self) -> None:
        fill()
        text = run_here(
            "review", stdin=b"?\n?\n?\n:h\n:x\nchat\n:ok\n:u\n:a\n:s\n:u\nobus\n:q\n"
        ).stdout.decode()
        for said in ("Number 0 has left.", "begins with ‘c’", "No further hint", ":q go on later", ":x is no command",
                     "✓ Counted as right.", "Taken back.", "✗ The answer is ‘char’."):  # fmt: skip
            assert said in text
        assert "1 of 2 right the first time" in text
        assert sorted(ratings()) == [Rating.AGAIN, Rating.GOOD]

    def test_only_so_many_cards(self) -> None:
        fill()
        text = run_here("review", "--number", "1", stdin=b"char").stdout.decode()
        assert text.startswith("3 cards are due · 1 now\n")
        assert "2 cards are due now" in text

    def test_signs_of_old_terminals(self) -> None:
        fill(ONE_OF_EACH)
        done = run(
            "review", "--width", "40", stdin=b"chars\n1", PYTHONUTF8="0", PYTHONIOENCODING="ascii:replace"
        )
        text = done.stdout.decode("ascii")
        assert "> chars" in text
        assert "##........ 2 of 5" in text
        assert "yours  char{s}" in text
        assert max(map(len, text.splitlines())) <= 40

    def test_a_text_that_would_take_the_terminal_over_cannot(self) -> None:
        fill([cloze("char\x1b]0;owned\x07")])
        text = run_here("review", stdin="\x1b[31mrouge\u202e\n".encode()).stdout.decode()
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "owned" in text


class TestNothingDue:
    def test_an_empty_deck_says_how_to_fill_it_and_makes_none(self) -> None:
        done = run_here("review")
        assert (done.returncode, done.stdout) == (ExitCode.OK, b"")
        assert b"bilingual practice FILE" in done.stderr
        assert not deck_file().exists()

    def test_when_the_next_card_is_due_is_said(self) -> None:
        with Deck.open() as deck:
            deck.answer(cloze("char"), Rating.EASY)
        assert b"no card is due; the next one in 8 days" in run_here("review").stderr


class TestAtTheKeyboard:
    def test_wrong_answers_come_again_and_the_end_is_summed_up(self) -> None:
        fill()
        with terminal("review", width=70) as shown:
            place = shown.expect("1 of 3")
            for answer, then in (
                ("cahr", "typing error"),
                ("obus", "Right"),
                ("", "Type an answer"),
                ("fusil", "once more"),
            ):
                shown.expect("› ", place)
                shown.type(answer + "\n")
                place = shown.expect(then, place)
            shown.type("char\n")
            place = shown.expect("2 of 3 right the first time · 1 nearly · 1 right the next time", place)
            shown.expect("To read again", place)
            assert shown.end() == ExitCode.OK
        assert sorted(ratings()) == [Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.HARD]

    def test_a_number_that_no_option_has_is_asked_again(self) -> None:
        fill([CHOICE])
        with terminal("review") as shown:
            shown.expect("› ")
            shown.type("7\n")
            place = shown.expect("Type a number from 1 to 3")
            shown.type("chasseurs\n")
            shown.expect("Right.", place)
            assert shown.end() == ExitCode.OK

    @pytest.mark.parametrize(
        ("keys", "code"), [("\x03", ExitCode.INTERRUPTED), ("\x04", ExitCode.OK), (":q\n", ExitCode.OK)]
    )
    def test_whoever_stops_loses_nothing(self, keys: str, code: ExitCode) -> None:
        fill()
        with terminal("review") as shown:
            place = shown.expect("› ")
            shown.type("char\n")
            place = shown.expect("2 of 3", place)
            shown.expect("› ", place)
            shown.type(keys)
            shown.expect("Right the first time · 2 still to come")
            assert shown.end() == code
            assert "Traceback" not in shown.screen
        assert ratings() == [Rating.GOOD]

    def test_colours_are_shown_and_can_be_done_without(self) -> None:
        fill()
        for environment, colored in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
            with terminal("review", **environment) as shown:
                place = shown.expect("› ")
                shown.type("chars\n")
                place = shown.expect("2 of 3", place)
                shown.type(":q\n")
                assert shown.end() == ExitCode.OK
                assert ("\x1b[31m‹s›" in shown.screen) is colored
            with Deck.open() as deck:
                deck.undo()

    def test_an_answer_that_cannot_be_saved_is_said_at_once_and_at_the_end(self) -> None:
        fill()
        with terminal("review") as shown:
            place = shown.expect("› ")
            blocker = sqlite3.connect(deck_file(), isolation_level=None)
            pages = blocker.execute("PRAGMA page_count").fetchone()[0]
            blocker.execute("DROP TABLE review")
            shown.type("char\n")
            place = shown.expect("bilingual: ", place)
            shown.type("\n:q\n")
            shown.expect("1 answer: ", place)
            assert shown.end() == ExitCode.DECK
            blocker.close()
        assert pages


def test_the_card_shows_its_sentence_and_what_it_means() -> None:
    fill([CHOICE])
    text = run_here("review", stdin=b"1\n").stdout.decode()
    assert PAIR.source in text.replace("\n  ", " ")
    assert "chasseur n. m. — fighter" in text
    assert "A fast aircraft" in text
