"""Sentences are cut into what a model can read."""

from __future__ import annotations

from bilingual.spans import Span
from bilingual.translation import parts
from bilingual.translation.tokenizer import Pieces


def test_long_sentences_are_cut_after_punctuation_else_before_a_word() -> None:
    words = tuple(f"▁w{i}" for i in range(250))
    spans = tuple(Span(i, i + 1) for i in range(250))
    limit = parts.LONGEST_INPUT
    found = parts.cut(Pieces(words, spans))
    assert sum((part.pieces for part in found), ()) == words
    assert all(len(part.pieces) <= limit for part in found)
    with_comma = (*words[:70], ",", *words[70:])
    assert parts.cut(Pieces(with_comma, ()))[0].pieces == with_comma[:71]
    assert all(len(part.pieces) <= limit for part in parts.cut(Pieces(("x",) * 1000, ())))
