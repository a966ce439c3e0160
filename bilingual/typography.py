"""Set typewriter French as print has it: ’ « » … œ – and the no-break spaces that French puts before marks.

The embedded packages are trained on plain quotes, dashes and spaces, so that less is to be learnt; what they
write in French is set here before anybody reads it. No word is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingual.spans import Span

_NO_BREAK, _NARROW = "\u00a0", "\u202f"
_SETTINGS = re.compile(
    r"""
      (?P<ellipsis> \.\.\. )
    | (?P<apostrophe> (?<=\w)'(?=[\w"«(]) )
    | (?P<quote> " )
    | (?P<dash> (?<=[ ])-(?=[ ]) | \A-(?=[ ]) )
    | (?P<colon> (?<=[^\s:;!?])[ ]?:(?=[\s"»)\]]|\Z) )
    | (?P<mark> (?<=[^\s:;!?/])[ ]?(?:;(?=[\s"»)\]]|\Z)|[!?](?=[\s"»)\].,!?]|\Z)) )
    | (?P<percent> (?<=\d)[ ]?% )
    | (?P<group> (?<=\d)[ ](?=\d{3}(?!\d)) )
    # Every French word with this ligature that news holds; `coexister`, `moelle`, `Boeing` have none.
    | (?P<ligature> oe(?=uvr|uf|il|ur[es]?\b|ur[a-zé]|ud|ux?\b|cum|dèm|dip|soph|strog|nolog|tus\b|tal|lacanth) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A text as print has it, and where its characters came from.

    Args:
        text: as it is to be read.
        offsets: for every offset of the plain text, its end included, that of the set text.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, plain: Span) -> Span:
        """Return where a span of the plain text stands in the set one, without white space at its ends."""
        return Span(self.offsets[plain.start], self.offsets[plain.end]).strip(self.text)


def typeset_french(text: str) -> Typeset:
    """Set a plain French text.

    >>> typeset_french('"Est-ce l\\'oeuvre d\\'un fou?", dit-il: 37 000 hommes...').text
    '«\\xa0Est-ce l’œuvre d’un fou\\u202f?\\xa0», dit-il\\xa0: 37\\u202f000 hommes…'
    """
    numbers = [Span(*match.span()) for match in _NUMBER.finditer(text)]
    out: list[str] = []
    offsets: list[int] = []
    length = position = 0

    def put(piece: str, consumed: int) -> None:
        nonlocal length, position
        out.append(piece)
        # Characters that stand for several, and the reverse: the first takes all, the others are at its end.
        offsets.extend(length + (len(piece) if step else 0) for step in range(consumed))
        length += len(piece)
        position += consumed

    open_quotes = 0
    for match in _SETTINGS.finditer(text):
        while position < match.start():
            put(text[position], 1)
        kind, found = match.lastgroup, match[0]
        if kind == "quote":
            opening = _opens(text, match.start(), open_quotes)
            open_quotes += 1 if opening else -min(open_quotes, 1)
            piece = f"«{_NO_BREAK}" if opening else f"{_NO_BREAK}»"
        elif kind == "group":
            piece = _NARROW if any(number.contains(Span(*match.span())) for number in numbers) else found
        elif kind == "ligature":
            piece = "œ" if found[0] == "o" else "Œ"
        else:
            piece = _PRINTED[kind or ""].format(found.strip())
        put(piece, len(found))
    while position < len(text):
        put(text[position], 1)
    return Typeset("".join(out), (*offsets, length))


_PRINTED = {
    "ellipsis": "…",
    "apostrophe": "’",
    "dash": "–",
    "colon": _NO_BREAK + "{}",
    "mark": _NARROW + "{}",
    "percent": _NO_BREAK + "{}",
}


def _opens(text: str, place: int, already_open: int) -> bool:
    """Whether the quotation mark at `place` opens; one between spaces closes where one is open."""
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    if not before or before in " ([-'\u00a0":
        return bool(after.strip()) or not already_open
    return False
