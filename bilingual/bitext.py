"""The shared result of translation and alignment: beads in order over two texts.

A bitext made by machine translation and one made by aligning a human translation have the same type, so
that nothing later can tell them apart but by `Engine.origin`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from bilingual.document.model import Chapter, Cue, Document, ParagraphKind
from bilingual.errors import BitextError
from bilingual.fragments import Cell, quoted, table
from bilingual.languages import Language
from bilingual.spans import Span, WordLink
from bilingual.translation.translator import Engine, Origin

__all__ = ["Bead", "Bitext", "Engine", "Origin", "TextSide", "WordLink", "flow"]

# What `flow` makes one space. No-break spaces are left alone: French typography puts them before ; : ! ? and
# inside « ».
WHITE_SPACE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class TextSide:
    """One side of a bitext: the whole text and its language, and what its document says of it.

    Args:
        language: of the text.
        text: the whole.
        metadata: title, author, date …, where the document has them.
        contents: its table of contents, in order.
        cues: of subtitles: when what is said.
    """

    language: Language
    text: str
    metadata: dict[str, str] = field(default_factory=dict, hash=False)
    contents: tuple[Chapter, ...] = ()
    cues: tuple[Cue, ...] = ()

    @classmethod
    def of(cls, document: Document, language: Language) -> TextSide:
        """Return a document as one side of a bitext."""
        return cls(language, document.text, document.metadata, document.contents, document.cues)


@dataclass(frozen=True, slots=True, repr=False)
class Bead:
    """The smallest group of source and target segments that translate each other; one side may be empty.

    Args:
        source: the source segments as one line.
        target: the target segments as one line.
        source_spans: the source segments, in order, in the source text.
        target_spans: the target segments, in order, in the target text.
        score: confidence 0 to 1: of the alignment, or of the translation; `None` where unknown.
        paragraph: index of the paragraph of the source (of the target, for a bead without source) it begins in.
        kind: the kind of that paragraph.
        links: word links in coordinates of the whole texts.
    """

    source: str
    target: str
    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]
    score: float | None = None
    paragraph: int = 0
    kind: ParagraphKind = ParagraphKind.BODY
    links: tuple[WordLink, ...] = ()

    def __post_init__(self) -> None:
        if not self.source_spans and not self.target_spans:
            raise BitextError("a bead needs a segment on one side at least")
        if self.score is not None and not 0.0 <= self.score <= 1.0:
            raise BitextError(f"a bead's score lies between 0 and 1, not {self.score}")
        _check_order(self.source_spans)
        _check_order(self.target_spans)

    def __repr__(self) -> str:
        score = "" if self.score is None else f" {self.score:.2f}"
        return f"<Bead {quoted(self.source)} = {quoted(self.target)}{score}>"

    def _repr_html_(self) -> str:
        """Return a table of one row, for notebooks."""
        return table([bead_cells(self)])


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two texts and the beads that pair their segments, in order on both sides.

    Args:
        source: the text translated.
        target: its translation.
        beads: in the order of both texts.
        engine: who or what translated.

    Raises:
        BitextError: the beads leave the texts or do not run in order through them.
    """

    source: TextSide
    target: TextSide
    beads: tuple[Bead, ...]
    engine: Engine

    def __post_init__(self) -> None:
        check_beads(self.beads, self.source.text, self.target.text)


def bead_cells(bead: Bead, source: str = "", target: str = "", notes: tuple[str, ...] = ()) -> list[Cell]:
    """Return a bead as a row of a table.

    Args:
        bead: what to show.
        source: code of the language of the source, where it is known.
        target: that of the target.
        notes: what to say below the target.
    """
    score = "" if bead.score is None else f"{bead.score:.2f}"
    return [Cell(bead.source, source), Cell(bead.target, target, notes), Cell(score)]


def check_beads(beads: Iterable[Bead], source_text: str, target_text: str) -> None:
    """Raise `BitextError` unless the beads run in order through both texts without leaving them."""
    ends = [0, 0]
    for number, bead in enumerate(beads):
        for side, (spans, text) in enumerate(
            ((bead.source_spans, source_text), (bead.target_spans, target_text))
        ):
            if not spans:
                continue
            name = ("source", "target")[side]
            if spans[0].start < ends[side]:
                raise BitextError(
                    f"{name} {spans[0]} begins before the bead ahead of it ends", place=f"bead {number}"
                )
            if spans[-1].end > len(text):
                raise BitextError(
                    f"{name} {spans[-1]} leaves the text of {len(text)} characters", place=f"bead {number}"
                )
            ends[side] = spans[-1].end


def flow(text: str) -> str:
    """Return `text` as one line: line breaks and runs of ordinary white space become one space.

    >>> flow("Deux avions\\n  ont décollé.")
    'Deux avions ont décollé.'
    """
    return WHITE_SPACE.sub(" ", text).strip(" ")


def _check_order(spans: tuple[Span, ...]) -> None:
    for before, after in pairwise(spans):
        if after.start < before.end:
            raise BitextError(f"segments {before} and {after} of a bead overlap or are out of order")
