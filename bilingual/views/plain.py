"""Parallel texts for other programs, line by line.

What a cell holds is what the text says, a leading `=` included: a program must get back what was there.
A spreadsheet may take such a cell of a TSV file for a formula.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.pipeline.model import ParallelText


def pack(text: ParallelText) -> Iterator[str]:
    """Yield the reading pack."""
    yield text.to_json()


def table(text: ParallelText) -> Iterator[str]:
    """Yield a head line, then source, target and score of every bead."""
    from bilingual.alignment.interchange import format_tsv

    return format_tsv(bead.bead for bead in text.beads)


def pairs(text: ParallelText) -> Iterator[str]:
    """Yield source TAB target of every bead with two sides."""
    from bilingual.alignment.interchange import format_pairs

    return format_pairs(bead.bead for bead in text.beads)


def vecalign_lines(text: ParallelText) -> Iterator[str]:
    """Yield the beads as numbers of sentences, a line each; an empty side is `[]`."""
    from bilingual.alignment.interchange import format_vecalign
    from bilingual.alignment.sentences import IndexBead

    source = target = 0
    for bead in text.beads:
        ours = tuple(range(source, source + len(bead.source_spans)))
        theirs = tuple(range(target, target + len(bead.target_spans)))
        source, target = source + len(ours), target + len(theirs)
        yield format_vecalign((IndexBead(ours, theirs, bead.score),))
