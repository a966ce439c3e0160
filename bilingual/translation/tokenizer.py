"""Sentences to the pieces a package was trained on, and back, with where each piece came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bilingual.spans import Span
from bilingual.typography import Typeset

# What a typewriter writes for it. Applied only where a package does not know the character: the recipe's own
# packages have these rules in their SentencePiece normaliser.
_TYPEWRITTEN = {
    "’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "…": "...", "\u00a0": " ", "\u202f": " ", "\u00ad": "",
}  # fmt: skip
_GUILLEMET_SPACE = re.compile(r"(?<=«)[ \u00a0\u202f]+|[ \u00a0\u202f]+(?=»)")
_BYTE_PIECE = re.compile(r"<0x([0-9A-F]{2})>")
_SPACE_MARK = "▁"  # U+2581, SentencePiece's sign for a space


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as pieces, and the span of the sentence that each comes from."""

    pieces: tuple[str, ...]
    spans: tuple[Span, ...]

    def cut(self, start: int, end: int) -> Pieces:
        """Return the pieces from `start` to `end`."""
        return Pieces(self.pieces[start:end], self.spans[start:end])


class Tokenizer(Protocol):
    """What the engine asks of either kind of package."""

    def encode(self, sentence: str) -> Pieces:
        """Cut a sentence into pieces with their spans; without spans where they cannot be known."""

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...]]:
        """Join pieces to a text, and say which span of it each made; without spans likewise."""


class SentencePieceTokenizer:
    """Pieces by the package's SentencePiece model, with exact spans through its normaliser's offsets.

    Args:
        processor: the `SentencePieceProcessor`.
        typeset: sets what a package writes as a typewriter would; without it texts stay as they are.
    """

    def __init__(self, processor: Any, typeset: Callable[[str], Typeset] | None = None) -> None:
        self._processor = processor
        self._typeset = typeset
        unknown = processor.unk_id()
        self._typewritten = {
            character: plain
            for character, plain in _TYPEWRITTEN.items()
            if unknown in processor.encode(character, out_type=int)
        }

    def encode(self, sentence: str) -> Pieces:
        """Cut a sentence into pieces; spans are in the sentence as given."""
        typed, origin = self._typewrite(sentence)
        normalized, offsets = self._processor.normalize(typed, with_offsets=True)
        pieces = self._processor.encode(typed, out_type=str)
        spans = []
        for place in _places(pieces, normalized):
            start, end = offsets[place.start], offsets[place.end]
            spans.append(Span(origin[start], max(origin[end], origin[start])).strip(sentence))
        return Pieces(tuple(pieces), tuple(spans))

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...]]:
        """Join pieces to a text; a lone byte that is no character becomes U+FFFD and is dropped."""
        text, spans, pending = "", [], b""
        for piece in pieces:
            start = len(text)
            if byte := _BYTE_PIECE.fullmatch(piece):
                pending += bytes([int(byte[1], 16)])
                try:
                    text += pending.decode("utf-8")
                    pending = b""
                except UnicodeDecodeError:
                    pending = pending if len(pending) < 4 else b""
            else:
                pending = b""
                text += piece.replace(_SPACE_MARK, " ").replace("<unk>", "")
                text = text.lstrip(" ") if start == 0 else text
            spans.append(Span(min(start, len(text)), len(text)).strip(text))
        text = text.rstrip(" ")
        spans = [Span(min(s.start, len(text)), min(s.end, len(text))) for s in spans]
        if self._typeset is None:
            return text, tuple(spans)
        printed = self._typeset(text)
        return printed.text, tuple(map(printed.span, spans))

    def _typewrite(self, sentence: str) -> tuple[str, list[int]]:
        """Replace the characters the package does not know; also map each offset back, ends included."""
        if not any(character in sentence for character in self._typewritten):
            return sentence, list(range(len(sentence) + 1))
        dropped = {i for match in _GUILLEMET_SPACE.finditer(sentence) for i in range(*match.span())}
        out: list[str] = []
        origin: list[int] = []
        for index, character in enumerate(sentence):
            plain = "" if index in dropped else self._typewritten.get(character, character)
            out.append(plain)
            origin += [index] * len(plain)
        return "".join(out), [*origin, len(sentence)]


class WordPieceTokenizer:
    """Pieces by `argostranslate`'s own tokenizer, for the older BPE packages; it knows no spans."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    def encode(self, sentence: str) -> Pieces:
        """Cut a sentence into pieces, without spans."""
        return Pieces(tuple(self._tokenizer.encode(sentence)), ())

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...]]:
        """Join pieces to a text, without spans."""
        return self._tokenizer.decode(pieces).strip(), ()


def _places(pieces: list[str], normalized: str) -> list[Span]:
    """Find each piece in the normalised sentence that they spell; bytes of one character share its place."""
    places, position, pending = [], 0, b""
    for piece in pieces:
        if byte := _BYTE_PIECE.fullmatch(piece):
            pending += bytes([int(byte[1], 16)])
            places.append(Span(position, min(position + 1, len(normalized))))
            if _is_whole(pending):
                position, pending = min(position + 1, len(normalized)), b""
        else:
            end = min(position + len(piece), len(normalized))
            places.append(Span(position, end))
            position = end
    return places


def _is_whole(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return len(data) >= 4
    return True
