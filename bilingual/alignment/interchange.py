"""Beads as files: Vecalign's lines `[0, 1]:[2]:0.93`, and pairs of sentences with a tab between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bilingual.alignment.sentences import IndexBead
from bilingual.bitext import Bead
from bilingual.errors import BitextError

_NUMBERS = r"\[\s*((?:\d+\s*(?:,\s*\d+\s*)*)?)\]"
_LINE = re.compile(rf"{_NUMBERS}\s*:\s*{_NUMBERS}\s*(?::\s*(-?\d+(?:\.\d*)?(?:[eE]-?\d+)?)\s*)?")


def format_vecalign(beads: Iterable[IndexBead]) -> str:
    """Return the beads a line each; an empty side is `[]`.

    >>> print(format_vecalign([IndexBead((0, 1), (0,), 0.934), IndexBead((2,), ())]), end="")
    [0, 1]:[0]:0.934
    [2]:[]
    """
    return "".join(f"{list(bead.source)}:{list(bead.target)}{_score(bead.score)}\n" for bead in beads)


def parse_vecalign(text: str, name: str = "<beads>") -> tuple[IndexBead, ...]:
    """Return the beads of Vecalign's lines; the number after the second colon may be missing.

    Scores outside 0 to 1, as Vecalign's own costs can be, are read as unknown. Empty lines and lines that
    begin with `#` are skipped.

    Raises:
        BitextError: for any other line, and for sentences out of order or in two beads.

    >>> parse_vecalign("[0, 1]:[2]:0.93")
    (IndexBead(source=(0, 1), target=(2,), score=0.93),)
    """
    beads: list[IndexBead] = []
    last = [-1, -1]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise BitextError(
                f"{line.strip()[:60]!r} is no bead",
                place=f"{name}, line {number}",
                remedy="write `[0, 1]:[2]`",
            )
        sides = [tuple(int(item) for item in match[group].split(",") if item.strip()) for group in (1, 2)]
        if not any(sides):
            raise BitextError("a bead needs a sentence on one side at least", place=f"{name}, line {number}")
        for side, sentences in enumerate(sides):
            for sentence in sentences:
                if sentence <= last[side]:
                    raise BitextError(
                        f"{('source', 'target')[side]} sentence {sentence} is repeated or out of order",
                        place=f"{name}, line {number}",
                    )
                last[side] = sentence
        score = float(match[3]) if match[3] else None
        beads.append(IndexBead(sides[0], sides[1], score if score is not None and 0 <= score <= 1 else None))
    return tuple(beads)


def format_pairs(beads: Iterable[Bead]) -> Iterator[str]:
    """Yield source TAB target of every bead with two sides, a line each, for whoever trains on pairs."""
    for bead in beads:
        if bead.source_spans and bead.target_spans:
            yield f"{_cell(bead.source)}\t{_cell(bead.target)}\n"


def format_tsv(beads: Iterable[Bead]) -> Iterator[str]:
    """Yield a head line, then source, target and score of every bead, an empty cell for an empty side."""
    yield "source\ttarget\tscore\n"
    for bead in beads:
        score = "" if bead.score is None else f"{bead.score:.3f}"
        yield f"{_cell(bead.source)}\t{_cell(bead.target)}\t{score}\n"


def _score(score: float | None) -> str:
    return "" if score is None else f":{score:.3f}".rstrip("0").rstrip(".")


def _cell(text: str) -> str:
    return text.replace("\t", " ")
