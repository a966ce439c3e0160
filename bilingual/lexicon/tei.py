"""Dictionaries in TEI P5 or P4, as FreeDict writes them, packed (`.tei.xz`, `.tei.gz`) or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NoReturn

from bilingual.elements import ElementReader
from bilingual.lexicon.dictfiles import DictionaryError, damaged, fold, pieces
from bilingual.lexicon.dictionaryfile import DictionaryEntry, DictionaryFile

_ROOTS: Final = frozenset(("TEI", "TEI.2"))
_GRAMMAR: Final = frozenset(("pos", "gen", "num", "subc"))
_MEANINGS: Final = frozenset(("quote", "tr", "def"))
_REMARKS: Final = frozenset(("usg", "note"))
_KEPT: Final = _GRAMMAR | _MEANINGS | _REMARKS | {"orth", "pron", "title"}


@dataclass(frozen=True)
class TeiFile(DictionaryFile):
    """A TEI dictionary; all its entries are held in memory once it is asked."""

    @cached_property
    def _read(self) -> _Reader:
        reader = _Reader(self)
        reader.read()
        return reader

    def _own_name(self) -> str:
        return self._read.title

    def _find(self, key: str) -> Iterator[DictionaryEntry]:
        return iter(self._read.entries.get(key, ()))


@dataclass(slots=True)
class _Entry:
    headwords: list[str] = field(default_factory=list)
    grammar: list[str] = field(default_factory=list)
    senses: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        """Return the grammar in a line, then each sense in one."""
        senses = [", ".join(dict.fromkeys(sense)) for sense in self.senses if sense]
        if len(senses) > 1:
            senses = [f"{number}. {sense}" for number, sense in enumerate(senses, 1)]
        return "\n".join(filter(None, (", ".join(dict.fromkeys(self.grammar)), *senses)))


class _Reader(ElementReader):
    """Collects entries."""

    def __init__(self, file: TeiFile) -> None:
        super().__init__("TEI", "dictionary", _ROOTS)
        self.title = ""
        self.entries: dict[str, list[DictionaryEntry]] = {}
        self._path = file.path
        self._around: list[tuple[str, str]] = []  # names and types of the elements that are open
        self._text: list[str] = []
        self._entry: _Entry | None = None

    def read(self) -> None:
        """Read the whole file."""
        self.parse(pieces(self._path))
        if not self.entries:
            raise DictionaryError("no entries", place=str(self._path), remedy="give another dictionary")

    def _fail(self, problem: str, line: int) -> NoReturn:
        raise damaged(problem, self._path, f"line {line}") from None

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._around.append((name, attributes.get("type", "")))
        if name == "entry":
            self._entry = _Entry()
        elif name == "sense" and self._entry:
            self._entry.senses.append([])
        if name in _KEPT:
            self._text.clear()

    def _take(self, text: str) -> None:
        if self._entry or (not self.title and self._around[-1][0] == "title"):
            self._text.append(text)

    def _close(self, name: str) -> None:
        self._around.pop()
        if name in _KEPT:
            self._keep(name, " ".join("".join(self._text).split()))
            self._text.clear()
        if name == "entry" and self._entry:
            self._finish(self._entry)
            self._entry = None

    def _keep(self, local: str, text: str) -> None:
        if not text:
            return
        entry = self._entry
        if entry is None:
            if local == "title" and not self.title:
                self.title = text
            return
        # The inside of a translation or of an example says nothing of the headword.
        cited = [kind for name, kind in self._around if name in ("cit", "eg")]
        if local == "orth" and not cited:
            entry.headwords.append(text)
        elif local == "pron" and not cited:
            entry.grammar.append(f"/{text.strip('/[]')}/")
        elif local in _GRAMMAR and not cited:
            entry.grammar.append(text)
        elif local in _MEANINGS and all(kind.startswith("trans") for kind in cited):
            self._sense(entry).append(text)
        elif local in _REMARKS and not cited:
            self._sense(entry).append(f"({text})")

    def _sense(self, entry: _Entry) -> list[str]:
        if not entry.senses:
            entry.senses.append([])
        return entry.senses[-1]

    def _finish(self, entry: _Entry) -> None:
        text = entry.text()
        for headword in dict.fromkeys(entry.headwords):
            self.entries.setdefault(fold(headword), []).append(DictionaryEntry(headword, text))
