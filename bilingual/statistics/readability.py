"""Syllables, and the classical readability formulas of the two languages."""

from __future__ import annotations

import re

from bilingual.languages import Language

_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+")
# `théâtre`, `poète`, `pays`: two vowels that are said apart.
_FRENCH_HIATUS = re.compile(r"é(?=[aâoô])|[oa](?=[éèëï])|u(?=é)|ay(?=s)")
_FRENCH_MUTE_END = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:e|es|(?<!m)ent)$")
# `voyage`: between vowels a y is a consonant.
_BETWEEN_VOWELS = re.compile(r"(?<=[aeou])y(?=[aeiouéè])")
_ENGLISH_MUTE_END = re.compile(r"(?:[^laeiouy]e|[^tdaeiouy]ed|[^sxzcghlaeiouy]es|(?<=[aeiouy])les?)$")
_ENGLISH_HIATUS = re.compile(r"i(?=[ao]|et|ent|um|us)|e(?=o(?!p)|um|a$|ate|ing)|(?<![qg])u(?=a)|y(?=i)")
_NOT_HIATUS = re.compile(r"[tcsg]i(?=on|ous|an|al|ent)")


def syllables(word: str, language: Language) -> int:
    """Return about how many syllables a word has, at least one; right for 9 words in 10.

    A final mute e of French is not counted, as nobody says it.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> [syllables(word, FRENCH) for word in ("avions", "frappes", "théâtre", "parlent")]
    [2, 1, 2, 1]
    >>> [syllables(word, ENGLISH) for word in ("aircraft", "nation", "table", "attacked", "wanted")]
    [2, 2, 2, 2, 2]
    """
    lower = word.lower()
    if language.code == "fr":
        # The u of `qu` and `gu` before a vowel is only spelt.
        core = re.sub(r"(?<=[qg])u(?=[eiéèêaoy])", "", lower)
        core = _BETWEEN_VOWELS.sub("j", core)
        core = _FRENCH_MUTE_END.sub("", core) if len(_VOWELS.findall(core)) > 1 else core
        return max(1, len(_VOWELS.findall(core)) + len(_FRENCH_HIATUS.findall(core)))
    core = re.sub(r"(?<=q)u", "", lower)
    count = len(_VOWELS.findall(core)) - (_ENGLISH_MUTE_END.search(core) is not None)
    return max(1, count + len(_ENGLISH_HIATUS.findall(core)) - len(_NOT_HIATUS.findall(core)))


def reading_ease(words_per_sentence: float, syllables_per_word: float, language: Language) -> float:
    """Return the reading ease: Kandel and Moles (1958) for French, Flesch (1948) for English.

    Returns:
        About 100 for a text that a child of ten reads easily, 60 for plain prose, under 30 for a learned one;
        the ends are open.
    """
    if language.code == "fr":
        return 207.0 - 1.015 * words_per_sentence - 73.6 * syllables_per_word
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word
