"""Facts of French and English that the stages need: function words, abbreviations, elision, quotes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code, with the facts that the stages ask for."""

    code: str
    name: str


FRENCH = Language("fr", "French")
ENGLISH = Language("en", "English")
