"""What a reader should not trust: numbers, names and negation that differ, repetition, odd lengths.

The checks look at the two sides of a bead only; they are made to be right when they speak rather than to
find everything, because a reader learns to ignore a flag that is often wrong.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from bilingual.casing import without_accents
from bilingual.languages import Language
from bilingual.translation.degenerate import longest_loop


class FlagCode(StrEnum):
    """What is doubtful about a bead; the codes stand in reading packs."""

    EMPTY = "empty"
    NUMBER = "number-mismatch"
    NAME = "name-missing"
    NEGATION = "negation"
    REPETITION = "repetition"
    LENGTH = "length"
    ALIGNMENT = "alignment-doubtful"


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubt about a bead.

    Args:
        code: which check speaks.
        reason: one line for the reader, with the words or numbers concerned.
    """

    code: FlagCode
    reason: str


# English words that stand for a figure, and the other way round: a translator may write either.
_NUMBER_WORDS = {
    "fr": "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "en": "zero one|a|an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
}
_ORDINAL_WORDS = {
    "fr": "premier|première|premiers|premières deuxième|second|seconde troisième quatrième cinquième sixième "
    "septième huitième neuvième dixième",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "january february march april may june july august september october november december",
}
# Of both languages; none is a word of the other that means something else.
_ROUND_NUMBERS = dict(
    pair.split(":")
    for pair in """vingt:20 twenty:20 trente:30 thirty:30 quarante:40 forty:40 cinquante:50 fifty:50 cent:100
    hundred:100 mille:1000 thousand:1000""".split()
)
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# `11.30pm` is no decimal.
_ENGLISH_CLOCK = re.compile(r"\b(\d{1,2})\.(?=[0-5]\d\s?[ap]\.?\s?m\b)", re.IGNORECASE)
_AFTERNOON = re.compile(r"\d\s*(?:p\.?\s?m\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEGATION = {
    "fr": re.compile(
        r"\b(?:ne|n['’])\b.*?\b(?:pas|plus|jamais|rien|personne|aucune?|guère|point|ni)\b"
        r"|\b(?:aucune?s?|jamais|sans|ni|non|refus\w*|impossible\w*|pas)\b",
        re.IGNORECASE | re.DOTALL,
    ),
    "en": re.compile(
        r"\b(?:not|no|never|nothing|nobody|none|neither|nor|without|cannot|hardly|scarcely|unable|refus\w*|"
        r"fail\w*|den(?:y|ied|ies)|lack\w*|impossible|un\w{4,}|non)\b|n['’]t\b|\bnon-",
        re.IGNORECASE,
    ),
}
# Only plain negations are asked for on the other side; the list above says what answers one.
_PLAIN_NEGATION = {
    "fr": re.compile(r"(?:\bne\b|\bn['’])[^.;:!?]*?\b(?:pas|jamais|rien|aucune?)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE),
}
# A translation between the two languages has 0.6 to 1.7 times the letters; short segments vary more.
_LENGTH_RATIO = 2.2
_LENGTH_GRACE = 25  # letters
# Names change their spelling (Moscou, Moscow) but seldom beyond this similarity; those that do are listed.
_NAME_SIMILARITY = 0.6
_SHORTEST_NAME = 4  # letters
_EXONYMS = frozenset(
    """allemagne allemand angleterre anglais autriche cologne birmanie chypre corée danemark écosse égypte
    espagne espagnol états-unis finlande gênes grèce grec groenland hongrie islande israël japon jordanie
    liban lettonie maroc norvège nouvelle-zélande pays-bas pékin pologne royaume-uni russie suède suisse
    tchad tchéquie turquie turc ukraine venise vienne vistule tamise danube rhin alger athènes copenhague
    le-caire lisbonne londres moscou varsovie jérusalem gallois pays-de-galles outre-manche méditerranée
    manche mer-noire atlantique pacifique union nations-unies défense armée armées état-major forces marine
    ministère ministre président républicain assemblée conseil bruxelles genève anvers gand croix-rouge
    germany england austria burma cyprus korea denmark scotland egypt spain finland greece hungary iceland
    japan jordan lebanon latvia morocco norway netherlands beijing poland kingdom russia sweden switzerland
    chad turkey venice vienna algiers cairo lisbon london moscow warsaw wales mediterranean brussels geneva
    états royaume étrangères affaires intérieur sécurité européenne européen monsieur madame maître saint
    lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday
    sunday""".split()
)


# In both languages; of two numbers of a verb the singular first.
_REASONS = {
    "en": {
        "empty": "there is no translation",
        "missing": ("{what} is missing in the translation", "{what} are missing in the translation"),
        "extra": ("{what} is only there", "{what} are only there"),
        "and": "; ",
        "names": "not in the translation: {what}",
        "negation-lost": "the source is negative, the translation is not",
        "negation-added": "the translation is negative, the source is not",
        "repetition": "the translation says the same {what} times over",
        "longer": "the translation is {what} times longer",
        "shorter": "the translation is {what} times shorter",
        "pair": "these may not be a pair ({what}% sure)",
        "alone": "this may belong to the row above or below ({what}% sure that it stands alone)",
    },
    "fr": {
        "empty": "il n’y a pas de traduction",
        "missing": ("{what} manque dans la traduction", "{what} manquent dans la traduction"),
        "extra": ("{what} n’est que là", "{what} ne sont que là"),
        "and": "\u202f; ",
        "names": "absent de la traduction\u00a0: {what}",
        "negation-lost": "l’original est négatif, la traduction ne l’est pas",
        "negation-added": "la traduction est négative, l’original ne l’est pas",
        "repetition": "la traduction dit {what} fois la même chose",
        "longer": "la traduction est {what} fois plus longue",
        "shorter": "la traduction est {what} fois plus courte",
        "pair": "ces deux passages ne vont peut-être pas ensemble (sûr à {what}\u00a0%)",
        "alone": "ce passage va peut-être avec la ligne du dessus ou du dessous (seul, sûr à {what}\u00a0%)",
    },
}


def reason(name: str, reader: Language, what: object = "", number: int = 1) -> str:
    """Say why something is doubtful, in the language that is read by.

    Args:
        name: of the reason.
        reader: that language.
        what: the numbers, names or times concerned.
        number: how many they are.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> reason("missing", ENGLISH, "12, 15", 2), reason("missing", FRENCH, "12")
    ('12, 15 are missing in the translation', '12 manque dans la traduction')
    """
    said = _REASONS[reader.code][name]
    return (said if isinstance(said, str) else said[number > 1]).format(what=what)


def check_bead(
    source: str,
    target: str,
    source_language: Language,
    target_language: Language,
    reader: Language | None = None,
) -> tuple[Flag, ...]:
    """Say what is doubtful about a pair of segments; nothing, for most.

    Args:
        source: the source segments as one line; empty in a bead without source.
        target: likewise.
        source_language: language of `source`.
        target_language: language of `target`.
        reader: the language of the reasons; by default that of the translation, which is what its reader reads by.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> [flag.reason for flag in check_bead("Il a tiré 12 obus.", "He fired 21 shells.", FRENCH, ENGLISH)]
    ['12 is missing in the translation; 21 is only there']
    """
    reader = reader or target_language
    if not source:
        return ()
    if not target:
        return (Flag(FlagCode.EMPTY, reason("empty", reader)),)
    checks = (
        _check_numbers(source, target, source_language, target_language, reader),
        _check_names(source, target, reader),
        _check_negation(source, target, source_language, target_language, reader),
        _check_repetition(source, target, reader),
        _check_length(source, target, reader),
    )
    return tuple(flag for flag in checks if flag)


def _check_numbers(
    source: str, target: str, source_language: Language, target_language: Language, reader: Language
) -> Flag | None:
    of_source, of_target = figures(source, source_language), figures(target, target_language)
    missing = [number for number in of_source if number not in of_target | _spelt(target, target_language)]
    extra = [number for number in of_target if number not in of_source | _spelt(source, source_language)]
    if _AFTERNOON.search(target):
        missing = [n for n in missing if not (n.isdigit() and 12 <= int(n) <= 23)]
        extra = [n for n in extra if not (n.isdigit() and 1 <= int(n) <= 12)]
    if _AFTERNOON.search(source):
        missing = [n for n in missing if not (n.isdigit() and 1 <= int(n) <= 12)]
        extra = [n for n in extra if not (n.isdigit() and 12 <= int(n) <= 23)]
    extra = [number for number in extra if number not in ("0", "00")]
    missing = [number for number in missing if number not in ("0", "00")]
    parts = []
    if missing:
        parts.append(reason("missing", reader, ", ".join(missing), len(missing)))
    if extra:
        parts.append(reason("extra", reader, ", ".join(extra), len(extra)))
    return Flag(FlagCode.NUMBER, reason("and", reader).join(parts)) if parts else None


def figures(text: str, language: Language) -> frozenset[str]:
    """Return the figures of a text in one form: no grouping, `.` before decimals, no leading zeros.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> sorted(figures("1 200 hommes, 3,5 km, à 14 h 30", FRENCH))
    ['1200', '14', '3.5', '30']
    >>> sorted(figures("1,200 men, 3.5 km, at 2.30pm", ENGLISH))
    ['1200', '2', '3.5', '30']
    """
    found = set()
    if language.code == "en":
        text = _ENGLISH_CLOCK.sub(r"\1:", text)
    grouping = re.compile(rf"[{'.,'.replace(language.decimal, '')}](?=\d{{3}}(?!\d))")
    for match in _FIGURE.finditer(_SPACE_IN_NUMBER.sub("", text)):
        figure = grouping.sub("", match[0]).replace(language.decimal, ".")
        if re.fullmatch(r"\d+\.\d+", figure):
            whole, _, rest = figure.partition(".")
            found.add(".".join(filter(None, (whole.lstrip("0") or "0", rest.rstrip("0")))))
        else:
            found.update(part.lstrip("0") or "0" for part in re.split(r"[.,]", figure))
    return frozenset(found)


def _spelt(text: str, language: Language) -> frozenset[str]:
    """Return the numbers that words of a text may stand for, months included, and those of clock times."""
    words = {word.lower() for word in _WORD.findall(text)}
    found = set()
    for start, listing in ((0, _NUMBER_WORDS), (1, _ORDINAL_WORDS), (1, _MONTHS)):
        for value, spellings in enumerate(listing[language.code].split(), start):
            if words.intersection(spellings.split("|")):
                found.add(str(value))
    if words & {"midi", "noon", "midday"}:
        found.add("12")
    if words & {"minuit", "midnight"}:
        found.update(("0", "24"))
    if words & {"dizaine", "dizaines", "dozen", "dozens", "douzaine"}:
        found.update(("10", "12"))
    return frozenset(found | {value for word, value in _ROUND_NUMBERS.items() if word in words})


def _check_names(source: str, target: str, reader: Language) -> Flag | None:
    there = [_fold(word) for word in _WORD.findall(target) if word[0].isupper()]
    everything = _fold(target)
    missing = []
    for match in _WORD.finditer(source):
        word = match[0]
        if (
            not word[0].isupper()
            or word.isupper()
            or len(word) < _SHORTEST_NAME
            or _starts_sentence(source, match.start())
        ):
            continue
        folded = _fold(word)
        if folded in _FOLDED_EXONYMS or any(part in _FOLDED_EXONYMS for part in folded.split("-")):
            continue
        if folded in everything or any(_alike(folded, other) for other in there):
            continue
        missing.append(word)
    names = list(dict.fromkeys(missing))
    return Flag(FlagCode.NAME, reason("names", reader, ", ".join(names))) if names else None


def _check_negation(
    source: str, target: str, source_language: Language, target_language: Language, reader: Language
) -> Flag | None:
    if _PLAIN_NEGATION[source_language.code].search(source) and not _NEGATION[target_language.code].search(
        target
    ):
        return Flag(FlagCode.NEGATION, reason("negation-lost", reader))
    if _PLAIN_NEGATION[target_language.code].search(target) and not _NEGATION[source_language.code].search(
        source
    ):
        return Flag(FlagCode.NEGATION, reason("negation-added", reader))
    return None


def _check_repetition(source: str, target: str, reader: Language) -> Flag | None:
    repeats = longest_loop([word.lower() for word in _WORD.findall(target)])
    if repeats > 2 and repeats > longest_loop([word.lower() for word in _WORD.findall(source)]):
        return Flag(FlagCode.REPETITION, reason("repetition", reader, repeats))
    return None


def _check_length(source: str, target: str, reader: Language) -> Flag | None:
    long, short = max(len(source), len(target)), min(len(source), len(target))
    if long > _LENGTH_RATIO * short + _LENGTH_GRACE:
        what = "longer" if len(target) > len(source) else "shorter"
        times = f"{long / short:.1f}".replace(".", reader.decimal)
        return Flag(FlagCode.LENGTH, reason(what, reader, times))
    return None


def _starts_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \u00a0\u202f\"'«“‘([–—-’")
    return not before or before[-1] in ".!?…:»"


def _alike(name: str, other: str) -> bool:
    if name[:3] == other[:3]:
        return True
    matcher = difflib.SequenceMatcher(None, name, other, autojunk=False)
    return matcher.real_quick_ratio() >= _NAME_SIMILARITY and matcher.ratio() >= _NAME_SIMILARITY


def _fold(text: str) -> str:
    return without_accents(text.lower())


_FOLDED_EXONYMS = frozenset(_fold(name) for name in (*_EXONYMS, *_MONTHS["en"].split()))
