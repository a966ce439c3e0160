"""Sentence boundaries, by rules over what stands on the two sides of each candidate.

A candidate is a run of stops with the quotes and brackets that close after it, a semicolon, or a
capitalised word that nothing in the middle of a sentence would explain. Each is decided by the word
before (an abbreviation? an initial? a list number?), the first word after (its case; can it do anything
but open a sentence?) and, where those leave a doubt, by whether the text writes that word in lower case
elsewhere, which is the idea of Punkt (Kiss and Strunk 2006). No model and no training: the word lists
are in `languages`. `tests/benchmarks/sentences.py` sets it beside other splitters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bilingual.document.model import Document, ParagraphKind
from bilingual.languages import FRENCH, Language
from bilingual.spans import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A unit of translation, normally a sentence.

    Args:
        span: where it stands in the document's text, without white space at its ends.
        paragraph: index of its paragraph in the document.
        kind: the kind of that paragraph.
    """

    span: Span
    paragraph: int
    kind: ParagraphKind = ParagraphKind.BODY


def split_sentences(document: Document, language: Language = FRENCH) -> tuple[Segment, ...]:
    """Cut the paragraphs of a document into segments, in order; none crosses a paragraph.

    >>> from bilingual.document.model import Paragraph
    >>> text = "Frappes à l’est\\n\\nDeux avions ont décollé. M. Duval l’a confirmé."
    >>> article = Document(text, (Paragraph(Span(0, 15), ParagraphKind.HEADING), Paragraph(Span(17, 66))))
    >>> [segment.span.of(text) for segment in split_sentences(article)]
    ['Frappes à l’est', 'Deux avions ont décollé.', 'M. Duval l’a confirmé.']
    """
    usage = _Usage(document.text)
    return tuple(
        Segment(span.shift(paragraph.span.start), index, paragraph.kind)
        for index, paragraph in enumerate(document.paragraphs)
        for span in _spans(paragraph.span.of(document.text), language, usage)
    )


def sentence_spans(text: str, language: Language = FRENCH) -> tuple[Span, ...]:
    """Cut one paragraph into sentences: between two spans, and around them, there is only white space.

    A single line break counts as a space.

    >>> text = "« Halte ! » dit-il. L’adj. Roy (2e RIMa) s’arrêta à 14 h 30. Rien…"
    >>> [span.of(text) for span in sentence_spans(text)]
    ['« Halte ! » dit-il.', 'L’adj. Roy (2e RIMa) s’arrêta à 14 h 30.', 'Rien…']
    """
    return tuple(_spans(text, language, _Usage(text)))


class _Usage:
    """Which words a text writes in lower case; gathered once, and only if a rule asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._text.split())

    def has_lower(self, word: str) -> bool:
        return word.lower() in self._words


def _spans(text: str, language: Language, usage: _Usage) -> Iterator[Span]:
    start = 0
    for end, resume in _boundaries(text, language, usage):
        span = Span(start, end).strip(text)
        if span:
            yield span
        start = resume
    span = Span(start, len(text)).strip(text)
    if span:
        yield span


# --- Candidates ---------------------------------------------------------------------------------------

# Every quantifier that could run over a long stretch is possessive, and nothing may fail after it:
# a line of ten million stops or spaces is read once.
_CLOSERS = r"(?:\s{0,2}[»›]|[”’\"')\]]|\s?\[\d{1,3}\])*+"
_STOP = re.compile(rf"[.!?…]++(?:\s{{0,2}}[!?…]++)*+{_CLOSERS}|;")
# What may open a sentence before its first word.
_OPENERS = re.compile(r"(?:[«“‘‹\"'(\[¿¡]|[—–―-]{1,2}(?=\s)|•|\s)*+")
_FIRST_WORD = re.compile(r"\w[\w’'-]{0,30}")
_PARENTHESIS = re.compile(r"\((?:\.{3}|…)\)|\[(?:\.{3}|…)\]")
# How far back the word before a stop is looked for; no abbreviation is as long.
_REACH = 32


@lru_cache(maxsize=8)
def _run_in(language: Language) -> re.Pattern[str]:
    """A capitalised opener after a word or bracket without a stop: a heading run into its text."""
    words = sorted(word.capitalize() for word in language.openers if len(word) > 1)
    initials = "".join(sorted({word[0] for word in words}))
    return re.compile(rf"[{initials}](?<=[\w)\]»”\"%] .)(?:{'|'.join(w[1:] for w in words)})(?![\w-])(?=[ ’'])")


def _boundaries(text: str, language: Language, usage: _Usage) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if end >= len(text):
            return
        if not text[end].isspace():
            continue
        end = _closing_quote(text, start, end)
        if _ends(text, start, match, end, language, usage):
            yield end, end
            start = end
    return


def _closing_quote(text: str, start: int, end: int) -> int:
    """Take in a straight quote that stands alone after the stop, if one is open in the sentence."""
    if text.startswith('"', end + 1) and text[end + 2 : end + 3].isspace():
        window = text[max(start, end - 2000) : end]
        if window.count('"') % 2:
            return end + 2
    return end


def _ends(text: str, start: int, match: re.Match[str], end: int, language: Language, usage: _Usage) -> bool:
    opening = _OPENERS.match(text, end)
    assert opening is not None
    following = _FIRST_WORD.match(text, opening.end())
    word = following[0] if following else ""
    mark = match[0]
    if not word:
        return False
    first = word[0]
    if first.islower():
        return False
    if mark[0] == ";":
        return word.lower() in language.openers or word.lower() in language.articles
    if mark[0] != "." or mark.startswith(".."):
        return True
    before = _word_before(text, start, match.start())
    return not before or _full_stop(before, word, text, start, match, language, usage)


def _word_before(text: str, start: int, stop: int) -> str:
    piece = text[max(start, stop - _REACH) : stop]
    words = piece.rsplit(None, 1)
    return words[-1].lstrip("«“‘(\"'[") if words else ""


def _full_stop(
    before: str, word: str, text: str, start: int, match: re.Match[str], language: Language, usage: _Usage
) -> bool:
    bare = before.replace("’", "'").rpartition("'")[2]
    key = bare.lower()
    lower = word.lower()
    opener = lower in language.openers
    if key in language.titles:
        return opener and bare[0].islower()
    if key in language.references:
        return opener
    if len(bare) == 1 and bare.isupper():
        return opener
    return True
