"""`bilingual read --view`, `--plain` and `--reveal`, and `bilingual reader`, as processes."""

from __future__ import annotations

import os
import re
import shlex
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner
from processes import run
from readers import EXAMPLES
from terminals import terminal

from bilingual.cli import bilingual

ARTICLE = EXAMPLES / "frappes-aeriennes.fr.txt"
TRANSLATION = EXAMPLES / "frappes-aeriennes.en.txt"


@pytest.mark.parametrize("view", ["interleaved", "target"])
def test_views_of_a_text_with_its_translation(view: str) -> None:
    text = run("read", ARTICLE, "--translation", TRANSLATION, "--view", view, "-q").stdout.decode()
    assert "│" not in text
    assert ("Veskarie" in text) == (view != "target")
    assert ("Veskary" in text or "Veskaria" in text) == (view != "source")


def test_plain_is_plain_even_where_colours_are_wanted() -> None:
    text = run("read", ARTICLE, "--plain", "-q", "--color", "always").stdout.decode()
    assert "\x1b" not in text
    assert not set("│─‼≠¹") & set(text)
    assert text.count("French: ") == text.count("English: ") > 15


def test_into_a_pipe_translations_are_revealed_at_the_end() -> None:
    text = run("align", ARTICLE, TRANSLATION, "--reveal", "-q").stdout.decode()
    source, _, target = text.partition("── Translations")
    assert "Veskarie" in source
    assert "  1 " in target
    assert "Veskarie" not in target


def test_what_does_not_go_together_is_said() -> None:
    for options, message in (
        (("--plain", "--reveal"), "do not go together"),
        (("--plain", "--view", "gloss"), "do not go together"),
        (("--plain", "--format", "tsv"), "--plain is for columns"),
    ):
        done = CliRunner().invoke(bilingual, ["read", str(ARTICLE), *options])
        assert done.exit_code == 2
        assert message in done.output


def test_at_a_terminal_each_translation_waits_for_a_key() -> None:
    with terminal("read", ARTICLE, "--translation", TRANSLATION, "--reveal", "-q", "--no-color") as reader:
        reader.expect("au nord de Sarvane")
        assert "Veskaria" not in reader.screen
        reader.type("\n")
        reader.expect("Veskaria")
        reader.type("xnq")
        reader.expect("Terms")
        assert reader.end() == 0
        assert "Un tournant" not in reader.screen


def test_the_reader_goes_on_where_it_was_even_after_its_terminal_closed(tmp_path: Path) -> None:
    place = {"BILINGUAL_DATA_DIR": str(tmp_path)}
    with terminal("reader", ARTICLE, "--translation", TRANSLATION, **place) as reader:
        reader.expect("Veskaria")
        reader.type("jj")
        reader.expect("3/")
        os.kill(reader.process, signal.SIGHUP)
        assert reader.end() == 0
    assert len(list((tmp_path / "reading").glob("*.json"))) == 2
    with terminal("reader", ARTICLE, "--translation", TRANSLATION, **place) as reader:
        reader.expect("3/")
        reader.type("q")
        assert reader.end() == 0
        assert "Traceback" not in reader.screen


def test_the_reader_takes_a_text_from_a_pipe_and_keys_from_the_terminal() -> None:
    with terminal("reader", "-", "--no-memory", shell=f"cat {shlex.quote(str(ARTICLE))} |") as reader:
        reader.expect("1/19")
        reader.type("q")
        assert reader.end() == 0


def test_without_colours_the_reader_sends_none() -> None:
    with terminal("reader", ARTICLE, "--translation", TRANSLATION, NO_COLOR="1") as reader:
        reader.expect("Veskaria")
        reader.type("l")
        reader.expect("French")
        reader.type("q")
        assert reader.end() == 0
        codes = {
            code for found in re.findall(r"\x1b\[([0-9;]*)m", reader.screen) for code in found.split(";")
        }
        assert not codes & {*map(str, range(30, 38)), *map(str, range(40, 48)), "38", "48"}


def test_without_a_terminal_the_reader_says_what_to_do() -> None:
    done = run("reader", ARTICLE)
    assert done.returncode == 2
    assert b"needs a terminal" in done.stderr
    assert b"bilingual read" in done.stderr


def test_settings_that_cannot_be_used_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[reader]\ntheme = 'blue'\n")
    with terminal("reader", ARTICLE, width=200, BILINGUAL_CONFIG_DIR=str(tmp_path)) as reader:
        assert reader.end() == 1
        assert reader.screen == (
            f"bilingual: {tmp_path}/config.toml, reader.theme: cannot be 'blue' (it may be auto, dark, light)\n"
        )
