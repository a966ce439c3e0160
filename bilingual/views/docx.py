"""A parallel text as a Word document: a table of two columns, terms explained at the end.

Headings stand between tables, because word processors list only those in their navigation. Every run says its
language, so that each column is spelt by its own dictionary. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bilingual.languages import Language
from bilingual.pipeline.model import ParallelText
from bilingual.untrusted import escaped, harmless
from bilingual.views.archive import EARLIEST, archive
from bilingual.views.sheet import Piece, Row, Sheet
from bilingual.views.terms import grammar, note_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
_QUIET, _AMBER, _RULE = "6A645A", "8A4B00", "D9D4CA"
_TEXT_WIDTH = 9638  # twentieths of a point between the margins of A4, 20 mm each
_FONT = "Georgia"
_SMALL = '<w:sz w:val="17"/>'  # half points


def docx(text: ParallelText, *, title: str | None = None) -> tuple[bytes]:
    """Return a parallel text as a .docx file.

    Args:
        text: from `read`, `align` or a reading pack.
        title: of the document; by default the text's first heading, else the name of its file.
    """
    sheet = Sheet.of(text, title)
    document = _empty(sheet)
    if not sheet.opens_with_title:
        document.add_paragraph(harmless(sheet.title), "Title")
        _about(document, sheet)
    waiting: list[Row] = []
    for row in sheet.rows:
        if not row.heading:
            waiting.append(row)
            continue
        _rows(document, waiting, sheet)
        waiting = []
        _heading(document, row, sheet)
    _rows(document, waiting, sheet)
    _terms(document, sheet)
    return (_packed(document),)


def _empty(sheet: Sheet) -> WordDocument:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Subtitle", 14), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string("211F1B" if name != "Subtitle" else _QUIET)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # The template's theme fonts would win over the name.
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    for rule in document.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        rule.getparent().remove(rule)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = harmless(sheet.title), "", ""
    properties.language = _LOCALES.get(sheet.source.code, sheet.source.code)
    properties.created = properties.modified = datetime(*EARLIEST)
    return document


def _about(document: WordDocument, sheet: Sheet) -> None:
    _append(document, f"<w:p {{w}}>{_small(sheet.about, _locale(sheet.target), _QUIET)}</w:p>")


def _heading(document: WordDocument, row: Row, sheet: Sheet) -> None:
    is_title = row.number == 1 and sheet.opens_with_title
    main, below = ("Title", "Subtitle") if is_title else ("Heading1", "Subtitle")
    first = True
    for pieces, language in ((row.source, sheet.source), (row.target, sheet.target)):
        if pieces:
            style = f'<w:pStyle w:val="{main if first else below}"/><w:keepNext/>'
            _append(document, f"<w:p {{w}}><w:pPr>{style}</w:pPr>{_runs(pieces, language)}</w:p>")
            first = False
    if row.doubts:
        _append(document, f"<w:p {{w}}>{_doubts(row)}</w:p>")
    if is_title:
        _about(document, sheet)


def _rows(document: WordDocument, rows: Iterable[Row], sheet: Sheet) -> None:
    rows = list(rows)
    if not rows:
        return
    half = _TEXT_WIDTH // 2
    head = _head_row((sheet.name_of(sheet.source), sheet.name_of(sheet.target)), (half, half), sheet)
    _append(document, _table((half, half), head + "".join(_row(row, sheet, half) for row in rows)))
    _append(document, "<w:p {w}/>")


def _row(row: Row, sheet: Sheet, width: int) -> str:
    cells = ""
    for pieces, language in ((row.source, sheet.source), (row.target, sheet.target)):
        missing = _small(sheet.missing(language), _locale(sheet.target), _QUIET)
        paragraphs = f"<w:p>{_runs(pieces, language) if pieces else missing}</w:p>"
        if language == sheet.target and row.doubts:
            paragraphs += f"<w:p>{_doubts(row)}</w:p>"
        cells += _cell(paragraphs, width)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _terms(document: WordDocument, sheet: Sheet) -> None:
    if not sheet.terms.entries:
        return
    widths = (600, 2500, 2700, _TEXT_WIDTH - 5800)
    names = ("№", sheet.name_of(sheet.source), sheet.name_of(sheet.target), sheet.labels.meaning)
    rows = _head_row(names, widths, sheet)
    for number, entry in enumerate(sheet.terms.entries.values(), 1):
        lemmas = ", ".join(sheet.terms.lemmas[entry.id])
        ours, theirs = _locale(sheet.source), _locale(sheet.target)
        anchor = f'<w:bookmarkStart w:id="{number}" w:name="term{number}"/>'
        kind = _small(grammar(entry, sheet.source, sheet.terms.first(entry)), "en-GB", _QUIET)
        meaning = [
            (entry.definition(sheet.target), theirs, ""),
            (note_of(entry, sheet.target), theirs, _QUIET),
        ]
        cells = (
            f'<w:p>{anchor}{_small(str(number), ours, "")}<w:bookmarkEnd w:id="{number}"/></w:p>',
            f"<w:p>{_run(lemmas, ours, '<w:b/>')}{kind}</w:p>",
            f"<w:p>{_run(', '.join(sheet.terms.equivalents(entry, sheet.source, sheet.target)), theirs)}</w:p>",
            "".join(f"<w:p>{_small(*part)}</w:p>" for part in meaning if part[0]) or "<w:p/>",
        )
        filled = "".join(_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
        rows += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{filled}</w:tr>"
    style = '<w:pStyle w:val="Heading1"/><w:keepNext/>'
    _append(
        document, f"<w:p {{w}}><w:pPr>{style}</w:pPr>{_run(sheet.labels.terms, _locale(sheet.target))}</w:p>"
    )
    _append(document, _table(widths, rows))
    _append(document, "<w:p {w}/>")


def _table(widths: Iterable[int], rows: str) -> str:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {{w}}><w:tblPr><w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _head_row(names: Iterable[str], widths: Iterable[int], sheet: Sheet) -> str:
    style = f'<w:b/><w:color w:val="{_QUIET}"/>{_SMALL}'
    runs = (_run(name, _locale(sheet.target), style) for name in names)
    cells = "".join(_cell(f"<w:p>{run}</w:p>", width) for run, width in zip(runs, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _cell(paragraphs: str, width: int) -> str:
    # The style's room after a paragraph is for running text; rows have their own.
    tight = paragraphs.replace("<w:p>", '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{tight}</w:tc>'


def _runs(pieces: Iterable[Piece], language: Language) -> str:
    locale, runs = _locale(language), ""
    for piece in pieces:
        if piece.term is None:
            runs += _run(piece.text, locale)
            continue
        dotted = f'<w:u w:val="dotted" w:color="{_QUIET}"/>'
        number = _run(str(piece.term), locale, '<w:vertAlign w:val="superscript"/>')
        runs += (
            f'<w:hyperlink w:anchor="term{piece.term}" w:history="1">'
            f"{_run(piece.text, locale, dotted)}{number}</w:hyperlink>"
        )
    return runs


def _doubts(row: Row) -> str:
    return _small(f"‼ {'; '.join(row.doubts)}", "en-GB", _AMBER)


def _small(text: str, locale: str, colour: str) -> str:
    coloured = f'<w:color w:val="{colour}"/>' if colour else ""
    return _run(text, locale, coloured + _SMALL)


def _run(text: str, locale: str, properties: str = "") -> str:
    return (
        f'<w:r><w:rPr>{properties}<w:lang w:val="{locale}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    )


def _locale(language: Language) -> str:
    return _LOCALES.get(language.code, language.code)


def _append(document: WordDocument, markup: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    # Before the properties of the section, which stay last. To count or to insert by number walks the whole body.
    document.element.body[-1].addprevious(parse_xml(markup.replace("{w}", nsdecls("w"), 1)))


def _packed(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as packed:
        return archive((entry.filename, packed.read(entry)) for entry in packed.infolist())
