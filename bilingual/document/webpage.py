"""Web pages: trafilatura finds the main text among menus, banners and comments; the blocks are read here.

trafilatura turns no-break spaces into ordinary ones and drops some headings, lists and notes. So it only says
which blocks of the page are the article's; their text is that of the page itself.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby, islice
from typing import TYPE_CHECKING

from bilingual.document.blocks import Block, Extract, letters, notes_last
from bilingual.document.libraries import needed_for
from bilingual.document.markup import blocks_of, drop_note_marks
from bilingual.document.model import ParagraphKind
from bilingual.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page says its encoding
_METADATA = ("title", "author", "date", "sitename", "description")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{1,60}$")

# Pages of news have a few thousand; larger ones are books, of which all is text, and trafilatura takes
# a fifth of a millisecond for each.
_MOST_ELEMENTS = 20_000
# Beyond it a tree of the page would fill the memory; the longest novels are a tenth of it.
_LARGEST_PAGE = 64 << 20  # characters
# A page of which the main text is this share has hardly anything else: headings and notes come first then.
_WHOLE = 0.85
# trafilatura looks for articles: of a page of a few lines it finds nothing, or one of them.
_SHORT = 1_500  # letters
_SOME = 0.3
# Blocks with so few letters occur in any text by chance; they count only where they are expected.
_TELLING = 25


def decode_page(data: bytes, text: str, encoding: str) -> tuple[str, str]:
    """Decode a page again where it names its encoding and has none that shows by itself.

    >>> decode_page('<meta charset="iso-8859-15">1 €'.encode("iso-8859-15"), "", "cp1252")[0][-1]
    '€'
    """
    if encoding.startswith("utf") or not (named := _CHARSET.search(data, 0, _HEAD)):
        return text, encoding
    try:
        codec = codecs.lookup(named[1].decode("ascii"))
        # What calls itself Latin-1 on the web is Windows-1252, as browsers have it.
        name = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
        return data.decode(name), name
    except (LookupError, UnicodeError, AssertionError):
        return text, encoding


def read_page(text: str, name: str) -> Extract:
    """Read a web page.

    Raises:
        DocumentError: no text is in it.
    """
    with needed_for("HTML", name):
        import lxml.etree
        import lxml.html
        import trafilatura  # noqa: F401  # asked for first, so that the error names it
    if len(text) > _LARGEST_PAGE:
        raise DocumentError(
            f"{len(text):,} characters are more than a page has", place=name, remedy="split it"
        )
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml.html.document_fromstring(
            text.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (lxml.etree.LxmlError, ValueError) as error:
        raise DocumentError(f"the page cannot be read: {' '.join(str(error).split())}", place=name) from None
    # So that the letters of the page and those that trafilatura finds are the same.
    drop_note_marks(root)
    metadata, main = _main_text(root)
    body = root.find("body")
    marked = list(blocks_of(body if body is not None else root, furniture=True))
    if not any(letters(block.text) for block, _ in marked):
        raise DocumentError("no text in it", place=name, remedy="if a script fills the page, print it to PDF")
    blocks = notes_last(_choose(marked, main, _links(root)))
    if (title := metadata.get("title")) and not _is_said(title, blocks):
        blocks.insert(0, Block(title, ParagraphKind.HEADING, 1))
    if language := root.get("lang"):
        metadata["language"] = language
    return Extract(blocks, metadata)


def _main_text(root: _Element) -> tuple[dict[str, str], str]:
    """Return the metadata, and the letters of what trafilatura takes for the main text, if anything."""
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        return {}, ""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(deepcopy(root), with_metadata=True, include_comments=False)
    except Exception:  # it promises nothing about damaged pages; the page is then read as it is
        return {}, ""
    if found is None or not hasattr(found, "body"):
        return {}, ""
    metadata = {
        key: value for key in _METADATA if isinstance(value := getattr(found, key, None), str) and value
    }
    if title := metadata.get("title"):
        metadata["title"] = _SITE.sub("", title) if metadata.get("sitename") else title
    return metadata, letters(" ".join(found.body.itertext())) if found.body is not None else ""


def _links(root: _Element) -> set[str]:
    return {letters("".join(link.itertext())) for link in root.iter("a")}


def _choose(marked: Sequence[tuple[Block, bool]], main: str, links: set[str]) -> list[tuple[Block, bool]]:
    """Return the blocks that the main text holds, with headings, lists and notes between them."""
    keys = [letters(block.text) for block, _ in marked]
    total = sum(map(len, keys))
    share = len(main) / max(total, 1)
    if not main or share >= _WHOLE or (total < _SHORT and share < _SOME):
        return list(marked)
    kept = _matched(keys, main)
    # trafilatura may set its text together otherwise than the page does.
    if sum(len(key) for key, keep in zip(keys, kept, strict=True) if keep) < _SOME * len(main):
        return list(marked)
    chosen: list[tuple[Block, bool]] = []
    position = 0
    first, last = kept.index(True), len(kept) - kept[::-1].index(True)
    for keep, group in groupby(kept):
        run = range(position, position + len(list(group)))
        position = run.stop
        between = first < run.start and run.stop < last
        if not keep and between:
            keep = all(_is_structure(marked[i], keys[i], links) for i in run)
        chosen.extend(marked[i] for i in run if keep or marked[i][1])
    return chosen


def _matched(keys: Sequence[str], main: str) -> list[bool]:
    """Say of each block whether the main text has it, both in order."""
    kept, position = [], 0
    for key in keys:
        if len(key) >= _TELLING:
            start = main.find(key, position)
        else:
            start = position if key and main.startswith(key, position) else -1
        kept.append(start >= 0)
        position = start + len(key) if start >= 0 else position
    return kept


def _is_structure(marked: tuple[Block, bool], key: str, links: set[str]) -> bool:
    block, is_note = marked
    return (is_note or block.kind is not ParagraphKind.BODY) and key not in links


def _is_said(title: str, blocks: Sequence[Block]) -> bool:
    """Whether the text begins with its title."""
    key = letters(title)
    return any(key in letters(block.text) for block in blocks[:3])
