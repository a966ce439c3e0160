"""Small documents that are zip archives, made by hand: what no program writes, but somebody may send."""

from __future__ import annotations

import io
import zipfile

_CONTAINER = "<container><rootfiles><rootfile full-path='o/book.opf'/></rootfiles></container>"


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Make a Word document; `parts` are other files of its directory `word`, such as `styles`."""
    others = {f"word/{name}.xml": f"<w:x xmlns:w='w'>{content}</w:x>" for name, content in parts.items()}
    document = f"<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})


def odt(body: str, **members: str) -> bytes:
    namespaces = "xmlns:office='o' xmlns:text='t' xmlns:table='b' xmlns:style='s' xmlns:draw='d'"
    content = (
        f"<office:c {namespaces}><office:body><office:text>{body}</office:text></office:body></office:c>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **members})


def epub(
    pages: dict[str, str], *, nav: str = "", ncx: str = "", members: dict[str, str] | None = None
) -> bytes:
    """Make an EPUB: pages by the path from the package to each, in the order of the spine."""
    items = "".join(
        f"<item id='i{number}' href='{path}' media-type='application/xhtml+xml'/>"
        for number, path in enumerate(pages)
    )
    spine = "".join(f"<itemref idref='i{number}'/>" for number in range(len(pages)))
    made: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER}
    if nav:
        items += "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
        made["o/nav.xhtml"] = f"<html><body><nav>{nav}</nav></body></html>"
    if ncx:
        items += "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
        made["o/toc.ncx"] = f"<ncx><navMap>{ncx}</navMap></ncx>"
    made["o/book.opf"] = (
        f"<package><metadata/><manifest>{items}</manifest><spine toc='ncx'>{spine}</spine></package>"
    )
    made |= {f"o/{path}": f"<html><body>{body}</body></html>" for path, body in pages.items()}
    return zipped({**made, **(members or {})})
