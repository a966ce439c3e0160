"""Persons and their titles: who stands in a gap is no thing, and what stands before a name is a title.

The termbase does not say which of its concepts are persons, but its definitions do: “An officer who …”.
"""

from __future__ import annotations

import re

from bilingual.casing import key as folded
from bilingual.glossary.model import ConceptEntry, EntryFlag
from bilingual.languages import Language

_HEADS = frozenset(
    """person soldier officer member somebody someone nco serviceman servicewoman sailor airman pilot general supporter
    doctor leader opponent diplomat agent civilian child fighter robber commander expert specialist man woman crewman
    spy adviser minister admiral recruit volunteer prisoner sniper gunner marine policeman civil-servant judge nurse
    surgeon chaplain mercenary insurgent rebel terrorist refugee deserter veteran cadet private gendarme guard
    lookout driver worker journalist inhabitant""".split()
)
# Where the first noun of a definition is at its end.
_AFTER_HEAD = re.compile(
    r"[,;:.(]|\b(?:who|whose|whom|of|in|on|at|to|for|from|with|without|that|which|between|by|under|above|below|than"
    r"|next|after|before|and|or|as|ranking|trained|sent|armed|serving|taken|held|fighting|working|employed|hired|paid"
    r"|acting|killed|wounded|responsible)\b"
)
_TITLES = {
    "fr": {
        "m": """ministre président sénateur député maire préfet juge docteur professeur ambassadeur gouverneur
        commissaire procureur porte-parole""",
        "f": """ministre présidente sénatrice députée maire préfète juge docteure professeure ambassadrice gouverneure
        commissaire procureure porte-parole""",
    },
    "en": {"-": "minister president senator mayor judge doctor professor ambassador governor spokesman"},
}
"""Of civilians, by gender; of soldiers the termbase knows them."""


def is_person(entry: ConceptEntry) -> bool:
    """Whether a concept is a person, by what its definition begins with.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> [is_person(military_termbase().get(concept)) for concept in ("rank.army.captain", "weapons.mine", "air.strike")]
    [True, False, False]
    """
    if is_title(entry):
        return True
    head = _AFTER_HEAD.split(entry.definition_en.lower(), maxsplit=1)[0].split()
    return bool(head) and head[-1] in _HEADS


def is_title(entry: ConceptEntry) -> bool:
    """Whether a concept stands before the name of whoever it is."""
    return EntryFlag.TITLE in entry.flags


def titles_of_civilians(language: Language, gender: str) -> tuple[str, ...]:
    """Return titles of civilians that go before a name, of a gender: `m`, `f`, or `-` for either or none.

    >>> from bilingual.languages import FRENCH
    >>> titles_of_civilians(FRENCH, "f")[:2]
    ('ministre', 'présidente')
    """
    by_gender = _TITLES[language.code]
    return tuple((by_gender.get(gender) or next(iter(by_gender.values()))).split())


def is_civilian_title(word: str, language: Language) -> bool:
    """Whether a word is one of them."""
    return any(folded(word) in map(folded, words.split()) for words in _TITLES[language.code].values())
