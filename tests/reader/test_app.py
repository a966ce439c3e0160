"""The reader as its users meet it, driven by Textual's pilot: keys and mouse in, state and messages out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from books import aligned_text, long_text
from readers import SMALL_TERMBASE, FakeTranslator
from texts import SOURCE, TABLE
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList

from bilingual.document import document_from_text
from bilingual.errors import ModelError
from bilingual.exercises.deck import Deck
from bilingual.languages import FRENCH
from bilingual.pipeline.gradual import GradualText
from bilingual.pipeline.model import ParallelText
from bilingual.reader.app import Opened, ReaderApp
from bilingual.reader.book import Book, Side
from bilingual.reader.config import parse_config
from bilingual.reader.dialogs import HelpDialog, ListDialog
from bilingual.reader.explaining import plain
from bilingual.reader.layout import Mode
from bilingual.reader.panels import KeyHints, StatusLine
from bilingual.reader.positions import Positions
from bilingual.reader.rowview import RowView
from bilingual.reader.theme import DARK, LIGHT
from bilingual.translation.translator import Translation

Act = Callable[[ReaderApp, Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot waits twice for 20 ms after every key; the reader needs two."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0004)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    path = tmp_path / "article.fr.txt"
    path.write_text(SOURCE, "utf-8")
    return open_text(tmp_path, SOURCE, path)


def open_text(
    tmp_path: Path, text: str, path: Path | None = None, translator: FakeTranslator | None = None
) -> Opened:
    """A text that is translated as it is read, with a deck and positions of the test's own."""
    translator = translator or FakeTranslator(dict(TABLE))
    document = document_from_text(text, str(path or "<text>"))
    return Opened(
        Book(GradualText(document, translator, SMALL_TERMBASE, check_language=False)),
        Positions(tmp_path / "reading"),
        lambda: Deck.open(tmp_path / "deck.sqlite"),
        path=path,
        termbase=SMALL_TERMBASE,
    )


def drive(opened: Opened, act: Act, size: tuple[int, int] = (80, 24)) -> ReaderApp:
    """Open the reader, do something with it, and close it again."""
    app = ReaderApp(opened)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: bool(app.view.size.height))
            await act(app, pilot)
        app.wait_for_threads()

    asyncio.run(run())
    return app


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for something that a thread does."""
    for _ in range(1000):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("waited in vain")


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*(("space" if letter == " " else letter) for letter in text))


def screen(app: ReaderApp) -> str:
    """What the rows show, as text."""
    view = app.view
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


def said(app: ReaderApp) -> str:
    return app.screen_stack[0].query_one(StatusLine).left


def deck(tmp_path: Path) -> Deck:
    return Deck.open(tmp_path / "deck.sqlite")


def test_both_languages_appear_without_a_key(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await until(pilot, lambda: "The toll is 21 dead." in screen(app))
        assert "‼ The toll is 21 dead." in screen(app)
        assert "1/5 · 16 %" in app.screen.query_one(StatusLine).right
        assert said(app) == "French → English · fake 1 · ? shows the keys"
        await pilot.press("j")
        assert said(app) == "article.fr.txt · Frappe aérienne à Sarvane"

    drive(opened, act)


def test_keys_and_wheel_move_through_the_text(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("j", "down", "k")
        assert app.session.current == 1
        await pilot.press("space")
        assert app.session.viewport.top.row > 1
        await pilot.press("G")
        assert app.session.percent == 100
        await until(pilot, lambda: app.session.row.bead is not None)
        assert app.session.book[200].bead is None, "the end was translated, not what lies between"
        await pilot.press("g")
        assert app.session.current == 0
        app.view.post_message(wheel(app))
        await pilot.pause()
        assert app.session.viewport.top.row > 0 or app.session.viewport.top.line == 3

    drive(open_text(tmp_path, long_text()), act)


def wheel(app: ReaderApp) -> object:
    from textual.events import MouseScrollDown

    return MouseScrollDown(app.view, 5, 5, 0, 0, 0, False, False, False)


def test_the_scrollbar_can_be_clicked_at(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.click(RowView, offset=(79, 11))
        assert 40 < app.session.percent < 60

    drive(open_text(tmp_path, long_text()), act)


def test_going_by_words_opens_the_panel_and_explains(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("right")
        assert app.panel.has_class("open")
        await until(pilot, lambda: "strike" in plain(app.panel.paragraphs))
        assert "frappe aérienne n. f. — air strike" in plain(app.panel.paragraphs)
        await until(pilot, lambda: app.session.row.linked)
        await pilot.press("o")
        cursor = app.session.words.cursor
        assert cursor is not None
        assert cursor.side is Side.TARGET
        await pilot.press("escape")
        assert app.session.words.cursor is None
        assert not app.panel.has_class("open")

    drive(opened, act)


def test_a_click_on_a_word_explains_it(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.pause()
        await pilot.click(RowView, offset=(45, 0))
        token = app.session.words.token
        assert token is not None
        assert token.text == "strike"
        await until(pilot, lambda: "frappe" in plain(app.panel.paragraphs))

    drive(opened, act)


def test_other_places_of_a_word(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("right")
        await until(pilot, lambda: "In this text" in plain(app.panel.paragraphs))
        await pilot.press(".")
        assert app.session.current == 2
        await until(pilot, lambda: "once more" in plain(app.panel.paragraphs))
        await pilot.press(",")
        assert app.session.current == 0

    drive(open_text(tmp_path, "Avions en vol. Il pleut. Un avion tombe."), act)


def test_search_is_typed_at_the_foot_and_goes_round(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("/")
        assert app.screen.query_one(Input)
        await type_text(pilot, "depot")
        await pilot.press("enter")
        assert app.session.current == 1
        assert said(app) == "1 of 2 sentences with ‘depot’"
        await pilot.press("n", "n")
        assert said(app).endswith("going on from the beginning")
        await pilot.press("/", "x", "escape")
        assert app.session.search is not None
        await pilot.press("escape")
        assert app.session.search is None

    drive(opened, act)


def test_words_terms_and_sentences_go_into_the_deck_and_out_again(opened: Opened, tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("s")
        await until(pilot, lambda: said(app) == "the sentence is in your deck now")
        await pilot.press("right", "s")
        await until(pilot, lambda: said(app) == "the term ‘frappe aérienne’ is in your deck now")
        await pilot.press("j", "j", "right", "s")
        await until(pilot, lambda: "‘bilan’ is in your deck now" in said(app))
        await pilot.press("z")
        assert said(app).startswith("undone: ‘bilan’")

    drive(opened, act)
    with deck(tmp_path) as kept:
        assert {card.exercise.headword or card.exercise.stem for card in kept.cards()} == {
            "frappe aérienne", "Frappe aérienne à Sarvane",
        }  # fmt: skip


def test_a_grammatical_word_is_kept_only_by_whoever_insists(opened: Opened, tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("j", "j", "right", "s")
        await until(pilot, lambda: said(app).startswith("‘Le’ is a grammatical word"))
        with deck(tmp_path) as kept:
            assert not tuple(kept.cards())
        await pilot.press("s")
        await until(pilot, lambda: said(app) == "‘le’ is in your deck now")

    drive(opened, act)


def test_known_words_are_no_longer_offered(opened: Opened, tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("j", "j", "tab")
        token = app.session.words.token
        assert token is not None
        assert token.text == "bilan"
        await pilot.press("K")
        await until(pilot, lambda: "it is not offered any more" in said(app))
        await until(pilot, lambda: "known" in plain(app.panel.paragraphs))
        await pilot.press("k", "j", "tab", "shift+tab", "tab")
        token = app.session.words.token
        assert token is not None
        assert token.text != "bilan"

    drive(opened, act)
    with deck(tmp_path) as kept:
        assert kept.known(FRENCH) == {"bilan"}


def test_what_was_revealed_is_remembered(opened: Opened, tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("2", "j")
        assert "Two fighters" not in screen(app)
        await pilot.press("enter")
        assert "Two fighters" in screen(app)
        await pilot.press("enter")
        assert "Two fighters" not in screen(app)

    drive(opened, act)
    with deck(tmp_path) as kept:
        assert {found.lemma for found in kept.looked_up()} == {"avion de chasse", "frapper"}


def test_what_was_looked_at_for_a_while_counts_as_looked_up(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.reader.looking._DWELL", 0.3)

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.surveyed)
        await pilot.press("j", "j", "right", "right")
        await until(pilot, lambda: "bilan" in plain(app.panel.paragraphs))
        with deck(tmp_path) as kept:
            await until(pilot, lambda: bool(kept.looked_up()))

    drive(opened, act)
    with deck(tmp_path) as kept:
        assert [found.lemma for found in kept.looked_up()] == ["bilan"]


def test_contents_bookmarks_and_terms_are_lists_that_lead_there(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        assert isinstance(app.screen, ListDialog)
        await pilot.press("j", "j", "enter")
        assert app.session.row.start == app.session.contents[2].row or said(app)
        assert app.session.current == app.session.contents[2].row
        await pilot.press("m", "g", "'")
        assert app.screen.query_one(OptionList).option_count == 1
        await pilot.press("enter")
        assert app.session.current == app.session.contents[2].row
        await pilot.press("a")
        assert said(app) == "there is no term in this text"
        await pilot.press(":", "5", "0", "%", "enter")
        assert 45 <= app.session.percent <= 55
        await pilot.press("backspace")
        assert app.session.current == app.session.contents[2].row

    drive(open_text(tmp_path, long_text()), act)


def test_terms_are_listed_with_their_english(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("a")
        options = app.screen.query_one(OptionList)
        assert [str(options.get_option_at_index(n).prompt) for n in range(3)] == [
            "frappe aérienne — air strike", "avion de chasse — fighter", "frapper — hit",
        ]  # fmt: skip
        await pilot.press("j", "enter")
        assert app.session.current == 1

    drive(opened, act)


def test_why_a_row_is_marked(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("W", "w")
        assert said(app) == "12 is missing in the translation; 21 is only there"
        await pilot.press("i")
        assert "‼ 12 is missing" in plain(app.panel.paragraphs)

    drive(opened, act)


def test_the_position_is_kept_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"

    async def go(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press(":", "4", "0", "%", "enter", "m", "3", "q")

    left = drive(open_text(tmp_path, long_text(), path), go)

    async def look(app: ReaderApp, pilot: Pilot[None]) -> None:
        assert app.session.current == left.session.current
        assert app.session.bookmarks.rows == [left.session.current]
        assert app.session.mode is Mode.INTERLEAVED
        await until(pilot, lambda: said(app) == f"going on at {app.session.percent} %")

    drive(open_text(tmp_path, long_text(), path), look)

    async def look_again(app: ReaderApp, pilot: Pilot[None]) -> None:
        assert app.session.current == left.session.current + 1
        await until(pilot, lambda: "edited since" in said(app))

    drive(open_text(tmp_path, "Avant-propos.\n\n" + long_text(), path), look_again)


def test_a_position_that_cannot_be_kept_is_said_at_the_end_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reading").write_text("")
    monkeypatch.setattr("bilingual.reader.app._KEEP_EVERY", 0.02)

    tried: list[ReaderApp] = []
    keep = ReaderApp.keep_position

    def counted(app: ReaderApp) -> None:
        tried.append(app)
        keep(app)

    monkeypatch.setattr(ReaderApp, "keep_position", counted)

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: len(tried) > 1)
        assert "cannot be made" not in said(app)
        await pilot.press("q")

    app = drive(open_text(tmp_path, SOURCE), act)
    assert "cannot be made" in str(app.unkept)


def test_what_a_thread_has_done_too_late_is_dropped(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)

    app = drive(opened, act)
    assert not app.screen_stack
    app.on_reader_app_called(ReaderApp.Called(lambda: app.complain(ModelError("too late"))))
    app.on_row_view_resized()


class Failing(FakeTranslator):
    """A translator without a package."""

    def translate(self, sentences: Iterable[str]) -> Iterator[Translation]:
        raise ModelError("no package for French to English", remedy="bilingual models install fr en")
        yield


def test_without_a_package_one_reads_the_source_and_is_told_why(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "no package for French to English" in said(app))
        await pilot.press("j", "j")
        assert "no package" in said(app)
        assert app.session.current == 2
        await pilot.press("M")
        assert "not translated yet" in said(app)

    drive(open_text(tmp_path, SOURCE, translator=Failing()), act)


def test_mended_rows_are_kept_where_their_reader_says(opened: Opened, tmp_path: Path) -> None:
    target = tmp_path / "article.fr.bilingual.json"

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("j", "M")
        assert said(app).startswith("rows merged; z takes it back")
        await pilot.press("q")
        assert isinstance(app.screen, ListDialog)
        await pilot.press("escape", "ctrl+s")
        assert app.screen.query_one(Input).value == str(target)
        await pilot.press("enter")
        await until(pilot, target.exists)
        await until(pilot, lambda: said(app) == f"written to {target}")
        await pilot.press("q")

    drive(opened, act)
    assert len(ParallelText.from_json(target.read_text("utf-8")).beads) == 4


def test_whoever_thinks_better_of_quitting_may_write_and_go_on(opened: Opened, tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("M", "q", "enter", "escape", "ctrl+s", "enter")
        await until(pilot, lambda: said(app).startswith("written to"))
        assert app.is_running

    drive(opened, act)
    assert (tmp_path / "article.fr.bilingual.json").exists()


def test_what_cannot_be_written_is_said_and_kept(opened: Opened, tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("M", "ctrl+s")
        app.screen.query_one(Input).value = str(tmp_path / "no" / "such" / "file.json")
        await pilot.press("enter")
        await until(pilot, lambda: "cannot be written" in said(app))
        await pilot.press("q")
        assert isinstance(app.screen, ListDialog)

    drive(opened, act)


def test_no_file_is_overwritten_unasked(opened: Opened, tmp_path: Path) -> None:
    target = tmp_path / "article.fr.bilingual.json"
    target.write_text("mine")

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("ctrl+s", "enter")
        assert isinstance(app.screen, ListDialog)
        await pilot.press("enter")
        assert target.read_text() == "mine"
        await pilot.press("ctrl+s", "enter", "j", "enter")
        await until(pilot, lambda: target.read_text() != "mine")

    drive(opened, act)


def test_what_is_mended_in_a_pack_is_kept_in_it_at_once(tmp_path: Path, opened: Opened) -> None:
    pack = tmp_path / "pack.json"
    aligned_text().save(pack)
    text = ParallelText.from_json(pack.read_text("utf-8"))

    def beads() -> int:
        return len(json.loads(pack.read_text("utf-8"))["beads"])

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("M")
        await until(pilot, lambda: beads() == len(text) - 1)
        await until(pilot, lambda: said(app) == f"rows merged; written to {pack}")
        await pilot.press("X")
        assert isinstance(app.screen, ListDialog)
        await pilot.press("enter")
        await until(pilot, lambda: beads() == len(text))
        await pilot.press("z", "z")
        await until(pilot, lambda: said(app) == f"undone: rows merged; written to {pack}")
        await pilot.press("q")

    drive(replace(opened, book=Book(text), path=pack, is_pack=True), act)
    assert [bead.source for bead in ParallelText.from_json(pack.read_text("utf-8"))] == [
        bead.source for bead in text
    ]


def test_a_text_under_way_is_translated_to_its_end_before_it_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.json"

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+s")
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await until(pilot, target.exists)
        assert app.session.book.is_complete

    drive(open_text(tmp_path, long_text(1000)), act)
    assert ParallelText.from_json(target.read_text("utf-8")).beads


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (130, 40), (20, 6)])
def test_every_action_works_in_every_window(opened: Opened, size: tuple[int, int]) -> None:
    from bilingual.reader.keys import ACTIONS

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        app.translating.translate_all()
        await until(pilot, lambda: app.session.book.is_complete)
        for action in ACTIONS:
            if action.name in ("quit", "help"):
                continue
            app.perform(action.name)
            await pilot.pause()
            if len(app.screen_stack) > 1:
                await pilot.press("escape")
            assert screen(app).count("\n") + 1 == app.view.size.height
        await pilot.press("?")
        assert isinstance(app.screen, HelpDialog)
        await pilot.pause()
        title, hint = app.screen.query(Label)
        assert (str(title.render()), title.region.height) == ("Keys", 1)
        assert hint.region.bottom <= app.size.height or size[1] < 10
        await pilot.press("j", "G", "q")
        assert len(app.screen_stack) == 1

    drive(opened, act, size)


def test_the_window_may_change_its_size_while_translations_arrive(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("G")
        await pilot.resize_terminal(130, 40)
        app.open_panel(True)
        await pilot.pause()
        assert app.panel.has_class("beside")
        await pilot.resize_terminal(40, 15)
        await pilot.pause()
        assert app.panel.has_class("below")
        assert not app.session.layout.in_columns
        assert app.session.current in app.session.viewport.rows()

    drive(open_text(tmp_path, long_text()), act)


def test_keys_are_those_of_the_settings(opened: Opened) -> None:
    config = parse_config({"reader": {"view": "source", "keys": {"down": ["x"], "quit": "ctrl+x"}}}, "c")

    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        assert app.session.mode is Mode.SOURCE
        await pilot.press("x", "j", "q")
        assert app.session.current == 1
        assert "Ctrl-X Quit" in str(app.screen.query_one(KeyHints).render())
        await pilot.press("ctrl+x")

    assert not drive(replace(opened, config=config), act).is_running


def test_dark_becomes_light(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        assert (app.theme, app.palette) == (DARK.name, DARK)
        await pilot.press("D")
        assert (app.theme, app.palette, app.view.palette) == (LIGHT.name, LIGHT, LIGHT)

    drive(opened, act)


def test_everything_is_in_the_command_palette(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p")
        await type_text(pilot, "the end")
        found = app.screen.query_one(CommandList)
        await until(pilot, lambda: any(str(each.prompt).startswith("The end") for each in found.options[:1]))
        await pilot.press("enter")
        await until(pilot, lambda: app.session.current == 4)

    drive(opened, act)


def test_hints_at_the_foot_can_be_clicked_at(opened: Opened) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        hints = app.screen.query_one(KeyHints)
        at = str(hints.render()).index("Explain")
        await pilot.click(KeyHints, offset=(at, 0))
        await pilot.pause()
        assert app.panel.has_class("open")

    drive(opened, act)


def test_a_line_of_a_million_letters_opens(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await pilot.press("j", "space", "G", "right", "v", "v")
        assert app.session.percent == 100

    drive(open_text(tmp_path, "Bonjour. " + "x" * 1_000_000), act)


def test_escapes_of_a_text_never_reach_the_terminal(tmp_path: Path) -> None:
    async def act(app: ReaderApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.session.book.is_complete)
        await pilot.press("right", "right")
        text = screen(app) + plain(app.panel.paragraphs) + said(app)
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)

    drive(open_text(tmp_path, "Il \x1b[31mpleut\x1b[0m\u202e sur \x07Sarvane et \x9b2J la ville."), act)


def test_an_empty_pack_is_refused() -> None:
    from bilingual.errors import BitextError

    text = aligned_text()
    with pytest.raises(BitextError, match="no sentence"):
        Book(replace(text, beads=()))
