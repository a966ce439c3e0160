"""Parallel texts for other programs, line by line.

TSV is for programs: a cell holds what the text says, a leading `=` or dash included, for a program must get
back what was there. CSV is for spreadsheets, which would take such a cell for a formula: there an apostrophe
stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.pipeline.model import AnnotatedBead, ParallelText


def pack(text: ParallelText) -> Iterator[str]:
    """Yield the reading pack."""
    from bilingual.pipeline.packs import pieces

    return pieces(text)


def table(beads: Iterable[AnnotatedBead]) -> Iterator[str]:
    """Yield a head line, then source, target and score of every bead."""
    from bilingual.alignment.interchange import format_tsv

    return format_tsv(bead.bead for bead in beads)


def sheet(text: ParallelText) -> Iterator[str]:
    """Yield a table for spreadsheets: source, target, score, doubts and terms of every bead."""
    import csv
    import io

    from bilingual.glossary.nearest import equivalents_of_match
    from bilingual.glossary.spreadsheet import neutralise

    target = text.target.language
    # Excel takes a file without this mark for one of another century.
    yield "\ufeff"
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("source", "target", "score", "doubts", "terms"))
    yield out.getvalue()
    for bead in text.beads:
        out.seek(0)
        out.truncate()
        terms = dict.fromkeys(
            f"{found.match.lemma} = {equivalents_of_match(found.match, target)[0]}" for found in bead.terms
        )
        cells = (
            bead.source,
            bead.target,
            "" if bead.score is None else f"{bead.score:.3f}",
            "; ".join(flag.reason or flag.code.value for flag in bead.flags),
            "; ".join(terms),
        )
        writer.writerow(map(neutralise, cells))
        yield out.getvalue()


def pairs(beads: Iterable[AnnotatedBead]) -> Iterator[str]:
    """Yield source TAB target of every bead with two sides."""
    from bilingual.alignment.interchange import format_pairs

    return format_pairs(bead.bead for bead in beads)


def vecalign_lines(beads: Iterable[AnnotatedBead]) -> Iterator[str]:
    """Yield the beads as numbers of sentences, a line each; an empty side is `[]`."""
    from bilingual.alignment.interchange import format_vecalign
    from bilingual.alignment.sentences import IndexBead

    source = target = 0
    for bead in beads:
        ours = tuple(range(source, source + len(bead.source_spans)))
        theirs = tuple(range(target, target + len(bead.target_spans)))
        source, target = source + len(ours), target + len(theirs)
        yield format_vecalign((IndexBead(ours, theirs, bead.score),))
