"""The terms of a text, each once, with how often it is met and where first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bilingual.bitext import flow
from bilingual.document.model import Document
from bilingual.document.reading import document_from_text
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.stretches import terms_of_each
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language
from bilingual.sentences import split_sentences
from bilingual.spans import Span


@dataclass(frozen=True, slots=True)
class TermCount:
    """A concept met in a text.

    Args:
        entry: the concept.
        lemma: the term by which the text names it most often, in its citation form.
        count: how often it is met.
        surfaces: how it is written, letter case aside, in order of first appearance.
        first: where it is met first.
        context: the sentence of that place, as one line.
        in_context: where the term stands in `context`.
    """

    entry: ConceptEntry
    lemma: str
    count: int
    surfaces: tuple[str, ...]
    first: Span
    context: str
    in_context: Span


def collect_terms(text: str | Document, termbase: Termbase, language: Language) -> tuple[TermCount, ...]:
    """Return the terms of a text, the most frequent first, those equally frequent in order of appearance.

    Args:
        text: a text in `language`, or a document of one.
        termbase: whose terms to look for.
        language: of the text.

    Raises:
        DocumentError: there is no word in the text.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> from bilingual.languages import FRENCH
    >>> text = "Deux chars d'assaut brûlent.  Les démineurs ont évité le char d'assaut."
    >>> [(t.lemma, t.count, t.context) for t in collect_terms(text, military_termbase(), FRENCH)][:1]
    [("char d'assaut", 2, "Deux chars d'assaut brûlent.")]
    """
    document = document_from_text(text) if isinstance(text, str) else text
    segments = split_sentences(document, language)
    concepts: dict[str, _Concept] = {}
    places = ((segment.span,) for segment in segments)
    for segment, matches in zip(
        segments, terms_of_each(places, document.text, termbase, language), strict=True
    ):
        for match in matches:
            concept = concepts.setdefault(match.entry.id, _Concept(match, segment.span))
            concept.lemmas[match.lemma] += 1
            concept.surfaces.setdefault(flow(match.surface).lower())
    found = (concept.counted(document.text) for concept in concepts.values())
    return tuple(sorted(found, key=lambda term: (-term.count, term.first)))


@dataclass(slots=True)
class _Concept:
    """What is kept of a concept while a text is gone through: not its matches, of which a book has thousands."""

    first: TermMatch
    sentence: Span
    lemmas: Counter[str] = field(default_factory=Counter)
    surfaces: dict[str, None] = field(default_factory=dict)

    def counted(self, text: str) -> TermCount:
        place = self.first.span
        # The sentence in one line has fewer spaces before the term than the text has.
        start = len(flow(text[self.sentence.start : place.start] + "x")) - 1
        ((lemma, _),) = self.lemmas.most_common(1)
        return TermCount(
            self.first.entry,
            lemma,
            self.lemmas.total(),
            tuple(self.surfaces),
            place,
            flow(self.sentence.of(text)),
            Span(start, start + len(flow(self.first.surface))),
        )
