"""A text for ears: no columns, no boxes, no signs; each language, term and doubt is a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from bilingual.document.model import ParagraphKind
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.pipeline.model import AnnotatedBead
from bilingual.views.frame import ReadingView, Sides
from bilingual.views.terminal import harmless

if TYPE_CHECKING:
    from bilingual.pipeline.comparing import Comparison

_KINDS = {ParagraphKind.HEADING: "Heading. ", ParagraphKind.ITEM: "List item. "}


class SpokenView(ReadingView):
    """Prints a text for screen readers and braille displays.

    A sentence is a line, however wide the window: what reads it aloud goes by lines. Terms are explained where
    they are first met, since a table at the end cannot be glanced at.

    Nothing is coloured.
    """

    _count = _terms = _doubts = 0

    def header(self, name: str, package: str) -> None:
        """Say what is read."""
        source, target = self._languages
        self._say(f"{Path(name).name}. From {source.name} to {target.name}, translation: {package}.")
        self._say("")

    def bead(
        self,
        bead: AnnotatedBead,
        target_text: str | None = None,  # noqa: ARG002
        comparison: Comparison | None = None,
    ) -> None:
        """Say one bead: both sides, its terms, its doubts."""
        source, target = self._languages
        kind = _KINDS.get(bead.kind, "")
        self._say(f"{kind}{source.name}: {bead.source or 'nothing.'}")
        self._say(f"{target.name}: {bead.target or 'nothing.'}")
        if comparison is not None and comparison.machine:
            self._say(f"Machine: {comparison.machine}")
        for found in bead.terms:
            self._say(self._term(found))
        for flag in bead.flags:
            self._say(f"Doubtful: {flag.reason or flag.code.value}.")
        self._say("")
        self._count += 1
        self._terms += len(bead.terms)
        self._doubts += bool(bead.flags)

    def footer(self) -> None:
        """Say that this is the end, and how much there was."""
        self._say(f"End. Sentences: {self._count}. Terms: {self._terms}. Doubtful sentences: {self._doubts}.")

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        raise NotImplementedError  # `bead` does without rows

    def _term(self, found: Compliance) -> str:
        entry, target = found.match.entry, self._languages[1]
        meant = equivalents_of_match(found.match, target)[:2]
        said = f"Term: {found.match.lemma}, in {target.name} {', or '.join(meant)}."
        first_met = entry.id not in self._numbers.entries
        self._numbers.note(found)
        if first_met and (definition := entry.definition(target)):
            said += f" {definition}"
        if found.use is Use.MISSING:
            said += " The translation puts it otherwise."
        elif found.use is Use.FORBIDDEN:
            said += " The translation uses a wrong word for it."
        return said

    def _say(self, line: str) -> None:
        self._print(Text(harmless(line)))
