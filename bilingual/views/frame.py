"""What every view of a text read has: its head line, its numbered terms, and what is doubtful below it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bilingual.document.model import ParagraphKind
from bilingual.glossary.compliance import Use
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead
from bilingual.spans import Span
from bilingual.views.labels import Labels, labels_of
from bilingual.views.marks import Mark, mark_up
from bilingual.views.terminal import harmless, superscript, wrap
from bilingual.views.terms import TermNumbers, grammar

if TYPE_CHECKING:
    from bilingual.pipeline.comparing import Comparison

# Longer lines are hard to find the start of again; what a wide terminal has more stays blank.
WIDEST_COLUMN = 88
INDENT = "  "
_SHOWN_TERMS = 40
_SHOWN_DOUBTS = 8
_QUOTED_WORDS = 6

TERM_STYLE = "bold cyan"
MISSING_STYLE = "bold yellow"
HEADING_STYLE = "bold"
QUIET_STYLE = "dim"
DOUBT_STYLE = "yellow"
DIFFERENCE_STYLE = "bold magenta"


@dataclass(frozen=True, slots=True)
class Sides:
    """A bead as it is shown: each side one line, terms marked.

    Args:
        source: the source, or what to say where there is none.
        target: the target, likewise.
        machine: what the machine makes of the source, where that is compared.
        marks: the terms of the source, in coordinates of the source text.
        target_text: the whole target text, where it is known.
    """

    source: Text
    target: Text
    machine: Text | None = None
    marks: tuple[Mark, ...] = ()
    target_text: str | None = None


class ReadingView(ABC):
    """Prints beads as they come; how a bead is laid out is the subclass's matter.

    Args:
        console: where to; its width and encoding decide the layout and the signs.
        source_language: of the text.
        target_language: of its translation.
        source_text: the whole source text, which the beads' spans index.
    """

    _widest: int | None = None
    """Cells of the widest line; `None` for those of the console."""

    def __init__(
        self, console: Console, source_language: Language, target_language: Language, source_text: str
    ) -> None:
        self._console = console
        self._languages = (source_language, target_language)
        self._source_text = source_text
        self._width = min(console.width, self._widest or console.width)
        self._unicode = "utf" in console.encoding.lower()
        self._doubt, self._unlike, self._alike = ("‼", "≠", "≈") if self._unicode else ("!", "/=", "~")
        self._brackets = ("‹", "›") if self._unicode else ("{", "}")
        self._numbers = TermNumbers()
        self._doubtful: list[AnnotatedBead] = []
        self._begun = False
        self._paragraph: tuple[int, ParagraphKind] | None = None  # of the last bead that has a source
        self._any_missing = False
        self.stopped = False
        """Whether the reader wants to see no more."""

    @property
    def _said(self) -> Labels:
        """What is said besides the text, in the language that is read by."""
        return labels_of(self._languages[1])

    @property
    def _airy(self) -> bool:
        """Whether a blank line stands between any two beads, or between paragraphs only."""
        return True

    @property
    def _text_width(self) -> int:
        """The cells that the text fills."""
        return min(self._width, 2 * WIDEST_COLUMN + 3)

    def header(self, name: str, package: str) -> None:
        """Print what is read, in which languages, and by what or whom it is translated."""
        source, target = (self._said.names[language.code] for language in self._languages)
        arrow = "→" if self._unicode else "->"
        dot = " · " if self._unicode else " - "
        line = harmless(dot.join((name, f"{source} {arrow} {target}", package)))
        for part in wrap(Text(line, style=QUIET_STYLE), self._width, self._console):
            self._print(part)
        self._print(Text())

    def bead(
        self, bead: AnnotatedBead, target_text: str | None = None, comparison: Comparison | None = None
    ) -> None:
        """Print one bead.

        Args:
            bead: the next in order.
            target_text: the whole target text; by default the bead's target is one stretch of it.
            comparison: the machine's translation, to be shown under the target.
        """
        if self._gap_before(bead):
            self._print(Text())
        for line in self._rows(bead, self._sides(bead, target_text, comparison)):
            self._print(line)
        if bead.flags:
            self._doubtful.append(bead)
        self._begun = True
        if bead.source_spans:
            self._paragraph = (bead.paragraph, bead.kind)

    @abstractmethod
    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        """Yield the lines of a bead."""

    def footer(self) -> None:
        """Print the terms met, and what is doubtful."""
        if self._numbers.entries:
            self._rule(self._said.terms)
            for line in self._term_lines():
                self._print(line)
            if self._any_missing:
                legend = Text(f"{self._unlike} {self._said.legend}", QUIET_STYLE)
                for line in self._hanging("   ", legend):
                    self._print(line)
        if self._doubtful:
            self._rule(self._said.doubts)
            for line in self._doubt_lines():
                self._print(line)

    def _gap_before(self, bead: AnnotatedBead) -> bool:
        if self._airy or not bead.source_spans or self._paragraph is None:
            return self._begun and self._airy
        paragraph, kind = self._paragraph
        both_items = kind is bead.kind is ParagraphKind.ITEM
        return paragraph != bead.paragraph and not both_items

    def _sides(self, bead: AnnotatedBead, target_text: str | None, comparison: Comparison | None) -> Sides:
        ours, theirs = self._marks(bead)
        source = mark_up(self._source_text, bead.source_spans, ours)
        if target_text is None and bead.target_spans:
            start = bead.target_spans[0].start
            shifted = [Mark(Span(m.span.start - start, m.span.end - start), m.sign, m.style) for m in theirs]
            target = mark_up(bead.target, (Span(0, len(bead.target)),), shifted)
        else:
            target = mark_up(target_text or "", bead.target_spans, theirs)
        if bead.kind is ParagraphKind.HEADING:
            source.stylize(HEADING_STYLE)
            target.stylize(HEADING_STYLE)
        if not bead.source_spans:
            source = self._nothing(self._languages[0])
        if not bead.target_spans:
            target = self._nothing(self._languages[1])
        machine = self._machine(comparison) if comparison else None
        return Sides(source, target, machine, tuple(ours), target_text)

    def _marks(self, bead: AnnotatedBead) -> tuple[list[Mark], list[Mark]]:
        ours, theirs = [], []
        for found in bead.terms:
            number = superscript(self._numbers.note(found), unicode=self._unicode)
            missing = found.use is not Use.USED
            ours.append(Mark(found.match.span, number, MISSING_STYLE if missing else TERM_STYLE))
            if found.span:
                style = MISSING_STYLE if found.use is Use.FORBIDDEN else TERM_STYLE
                theirs.append(Mark(found.span, number, style))
        return ours, theirs

    def _below(self, sides: Sides, doubtful: bool) -> Iterator[Text]:
        """Yield the target, and what the machine says, as indented lines under the source."""
        for number, line in enumerate(wrap(sides.target, self._width - len(INDENT), self._console)):
            mark = doubtful and number == 0
            start = Text(f"{self._doubt} ", style=DOUBT_STYLE) if mark else Text(INDENT)
            yield Text().append_text(start).append_text(line)
        if sides.machine is not None:
            for line in wrap(sides.machine, self._width - len(INDENT), self._console):
                yield Text(INDENT).append_text(line)

    def _nothing(self, language: Language) -> Text:
        return Text(f"({self._said.missing[language.code]})", style=QUIET_STYLE)

    def _machine(self, comparison: Comparison) -> Text | None:
        """Set the machine's sentence as one line, what the translation does not have in brackets."""
        if not comparison.machine:
            return None
        line = Text(f"{self._alike} ", style=QUIET_STYLE)
        opening, closing = self._brackets
        position = 0
        for span in comparison.differing:
            line.append(harmless(comparison.machine[position : span.start]))
            different = f"{opening}{span.of(comparison.machine)}{closing}"
            line.append(harmless(different), style=DIFFERENCE_STYLE)
            position = span.end
        return line.append(harmless(comparison.machine[position:]))

    def _term_lines(self) -> Iterator[Text]:
        shown = list(self._numbers.entries.values())[:_SHOWN_TERMS]
        for number, entry in enumerate(shown, 1):
            yield from self._hanging(f"{number:>2} ", self._term_line(entry))
        if (more := len(self._numbers.entries) - len(shown)) > 0:
            yield Text(f"   {self._said.more.format(number=more)}", style=QUIET_STYLE)

    def _term_line(self, entry: ConceptEntry) -> Text:
        source, target = self._languages
        missing = self._numbers.met[entry.id] - self._numbers.used[entry.id]
        abbreviations = [term.text for term in entry.terms_in(target, TermStatus.ABBREVIATION)]
        line = Text()
        line.append(", ".join(self._numbers.lemmas[entry.id]), style=TERM_STYLE)
        line.append(grammar(entry, source, self._numbers.first(entry)), style=QUIET_STYLE)
        line.append(" — " if self._unicode else " - ")
        line.append(self._numbers.equivalents(entry, source, target)[0], style=HEADING_STYLE)
        if abbreviations:
            line.append(f" ({', '.join(abbreviations)})")
        if missing:
            line.append(f" {self._unlike}", style=MISSING_STYLE)
            self._any_missing = True
        if definition := entry.definition(target):
            line.append(f"{self._said.colon} {definition}")
        line.plain = harmless(line.plain)
        return line

    def _doubt_lines(self) -> Iterator[Text]:
        for bead in self._doubtful[:_SHOWN_DOUBTS]:
            words = (bead.source or bead.target).split(" ")
            ellipsis = ("…" if self._unicode else "...") if len(words) > _QUOTED_WORDS else ""
            line = Text(harmless(" ".join(words[:_QUOTED_WORDS]) + ellipsis))
            reasons = "; ".join(harmless(flag.reason) for flag in bead.flags)
            line.append(f"{self._said.colon} {reasons}", style=QUIET_STYLE)
            yield from self._hanging(f" {self._doubt} ", line)
        if (more := len(self._doubtful) - _SHOWN_DOUBTS) > 0:
            yield Text(f"   and {more} more", style=QUIET_STYLE)

    def _hanging(self, label: str, text: Text) -> Iterator[Text]:
        """Wrap a text beside a label, its further lines indented as far."""
        for number, line in enumerate(
            wrap(text, min(self._width, 2 * WIDEST_COLUMN) - len(label), self._console)
        ):
            yield Text(" " * len(label) if number else label, style=QUIET_STYLE).append_text(
                Text().append_text(line)
            )

    def _rule(self, title: str) -> None:
        self._print(Text())
        bar = "─" if self._unicode else "-"
        line = Text(f"{bar * 2} ", style=QUIET_STYLE).append(title, style=HEADING_STYLE)
        self._print(line.append(" " + bar * max(0, self._text_width - len(title) - 4), style=QUIET_STYLE))

    def _print(self, line: Text) -> None:
        self._console.print(line, soft_wrap=True, highlight=False, markup=False, end="\n")
