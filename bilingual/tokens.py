"""Lossless tokens: words, numbers and punctuation as spans of the text, elision taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingual.spans import Span


class TokenKind(StrEnum):
    """What sort of token it is."""

    WORD = "word"
    NUMBER = "number"
    PUNCTUATION = "punctuation"
    SYMBOL = "symbol"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Token:
    """An occurrence in a text: what is written there and where."""

    text: str
    span: Span
    kind: TokenKind
