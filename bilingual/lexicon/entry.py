"""What the lexicon knows of one word, put together for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.lemmas import lemmatize
from bilingual.lexicon.lexicon import Lexicon
from bilingual.lexicon.words import fold

LEAST_PROBABILITY = 0.02
"""Of a translation shown to a reader; under it stand neighbours of the right word more than translations."""
_CANDIDATES = 40
_PREFERENCE = 5.0
"""How many times more often a word must be English than French to be taken for English: texts here are French."""


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word and its translations.

    Args:
        form: the word as it was asked for.
        language: its language.
        lemmas: what it may be a form of, likeliest first.
        translations: citation forms in the other language with their probability, all their forms taken
            together, likeliest first.
    """

    form: str
    language: Language
    lemmas: tuple[str, ...]
    translations: tuple[tuple[str, float], ...]


def look_up(word: str, lexicon: Lexicon, language: Language | None = None, n: int = 8) -> WordEntry | None:
    """Return the entry of a word, or `None` when the lexicon has none.

    Args:
        word: in any form, as written.
        lexicon: where to look.
        language: of the word; without it, French, unless training saw the word far more in English.
        n: translations, at most.

    >>> entry = look_up("frappes", Lexicon.open())
    >>> entry.lemmas[0], entry.translations[0][0]
    ('frappe', 'strike')
    """
    language = language or _language_of(word, lexicon)
    other = lexicon.other(language)
    by_lemma: dict[str, float] = {}
    for translation, p in lexicon.translations(word, _CANDIDATES, language):
        if not any(map(str.isalnum, translation)):
            continue  # alignment links a comma now and then, and no reader looks for one
        lemma = lemmatize(translation, other)[0]
        by_lemma[lemma] = by_lemma.get(lemma, 0.0) + p
    ranked = sorted(by_lemma.items(), key=lambda pair: -pair[1])
    shown = tuple((lemma, min(1.0, p)) for lemma, p in ranked[:n] if p >= LEAST_PROBABILITY)
    return WordEntry(word, language, lemmatize(word, language), shown) if shown else None


def _language_of(word: str, lexicon: Lexicon) -> Language:
    french, english = (lexicon.count(fold(word, language), language) for language in (FRENCH, ENGLISH))
    return ENGLISH if english > _PREFERENCE * french else FRENCH
