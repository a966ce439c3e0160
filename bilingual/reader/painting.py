"""A screen line as runs of text, each in one ink; which colour an ink is, the theme says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rich.cells import cell_len

from bilingual.reader.book import Side
from bilingual.reader.layout import DOUBT, ScreenLine
from bilingual.reader.lines import MarkKind, ShownLine
from bilingual.spans import Span


class Ink(StrEnum):
    """What a run of text is to its reader."""

    TEXT = "text"
    TRANSLATION = "translation"
    """A translation under its source."""
    QUIET = "quiet"
    HEADING = "heading"
    TERM = "term"
    MISSING = "missing"
    DOUBT = "doubt"
    BAR = "bar"
    """The bar of the row one is at."""
    BOOKMARK = "bookmark"
    HIT = "hit"
    """What was searched for."""
    LINKED = "linked"
    """Words that translate the word one is at."""
    WORD = "word"
    """The word one is at."""


_OF_MARK = {MarkKind.TERM: Ink.TERM, MarkKind.MISSING: Ink.MISSING}


@dataclass(frozen=True, slots=True)
class Overlay:
    """A stretch of one side's shown text in an ink of its own; later ones lie over earlier ones."""

    side: Side
    span: Span
    ink: Ink


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in one ink."""

    text: str
    ink: Ink


def paint(
    line: ScreenLine,
    sides: Mapping[Side, ShownLine],
    width: int,
    *,
    gutter: Sequence[Run],
    inks: Mapping[Side, Ink],
    overlays: Iterable[Overlay] = (),
) -> list[Run]:
    """Return the runs of a screen line, filled with spaces to a width.

    Args:
        line: to paint.
        sides: the shown text of each side.
        width: in cells.
        gutter: what stands before the text; its width is that of the layout's gutter.
        inks: in which the text of each side stands by itself.
        overlays: what is set off in it.
    """
    overlays = tuple(overlays)
    placed: list[tuple[int, list[Run]]] = []
    for piece in line.pieces:
        shown = sides[piece.side]
        placed.append((piece.x, _runs(shown, piece.span, inks[piece.side], piece.side, overlays)))
    if line.sign:
        placed.append((line.sign_x, [Run(line.sign, Ink.DOUBT if line.sign == DOUBT else Ink.QUIET)]))
    if line.placeholder:
        x, text = line.placeholder
        placed.append((x, [Run(text, Ink.QUIET)]))
    runs = list(gutter)
    cell = sum(cell_len(run.text) for run in gutter)
    for x, found in sorted(placed, key=lambda entry: entry[0]):
        if x > cell:
            runs.append(Run(" " * (x - cell), Ink.TEXT))
            cell = x
        runs += found
        cell += sum(cell_len(run.text) for run in found)
    if cell < width:
        runs.append(Run(" " * (width - cell), Ink.TEXT))
    return runs


def _runs(line: ShownLine, piece: Span, ink: Ink, side: Side, overlays: Sequence[Overlay]) -> list[Run]:
    """Cut a stretch of a line where its ink changes."""
    layers = [(mark.span, _OF_MARK[mark.kind]) for mark in line.marks if mark.span.overlaps(piece)]
    layers += [(o.span, o.ink) for o in overlays if o.side is side and o.span.overlaps(piece)]
    edges = {piece.start, piece.end}
    for span, _ in layers:
        edges.update(edge for edge in (span.start, span.end) if piece.start < edge < piece.end)
    cuts = sorted(edges)
    runs = []
    for start, end in pairwise(cuts):
        top = ink
        for span, other in layers:
            if span.start <= start < span.end:
                top = other
        runs.append(Run(line.text[start:end], top))
    return runs
