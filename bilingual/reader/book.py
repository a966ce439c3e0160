"""The text that is read: rows in order, filled with translations as they come, mended by the reader."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from bilingual.bitext import Origin, TextSide, flow
from bilingual.document.model import ParagraphKind
from bilingual.errors import BitextError
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.matching import TermMatch
from bilingual.languages import Language
from bilingual.pipeline.gradual import GradualText, joined
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.reader.lines import Mark, MarkKind, ShownLine, shown_line
from bilingual.reader.messages import Messages
from bilingual.spans import Span

if TYPE_CHECKING:
    from bilingual.reader.layout import ScreenLine

# Looking for the terms of a stretch takes about 1 ms a hundred words; a stretch of more characters than this
# (a text of one endless sentence) is left to the background.
_AT_ONCE = 40_000


class Side(StrEnum):
    """A side of a row."""

    SOURCE = "source"
    TARGET = "target"

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.TARGET if self is Side.SOURCE else Side.SOURCE


class Row:
    """A bead as it is read; its translation may still be to come.

    Args:
        spans: the source segments.
        kind: of the paragraph it begins in.
        paragraph: index of that paragraph.
        start: where in the source it stands; of a row without source, where the one before ends.
        number: of its segment in a gradual text, while it is one of its own.
        bead: where it is there.
        target_text: the text in which the bead's target spans count.
    """

    __slots__ = (
        "_source",
        "_target",
        "bead",
        "kind",
        "laid",
        "linked",
        "number",
        "paragraph",
        "spans",
        "start",
        "target_text",
        "version",
    )  # fmt: skip

    def __init__(
        self,
        spans: tuple[Span, ...],
        kind: ParagraphKind,
        paragraph: int,
        start: int,
        *,
        number: int | None = None,
        bead: AnnotatedBead | None = None,
        target_text: str = "",
    ) -> None:
        self.spans, self.kind, self.paragraph, self.start = spans, kind, paragraph, start
        self.number, self.bead, self.target_text = number, bead, target_text
        self.linked = False  # whether its words have been linked
        self.version = 0  # of what it shows
        self.laid: tuple[object, tuple[ScreenLine, ...]] | None = (
            None  # the layout's cache: its key and the lines
        )
        self._source: ShownLine | None = None
        self._target: ShownLine | None = None

    @property
    def end(self) -> int:
        """Where in the source it ends."""
        return self.spans[-1].end if self.spans else self.start

    @property
    def doubtful(self) -> bool:
        """Whether something about it should not be trusted."""
        return self.bead is not None and bool(self.bead.flags)

    def changed(self) -> None:
        """Forget how it was shown."""
        self._source = self._target = None
        self.version += 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Rows that took the place of others, so that they can be put back."""

    first: int
    old: tuple[Row, ...]
    new: tuple[Row, ...]


class Book:
    """Rows over a source text.

    Args:
        text: a parallel text that is there as a whole, or one that is translated as it is read.

    Raises:
        BitextError: there is nothing in it.
    """

    def __init__(self, text: ParallelText | GradualText) -> None:
        self.name = text.name if isinstance(text, ParallelText) else text.document.name
        self.source: TextSide = text.source
        self.target_language: Language = (
            text.target.language if isinstance(text, ParallelText) else text.target_language
        )
        self.say = Messages(self.target_language)
        self.engine = text.engine
        self._gradual = text if isinstance(text, GradualText) else None
        self._target_side = text.target if isinstance(text, ParallelText) else None
        self.rows: list[Row] = list(_rows(text))
        if not self.rows:
            raise BitextError("there is no sentence in it", place=self.name)
        self.edits = 0  # how many were made and not undone
        self.version = 0  # grows with every edit and every undoing of one

    @property
    def languages(self) -> tuple[Language, Language]:
        """Source and target language."""
        return self.source.language, self.target_language

    def language(self, side: Side) -> Language:
        """Return the language of a side."""
        return self.source.language if side is Side.SOURCE else self.target_language

    @property
    def by_machine(self) -> bool:
        """Whether a machine made the translation."""
        return self.engine.origin is Origin.MACHINE

    @property
    def is_complete(self) -> bool:
        """Whether every row has its translation."""
        return self._gradual is None or all(row.bead is not None for row in self.rows)

    @property
    def made(self) -> int:
        """How many rows have their translation."""
        return sum(row.bead is not None for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]

    def number_of(self, row: Row) -> int | None:
        """Return where a row stands; `None` where it has been merged or split."""
        number = self.row_at(row.start)
        for near in range(max(number - 3, 0), len(self.rows)):
            if self.rows[near] is row:
                return near
            if self.rows[near].start > row.start:
                return None
        return None

    def row_at(self, offset: int) -> int:
        """Return the row in which a character of the source stands, or the last before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def source_of(self, row: Row) -> str:
        """Return the source of a row as one line, as it was read."""
        return flow(" ".join(span.of(self.source.text) for span in row.spans))

    def text_of(self, row: Row, side: Side) -> str:
        """Return the text in which the spans of one side of a row count."""
        return self.source.text if side is Side.SOURCE else row.target_text

    def spans_of(self, row: Row, side: Side) -> tuple[Span, ...]:
        """Return the segments of one side of a row; none where the translation is to come."""
        if side is Side.SOURCE:
            return row.spans
        return row.bead.target_spans if row.bead is not None else ()

    def matches(self, row: Row) -> tuple[TermMatch, ...]:
        """Return the terms of a row, as far as they can be known without waiting."""
        if row.bead is not None:
            return tuple(found.match for found in row.bead.terms)
        if row.number is None or self._gradual is None or not self._terms_ready(row.number):
            return ()
        return self._gradual.terms(row.number)

    def uses(self, row: Row) -> tuple[Compliance, ...]:
        """Return what became of the terms of a row in its translation."""
        return row.bead.terms if row.bead is not None else ()

    def line(self, row: Row, side: Side) -> ShownLine | None:
        """Return one side of a row as it is shown; `None` where the translation is to come."""
        if side is Side.SOURCE:
            if row._source is None:
                row._source = shown_line(self.source.text, row.spans, self._source_marks(row))
            return row._source
        if row.bead is None:
            return None
        if row._target is None:
            row._target = shown_line(row.target_text, row.bead.target_spans, _target_marks(row.bead))
        return row._target

    def fill(self, rows: Sequence[Row]) -> Generator[Row, None, None]:
        """Translate rows that wait for it, in any thread but one at a time; yield each when it is ready.

        Raises:
            ModelError: the translation package cannot be loaded.
        """
        if self._gradual is None:
            return
        waiting = {row.number: row for row in rows if row.number is not None and row.bead is None}
        for number in self._gradual.fill(waiting):
            row = waiting[number]
            bead = self._gradual[number]
            assert bead is not None
            row.target_text = bead.target
            row.bead = bead
            row.changed()
            yield row

    def stretches(self) -> Iterator[range]:
        """Look for the terms of the whole text; yield the numbers of the rows of each stretch once it is done.

        For a thread in the background; of a text that is there as a whole nothing is left to look for.
        """
        number = 0
        while self._gradual is not None and number < len(self._gradual):
            stretch = self._gradual.stretch(number)
            known = self._gradual.knows_terms(number)
            self._gradual.terms(number)
            if not known:
                yield stretch
            number = stretch.stop

    def terms_came(self, stretch: range) -> None:
        """Show the terms of a stretch that the background has looked for."""
        for row in self.rows:
            if (
                row.number is not None
                and row.number in stretch
                and row.bead is None
                and row._source is not None
            ):
                row.changed()

    def merge(self, number: int) -> Edit:
        """Make one of a row and the next.

        Raises:
            BitextError: there is no next, or one of them is not translated yet.
        """
        if number + 1 >= len(self.rows):
            raise BitextError("there is no row below to merge with")
        group = (self.rows[number], self.rows[number + 1])
        text = self._joined(group).merge(0, 1)
        return self._replace(number, group, text)

    def split(self, number: int, source: int, target: int) -> Edit:
        """Make two of a row, the first with so many source and target segments.

        Raises:
            BitextError: it cannot be split so.
        """
        group = (self.rows[number],)
        return self._replace(number, group, self._joined(group).split(0, source, target))

    def cuts(self, number: int) -> list[tuple[int, int]]:
        """Return how a row can be split, as numbers of source and target segments, likeliest first."""
        row = self.rows[number]
        source, target = self.spans_of(row, Side.SOURCE), self.spans_of(row, Side.TARGET)
        cuts = [
            (i, j)
            for i in range(len(source) + 1)
            for j in range(len(target) + 1)
            if 0 < i + j < len(source) + len(target)
        ]

        def oddness(cut: tuple[int, int]) -> tuple[bool, float, int]:
            shares = [
                sum(map(len, spans[:taken])) / max(sum(map(len, spans)), 1)
                for spans, taken in ((source, cut[0]), (target, cut[1]))
            ]
            empty = 0 in cut or (cut[0] == len(source)) or (cut[1] == len(target))
            return empty, abs(shares[0] - shares[1]), -cut[0]

        return sorted(cuts, key=oddness)

    def undo(self, edit: Edit) -> None:
        """Put back the rows that an edit replaced.

        Raises:
            BitextError: a later edit has changed them again.
        """
        last = edit.first + len(edit.new)
        if tuple(self.rows[edit.first : last]) != edit.new:
            raise BitextError("these rows have been changed again since")
        self.rows[edit.first : last] = edit.old
        self.edits -= 1
        self._forget_starts()

    def to_text(self) -> ParallelText:
        """Return the whole as a parallel text.

        Raises:
            BitextError: not everything is translated yet.
        """
        return self._joined(self.rows)

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows]

    def _forget_starts(self) -> None:
        self.version += 1
        self.__dict__.pop("_starts", None)

    def _terms_ready(self, number: int) -> bool:
        assert self._gradual is not None
        if self._gradual.knows_terms(number):
            return True
        stretch = self._gradual.stretch(number)
        segments = self._gradual.segments
        return segments[stretch[-1]].span.end - segments[stretch[0]].span.start <= _AT_ONCE

    def _source_marks(self, row: Row) -> list[Mark]:
        if row.bead is None:
            return [Mark(match.span, MarkKind.TERM) for match in self.matches(row)]
        return [Mark(found.match.span, _kind(found)) for found in row.bead.terms]

    def _joined(self, rows: Sequence[Row]) -> ParallelText:
        """Return some rows as a parallel text of their own."""
        beads = [(row.bead, row.target_text) for row in rows if row.bead is not None]
        if missing := len(rows) - len(beads):
            raise BitextError(f"not translated yet: {missing} of {len(rows)} rows", remedy="wait a moment")
        if self._target_side is None:
            return joined(self.source, self.target_language, beads, self.engine, self.name)
        return ParallelText(
            self.source, self._target_side, tuple(bead for bead, _ in beads), self.engine, self.name
        )

    def _replace(self, first: int, old: tuple[Row, ...], text: ParallelText) -> Edit:
        start = old[0].start
        new = []
        for bead in text.beads:
            start = bead.source_spans[0].start if bead.source_spans else start
            row = Row(
                bead.source_spans, bead.kind, bead.paragraph, start, bead=bead, target_text=text.target.text
            )
            new.append(row)
            start = row.end
        edit = Edit(first, old, tuple(new))
        self.rows[first : first + len(old)] = new
        self.edits += 1
        self._forget_starts()
        return edit


def _rows(text: ParallelText | GradualText) -> Iterable[Row]:
    if isinstance(text, GradualText):
        for number, segment in enumerate(text.segments):
            yield Row(
                (segment.span,), segment.kind, segment.paragraph, segment.span.start,
                number=number, bead=text[number], target_text="",
            )  # fmt: skip
        return
    end = 0
    for bead in text.beads:
        start = bead.source_spans[0].start if bead.source_spans else end
        yield Row(
            bead.source_spans, bead.kind, bead.paragraph, start, bead=bead, target_text=text.target.text
        )
        end = bead.source_spans[-1].end if bead.source_spans else end


def _kind(found: Compliance) -> MarkKind:
    return MarkKind.TERM if found.use is Use.USED else MarkKind.MISSING


def _target_marks(bead: AnnotatedBead) -> list[Mark]:
    return [
        Mark(found.span, MarkKind.MISSING if found.use is Use.FORBIDDEN else MarkKind.TERM)
        for found in bead.terms
        if found.span is not None
    ]
