"""Names, designations and years, which a translation has as its source has them.

Small networks misspell what they have never seen (*Dassault* → *Dasssault*). Which words of a sentence have to
come through unchanged cannot be known for certain, so that what is counted here only compares hypotheses.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bilingual.languages import Language

if TYPE_CHECKING:
    from bilingual.lexicon import Lexicon

_WORD = re.compile(r"\w+(?:-\w+)*")
_SHORTEST = 2  # characters; initials are no words
_KNOWN_SHARE = 0.3
"""Of a word's occurrences that the lexicon must have seen rendered by another word: *Londres* is *London*."""


def to_be_copied(sentence: str, language: Language, lexicon: Lexicon) -> Counter[str]:
    """Return the words of a sentence that its translation should have unchanged, and how often each.

    Capitals that open a sentence may be anybody's, and so they count only inside.

    >>> from bilingual.languages import FRENCH
    >>> from bilingual.lexicon import Lexicon
    >>> copied = to_be_copied("Hier, Dassault a vendu 12 Rafale à Londres.", FRENCH, Lexicon.open())
    >>> sorted(copied)
    ['12', 'Dassault', 'Rafale']
    """
    words = list(_WORD.finditer(sentence))
    return Counter(
        word[0]
        for word in words
        if len(word[0]) >= _SHORTEST
        and not word[0].islower()
        and (word is not words[0] or not word[0].istitle())
        and not _is_rendered(word[0], language, lexicon)
    )


def copies(wanted: Counter[str], translation: str) -> int:
    """Count how many of the words that are wanted a translation has, letter for letter."""
    return (wanted & Counter(_WORD.findall(translation))).total()


def _is_rendered(word: str, language: Language, lexicon: Lexicon) -> bool:
    rendering, share = next(iter(lexicon.translations(word, 1, language)), (word, 0.0))
    return share >= _KNOWN_SHARE and rendering.lower() != word.lower()
