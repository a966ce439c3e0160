"""The forms of an English word, made by rule from its citation form, in British and American spelling."""

from __future__ import annotations

import re
from typing import Final

_IRREGULAR_PLURALS: Final = {
    "man": "men", "woman": "women", "foot": "feet", "child": "children", "person": "people", "life": "lives",
    "knife": "knives", "half": "halves", "leaf": "leaves", "thief": "thieves", "corps": "corps",
    "series": "series", "means": "means", "headquarters": "headquarters", "barracks": "barracks",
    "personnel": "personnel", "ordnance": "ordnance", "basis": "bases", "crisis": "crises", "axis": "axes",
}  # fmt: skip
_UNCHANGED_ENDINGS: Final = ("craft", "offspring", "ese")


def plurals(word: str) -> tuple[str, ...]:
    """Return the plural forms of a noun; two where usage allows two.

    >>> plurals("battery"), plurals("aircraft"), plurals("rifleman"), plurals("torpedo")
    (('batteries',), ('aircraft',), ('riflemen',), ('torpedoes', 'torpedos'))
    """
    for singular, plural in _IRREGULAR_PLURALS.items():
        if word == singular or (singular in ("man", "woman") and word.endswith(singular) and word != "human"):
            regular = (word + "s",) if singular in ("person",) else ()
            return (word.removesuffix(singular) + plural, *regular)
    if word.endswith(_UNCHANGED_ENDINGS):
        return (word,)
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    if re.search(r"[^aeiou]y$", word):
        return (word[:-1] + "ies",)
    if re.search(r"[^aeiou]o$", word):
        return (word + "es", word + "s")
    return (word + "s",)


# Base form, then past and past participle where they are irregular.
_IRREGULAR_VERBS: Final = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    be am is are was were been being
    beat beat beaten
    begin began begun
    blow blew blown
    break broke broken
    bring brought
    build built
    buy bought
    catch caught
    come came come
    cut cut cutting
    dig dug digging
    draw drew drawn
    drive drove driven
    fall fell fallen
    fight fought
    flee fled fleeing
    fly flew flown
    get got gotten getting
    give gave given
    go went gone
    hold held
    hit hit hitting
    keep kept
    lay laid
    lead led
    leave left
    lie lay lain lying
    lose lost
    make made
    meet met
    overrun overran overrunning
    overthrow overthrew overthrown
    pay paid
    put put putting
    retake retook retaken
    ride rode ridden
    rise rose risen
    run ran running
    seek sought
    send sent
    set set setting
    shoot shot
    sink sank sunk
    sit sat sitting
    spread spread
    stand stood
    steal stole stolen
    strike struck stricken
    take took taken
    tell told
    throw threw thrown
    undertake undertook undertaken
    win won winning
    withdraw withdrew withdrawn
    withstand withstood
    """.strip().splitlines()
}


def conjugate(verb: str) -> tuple[str, ...]:
    """Return the forms of a verb.

    >>> conjugate("jam"), conjugate("seize")
    (('jam', 'jams', 'jammed', 'jamming'), ('seize', 'seizes', 'seized', 'seizing'))
    >>> conjugate("shoot")
    ('shoot', 'shoots', 'shot', 'shooting')
    """
    third = verb + "es" if verb.endswith("o") else plurals(verb)[0]
    if verb in _IRREGULAR_VERBS:
        special = _IRREGULAR_VERBS[verb]
        participle = () if any(form.endswith("ing") for form in special) else (_regular(verb)[1],)
        return tuple(dict.fromkeys((verb, third, *special, *participle)))
    return tuple(dict.fromkeys((verb, third, *_regular(verb))))


def _regular(verb: str) -> tuple[str, ...]:
    if verb.endswith("ie"):
        return (verb + "d", verb[:-2] + "ying")
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return (verb + "d", verb[:-1] + "ing")
    if verb.endswith("e"):
        return (verb + "d", verb + "ing")
    if re.search(r"[^aeiou]y$", verb):
        return (verb[:-1] + "ied", verb + "ing")
    # « jammed », « committed », but « targeted »; an l doubles in Britain only, so that both are made.
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]|.*(?:mit|fer|cur|quip|pel)", verb):
        return (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    doubled = (verb + "led", verb + "ling") if re.search(r"[^aeiou][aeiou]l$", verb) else ()
    return (verb + "ed", verb + "ing", *doubled)


_AMERICAN: Final = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(arm|harb|lab|col|neighb|behavi|rum|vap)our", r"\1or"),
        (r"^(de|of)fence", r"\1fense"),
        (r"manoeuvr(?=[ei])(e?)", r"maneuver"),
        (r"^(cent|theat|calib|fib|sab|met|kilomet|lit)re", r"\1er"),
        (r"ganis", "ganiz"),
        (r"(tar|mobil|neutral|stabil|civil|minim|final|central)is(?=[ei]|at)", r"\1iz"),
        (r"programme", "program"),
        (r"grey", "gray"),
        (r"travell", "travel"),
        (r"licence", "license"),
    )
)


def spellings(word: str) -> tuple[str, ...]:
    """Return a word in British spelling and, where it differs, in American.

    >>> spellings("armoured"), spellings("defence"), spellings("tank"), spellings("demilitarised")
    (('armoured', 'armored'), ('defence', 'defense'), ('tank',), ('demilitarised', 'demilitarized'))
    """
    for british, american in _AMERICAN:
        if british.search(word):
            return (word, british.sub(american, word))
    return (word,)
