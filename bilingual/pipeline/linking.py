"""Word links for parallel texts that have none, by the lexicon; nothing is trained, no model is needed."""

from __future__ import annotations

from dataclasses import replace

from bilingual.alignment.words import WordAligner, link_bead
from bilingual.bitext import Bead
from bilingual.lexicon import Lexicon
from bilingual.pipeline.model import ParallelText


def link_words(text: ParallelText, lexicon: Lexicon | None = None) -> ParallelText:
    """Return the text with word links in every bead of two sides.

    Links that a bead has already, its engine's or a reader's, stay as they are. About 6 ms a sentence.

    Args:
        text: from `read`, `align` or a reading pack.
        lexicon: the built-in one by default.

    Raises:
        ModelError: the lexicon is missing or damaged.
    """
    aligner = WordAligner(lexicon or Lexicon.open(), text.source.language, text.target.language)

    def linked(bead: Bead) -> Bead:
        if bead.links or not (bead.source_spans and bead.target_spans):
            return bead
        return link_bead(bead, text.source.text, text.target.text, aligner)

    return replace(text, beads=tuple(replace(bead, bead=linked(bead.bead)) for bead in text.beads))
