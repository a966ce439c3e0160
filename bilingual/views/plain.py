"""Parallel texts for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.pipeline.model import AnnotatedBead, ParallelText

# What separates fields and records in TSV; bead texts are one line already.
_SEPARATORS = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


def tsv_row(bead: AnnotatedBead) -> str:
    """Return a bead as `source TAB target`, without line end.

    >>> from bilingual.bitext import Bead
    >>> from bilingual.spans import Span
    >>> tsv_row(AnnotatedBead(Bead("Il pleut.", "It is raining.", (Span(0, 9),), (Span(0, 14),))))
    'Il pleut.\\tIt is raining.'
    """
    return f"{bead.source.translate(_SEPARATORS)}\t{bead.target.translate(_SEPARATORS)}"


def render(text: ParallelText, form: str) -> Iterable[str]:
    """Return a parallel text in one of the formats that `FORMATS` explains, in pieces."""
    # Each format imports what it alone needs.
    if form == "json":
        return (text.to_json(),)
    if form == "tmx":
        from bilingual.views.tmx import tmx_lines

        return tmx_lines(text)
    if form == "vecalign":
        return vecalign_lines(text)
    from bilingual.alignment.interchange import format_pairs, format_tsv

    beads = (bead.bead for bead in text.beads)
    return format_pairs(beads) if form == "pairs" else format_tsv(beads)


FORMATS = {
    "json": "a reading pack",
    "tsv": "source, target and score, with a head line",
    "pairs": "source TAB target of every bead with two sides",
    "tmx": "TMX 1.4b, for translation memories",
    "vecalign": "`[0, 1]:[2]:0.93`, numbers of sentences from 0",
}


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
