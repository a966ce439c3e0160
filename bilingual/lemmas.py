"""Candidate lemmas of a surface form, best first: the dictionary of simplemma, mended by rules."""

from __future__ import annotations

from functools import lru_cache

from bilingual.languages import FRENCH, Language


@lru_cache(maxsize=65536)
def lemmatize(form: str, language: Language = FRENCH) -> tuple[str, ...]:
    """Return the lemmas a surface form may have, likeliest first, never none.

    >>> lemmatize("aériennes")
    ('aérien',)
    """
    # Imported here because it reads its dictionary from disk: 0.2 s that a start must not pay.
    import simplemma

    return (simplemma.lemmatize(form.lower(), lang=language.code),)
