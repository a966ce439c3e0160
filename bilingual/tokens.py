"""Lossless tokens: words, numbers and punctuation as spans of the text, elision taken apart.

What stands between two tokens is white space and nothing else, so a text and its spans give each other.
The cuts are those that serve word links and term matching:

* an elided word keeps its apostrophe and leaves its neighbour whole: `l’ | avion`, `qu' | il`;
* a pronoun hung on a verb is a token with its hyphen: `a | -t-il`, `est | -ce`, so that the verb is found
  in a lexicon; any other hyphen is part of the word: `sol-air`, `lieutenant-colonel`, `F-16`;
* English contractions are cut as treebanks cut them, `do | n't`, `Army | 's`: the negation is then a
  token that French `pas` can be linked with, and the noun is the noun;
* an abbreviation keeps its full stop (`M.`, `art.`, `O.T.A.N.`), the last stop of a sentence stays alone;
* a number keeps what groups its digits: `1 200`, `3,5`, `14 h 30`, `1er`; a unit or `%` is a token.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bilingual.errors import expect
from bilingual.languages import FRENCH, Language, as_language
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
    """An occurrence in a text.

    Args:
        text: what is written there.
        span: where; its length is that of `text`.
        kind: word, number, mark …
    """

    text: str
    span: Span
    kind: TokenKind


def tokenize(text: str, language: Language | str = FRENCH, start: int = 0) -> tuple[Token, ...]:
    """Cut `text` into tokens, in order, with only white space between them.

    Args:
        text: any text; a sentence gives the best result, since the stop after its last word is then known.
        language: whose elisions, abbreviations and number formats hold, or its ISO 639-1 code.
        start: offset of `text` in the document, added to every span.

    Raises:
        LanguageError: there is no such language; a `ValueError`.
        WrongTypeError: `text` is no string; a `TypeError`.

    >>> [token.text for token in tokenize("Aujourd’hui, l’avion a-t-il parcouru 1 200 km ?")]
    ['Aujourd’hui', ',', 'l’', 'avion', 'a', '-t-il', 'parcouru', '1 200', 'km', '?']
    """
    expect(text, str, "a text is a string")
    language = as_language(language)
    tokens: list[Token] = []
    pattern = _pattern(language, _ADDRESS_SIGN.search(text) is not None)
    for match in pattern.finditer(text):
        group = match.lastgroup
        first, last = match.span()
        if group == "stop" and tokens and _keeps_stop(tokens[-1], text, start + first, last, language):
            first = tokens.pop().span.start - start
            group = "word"
        kind = _KINDS[group] if group else _kind_of(match[0])
        tokens.append(Token(text[first:last], Span(start + first, start + last), kind))
    return tuple(tokens)


# An apostrophe: ASCII, typographic, and the letter apostrophe that some keyboards send.
_APOSTROPHE = "['’ʼ]"
_LETTER = r"[^\W\d_]"
# What goes on inside a word: digits (`F16`), underscores, combining marks, soft hyphens.
_INSIDE = r"[\w\u0300-\u036f\u00ad\u20d0-\u20ff]"
_SPACE = r"[ \u00a0\u2009\u202f]"
_UNIT = r"(?:[kcmdµ]?m[²³23]?|[kmµ]?g|[kM]?t|[cdhm]?l|h|min|s|ha|[kMG]?W|[kMG]?Hz|[kMGT]?[bo]|kt|mph|ft|lb)\b"
_ORDINAL = r"(?:ers?|[èe]res?|res?|[iè]?[èe]mes?|es?|nde?s?|st|rd|th|ds?)\b"
_DOMAIN = (
    r"(?:fr|com|org|net|eu|uk|int|info|edu|gov|mil|io|be|ch|ca|de|pdf|docx?|odt|txt|html?|csv|json|py|zip)\b"
)
_ADDRESS = (
    r"(?:(?:https?|ftp)://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?…)\]}'’]"
    r"|[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}?\." + _DOMAIN + r"(?:/[\w./?=&%-]*[\w/])?"
)
# Addresses are tried at every token only in a text that shows a sign of one: it halves the time.
_ADDRESS_SIGN = re.compile(r"@|://|www\.|\w\." + _DOMAIN)
_EMOJI = (
    r"[\U0001f1e6-\U0001f1ff]{2}"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*+"
    r"(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*+)*+"
)

_KINDS = {
    "address": TokenKind.ADDRESS,
    "number": TokenKind.NUMBER,
    "word": TokenKind.WORD,
    "stop": TokenKind.PUNCTUATION,
    "marks": TokenKind.PUNCTUATION,
    "symbol": TokenKind.SYMBOL,
}


def _alternatives(words: frozenset[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", _APOSTROPHE) for word in longest_first)


def _number(language: Language) -> str:
    grouping = f"[{re.escape(language.grouping)}]"
    return (
        r"(?:(?<![\w)])[-−+±](?=\d))?"
        r"(?:"
        rf"\d{{1,2}}{_SPACE}?[hH]{_SPACE}?[0-5]\d\b"
        rf"|\d{{1,3}}(?:{grouping}\d{{3}})+(?!\d)(?:{re.escape(language.decimal)}\d+)?"
        r"|\d+(?:[.,:/]\d+)*"
        r")"
        rf"(?:{_ORDINAL})?(?:(?={_UNIT})|(?!{_LETTER}))"
    )


def _word(language: Language) -> str:
    return _french_word(language) if language.elisions else _english_word(language)


def _french_word(language: Language) -> str:
    pronoun = rf"(?i:{_alternatives(language.enclitics)})(?!\w)"
    # The hyphen before a pronoun ends the word, unless the word goes on: `Châtenois-les-Forges`.
    hung = rf"(?:(?:t-)?{pronoun}(?!-{_LETTER})|{pronoun}-{pronoun}|(?i:[mtl]){_APOSTROPHE}(?i:en|y)(?!\w))"
    return (
        # Most words show neither sign soon, and are spared two lists of alternatives.
        rf"(?={_LETTER}{{1,9}}(?:{_APOSTROPHE}|-))(?:"
        rf"(?i:{_alternatives(language.fused)})(?!\w)"
        rf"|(?i:{_alternatives(language.elisions)}){_APOSTROPHE}(?=[\w«“\"(]))"
        rf"|-(?<=\w-)(?:(?:t-)?{pronoun}|(?i:[mtl]){_APOSTROPHE}(?=(?i:en|y)\b))"
        rf"|(?:{_LETTER}\.-?){{2,}}(?!\w)"
        rf"|[nN][°º]s?"
        rf"|{_LETTER}{_INSIDE}*+(?:-(?!{hung}){_INSIDE}++|{_APOSTROPHE}{_LETTER}{_INSIDE}*+)*+"
    )


def _english_word(language: Language) -> str:
    tail = rf"(?:{_APOSTROPHE}(?i:s|re|ve|ll|d|m)|(?i:n){_APOSTROPHE}(?i:t))\b"
    return (
        rf"(?={_LETTER}{{1,9}}(?:{_APOSTROPHE}|-))(?i:{_alternatives(language.fused)})(?!\w)"
        rf"|(?<=\w){tail}"
        rf"|(?:{_LETTER}\.-?){{2,}}(?!\w)"
        # Of `don't` the word is `do`: only a word with an apostrophe ahead is read letter by letter.
        rf"|(?={_LETTER}{{1,15}}+{_APOSTROPHE}(?i:t)\b){_LETTER}+?(?={tail})"
        rf"|{_LETTER}{_INSIDE}*+(?:-{_INSIDE}++|(?!{tail}){_APOSTROPHE}{_LETTER}{_INSIDE}*+)*+"
    )


@lru_cache(maxsize=8)
def _pattern(language: Language, addresses: bool) -> re.Pattern[str]:
    address = rf"(?P<address>{_ADDRESS})|" if addresses else ""
    return re.compile(
        address
        + rf"(?P<word>{_word(language)})"
        + rf"|(?P<number>{_number(language)}|\d{_INSIDE}*+(?:-{_INSIDE}++)*+)"
        + r"|(?P<stop>\.(?!\.))"
        + r"|(?P<marks>\.{2,}+|[?!]++|-{2,}+|[,;:()«»“”\"'’–—…\[\]])"
        + rf"|(?P<symbol>{_EMOJI})"
        + r"|_++|\S"
    )


def _keeps_stop(word: Token, text: str, stop: int, end: int, language: Language) -> bool:
    """Whether the full stop at `stop` of the document, `end` in the text, is an abbreviation's."""
    written = word.text
    if word.span.end != stop or word.kind is not TokenKind.WORD or len(written) > _LONGEST_ABBREVIATION:
        return False
    if written in language.finals:
        return True
    # At the end of the text the stop is the sentence's own: `Elle aime l'art.`
    if not _GOES_ON(text, end):
        return False
    return (
        written in language.titles
        or written in language.forward
        or written in language.numbered
        or (len(written) == 1 and written.isupper())
    )


_LONGEST_ABBREVIATION = 10
_GOES_ON = re.compile(r"[,;:)]|[\s-]{1,3}[\w(«“\"]").match


# Punctuation to Unicode, signs that are read aloud to a reader.
_READ_ALOUD = frozenset("%‰&@#*§")


@lru_cache(maxsize=4096)
def _kind_of(mark: str) -> TokenKind:
    if mark in _READ_ALOUD:
        return TokenKind.SYMBOL
    return TokenKind.PUNCTUATION if unicodedata.category(mark[0])[0] == "P" else TokenKind.SYMBOL
