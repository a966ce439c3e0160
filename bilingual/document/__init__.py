"""Bytes to text with paragraphs: one reader a format."""

from bilingual.document.model import Document, Paragraph, ParagraphKind
from bilingual.document.reading import document_from_bytes, document_from_text, read_document
from bilingual.spans import Span

__all__ = [
    "Document",
    "Paragraph",
    "ParagraphKind",
    "Span",
    "document_from_bytes",
    "document_from_text",
    "read_document",
]
