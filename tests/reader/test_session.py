"""A reading under way, without a terminal: what each key ends in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from books import aligned_text, filled, gradual, long_text, translate
from texts import SOURCE

from bilingual.errors import BitextError
from bilingual.reader.book import Book, Side
from bilingual.reader.layout import Mode
from bilingual.reader.session import Session
from bilingual.reader.viewport import Place


def session(book: Book | None = None, width: int = 80, height: int = 10, mode: Mode = Mode.BOTH) -> Session:
    reading = Session(book or filled(), view=mode)
    reading.resize(width, height)
    return reading


@pytest.fixture
def novel() -> Session:
    book = gradual(long_text())
    translate(book)
    return session(book)


def word(reading: Session) -> str:
    token = reading.words.token
    assert token is not None
    return token.text


def test_sentence_by_sentence_and_no_further_than_the_ends() -> None:
    reading = session()
    reading.step(-1)
    assert reading.current == 0
    for _ in range(10):
        reading.step(1)
    assert reading.current == 4
    assert reading.percent == 100


def test_the_sentence_one_is_at_stays_in_sight(novel: Session) -> None:
    for _ in range(100):
        novel.step(1)
        assert novel.viewport.shows_whole(novel.current)
    for _ in range(100):
        novel.step(-1)
        assert novel.viewport.shows_whole(novel.current)
    assert novel.viewport.top == Place(0)


def test_through_a_sentence_taller_than_the_window_one_scrolls() -> None:
    reading = session(gradual("Bon. " + "Il pleut, " * 300 + "dit-on. Fin."))
    reading.step(1)
    reading.step(1)
    assert (reading.current, reading.viewport.top.row) == (1, 1)
    assert reading.viewport.top.line > 0
    for _ in range(60):
        reading.step(1)
    assert reading.current == 2


def test_pages_overlap_and_lead_to_the_very_ends(novel: Session) -> None:
    novel.page(1)
    first = next(novel.viewport.lines())
    assert first > Place(0)
    assert novel.viewport.shows_whole(novel.current)
    before = list(novel.viewport.lines())
    novel.page(1)
    assert list(novel.viewport.lines())[:2] == before[-2:]
    novel.bottom()
    novel.page(1)
    assert (novel.current, novel.percent) == (len(novel.book) - 1, 100)
    for _ in range(1000):
        novel.page(-0.5)
    assert (novel.current, novel.viewport.top) == (0, Place(0))


def test_scrolling_takes_the_sentence_along_only_where_it_must(novel: Session) -> None:
    novel.step(1)
    novel.step(1)
    novel.scroll(1)
    assert novel.current == 2
    novel.scroll(20)
    assert novel.current in novel.viewport.rows()


def test_jumps_lead_back(novel: Session) -> None:
    novel.step(1)
    novel.bottom()
    novel.top()
    assert novel.back() is None
    assert novel.current == len(novel.book) - 1
    assert novel.back() is None
    assert novel.current == 1
    assert novel.back() == "there is nowhere to go back to"


@pytest.mark.parametrize(
    ("where", "row"), [("50%", None), ("12", 11), (" 0 ", 0), ("99999", -1), ("250 %", -1)]
)
def test_going_to_a_share_or_a_number(novel: Session, where: str, row: int | None) -> None:
    assert novel.go_to(where) is None
    if row is None:
        assert 45 <= novel.percent <= 55
    else:
        assert novel.current == row % len(novel.book)


@pytest.mark.parametrize("where", ["", "x", "-3", "1e3", "9" * 50, "%"])
def test_going_nowhere_is_said(novel: Session, where: str) -> None:
    message = novel.go_to(where)
    assert message is not None
    assert "percentage" in message


def test_from_heading_to_heading(novel: Session) -> None:
    assert novel.heading(1) is None
    assert novel.chapter is not None
    assert novel.chapter.title == "Chapitre 2"
    novel.heading(-1)
    assert novel.current == 0
    assert novel.heading(-1) == "there is no heading before"


def test_translations_that_come_move_nothing_at_the_top() -> None:
    text = "\n\n".join(f"Paragraphe {n} : il pleut encore sur la ville et sur le port." for n in range(200))
    book = gradual(text)
    reading = session(book, mode=Mode.INTERLEAVED)
    reading.show(100)
    reading.scroll(1)
    top = reading.viewport.top
    translate(book)
    reading.translations_came()
    assert reading.viewport.top == top


def test_views_keep_the_sentence_at_its_line(novel: Session) -> None:
    novel.show(60)
    line = novel.viewport.line_of(60)
    for _ in Mode:
        novel.next_view()
        assert novel.viewport.line_of(60) == line
    assert novel.mode is Mode.BOTH


def test_a_narrower_window_keeps_the_row_at_the_top(novel: Session) -> None:
    novel.show(60)
    top = novel.viewport.top.row
    novel.resize(40, 15)
    assert novel.viewport.top.row == top or novel.current in novel.viewport.rows()
    assert novel.current == 60


def test_a_translation_is_revealed_and_hidden_again() -> None:
    reading = session(mode=Mode.SOURCE)
    assert reading.reveal() is None
    assert reading.layout.shows(reading.row, Side.TARGET)
    reading.reveal()
    assert not reading.layout.shows(reading.row, Side.TARGET)
    reading.reveal()
    reading.hide_all()
    assert not reading.layout.revealed
    assert "nothing is hidden" in (session().reveal() or "")


def test_search_in_both_languages_goes_round_and_says_so() -> None:
    reading = session()
    assert reading.find("DEPOT") == "1 of 2 sentences with ‘DEPOT’"
    assert reading.current == 1
    assert reading.find_next(1) == "2 of 2 sentences with ‘DEPOT’"
    assert reading.find_next(1) == "1 of 2 sentences with ‘DEPOT’; going on from the beginning"
    assert reading.find_next(-1) == "2 of 2 sentences with ‘DEPOT’; going on from the end"
    assert reading.find("bridge") == "1 of 1 sentences with ‘bridge’"
    assert reading.find("xyz") == "‘xyz’ is not in the text"


def test_search_looks_only_at_what_is_shown_and_says_what_is_missing() -> None:
    assert session(mode=Mode.SOURCE).find("bridge") == "‘bridge’ is not in the text"
    assert session(gradual()).find("bridge") == "‘bridge’ is not in the text, as far as it is translated"
    assert session().find_next(1) == "nothing was searched for yet"


def test_word_by_word_through_the_sentences() -> None:
    reading = session()
    words = []
    for _ in range(6):
        reading.word(1)
        words.append(word(reading))
    assert words == ["Frappe", "aérienne", "à", "Sarvane", "Deux", "avions"]
    assert reading.current == 1
    reading.word(-1)
    reading.word(-1)
    assert word(reading) == "Sarvane"
    reading.bottom()
    reading.top()
    assert word(reading) == "Frappe", "whoever goes by words does so in the next sentence, too"


def test_words_end_where_the_text_does() -> None:
    reading = session()
    assert reading.word(1) is None
    assert reading.word(-1) == "this is the first one"
    reading.bottom()
    for _ in range(3):
        reading.word(1)
    assert reading.word(1) == "this is the last one"


def test_words_worth_a_look_are_neither_grammar_nor_known() -> None:
    reading = session()
    met = []
    for _ in range(4):
        reading.new_word(1, {"frappe", "avion"})
        met.append(word(reading))
    assert met == ["aérienne", "Sarvane", "chasse", "frappé"]


def test_words_of_a_term_that_is_known_are_not_offered() -> None:
    reading = session()
    reading.new_word(1, {"frappe aérienne"})
    assert word(reading) == "Sarvane"


def test_the_word_across_lights_up_and_can_be_gone_to() -> None:
    from bilingual.reader.words import Linker

    book = Book(aligned_text())
    reading = session(book)
    Linker.keep(book[0], Linker(book).link(book[0]))
    reading.term(1)
    assert word(reading) == "frappes"
    lit = {(overlay.side, overlay.ink) for overlay in reading.words.overlays(0)}
    assert {side for side, _ in lit} == set(Side)
    assert reading.other_side() is None
    cursor = reading.words.cursor
    assert cursor is not None
    assert cursor.side is Side.TARGET
    assert word(reading) in ("strikes", "air")


def test_from_term_to_term_and_back() -> None:
    reading = session()
    met = []
    while reading.term(1) is None:
        use = reading.words.use
        assert use is not None
        met.append(use.match.entry.id)
    assert met == ["air.strike", "air.fighter", "press.hit"]
    reading.term(-1)
    use = reading.words.use
    assert use is not None
    assert use.match.entry.id == "air.fighter"
    assert session(gradual("Il pleut.")).term(1) == "there is no term further on"


def test_a_click_on_a_word_goes_there() -> None:
    reading = session()
    line = reading.book.line(reading.book[0], Side.TARGET)
    assert line is not None
    reading.word_at(0, Side.TARGET, line.text.index("Sarvane"))
    assert word(reading) == "Sarvane"
    reading.word_at(0, Side.TARGET, line.text.index("*"))
    assert reading.words.cursor is None


def test_hiding_a_side_leaves_its_words() -> None:
    reading = session(mode=Mode.SOURCE)
    reading.word(1)
    reading.other_side()
    assert reading.words.cursor is not None
    reading.reveal()
    assert reading.words.cursor is None


def test_doubtful_sentences_are_gone_to() -> None:
    reading = session()
    assert reading.doubt() is None
    assert reading.current == 2
    assert reading.row.bead is not None
    assert "12 is missing" in reading.row.bead.flags[0].reason
    assert session(gradual()).doubt() == "nothing is doubtful in what is translated so far"


def test_bookmarks_are_set_and_removed_and_that_is_undone() -> None:
    reading = session()
    reading.step(1)
    assert reading.toggle_bookmark() == "bookmark set"
    assert reading.bookmarks.rows == [1]
    assert reading.toggle_bookmark() == "bookmark removed"
    assert reading.undo() == "undone: bookmark removed"
    assert reading.bookmarks.rows == [1]


def test_a_reading_is_resumed_where_it_was_left(novel: Session) -> None:
    novel.show(60)
    novel.toggle_bookmark()
    novel.view(Mode.TARGET)
    again = session(gradual(long_text()))
    again.resume(novel.position(), same=True)
    assert (again.current, again.bookmarks.rows, again.mode) == (60, [60], Mode.TARGET)


def test_rows_are_mended_and_that_is_undone() -> None:
    reading = session()
    reading.step(1)
    reading.toggle_bookmark()
    assert reading.merge() == "rows merged"
    assert len(reading.book) == 4
    assert reading.split(1, 1) == "row split"
    assert len(reading.book) == 5
    assert reading.undo() == "undone: row split"
    assert reading.undo() == "undone: rows merged"
    assert (len(reading.book), reading.current, reading.bookmarks.rows) == (5, 1, [1])
    assert reading.undo() == "undone: bookmark set"
    assert reading.undo() == "there is nothing to undo"
    reading.bottom()
    with pytest.raises(BitextError):
        reading.merge()


@pytest.mark.parametrize("text", ["Oui.", "7", "Halte\n\n…", SOURCE])
@pytest.mark.parametrize("size", [(1, 1), (15, 3), (40, 15), (200, 60)])
def test_nothing_fails_in_any_text_or_window(text: str, size: tuple[int, int]) -> None:
    for mode in Mode:
        reading = session(gradual(text), *size, mode)
        acts: tuple[Callable[[Session], object], ...] = (
            lambda r: r.step(1), lambda r: r.page(1), lambda r: r.page(-0.5), Session.bottom,
            lambda r: r.word(1), lambda r: r.term(-1), Session.other_side, lambda r: r.scroll(3),
            Session.reveal, Session.next_view, lambda r: r.resize(70, 5), lambda r: r.heading(1),
            Session.top, Session.doubt, Session.position, lambda r: r.new_word(-1, ()),
        )  # fmt: skip
        for act in acts:
            act(reading)
            assert 0 <= reading.current < len(reading.book)
            assert reading.percent <= 100
