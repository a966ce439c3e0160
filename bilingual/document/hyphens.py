"""Words cut at the end of a line: whole again, and with their hyphen where it is their own."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from bilingual.languages import HEAD, guess_language

# From the beginning of a word only, and each word read once: a million letters without a space take no time.
_CUT = r"(?<![\w’'])([\w’']++)-?{mark}\s*(\w++)"
_WORD = re.compile(r"\w+(?:-\w+)*")
# In Zipf's scale: powers of ten of occurrences in a thousand million words. `gouverne` has 3.6 and `ment` 4.2, but
# `gouvernement` 5.4; `well` has 6.0 and `known` 5.4, but `wellknown` 1.6, for people write it so too.
_COMMON = 3.0
_MUCH_RARER = 2.4
# French joins them: `antipersonnel`, `intercontinental`.
_FRENCH_PREFIXES = frozenset(
    "aéro anti auto bio co électro extra hydro hyper inter intra macro micro mini mono multi pluri poly post pré "
    "radio super supra télé trans ultra".split()
)


def mend_hyphens(texts: list[str], mark: str) -> list[str]:
    """Return texts in which every word cut by a hyphen at a line's end is whole.

    The hyphen is the word's own where the text writes it so elsewhere, before a capital (`Aubrac-Lussan`), and
    where two words of the language meet that together are none (`au-dessus`, `dit-elle`).

    Args:
        texts: paragraphs of one document.
        mark: the character that stands for such a hyphen.

    >>> mend_hyphens(["Une opé|ration au|dessus de la ville, dit|elle."], "|")
    ['Une opération au-dessus de la ville, dit-elle.']
    """
    if not any(mark in text for text in texts):
        return texts
    whole = "\n".join(texts)
    words = Counter(_WORD.findall(whole.casefold()))
    language = guess_language(whole[:HEAD])
    code = language.code if language else "fr"
    pattern = re.compile(_CUT.format(mark=re.escape(mark)))

    def mended(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        joined, hyphenated = left + right, f"{left}-{right}"
        if not right[0].islower():
            return hyphenated if left[-1].islower() or right[0].isdecimal() else joined
        start = re.split(r"['’]", left)[-1]
        votes = words[f"{start}{right}".casefold()] - words[f"{start}-{right}".casefold()]
        if votes:
            return joined if votes > 0 else hyphenated
        return hyphenated if _is_compound(start, right, code) else joined

    # A word may be cut more than once.
    mended_texts = [pattern.sub(mended, pattern.sub(mended, text)) for text in texts]
    return [text.replace(mark, "-") for text in mended_texts]


@lru_cache(maxsize=4096)
def _is_compound(left: str, right: str, code: str) -> bool:
    """Whether two common words meet, which together are much rarer than each."""
    from wordfreq import zipf_frequency

    if code == "fr" and left.casefold() in _FRENCH_PREFIXES:
        return False
    rarer = min(zipf_frequency(left, code), zipf_frequency(right, code))
    return rarer >= _COMMON and zipf_frequency(left + right, code) < rarer - _MUCH_RARER
