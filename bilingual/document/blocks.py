"""What every reader of a format hands over: blocks of text, which become one document here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bilingual.document.model import Chapter, Document, Paragraph, ParagraphKind
from bilingual.document.paragraphs import find_paragraphs
from bilingual.errors import DocumentError
from bilingual.spans import Span

# Invisible: soft hyphens, zero-width spaces, word joiners, byte order marks inside a text.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Signs of typesetting, not of spelling; œ and æ are letters and stay.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Controls have no place in a text; the surrogates that damaged files decode to cannot even be printed.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# No-break spaces (U+00A0, U+202F) are spelling in French and stay.
_SPACES = re.compile(r"[ \t\f\v\x85\u2028\u2029]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_PAUSE = re.compile(r"[.!?…:;,]['\"»”’)\]\u00a0\u202f ]*$")
_GUTENBERG = re.compile(r"\s*\*{3} ?(START|END) OF TH(?:E|IS) [\w ]*EBOOK\b")
_LONGEST_VERSE = 80  # characters
_DEEPEST = 6  # levels of headings, as in HTML


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as its format has it.

    Args:
        text: may hold line breaks where the author broke a line.
        kind: what it is.
        level: of a heading, from 1; 0 for other kinds.
        anchors: names under which a table of contents refers to it.
        wrapped: its line breaks may be those of a program that fills lines, as in `<pre>`.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    level: int = 0
    anchors: tuple[str, ...] = ()
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a table of contents that refers to the anchor of a block."""

    title: str
    anchor: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader found in a file.

    Args:
        blocks: in reading order.
        metadata: see `Document`.
        entries: the format's own table of contents; without one the headings are it.
        warnings: see `Document`.
    """

    blocks: Sequence[Block]
    metadata: dict[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    warnings: Sequence[str] = ()


def letters(text: str) -> str:
    """Return what two copies of a text have in common however they are set: letters and figures, in lower case.

    >>> letters("« Et après\\u202f? »")
    'etaprès'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text.translate(_INVISIBLE)).casefold()))


def without_controls(text: str) -> str:
    """Return a text without the controls and halves of characters that no text has and lxml refuses."""
    return _NO_TEXT.sub("", text)


def tidy(text: str) -> str:
    """Return a text as it is spelt: composed letters, no soft hyphens, ligatures of type or idle white space.

    No-break spaces, which French puts before ; : ! ? and inside « », stay as they are.

    >>> tidy("ef\\ufb01cace\\u00a0; opé\\u00adration\\t  navale ")
    'efficace\\xa0; opération navale'
    """
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE).translate(_LIGATURES))
    text = without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()


def compose(extract: Extract, name: str, form: str, encoding: str | None = None) -> Document:
    """Make a document of blocks.

    Raises:
        DocumentError: there is no word in them.
    """
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    starts: dict[str, int] = {}
    length = 0
    waiting: list[str] = []  # anchors of blocks without text belong to the next one with some
    for block in _without_licence(extract.blocks):
        waiting.extend(block.anchors)
        text = tidy(block.text)
        if not text:
            continue
        if pieces:
            pieces.append("\n\n")
            length += 2
        for anchor in waiting:
            starts.setdefault(anchor, length)
        waiting.clear()
        paragraphs.extend(Paragraph(p.span.shift(length), p.kind, p.level) for p in _paragraphs(text, block))
        pieces.append(text)
        length += len(text)
    whole = "".join(pieces)
    if not any(map(str.isalnum, whole)):
        raise DocumentError("no text in it", place=name, remedy="does it hold pictures only?")
    metadata = {
        key: value for key in extract.metadata if (value := " ".join(tidy(extract.metadata[key]).split()))
    }
    contents = _contents(extract.entries, starts) or _headings(paragraphs, whole)
    return Document(
        whole, tuple(paragraphs), name, encoding, metadata, form, contents, (), tuple(extract.warnings)
    )


def _paragraphs(text: str, block: Block) -> Iterable[Paragraph]:
    """Return the paragraphs of a block, normally one."""
    whole = Span(0, len(text))
    if block.kind is ParagraphKind.HEADING:
        return [Paragraph(whole, block.kind, min(max(block.level, 1), _DEEPEST))]
    if "\n" not in text:
        return [Paragraph(whole, block.kind)]
    if not block.wrapped:
        return [Paragraph(span, block.kind) for span in _broken(text)]
    # What looks like a heading in there is none: the format would have said so.
    kinds = {ParagraphKind.HEADING: block.kind}
    return [Paragraph(p.span, kinds.get(p.kind, p.kind)) for p in find_paragraphs(text)]


def _broken(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text whose author broke its lines.

    Lines without any stop are those of an address or a signature, each for itself unless it begins in
    lower case. Others are verse, whose
    sentences run over the breaks; but where a line is longer than verses are, its end is a paragraph's.
    """
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    stops = [_PAUSE.search(line.of(text)) is not None for line in lines]
    apart = not any(stops)
    start = 0
    for (line, following), stop in zip(pairwise(lines), stops, strict=False):
        if (apart and not text[following.start].islower()) or (stop and len(line) > _LONGEST_VERSE):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, len(text))


def _without_licence(blocks: Sequence[Block]) -> Sequence[Block]:
    """Leave out what Project Gutenberg prints around its books."""
    marks = [
        (number, mark[1]) for number, block in enumerate(blocks) if (mark := _GUTENBERG.match(block.text))
    ]
    start = max((number + 1 for number, which in marks if which == "START"), default=0)
    end = min((number for number, which in marks if which == "END" and number >= start), default=len(blocks))
    return blocks[start:end]


def _contents(entries: Sequence[Entry], starts: dict[str, int]) -> tuple[Chapter, ...]:
    """Return the entries whose anchors were met, in the order of the text."""
    chapters = [
        Chapter(title, starts[entry.anchor], max(entry.level, 1))
        for entry in entries
        if entry.anchor in starts and (title := " ".join(tidy(entry.title).split()))
    ]
    return tuple(sorted(chapters, key=lambda chapter: chapter.start))


def _headings(paragraphs: Iterable[Paragraph], text: str) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(" ".join(p.span.of(text).split("\n")), p.span.start, p.level)
        for p in paragraphs
        if p.kind is ParagraphKind.HEADING and p.level
    )


def notes_last(blocks: Iterable[tuple[Block, bool]]) -> list[Block]:
    """Return blocks, each given with whether it is a footnote, with the notes at the end of their chapter.

    A chapter reaches to the next heading of the first level.
    """
    ordered: list[Block] = []
    notes: list[Block] = []
    for block, is_note in blocks:
        if is_note:
            notes.append(block)
            continue
        if block.kind is ParagraphKind.HEADING and block.level == 1:
            ordered.extend(notes)
            notes.clear()
        ordered.append(block)
    return ordered + notes
