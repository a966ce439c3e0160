"""Wishes written into the pieces of a sentence, for packages that were trained to read them.

The packages of `models/recipe` read `OPEN drone de reconnaissance MEANS reconnaissance drone CLOSE` (see
`models/recipe/annotation.py`). Two kinds of wishes are written: those of a request, which are the terms of a
termbase, and hints for rare words, which the network has hardly seen in training and would garble, while the
lexicon, aligned over the same corpora, or the small dictionary knows what they are rendered by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bilingual.languages import FRENCH, Language
from bilingual.lexicon.words import fold
from bilingual.spans import Span
from bilingual.tokens import tokenize
from bilingual.translation.degenerate import words_said_twice
from bilingual.translation.tokenizer import Pieces, Tokenizer
from bilingual.translation.translator import Wish

if TYPE_CHECKING:
    from bilingual.lexicon import Lexicon
    from bilingual.lexicon.wordbook import Wordbook

OPEN, MEANS, CLOSE = "<0xFA>", "<0xFB>", "<0xFC>"
"""Byte pieces that no UTF-8 text holds."""
HINTS_VERSION = "hints 2"
"""Changes with the rules by which hints are given, since translations are remembered."""
MOST_PIECES = 150
"""Of a sentence with its wishes; training rows have 160."""
RARE = 60.0
"""Occurrences in the training corpora under which a word is given a hint."""
LEAST_SHARE = 0.3
"""Of a rare word's occurrences that must have been rendered by the lexicon's hint."""
SHORTEST = 4
"""Letters of a word that is given a hint; shorter ones are seldom rare and often names or abbreviations."""

_ORDINAL = re.compile(r"(?P<figures>\d{1,4})(?:e|ème|nde?|st|nd|rd|th)")
_ENGLISH_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_STEM = 5
"""Letters by which a word is told to be the one that was wished for, inflected."""


def hints(sentence: str, language: Language, lexicon: Lexicon, words: Wordbook) -> Iterator[Wish]:
    """Yield what the dictionary, or else the lexicon, knows of the rare words of a sentence, and its ordinals in
    figures, in order.

    Words with a capital are left alone, being names, or openers of a sentence that may be.

    >>> from bilingual.languages import FRENCH
    >>> from bilingual.lexicon import Lexicon
    >>> from bilingual.lexicon.wordbook import Wordbook
    >>> list(hints("Le capteur voit un essaim.", FRENCH, Lexicon.open(), Wordbook.open()))
    [Wish(span=Span(start=3, end=10), rendering='sensor'), Wish(span=Span(start=19, end=25), rendering='swarm')]
    >>> [wish.rendering for wish in hints("Le 43e régiment, le 112e.", FRENCH, Lexicon.open(), Wordbook.open())]
    ['43rd', '112th']
    """
    for token in tokenize(sentence, language):
        word = token.text
        if ordinal := _other_ordinal(word, language):
            yield Wish(token.span, ordinal)
            continue
        if len(word) < SHORTEST or not word.isalpha() or not word.islower():
            continue
        if lexicon.count(fold(word, language), language) >= RARE:
            continue
        if senses := words.look_up(word, language):
            yield Wish(token.span, senses[0].translations[0])
            continue
        for rendering, share in lexicon.translations(word, 1, language):
            if share >= LEAST_SHARE and rendering.isalpha():
                yield Wish(token.span, rendering)


def _other_ordinal(word: str, language: Language) -> str | None:
    """Return an ordinal in figures as the other language writes it, 43e as 43rd; but not a first, which may be a
    date, and has a gender in French."""
    if not (match := _ORDINAL.fullmatch(word)) or match["figures"] == "1":
        return None
    if language != FRENCH:
        return f"{match['figures']}e"
    tens, units = divmod(int(match["figures"]) % 100, 10)
    return match["figures"] + ("th" if tens == 1 else _ENGLISH_ENDINGS.get(units, "th"))


def merged(wishes: Sequence[Wish], further: Iterator[Wish]) -> tuple[Wish, ...]:
    """Return wishes with those of `further` that concern other words, in order."""
    free = [wish for wish in further if not any(wish.span.overlaps(other.span) for other in wishes)]
    return tuple(sorted((*wishes, *free)))


def without_repeated(wishes: Sequence[Wish], translation: str) -> tuple[Wish, ...]:
    """Return the wishes without those that a translation has rendered twice in a row, inflected or not.

    >>> told = Wish(Span(0, 5), "air force"), Wish(Span(10, 15), "ship")
    >>> [wish.rendering for wish in without_repeated(told, "Air force forces saw the ship.")]
    ['ship']
    """
    repeated = {word.lower()[:_STEM] for word in words_said_twice(translation)}
    return tuple(
        wish
        for wish in wishes
        if repeated.isdisjoint(word[:_STEM] for word in wish.rendering.lower().split())
    )


def with_wishes(part: Pieces, wishes: Sequence[Wish], tokenizer: Tokenizer) -> Pieces:
    """Return the pieces of (part of) a sentence with the wishes written into them.

    A wish whose words do not begin and end with pieces of this part is left out, and so are those for which
    there is no room. The pieces of a rendering count as those of the words it renders, so that word links
    that point to them are right.
    """
    pieces: list[str] = []
    spans: list[Span] = []
    place = 0
    for wish in wishes:
        found = _pieces_of(wish.span, part, place)
        if found is None:
            continue
        rendering = tokenizer.encode(wish.rendering).pieces
        if len(part.pieces) - place + len(pieces) + len(rendering) + 3 > MOST_PIECES:
            break
        start, end = found
        added = (OPEN, *part.pieces[start:end], MEANS, *rendering, CLOSE)
        pieces += part.pieces[place:start] + added
        nothing = Span(wish.span.start, wish.span.start)
        spans += part.spans[place:start]
        spans += (nothing, *part.spans[start:end], nothing, *[wish.span] * len(rendering), nothing)
        place = end
    return Pieces((*pieces, *part.pieces[place:]), (*spans, *part.spans[place:]))


def _pieces_of(wanted: Span, part: Pieces, first: int) -> tuple[int, int] | None:
    """Return from which piece to which the words are spelt, if they begin and end with one."""
    start = next((i for i in range(first, len(part.spans)) if part.spans[i].start >= wanted.start), None)
    if start is None or part.spans[start].start != wanted.start:
        return None
    # A piece that is a space alone has an empty span at the place where the word begins.
    end = next((i + 1 for i in range(start, len(part.spans)) if part.spans[i].end >= wanted.end), None)
    if end is None or part.spans[end - 1].end != wanted.end:
        return None
    return start, end
