"""OpenDocument texts (.odt): what stands in the body; notes come after their chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bilingual.document.archive import Archive
from bilingual.document.blocks import Extract, notes_last
from bilingual.document.markup import SUPERSCRIPT
from bilingual.document.office import OfficeReader, Role, attribute, local_name, metadata_of, number

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
_HEADING = re.compile(r"(?:Heading|Title|Titre|Subtitle)(?:_20_(\d{1,2}))?")
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
    meta = archive.xml("meta.xml").iterfind("{*}meta/{*}*") if "meta.xml" in archive else ()
    return Extract(notes_last(_Reader(styles).blocks(body)), metadata_of(meta, _METADATA))


class _Reader(OfficeReader):
    """The styles of a document."""

    PARAGRAPHS = frozenset(("p", "h"))
    ITEMS = frozenset(("list-item", "list-header", "table-cell"))

    def __init__(self, styles: list[_Element]) -> None:
        super().__init__()
        self._parents = {attribute(style, "name"): attribute(style, "parent-style-name") for style in styles}
        self._raised = frozenset(
            attribute(style, "name")
            for style in styles
            for properties in style.iterfind("{*}text-properties")
            if attribute(properties, "text-position").startswith(("super", "33"))
        )

    def is_skipped(self, element: _Element) -> bool:
        return local_name(element) in _SKIPPED

    def role(self, paragraph: _Element) -> Role:
        return Role(self._level(paragraph))

    def _level(self, paragraph: _Element) -> int:
        if local_name(paragraph) == "h":
            level = number(attribute(paragraph, "outline-level"))
            return 1 if level is None else level
        style = attribute(paragraph, "style-name")
        for _ in range(_DEEPEST_STYLE):
            if heading := _HEADING.fullmatch(style):
                return int(heading[1] or 1)
            style = self._parents.get(style, "")
        return 0

    def text(self, parent: _Element) -> Iterator[str]:
        raised = attribute(parent, "style-name") in self._raised and local_name(parent) == "span"
        own = parent.text or ""
        yield _white(own.translate(SUPERSCRIPT) if raised and own.strip().isdecimal() else own)
        for child in parent.iterchildren():
            match local_name(child):
                case "note":
                    self.notes.extend(child.iterchildren("{*}note-body"))
                case "text-box":
                    self.boxes.append(child)
                case "s":
                    yield " " * min(number(attribute(child, "c")) or 1, _MOST_SPACES)
                case "tab":
                    yield " "
                case "line-break":
                    yield "\n"
                case tag if tag and tag not in _SKIPPED:
                    yield from self.text(child)
            yield _white(child.tail or "")


def _white(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)
