"""What .docx and .odt have in common: paragraphs that lists, cells, boxes and notes hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bilingual.document.blocks import Block
from bilingual.document.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_DIGITS = 6
_DAY = 10  # characters of a date in ISO 8601, of which the hour is left out


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is by its style.

    Args:
        level: of headings; 0 for other paragraphs.
        item: whether it is an item of a list.
        contents: whether it is a line of the table of contents.
    """

    level: int = 0
    item: bool = False
    contents: bool = False


class OfficeReader(ABC):
    """Walks through a document; what its XML means, the formats say."""

    PARAGRAPHS: ClassVar[frozenset[str]]
    ITEMS: ClassVar[frozenset[str]]

    def __init__(self) -> None:
        # Of the paragraph being read.
        self.notes: list[_Element] = []
        self.boxes: list[_Element] = []
        self._in_note = False

    def blocks(
        self, parent: _Element, kind: ParagraphKind = ParagraphKind.BODY
    ) -> Iterator[tuple[Block, bool]]:
        """Yield the blocks under an element in order, each with whether it belongs to a note."""
        # The parser allows no more than 256 levels, so that recursion is safe here.
        for child in parent.iterchildren("{*}*"):
            tag = local_name(child)
            if tag in self.PARAGRAPHS:
                yield from self._paragraph(child, kind)
            elif not self.is_skipped(child):
                yield from self.blocks(child, ParagraphKind.ITEM if tag in self.ITEMS else kind)

    def _paragraph(self, paragraph: _Element, kind: ParagraphKind) -> Iterator[tuple[Block, bool]]:
        role = self.role(paragraph)
        text = "".join(self.text(paragraph))
        # A note has no notes, whatever a damaged file says.
        notes, boxes = ([] if self._in_note else self.notes), self.boxes
        self.notes, self.boxes = [], []
        if role.level:
            yield Block(" ".join(text.split("\n")), ParagraphKind.HEADING, role.level), False
        elif not role.contents:
            yield Block(text, ParagraphKind.ITEM if role.item else kind), False
        for box in boxes:
            yield from self.blocks(box, kind)
        for note in notes:
            self._in_note = True
            yield from ((block, True) for block, _ in self.blocks(note))
            self._in_note = False

    @abstractmethod
    def role(self, paragraph: _Element) -> Role:
        """Return what a paragraph is."""

    @abstractmethod
    def text(self, parent: _Element) -> Iterator[str]:
        """Yield the text of a paragraph; notes and boxes met in it are put aside."""

    @abstractmethod
    def is_skipped(self, element: _Element) -> bool:
        """Whether an element holds nothing that is read."""


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace; nothing for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: _Element | None, name: str) -> str:
    """Return an attribute whatever its namespace: strict and transitional files have different ones."""
    if element is None:
        return ""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


def number(text: str) -> int | None:
    """Return the number that an attribute holds; a damaged file may have thousands of digits there."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def metadata_of(elements: Iterable[_Element], names: Mapping[str, str]) -> dict[str, str]:
    """Return the metadata that elements hold; of several for one name the first counts.

    Args:
        elements: in the order of the file.
        names: what each element's name is called in `Document.metadata`.
    """
    found: dict[str, str] = {}
    for element in elements:
        key = names.get(local_name(element))
        if key and element.text:
            found.setdefault(key, element.text[:_DAY] if key == "date" else element.text)
    return found
