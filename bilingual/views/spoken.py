"""A text for ears: no columns, no boxes, no signs; each language, term and doubt is a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from bilingual.document.model import ParagraphKind
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead
from bilingual.views.frame import ReadingView, Sides
from bilingual.views.terminal import harmless

if TYPE_CHECKING:
    from bilingual.pipeline.comparing import Comparison

_SAID = {
    "en": {
        "header": "{name}. From {source} to {target}, translation: {package}.",
        "heading": "Heading. ",
        "item": "List item. ",
        "nothing": "nothing.",
        "machine": "Machine: {text}",
        "doubt": "Doubtful: {text}.",
        "end": "End. Sentences: {sentences}. Terms: {terms}. Doubtful sentences: {doubts}.",
        "term": "Term: {term}, in {target} {meant}.",
        "or": ", or ",
        "missing": " The translation puts it otherwise.",
        "forbidden": " The translation uses a wrong word for it.",
    },
    "fr": {
        "header": "{name}. De l’{source} au {target}, traduction\u00a0: {package}.",
        "heading": "Titre. ",
        "item": "Élément de liste. ",
        "nothing": "rien.",
        "machine": "Machine\u00a0: {text}",
        "doubt": "À vérifier\u00a0: {text}.",
        "end": "Fin. Phrases\u00a0: {sentences}. Termes\u00a0: {terms}. Phrases à vérifier\u00a0: {doubts}.",
        "term": "Terme\u00a0: {term}, en {target} {meant}.",
        "or": ", ou ",
        "missing": " La traduction le rend autrement.",
        "forbidden": " La traduction emploie un mot fautif.",
    },
}
"""In the language that is read by: a voice that reads French aloud reads English badly."""


class SpokenView(ReadingView):
    """Prints a text for screen readers and braille displays.

    A sentence is a line, however wide the window: what reads it aloud goes by lines. Terms are explained where
    they are first met, since a table at the end cannot be glanced at.

    Nothing is coloured.
    """

    _count = _terms = _doubts = 0

    def header(self, name: str, package: str) -> None:
        """Say what is read."""
        source, target = self._names
        self._say(self._phrase("header", name=Path(name).name, source=source, target=target, package=package))
        self._say("")

    def bead(
        self,
        bead: AnnotatedBead,
        target_text: str | None = None,  # noqa: ARG002
        comparison: Comparison | None = None,
    ) -> None:
        """Say one bead: both sides, its terms, its doubts."""
        nothing, colon = self._phrase("nothing"), self._said.colon
        source, target = (self._said.names[language.code] for language in self._languages)
        kind = "" if bead.kind is ParagraphKind.BODY else self._phrase(bead.kind.value)
        self._say(f"{kind}{source}{colon} {bead.source or nothing}")
        self._say(f"{target}{colon} {bead.target or nothing}")
        if comparison is not None and comparison.machine:
            self._say(self._phrase("machine", text=comparison.machine))
        for found in bead.terms:
            self._say(self._term(found))
        for flag in bead.flags:
            self._say(self._phrase("doubt", text=flag.reason or flag.code.value))
        self._say("")
        self._count += 1
        self._terms += len(bead.terms)
        self._doubts += bool(bead.flags)

    def footer(self) -> None:
        """Say that this is the end, and how much there was."""
        counts = {"sentences": self._count, "terms": self._terms, "doubts": self._doubts}
        self._say(self._phrase("end", **counts))

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        raise NotImplementedError  # `bead` does without rows

    def _term(self, found: Compliance) -> str:
        entry, target = found.match.entry, self._languages[1]
        meant = equivalents_of_match(found.match, target)[:2]
        meant_here = self._phrase("or").join(meant)
        said = self._phrase("term", term=found.match.lemma, target=self._names[1], meant=meant_here)
        first_met = entry.id not in self._numbers.entries
        self._numbers.note(found)
        if first_met and (definition := entry.definition(target)):
            said += f" {definition}"
        if found.use is Use.MISSING:
            said += self._phrase("missing")
        elif found.use is Use.FORBIDDEN:
            said += self._phrase("forbidden")
        return said

    @property
    def _reader(self) -> Language:
        return self._languages[1]

    @property
    def _names(self) -> tuple[str, str]:
        """The names of the languages inside a sentence, where French has no capitals."""
        source, target = (self._said.names[language.code] for language in self._languages)
        return (source.lower(), target.lower()) if self._reader.code == "fr" else (source, target)

    def _phrase(self, name: str, /, **values: object) -> str:
        return _SAID[self._reader.code][name].format_map(values)

    def _say(self, line: str) -> None:
        self._print(Text(harmless(line)))
