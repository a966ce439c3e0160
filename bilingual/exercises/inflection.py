"""Terms and words in the number, gender and tense that a gap asks for, and what may stand before them."""

from __future__ import annotations

from functools import lru_cache

from bilingual.exercises.differences import plain
from bilingual.exercises.forms import Form, Forms, agrees
from bilingual.glossary import english, french
from bilingual.glossary.compliance import equivalents_in
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.model import ConceptEntry, GrammaticalNumber, PartOfSpeech, Term
from bilingual.languages import FRENCH, Language
from bilingual.spans import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What follows these in a term stays as it is when the term becomes plural.
_LINKS = _words(
    "de d' du des à au aux en sur sous pour contre par sans avec dans et of in for to at on from with and the"
)
_PREFIXES = _words("sous avant contre vice ex mini demi non anti arrière sur après méga micro radio semi")
_ELIDING = _words(
    """le la l' de d' du au ce cet ma mon sa son ta ton que qu' ne n' se s' je j' me m' te t' si jusque jusqu' beau bel
    nouveau nouvel vieux vieil à"""
)
_ARTICLES_OF_SOUND = _words("a an")


@lru_cache(maxsize=4096)
def plural_of(term: Term, entry: ConceptEntry, language: Language) -> str | None:
    """Return the plural of a term of the termbase, or `None` where it has none or none is sure.

    What is made is checked by the termbase's own patterns: no plural that they would not find in a text.
    """
    if term.part_of_speech is not PartOfSpeech.NOUN or term.number is GrammaticalNumber.SINGULAR:
        return None
    if term.number in (GrammaticalNumber.PLURAL, GrammaticalNumber.INVARIABLE):
        return term.text
    words = term.text.replace("’", "'").split(" ")
    head = next((i for i, word in enumerate(words) if word in _LINKS or word.startswith("d'")), len(words))
    gender = term.gender.value if term.gender and len(term.gender.value) == 1 else "-"
    if language == FRENCH and _may_agree(words[head:], gender):
        return None  # « association de malfaiteurs terroriste »: which of the two is it?
    changing = range(head) if language == FRENCH else range(head - 1, head)
    for index in changing:
        made = _plural(words[index], gender, language)
        if made is None:
            return None
        words[index] = made
    text = " ".join(words)
    (found,) = equivalents_in(text, [TermMatch(entry, term, Span(0, 0), term.text)], language)
    return text if found.span is not None and len(found.span) == len(text) else None


def _may_agree(rest: list[str], gender: str) -> bool:
    """Whether the last word after a preposition is an adjective that may belong to the head before it."""
    readings = Forms.open(FRENCH).readings(rest[-1]) if len(rest) > 2 else ()
    return bool(readings) and readings[0].part == "a" and agrees(readings[0].tag, f"{gender}s")


def _plural(word: str, gender: str, language: Language) -> str | None:
    if any(letter.isupper() for letter in word[1:]) or not word:
        return None
    forms = Forms.open(language)
    for part in "na":
        made = forms.inflect(word, part, f"{gender}p")
        if made:
            return made[0]
    of_feminine = [
        form for form in forms.readings(word) if form.part in "na" and agrees(form.tag, f"{gender}s")
    ]
    if of_feminine and (made := forms.inflect(of_feminine[0].lemma, of_feminine[0].part, f"{gender}p")):
        return made[0]
    if language != FRENCH:
        return english.plurals(word)[0]
    if "-" in word:
        return _plural_of_compound(word.split("-"), gender)
    return french.plurals(word)[0]


def _plural_of_compound(parts: list[str], gender: str) -> str | None:
    """Return « chasseurs-bombardiers », « sous-marins »; of other compounds the matcher knows more than a rule."""
    forms = Forms.open(FRENCH)
    if parts[0] in _PREFIXES and len(parts) == 2:
        last = _plural(parts[1], gender, FRENCH)
        return f"{parts[0]}-{last}" if last else None
    nominal = [any(form.part in "na" for form in forms.readings(part)) for part in parts]
    verbal = any(form.tag[:1] in "PY" and form.part == "v" for form in forms.readings(parts[0]))
    if len(parts) == 2 and all(nominal) and not verbal:
        made = [_plural(part, gender, FRENCH) for part in parts]
        return "-".join(part for part in made if part) if all(made) else None
    return None


def same_form(lemma: str, form: Form, language: Language) -> str | None:
    """Return a lemma in the form of another word: the same gender, number, tense and person."""
    made = Forms.open(language).inflect(lemma, form.part, form.tag)
    return made[0] if made else None


def fits_after(before: str, word: str, key: str, language: Language) -> bool:
    """Whether a word may stand after another where the key does: « l’ » and « le », "a" and "an".

    A French h is silent or not, which no rule tells: words with one are refused where it would matter.

    >>> fits_after("l’", "armée", "offensive", FRENCH), fits_after("le", "armée", "convoi", FRENCH)
    (True, False)
    >>> fits_after("les", "armées", "convois", FRENCH)
    True
    """
    before = before.lower().replace("’", "'")
    if language == FRENCH:
        return before not in _ELIDING or (_sound(word) == _sound(key) != "h") or plain(word) == plain(key)
    return before not in _ARTICLES_OF_SOUND or (
        _sound(word) == _sound(key) and plain(word)[:1] not in "hu" and not plain(word).startswith("eu")
    )


def _sound(word: str) -> str:
    letter = plain(word)[:1]
    return "h" if letter == "h" else "vowel" if letter in "aeiou" else "consonant"
