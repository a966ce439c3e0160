"""The process in which PDFium reads a PDF: from standard input to a line of JSON a page.

PDFium is fast and exact, and written in C++: a damaged file may end its process, and one made for it may fill the
memory. So it gets a process of its own with limits; see `pdfprocess` for the other side.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bilingual.document.pdfpages import HYPHEN, Piece

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 20_000
MOST_CHARACTERS = 30_000_000
"""Of a whole document; the longest novels have 10 million."""

_MEMORY = 3 << 30  # bytes of address space; a book of 2,000 pages takes a tenth of it
_CODES_OF_HYPHEN = frozenset((0x02, 0xAD, 0xFFFE))

_QUARTER = 1.5708  # radians
_SAMPLE = 50  # letters of a page that tell how it is turned
_BOLD = re.compile(rb"bold|black|heavy|demi|bx\d", re.IGNORECASE)
_LONGEST_FONT_NAME = 128  # bytes

# In sizes of the letters.
_WIDEST_SPACE = 1.0  # of a justified line; columns may be as near to each other
_BACKWARDS = 0.6  # overlap of letters that are set on each other, as accents are
_LEVEL = 0.1  # difference of baseline, and of size, within one piece


def main() -> None:
    """Read a PDF from standard input; the argument is how many seconds the processor may take."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits, macOS not this one
        import resource

        seconds = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for record in records(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(record) + "\n")


def records(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the metadata of a PDF, its pages, and a record `end`; or one that says what is wrong."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield {"password": True} if "assword" in str(error) else {"damage": str(error)}
        return
    try:
        if len(document) > MOST_PAGES:
            yield {"excess": f"{len(document):,} pages"}
            return
        yield {"metadata": document.get_metadata_dict(skip_empty=True)}
        characters = 0
        for index in range(len(document)):
            yield (page := _read_page(document, index))
            characters += sum(len(piece[0]) for piece in page["pieces"])
            if characters > MOST_CHARACTERS:
                yield {"excess": f"over {MOST_CHARACTERS:,} characters"}
                return
        yield {"end": True}
    except pypdfium2.PdfiumError as error:
        yield {"damage": str(error)}
    finally:
        document.close()


def _read_page(document: PdfDocument, index: int) -> dict[str, Any]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # one page that cannot be read is no reason to refuse the others
        return {"pieces": [], "pictured": True, "illegible": 0}
    try:
        text = page.get_textpage()
        try:
            pieces, illegible = _pieces(text)
        finally:
            text.close()
        pictured = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        rows = [(p.text, p.left, p.right, p.baseline, p.size, p.bold) for p in pieces]
        return {"pieces": rows, "pictured": pictured, "illegible": illegible}
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
