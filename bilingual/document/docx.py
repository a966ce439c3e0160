"""Word documents (.docx): the text as it stands after all changes are accepted, footnotes after their chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bilingual.document.archive import Archive
from bilingual.document.blocks import Extract, notes_last
from bilingual.document.markup import SUPERSCRIPT
from bilingual.document.office import OfficeReader, Role, attribute, local_name, metadata_of, number

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
_FALSE = ("0", "false")
_LOWEST_OUTLINE = 8  # outline levels are 0 to 8; 9 is running text
_DEEPEST_STYLE = 30  # styles that one may be based on, in a chain that may be a circle


def read_docx(archive: Archive) -> Extract:
    """Read a Word document.

    Raises:
        DocumentError: it is damaged.
    """
    reader = _Reader(archive)
    body = archive.xml(_DOCUMENT).find("{*}body")
    if body is None:
        raise archive.error("damaged: it has no body", "save it again")
    core = archive.xml(_CORE).iterchildren("{*}*") if _CORE in archive else ()
    return Extract(notes_last(reader.blocks(body)), metadata_of(core, _METADATA))


class _Reader(OfficeReader):
    """The parts of a document that its body refers to."""

    PARAGRAPHS = frozenset(("p",))
    ITEMS = frozenset(("tc",))

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self._styles = _read_styles(archive.xml(_STYLES)) if _STYLES in archive else {}
        self._texts = {
            reference: {attribute(note, "id"): note for note in archive.xml(path).iterchildren("{*}*")}
            for reference, path in _NOTES.items()
            if path in archive
        }

    def is_skipped(self, element: _Element) -> bool:
        return local_name(element) in _SKIPPED or _is_contents(element)

    def role(self, paragraph: _Element) -> Role:
        properties = paragraph.find("{*}pPr")
        if properties is None:
            return Role()
        style = self._styles.get(attribute(properties.find("{*}pStyle"), "val"), Role())
        return _own_role(properties, style)

    def text(self, parent: _Element) -> Iterator[str]:
        for child in parent.iterchildren("{*}*"):
            tag = local_name(child)
            if tag == "r":
                yield from self._run(child)
            elif tag == "txbxContent":
                self.boxes.append(child)
            elif tag not in _SKIPPED:
                yield from self.text(child)

    def _run(self, run: _Element) -> Iterator[str]:
        properties = run.find("{*}rPr")
        raised = False
        if properties is not None:
            hidden = properties.find("{*}vanish")
            if hidden is not None and attribute(hidden, "val") not in _FALSE:
                return
            raised = attribute(properties.find("{*}vertAlign"), "val") == "superscript"
        for child in run.iterchildren("{*}*"):
            match local_name(child):
                case "t":
                    text = child.text or ""
                    yield text.translate(SUPERSCRIPT) if raised and text.isdecimal() else text
                case "tab" | "ptab":
                    yield " "
                case "br" | "cr":
                    yield " " if attribute(child, "type") in ("page", "column") else "\n"
                case "noBreakHyphen":
                    yield "\u2011"
                case "footnoteReference" | "endnoteReference" as tag:
                    note = self._texts.get(tag, {}).get(attribute(child, "id"))
                    if note is not None:
                        self.notes.append(note)
                case tag if tag not in _SKIPPED:
                    yield from self.text(child)


def _read_styles(root: _Element) -> dict[str, Role]:
    elements = {attribute(style, "styleId"): style for style in root.iterchildren("{*}style")}
    return {key: _resolve(key, elements) for key in elements}


def _resolve(key: str, elements: dict[str, _Element]) -> Role:
    """Return a style with what it takes over from those it is based on."""
    chain: list[_Element] = []
    while (element := elements.get(key)) is not None and len(chain) < _DEEPEST_STYLE:
        chain.append(element)
        key = attribute(element.find("{*}basedOn"), "val")
    style = Role()
    for element in reversed(chain):
        name = attribute(element.find("{*}name"), "val")
        if heading := _HEADING.fullmatch(name):
            style = Role(int(heading[1] or 1) or 1)
        elif _CONTENTS.fullmatch(name):
            style = Role(contents=True)
        properties = element.find("{*}pPr")
        if properties is not None:
            style = _own_role(properties, style)
    return style


def _own_role(properties: _Element, style: Role) -> Role:
    """Return a style with what the properties of a paragraph say beside it."""
    level, item = style.level, style.item
    outline = number(attribute(properties.find("{*}outlineLvl"), "val"))
    if outline is not None:
        level = outline + 1 if outline <= _LOWEST_OUTLINE else 0
    if (numbering := properties.find("{*}numPr")) is not None:
        item = attribute(numbering.find("{*}numId"), "val") != "0"
    return Role(level, item, style.contents)


def _is_contents(element: _Element) -> bool:
    """Whether an element holds a table of contents that Word has made."""
    galleries: Iterable[_Element] = element.iterfind("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return any(attribute(gallery, "val").startswith("Table of") for gallery in galleries)
