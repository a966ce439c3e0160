"""Where files are kept: each directory by environment variable, else where the platform keeps such things."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bilingual.errors import BilingualError

_NAME = "bilingual"


class NoHomeError(BilingualError):
    """A place depends on a home directory, and there is none: a container's user of any number, say."""


def cache_directory(*, lasting: bool = False) -> Path:
    """Return the directory for what can be made again: memory, unpacked packages. It may not exist.

    `BILINGUAL_CACHE_DIR` overrides the platform's place. Where no home is known it is a temporary directory,
    which ends with the process: that is no reason not to read.

    Args:
        lasting: want no temporary one.

    Raises:
        NoHomeError: no home is known, and `lasting` is asked for.
    """
    try:
        return _place("BILINGUAL_CACHE_DIR", "cache")
    except NoHomeError:
        if lasting:
            raise
        return Path(_temporary_directory().name)


def _place(variable: str, kind: Literal["cache", "config", "data"]) -> Path:
    if given := os.environ.get(variable):
        return Path(given)
    # Imported here: what needs no directory does not pay for it.
    import platformdirs

    find = {
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
    }[kind]
    try:
        return find(_NAME, appauthor=False)
    except RuntimeError:
        raise NoHomeError("no home directory is known", remedy=f"set HOME or {variable}") from None


@lru_cache(maxsize=1)
def _temporary_directory() -> tempfile.TemporaryDirectory[str]:
    """Return the directory of this process; others cannot have put anything in it, as they could in a fixed one."""
    return tempfile.TemporaryDirectory(prefix="bilingual-cache-")


def memory_file() -> Path:
    """Return the file of the translation memory."""
    return cache_directory() / "memory.sqlite"


def data_directory() -> Path:
    """Return the directory for what the reader made and would miss: the deck. It may not exist.

    `BILINGUAL_DATA_DIR` overrides the platform's place.

    Raises:
        NoHomeError: no home is known.
    """
    return _place("BILINGUAL_DATA_DIR", "data")


def deck_file() -> Path:
    """Return the file of the deck."""
    return data_directory() / "deck.sqlite"


def reading_directory() -> Path:
    """Return the directory for where the reader is in each text, and for bookmarks."""
    return data_directory() / "reading"


def config_file() -> Path:
    """Return the file of settings, which its user writes; it may not exist.

    `BILINGUAL_CONFIG_DIR` overrides the platform's place of its directory.

    Raises:
        NoHomeError: no home is known.
    """
    return _place("BILINGUAL_CONFIG_DIR", "config") / "config.toml"


def unpacked_packages() -> Path:
    """Return the directory in which `.argosmodel` archives are unpacked."""
    return cache_directory() / "packages"
