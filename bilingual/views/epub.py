"""A parallel text as an EPUB 3 book: sentence and translation, chapters by headings, terms as notes.

The same text gives the same bytes: nothing in the book is read off a clock or a machine.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from importlib.resources import files

from bilingual import __version__
from bilingual.glossary.compliance import Use
from bilingual.languages import ENGLISH, Language
from bilingual.pipeline.model import ParallelText
from bilingual.untrusted import escaped
from bilingual.views.archive import archive
from bilingual.views.sheet import Piece, Row, Sheet
from bilingual.views.terms import grammar, note_of

# An e-reader lays a file out as a whole when it is opened; this many rows are some forty pages.
_LONGEST_CHAPTER = 500  # rows
# Required, and part of what tells two editions apart; but so is the identifier, which depends on the text alone.
_MODIFIED = "1980-01-01T00:00:00Z"
_NAMESPACE = uuid.UUID("5f0e4a2c-6a0b-5c3f-9d57-3d8b8f4c1e21")


def epub(text: ParallelText, *, title: str | None = None) -> tuple[bytes]:
    """Return a parallel text as an EPUB 3 book.

    Args:
        text: from `read`, `align` or a reading pack.
        title: of the book; by default the text's first heading, else the name of its file.
    """
    sheet = Sheet.of(text, title)
    chapters = [(f"chapter-{n}.xhtml", rows) for n, rows in enumerate(sheet.chapters(_LONGEST_CHAPTER), 1)]
    pages = [(name, _chapter(rows, sheet)) for name, rows in chapters] or [
        ("chapter-1.xhtml", _chapter((), sheet))
    ]
    if sheet.terms.entries:
        pages.append(("terms.xhtml", _terms(sheet)))
    content = [
        ("nav.xhtml", _nav(sheet, chapters)),
        *pages,
        ("style.css", (files("bilingual.views") / "assets" / "book.css").read_text("utf-8")),
    ]
    digest = hashlib.sha256("\0".join(part for _, part in content).encode()).hexdigest()
    package = _package(sheet, [name for name, _ in pages], uuid.uuid5(_NAMESPACE, digest))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": package,
        **{f"EPUB/{name}": part for name, part in content},
    }
    return (
        archive(((name, part.encode()) for name, part in parts.items()), stored=frozenset(("mimetype",))),
    )


_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def _package(sheet: Sheet, pages: Iterable[str], identifier: uuid.UUID) -> str:
    pages = list(pages)
    items = "".join(
        f'<item id="{name.partition(".")[0]}" href="{name}" media-type="application/xhtml+xml"/>\n'
        for name in pages
    )
    spine = "".join(f'<itemref idref="{name.partition(".")[0]}"/>\n' for name in pages)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" xml:lang="{sheet.labels.code}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title{_xml_lang(sheet.title_language)}>{escaped(sheet.title)}</dc:title>
<dc:language>{sheet.source.code}</dc:language>
<dc:language>{sheet.target.code}</dc:language>
<dc:description>{escaped(sheet.about)}</dc:description>
<meta property="dcterms:modified">{_MODIFIED}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta name="generator" content="bilingual {__version__}"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}</manifest>
<spine>
{spine}</spine>
</package>
"""


def _page(title: str, body: str, sheet: Sheet) -> str:
    language = sheet.labels.code
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}">\n<head><title>{escaped(title)}</title>'
        f'<link rel="stylesheet" href="style.css"/></head>\n<body>\n{body}</body>\n</html>\n'
    )


def _nav(sheet: Sheet, chapters: Iterable[tuple[str, tuple[Row, ...]]]) -> str:
    entries = [
        f'<li><a href="{name}#r{row.number}"{_lang(sheet.source if row.source else sheet.target)}>'
        f"{escaped(row.bead.source or row.bead.target)}</a></li>\n"
        for name, rows in chapters
        for row in rows
        if row.heading
    ]
    if not sheet.opens_with_title:
        entries.insert(0, f'<li><a href="chapter-1.xhtml">{escaped(sheet.title)}</a></li>\n')
    if sheet.terms.entries:
        entries.append(f'<li><a href="terms.xhtml">{sheet.labels.terms}</a></li>\n')
    title = sheet.labels.contents
    body = f'<nav epub:type="toc"><h1>{title}</h1>\n<ol>\n{"".join(entries)}</ol></nav>\n'
    return _page(title, body, sheet)


def _chapter(rows: tuple[Row, ...], sheet: Sheet) -> str:
    heading = next((row for row in rows if row.heading), None)
    title = (heading.bead.source or heading.bead.target) if heading else sheet.title
    body = "".join(_rows(rows, sheet))
    if (not rows or rows[0].number == 1) and not sheet.opens_with_title:
        body = f"<h1>{escaped(sheet.title)}</h1>\n{_about(sheet)}{body}"
    return _page(title, f'<section epub:type="bodymatter chapter">\n{body}</section>\n', sheet)


def _about(sheet: Sheet) -> str:
    return f'<p class="about">{escaped(sheet.about)}</p>\n'


def _rows(rows: Iterable[Row], sheet: Sheet) -> Iterator[str]:
    for row in rows:
        is_title = row.number == 1 and sheet.opens_with_title
        yield f'<div class="r{" opens" * (row.opens and not row.heading)}" id="r{row.number}">\n'
        yield _cell(row, sheet, "a", is_title=is_title)
        yield _cell(row, sheet, "b", is_title=is_title)
        if row.doubts:
            yield f'<p class="d"{_lang(ENGLISH)}>‼ {escaped("; ".join(row.doubts))}</p>\n'
        yield "</div>\n"
        if is_title:
            yield _about(sheet)


def _cell(row: Row, sheet: Sheet, side: str, *, is_title: bool) -> str:
    pieces, language = (row.source, sheet.source) if side == "a" else (row.target, sheet.target)
    if not pieces:
        return f'<p class="{side} none">{sheet.missing(language)}</p>\n'
    line = "".join(map(_piece, pieces))
    if row.heading and (side == "a" or not row.source):
        tag = "h1" if is_title else "h2"
        return f'<{tag} class="{side}"{_lang(language)}>{line}</{tag}>\n'
    return f'<p class="{side}{" hd" * row.heading}"{_lang(language)}>{line}</p>\n'


def _piece(piece: Piece) -> str:
    if piece.term is None:
        return escaped(piece.text)
    amiss = "" if piece.use is Use.USED else " x"
    return (
        f'<a epub:type="noteref" role="doc-noteref" class="t{amiss}" href="terms.xhtml#t{piece.term}">'
        f"{escaped(piece.text)}<sup>{piece.term}</sup></a>"
    )


def _terms(sheet: Sheet) -> str:
    items = []
    for number, entry in enumerate(sheet.terms.entries.values(), 1):
        lemmas = escaped(", ".join(sheet.terms.lemmas[entry.id]))
        equivalents = escaped(", ".join(sheet.terms.equivalents(entry, sheet.source, sheet.target)))
        parts = [
            f"<p><b{_lang(sheet.source)}>{lemmas}</b>{grammar(entry, sheet.source, sheet.terms.first(entry))} — "
            f"<span{_lang(sheet.target)}>{equivalents}</span></p>"
        ]
        if definition := entry.definition(sheet.target):
            parts.append(f"<p{_lang(sheet.target)}>{escaped(definition)}</p>")
        if note := note_of(entry, sheet.target):
            parts.append(f"<p{_lang(sheet.target)}>{escaped(note)}</p>")
        items.append(f'<li epub:type="endnote" id="t{number}">{"".join(parts)}</li>\n')
    title = sheet.labels.terms
    body = (
        f'<section class="terms" epub:type="endnotes" role="doc-endnotes">\n<h1>{title}</h1>\n'
        f"<ol>\n{''.join(items)}</ol>\n</section>\n"
    )
    return _page(title, body, sheet)


def _lang(language: Language) -> str:
    return f' lang="{language.code}" xml:lang="{language.code}"'


def _xml_lang(language: Language | None) -> str:
    return f' xml:lang="{language.code}"' if language else ""
