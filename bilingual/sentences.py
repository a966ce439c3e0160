"""Sentence boundaries."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.document.model import ParagraphKind
from bilingual.spans import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A unit of translation, normally a sentence.

    Args:
        span: where it stands in the document's text, without white space at its ends.
        paragraph: index of its paragraph in the document.
        kind: the kind of that paragraph.
    """

    span: Span
    paragraph: int
    kind: ParagraphKind = ParagraphKind.BODY
