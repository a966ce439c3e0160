"""Which sentences and which words of two texts translate each other, without a model and without training."""

from __future__ import annotations

from bilingual.alignment.confidence import Report
from bilingual.alignment.sentences import (
    Alignment,
    IndexBead,
    SegmentedText,
    align_lines,
    align_sentences,
)
from bilingual.alignment.words import TokenLink, WordAligner, align_words, link_bead

__all__ = [
    "Alignment",
    "IndexBead",
    "Report",
    "SegmentedText",
    "TokenLink",
    "WordAligner",
    "align_lines",
    "align_sentences",
    "align_words",
    "link_bead",
]
