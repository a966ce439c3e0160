"""What a document is once it has been read: one text and the paragraphs in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice, takewhile

from bilingual.spans import Span


class ParagraphKind(StrEnum):
    """What a paragraph is to its reader; headings and items are segments even without a full stop."""

    HEADING = "heading"
    BODY = "body"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the document's text, without white space at its ends; it may hold line breaks.

    Args:
        span: where it stands.
        kind: what it is to its reader.
        level: depth of a heading, 1 the highest; 0 where the format does not say, and for other kinds.
    """

    span: Span
    kind: ParagraphKind = ParagraphKind.BODY
    level: int = 0

    def __post_init__(self) -> None:
        if self.level < 0 or (self.level and self.kind is not ParagraphKind.HEADING):
            raise ValueError(f"level {self.level} of a paragraph that is {self.kind.value}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of a table of contents.

    Args:
        title: as the table has it, which may differ from the heading in the text.
        start: code point of the text at which the chapter begins.
        level: its depth, 1 the highest.
    """

    title: str
    start: int
    level: int = 1

    def __post_init__(self) -> None:
        if self.start < 0 or self.level < 1:
            raise ValueError(f"a chapter needs start >= 0 and level >= 1, not {self.start} and {self.level}")


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a subtitle file's text and when it is on the screen.

    Args:
        span: of the text.
        start: seconds from the beginning of the film.
        end: seconds, not before `start`.
    """

    span: Span
    start: float
    end: float

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a cue needs 0 <= start <= end, not {self.start} and {self.end}")


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its paragraphs in order without overlap.

    The text of a plain text file is the file, unchanged (a byte order mark aside); of any other format it is
    what was extracted, its paragraphs parted by blank lines.

    Args:
        text: the decoded text; every offset in `bilingual` is an index of its code points.
        paragraphs: in order, not overlapping, inside the text.
        name: what messages call the document: its path, or `<stdin>`.
        encoding: the encoding it was decoded from, where it came from bytes.
        metadata: `title`, `author`, `date`, `language` … where the format has them.
        format: what it was read from: `text`, `markdown`, `html`, `mhtml`, `epub`, `pdf`, `docx`, `odt`,
            `srt` or `vtt`.
        contents: its table of contents, in order; empty where the format has none.
        cues: of a subtitle file, in order, not overlapping; empty for other formats.
        warnings: what its reader should know, a line each: pages that could not be read, for instance.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    name: str = "<text>"
    encoding: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    format: str = "text"
    contents: tuple[Chapter, ...] = ()
    cues: tuple[Cue, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for what, spans in (("paragraph", self.paragraphs), ("cue", self.cues)):
            end = 0
            for span in (each.span for each in spans):
                if span.start < end or span.end > len(self.text):
                    raise ValueError(f"{self.name}: {what} {span} overlaps another or leaves the text")
                end = span.end
        check_contents(self.contents, self.text)


def check_contents(contents: tuple[Chapter, ...], text: str) -> None:
    """Raise `ValueError` unless the chapters begin in order inside the text."""
    start = 0
    for chapter in contents:
        if not start <= chapter.start <= len(text):
            raise ValueError(f"chapter {chapter.title!r} begins at {chapter.start}, out of order or outside")
        start = chapter.start


def times_of(span: Span, cues: tuple[Cue, ...]) -> tuple[float, float] | None:
    """Return from when to when a stretch of a subtitle file's text is on the screen, in seconds.

    Args:
        span: the stretch.
        cues: those of the document, in order.

    Returns:
        When the first cue that it touches comes and the last one goes; `None` where it touches none.

    >>> cues = (Cue(Span(0, 12), 1.0, 2.5), Cue(Span(13, 30), 2.5, 4.0))
    >>> times_of(Span(8, 20), cues)
    (1.0, 4.0)
    """
    # Cues are in order, so that a film of two hours is not searched from its beginning for each sentence.
    first = bisect_right(cues, span.start, key=lambda cue: cue.span.end)
    met = list(takewhile(lambda cue: cue.span.start < span.end, islice(cues, first, None)))
    return (met[0].start, max(cue.end for cue in met)) if met else None
