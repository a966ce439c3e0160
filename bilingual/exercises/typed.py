"""Grading of typed words.

Accents, capitals, apostrophes, hyphens and spaces are forgiven, but shown. A typing error is told from another
word by the dictionary: « frapes » is none, « mise » for « mine » is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bilingual.casing import without_accents
from bilingual.exercises.differences import alike, plain
from bilingual.exercises.forms import Forms
from bilingual.exercises.grades import Grade, Verdict, make_grade
from bilingual.exercises.items import Exercise
from bilingual.exercises.messages import message, quoted
from bilingual.exercises.typos import edits, typing_errors_allowed
from bilingual.languages import FRENCH, Language
from bilingual.lemmas import is_known, lemmatize
from bilingual.lexicon import Lexicon

_IN_OTHER_WORDS = 0.05
"""Probability in the lexicon from which a word may well mean what the gap means."""


def grade_typed(exercise: Exercise, given: str, hinted: bool) -> Grade:
    """Grade an answer to a cloze."""
    for accepted in exercise.key:
        if (slips := _slips(given, accepted, exercise.target_language)) is not None:
            return _right(exercise, given, accepted, slips, hinted)
    nearest = max(exercise.key, key=lambda accepted: alike(given, accepted))
    said, score = _nearness(exercise, given, nearest)
    if said:
        return make_grade(exercise, given, nearest, Verdict.NEARLY, score, said, hinted)
    reader = exercise.reader_language
    said = message("not-right", reader, answer=quoted(exercise.answer, reader))
    return make_grade(exercise, given, exercise.answer, Verdict.WRONG, 0.0, said, hinted)


def _right(exercise: Exercise, given: str, accepted: str, slips: list[str], hinted: bool) -> Grade:
    reader, other = exercise.reader_language, accepted != exercise.answer
    values = {"accepted": accepted, "answer": quoted(exercise.answer, reader)}
    if not slips:
        said = message("right-but-text" if other else "right", reader, **values)
        return make_grade(exercise, given, accepted, Verdict.RIGHT, 1.0, said, hinted)
    values["slips"] = message("and", reader).join(message(f"slip-{slip}", reader) for slip in slips)
    said = message("slips-but-text" if other else "slips", reader, **values)
    return make_grade(exercise, given, accepted, Verdict.SLIPS, 1.0, said, hinted)


def _slips(given: str, accepted: str, language: Language) -> list[str] | None:
    """Return what is forgiven in an answer, nothing for a perfect one; `None` where it is another answer.

    What is forgiven has the names of the messages `slip-…`.
    """
    ours, theirs = (bare(text) for text in (given, accepted))
    if ours == theirs:
        return []
    if squeezed(ours) != squeezed(theirs):
        rest = _without_article(ours, language)
        if rest is None or squeezed(rest) != squeezed(theirs):
            return None
        return ["article", *(_slips(rest, accepted, language) or [])]
    # What still differs when everything else is forgiven is a slip.
    slips = [name for name in _FORGIVEN if _all_but(name, ours) != _all_but(name, theirs)]
    if "-" in ours + theirs:
        slips = ["hyphen" if name == "spaces" else name for name in slips]
    return slips or ["spelling"]


def _all_but(name: str, text: str) -> str:
    for other, forgive in _FORGIVEN.items():
        if other != name:
            text = forgive(text)
    return text


def bare(text: str) -> str:
    """Return a text as it is compared: typographic signs are no matter of spelling, nor is a stop at its end."""
    return " ".join(text.translate(_SIGNS).split()).strip(" .,;:!?…«»“”\"'()") or text


_SIGNS = str.maketrans(
    dict.fromkeys("’ʼ‘", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys("\u00a0\u202f", " ")
)


def squeezed(text: str) -> str:
    """Return what is left of a text when everything that is forgiven is taken away."""
    return re.sub(r"[\s'-]", "", plain(text))


def _bare(text: str) -> str:
    return without_accents(text.replace("œ", "oe").replace("Œ", "Oe"))


_FORGIVEN: dict[str, Callable[[str], str]] = {
    "accents": _bare,
    "capitals": str.casefold,
    "apostrophe": lambda text: text.replace("'", ""),
    "spaces": lambda text: "".join(text.replace("-", " ").split()),
}


def _without_article(text: str, language: Language) -> str | None:
    return rest if (rest := _ARTICLES[language.code].sub("", text)) != text else None


_ARTICLES = {
    "fr": re.compile(r"^(?:(?:le|la|les|un|une|des|du|de|au|aux)\s+|[ld]')", re.IGNORECASE),
    "en": re.compile(r"^(?:the|an?|to)\s+", re.IGNORECASE),
}


def _nearness(exercise: Exercise, given: str, accepted: str) -> tuple[str, float]:
    """Return the message for an answer that is nearly right and what it is worth; an empty one where it is not."""
    language, reader = exercise.target_language, exercise.reader_language
    ours, theirs = bare(given).lower(), bare(accepted).lower()
    if given in exercise.distractors:
        return "", 0.0
    if _same_word(ours, theirs, language):
        return message("other-form", reader, accepted=quoted(accepted, reader)), 0.6
    distance = edits(plain(ours), plain(theirs))
    others = [word for word in ours.split() if plain(word) not in plain(theirs).split()]
    if distance <= typing_errors_allowed(theirs) and not any(_is_word(word, language) for word in others):
        said = message("typing-error", reader, given=given, accepted=accepted)
        return said, 1 - distance / max(len(theirs), 1)
    if _means_the_same(exercise, ours):
        texts = {"given": given, "meaning": exercise.meaning, "answer": exercise.answer}
        values = {name: quoted(text, reader) for name, text in texts.items()}
        return message("can-mean", reader, **values), 0.5
    return "", 0.0


def _same_word(ours: str, theirs: str, language: Language) -> bool:
    """Whether two answers differ in inflection only, word by word."""
    words = list(zip(ours.split(), theirs.split(), strict=False))
    if len(ours.split()) != len(theirs.split()):
        return False
    return all(
        ours_word == theirs_word
        or set(lemmatize(ours_word, language)) & set(lemmatize(theirs_word, language))
        or _respelt(ours_word, theirs_word, language)
        for ours_word, theirs_word in words
    )


def _respelt(ours: str, theirs: str, language: Language) -> bool:
    """Whether a word without its accents is another form: « dépots » for « dépôt »."""
    if language.code != FRENCH.code or _is_word(ours, language):
        return False
    bare = plain(theirs)
    return any(plain(ours) in (bare + ending, bare.removesuffix(ending)) for ending in ("s", "x", "e", "es"))


def _is_word(text: str, language: Language) -> bool:
    """Whether either dictionary has a form; neither has all."""
    return is_known(text, language) or bool(Forms.open(language).readings(text))


def _means_the_same(exercise: Exercise, word: str) -> bool:
    if not exercise.meaning or " " in word:
        return False
    other = Lexicon.other(exercise.target_language)
    meanings = [m for m in re.findall(r"[\w'-]+", exercise.meaning) if m.lower() not in other.function_words]
    lexicon = Lexicon.open()
    return len(meanings) == 1 and (
        lexicon.probability(meanings[0], word, exercise.target_language) >= _IN_OTHER_WORDS
    )
