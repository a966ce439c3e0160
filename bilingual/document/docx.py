"""Word documents (.docx): the text as it stands after all changes are accepted, footnotes after their chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.document.archive import Archive
from bilingual.document.blocks import Block, Extract, notes_last
from bilingual.document.markup import SUPERSCRIPT
from bilingual.document.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_METADATA = {"title": "title", "creator": "author", "created": "date", "language": "language"}
# Deleted text, what a field was computed from, properties, and what only other programs show.
_SKIPPED = frozenset(
    "annotationRef del delText delInstrText Fallback fldData footnoteRef endnoteRef instrText moveFrom pPr rPr "
    "sdtPr sectPr tblGrid tblPr tcPr trPr".split()
)
_HEADING = re.compile(r"(?:heading|titre|title|subtitle)[ ]?(\d?)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|tm|table of contents|table of figures)(?:[ ]?\d|[ ]heading)?", re.IGNORECASE)
_LOWEST_OUTLINE = 8  # outline levels are 0 to 8; 9 is running text
_DEEPEST_STYLE = 30  # styles that one may be based on, in a chain that may be a circle


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph's style says.

    Args:
        level: of headings; 0 for other paragraphs.
        numbered: whether it is an item of a list.
        contents: whether it is a line of the table of contents.
    """

    level: int = 0
    numbered: bool = False
    contents: bool = False


def read_docx(archive: Archive) -> Extract:
    """Read a Word document.

    Raises:
        DocumentError: it is damaged.
    """
    reader = _Reader(archive)
    body = archive.xml(_DOCUMENT).find("{*}body")
    if body is None:
        raise archive.error("damaged: it has no body", "save it again")
    metadata: dict[str, str] = {}
    if _CORE in archive:
        for element in archive.xml(_CORE).iterchildren("{*}*"):
            key = _METADATA.get(_tag(element))
            if key and element.text:
                metadata[key] = element.text[:10] if key == "date" else element.text
    return Extract(notes_last(reader.blocks(body)), metadata)


class _Reader:
    """The parts of a document that its body refers to."""

    def __init__(self, archive: Archive) -> None:
        self._styles = _read_styles(archive.xml(_STYLES)) if _STYLES in archive else {}
        self._notes = {
            reference: {_value(note, "id"): note for note in archive.xml(path).iterchildren("{*}*")}
            for reference, path in _NOTES.items()
            if path in archive
        }
        self._in_note = False  # a note has no notes, whatever a damaged file says
        self._met: list[_Element] = []  # notes, and boxes of text, in the paragraph being read
        self._boxes: list[_Element] = []

    def blocks(
        self, parent: _Element, kind: ParagraphKind = ParagraphKind.BODY
    ) -> Iterator[tuple[Block, bool]]:
        """Yield the blocks under an element in order, each with whether it belongs to a note."""
        # The parser allows no more than 256 levels, so that recursion is safe here.
        for child in parent.iterchildren("{*}*"):
            tag = _tag(child)
            if tag == "p":
                yield from self._paragraph(child, kind)
            elif tag == "tc":
                yield from self.blocks(child, ParagraphKind.ITEM)
            elif tag not in _SKIPPED and not _is_contents(child):
                yield from self.blocks(child, kind)

    def _paragraph(self, paragraph: _Element, kind: ParagraphKind) -> Iterator[tuple[Block, bool]]:
        style = self._style(paragraph)
        text = "".join(self._text(paragraph))
        notes, boxes = ([] if self._in_note else self._met), self._boxes
        self._met, self._boxes = [], []
        if not style.contents:
            if style.level:
                yield Block(" ".join(text.split("\n")), ParagraphKind.HEADING, style.level), False
            else:
                yield Block(text, ParagraphKind.ITEM if style.numbered else kind), False
        for box in boxes:
            yield from self.blocks(box, kind)
        for note in notes:
            self._in_note = True
            yield from ((block, True) for block, _ in self.blocks(note))
            self._in_note = False

    def _style(self, paragraph: _Element) -> _Style:
        properties = paragraph.find("{*}pPr")
        if properties is None:
            return _Style()
        named = properties.find("{*}pStyle")
        style = self._styles.get(_value(named, "val"), _Style()) if named is not None else _Style()
        return _own_style(properties, style)

    def _text(self, parent: _Element) -> Iterator[str]:
        for child in parent.iterchildren("{*}*"):
            tag = _tag(child)
            if tag == "r":
                yield from self._run(child)
            elif tag == "txbxContent":
                self._boxes.append(child)
            elif tag not in _SKIPPED:
                yield from self._text(child)

    def _run(self, run: _Element) -> Iterator[str]:
        properties = run.find("{*}rPr")
        raised = False
        if properties is not None:
            if (hidden := properties.find("{*}vanish")) is not None and _value(hidden, "val") not in (
                "0",
                "false",
            ):
                return
            position = properties.find("{*}vertAlign")
            raised = position is not None and _value(position, "val") == "superscript"
        for child in run.iterchildren("{*}*"):
            match _tag(child):
                case "t":
                    text = child.text or ""
                    yield text.translate(SUPERSCRIPT) if raised and text.isdecimal() else text
                case "tab" | "ptab":
                    yield " "
                case "br" | "cr":
                    yield " " if _value(child, "type") in ("page", "column") else "\n"
                case "noBreakHyphen":
                    yield "\u2011"
                case "footnoteReference" | "endnoteReference" as tag:
                    note = self._notes.get(tag, {}).get(_value(child, "id"))
                    if note is not None:
                        self._met.append(note)
                case tag if tag not in _SKIPPED:
                    yield from self._text(child)


def _read_styles(root: _Element) -> dict[str, _Style]:
    elements = {_value(style, "styleId"): style for style in root.iterchildren("{*}style")}
    return {key: _resolve(key, elements) for key in elements}


def _resolve(key: str, elements: dict[str, _Element]) -> _Style:
    """Return a style with what it takes over from those it is based on."""
    chain: list[_Element] = []
    while (element := elements.get(key)) is not None and len(chain) < _DEEPEST_STYLE:
        chain.append(element)
        based = element.find("{*}basedOn")
        key = _value(based, "val") if based is not None else ""
    style = _Style()
    for element in reversed(chain):
        named = element.find("{*}name")
        name = _value(named, "val") if named is not None else ""
        if heading := _HEADING.fullmatch(name):
            style = _Style(int(heading[1] or 1) or 1)
        elif _CONTENTS.fullmatch(name):
            style = _Style(contents=True)
        properties = element.find("{*}pPr")
        if properties is not None:
            style = _own_style(properties, style)
    return style


def _own_style(properties: _Element, style: _Style) -> _Style:
    """Return a style with what the properties of a paragraph say beside it."""
    level, numbered = style.level, style.numbered
    if (outline := properties.find("{*}outlineLvl")) is not None and (
        value := _value(outline, "val")
    ).isdecimal():
        level = int(value) + 1 if int(value) <= _LOWEST_OUTLINE else 0
    if (number := properties.find("{*}numPr")) is not None:
        of_list = number.find("{*}numId")
        numbered = of_list is None or _value(of_list, "val") != "0"
    return _Style(level, numbered, style.contents)


def _is_contents(element: _Element) -> bool:
    """Whether an element holds a table of contents that Word has made."""
    galleries: Iterable[_Element] = element.iterfind("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return any(_value(gallery, "val").startswith("Table of") for gallery in galleries)


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: _Element, name: str) -> str:
    """Return an attribute whatever its namespace: strict and transitional files have different ones."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")
