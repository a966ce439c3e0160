"""HTML and XHTML trees to blocks: what is text and what is apparatus, without recursion at any depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bilingual.document.blocks import Block, without_controls
from bilingual.document.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = {f"h{level}": level for level in range(1, 7)}
_ITEMS = frozenset("li dt dd td th".split())
_CELLS = frozenset(("td", "th"))
_BLOCKS = frozenset(
    "address article aside blockquote body caption center details dialog div dl dd dt fieldset figcaption figure "
    "footer form header hr li main ol p pre section summary table tbody td tfoot th thead title tr ul".split()
) | frozenset(_TITLES)
# Not text, or not the author's.
_SKIPPED = frozenset(
    "applet area audio base button canvas datalist embed frame frameset head iframe input link map math menu meta "
    "nav noscript object option progress rp rt script select style svg template textarea track video".split()
)
# Words of `class`, `epub:type` and `role` of what is no text: page numbers, licences of Project Gutenberg.
_APPARATUS = frozenset(
    "pagebreak doc-pagebreak pagenum pageno pagenumber pg-boilerplate pgheader pgfooter pg-header pg-footer toc "
    "doc-toc landmarks page-list doc-pagelist".split()
)
_NOTE = frozenset(
    "footnote footnotes endnote endnotes rearnote rearnotes doc-footnote doc-endnote doc-endnotes sdfootnote".split()
)
_NOTE_LINK = frozenset(
    "noteref doc-noteref doc-backlink footnote-ref footnote-back footnoteref footnoteback fnanchor "
    "sdfootnoteanc sdfootnotesym sdendnoteanc sdendnotesym referrer".split()
)
_NOTE_TARGET = re.compile(r"fn|note|ftn|back|ref", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\W*(?:\d{1,4}|[a-z]|[*†‡§¶]{1,4}|[↩↑⤴^←⏎]|back|retour)?\W*", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[\[(]\W*\w{1,4}\W*[\])]\s*")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_PREFIX = "{http://www.idpf.org/2007/ops}type"
# A cell with more is one that a page is laid out with, and holds paragraphs.
_LONGEST_CELL = 160  # characters


def blocks_of(root: _Element, file: str = "", *, furniture: bool = False) -> Iterator[tuple[Block, bool]]:
    """Yield the blocks of a page in order, each with whether it belongs to a footnote.

    Args:
        root: of the page, or of a part of it.
        file: what the anchors of the page are prefixed with, as in `chapter.xhtml#part2`.
        furniture: the page may have the head, foot and margin of a site, which are left out.
    """
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    reader = _Reader(file)
    for event, element in walk:
        if event == "start":
            if _is_skipped(element) or (furniture and _is_furniture(element)):
                walk.skip_subtree()
                reader.skipped.add(element)
            else:
                yield from reader.start(element)
        elif event == "end" and element not in reader.skipped:
            yield from reader.end(element)
        elif event == "end":
            reader.skipped.discard(element)
        if event != "start" and element is not root:
            reader.add(element.tail)
    yield from reader.flush()


class _Reader:
    """The block being read, and the elements that are open around it."""

    def __init__(self, file: str) -> None:
        self.skipped: set[_Element] = set()
        self._file = file
        self._pieces: list[str] = []
        self._anchors = [file] if file else []
        self._kinds = [(ParagraphKind.BODY, 0)]
        self._cells = 0
        self._preformatted = 0
        self._notes = 0
        self._superscripts: list[int] = []

    def start(self, element: _Element) -> Iterator[tuple[Block, bool]]:
        tag = _tag(element)
        if tag in _BLOCKS:
            yield from self.flush()
        self._anchors.extend(
            f"{self._file}#{anchor}" for key in ("id", "name") if (anchor := element.get(key)) and self._file
        )
        if tag in _TITLES:
            self._kinds.append((ParagraphKind.HEADING, _TITLES[tag]))
        elif tag in _ITEMS:
            self._kinds.append((ParagraphKind.ITEM, 0))
            self._cells += tag in _CELLS
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "sup":
            self._superscripts.append(len(self._pieces))
        elif tag == "img" and len(letter := (element.get("alt") or "").strip()) == 1 and letter.isalpha():
            self._pieces.append(letter)  # a decorated initial
        self._notes += _is_note(element)
        self.add(element.text)

    def end(self, element: _Element) -> Iterator[tuple[Block, bool]]:
        tag = _tag(element)
        if tag in _BLOCKS:
            yield from self.flush()
        if tag in _TITLES or tag in _ITEMS:
            self._kinds.pop()
            self._cells -= tag in _CELLS
        elif tag == "pre":
            self._preformatted -= 1
        elif tag == "sup":
            start = self._superscripts.pop()
            raised = "".join(self._pieces[start:])
            if re.fullmatch(r"[\d+-]{1,3}|n", raised.strip()):
                self._pieces[start:] = [raised.strip().translate(SUPERSCRIPT)]
        self._notes -= _is_note(element)

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._preformatted else _WHITE_SPACE.sub(" ", text))

    def flush(self) -> Iterator[tuple[Block, bool]]:
        """End the block; two line breaks in a row end a paragraph too."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._superscripts = [0] * len(self._superscripts)
        if not text.strip():
            return
        kind, level = self._kinds[-1]
        if kind is ParagraphKind.HEADING:
            text = " ".join(text.split("\n"))
        elif kind is ParagraphKind.ITEM and len(text) > _LONGEST_CELL and self._cells:
            kind = ParagraphKind.BODY
        wrapped = self._preformatted > 0
        for part in [text] if wrapped else re.split(r" ?\n ?\n\s*", re.sub(" +", " ", text)):
            yield Block(part, kind, level, tuple(self._anchors), wrapped), self._notes > 0
            self._anchors.clear()


def _tag(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _words(element: _Element) -> set[str]:
    """Return what an element says that it is."""
    if not element.attrib:
        return set()
    said = (element.get(key) for key in ("class", "role", "epub:type", _PREFIX))
    return {word.lower() for value in said if value for word in value.split()}


def _is_note(element: _Element) -> bool:
    words = _words(element)
    return bool(words) and not words.isdisjoint(_NOTE) and _tag(element) != "a"


def _is_skipped(element: _Element) -> bool:
    tag = _tag(element)
    if tag in _SKIPPED or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    words = _words(element)
    if words and not words.isdisjoint(_APPARATUS) and tag not in ("html", "body"):
        return True
    return tag == "a" and _is_note_link(element, words)


def drop_note_marks(root: _Element) -> None:
    """Take the marks of notes, and the links that lead back from them, out of a page."""
    for link in [element for element in root.iter("a", "{*}a") if _is_note_link(element, _words(element))]:
        parent, before = link.getparent(), link.getprevious()
        if parent is None:
            continue
        # What was read from a page as `&#1;` may not be written to its tree.
        if before is not None:
            before.tail = without_controls((before.tail or "") + (link.tail or ""))
        else:
            parent.text = without_controls((parent.text or "") + (link.tail or ""))
        link.tail = None
        parent.remove(link)


def _is_furniture(element: _Element) -> bool:
    tag = _tag(element)
    if tag == "header":  # of the site, or of the article, whose headline is in it
        return next(element.iter("h1"), None) is None
    return tag in ("aside", "footer") and not _is_note(element)


def _is_note_link(element: _Element, words: set[str]) -> bool:
    """Whether a link is the mark of a note, or leads back from one: a number or sign, raised or in brackets."""
    href = element.get("href") or ""
    text = "".join(element.itertext())
    if len(text) > 20 or not _NOTE_MARK.fullmatch(text):
        return False
    if not words.isdisjoint(_NOTE_LINK):
        return True
    if "#" not in href or not text.strip():
        return False
    parent = element.getparent()
    raised = any(_tag(child) == "sup" for child in element) or (parent is not None and _tag(parent) == "sup")
    return (
        raised
        or _BRACKETED.fullmatch(text) is not None
        or _NOTE_TARGET.search(href.partition("#")[2]) is not None
    )
