"""PDF pages to pieces of lines with their places, by PDFium; what stands in the margins is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bilingual.document.libraries import needed_for
from bilingual.errors import DocumentError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

HYPHEN = "\ufffe"
"""A hyphen at the end of a line, which may belong to the word or to the line; PDFium writes it so."""

_MOST_PAGES = 20_000
_MOST_CHARACTERS = 30_000_000  # of a whole document; the longest novels have 10 million
_CODES_OF_HYPHEN = frozenset((0x02, 0xAD, 0xFFFE))

_QUARTER = 1.5708  # radians
_SAMPLE = 50  # letters of a page that tell how it is turned
_BOLD = re.compile(rb"bold|black|heavy|demi|bx\d", re.IGNORECASE)
_LONGEST_FONT_NAME = 128  # bytes

# In sizes of the letters.
_WIDEST_SPACE = 1.0  # of a justified line; columns may be as near to each other
_BACKWARDS = 0.6  # overlap of letters that are set on each other, as accents are
_LEVEL = 0.1  # difference of baseline, and of size, within one piece

_MARGIN_ROWS = 2  # at the head and at the foot of a page, that may be running heads or page numbers
_HEAD_SIZE = 1.1  # of the text's size: larger ones are headings
_SAME_PLACE = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?)?[-–—(\[ ]*(?:\d{1,4}|[ivxlc]{1,7})[-–—)\] ]*(?:(?:/|of|sur|de) ?\d{1,4})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:file|https?)://\S+(?:\s+\d+/\d+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that follow each other on a line.

    Args:
        text: without white space at its ends.
        left: edge in points from the left of the page.
        right: the other edge.
        baseline: on which the letters stand, in points from the foot of the page.
        size: of the type, in points.
        bold: whether all of it is.
        raised: whether it is the mark of a note, or the e of 3e, smaller and higher than its line.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Args:
        number: from 1.
        pieces: in the order of the file.
        pictured: whether it holds pictures.
        illegible: letters of which the file does not say which they are.
    """

    number: int
    pieces: tuple[Piece, ...]
    pictured: bool
    illegible: int


def read_pages(data: bytes, name: str) -> tuple[list[Page], dict[str, str]]:
    """Return the pages of a PDF and its metadata.

    Raises:
        DocumentError: it is damaged, has a password or more pages than any book.
    """
    with needed_for("PDF", name):
        import pypdfium2
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(
                "it is protected by a password", place=name, remedy="save it without one"
            ) from None
        raise DocumentError(f"damaged PDF: {error}", place=name, remedy="fetch or export it again") from None
    try:
        if len(document) > _MOST_PAGES:
            raise DocumentError(f"{len(document)} pages are more than any book has", place=name)
        metadata = document.get_metadata_dict(skip_empty=True)
        pages = []
        characters = 0
        for index in range(len(document)):
            pages.append(page := _read_page(document, index))
            characters += sum(len(piece.text) for piece in page.pieces)
            if characters > _MOST_CHARACTERS:
                raise DocumentError(
                    f"over {_MOST_CHARACTERS:,} characters are more than any book has", place=name
                )
        return pages, metadata
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"damaged PDF: {error}", place=name, remedy="fetch or export it again") from None
    finally:
        document.close()


def _read_page(document: PdfDocument, index: int) -> Page:
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # one page that cannot be read is no reason to refuse the others
        return Page(index + 1, (), True, 0)
    try:
        text = page.get_textpage()
        try:
            pieces, illegible = _pieces(text)
        finally:
            text.close()
        pictured = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return Page(index + 1, tuple(pieces), pictured, illegible)
    finally:
        page.close()


@dataclass(slots=True)
class _Growing:
    """A piece to which letters are added."""

    letters: list[str]
    left: float
    right: float
    baseline: float
    size: float
    first: int
    last: int

    def takes(self, left: float, baseline: float, size: float) -> bool:
        """Whether a letter follows on the same line.

        Letters of another size make a piece of their own, so that marks of notes can be told apart.
        """
        gap = (left - self.right) / self.size
        same = (
            abs(baseline - self.baseline) <= _LEVEL * self.size
            and abs(size - self.size) <= _LEVEL * self.size
        )
        return same and -_BACKWARDS <= gap <= _WIDEST_SPACE


def _pieces(text: PdfTextPage) -> tuple[list[Piece], int]:
    """Return the pieces of a page, and how many of its letters have no name."""
    from pypdfium2 import raw

    page, turn = text.raw, _turn(text)
    grown: list[_Growing] = []
    space = ""
    illegible = 0
    for index, code, left, right, baseline, size in _characters(text, turn):
        if code in (0x20, 0x0A, 0x0D, 0x09):
            space = " "
            continue
        if code in _CODES_OF_HYPHEN:
            letter = HYPHEN
        elif code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF:
            illegible += 1
            continue
        else:
            letter = chr(code)
        before = grown[-1] if grown else None
        if before is not None and before.takes(left, baseline, size):
            before.letters.append(space + letter)
            before.left, before.right = min(before.left, left), max(before.right, right)
            before.last = index
        else:
            grown.append(_Growing([letter], left, right, baseline, size, index, index))
        space = ""
    pieces = []
    for piece in grown:
        # Text that stands across the page is that of a stamp or a figure.
        if round(raw.FPDFText_GetCharAngle(page, piece.first) / _QUARTER) % 4 == turn and (
            letters := "".join(piece.letters).strip()
        ):
            bold = _is_bold(page, piece.first) and _is_bold(page, piece.last)
            pieces.append(Piece(letters, piece.left, piece.right, piece.baseline, piece.size, bold))
    return pieces, illegible


def _turn(text: PdfTextPage) -> int:
    """Return by how many quarters the page's text is turned to the left, by a sample of its letters."""
    from pypdfium2 import raw

    count = text.count_chars()
    sample = range(0, count, max(count // _SAMPLE, 1))
    turns = Counter(round(raw.FPDFText_GetCharAngle(text.raw, index) / _QUARTER) % 4 for index in sample)
    return turns.most_common(1)[0][0] if turns else 0


def _characters(text: PdfTextPage, turn: int) -> Iterator[tuple[int, int, float, float, float, float]]:
    """Yield number, code, left and right edge, baseline and size of every letter, as if the page stood upright."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    page = text.raw
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    places = byref(box), byref(x), byref(y)
    scale, nominal = 1.0, -1.0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in (0x20, 0x0A, 0x0D, 0x09):
            yield index, code, 0.0, 0.0, 0.0, 0.0
            continue
        raw.FPDFText_GetLooseCharBox(page, index, places[0])
        raw.FPDFText_GetCharOrigin(page, index, places[1], places[2])
        size = raw.FPDFText_GetFontSize(page, index)
        if size != nominal:  # asking for the matrix of every letter would double the time
            raw.FPDFText_GetMatrix(page, index, byref(matrix))
            nominal, scale = size, (matrix.c**2 + matrix.d**2) ** 0.5
        match turn:
            case 0:
                edges = box.left, box.right, y.value
            case 1:
                edges = box.bottom, box.top, -x.value
            case 2:
                edges = -box.right, -box.left, -y.value
            case _:
                edges = -box.top, -box.bottom, x.value
        if size * scale > 0:
            yield index, code, *edges, size * scale


def _is_bold(page: Any, index: int) -> bool:
    from ctypes import byref, c_int, create_string_buffer

    from pypdfium2 import raw

    name = create_string_buffer(_LONGEST_FONT_NAME)
    raw.FPDFText_GetFontInfo(page, index, name, _LONGEST_FONT_NAME, byref(c_int()))
    return _BOLD.search(name.value) is not None


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running heads, page numbers and what browsers print around a page."""
    sizes: Counter[float] = Counter()
    for piece in (piece for page in pages for piece in page.pieces):
        sizes[round(piece.size)] += len(piece.text)
    largest = _HEAD_SIZE * max(sizes, key=lambda size: sizes[size], default=0.0)
    edges = [_edges(page, largest) for page in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, (near, _) in zip(pages, edges, strict=True):
        for piece in near:
            places[_pattern(piece.text)].append((page.number, piece.baseline))
    cleaned = []
    for page, (near, outermost) in zip(pages, edges, strict=True):
        dropped = {
            id(piece)
            for piece in near
            if _returns(places[_pattern(piece.text)], page.number, piece.baseline)
            or (piece in outermost and (_PAGE_NUMBER.fullmatch(piece.text) or _ADDRESS.fullmatch(piece.text)))
        }
        cleaned.append(replace(page, pieces=tuple(p for p in page.pieces if id(p) not in dropped)))
    return cleaned


def _edges(page: Page, largest: float) -> tuple[list[Piece], list[Piece]]:
    """Return what stands in the first and last lines of a page, and what of it in the very first and last one.

    Args:
        page: any.
        largest: size that running heads have; chapters may all begin at the same height of a page.
    """
    rows: list[float] = []
    for baseline in sorted({piece.baseline for piece in page.pieces}):
        if not rows or baseline - rows[-1] > _SAME_PLACE:
            rows.append(baseline)
    ends = rows[:_MARGIN_ROWS] + rows[-_MARGIN_ROWS:]
    small = [piece for piece in page.pieces if piece.size <= largest]
    near = [p for p in small if any(abs(p.baseline - row) <= _SAME_PLACE for row in ends)]
    outermost = [
        p for p in near if p.baseline <= rows[0] + _SAME_PLACE or p.baseline >= rows[-1] - _SAME_PLACE
    ]
    return near, outermost


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _returns(places: Sequence[tuple[int, float]], number: int, baseline: float) -> bool:
    """Whether the same text stands at the same height of another page."""
    return any(other != number and abs(at - baseline) <= _SAME_PLACE for other, at in places)
