"""Where files are kept: each directory by environment variable, else where the platform keeps such things."""

from __future__ import annotations

import os
from pathlib import Path

_NAME = "bilingual"


def cache_directory() -> Path:
    """Return the directory for what can be made again: memory, unpacked packages. It may not exist.

    `BILINGUAL_CACHE_DIR` overrides the platform's place.
    """
    if given := os.environ.get("BILINGUAL_CACHE_DIR"):
        return Path(given)
    # Imported here: what needs no directory does not pay for it.
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def memory_file() -> Path:
    """Return the file of the translation memory."""
    return cache_directory() / "memory.sqlite"


def data_directory() -> Path:
    """Return the directory for what the reader made and would miss: the deck. It may not exist.

    `BILINGUAL_DATA_DIR` overrides the platform's place.
    """
    if given := os.environ.get("BILINGUAL_DATA_DIR"):
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False)


def deck_file() -> Path:
    """Return the file of the deck."""
    return data_directory() / "deck.sqlite"


def reading_directory() -> Path:
    """Return the directory for where the reader is in each text, and for bookmarks."""
    return data_directory() / "reading"


def config_file() -> Path:
    """Return the file of settings, which its user writes; it may not exist.

    `BILINGUAL_CONFIG_DIR` overrides the platform's place of its directory.
    """
    if given := os.environ.get("BILINGUAL_CONFIG_DIR"):
        return Path(given) / "config.toml"
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "config.toml"


def unpacked_packages() -> Path:
    """Return the directory in which `.argosmodel` archives are unpacked."""
    return cache_directory() / "packages"
