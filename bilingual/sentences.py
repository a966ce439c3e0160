"""Sentences, the units of translation: a document cut into segments; the rules are in `boundaries`."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.boundaries import ParagraphReading, Usage
from bilingual.document.model import Document, ParagraphKind
from bilingual.errors import expect
from bilingual.languages import FRENCH, Language, as_language
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


def split_sentences(document: Document, language: Language | str = FRENCH) -> tuple[Segment, ...]:
    """Cut the paragraphs of a document into segments, in order; none crosses a paragraph.

    Args:
        document: from `read_document` or `document_from_text`.
        language: of it, or the ISO 639-1 code.

    Raises:
        LanguageError: there is no such language; a `ValueError`.
        WrongTypeError: `document` is none; a `TypeError`.

    >>> from bilingual.document.model import Paragraph
    >>> text = "Frappes à l’est\\n\\nDeux avions ont décollé. M. Duval l’a confirmé."
    >>> heading, body = Paragraph(Span(0, 15), ParagraphKind.HEADING), Paragraph(Span(17, len(text)))
    >>> article = Document(text, (heading, body))
    >>> [segment.span.of(text) for segment in split_sentences(article)]
    ['Frappes à l’est', 'Deux avions ont décollé.', 'M. Duval l’a confirmé.']
    """
    expect(document, Document, "sentences are those of a Document", "make one: document_from_text(text)")
    language = as_language(language)
    usage = Usage(document.text)
    return tuple(
        Segment(span.shift(paragraph.span.start), index, paragraph.kind)
        for index, paragraph in enumerate(document.paragraphs)
        for span in ParagraphReading(paragraph.span.of(document.text), language, usage).sentences()
    )


def sentence_spans(text: str, language: Language = FRENCH) -> tuple[Span, ...]:
    """Cut one paragraph into sentences: between two spans, and around them, there is only white space.

    A single line break counts as a space.

    >>> text = "« Halte ! » dit-il. L’adj. Roy (2e RIMa) s’arrêta à 14 h 30. Rien…"
    >>> [span.of(text) for span in sentence_spans(text)]
    ['« Halte ! » dit-il.', 'L’adj. Roy (2e RIMa) s’arrêta à 14 h 30.', 'Rien…']
    """
    # The rules look at what begins and ends the paragraph: white space around it must not hide that.
    inside = Span(0, len(text)).strip(text)
    paragraph = inside.of(text)
    return tuple(
        span.shift(inside.start)
        for span in ParagraphReading(paragraph, language, Usage(paragraph)).sentences()
    )
