"""The user's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.directories import config_file
from bilingual.reader.config import Config, ConfigError, load_config
from bilingual.reader.keys import ACTIONS, is_key, keymap, twice
from bilingual.reader.layout import Mode


def config(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    return load_config(path)


def test_no_file_is_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_config(tmp_path / "none.toml") == Config()
    monkeypatch.setenv("BILINGUAL_CONFIG_DIR", str(tmp_path))
    assert config_file() == tmp_path / "config.toml"


def test_theme_view_and_keys(tmp_path: Path) -> None:
    found = config(
        tmp_path, '[reader]\ntheme = "light"\nview = "source"\n[reader.keys]\ndown = "n"\nup = ["p", "up"]\n'
    )
    assert (found.theme, found.view) == ("light", Mode.SOURCE)
    assert found.keys["down"] == ("n",)
    assert found.keys["search_next"] == (), "a key that is given away is the default's no longer"
    assert found.keys["go_to"] == (":",)
    assert found.keys["quit"] == ("q", "ctrl+c")


def test_tables_of_other_commands_are_none_of_its_business(tmp_path: Path) -> None:
    assert config(tmp_path, "[other]\nx = 1\n") == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[reader", "config.toml: not TOML: .*(mend or remove the line)"),
        ("reader = 3", "reader is no table"),
        ("[reader]\nteme = 'dark'", "reader.teme: no such setting .did you mean 'theme'"),
        ("[reader]\ntheme = 'blue'", "reader.theme: cannot be 'blue' .it may be auto, dark, light"),
        ("[reader]\nview = 7", "reader.view: cannot be 7 .it may be both, source"),
        ("[reader.keys]\ndwon = 'j'", "reader.keys.dwon: no action 'dwon' .did you mean 'down'"),
        ("[reader.keys]\ndown = 'hyper+j'", "reader.keys.down: 'hyper.j' is no key .write keys as"),
        ("[reader.keys]\ndown = 3", "reader.keys.down: is no key"),
        ("[reader.keys]\ndown = 'x'\nup = 'x'", "'x' is given to down and to up .leave it to one"),
    ],
)
def test_what_cannot_be_used_is_said_with_file_setting_and_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        config(tmp_path, text)
    assert str(tmp_path / "config.toml") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(tmp_path / "c.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)


def test_every_default_key_is_one_and_belongs_to_one_action() -> None:
    assert all(is_key(key) for action in ACTIONS for key in action.keys)
    assert twice({action.name: action.keys for action in ACTIONS}) is None
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    assert keymap({}) == {action.name: action.keys for action in ACTIONS}
