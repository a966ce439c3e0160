"""Candidate lemmas of a surface form, best first: the dictionary of simplemma, mended by rules.

The dictionary knows one lemma for a form, but French `porte` is a door and a verb, `blindés` tanks and a
participle. Whoever matches terms needs every lemma that the form can have, so suffix rules propose more
and the dictionary says which of them exist. Which one a sentence means is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bilingual.errors import expect
from bilingual.languages import ENGLISH, FRENCH, Language, as_language

# Enough for the vocabulary of a long book; beyond it the least used forms are looked up again.
_REMEMBERED = 65536


@lru_cache(maxsize=_REMEMBERED)
def lemmatize(form: str, language: Language | str = FRENCH) -> tuple[str, ...]:
    """Return the lemmas a surface form may have, likeliest first, at least one.

    Lemmas are in lower case except of what is only known with capitals (`OTAN`, `Paris`). A token of
    `tokenize` may be given as it is: `l’` gives `le`, `-t-il` gives `il`, `n't` gives `not`.

    Args:
        form: as the text writes it.
        language: of it, or the ISO 639-1 code.

    Raises:
        LanguageError: there is no such language; a `ValueError`.
        WrongTypeError: `form` is no string; a `TypeError`.

    >>> lemmatize("aériennes")
    ('aérien',)
    >>> lemmatize("porte")
    ('porte', 'porter')
    >>> lemmatize("Blindés")
    ('blindé', 'blinder')
    >>> lemmatize("lieutenants-colonels")[0]
    'lieutenant-colonel'
    """
    expect(form, str, "a word is a string")
    language = as_language(language)
    written = form.replace("’", "'").replace("ʼ", "'").replace("\N{SOFT HYPHEN}", "")
    if not written:
        return (form,)
    bound = _bound(written.lower(), language)
    if bound:
        return bound
    return tuple(dict.fromkeys(_candidates(written, language))) or (written,)


def is_known(form: str, language: Language = FRENCH) -> bool:
    """Whether the dictionary has this surface form, in small letters or as written.

    >>> is_known("frappes"), is_known("frapes")
    (True, False)
    """
    return _is_known(form.lower(), language) or _is_known(form, language)


def _bound(lower: str, language: Language) -> tuple[str, ...]:
    """Lemmas of the tokens that are no whole words: elided words, pronouns on a hyphen, contractions."""
    table = _CONTRACTED if language is ENGLISH else {}
    if lower in table:
        return table[lower]
    if language.elisions and lower.endswith("'") and lower[:-1] in language.elisions:
        return ("ça" if lower == "ç'" else lower[:-1] + "e",)
    if language.enclitics and lower.startswith("-"):
        pronoun = lower.removeprefix("-t-").removeprefix("-")
        if pronoun:
            return (pronoun[:-1] + "e" if pronoun.endswith("'") else pronoun,)
    return ()


_CONTRACTED = {
    "n't": ("not",),
    "ca": ("can",),
    "wo": ("will",),
    "sha": ("shall",),
    "'s": ("'s", "be", "have"),
    "'re": ("be",),
    "'m": ("be",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'d": ("would", "have"),
}


def _candidates(written: str, language: Language) -> Iterator[str]:
    lower = written.lower()
    corrected = _CORRECTIONS.get(language.code, {}).get(lower, ()) or _masculine(lower, language)
    yield from corrected
    if not corrected:
        yield _base(written, lower, language)
    if written != lower and not written.isupper() and _look_up(written, language) == written:
        yield written
    yield from _by_suffix(lower, language)
    if "-" in lower.strip("-"):
        yield "-".join(part and _look_up(part, language) for part in lower.split("-"))


def _base(written: str, lower: str, language: Language) -> str:
    """The dictionary's lemma; of an unknown acronym or name the form as written."""
    if "." in written and written.isupper():
        return written
    if not _is_known(lower, language) and written != lower and "-" not in written:
        return written if written.isupper() or _is_known(written, language) else _look_up(lower, language)
    return _look_up(lower, language)


def _masculine(lower: str, language: Language) -> tuple[str, ...]:
    """The adjective that the dictionary overlooks, taking its feminine for a noun: `navale`."""
    if language.code != FRENCH.code or len(lower) < 5:
        return ()
    singular = lower.removesuffix("s")
    for suffix, masculine in _FEMININES:
        if singular.endswith(suffix) and _look_up(lower, language) == singular:
            adjective = singular.removesuffix(suffix) + masculine
            return (adjective, singular) if _is_lemma(adjective, language) else ()
    return ()


def _by_suffix(lower: str, language: Language) -> Iterator[str]:
    """Whatever the suffix rules propose and the dictionary has as a lemma."""
    if language.code != FRENCH.code:
        return
    for singular in _singulars(lower):
        if singular != lower and _is_lemma(singular, language):
            yield singular
        for suffix, endings in _SUFFIXES:
            if singular.endswith(suffix) and len(singular) > len(suffix):
                stem = singular[: len(singular) - len(suffix)]
                yield from (stem + end for end in endings if _is_lemma(stem + end, language))
    # `arrivée`, `été`: the form is a lemma itself although the dictionary leads it to a verb.
    if lower.endswith(("e", "é", "i", "u", "t")) and _is_lemma(lower, language):
        yield lower
    for singular in _singulars(lower):
        if singular.endswith(_NOUN_ENDINGS) and _is_known(singular, language):
            yield singular


def _singulars(lower: str) -> Iterable[str]:
    if lower.endswith("aux"):
        return (lower, lower[:-1], lower[:-3] + "al")
    if lower.endswith(("s", "x")) and len(lower) > 3:
        return (lower, lower[:-1])
    return (lower,)


def _look_up(form: str, language: Language) -> str:
    # Imported here because it loads its dictionary: 0.2 s that no start should pay.
    import simplemma

    return str(simplemma.lemmatize(form, lang=language.code))


def _is_known(form: str, language: Language) -> bool:
    import simplemma

    return bool(simplemma.is_known(form, lang=language.code))


def _is_lemma(form: str, language: Language) -> bool:
    return _is_known(form, language) and _look_up(form, language) == form


# Feminine nouns made of a participle: `arrivée`, `venue`, `sortie`, `mise`, `prise`.
_NOUN_ENDINGS = ("ée", "ue", "ie", "ise", "trice")

# Feminine endings whose noun is rarer than the adjective on UD French-GSD dev and Sequoia dev.
_FEMININES = (("ielle", "iel"), ("nnelle", "nnel"), ("rnelle", "rnel"), ("nale", "nal"), ("vale", "val"),
              ("iale", "ial"), ("gale", "gal"), ("ntale", "ntal"), ("rale", "ral"), ("cale", "cal"),
              ("ieuse", "ieux"), ("reuse", "reux"))  # fmt: skip

# What a form without its plural mark ends in → what its lemma may end in.
_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("é", ("er",)),
    ("ée", ("é", "er")),
    ("e", ("er",)),
    ("re", ("rir",)),
    ("ent", ("er",)),
    ("ale", ("al",)),
    ("aine", ("ain",)),
    ("ine", ("in",)),
    ("aise", ("ais",)),
    ("oise", ("ois",)),
    ("ente", ("ent",)),
    ("ure", ("ur",)),
    ("ant", ("er", "ir", "re", "oir")),
    ("ante", ("ant", "er", "ir", "re")),
    ("i", ("ir", "ire")),
    ("ivi", ("ivre",)),
    ("lus", ("lure",)),
    ("ie", ("i", "ir", "ier", "ire")),
    ("it", ("ir", "ire")),
    ("ite", ("it", "ire")),
    ("is", ("ir",)),
    ("u", ("re", "ir", "oir")),
    ("ue", ("u", "re", "ir", "oir", "uer")),
    ("mis", ("mettre",)),
    ("mise", ("mis", "mettre")),
    ("pris", ("prendre",)),
    ("prise", ("pris", "prendre")),
    ("vu", ("voir",)),
    ("vue", ("voir",)),
    ("çu", ("cevoir",)),
    ("çue", ("cevoir",)),
    ("du", ("devoir",)),
    ("nnu", ("nnaître",)),
    ("nnue", ("nnu", "nnaître")),
    ("aru", ("araître",)),
    ("arue", ("araître",)),
    ("olu", ("oudre",)),
    ("ousu", ("oudre",)),
    ("ousue", ("oudre",)),
    ("ert", ("rir",)),
    ("erte", ("ert", "rir")),
    ("int", ("indre", "enir")),
    ("inte", ("int", "indre")),
    ("mort", ("mourir",)),
    ("morte", ("mort", "mourir")),
    ("ort", ("ortir",)),
    ("lle", ("l",)),
    ("nne", ("n",)),
    ("tte", ("t",)),
    ("ère", ("er",)),
    ("ète", ("et",)),
    ("ive", ("if",)),
    ("che", ("c",)),
    ("euse", ("eux", "eur")),
    ("rice", ("eur",)),
    ("èse", ("éser",)),
    ("ège", ("éger",)),
    ("ègne", ("égner",)),
    ("ève", ("ever",)),
    ("ène", ("ener", "éner")),
    ("ie", ("yer", "ier")),
)

# Where the dictionary's one lemma is wrong or the rarer (found on UD French-GSD dev and Sequoia dev).
_CORRECTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "fr": {
        "m.": ("monsieur",),
        "mm.": ("monsieur",),
        "mme": ("madame",),
        "mlle": ("mademoiselle",),
        "fait": ("faire", "fait"),
        "été": ("être", "été"),
        "compris": ("comprendre", "compris"),
        "différentes": ("différent",),
        "moyenne": ("moyen", "moyenne"),
        "moyennes": ("moyen", "moyenne"),
        "mise": ("mettre", "mise"),
        "mises": ("mettre", "mise"),
        "prise": ("prendre", "prise"),
        "prises": ("prendre", "prise"),
        "due": ("devoir", "dû"),
        "dues": ("devoir", "dû"),
        "seconde": ("second", "seconde"),
        "secondes": ("seconde", "second"),
        "nouvelles": ("nouveau", "nouvelle"),
        "visite": ("visite", "visiter"),
        "visites": ("visite", "visiter"),
        "issue": ("issu", "issue"),
        "vue": ("vue", "voir"),
        "vues": ("vue", "voir"),
        "écrit": ("écrire", "écrit"),
        "donne": ("donner", "donne"),
        "permis": ("permettre", "permis"),
        "unies": ("uni", "unir"),
        "mort": ("mort", "mourir"),
        "composé": ("composer", "composé"),
        "présente": ("présenter", "présent"),
        "produit": ("produire", "produit"),
        "demeure": ("demeurer", "demeure"),
        "arrivée": ("arrivée", "arriver"),
        "arrivées": ("arrivée", "arriver"),
    },
    "en": {},
}
