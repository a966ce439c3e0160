"""What a document is once it has been read: one text and the paragraphs in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bilingual.spans import Span


class ParagraphKind(StrEnum):
    """What a paragraph is to its reader; headings and items are segments even without a full stop."""

    HEADING = "heading"
    BODY = "body"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the document's text, without white space at its ends; it may hold line breaks."""

    span: Span
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True)
class Document:
    """A text, unchanged (a byte order mark aside), and its paragraphs in order without overlap.

    Args:
        text: the decoded text; every offset in `bilingual` is an index of its code points.
        paragraphs: in order, not overlapping, inside the text.
        name: what messages call the document: its path, or `<stdin>`.
        encoding: the encoding it was decoded from, where it came from bytes.
        metadata: title, author, date … where the format has them.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    name: str = "<text>"
    encoding: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        end = 0
        for paragraph in self.paragraphs:
            if paragraph.span.start < end or paragraph.span.end > len(self.text):
                raise ValueError(
                    f"{self.name}: paragraph {paragraph.span} overlaps another or leaves the text"
                )
            end = paragraph.span.end
