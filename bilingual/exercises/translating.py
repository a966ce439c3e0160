"""How near a free translation is to those that are known to be right, and what it lacks, in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bilingual.checks import FlagCode, check_bead
from bilingual.exercises.chrf import chrf
from bilingual.exercises.differences import alike, plain, word_keys
from bilingual.exercises.grades import Grade, Verdict, make_grade
from bilingual.exercises.items import Exercise, RequiredTerm
from bilingual.exercises.messages import all_quoted, message, quoted
from bilingual.exercises.wording import colon, semicolons
from bilingual.glossary.compliance import Use, equivalents_in
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.model import ConceptEntry, PartOfSpeech, Term, TermStatus
from bilingual.languages import Language, other_language
from bilingual.lemmas import lemmatize
from bilingual.lexicon import Lexicon
from bilingual.spans import Span
from bilingual.tokens import TokenKind, tokenize

_RENDERS = 0.01
"""Probability in the lexicon, either way, from which one word may render another: a learner's word need not be
the usual one."""
_SHORTEST = 3  # letters of a word whose rendering is looked for
_NAME_START = 4  # letters that a name has in common with its form in the other language
_NAMED_WORDS = 3  # in a reason; more would be a second translation


_LIKENESS_WEIGHS = 0.4
"""Of chrF in the score of a translation, a weighted geometric mean; the rest is the share of words rendered, which
other words and another order leave as it is."""
_NEAR_ENOUGH = 0.59
_PARTLY_RIGHT = 0.40
"""Scores from which a translation is near enough, or partly right. Measured with `tests/benchmarks/grading.py` on 600
sentences of news, talks and everyday French: a person's translation, judged by the embedded package's alone, reaches
the first in 84 of 100 cases, its first half in 7, and another sentence's reaches the second in 4."""
_LEAST_IN_ORDER = 0.7
_FEWEST_IN_ORDER = 5
"""Of the words that an answer has in common with the nearest translation, the share in the same order, and how many
are needed to tell: on the same sentences 4 in 100 of people's translations have less, and 92 in 100 of those whose
words were shuffled."""
_COPIED = 0.8  # likeness of the answer to the sentence that was to be translated
_ERROR_COSTS = 0.8  # factor for each number, negation or term that is wrong


@dataclass(frozen=True, slots=True)
class Judgement:
    """What there is to say of a free translation.

    Args:
        nearest: the accepted translation most like it.
        likeness: chrF with that, letter case aside, 0 to 1.
        rendered: share of the sentence's content words that it renders, of those that an accepted
            translation renders; 1 where there are none.
        errors: what is wrong for certain: numbers, negation, required terms; each a line in words.
        missing: what seems to be left out, likewise.
    """

    nearest: str
    likeness: float
    rendered: float
    errors: tuple[str, ...]
    missing: tuple[str, ...]


def judge(exercise: Exercise, answer: str) -> Judgement:
    """Judge a translation of an exercise's stem; the lexicon is opened for it."""
    nearest = max(exercise.key, key=lambda accepted: _likeness(answer, accepted))
    language, reader = exercise.target_language, exercise.reader_language
    other = Lexicon.other(language)
    terms = _term_errors(exercise, answer)
    used = {word for term in exercise.required if term not in terms for word in _words(term.surface, other)}
    given = _words(answer, language)
    expected = _expected(exercise.stem, exercise.key, other)
    lost = [word for word in expected if word not in used and not _renders(word, given, other)]
    missing: tuple[str, ...] = ()
    if lost:
        more = " …" if len(lost) > _NAMED_WORDS else ""
        missing = (message("not-rendered", reader, words=all_quoted(lost[:_NAMED_WORDS], reader) + more),)
    return Judgement(
        nearest,
        _likeness(answer, nearest),
        1 - len(lost) / len(expected) if expected else 1.0,
        (*_errors(exercise, answer, other, nearest), *terms.values()),
        missing,
    )


def _likeness(answer: str, accepted: str) -> float:
    return chrf(answer.lower().replace("’", "'"), accepted.lower().replace("’", "'"))


def _errors(exercise: Exercise, answer: str, other: Language, nearest: str) -> Iterator[str]:
    language, reader = exercise.target_language, exercise.reader_language
    for flag in check_bead(exercise.stem, answer, other, language, reader):
        if flag.code in (FlagCode.NUMBER, FlagCode.REPETITION):
            yield flag.reason
        elif flag.code is FlagCode.NEGATION and not any(
            found.code is FlagCode.NEGATION
            for found in check_bead(exercise.stem, exercise.answer, other, language)
        ):
            # A translator may turn a negation round; where the key does so, an answer may.
            yield flag.reason
    if _out_of_order(word_keys(answer), word_keys(nearest)):
        yield message("word-order", reader)


def _term_errors(exercise: Exercise, answer: str) -> dict[RequiredTerm, str]:
    """Say of each required term that is not rendered what it is."""
    required, language, reader = exercise.required, exercise.target_language, exercise.reader_language
    matches = [
        TermMatch(entry, entry.terms[0], Span(index, index), term.surface)
        for index, term in enumerate(required)
        for entry in (_entry(term, language),)
    ]
    errors = {}
    for term, found in zip(required, equivalents_in(answer, matches, language), strict=True):
        if found.use is not Use.USED:
            right, *others = term.equivalents
            errors[term] = message(
                "term-or" if others else "term",
                reader,
                term=quoted(term.surface, reader),
                right=quoted(right, reader),
                others=all_quoted(others[:2], reader),
            )
    return errors


def _out_of_order(answer: Sequence[str], accepted: Sequence[str]) -> bool:
    """Whether the words that both have stand in another order, as far as enough of them tell."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(accepted):
        places.setdefault(word, []).append(place)
    common = [places[word].pop(0) for word in answer if places.get(word)]
    ends: list[int] = []  # the last place of the best rising run of each length
    for place in common:
        index = bisect_left(ends, place)
        ends[index : index + 1] = [place]
    return len(common) >= _FEWEST_IN_ORDER and len(ends) < _LEAST_IN_ORDER * len(common)


@lru_cache(maxsize=256)
def _entry(required: RequiredTerm, language: Language) -> ConceptEntry:
    """Return a concept with the term's equivalents, so that their inflected forms are recognised."""
    part = PartOfSpeech(required.part_of_speech)
    other = other_language(language)
    terms = [Term(required.surface, other.code, part_of_speech=part)]
    for number, text in enumerate(required.equivalents):
        status = TermStatus.ADMITTED if number else TermStatus.PREFERRED
        terms.append(Term(text, language.code, status, part))
    return ConceptEntry(required.concept, required.concept.partition(".")[0], tuple(terms))


def covered(sentence: str, translation: str, language: Language) -> float:
    """Return the share of a sentence's content words that a translation renders, as far as the lexicon knows.

    >>> from bilingual.languages import FRENCH
    >>> covered("La guerre est finie.", "The war is over.", FRENCH)
    1.0
    """
    asked, given = _content(sentence, language), _words(translation, Lexicon.other(language))
    return sum(_renders(word, given, language) for word in asked) / len(asked) if asked else 0.0


def _words(text: str, language: Language) -> list[str]:
    return [token.text for token in tokenize(text, language) if token.kind is TokenKind.WORD]


def _content(text: str, language: Language) -> list[str]:
    words = dict.fromkeys(_words(text, language))
    return [w for w in words if len(w) >= _SHORTEST and w.lower() not in language.function_words]


@lru_cache(maxsize=256)
def _expected(stem: str, key: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the content words of a sentence that an accepted translation renders."""
    accepted = [word for text in key for word in _words(text, Lexicon.other(language))]
    return tuple(word for word in _content(stem, language) if _renders(word, accepted, language))


def _renders(word: str, translation: Sequence[str], language: Language) -> bool:
    other = Lexicon.other(language)
    forms = (word, *lemmatize(word, language))
    return any(
        plain(each)[:_NAME_START] == plain(word)[:_NAME_START]
        if word[0].isupper() and each[0].isupper()
        else _is_rendering(form, its_form, language)
        for each in translation
        for its_form in (each, *lemmatize(each, other))
        for form in forms
    )


@lru_cache(maxsize=65536)
def _is_rendering(word: str, translation: str, language: Language) -> bool:
    lexicon = Lexicon.open()
    return plain(word) == plain(translation) or (
        max(
            lexicon.probability(translation, word, language),
            lexicon.probability(word, translation, Lexicon.other(language)),
        )
        >= _RENDERS
    )


def grade_translation(exercise: Exercise, given: str, hinted: bool) -> Grade:
    """Grade a free translation."""
    reader = exercise.reader_language
    right = message("right", reader)
    for accepted in exercise.key:
        if word_keys(given) == word_keys(accepted):
            return make_grade(exercise, given, accepted, Verdict.RIGHT, 1.0, right, hinted, words=True)
    if alike(given, exercise.stem) >= _COPIED > alike(given, exercise.answer):
        language = message(f"language-{exercise.target_language.code}", reader)
        said = message("not-translated", reader, language=language)
        return make_grade(exercise, given, exercise.answer, Verdict.WRONG, 0.0, said, hinted, words=True)
    judgement = judge(exercise, given)
    score = _score(judgement)
    reasons = (*judgement.errors, *judgement.missing)
    verdict, name = _translation_verdict(judgement, score)
    said = message(name, reader)
    if reasons:
        said += f"{colon(reader)} {semicolons(reasons, reader)}"
    score = 1.0 if verdict is Verdict.SLIPS else score
    return make_grade(
        exercise, given, judgement.nearest, verdict, score, f"{said}.", hinted, words=True, reasons=reasons
    )


def _score(judgement: Judgement) -> float:
    alike = judgement.likeness**_LIKENESS_WEIGHS * judgement.rendered ** (1 - _LIKENESS_WEIGHS)
    return float(alike * _ERROR_COSTS ** len(judgement.errors))


def _translation_verdict(judgement: Judgement, score: float) -> tuple[Verdict, str]:
    """Return the verdict, and the name of the message that says it."""
    if score < _PARTLY_RIGHT:
        return Verdict.WRONG, "too-far"
    if judgement.errors:
        return Verdict.NEARLY, "not-quite"
    if score < _NEAR_ENOUGH:
        return Verdict.NEARLY, "partly"
    if judgement.missing:
        return Verdict.SLIPS, "look-again"
    return Verdict.SLIPS, "good"
