"""The user's settings for the reader: the table `[reader]` of a TOML file.

[reader]
theme = "light"                  # auto, dark or light
view = "interleaved"             # both, source, interleaved or target

[reader.keys]
down = ["j", "down"]             # actions as `?` in the reader lists them
page_down = "space"
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.errors import BilingualError
from bilingual.reader.keys import complaint_about, keymap, twice
from bilingual.reader.layout import Mode

THEMES = ("auto", "dark", "light")
_SETTINGS = ("theme", "view", "keys")


class ConfigError(BilingualError):
    """Settings that cannot be used."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the user has set.

    Args:
        theme: `auto`, `dark` or `light`.
        view: what is shown of a text that is opened for the first time.
        keys: of every action.
    """

    theme: str = "auto"
    view: Mode = Mode.BOTH
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: keymap({}))


def load_config(path: Path) -> Config:
    """Read the settings; those of a file that does not exist are the defaults.

    Raises:
        ConfigError: the file cannot be read, or something in it cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(f"cannot be read: {reason}", place=str(path)) from None
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not TOML: {error}", place=str(path), remedy="mend or remove the line") from None
    except RecursionError:  # thousands of brackets
        raise ConfigError("nested too deeply", place=str(path), remedy="mend or remove it") from None
    return parse_config(settings, str(path))


def parse_config(settings: Mapping[str, Any], place: str) -> Config:
    """Return settings as they stand in the file.

    Args:
        settings: the whole file.
        place: what errors call it.

    Raises:
        ConfigError: something cannot be used; the message names the setting and what it may be.
    """
    table = settings.get("reader", {})
    if not isinstance(table, dict):
        raise ConfigError("reader is no table", place=place, remedy="write [reader] on a line of its own")
    for name in table:
        if name not in _SETTINGS:
            near = difflib.get_close_matches(name, _SETTINGS, 1)
            remedy = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_SETTINGS)}"
            raise ConfigError("no such setting", place=f"{place}, reader.{name}", remedy=remedy)
    theme = _one_of(table, "theme", THEMES, "auto", place)
    view = _one_of(table, "view", tuple(mode.value for mode in Mode), Mode.BOTH.value, place)
    return Config(theme, Mode(view), keymap(_keys(table.get("keys", {}), place)))


def _one_of(table: Mapping[str, Any], name: str, allowed: tuple[str, ...], default: str, place: str) -> str:
    value = table.get(name, default)
    if value not in allowed:
        remedy = f"it may be {', '.join(allowed)}"
        raise ConfigError(f"cannot be {value!r}", place=f"{place}, reader.{name}", remedy=remedy)
    assert isinstance(value, str)
    return value


def _keys(table: object, place: str) -> dict[str, tuple[str, ...]]:
    where = f"{place}, reader.keys"
    if not isinstance(table, dict):
        raise ConfigError("is no table", place=where, remedy='write [reader.keys], then lines as down = "j"')
    own: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise ConfigError("is no key", place=f"{where}.{name}", remedy='write "j" or ["j", "down"]')
        if wrong := complaint_about(name, keys):
            raise ConfigError(wrong[0], place=f"{where}.{name}", remedy=wrong[1])
        own[name] = tuple(keys)
    if clash := twice(own):
        key, first, second = clash
        raise ConfigError(
            f"{key!r} is given to {first} and to {second}", place=where, remedy="leave it to one"
        )
    return own
