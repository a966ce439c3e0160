"""OpenDocument texts (.odt): what stands in the body; notes come after their chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bilingual.document.archive import Archive
from bilingual.document.blocks import Block, Extract, notes_last
from bilingual.document.markup import SUPERSCRIPT
from bilingual.document.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_METADATA = {
    "title": "title",
    "initial-creator": "author",
    "creator": "author",
    "date": "date",
    "language": "language",
}
# Indexes are made from the headings; changes are what was deleted; fields of the page mean nothing here.
_SKIPPED = frozenset(
    "alphabetical-index annotation annotation-end bibliography changed-region desc forms illustration-index "
    "index-title object-index page-count page-number ruby-text sequence-decls table-index table-of-content title "
    "tracked-changes user-index variable-decls user-field-decls".split()
)
_HEADING = re.compile(r"(?:Heading|Title|Titre|Subtitle)(?:_20_(\d+))?")
_MOST_SPACES = 100  # that one mark may stand for
_DEEPEST_STYLE = 30  # styles that one may be based on, in a chain that may be a circle


def read_odt(archive: Archive) -> Extract:
    """Read an OpenDocument text.

    Raises:
        DocumentError: it is damaged, or protected by a password.
    """
    if "META-INF/manifest.xml" in archive:
        manifest = archive.xml("META-INF/manifest.xml")
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise archive.error("it is protected by a password", "save it without one")
    root = archive.xml("content.xml")
    body = root.find("{*}body/{*}text")
    if body is None:
        raise archive.error("damaged: it has no text", "save it again")
    styles = list(root.iter("{*}style"))
    if "styles.xml" in archive:
        styles += archive.xml("styles.xml").iter("{*}style")
    metadata: dict[str, str] = {}
    if "meta.xml" in archive:
        for element in archive.xml("meta.xml").iterfind("{*}meta/{*}*"):
            key = _METADATA.get(_tag(element))
            if key and element.text:
                metadata.setdefault(key, element.text[:10] if key == "date" else element.text)
    return Extract(notes_last(_Reader(styles).blocks(body)), metadata)


class _Reader:
    """The styles, and the notes and boxes met in the paragraph being read."""

    def __init__(self, styles: list[_Element]) -> None:
        self._parents = {_value(style, "name"): _value(style, "parent-style-name") for style in styles}
        self._raised = frozenset(
            _value(style, "name")
            for style in styles
            for properties in style.iterfind("{*}text-properties")
            if _value(properties, "text-position").startswith(("super", "33"))
        )
        self._notes: list[_Element] = []
        self._boxes: list[_Element] = []

    def blocks(
        self, parent: _Element, kind: ParagraphKind = ParagraphKind.BODY
    ) -> Iterator[tuple[Block, bool]]:
        """Yield the blocks under an element in order, each with whether it belongs to a note."""
        # The parser allows no more than 256 levels, so that recursion is safe here.
        for child in parent.iterchildren("{*}*"):
            tag = _tag(child)
            if tag in ("p", "h"):
                yield from self._paragraph(child, kind)
            elif tag in ("list-item", "list-header", "table-cell"):
                yield from self.blocks(child, ParagraphKind.ITEM)
            elif tag not in _SKIPPED:
                yield from self.blocks(child, kind)

    def _paragraph(self, paragraph: _Element, kind: ParagraphKind) -> Iterator[tuple[Block, bool]]:
        text = "".join(self._text(paragraph))
        notes, boxes = self._notes, self._boxes
        self._notes, self._boxes = [], []
        if level := self._level(paragraph):
            yield Block(" ".join(text.split("\n")), ParagraphKind.HEADING, level), False
        else:
            yield Block(text, kind), False
        for box in boxes:
            yield from self.blocks(box, kind)
        for note in notes:
            for block, _ in self.blocks(note):
                yield block, True

    def _level(self, paragraph: _Element) -> int:
        if _tag(paragraph) == "h":
            level = _value(paragraph, "outline-level")
            return int(level) if level.isdecimal() else 1
        style = _value(paragraph, "style-name")
        for _ in range(_DEEPEST_STYLE):
            if heading := _HEADING.fullmatch(style):
                return int(heading[1] or 1)
            style = self._parents.get(style, "")
        return 0

    def _text(self, element: _Element) -> Iterator[str]:
        """Yield the text of an element without its tail."""
        raised = _value(element, "style-name") in self._raised and _tag(element) == "span"
        own = element.text or ""
        yield _white(own.translate(SUPERSCRIPT) if raised and own.strip().isdecimal() else own)
        for child in element.iterchildren():
            match _tag(child):
                case "note":
                    self._notes.extend(child.iterchildren("{*}note-body"))
                case "text-box":
                    self._boxes.append(child)
                case "s":
                    count = _value(child, "c")
                    yield " " * min(int(count), _MOST_SPACES) if count.isdecimal() else " "
                case "tab":
                    yield " "
                case "line-break":
                    yield "\n"
                case tag if tag and tag not in _SKIPPED:
                    yield from self._text(child)
            yield _white(child.tail or "")


def _white(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


def _tag(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: _Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")
