"""Segments through a translator: what it is told of each, and the bead made of what it says."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence

from bilingual.bitext import Bead, flow
from bilingual.casing import gather_case, is_all_caps, recase
from bilingual.checks import Flag, check_bead
from bilingual.glossary.compliance import equivalents_in
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.glossary.preference import prefer_compliant
from bilingual.languages import Language
from bilingual.pipeline.model import AnnotatedBead
from bilingual.sentences import Segment
from bilingual.spans import Span
from bilingual.translation.translator import Request, Translation, Translator, Wish, can_be_told


def translated_beads(
    segments: Iterable[tuple[Segment, str, tuple[TermMatch, ...]]], text: str, translator: Translator
) -> Generator[AnnotatedBead, None, None]:
    """Yield a bead a segment, in order, each as soon as it is translated; its target spans count from its own target.

    Args:
        segments: each with what its translator should see of it (see `sentences_to_translate`) and the terms found
            in it; taken as the translator reads ahead.
        text: the whole source text.
        translator: what translates.
    """
    waiting: deque[tuple[Segment, tuple[TermMatch, ...]]] = deque()  # what is being translated

    def requests() -> Iterator[str | Request]:
        for segment, sentence, terms in segments:
            waiting.append((segment, terms))
            yield request_of(sentence, segment, terms, translator)

    for translation in translator.translate(requests()):
        segment, terms = waiting.popleft()
        yield translated_bead(
            segment, terms, translation, text, translator.source_language, translator.target_language
        )


def sentences_to_translate(segments: Sequence[Segment], text: str, language: Language) -> list[str]:
    """Return the segments of a text as its translator should see them: a line each, capitals brought down."""
    texts = [flow(segment.span.of(text)) for segment in segments]
    if not any(map(is_all_caps, texts)):
        return texts
    usual = gather_case(texts, language)
    return [recase(text, usual) if is_all_caps(text) else text for text in texts]


def request_of(
    sentence: str, segment: Segment, terms: Sequence[TermMatch], translator: Translator
) -> str | Request:
    """Return a sentence with the wish that its terms be rendered as the termbase has them.

    Args:
        sentence: the segment as its translator should see it.
        segment: where it stands in the text.
        terms: found in it.
        translator: one that cannot be told is given the sentence alone.
    """
    if not terms or len(sentence) != len(segment.span) or not can_be_told(translator):
        return sentence  # the length differs where line breaks with indents were taken out
    return Request(sentence, wishes_of(terms, translator.target_language, start=segment.span.start))


def wishes_of(terms: Iterable[TermMatch], target: Language, *, start: int = 0) -> tuple[Wish, ...]:
    """Return how the terms of a sentence are to be rendered; the engine inflects what it is told.

    Measured on 95 terms of own news sentences: 65 rendered as the termbase has them without wishes, 73 with
    wishes for nouns, 79 with wishes for verbs and adjectives too, translations being equally good.

    Args:
        terms: found in the sentence, in order.
        target: language of the translation.
        start: of the sentence, in the coordinates of the terms.
    """
    renderings = ((term, _wished(term, target)) for term in terms)
    return tuple(Wish(term.span.shift(-start), text) for term, text in renderings if text is not None)


def _wished(term: TermMatch, target: Language) -> str | None:
    """Return how a term is to be rendered: an abbreviation by one, or as the engine likes."""
    if term.surface.isupper():
        short = (each.text for each in term.entry.terms_in(target) if each.text.isupper())
        return next(short, None)
    return equivalents_of_match(term, target)[0]


def translated_bead(
    segment: Segment,
    terms: tuple[TermMatch, ...],
    made: Translation,
    text: str,
    source_language: Language,
    target_language: Language,
) -> AnnotatedBead:
    """Return a segment with its translation as a bead; its target spans count from the translation's start.

    Args:
        segment: of the text.
        terms: found in the segment.
        made: what the engine makes of it; another hypothesis may be preferred for its terms.
        text: the whole source text.
        source_language: of the text.
        target_language: of the translation.
    """
    source = flow(segment.span.of(text))

    def flags(target: str) -> tuple[Flag, ...]:
        return check_bead(source, target, source_language, target_language)

    translation = prefer_compliant(
        terms, made, target_language, acceptable=lambda other: len(flags(other)) <= len(flags(made.text))
    )
    target_spans = (Span(0, len(translation.text)),) if translation.text else ()
    # Links are in coordinates of the sentence in one line; where that is not the text as it stands
    # (a hard-wrapped line, capitals brought down), they would point beside it.
    unchanged = source == segment.span.of(text) and not is_all_caps(source)
    links = tuple(link.shift(segment.span.start, 0) for link in translation.links) if unchanged else ()
    bead = Bead(
        source, translation.text, (segment.span,), target_spans, translation.score,
        segment.paragraph, segment.kind, links,
    )  # fmt: skip
    return AnnotatedBead(
        bead, equivalents_in(translation.text, terms, target_language), flags(translation.text)
    )
