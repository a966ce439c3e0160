"""Cards: an exercise and what is known of its learner's memory; and cards of what a reader wants to keep."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.exercises.items import GAP, Exercise, ExerciseKind, RequiredTerm, SentencePair
from bilingual.exercises.scheduling import Schedule
from bilingual.exercises.wording import task
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import Language, other_language

if TYPE_CHECKING:
    from bilingual.glossary.matching import TermMatch
    from bilingual.spans import Span

_ID_DIGITS = 16  # of SHA-256, in hexadecimal, as exercises have them
_LONGEST_SUBJECT = 60  # characters


@dataclass(frozen=True, slots=True)
class Card:
    """An exercise in a deck.

    Args:
        exercise: what is asked.
        schedule: when it is asked next, and what is known of its learner's memory.
        added: when it was put into the deck, in seconds since the epoch.
    """

    exercise: Exercise
    schedule: Schedule
    added: int

    @classmethod
    def new(cls, exercise: Exercise, now: int) -> Card:
        """Make a card that has never been answered.

        Args:
            exercise: what it asks.
            now: when it is made and due, in seconds since the epoch.
        """
        return cls(exercise, Schedule(due=now), now)

    @property
    def id(self) -> str:
        """The id of its exercise."""
        return self.exercise.id

    @property
    def pair(self) -> SentencePair:
        """The sentence pair it was made of."""
        return self.exercise.origin

    @property
    def subject(self) -> str:
        """What it is about, in a few words: the headword, else the beginning of what is asked."""
        return subject_of(self.exercise)


def subject_of(exercise: Exercise) -> str:
    """Return what an exercise is about, in a few words."""
    told_by_answer = GAP in exercise.stem or exercise.kind is ExerciseKind.ORDER
    return shortened(exercise.headword or (exercise.answer if told_by_answer else exercise.stem))


def shortened(text: str) -> str:
    """Return a text as one line of at most 60 characters."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SUBJECT else text[: _LONGEST_SUBJECT - 1].rstrip() + "…"


def word_exercise(
    lemma: str,
    language: Language,
    translations: Sequence[str],
    pair: SentencePair | None = None,
    *,
    surface: str = "",
    span: Span | None = None,
    headword: str = "",
    explanation: str = "",
    concept: str | None = None,
) -> Exercise:
    """Make the exercise of a word that a reader wants to keep.

    With a sentence that holds it, the word is to be filled in there; without one, it is to be translated. A
    word has one such exercise, whichever sentence it is met in.

    Args:
        lemma: citation form.
        language: of the word.
        translations: into the other language, the best first.
        pair: a sentence with its translation; the word stands in the one or in the other.
        surface: the word as it stands there; by default the lemma.
        span: where it stands in that sentence; by default where it is first found.
        headword: the lemma with its grammar, `frappe aérienne n. f.`; by default the lemma.
        explanation: such as a definition.
        concept: id in the termbase.

    Raises:
        ValueError: there is neither a translation nor a sentence.
    """
    surface = surface or lemma
    other = other_language(language)
    meaning = "; ".join(translations)
    identity = word_identity(lemma, language, concept)
    headword = headword or lemma
    turned = _turned(pair, language) if pair is not None else None
    if turned is not None and (place := _place(turned.source, surface, span)):
        start, end = place
        asked = meaning or turned.target
        return Exercise(
            ExerciseKind.CLOZE,
            task("cloze", turned.target_language, language=language.code, meaning=asked),
            turned.source[:start] + GAP + turned.source[end:],
            (turned.source[start:end],),
            language,
            turned,
            hint=turned.target,
            headword=headword,
            meaning=meaning,
            explanation=explanation,
            concept=concept,
            id=identity,
        )
    if not translations:
        raise ValueError(f"neither a translation of {lemma!r} nor a sentence with it")
    return Exercise(
        ExerciseKind.TRANSLATE,
        task("translate", other, language=other.code),
        surface,
        tuple(dict.fromkeys(translations)),
        other,
        turned or SentencePair(surface, translations[0], language, other),
        hint=turned.source if turned else "",
        headword=headword,
        meaning=meaning,
        explanation=explanation,
        concept=concept,
        id=identity,
    )


def word_identity(lemma: str, language: Language, concept: str | None = None) -> str:
    """Return the id of the exercise of a word or term, whichever sentence it was met in."""
    parts = ["word", language.code, concept or lemma.casefold()]
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_ID_DIGITS]


def term_exercise(match: TermMatch, language: Language, pair: SentencePair | None = None) -> Exercise:
    """Make the exercise of a term that was met in a text.

    Args:
        match: the term and its entry.
        language: it was met in.
        pair: the sentence it was met in, with its translation.
    """
    other = other_language(language)
    return word_exercise(
        match.lemma,
        language,
        equivalents_of_match(match, other),
        pair,
        surface=match.surface,
        explanation=match.entry.definition(other),
        concept=match.entry.id,
    )


def sentence_exercise(pair: SentencePair, required: Sequence[RequiredTerm] = ()) -> Exercise:
    """Make the exercise of a whole sentence: it is to be translated into the reader's language.

    Args:
        pair: the sentence and its translation.
        required: terms that the translation should render.

    Raises:
        ValueError: a side is empty.
    """
    reader = pair.target_language
    return Exercise(
        ExerciseKind.TRANSLATE,
        task("translate", reader, language=reader.code),
        pair.source,
        (pair.target,),
        reader,
        pair,
        required=tuple(required),
    )


def _turned(pair: SentencePair, language: Language) -> SentencePair:
    """Return the pair with the sentence of `language` as its source; the text's spans are then not its own."""
    if pair.source_language == language:
        return pair
    return SentencePair(
        pair.target,
        pair.source,
        pair.target_language,
        pair.source_language,
        pair.document,
        number=pair.number,
        translated_by=pair.translated_by,
    )


def _place(sentence: str, surface: str, span: Span | None) -> tuple[int, int] | None:
    """Return where a word stands in a sentence, whole and, if that cannot be, in other letter case."""
    if GAP in sentence or not surface:
        return None
    if span is not None and span.of(sentence) == surface:
        return span.start, span.end
    for flags in (0, re.IGNORECASE):
        if found := re.search(rf"(?<!\w){re.escape(surface)}(?!\w)", sentence, flags):
            return found.span()
    return None
