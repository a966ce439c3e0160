"""Dictionaries in TEI P5 or P4, as FreeDict writes them, packed (`.tei.xz`, `.tei.gz`) or not.

Expat reads piece by piece. Declarations of entities are refused, as in TBX: nothing in a dictionary needs
them, and they can read files (XXE) or fill the memory (billion laughs).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NoReturn
from xml.parsers import expat

from bilingual.lexicon.dictfiles import DictionaryError, damaged, fold, pieces
from bilingual.lexicon.dictionaryfile import DictionaryEntry, DictionaryFile

_ROOTS: Final = frozenset(("TEI", "TEI.2"))
_DEEPEST: Final = 60  # elements inside one another; dictionaries have about ten
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


class _Reader:
    """Collects entries while expat reads."""

    def __init__(self, file: TeiFile) -> None:
        self.title = ""
        self.entries: dict[str, list[DictionaryEntry]] = {}
        self._path = file.path
        self._open: list[tuple[str, str]] = []  # names and types of the elements that are open
        self._text: list[str] = []
        self._entry: _Entry | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._refuse_entities
        self._parser.SkippedEntityHandler = self._refuse_entities
        self._parser.ExternalEntityRefHandler = self._refuse_entities
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def read(self) -> None:
        """Read the whole file."""
        try:
            for piece in pieces(self._path):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            message = expat.errors.messages.get(error.code, "error") if error.code else "error"
            self._fail(f"not well-formed XML: {message}", error.lineno)
        except (ValueError, LookupError) as error:  # an encoding that is declared but does not exist
            self._fail(f"cannot be decoded: {error}", self._parser.CurrentLineNumber)
        if not self.entries:
            raise DictionaryError("no entries", place=str(self._path), remedy="give another dictionary")

    def _fail(self, problem: str, line: int) -> NoReturn:
        raise damaged(problem, self._path, f"line {line}") from None

    def _refuse_entities(self, *_: object) -> NoReturn:
        self._fail("entities are not allowed in a dictionary", self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self._open and local not in _ROOTS:
            self._fail(f"this XML is no TEI: it begins with <{local}>", self._parser.CurrentLineNumber)
        if len(self._open) >= _DEEPEST:
            self._fail(f"more than {_DEEPEST} elements inside one another", self._parser.CurrentLineNumber)
        self._open.append((local, attributes.get("type", "")))
        if local == "entry":
            self._entry = _Entry()
        elif local == "sense" and self._entry:
            self._entry.senses.append([])
        if local in _KEPT:
            self._text.clear()

    def _characters(self, text: str) -> None:
        if self._entry or (not self.title and self._open[-1][0] == "title"):
            self._text.append(text)

    def _end(self, _: str) -> None:
        local, _kind = self._open.pop()
        if local in _KEPT:
            self._keep(local, " ".join("".join(self._text).split()))
            self._text.clear()
        if local == "entry" and self._entry:
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
        cited = [kind for name, kind in self._open if name in ("cit", "eg")]
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
