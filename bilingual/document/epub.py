"""EPUB 2 and 3: the chapters in the order of the spine, the table of contents from nav or NCX."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.document.archive import Archive, parse_xml, resolve
from bilingual.document.blocks import Block, Entry, Extract, letters
from bilingual.document.decoding import decode
from bilingual.document.markup import blocks_of
from bilingual.document.model import ParagraphKind
from bilingual.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_RIGHTS = "META-INF/rights.xml"
# Fonts are obfuscated in free books too; anything else that is encrypted is the text.
_FONT_ALGORITHMS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"))
_NCX = "application/x-dtbncx+xml"
_METADATA = {
    "title": "title",
    "creator": "author",
    "date": "date",
    "language": "language",
    "publisher": "publisher",
}
_OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_HEAD = 2_000  # characters in which a page says its type
_MOST_PAGES = 20_000
_LONGEST_TITLE = 200  # characters of a paragraph that may be the heading which the table of contents means


@dataclass(frozen=True, slots=True)
class _Package:
    """What the package file says: its own path, metadata, pages in reading order, tables of contents."""

    path: str
    metadata: dict[str, str]
    pages: tuple[str, ...]
    nav: str | None
    ncx: str | None


def read_epub(archive: Archive) -> Extract:
    """Read an EPUB.

    Raises:
        DocumentError: it is damaged, or protected by DRM.
    """
    _refuse_drm(archive)
    package = _package(archive)
    entries = tuple(_entries(archive, package))
    blocks: list[Block] = []
    warnings = []
    for path in package.pages:
        if path not in archive:
            warnings.append(f"the page {path} is missing from the book")
        elif path != package.nav:
            blocks.extend(_page(archive, path))
    return Extract(tuple(_with_headings(blocks, entries)), package.metadata, entries, warnings)


def _refuse_drm(archive: Archive) -> None:
    protected = _RIGHTS in archive
    if _ENCRYPTION in archive:
        for method in archive.xml(_ENCRYPTION).iter("{*}EncryptionMethod"):
            parent = method.getparent()
            of_key = parent is not None and parent.tag.endswith("}EncryptedKey")
            protected |= not of_key and method.get("Algorithm") not in _FONT_ALGORITHMS
    if protected:
        raise archive.error("this book is protected by DRM", "only its seller's programs open it")


def _package(archive: Archive) -> _Package:
    rootfile = next(archive.xml(_CONTAINER).iter("{*}rootfile"), None)
    path = rootfile.get("full-path") if rootfile is not None else None
    if not path:
        raise archive.error(f"damaged: {_CONTAINER} names no package", "fetch or export it again")
    root = archive.xml(path)
    metadata: dict[str, str] = {}
    for element in root.iterfind("{*}metadata//{http://purl.org/dc/elements/1.1/}*"):
        key = _METADATA.get(element.tag.rpartition("}")[2])
        if key and element.text and element.text.strip():
            # Several authors are all named, of several titles and dates the first is the book's.
            if key == "author" and key in metadata:
                metadata[key] += f", {element.text}"
            else:
                metadata.setdefault(key, element.text)
    items = {item.get("id"): item for item in root.iterfind("{*}manifest/{*}item")}
    places = {key: resolve(path, item.get("href") or "")[0] for key, item in items.items()}
    spine = root.find("{*}spine")
    pages = [
        places[key]
        for reference in (() if spine is None else spine.iterfind("{*}itemref"))
        if (key := reference.get("idref")) in items and items[key].get("media-type", "") in _PAGES
    ]
    if not pages:
        raise archive.error("damaged: its spine names no page", "fetch or export it again")
    if len(pages) > _MOST_PAGES:
        raise archive.error(f"its spine names {len(pages)} pages, more than any book")
    nav = next((places[k] for k, i in items.items() if "nav" in (i.get("properties") or "").split()), None)
    ncx = places.get(spine.get("toc") if spine is not None else None) or next(
        (places[k] for k, i in items.items() if i.get("media-type") == _NCX), None
    )
    # A page that the spine names twice is read once.
    return _Package(path, metadata, tuple(dict.fromkeys(pages)), nav, ncx)


def _entries(archive: Archive, package: _Package) -> Iterator[Entry]:
    """Yield the table of contents; a damaged one is no reason not to read the book."""
    for path, find in ((package.nav, _nav_entries), (package.ncx, _ncx_entries)):
        if path is None or path not in archive:
            continue
        try:
            found = list(find(_tree(archive, path), path))
        except DocumentError:
            continue
        if found:
            yield from found
            return


def _nav_entries(root: _Element, path: str) -> Iterator[Entry]:
    for nav in root.iter("{*}nav"):
        if "toc" not in (nav.get(_OPS_TYPE) or nav.get("epub:type") or "toc").split():
            continue
        for link in nav.iter("{*}a"):
            level = sum(1 for _ in link.iterancestors("{*}ol")) - sum(1 for _ in nav.iterancestors("{*}ol"))
            yield Entry(" ".join("".join(link.itertext()).split()), _anchor(path, link.get("href")), level)
        return


def _ncx_entries(root: _Element, path: str) -> Iterator[Entry]:
    for point in root.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel/{*}text"), point.find("{*}content")
        if label is not None and content is not None and label.text:
            level = 1 + sum(1 for _ in point.iterancestors("{*}navPoint"))
            yield Entry(label.text, _anchor(path, content.get("src")), level)


def _anchor(base: str, href: str | None) -> str:
    path, fragment = resolve(base, href or "")
    return f"{path}#{fragment}" if fragment else path


def _page(archive: Archive, path: str) -> list[Block]:
    """Return the blocks of a page, its notes last."""
    body = next(_tree(archive, path).iter("{*}body"), None)
    if body is None:
        return []
    marked = list(blocks_of(body, path))
    return [b for b, note in marked if not note] + [b for b, note in marked if note]


def _tree(archive: Archive, path: str) -> _Element:
    """Parse a page: as XML, since `<a id="x"/>` is empty there only; as HTML where it is no XML."""
    import lxml.etree
    import lxml.html

    text, _ = decode(archive.read(path), f"{archive.name}, {path}")
    text = _DECLARATION.sub("", text.lstrip())
    text = _DOCTYPE.sub("", text[:_HEAD], count=1) + text[_HEAD:]
    # XHTML's named entities are declared in its DTD, which is not read.
    text = _ENTITY.sub(lambda e: e[0] if e[1] in _OF_XML else html.unescape(e[0]).replace("&", "&amp;"), text)
    try:
        return parse_xml(text.encode(), path, archive)
    except DocumentError:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
        try:
            root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (lxml.etree.LxmlError, ValueError) as error:
            problem = " ".join(str(error).split())
            raise archive.error(f"the page {path} cannot be read: {problem}") from None
        return root


def _with_headings(blocks: Iterable[Block], entries: Iterable[Entry]) -> Iterator[Block]:
    """Yield the blocks; a paragraph that says what the table of contents says at its place is a heading."""
    titles: dict[str, Entry] = {}
    for entry in entries:
        titles.setdefault(entry.anchor, entry)
    waiting: list[str] = []
    for block in blocks:
        waiting.extend(block.anchors)
        if not block.text.strip():
            yield block
            continue
        if block.kind is ParagraphKind.BODY and len(block.text) <= _LONGEST_TITLE:
            said = letters(block.text)
            meant = [titles[a] for a in waiting if a in titles and letters(titles[a].title) == said]
            if said and meant:
                block = replace(block, kind=ParagraphKind.HEADING, level=meant[0].level)
        waiting.clear()
        yield block
