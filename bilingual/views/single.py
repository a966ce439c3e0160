"""One language at a time: the source, the translation, each under the other, or shown on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bilingual.glossary.compliance import Compliance, Use
from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead
from bilingual.views.frame import DOUBT_STYLE, QUIET_STYLE, WIDEST_COLUMN, ReadingView, Sides
from bilingual.views.terminal import wrap

if TYPE_CHECKING:
    from bilingual.pipeline.comparing import Comparison


class InterleavedView(ReadingView):
    """Prints each sentence with its translation under it; blank lines part paragraphs only."""

    _widest = WIDEST_COLUMN

    @property
    def _airy(self) -> bool:
        return False

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        yield from wrap(sides.source, self._width, self._console)
        yield from self._below(sides, bool(bead.flags))


class SourceView(InterleavedView):
    """Prints the source alone, its terms explained below."""

    def bead(
        self, bead: AnnotatedBead, target_text: str | None = None, comparison: Comparison | None = None
    ) -> None:
        """Print the source of one bead; of one without source, nothing."""
        if bead.source_spans:
            # What is to be said of the translation means nothing where it is not shown.
            terms = tuple(Compliance(found.match, Use.USED) for found in bead.terms)
            super().bead(replace(bead, terms=terms, flags=()), target_text, comparison)

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:  # noqa: ARG002
        yield from wrap(sides.source, self._width, self._console)


class TargetView(InterleavedView):
    """Prints the translation alone; what is doubtful is marked and explained below."""

    def bead(
        self, bead: AnnotatedBead, target_text: str | None = None, comparison: Comparison | None = None
    ) -> None:
        """Print the target of one bead; of one without target, nothing."""
        if bead.target_spans:
            super().bead(bead, target_text, comparison)

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        target = sides.target
        if bead.flags:
            target = Text(f"{self._doubt} ", style=DOUBT_STYLE).append_text(Text().append_text(target))
        yield from wrap(target, self._width, self._console)
        if sides.machine is not None:
            yield from wrap(sides.machine, self._width, self._console)


class Answer(Enum):
    """What a reader wants to see next."""

    REVEAL = "reveal"
    """The translation of this sentence."""
    SKIP = "skip"
    """The next sentence, without that translation."""
    ALL = "all"
    """Everything, without being asked again."""
    STOP = "stop"
    """Nothing more."""


class RevealView(InterleavedView):
    """Prints the source, each translation when its reader asks for it; on paper, all translations at the end.

    Args:
        console: where to; its width and encoding decide the layout and the signs.
        source_language: of the text.
        target_language: of its translation.
        source_text: the whole source text, which the beads' spans index.
        ask: waits for the reader after each sentence; without it, where nobody is there to be asked, sentences
            are numbered and the translations stand below them with the same numbers.
    """

    def __init__(
        self,
        console: Console,
        source_language: Language,
        target_language: Language,
        source_text: str,
        ask: Callable[[], Answer] | None = None,
    ) -> None:
        super().__init__(console, source_language, target_language, source_text)
        self._ask = ask
        self._kept: list[tuple[AnnotatedBead, Sides]] = []

    @property
    def _airy(self) -> bool:
        return self._ask is not None

    def header(self, name: str, package: str) -> None:
        """Print what is read, and how it is gone on with."""
        super().header(name, package)
        if self._ask is not None:
            for line in wrap(Text(self._said.ask, style=QUIET_STYLE), self._width, self._console):
                self._print(line)
            self._print(Text())

    def footer(self) -> None:
        """Print the translations that were kept, then the terms and what is doubtful."""
        if self._kept:
            self._rule(self._said.translations)
            for number, (bead, sides) in enumerate(self._kept, 1):
                sign = f"{self._doubt} " if bead.flags else ""
                line = Text(sign, style=DOUBT_STYLE).append_text(Text().append_text(sides.target))
                for part in self._numbered(number, line):
                    self._print(part)
        super().footer()

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        if self._ask is None:
            self._kept.append((bead, sides))
            yield from self._numbered(len(self._kept), sides.source)
            return
        yield from wrap(sides.source, self._width, self._console)
        self._console.file.flush()
        answer = self._ask()
        if answer is Answer.ALL:
            self._ask = lambda: Answer.REVEAL
        self.stopped = answer is Answer.STOP
        if answer in (Answer.REVEAL, Answer.ALL):
            yield from self._below(sides, bool(bead.flags))

    def _numbered(self, number: int, text: Text) -> Iterator[Text]:
        label = f"{number:>3} "
        for index, line in enumerate(wrap(text, self._width - len(label), self._console)):
            start = Text(" " * len(label) if index else label, style=QUIET_STYLE)
            yield start.append_text(Text().append_text(line))
