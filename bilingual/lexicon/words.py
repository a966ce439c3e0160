"""The form in which the lexicon knows a word: one spelling for what readers take for one word.

Lower case, straight apostrophe, no ligature, elided and contracted forms in full (`l’` → `le`, `n't` →
`not`), pronouns without their hyphen (`-t-il` → `il`), numbers as digits with a decimal point.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.languages import FRENCH, Language

_SPELLING = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "œ": "oe", "æ": "ae", "\u00ad": None})
_FULL_FRENCH = {
    "l'": "le", "d'": "de", "j'": "je", "m'": "me", "n'": "ne", "s'": "se", "t'": "te", "c'": "ce",
    "ç'": "ce", "qu'": "que", "jusqu'": "jusque", "lorsqu'": "lorsque", "puisqu'": "puisque",
    "quoiqu'": "quoique", "presqu'": "presque", "quelqu'": "quelque", "entr'": "entre",
}  # fmt: skip
_FULL_ENGLISH = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
# Quotation marks are one sign: which pair a text uses says nothing about its words.
_QUOTES = frozenset('«»“”"„‟″') | {"''", "``"}
_DASHES = frozenset("–—―−") | {"--"}
_NUMBER = re.compile(r"[-−+±]?\d[\d \u00a0\u2009\u202f.,'’]*")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d)")
_ENGLISH_GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FRENCH_POINT_GROUPS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")


@lru_cache(maxsize=65536)
def fold(word: str, language: Language = FRENCH) -> str:
    """Return the form of a token under which the lexicon holds it.

    >>> fold("L’"), fold("-t-il"), fold("Œuvre"), fold("1 200"), fold("3,5")
    ('le', 'il', 'oeuvre', '1200', '3.5')
    """
    lower = word.lower().translate(_SPELLING)
    if lower[:1].isdigit() or lower[1:2].isdigit():
        return fold_number(lower, language)
    if language == FRENCH:
        if lower in _FULL_FRENCH:
            return _FULL_FRENCH[lower]
        if len(lower) > 1 and lower[0] == "-":
            return lower.removeprefix("-t-").removeprefix("-")
    elif lower in _FULL_ENGLISH:
        return _FULL_ENGLISH[lower]
    if lower in _QUOTES:
        return '"'
    return "-" if lower in _DASHES else lower


def fold_number(text: str, language: Language) -> str:
    """Return a number with a decimal point and no grouping; what is no plain number comes back as it is.

    >>> from bilingual.languages import ENGLISH
    >>> fold_number("1,200", ENGLISH), fold_number("1.200", FRENCH), fold_number("12h30", FRENCH)
    ('1200', '1200', '12h30')
    """
    if not _NUMBER.fullmatch(text):
        return text
    plain = _GROUPS.sub("", text).replace("−", "-")
    if language == FRENCH:
        return _FRENCH_POINT_GROUPS.sub("", plain).replace(",", ".")
    return _ENGLISH_GROUPS.sub("", plain)
