"""PDF: what PDFium finds on the pages, put into reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.document.blocks import Block, Extract, notes_last
from bilingual.document.hyphens import mend_hyphens
from bilingual.document.layout import Part, body_type, columns, is_heading, join_parts, lines_of, parts_of
from bilingual.document.model import ParagraphKind
from bilingual.document.pdfpages import HYPHEN, Page, without_margins
from bilingual.document.pdfprocess import read_pages
from bilingual.errors import DocumentError

_OCR = "recognise its text first, for instance with ocrmypdf"
_ILLEGIBLE = 0.2  # share of letters without name from which on the rest makes no text
_METADATA = {"Title": "title", "Author": "author"}
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_BULLET = re.compile(r"[-–—•·▪▫◦‣●○■□*➢✓→]\s+")
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s+")
# Spacing accents that old fonts of TeX set over letters, and what they compose to.
_ACCENTS = str.maketrans({"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "¸": "\u0327"})
_ACCENTED = re.compile(r"([´`ˆ¨]) ?([A-Za-zı])|([cC]) ?¸")


def read_pdf(data: bytes, name: str) -> Extract:
    """Read a PDF with text in it.

    Raises:
        DocumentError: it is damaged, has a password, is scanned, or does not say which letters it shows.
    """
    pages, said = read_pages(data, name)
    empty = [page for page in pages if not page.pieces]
    if len(empty) == len(pages):
        if any(page.illegible for page in pages):
            raise DocumentError("it does not say which letters its fonts show", place=name, remedy=_OCR)
        pictured = sum(page.pictured for page in pages)
        if pictured:
            many = "its page is a picture" if pictured == 1 else f"its {pictured} pages are pictures"
            raise DocumentError(f"a scanned PDF: {many}, there is no text in it", place=name, remedy=_OCR)
        raise DocumentError("a PDF without text", place=name, remedy="give one with text")
    letters = sum(len(piece.text) for page in pages for piece in page.pieces)
    illegible = sum(page.illegible for page in pages)
    if illegible > _ILLEGIBLE * (letters + illegible):
        raise DocumentError("it does not say which letters its fonts show", place=name, remedy=_OCR)
    warnings = _warnings(empty, illegible)
    metadata = {key: said[field] for field, key in _METADATA.items() if field in said}
    if date := _DATE.match(said.get("CreationDate", "")):
        metadata["date"] = "-".join(filter(None, date.groups()))
    return Extract(_blocks(without_margins(pages)), metadata, (), warnings)


def _warnings(empty: Sequence[Page], illegible: int) -> list[str]:
    warnings = []
    scanned = [str(page.number) for page in empty if page.pictured]
    if scanned:
        which = ", ".join(scanned[:10]) + (" …" if len(scanned) > 10 else "")
        what = "page is a picture" if len(scanned) == 1 else "pages are pictures"
        warnings.append(f"{len(scanned)} {what} without text and left out: {which}")
    if illegible:
        warnings.append(f"{illegible} letters are left out: the file does not say which they are")
    return warnings


def _blocks(pages: Sequence[Page]) -> list[Block]:
    ordered = [(page.number, column) for page in pages for column in columns(page.pieces)]
    size, bold = body_type([line for _, column in ordered for line in lines_of(column)])
    parts = [part for number, column in ordered for part in parts_of(column, number, size)]
    joined = list(join_parts(parts))
    texts = mend_hyphens([_spelt(part.text) for part in joined], HYPHEN)
    levels = _levels([part for part in joined if is_heading(part, size, bold)])
    blocks = []
    for part, text in zip(joined, texts, strict=True):
        if (level := levels.get(id(part))) is not None:
            blocks.append((Block(" ".join(text.split("\n")), ParagraphKind.HEADING, level), False))
        elif part.kind == "note":
            blocks.append((Block(_NOTE_MARK.sub("", text, count=1)), True))
        elif part.kind in ("item", "cell"):
            blocks.append((Block(_BULLET.sub("", text, count=1), ParagraphKind.ITEM), False))
        else:
            blocks.append((Block(text), False))
    return notes_last(blocks)


def _levels(headings: Sequence[Part]) -> dict[int, int]:
    """Return the level of each heading: the larger its letters, the higher."""
    sizes = [round(min(line.size for line in part.lines) * 2) / 2 for part in headings]
    ranks = {size: rank for rank, size in enumerate(sorted(set(sizes), reverse=True), 1)}
    return {id(part): ranks[size] for part, size in zip(headings, sizes, strict=True)}


def _spelt(text: str) -> str:
    """Return what is printed as it is spelt: accents on their letters, an ellipsis as one character."""

    def composed(match: re.Match[str]) -> str:
        if match[3]:
            return match[3] + "\u0327"
        return ("i" if match[2] == "ı" else match[2]) + match[1].translate(_ACCENTS)

    text = re.sub(r"[↩⤴]\ufe0e?", "", text)  # links back from notes, on printed pages
    return re.sub(r"\. \. \.|(?<!\.)\.\.\.(?!\.)", "…", _ACCENTED.sub(composed, text))
