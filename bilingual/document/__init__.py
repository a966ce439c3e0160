"""Bytes to text with paragraphs: one reader a format."""

from bilingual.document.model import Document, Paragraph, ParagraphKind
from bilingual.spans import Span

__all__ = ["Document", "Paragraph", "ParagraphKind", "Span"]
