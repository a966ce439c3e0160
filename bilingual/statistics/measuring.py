"""Count a text, or both sides of a parallel text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bilingual.document.model import Document, ParagraphKind
from bilingual.document.reading import document_from_text
from bilingual.frequency import Band, band_of
from bilingual.glossary.stretches import terms_of_each
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import FRENCH, Language, language_of
from bilingual.pipeline.model import ParallelText
from bilingual.sentences import split_sentences
from bilingual.spans import Span
from bilingual.statistics.diversity import mtld
from bilingual.statistics.level import estimate_level
from bilingual.statistics.model import HardWord, ParallelStatistics, TextStatistics
from bilingual.statistics.readability import reading_ease, syllables
from bilingual.statistics.words import Word, WordKind, words_of

HARD_WORDS = 12
"""How many of the rarest words are named."""

_Sentence = tuple[tuple[Span, ...], ParagraphKind]


def text_statistics(
    text: str | Document, language: Language | str = FRENCH, *, termbase: Termbase | None = None
) -> TextStatistics:
    """Count the sentences, words, names and terms of a text and estimate its level.

    Args:
        text: a text, or a document from `read_document`.
        language: of the text, or its ISO 639-1 code.
        termbase: whose terms to count; the built-in military termbase by default.

    Raises:
        DocumentError: there is no word in the text.

    >>> figures = text_statistics("Le chat dort. Il fait beau, et Marie lit un livre dans le jardin.")
    >>> figures.words, figures.sentence_lengths, figures.names, figures.level
    (14, (3, 11), 1, None)
    """
    document = document_from_text(text) if isinstance(text, str) else text
    language = language_of(language) if isinstance(language, str) else language
    sentences = [((segment.span,), segment.kind) for segment in split_sentences(document, language)]
    return _count(document.text, document.name, sentences, language, termbase)


def parallel_statistics(text: ParallelText, *, termbase: Termbase | None = None) -> ParallelStatistics:
    """Count both sides of a parallel text; its segments are the sentences.

    Args:
        text: from `read`, `align` or a reading pack.
        termbase: whose terms to count; the built-in military termbase by default.
    """
    source = [((span,), bead.kind) for bead in text.beads for span in bead.source_spans]
    target = [((span,), bead.kind) for bead in text.beads for span in bead.target_spans]
    return ParallelStatistics(
        _count(text.source.text, text.name, source, text.source.language, termbase),
        _count(text.target.text, text.name, target, text.target.language, termbase),
        len(text.beads),
        sum(bool(bead.flags) for bead in text.beads),
    )


def _count(
    text: str,
    name: str,
    sentences: Sequence[_Sentence],
    language: Language,
    termbase: Termbase | None,
) -> TextStatistics:
    read = words_of(text, [spans for spans, _ in sentences], language)
    every = [word for sentence in read for word in sentence]
    lengths = tuple(length for sentence in read if (length := sum(word.whole for word in sentence)))
    running = [word for word in every if word.kind in (WordKind.GRAMMATICAL, WordKind.CONTENT)]
    bands = Counter(band_of(word.zipf) for word in running)
    terms, concepts = 0, set[str]()
    base = termbase or military_termbase()
    for matches in terms_of_each((spans for spans, _ in sentences), text, base, language):
        terms += len(matches)
        concepts.update(match.entry.id for match in matches)
    return TextStatistics(
        name=name,
        language=language,
        characters=len(text),
        sentence_lengths=lengths,
        words=sum(lengths),
        names=sum(word.kind is WordKind.NAME for word in every),
        numbers=sum(word.kind is WordKind.NUMBER for word in every),
        bands={band: bands[band] for band in Band},
        lemmas=len({word.lemma for word in running}),
        diversity=mtld([word.lemma for word in running]),
        reading_ease=_ease(every, len(lengths), language),
        terms=terms,
        concepts=len(concepts),
        level=estimate_level(_prose(read, sentences), language),
        hard_words=_hard_words(running),
    )


def _prose(read: Sequence[tuple[Word, ...]], sentences: Sequence[_Sentence]) -> Sequence[tuple[Word, ...]]:
    """Leave the headings out, whose length tells nothing; a text of nothing else stays."""
    prose = [
        words for words, (_, kind) in zip(read, sentences, strict=True) if kind is not ParagraphKind.HEADING
    ]
    return prose or read


def _ease(words: Sequence[Word], sentences: int, language: Language) -> float | None:
    whole = [word for word in words if word.whole and word.kind is not WordKind.NUMBER]
    if not whole or not sentences:
        return None
    total = sum(syllables(word.form, language) for word in whole)
    return reading_ease(len(whole) / sentences, total / len(whole), language)


def _hard_words(running: Sequence[Word]) -> tuple[HardWord, ...]:
    counts = Counter(word.lemma for word in running if word.kind is WordKind.CONTENT)
    zipf = {word.lemma: word.zipf for word in running}
    # Sorting keeps the order of first appearance among equals.
    rarest = sorted(
        (lemma for lemma in counts if band_of(zipf[lemma]) is not Band.FIRST), key=zipf.__getitem__
    )
    return tuple(HardWord(lemma, zipf[lemma], counts[lemma]) for lemma in rarest[:HARD_WORDS])
