"""What the formats of dictionaries share: from a word in any form to the entries of its spellings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.lemmas import lemmatize
from bilingual.lexicon.dictfiles import fold
from bilingual.lexicon.markup import has_markup, plain_text

_LONGEST_NAME: Final = 100  # characters of a dictionary's name
_LONGEST_WORD: Final = 500  # characters; nobody looks up more, and lemmas of more take long
_MOST_ENTRIES: Final = 50  # for one word


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """What a dictionary says of a headword.

    Args:
        headword: as the dictionary writes it.
        text: in lines, without markup; control characters of the file are still in it.
    """

    headword: str
    text: str


@dataclass(frozen=True)
class DictionaryFile:
    """What all formats share: from a word to the keys of its entries.

    Args:
        path: to the file that was recognised.
    """

    path: Path

    @cached_property
    def name(self) -> str:
        """What it calls itself, or its file's name."""
        own = " ".join(self._own_name().split())
        return own[:_LONGEST_NAME] or self.path.name.split(".")[0] or self.path.name

    def look_up(self, word: str, language: Language | None = None) -> tuple[DictionaryEntry, ...]:
        """Return the entries of a word, see `Dictionary`."""
        if not word.strip() or len(word) > _LONGEST_WORD:
            return ()
        languages = (language,) if language else (FRENCH, ENGLISH)
        lemmas = () if " " in word else (lemma for each in languages for lemma in lemmatize(word, each))
        keys = dict.fromkeys(fold(form) for form in (word, *lemmas))
        entries = (entry for key in keys if key for entry in self._find(key) if entry.text)
        return tuple(dict.fromkeys(islice(entries, _MOST_ENTRIES)))

    def _own_name(self) -> str:
        return ""

    @abstractmethod
    def _find(self, key: str) -> Iterator[DictionaryEntry]:
        """Give the entries whose folded headword is `key`."""


def decoded(data: bytes) -> str:
    """Return the text of bytes; old dictionaries are not in UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def tidy(text: str, *, marked: bool = False) -> str:
    """Return the lines of a text without markup (where it is `marked`, or looks it) and empty lines."""
    if marked or has_markup(text):
        return plain_text(text)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
