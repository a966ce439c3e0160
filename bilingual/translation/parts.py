"""Sentences cut into what a model can read at once.

A model reads pieces, no more of them than it has learnt positions for, and makes nonsense of runs that are no
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingual.spans import Span
from bilingual.translation.tokenizer import Pieces, Tokenizer
from bilingual.translation.translator import Wish
from bilingual.translation.wishes import with_wishes

# Training sentences have fewer than 110 pieces and positions are learnt no further; longer sentences are
# translated in parts, cut after punctuation where there is some.
LONGEST_INPUT = 100  # pieces
_CUT_AFTER = frozenset(";:,.!?—–)…»")
# No word of either language is longer: a run of as many characters without white space is a key, a row of
# dots, a line of data. A model makes nonsense of it, 100 pieces at a time, so it is copied. Addresses may be
# longer, and a model copies them, but embedded data may stand in one too.
_LONG_RUN = re.compile(r"\S{61,}")
_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S{,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a sentence: pieces for the model with their spans in the sentence, or a run that is copied."""

    pieces: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    copied: str | None = None


def parts_of(sentence: str, tokenizer: Tokenizer, wishes: Sequence[Wish]) -> list[Part]:
    """Part a sentence into what the model can read at once and the runs that are no words."""
    parts: list[Part] = []
    start = 0
    for run in _LONG_RUN.finditer(sentence):
        if not _ADDRESS.fullmatch(run[0]):
            parts += _translated(sentence, Span(start, run.start()), tokenizer, wishes)
            parts.append(Part(copied=run[0]))
            start = run.end()
    parts += _translated(sentence, Span(start, len(sentence)), tokenizer, wishes)
    return parts


def _translated(sentence: str, stretch: Span, tokenizer: Tokenizer, wishes: Sequence[Wish]) -> Iterator[Part]:
    if not stretch.of(sentence).strip():
        return
    for part in cut(tokenizer.encode(stretch.of(sentence))):
        placed = Pieces(part.pieces, tuple(span.shift(stretch.start) for span in part.spans))
        wished = with_wishes(placed, wishes, tokenizer) if wishes else placed
        yield Part(wished.pieces, wished.spans)


def cut(pieces: Pieces) -> list[Pieces]:
    """Cut a sentence that is too long for the model, after punctuation, else before a word."""
    parts, start, total = [], 0, len(pieces.pieces)
    while total - start > LONGEST_INPUT:
        end = start + LONGEST_INPUT
        half = start + LONGEST_INPUT // 2
        after = next((i + 1 for i in range(end - 1, half, -1) if pieces.pieces[i][-1:] in _CUT_AFTER), None)
        stop = after or next((i for i in range(end, half, -1) if pieces.pieces[i].startswith("▁")), end)
        parts.append(pieces.cut(start, stop))
        start = stop
    if start < total:
        parts.append(pieces.cut(start, total))
    return parts
