"""What the machine says beside a human translation, and in which words it differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.languages import Language
from bilingual.lexicon.words import fold
from bilingual.pipeline.model import ParallelText
from bilingual.pipeline.translating import sentences_to_translate, translated_beads
from bilingual.sentences import Segment
from bilingual.spans import Span
from bilingual.tokens import Token, TokenKind, tokenize
from bilingual.translation.translator import Translator


@dataclass(frozen=True, slots=True)
class Comparison:
    """The machine's translation of a bead's source.

    Args:
        machine: as one line; empty for a bead without source.
        differing: runs of words in `machine` that the human translation does not have.
    """

    machine: str
    differing: tuple[Span, ...] = ()


def compare(text: ParallelText, translator: Translator) -> Iterator[Comparison]:
    """Yield what the translator makes of each bead's source beside the target it has, in order.

    The translator is told of the terms and of capitals as it is in reading, so that what is compared is what
    `Reading` would show.

    Args:
        text: with a translation, normally a person's.
        translator: of the same languages.

    Raises:
        ModelError: the translation package cannot be loaded.
    """
    source = text.source
    segments = [Segment(span, bead.paragraph, bead.kind) for bead in text.beads for span in bead.source_spans]
    sentences = sentences_to_translate(segments, source.text, source.language)
    terms = [
        tuple(found.match for found in bead.terms if span.contains(found.match.span))
        for bead in text.beads
        for span in bead.source_spans
    ]
    made = translated_beads(zip(segments, sentences, terms, strict=True), source.text, translator)
    for bead in text.beads:
        machine = " ".join(next(made).target for _ in bead.source_spans)
        yield Comparison(machine, differing_words(machine, bead.target, text.target.language))


def differing_words(machine: str, human: str, language: Language) -> tuple[Span, ...]:
    """Return the runs of words of one sentence that another does not have, or has less often.

    The order of the words plays no part: a translator is free in it, and a reader looks for other words.

    >>> from bilingual.languages import ENGLISH
    >>> machine = "The plane hit the deposit."
    >>> [span.of(machine) for span in differing_words(machine, "The aircraft hit the depot.", ENGLISH)]
    ['plane', 'deposit']
    """
    there = Counter(fold(token.text, language) for token in _words(human, language))
    runs: list[Span] = []
    goes_on = False
    for token in _words(machine, language):
        word = fold(token.text, language)
        there[word] -= 1
        if there[word] >= 0:
            goes_on = False
            continue
        if goes_on and machine[runs[-1].end : token.span.start].isspace():
            runs[-1] = Span(runs[-1].start, token.span.end)
        else:
            runs.append(token.span)
        goes_on = True
    return tuple(runs)


def _words(text: str, language: Language) -> Iterable[Token]:
    return (t for t in tokenize(text, language) if t.kind in (TokenKind.WORD, TokenKind.NUMBER))
