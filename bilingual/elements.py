"""XML from outside, element by element: nothing is fetched, no entity is expanded, nesting has an end.

Expat reads piece by piece, so that no tree of a large file is held. A document type that names a DTD is passed
over. Declarations of entities are refused, since nothing in the files that are read needs them and they can read
other files (XXE) or fill the memory (billion laughs).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Final, NoReturn
from xml.parsers import expat

DEEPEST: Final = 60
"""Elements inside one another; glossaries and dictionaries have about ten."""


class ElementReader(ABC):
    """Reads XML; what its elements mean is the subclass's matter. Names come without their namespace.

    Args:
        kind: what messages call the format: `TBX`.
        what: what they call such a file: `glossary`.
        roots: the elements that it may begin with.
    """

    def __init__(self, kind: str, what: str, roots: frozenset[str]) -> None:
        self._kind, self._what, self._roots = kind, what, roots
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._take
        self._parser.EntityDeclHandler = self._refuse_entities
        self._parser.SkippedEntityHandler = self._refuse_entities
        self._parser.ExternalEntityRefHandler = self._refuse_entities
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def parse(self, pieces: Iterable[bytes]) -> None:
        """Read a whole file, given in pieces."""
        try:
            for piece in pieces:
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            message = expat.errors.messages.get(error.code, "error") if error.code else "error"
            self._fail(f"not well-formed XML: {message}", error.lineno)
        except (ValueError, LookupError) as error:  # an encoding that is declared but does not exist
            self._fail(f"cannot be decoded: {error}", self.line)

    @property
    def line(self) -> int:
        """The line now read, from 1."""
        return self._parser.CurrentLineNumber

    @abstractmethod
    def _fail(self, problem: str, line: int) -> NoReturn:
        """Raise the error of this format."""

    @abstractmethod
    def _open(self, name: str, attributes: dict[str, str]) -> None:
        """Take up the beginning of an element."""

    @abstractmethod
    def _take(self, text: str) -> None:
        """Take up a text, or a piece of one."""

    @abstractmethod
    def _close(self, name: str) -> None:
        """Take up the end of an element."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self._depth == 0 and local not in self._roots:
            self._fail(f"this XML is no {self._kind}: it begins with <{local}>", self.line)
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(f"more than {DEEPEST} elements inside one another", self.line)
        # « xml:lang » comes with the name of its namespace.
        self._open(local, {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._close(_local(name))

    def _refuse_entities(self, *_: object) -> NoReturn:
        self._fail(f"entities are not allowed in a {self._what}", self.line)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
