"""Words of civil fields, by which a passage of sport, politics, trade … is told from one of war.

They are general vocabulary of their fields, which their reports use all the time and those of war hardly ever do;
a few others are the reverse.  `data/fields.csv` holds them.
"""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path
from typing import Final

from bilingual.glossary import english, french
from bilingual.languages import ENGLISH, FRENCH, Language

_DATA: Final = Path(__file__).parent / "data" / "fields.csv"
# A weak cue is met in reports of war as well, though less often: « prix », « maire », "school".
_STRONG: Final = 1.0
_WEAK: Final = 0.5

_WAR: Final = "war"

Cue = tuple[str, float]
"""A word in its citation form, and how much it says."""


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[str, bool], dict[str, Cue]]:
    tables: dict[tuple[str, bool], dict[str, Cue]] = {
        (language.code, war): {} for language in (FRENCH, ENGLISH) for war in (False, True)
    }
    for row in csv.DictReader(io.StringIO(_DATA.read_text(encoding="utf-8"))):
        plurals = french.plurals if row["language"] == FRENCH.code else english.plurals
        table = tables[row["language"], row["field"] == _WAR]
        weight = _WEAK if row["weak"] else _STRONG
        for word in row["words"].split():
            for form in (word, *plurals(word)):
                table.setdefault(form, (word, weight))
    return tables


def civil_cues(language: Language) -> dict[str, Cue]:
    """Return to every form of a word of civil fields in that language its citation form and weight.

    >>> civil_cues(FRENCH)["footballeurs"]
    ('footballeur', 1.0)
    """
    return _tables()[language.code, False]


def war_cues(language: Language) -> dict[str, Cue]:
    """Return the same of words that are no terms but that reports of war have: « tués », « frontière »."""
    return _tables()[language.code, True]
