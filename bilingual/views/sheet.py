"""A parallel text laid out for a document: rows of pieces, terms numbered, paragraphs known.

What pages, books and word processors have in common stands here once; each view only writes it down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.bitext import Origin, flow
from bilingual.document.model import ParagraphKind
from bilingual.glossary.compliance import Use
from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.spans import Span
from bilingual.views.labels import Labels, labels_of
from bilingual.views.lines import Line
from bilingual.views.terms import TermNumbers

# A first paragraph without full stop may be a heading and still too long to be called by.
_LONGEST_TITLE = 32  # words
# What has no file is called by its beginning.
_WORDS_OF_A_BEGINNING = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: running text, or a term.

    Args:
        text: as it stands in the line.
        term: the term's number, `None` for running text.
        use: what the translation does with the term.
    """

    text: str
    term: int | None = None
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A bead as it is shown.

    Args:
        number: of the bead, from 1.
        bead: what is shown.
        source: its source in pieces; empty where there is none.
        target: its target, likewise.
        links: word links as places in the two lines, where they are asked for.
        opens: whether a paragraph begins with it.
    """

    number: int
    bead: AnnotatedBead
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    links: tuple[tuple[Span, Span], ...]
    opens: bool

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.bead.kind is ParagraphKind.HEADING

    @property
    def item(self) -> bool:
        """Whether it is an item of a list."""
        return self.bead.kind is ParagraphKind.ITEM

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why it should not be trusted, one line each; none for most rows."""
        return tuple(flag.reason or flag.code.value for flag in self.bead.flags)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A parallel text as every document shows it.

    Args:
        source: the language of the left side.
        target: that of the right side.
        rows: the beads in order.
        terms: those met, by the numbers that the rows refer to.
        title: a title given, else the text's own first heading, else its file's name.
        title_language: the title's, `None` where it is a file's name.
        name: what the text is called, without the directories it lies in.
        translated_by: the package, or the file of the translation.
        by_machine: whether a machine translated.
    """

    source: Language
    target: Language
    rows: tuple[Row, ...]
    terms: TermNumbers
    title: str
    title_language: Language | None
    name: str
    translated_by: str
    by_machine: bool
    doubtful: tuple[Row, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubtful", tuple(row for row in self.rows if row.doubts))

    @classmethod
    def of(cls, text: ParallelText, title: str | None = None, *, linked: bool = False) -> Sheet:
        """Lay out a parallel text, with word links where a view shows them."""
        terms = TermNumbers()
        rows = tuple(_rows(text, terms, linked=linked))
        # A file's directories are its owner's business, and documents are given away.
        name = Path(text.name).name or text.name
        language = None
        if title is not None:
            title = flow(title)
        else:
            title, language = _title(text, Path(name).stem)
        return cls(
            text.source.language,
            text.target.language,
            rows,
            terms,
            title,
            language,
            name,
            Path(text.engine.package).name,
            text.engine.origin is Origin.MACHINE,
        )

    @property
    def labels(self) -> Labels:
        """What the document says besides the text, in the reader's language."""
        return labels_of(self.target)

    @property
    def about(self) -> str:
        """What is shown: the text, its languages, who or what translated."""
        how = self.labels.machine.format(name=self.translated_by) if self.by_machine else self.translated_by
        name = "" if self.name.startswith("<") else f"{self.name} · "
        return f"{name}{self.name_of(self.source)} → {self.name_of(self.target)} · {how}"

    def name_of(self, language: Language) -> str:
        """Return the name of a language, in the reader's."""
        return self.labels.names.get(language.code, language.name)

    def missing(self, language: Language) -> str:
        """Say that a row has nothing in a language."""
        return self.labels.missing.get(language.code, "–")

    @property
    def opens_with_title(self) -> bool:
        """Whether the first row is the title, and need not be said twice."""
        return self.title_language is not None

    def chapters(self, longest: int) -> Iterator[tuple[Row, ...]]:
        """Yield the rows by chapters: each begins with its headings, or with a paragraph after `longest` rows.

        A paragraph that goes on as long again is cut.
        """
        chapter: list[Row] = []
        for row in self.rows:
            begins = row.heading and chapter and not chapter[-1].heading
            if begins or (row.opens and len(chapter) >= longest) or len(chapter) >= 2 * longest:
                yield tuple(chapter)
                chapter = []
            chapter.append(row)
        if chapter:
            yield tuple(chapter)


def _rows(text: ParallelText, terms: TermNumbers, *, linked: bool) -> Iterator[Row]:
    last: AnnotatedBead | None = None  # that has a source; without one, a bead goes with the row above it
    for number, bead in enumerate(text.beads, 1):
        ours, theirs = _marks(bead, terms)
        source = Line(text.source.text, bead.source_spans)
        target = Line(text.target.text, bead.target_spans)
        links = _links(bead, source, target) if linked else ()
        opens = bool(bead.source_spans) and (last is None or last.paragraph != bead.paragraph)
        yield Row(number, bead, _pieces(source, ours), _pieces(target, theirs), links, opens or number == 1)
        if bead.source_spans:
            last = bead


def _links(bead: AnnotatedBead, source: Line, target: Line) -> tuple[tuple[Span, Span], ...]:
    # An engine links pieces of words; a reader points at words. Several pieces give one link.
    links = dict.fromkeys(
        (_word(source.text, source.place(link.source)), _word(target.text, target.place(link.target)))
        for link in bead.links
    )
    return tuple((ours, theirs) for ours, theirs in links if len(ours) and len(theirs))


def _marks(bead: AnnotatedBead, terms: TermNumbers) -> tuple[list[_Mark], list[_Mark]]:
    ours, theirs = [], []
    for found in bead.terms:
        number = terms.note(found)
        ours.append(_Mark(found.match.span, number, found.use))
        if found.span is not None:
            theirs.append(_Mark(found.span, number, found.use))
    return ours, theirs


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    term: int
    use: Use


def _pieces(line: Line, marks: Iterable[_Mark]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    position = 0
    for mark in sorted(marks, key=lambda mark: mark.span):
        place = line.place(mark.span)
        if place.start < position or not len(place):
            continue  # inside another term
        if position < place.start:
            pieces.append(Piece(line.text[position : place.start]))
        pieces.append(Piece(place.of(line.text), mark.term, mark.use))
        position = place.end
    if position < len(line.text):
        pieces.append(Piece(line.text[position:]))
    return tuple(pieces)


def _title(text: ParallelText, name: str) -> tuple[str, Language | None]:
    """Return a title and, where it is the whole first row of the text, its language."""
    if not text.beads:
        return name, None
    first = text.beads[0]
    line, language = (
        (first.source, text.source.language) if first.source else (first.target, text.target.language)
    )
    words = line.split()
    if first.kind is ParagraphKind.HEADING and len(words) <= _LONGEST_TITLE:
        return line, language
    if name.startswith("<") and words:
        more = "…" * (len(words) > _WORDS_OF_A_BEGINNING)
        return " ".join(words[:_WORDS_OF_A_BEGINNING]) + more, None
    return name, None


def _word(line: str, place: Span) -> Span:
    """Return the words that a stretch touches, without the punctuation at its ends; empty where there are none."""
    start, end = place.start, place.end
    while start < end and not line[start].isalnum():
        start += 1
    while start < end and not line[end - 1].isalnum():
        end -= 1
    if start == end:
        return Span(start, end)
    while start > 0 and line[start - 1].isalnum():
        start -= 1
    while end < len(line) and line[end].isalnum():
        end += 1
    return Span(start, end)
