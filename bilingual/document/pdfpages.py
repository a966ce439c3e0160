"""Pages of a PDF as pieces of lines with their places; what stands in the margins is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

HYPHEN = "\ufffe"
"""A hyphen at the end of a line, which may belong to the word or to the line; PDFium writes it so."""

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
