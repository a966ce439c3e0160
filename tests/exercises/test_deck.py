"""The deck: what it keeps, what can be taken back, and what it survives."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cards import NOON, PAIR, Clock, cloze, open_deck
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import SMALL_TERMBASE

from bilingual.errors import DeckError
from bilingual.exercises.deck import Deck
from bilingual.exercises.items import GAP, ExerciseKind, SentencePair
from bilingual.exercises.scheduling import DAY, Phase, Rating
from bilingual.glossary.matching import match_terms
from bilingual.languages import ENGLISH, FRENCH


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "deck.sqlite"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deck(path: Path, clock: Clock) -> Iterator[Deck]:
    with open_deck(path, clock) as deck:
        yield deck


def everything(deck: Deck) -> tuple[object, ...]:
    """All that a deck holds."""
    return (
        sorted(deck.cards(), key=lambda card: card.id),
        deck.reviews(),
        deck.looked_up(),
        deck.known(FRENCH),
        deck.known(ENGLISH),
    )


class TestCards:
    def test_a_card_comes_back_whole_from_the_file(self, path: Path, deck: Deck) -> None:
        assert deck.add(cloze("char"))
        (card,) = deck.cards()
        assert (card.exercise, card.added, card.schedule.phase) == (cloze("char"), int(NOON), Phase.NEW)
        with open_deck(path) as again:
            assert list(again.cards()) == [card]
            assert again.card(card.id) == card

    def test_a_card_is_added_once(self, deck: Deck) -> None:
        assert deck.add(cloze("char"))
        assert not deck.add(cloze("char"))
        assert len(deck) == 1

    def test_a_word_is_asked_in_the_sentence_it_was_met_in(self, deck: Deck) -> None:
        assert deck.add_word("frapper", FRENCH, ["strike", "hit"], PAIR, surface="frappé")
        (card,) = deck.cards()
        assert card.exercise.kind is ExerciseKind.CLOZE
        assert card.exercise.stem == f"Deux chasseurs ont {GAP} un dépôt de munitions."
        assert card.exercise.key == ("frappé",)
        assert "strike; hit" in card.exercise.task
        assert card.subject == "frapper"
        assert card.pair == PAIR

    def test_a_word_has_one_card_whichever_sentence_it_is_met_in(self, deck: Deck) -> None:
        assert deck.add_word("frapper", FRENCH, ["strike"], PAIR, surface="frappé")
        assert not deck.add_word("frapper", FRENCH, ["hit"])
        assert deck.add_word("frapper", ENGLISH, ["frapper"])

    def test_a_word_without_a_sentence_is_translated(self, deck: Deck) -> None:
        assert deck.add_word("char", FRENCH, ["tank", "chariot", "tank"])
        (card,) = deck.cards()
        assert card.exercise.kind is ExerciseKind.TRANSLATE
        assert (card.exercise.stem, card.exercise.key) == ("char", ("tank", "chariot"))
        assert card.exercise.task == "Translate into English."

    def test_a_word_of_the_translation_is_asked_there(self, deck: Deck) -> None:
        assert deck.add_word("depot", ENGLISH, ["dépôt"], PAIR)
        (card,) = deck.cards()
        assert card.exercise.stem == f"Two fighters struck an ammunition {GAP}."
        assert card.exercise.hint == PAIR.source
        assert card.exercise.task == "Complétez avec l’équivalent anglais de «\u202fdépôt\u202f»."

    def test_part_of_a_word_is_not_the_word(self, deck: Deck) -> None:
        deck.add_word("chasse", FRENCH, ["hunt"], PAIR)
        assert next(deck.cards()).exercise.kind is ExerciseKind.TRANSLATE

    def test_a_term_brings_its_definition_and_concept(self, deck: Deck) -> None:
        text = "Les frappes aériennes ont cessé."
        (match,) = match_terms(text, SMALL_TERMBASE, FRENCH)
        pair = SentencePair(text, "The air strikes have stopped.", FRENCH, ENGLISH)
        assert deck.add_term(match, FRENCH, pair)
        (card,) = deck.cards()
        assert card.exercise.key == ("frappes aériennes",)
        assert card.exercise.concept == "air.strike"
        assert card.exercise.explanation == "An attack from the air."

    def test_a_sentence_is_translated_into_the_readers_language(self, deck: Deck) -> None:
        assert deck.add_sentence(PAIR)
        (card,) = deck.cards()
        assert (card.exercise.stem, card.exercise.key) == (PAIR.source, (PAIR.target,))
        assert card.exercise.target_language == ENGLISH

    def test_what_nothing_is_known_of_makes_no_card(self, deck: Deck) -> None:
        with pytest.raises(ValueError, match="neither a translation"):
            deck.add_word("xqzvw", FRENCH, [])

    def test_cards_are_removed_all_or_none(self, deck: Deck) -> None:
        for word in ("char", "obus", "fusil"):
            deck.add(cloze(word))
        with pytest.raises(DeckError, match="no card 'nowhere'"):
            deck.remove(cloze("char").id, "nowhere")
        assert len(deck) == 3
        assert deck.remove(cloze("char").id, cloze("obus").id) == ("char", "obus")
        assert [card.subject for card in deck.cards()] == ["fusil"]


class TestPractice:
    def test_a_new_card_is_due_at_once_and_an_answered_one_later(self, deck: Deck, clock: Clock) -> None:
        deck.add(cloze("char"))
        (card,) = deck.due()
        after = deck.answer(card, Rating.GOOD).card
        assert after.schedule.due > clock.time
        assert deck.due() == ()
        assert deck.due(after.schedule.due) == (after,)
        assert (deck.count_due(), deck.count_due(after.schedule.due)) == (0, 1)

    def test_answering_an_exercise_puts_it_into_the_deck(self, deck: Deck) -> None:
        answered = deck.answer(cloze("char"), "good")
        assert list(deck.cards()) == [answered.card]
        assert [review.phase for review in deck.reviews()] == [Phase.NEW]
        deck.answer(cloze("char"), "good")
        assert [review.phase for review in deck.reviews()] == [Phase.NEW, Phase.LEARNING]
        assert len(deck) == 1

    def test_what_was_met_before_comes_before_what_is_new(self, deck: Deck, clock: Clock) -> None:
        for word in ("char", "obus", "fusil"):
            deck.add(cloze(word))
        clock.time += DAY
        deck.answer(cloze("fusil"), Rating.AGAIN)
        deck.answer(cloze("obus"), Rating.AGAIN, clock.time - 1000)
        clock.time += DAY
        assert [card.subject for card in deck.due()] == ["obus", "fusil", "char"]
        assert [card.subject for card in deck.due(limit=1)] == ["obus"]

    def test_a_card_that_is_gone_is_not_put_back_by_answering_it(self, deck: Deck) -> None:
        deck.add(cloze("char"))
        (card,) = deck.due()
        deck.remove(card.id)
        with pytest.raises(DeckError, match="no card"):
            deck.answer(card, Rating.GOOD)
        assert (len(deck), deck.reviews()) == (0, ())

    def test_answers_in_the_same_second_are_all_kept(self, deck: Deck) -> None:
        for _ in range(3):
            deck.answer(cloze("char"), Rating.AGAIN)
        assert len(deck.reviews()) == 3

    def test_a_clock_that_was_years_ahead_does_not_put_cards_off_for_years(
        self, deck: Deck, clock: Clock
    ) -> None:
        clock.time += 3000 * DAY
        for _ in range(3):
            deck.answer(cloze("char"), Rating.EASY)
        clock.time = NOON
        assert [card.subject for card in deck.due()] == ["char"]
        (card,) = deck.due()
        assert deck.answer(card, Rating.GOOD).card.schedule.answered == NOON
        assert deck.due() == ()

    def test_a_clock_that_went_back_an_hour_is_no_matter(self, deck: Deck, clock: Clock) -> None:
        deck.answer(cloze("char"), Rating.EASY)
        clock.time -= 3600
        assert deck.due() == ()
        deck.answer(cloze("char"), Rating.EASY)
        assert [review.at for review in deck.reviews()] == [NOON - 3600, NOON]


class TestUndo:
    def test_actions_are_taken_back_from_the_last_on_and_named(self, deck: Deck) -> None:
        deck.add(cloze("char"))
        deck.answer(cloze("char"), Rating.GOOD)
        deck.mark_known("obus", FRENCH)
        deck.remove(cloze("char").id)
        said = []
        while action := deck.undo():
            said.append(str(action))
        assert said == [
            "the removal of “char”",
            "“obus” marked as known",
            "the answer to “char”",
            "the card “char”",
        ]
        assert everything(deck) == ([], (), (), frozenset(), frozenset())

    def test_looking_a_word_up_is_no_action(self, deck: Deck) -> None:
        deck.add(cloze("char"))
        deck.note_lookup("obus", FRENCH, PAIR)
        assert str(deck.undo()) == "the card “char”"
        assert deck.looked_up() != ()

    def test_only_the_action_that_is_meant_is_taken_back(self, path: Path, deck: Deck) -> None:
        answered = deck.answer(cloze("char"), Rating.GOOD)
        with open_deck(path) as other:
            other.mark_known("obus", FRENCH)
        assert deck.undo(answered.action) is None
        deck.undo()
        assert deck.undo(answered.action) == answered.action
        assert deck.undo(answered.action) is None

    def test_a_hundred_actions_can_be_taken_back(self) -> None:
        deck = open_deck(Path(":memory:"))
        for number in range(103):
            deck.mark_known(f"mot{number}", FRENCH)
        while deck.undo():
            pass
        assert len(deck.known(FRENCH)) == 3
        deck.close()

    WORDS = st.sampled_from(["char", "obus", "fusil"])
    STEPS = st.one_of(
        st.tuples(st.just("answer"), WORDS, st.sampled_from(Rating)),
        st.tuples(st.just("add"), WORDS),
        st.tuples(st.just("remove"), WORDS),
        st.tuples(st.just("known"), WORDS),
        st.tuples(st.just("unknown"), WORDS),
        st.tuples(st.just("pass"), st.integers(-DAY, 40 * DAY)),
    )

    @settings(max_examples=40)
    @given(st.lists(STEPS, max_size=10), STEPS)
    def test_whatever_is_done_is_undone_wholly(
        self, history: list[tuple[object, ...]], last: tuple[object, ...]
    ) -> None:
        clock = Clock()
        with open_deck(Path(":memory:"), clock) as deck:
            for step in history:
                _take(deck, clock, step)
            before, action = everything(deck), deck.last_action()
            _take(deck, clock, last)
            if deck.last_action() != action:
                deck.undo()
            assert everything(deck) == before


def _take(deck: Deck, clock: Clock, step: tuple[object, ...]) -> None:
    match step:
        case "answer", str(word), Rating() as rating:
            deck.answer(cloze(word), rating)
        case "add", str(word):
            deck.add(cloze(word))
        case "remove", str(word) if deck.card(cloze(word).id):
            deck.remove(cloze(word).id)
        case "known", str(word):
            deck.mark_known(word, FRENCH)
        case "unknown", str(word):
            deck.unmark_known(word, FRENCH)
        case "pass", int(seconds):
            clock.time += seconds


class TestTheReader:
    def test_what_was_looked_up_most_often_comes_first(self, deck: Deck, clock: Clock) -> None:
        deck.note_lookup("obus", FRENCH)
        clock.time += 60
        deck.note_lookup("frapper", FRENCH, PAIR)
        deck.note_lookup("frapper", FRENCH, PAIR)
        assert [(found.lemma, found.times) for found in deck.looked_up()] == [("frapper", 2), ("obus", 1)]
        (found,) = deck.looked_up("article.fr.txt")
        assert (found.pair, found.at, found.language) == (PAIR, NOON + 60, FRENCH)

    def test_a_known_word_is_asked_no_more(self, deck: Deck) -> None:
        deck.add_word("char", FRENCH, ["tank"])
        assert deck.mark_known("char", FRENCH)
        assert not deck.mark_known("char", FRENCH)
        assert (deck.known(FRENCH), deck.known(ENGLISH), len(deck)) == ({"char"}, frozenset(), 0)
        deck.undo()
        assert (deck.known(FRENCH), len(deck)) == (frozenset(), 1)

    def test_a_word_can_be_unknown_again(self, deck: Deck) -> None:
        deck.mark_known("char", FRENCH)
        assert deck.unmark_known("char", FRENCH)
        assert not deck.unmark_known("char", FRENCH)
        assert deck.known(FRENCH) == frozenset()


class TestSessions:
    def test_progress_is_kept_with_the_answer_and_taken_back_with_it(self, path: Path, deck: Deck) -> None:
        deck.sessions.keep("a", "content", "0")
        deck.answer(cloze("char"), Rating.GOOD, progress=("a", "1"))
        with open_deck(path) as other:
            assert other.sessions.find("a") == ("content", "1")
        deck.undo()
        assert deck.sessions.find("a") == ("content", "0")

    def test_a_session_that_has_ended_is_forgotten_and_so_are_old_ones(
        self, deck: Deck, clock: Clock
    ) -> None:
        for name in "abc":
            deck.sessions.keep(name, "content", "0")
        deck.sessions.drop("a")
        assert deck.sessions.find("a") is None
        clock.time += 40 * DAY
        deck.sessions.keep("c", "later", "0")
        assert (deck.sessions.find("b"), deck.sessions.find("c")) == (None, ("later", "0"))


class TestTheFile:
    def test_a_damaged_file_is_set_aside_and_none_is_overwritten(self, path: Path) -> None:
        path.parent.mkdir()
        for number, name in enumerate(("deck.sqlite.damaged-1234", "deck.sqlite.damaged-1234-1")):
            path.write_bytes(b"SQLite format 3\0" + b"garbage" * 1000 + bytes([number]))
            with open_deck(path, Clock(1234.5)) as deck:
                assert deck.set_aside == path.with_name(name)
                assert deck.set_aside.read_bytes().endswith(bytes([number]))
                assert deck.add(cloze("char"))
            path.unlink()

    def test_damage_inside_the_file_is_found_when_it_is_opened(self, path: Path) -> None:
        with open_deck(path) as deck:
            for number in range(40):
                deck.add(cloze("char", number))
            deck.answer(cloze("char", 7), Rating.GOOD)
            deck.mark_known("obus", FRENCH)
            deck.note_lookup("fusil", FRENCH, PAIR)
            whole = {card.id: card for card in deck.cards()}
        # A page that holds cards, somewhere in the middle.
        page = path.read_bytes().find("Le ____ numéro 20 est parti.".encode()) // 4096
        with path.open("r+b") as stream:
            stream.seek(page * 4096)
            stream.write(b"\xff" * 4096)
        damaged = path.read_bytes()
        with open_deck(path) as deck:
            assert deck.set_aside is not None
            assert deck.set_aside.read_bytes() == damaged
            # What is on other pages is in the new deck.
            assert 20 <= deck.rescued == len(deck) < 40
            assert all(whole[card.id] == card for card in deck.cards())
            assert (len(deck.reviews()), len(deck.looked_up()), deck.known(FRENCH)) == (1, 1, {"obus"})
            assert deck.undo() is None

    @pytest.mark.parametrize("name", ["merge", "rescue"])
    def test_a_rescue_that_breaks_off_is_begun_anew_by_the_next(
        self, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with open_deck(path) as deck:
            for number in range(5):
                deck.add(cloze("char", number))
        with closing(sqlite3.connect(path)) as connection:
            ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'card_due'")
        with path.open("r+b") as stream:
            stream.seek((page - 1) * 4096)
            stream.write(b"\xff" * 4096)
        damaged = path.read_bytes()
        with monkeypatch.context() as broken:

            def fail(*_: object) -> None:
                raise sqlite3.OperationalError("as if it had been killed")

            broken.setattr(f"bilingual.exercises.deck.{name}", fail)
            with pytest.raises(DeckError) as raised:
                open_deck(path)
        assert str(raised.value).startswith(f"{path}: ")
        assert [(found, found.read_bytes()) for found in path.parent.iterdir()] == [(path, damaged)]
        with open_deck(path) as deck:
            assert (deck.rescued, len(deck)) == (5, 5)

    def test_damage_that_comes_later_is_said(self, path: Path, deck: Deck) -> None:
        deck.add(cloze("char"))
        path.write_bytes(b"garbage" * 10_000)
        with pytest.raises(DeckError, match="damaged.*set aside"):
            list(deck.cards())

    def test_a_link_to_a_file_elsewhere_stays_one(self, tmp_path: Path, path: Path) -> None:
        real = tmp_path / "cloud" / "deck.sqlite"
        real.parent.mkdir()
        real.write_bytes(b"SQLite format 3\0" + b"garbage" * 10_000)
        path.parent.mkdir()
        path.symlink_to(real)
        with open_deck(path) as deck:
            assert deck.set_aside is not None
            assert deck.set_aside.parent == real.parent
        assert path.is_symlink()

    def test_a_deck_of_a_later_version_and_other_databases_are_left_alone(self, path: Path) -> None:
        open_deck(path).close()
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        before = path.read_bytes()
        with pytest.raises(DeckError, match=r"later version.*schema 99"):
            open_deck(path)
        assert path.read_bytes() == before
        other = path.with_name("other.sqlite")
        with sqlite3.connect(other) as connection:
            connection.execute("CREATE TABLE t (x)")
        connection.close()
        with pytest.raises(DeckError, match="not a deck"):
            open_deck(other)

    def test_a_place_that_cannot_be_written_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(DeckError, match="cannot be opened.*BILINGUAL_DATA_DIR"):
            open_deck(tmp_path / "file" / "deck.sqlite")
        with pytest.raises(DeckError, match="cannot be opened"):
            open_deck(tmp_path)

    def test_a_full_disk_is_said_and_nothing_is_lost(self, path: Path, deck: Deck) -> None:
        deck.answer(cloze("char"), Rating.GOOD)
        pages = deck._store._connection.execute("PRAGMA page_count").fetchone()[0]
        deck._store._connection.execute(f"PRAGMA max_page_count = {pages}")
        answered = 0

        def answer_on() -> None:
            nonlocal answered
            while True:
                deck.answer(cloze("obus", answered), Rating.GOOD)
                answered += 1

        with pytest.raises(DeckError, match="disk is full; all that was saved before is kept"):
            answer_on()
        saved = everything(deck)
        assert (len(deck), len(deck.reviews())) == (answered + 1, answered + 1)
        deck._store._connection.execute("PRAGMA max_page_count = 100000")
        deck.answer(cloze("fusil"), Rating.GOOD)
        with open_deck(path) as other:
            assert everything(other) == everything(deck) != saved

    def test_a_read_only_deck_can_be_read(self, path: Path, deck: Deck) -> None:
        deck.add(cloze("char"))
        deck._store._connection.execute("PRAGMA query_only = 1")
        with pytest.raises(DeckError, match="read-only"):
            deck.add(cloze("obus"))
        assert [card.subject for card in deck.due()] == ["char"]

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind the superuser"
    )
    def test_a_file_without_permission_to_write_can_be_read(self, path: Path) -> None:
        with open_deck(path) as deck:
            deck.add(cloze("char"))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        try:
            with open_deck(path) as deck:
                assert len(deck) == 1
                with pytest.raises(DeckError, match="read-only|permissions"):
                    deck.add(cloze("obus"))
        finally:
            path.parent.chmod(0o755)

    def test_a_damaged_card_is_said_with_what_to_do(self, deck: Deck) -> None:
        deck.add(cloze("char"))
        deck._store._connection.execute("UPDATE card SET exercise = '{}'")
        with pytest.raises(DeckError, match="bilingual deck remove"):
            list(deck.cards())
        deck._store._connection.execute("UPDATE card SET exercise = 'x'")
        with pytest.raises(DeckError, match="damaged card"):
            deck.due()
        assert deck.remove(cloze("char").id) == (cloze("char").id,)
        assert deck.due() == ()


ANSWERING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from cards import cloze
from bilingual.exercises.deck import Deck
with Deck.open(Path(sys.argv[1])) as deck:
    print("ready", flush=True)
    for number in range(int(sys.argv[4])):
        deck.answer(cloze(sys.argv[2], number), "good", 1_000_000 + number)
        print(number, flush=True)
"""


def _answering(path: Path, name: str, answers: int) -> subprocess.Popen[str]:
    support = str(Path(__file__).parents[1] / "support")
    return subprocess.Popen(
        [sys.executable, "-c", ANSWERING, str(path), name, support, str(answers)],
        stdout=subprocess.PIPE,
        text=True,
    )


class TestProcesses:
    def test_two_at_once_lose_no_answer(self, path: Path) -> None:
        processes = [_answering(path, name, 40) for name in ("char", "obus")]
        for process in processes:
            process.communicate(timeout=60)
        assert [process.returncode for process in processes] == [0, 0]
        with open_deck(path) as deck:
            assert (len(deck), len(deck.reviews())) == (80, 80)

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
    def test_every_answer_given_before_the_process_is_killed_is_there(self, path: Path) -> None:
        said = 0
        for attempt in range(4):
            process = _answering(path, f"char{attempt}", 100_000)
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            said += sum(1 for _ in zip(range(7 * attempt), process.stdout, strict=False))
            process.send_signal(signal.SIGKILL)
            said += len(process.stdout.read().splitlines())
            process.stdout.close()
            process.wait(30)
            with open_deck(path) as deck:
                assert deck.set_aside is None
                cards, answers = len(deck), len(deck.reviews())
                # An answer and its card are there together; one may be written that was not said any more.
                assert cards == answers
                assert said <= answers <= said + attempt + 1
                said = answers
