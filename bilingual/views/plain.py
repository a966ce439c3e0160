"""Parallel texts for other programs: tab-separated values."""

from __future__ import annotations

from bilingual.pipeline.model import AnnotatedBead

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
