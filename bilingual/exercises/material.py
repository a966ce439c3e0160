"""The sentences of a parallel text as exercises need them: words, readings, links, and whether to trust them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from bilingual.alignment.words import WordAligner, link_bead
from bilingual.bitext import Origin, flow
from bilingual.casing import is_all_caps, key
from bilingual.document.model import ParagraphKind
from bilingual.exercises.context import reading
from bilingual.exercises.forms import Form
from bilingual.exercises.items import GAP, SentencePair
from bilingual.lemmas import lemmatize
from bilingual.lexicon import Lexicon
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.spans import Span, WordLink
from bilingual.tokens import Token, TokenKind, tokenize

SHORTEST, LONGEST = 5, 45
"""Words, and tokens, of a sentence that shows what is missing in it and can be taken in at a look."""
_LEAST_LINK = 0.05
"""Probability in the lexicon, either way, from which a linked word is taken for a translation."""
_LEAST_SCORE = 0.6
"""Of a machine translation that may be shown as a hint; of the embedded package's for news 1 in 5 has less."""
_MARK = "\ue000"  # a private character, which stands for the gap while white space is put right


class Sentence:
    """A bead that exercises may be made of.

    Args:
        text: the whole text.
        number: of the bead.
        bead: with two sides.
    """

    def __init__(self, text: ParallelText, number: int, bead: AnnotatedBead) -> None:
        self.number = number
        self.bead = bead
        self.language = text.source.language
        self.target_language = text.target.language
        self._text = text

    @property
    def pair(self) -> SentencePair:
        """The origin of the exercises made of it."""
        spans = self.bead.source_spans
        return SentencePair(
            self.bead.source,
            self.bead.target,
            self.language,
            self.target_language,
            self._text.name,
            Span(spans[0].start, spans[-1].end),
            self.number,
            self._text.engine.origin,
        )

    @property
    def is_headline(self) -> bool:
        """Whether it stands over the text, and over a worksheet of it."""
        return self.number == 0 and self.bead.kind is ParagraphKind.HEADING

    @property
    def apostrophe(self) -> str:
        """The apostrophe that the sentence writes, the typographic one by default."""
        return "'" if "'" in self.bead.source and "’" not in self.bead.source else "’"

    @property
    def translated_by_hand(self) -> bool:
        """Whether a person translated it."""
        return self._text.engine.origin is Origin.HUMAN

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the source, in coordinates of the source text."""
        text = self._text.source.text
        return tuple(
            chain.from_iterable(
                tokenize(span.of(text), self.language, span.start) for span in self.bead.source_spans
            )
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What the tokens say."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def _lemmas(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each token with the lemmas that it may have, in small letters."""
        return tuple(
            (
                token.text,
                frozenset(lemma.lower() for lemma in lemmatize(token.text, self.language))
                if token.kind is TokenKind.WORD
                else frozenset(),
            )
            for token in self.tokens
        )

    def has(self, words: frozenset[str]) -> bool:
        """Whether one of some words or concepts is met in it."""
        if any({found.match.entry.id, key(found.match.lemma)} & words for found in self.bead.terms):
            return True
        return any(key(word) in words for word in self.words)

    def reading(self, index: int) -> Form | None:
        """Return what a token is, where that is sure."""
        if self.tokens[index].kind is not TokenKind.WORD:
            return None
        return reading(self.words, index, self.language)

    def inside(self, span: Span) -> range:
        """Return the indices of the tokens in a span of the source text."""
        inside = [i for i, token in enumerate(self.tokens) if span.contains(token.span)]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def surface(self, span: Span) -> str:
        """Return what stands in a span of the source text, as one line."""
        return flow(span.of(self._text.source.text))

    def target_surface(self, span: Span) -> str:
        """Return what stands in a span of the target text, as one line."""
        return flow(span.of(self._text.target.text))

    def with_gap(self, span: Span) -> str:
        """Return the source as one line with a gap instead of a span of the source text."""
        text = self._text.source.text
        pieces = [
            f"{text[piece.start : span.start]}{_MARK}{text[span.end : piece.end]}"
            if piece.contains(span)
            else piece.of(text)
            for piece in self.bead.source_spans
        ]
        return flow(" ".join(pieces)).replace(_MARK, GAP)

    def gives_away(self, gap: range) -> bool:
        """Whether a lemma of the words in a gap stands elsewhere in the sentence."""
        # « ont » beside « avions » gives nothing away, though both may be forms of « avoir ».
        function_words = self.language.function_words
        content = [
            lemmas if word.lower() not in function_words else frozenset() for word, lemmas in self._lemmas
        ]
        asked: frozenset[str] = frozenset().union(*content[gap.start : gap.stop])
        return any(asked & lemmas for i, lemmas in enumerate(content) if i not in gap)

    def meaning(self, gap: range) -> str:
        """Return the words of the target that are linked with those of a gap and translate them, else nothing."""
        found: list[Span] = []
        lexicon, target = Lexicon.open(), self._text.target.text
        for index in gap:
            token = self.tokens[index]
            for link in self.links:
                if token.span.contains(link.source) and (
                    max(
                        lexicon.probability(link.target.of(target), token.text, self.language),
                        lexicon.probability(token.text, link.target.of(target), self.target_language),
                    )
                    >= _LEAST_LINK
                ):
                    found.append(link.target)
        if not found:
            return ""
        whole = Span(min(span.start for span in found), max(span.end for span in found))
        # What is linked must stand together; else a meaning of three words would be half a sentence.
        words = flow(whole.of(target))
        if len(words.split()) > len(gap) + 1:
            return ""
        opens = any(
            not target[span.start : whole.start].strip(" «“\"'—–-") for span in self.bead.target_spans
        )
        return words[:1].lower() + words[1:] if opens and not words[1:2].isupper() else words

    @cached_property
    def links(self) -> tuple[WordLink, ...]:
        """The word links of the bead, made where it has none."""
        bead = self.bead.bead
        if not bead.links:
            aligner = WordAligner(Lexicon.open(), self.language, self.target_language)
            bead = link_bead(bead, self._text.source.text, self._text.target.text, aligner)
        return bead.links


def sentences(
    text: ParallelText, most: int | None = None, looked_up: frozenset[str] = frozenset()
) -> tuple[Sentence, ...]:
    """Return the sentences of a text that exercises may be made of, in order.

    Left out is what has no counterpart, what a reader should not trust, what is written in capitals, and what is too
    short or too long.

    Args:
        text: the whole.
        most: how many; those of a long text are taken at even distances, so that a book takes no longer than a
            chapter.
        looked_up: words and concepts, as `casing.key` writes them; of their sentences none is left out.
    """
    usable = [
        Sentence(text, number, bead) for number, bead in enumerate(text.beads) if _is_usable(bead, text)
    ]
    if most is not None and len(usable) > most:
        kept = {i * len(usable) // most for i in range(most)}
        kept.update(i for i, sentence in enumerate(usable) if looked_up and sentence.has(looked_up))
        usable = [usable[i] for i in sorted(kept)]
    return tuple(
        sentence
        for sentence in usable
        if len(sentence.tokens) <= LONGEST
        and sum(token.kind is TokenKind.WORD for token in sentence.tokens) >= SHORTEST
    )


def _is_usable(bead: AnnotatedBead, text: ParallelText) -> bool:
    return bool(
        bead.source
        and bead.target
        and not bead.flags
        and GAP not in bead.source
        and _MARK not in bead.source
        and not is_all_caps(bead.source)
        and not bead.source.startswith(("–", "-", "—", "•"))
        and (text.engine.origin is Origin.HUMAN or bead.score is None or bead.score >= _LEAST_SCORE)
    )


def content_words(sentence: Sentence) -> Iterator[tuple[int, Form]]:
    """Yield the tokens whose reading is sure and that are no grammatical words, with that reading."""
    for index in range(len(sentence.tokens)):
        if (form := sentence.reading(index)) is not None:
            yield index, form


def spread(items: Sequence[Sentence], count: int) -> list[Sentence]:
    """Return items in an order of which every beginning is spread over the whole: halves, quarters, eighths …

    >>> spread(list("abcdefgh"), 4)
    ['a', 'e', 'c', 'g']
    """
    order: list[Sentence] = []
    step = 1
    while step < len(items):
        step *= 2
    seen: set[int] = set()
    while step >= 1 and len(order) < count:
        for index in range(0, len(items), step):
            if index not in seen:
                seen.add(index)
                order.append(items[index])
        step //= 2
    return order[:count]
