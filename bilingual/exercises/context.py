"""Which reading of a word its neighbours allow: a tagger that would rather say nothing than guess.

Exercises need to be sure of a few words of a sentence, not to know all of them. A reading is given where it is the
only one, where it is nearly always the one, or where the words before it decide; otherwise there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.exercises.forms import Form, Forms, agrees
from bilingual.languages import ENGLISH, FRENCH, Language

_SURE = 0.97
"""Share of a form's occurrences in books from which a reading is taken unseen."""


_SHORTEST = 3  # letters; shorter words are grammatical, abbreviations or units


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What the word after it shows, as a tag of nouns.
_DETERMINERS = {
    "le": "ms", "la": "fs", "l'": "-s", "les": "-p", "un": "ms", "une": "fs", "des": "-p", "du": "ms", "au": "ms",
    "aux": "-p", "ce": "ms", "cet": "ms", "cette": "fs", "ces": "-p", "son": "-s", "sa": "fs", "ses": "-p",
    "leur": "-s", "leurs": "-p", "notre": "-s", "nos": "-p", "votre": "-s", "vos": "-p", "mon": "-s", "ma": "fs",
    "mes": "-p", "chaque": "-s", "quelques": "-p", "plusieurs": "-p", "aucun": "ms", "aucune": "fs", "quel": "ms",
    "quelle": "fs", "quels": "mp", "quelles": "fp", "tel": "ms", "telle": "fs", "deux": "-p", "trois": "-p",
    "quatre": "-p", "cinq": "-p", "six": "-p", "sept": "-p", "huit": "-p", "neuf": "-p", "dix": "-p",
    "certains": "mp", "certaines": "fp", "nombreux": "mp", "nombreuses": "fp", "différents": "mp",
}  # fmt: skip
_ALSO_PRONOUNS = _words("le la les l' leur")
_BEFORE_VERBS = _words("je j' tu il elle on nous vous ils elles qui se s' me m' te t' ne n' y c' ça cela")
_PREPOSITIONS = _words(
    """à de d' par pour sans dans sur sous vers chez contre entre avec après avant depuis pendant selon malgré
    jusqu' dès hors durant parmi"""
)
# Words of the closed classes that are not among the languages' function words.
_CLOSED = _words(
    """comme quand cela ça rien personne chacun plusieurs certains certaines entre moins bien tel telle tels telles
    moi toi eux celles-ci celui-ci sauf voici voilà via vers quel quelle quels quelles chaque deux trois quatre cinq
    six sept huit neuf dix onze douze cent mille pourquoi comment combien lui leur
    through across within along around below above despite towards toward per via one two three four five six seven
    eight nine ten hundred thousand much many few own same how why although though whether unless less"""
)
_AUXILIARIES = _words("avoir être")
_ENGLISH_DETERMINERS = _words(
    "the a an this that these those its their his her our my your some any no every each another several"
)
_ENGLISH_BEFORE_VERBS = _words(
    "to will would shall should can could may might must i you he she it we they who n't not did do does"
)


def reading(words: Sequence[str], index: int, language: Language) -> Form | None:
    """Return what a word of a sentence is, or `None` where that is not sure.

    Args:
        words: of the sentence, as `tokenize` cuts it, punctuation included.
        index: of the word asked for.
        language: of the sentence.

    >>> reading(["la", "porte", "du", "dépôt"], 1, FRENCH).part, reading(["il", "porte"], 1, FRENCH).part
    ('n', 'v')
    """
    word = _plain(words[index])
    if words[index][:1].isupper() or len(word) < _SHORTEST or word.endswith("'"):
        return None
    if word in language.function_words or word in _PREPOSITIONS or word in _CLOSED:
        return None
    candidates = Forms.open(language).readings(word)
    allowed = _by_context(words, index, candidates, language)
    parts = {form.part for form in allowed}
    if len(parts) > 1 and (total := sum(_weights(allowed).values())):
        part, weight = max(_weights(allowed).items(), key=lambda item: item[1])
        if weight >= _SURE * total:
            parts = {part}
    if len(parts) != 1:
        return None
    chosen = [form for form in allowed if form.part in parts]
    if len({form.lemma for form in chosen}) != 1:
        return None
    person = _PERSONS.get(_plain(words[index - 1]) if index else "", "3")
    return min(chosen, key=lambda form: (-form.weight, *_unlikely(form.tag, person)))


_PERSONS = {"je": "1s", "j'": "1s", "tu": "2s", "nous": "1p", "vous": "2p"}
_TENSES = "PISFCWGKJTY"  # of a verb, the usual ones of news and stories first


def _unlikely(tag: str, person: str) -> tuple[bool, int]:
    """Order the readings that one form has of one verb: the person of its pronoun, then the usual tenses."""
    return person not in tag, _TENSES.find(tag[:1])


def _weights(candidates: Sequence[Form]) -> dict[str, int]:
    """Return how often each part of speech is meant; a form's tags of one lemma share their weight."""
    found: dict[tuple[str, str], int] = {}
    for form in candidates:
        found[form.part, form.lemma] = max(found.get((form.part, form.lemma), 0), form.weight)
    weights: dict[str, int] = {}
    for (part, _), weight in found.items():
        weights[part] = weights.get(part, 0) + weight
    return weights


def _by_context(
    words: Sequence[str], index: int, candidates: tuple[Form, ...], language: Language
) -> tuple[Form, ...]:
    before = [_plain(word) for word in words[max(0, index - 2) : index]]
    last, last_but_one = (["", "", *before])[-1], (["", "", *before])[-2]
    if language == ENGLISH:
        return _english(last, candidates)
    if last in _DETERMINERS and not (last in _ALSO_PRONOUNS and last_but_one in _BEFORE_VERBS):
        if last in _ALSO_PRONOUNS and _may_be_object(last_but_one, candidates):
            return candidates
        shown = _DETERMINERS[last]
        nominal = tuple(form for form in candidates if form.part in "na" and agrees(form.tag, shown))
        participles = tuple(form for form in candidates if form.tag.startswith("K"))
        return nominal or participles
    if last in _BEFORE_VERBS or (last in _ALSO_PRONOUNS and last_but_one in _BEFORE_VERBS):
        return tuple(form for form in candidates if form.part == "v" and form.tag[0] not in "KG")
    if last in _PREPOSITIONS:
        return tuple(form for form in candidates if form.part != "v" or form.tag[0] in "WKG")
    if any(form.lemma in _AUXILIARIES for form in Forms.open(language).readings(last)):
        return tuple(form for form in candidates if form.part != "v" or form.tag[0] in "K")
    return candidates


def _may_be_object(subject: str, candidates: tuple[Form, ...]) -> bool:
    """Whether « le », « leur » … may be the object of a verb after its subject: « la coopérative leur paie »."""
    verbs = any(form.part == "v" and form.tag[:1] not in "WGK" for form in candidates)
    readings = Forms.open(FRENCH).readings(subject)
    return verbs and bool(readings) and readings[0].part in "na"


def _english(last: str, candidates: tuple[Form, ...]) -> tuple[Form, ...]:
    if last in _ENGLISH_DETERMINERS:
        return tuple(form for form in candidates if form.part in "na" or form.tag in ("N", "G"))
    if last in _ENGLISH_BEFORE_VERBS:
        return tuple(form for form in candidates if form.part in "vr")
    return candidates


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def shown_by(word: str) -> str | None:
    """Return what a French determiner shows of the noun after it, as a tag, or `None` for another word.

    >>> shown_by("cette"), shown_by("les"), shown_by("avec")
    ('fs', '-p', None)
    """
    return _DETERMINERS.get(_plain(word))
