"""French and English side by side in a terminal, a row a bead, printed as the beads come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from bilingual.bitext import flow
from bilingual.document.model import ParagraphKind
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead
from bilingual.spans import Span
from bilingual.views.terminal import harmless, superscript, wrap

# Two columns of under thirty letters break every other word; from here on the languages stand one above another.
NARROWEST_COLUMNS = 70
# Longer lines are hard to find the start of again; what a wide terminal has more stays blank.
_WIDEST_COLUMN = 88
_INDENT = "  "
_SHOWN_TERMS = 40
_SHOWN_DOUBTS = 8
_QUOTED_WORDS = 6

TERM_STYLE = "bold cyan"
MISSING_STYLE = "bold yellow"
HEADING_STYLE = "bold"
QUIET_STYLE = "dim"
DOUBT_STYLE = "yellow"


@dataclass(slots=True)
class TermNumbers:
    """The numbers by which terms refer to the table below the text, in order of first appearance."""

    entries: dict[str, ConceptEntry] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    lemmas: dict[str, dict[str, None]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, found: Compliance) -> int:
        """Count a use and return its concept's number."""
        concept = found.match.entry.id
        self.entries.setdefault(concept, found.match.entry)
        self.met[concept] += 1
        self.lemmas.setdefault(concept, {})[found.match.lemma] = None
        self.used[concept] += found.use is Use.USED
        return self.numbers.setdefault(concept, len(self.entries))


class ColumnsView:
    """Prints beads in two columns, or stacked where the console is narrow.

    Args:
        console: where to; its width and encoding decide the layout and the signs.
        source_language: of the left column.
        target_language: of the right column.
        source_text: the whole source text, which the beads' spans index.
        width: cells to use, the console's by default.
        stacked: set the languages one above the other; by default where the width is under 70 cells.
    """

    def __init__(
        self,
        console: Console,
        source_language: Language,
        target_language: Language,
        source_text: str,
        *,
        width: int | None = None,
        stacked: bool | None = None,
    ) -> None:
        self._console = console
        self._languages = (source_language, target_language)
        self._source_text = source_text
        self._width = width or console.width
        self._stacked = self._width < NARROWEST_COLUMNS if stacked is None else stacked
        self._column = min((self._width - 3) // 2, _WIDEST_COLUMN)
        self._unicode = "utf" in console.encoding.lower()
        self._gutter, self._doubt, self._unlike = (
            (" │ ", " ‼ ", "≠") if self._unicode else (" | ", " ! ", "/=")
        )
        self._numbers = TermNumbers()
        self._doubtful: list[AnnotatedBead] = []
        self._previous: AnnotatedBead | None = None
        self._any_missing = False

    def header(self, name: str, package: str) -> None:
        """Print what is read, in which languages, and by what it is translated."""
        source, target = self._languages
        arrow = "→" if self._unicode else "->"
        dot = " · " if self._unicode else " - "
        line = harmless(dot.join((name, f"{source.name} {arrow} {target.name}", package)))
        for part in wrap(Text(line, style=QUIET_STYLE), self._width, self._console):
            self._print(part)
        self._print(Text())

    def bead(self, bead: AnnotatedBead, target_text: str | None = None) -> None:
        """Print one bead.

        Args:
            bead: the next in order.
            target_text: the whole target text; by default the bead's target is one stretch of it.
        """
        if self._previous is not None and self._gap_before(bead):
            self._print(Text())
        source, target = self._sides(bead, target_text)
        if bead.kind is ParagraphKind.HEADING:
            source.stylize(HEADING_STYLE)
            target.stylize(HEADING_STYLE)
        lines = self._stack(source, target) if self._stacked else self._pair(source, target, bool(bead.flags))
        for line in lines:
            self._print(line)
        if bead.flags:
            self._doubtful.append(bead)
        self._previous = bead

    def footer(self) -> None:
        """Print the terms met, and what is doubtful."""
        if self._numbers.entries:
            self._rule("Terms")
            for line in self._term_lines():
                self._print(line)
            if self._any_missing:
                legend = f"{self._unlike} the translation puts it otherwise, at least once"
                self._print(Text(f"   {legend}", style=QUIET_STYLE))
        if self._doubtful:
            self._rule("Doubtful")
            for line in self._doubt_lines():
                self._print(line)

    def _gap_before(self, bead: AnnotatedBead) -> bool:
        previous = self._previous
        assert previous is not None
        if self._stacked:
            return True
        both_items = previous.kind is bead.kind is ParagraphKind.ITEM
        return previous.paragraph != bead.paragraph and not both_items

    def _sides(self, bead: AnnotatedBead, target_text: str | None) -> tuple[Text, Text]:
        marks: tuple[list[_Mark], list[_Mark]] = ([], [])
        for found in bead.terms:
            number = superscript(self._numbers.note(found), unicode=self._unicode)
            missing = found.use is not Use.USED
            marks[0].append(_Mark(found.match.span, number, MISSING_STYLE if missing else TERM_STYLE))
            if found.span:
                style = MISSING_STYLE if found.use is Use.FORBIDDEN else TERM_STYLE
                marks[1].append(_Mark(found.span, number, style))
        source = _mark_up(self._source_text, bead.source_spans, marks[0])
        if target_text is None and bead.target_spans:
            start = bead.target_spans[0].start
            shifted = [
                _Mark(Span(m.span.start - start, m.span.end - start), m.sign, m.style) for m in marks[1]
            ]
            return source, _mark_up(bead.target, (Span(0, len(bead.target)),), shifted)
        return source, _mark_up(target_text or "", bead.target_spans, marks[1])

    def _pair(self, source: Text, target: Text, doubtful: bool) -> Iterator[Text]:
        left, right = wrap(source, self._column, self._console), wrap(target, self._column, self._console)
        for number in range(max(len(left), len(right), 1)):
            line = Text()
            line.append_text(left[number] if number < len(left) else Text())
            line.append(" " * (self._column - line.cell_len))
            mark = doubtful and number == 0
            line.append(self._doubt if mark else self._gutter, style=DOUBT_STYLE if mark else QUIET_STYLE)
            line.append_text(right[number] if number < len(right) else Text())
            line.rstrip()
            yield line

    def _stack(self, source: Text, target: Text) -> Iterator[Text]:
        yield from wrap(source, self._width, self._console)
        for line in wrap(target, self._width - len(_INDENT), self._console):
            yield Text(_INDENT).append_text(line)

    def _term_lines(self) -> Iterator[Text]:
        shown = list(self._numbers.entries.values())[:_SHOWN_TERMS]
        for number, entry in enumerate(shown, 1):
            yield from self._hanging(f"{number:>2} ", self._term_line(entry))
        if (more := len(self._numbers.entries) - len(shown)) > 0:
            yield Text(f"   and {more} more", style=QUIET_STYLE)

    def _term_line(self, entry: ConceptEntry) -> Text:
        source, target = self._languages
        missing = self._numbers.met[entry.id] - self._numbers.used[entry.id]
        abbreviations = [term.text for term in entry.terms_in(target, TermStatus.ABBREVIATION)]
        line = Text()
        line.append(", ".join(self._numbers.lemmas[entry.id]), style=TERM_STYLE)
        line.append(_grammar(entry, source), style=QUIET_STYLE)
        line.append(" — " if self._unicode else " - ")
        line.append(entry.preferred(target), style=HEADING_STYLE)
        if abbreviations:
            line.append(f" ({', '.join(abbreviations)})")
        if missing:
            line.append(f" {self._unlike}", style=MISSING_STYLE)
            self._any_missing = True
        if definition := entry.definition(target):
            line.append(f": {definition}")
        line.plain = harmless(line.plain)
        return line

    def _doubt_lines(self) -> Iterator[Text]:
        for bead in self._doubtful[:_SHOWN_DOUBTS]:
            words = bead.source.split(" ")
            ellipsis = ("…" if self._unicode else "...") if len(words) > _QUOTED_WORDS else ""
            line = Text(harmless(" ".join(words[:_QUOTED_WORDS]) + ellipsis))
            line.append(": " + "; ".join(harmless(flag.reason) for flag in bead.flags), style=QUIET_STYLE)
            yield from self._hanging(self._doubt, line)
        if (more := len(self._doubtful) - _SHOWN_DOUBTS) > 0:
            yield Text(f"   and {more} more", style=QUIET_STYLE)

    def _hanging(self, label: str, text: Text) -> Iterator[Text]:
        """Wrap a text beside a label, its further lines indented as far."""
        for number, line in enumerate(
            wrap(text, min(self._width, 2 * _WIDEST_COLUMN) - len(label), self._console)
        ):
            yield Text(" " * len(label) if number else label, style=QUIET_STYLE).append_text(
                Text().append_text(line)
            )

    def _rule(self, title: str) -> None:
        self._print(Text())
        bar = "─" if self._unicode else "-"
        line = Text(f"{bar * 2} ", style=QUIET_STYLE).append(title, style=HEADING_STYLE)
        self._print(
            line.append(
                " " + bar * max(0, min(self._width, 2 * self._column + 3) - len(title) - 4), style=QUIET_STYLE
            )
        )

    def _print(self, line: Text) -> None:
        self._console.print(line, soft_wrap=True, highlight=False, markup=False, end="\n")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch to be shown as a term, and the sign to set behind it."""

    span: Span
    sign: str
    style: str


def _mark_up(text: str, spans: Sequence[Span], marks: Iterable[_Mark]) -> Text:
    """Set the stretches of a text as one line, terms marked by style and by sign."""
    out = Text()
    waiting = sorted(marks, key=lambda mark: mark.span)
    for number, span in enumerate(spans):
        position = span.start
        if number:
            out.append(" ")
        for mark in [mark for mark in waiting if span.contains(mark.span) and mark.span.start >= span.start]:
            if mark.span.start < position:
                continue
            out.append(_in_line(text[position : mark.span.start]))
            out.append(_in_line(mark.span.of(text)), style=mark.style)
            out.append(mark.sign, style=mark.style)
            position = mark.span.end
        out.append(_in_line(text[position : span.end]))
    return out


def _in_line(piece: str) -> str:
    """Make a piece harmless and bring its line breaks down to spaces, those at its ends kept."""
    core = flow(piece)
    if core == piece:
        return harmless(piece)
    head = " " if piece[:1].isspace() and core else ""
    tail = " " if piece[-1:].isspace() else ""
    return harmless(head + core + tail)


def _grammar(entry: ConceptEntry, language: Language) -> str:
    """Return gender and kind of the preferred term as dictionaries note them: ` n. f.`, ` v.`."""
    term = entry.terms_in(language)[0]
    kind = {"n": "n.", "v": "v.", "adj": "adj.", "adv": "adv."}.get(term.part_of_speech.value, "")
    gender = {"m": " m.", "f": " f.", "mf": " m./f."}.get(term.gender.value, "") if term.gender else ""
    return f" {kind}{gender}" if kind else ""
