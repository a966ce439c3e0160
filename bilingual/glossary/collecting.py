"""The terms of a text, each once, with how often it is met and where first."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from bilingual.bitext import flow
from bilingual.document.model import Document
from bilingual.document.reading import document_from_text
from bilingual.glossary.matching import TermMatch, match_terms
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language
from bilingual.sentences import Segment, split_sentences
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
    by_concept: dict[str, list[TermMatch]] = {}
    for match in match_terms(document.text, termbase, language):
        by_concept.setdefault(match.entry.id, []).append(match)
    segments = split_sentences(document, language) if by_concept else ()
    starts = [segment.span.start for segment in segments]
    found = []
    for matches in by_concept.values():
        position = bisect_right(starts, matches[0].span.start) - 1
        found.append(_count(matches, document.text, segments[max(position, 0)]))
    return tuple(sorted(found, key=lambda term: (-term.count, term.first)))


def _count(matches: list[TermMatch], text: str, segment: Segment) -> TermCount:
    first = matches[0]
    sentence = Span(segment.span.start, max(segment.span.end, first.span.end))
    # The sentence in one line has fewer spaces before the term than the text has.
    start = len(flow(text[sentence.start : first.span.start] + "x")) - 1
    surface = flow(first.surface)
    ((lemma, _),) = Counter(match.lemma for match in matches).most_common(1)
    return TermCount(
        first.entry,
        lemma,
        len(matches),
        tuple(dict.fromkeys(flow(match.surface).lower() for match in matches)),
        first.span,
        flow(sentence.of(text)),
        Span(start, start + len(surface)),
    )
