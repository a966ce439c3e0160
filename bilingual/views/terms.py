"""The terms of a text, numbered for its reader, and what is said of each, in every view."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.nearest import equivalents_of
from bilingual.languages import ENGLISH, Language


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

    def first(self, entry: ConceptEntry) -> str:
        """Return the term by which the text first names a concept."""
        return next(iter(self.lemmas[entry.id]))

    def equivalents(self, entry: ConceptEntry, source: Language, target: Language) -> tuple[str, ...]:
        """Return the equivalents of a concept, that of the term which the text uses in front."""
        return equivalents_of(entry, self.first(entry), source, target)


def grammar(entry: ConceptEntry, language: Language, lemma: str | None = None) -> str:
    """Return gender and kind of a term, by default the preferred one, as dictionaries note them: ` n. f.`, ` v.`."""
    terms = entry.terms_in(language)
    term = next((term for term in terms if term.text == lemma), terms[0])
    kind = {"n": "n.", "v": "v.", "adj": "adj.", "adv": "adv."}.get(term.part_of_speech.value, "")
    gender = {"m": " m.", "f": " f.", "mf": " m./f."}.get(term.gender.value, "") if term.gender else ""
    return f" {kind}{gender}" if kind else ""


def note_of(entry: ConceptEntry, reader: Language) -> str:
    """Return the note on usage for a reader; notes are for those who read French by way of English."""
    return entry.note if reader.code == ENGLISH.code else ""
