"""Sentences to be put in order or translated."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bilingual.bitext import flow
from bilingual.exercises.chunks import chunks_of, interchangeable, other_orders
from bilingual.exercises.distractors import Pool
from bilingual.exercises.items import Exercise, ExerciseKind, RequiredTerm
from bilingual.exercises.levels import difficulty, frequency
from bilingual.exercises.makers.base import Maker
from bilingual.exercises.material import Sentence
from bilingual.exercises.translating import covered
from bilingual.exercises.wording import semicolons, task
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import Language
from bilingual.pipeline.model import ParallelText
from bilingual.translation.translator import Translator

_LONGEST_ORDER = 24  # words of a sentence to be put in order
_LONGEST_TRANSLATION = 22  # words of a sentence to be translated
_SHORTEST_TRANSLATION = 6
_GOOD_TRANSLATION = 0.78
"""Score of a machine translation by which a learner's may be judged."""
_GOOD_ENOUGH_TO_ASK = 0.80
"""Score of a machine translation that may be given to be translated back."""
_CLOSE, _CLOSE_BY_MACHINE = 0.75, 0.85
"""Share of the content words of either side that the other renders, from which a translation is close: a person's, who
may put things otherwise, and a machine's, where a word not rendered is mostly a mistake. Of the translations of the
four articles in `examples` by the embedded package 4 reach this and the score, and none of them is wrong."""
_HYPOTHESES = 4  # further translations by the machine that count as right


class SentenceMaker(Maker):
    """Makes orders and translations; the translator gives further translations that are right."""

    def __init__(
        self, text: ParallelText, pool: Pool, rng: random.Random, translator: Translator | None
    ) -> None:
        super().__init__(text, pool, rng)
        self._translator = translator
        self._asked: set[int] = (
            set()
        )  # sentences: one to rebuild that is also one to translate would be answered there

    def orders(self, usable: Iterable[Sentence]) -> Iterator[Exercise]:
        """Yield sentences to be rebuilt from their chunks."""
        for sentence in usable:
            chunks = chunks_of(sentence.bead.source, self._source)
            if len(sentence.bead.source_spans) > 1:
                continue  # two sentences have two orders
            if sentence.number in self._asked:
                continue
            if not chunks or len(sentence.words) > _LONGEST_ORDER or interchangeable(chunks, self._source):
                continue
            shuffled = chunks
            while shuffled == chunks:
                shuffled = self._shuffled(chunks)
            self._asked.add(sentence.number)
            yield Exercise(
                kind=ExerciseKind.ORDER,
                task=task("order", self._reader),
                stem=" / ".join(shuffled),
                key=(flow(sentence.bead.source), *other_orders(chunks, self._source)),
                target_language=self._source,
                origin=sentence.pair,
                options=shuffled,
                hint=sentence.bead.target,
                difficulty=self._sentence_difficulty(ExerciseKind.ORDER, sentence),
            )

    def translations(self, usable: Sequence[Sentence]) -> Iterator[Exercise]:
        """Yield sentences to be translated, into the reader's language and out of it by turns."""
        short = [
            sentence
            for sentence in usable
            if _SHORTEST_TRANSLATION <= len(sentence.bead.source.split()) <= _LONGEST_TRANSLATION
            and _is_whole(sentence.bead.source)
            and _is_whole(sentence.bead.target)
            and len(sentence.bead.source_spans) == 1 == len(sentence.bead.target_spans)
        ]
        forward = (self._translation(s) for s in short if _scored(s, _GOOD_TRANSLATION))
        back = (self._translation_back(s) for s in reversed(short) if _scored(s, _GOOD_ENOUGH_TO_ASK))
        streams = [forward, back]
        while streams:
            for stream in streams.copy():
                exercise = next((e for e in stream if e.origin.number not in self._asked), None)
                if exercise is None:
                    streams.remove(stream)
                else:
                    assert exercise.origin.number is not None
                    self._asked.add(exercise.origin.number)
                    yield exercise

    def _translation(self, sentence: Sentence) -> Exercise:
        accepted = [sentence.bead.target]
        if self._translator is not None and not sentence.translated_by_hand:
            (made,) = self._translator.translate([sentence.bead.source])
            accepted += [other.text for other in islice(made.alternatives, _HYPOTHESES)]
        required = (
            RequiredTerm(
                found.match.surface,
                found.match.entry.id,
                _renderings(found, self._reader),
                found.match.entry.terms_in(self._reader)[0].part_of_speech.value,
            )
            for found in sentence.bead.terms
            if found.use is Use.USED
        )
        return Exercise(
            kind=ExerciseKind.TRANSLATE,
            task=task("translate", self._reader, language=self._reader.code),
            stem=flow(sentence.bead.source),
            key=tuple(dict.fromkeys(accepted)),
            target_language=self._reader,
            origin=sentence.pair,
            explanation=_terms_of(sentence, self._reader),
            difficulty=self._sentence_difficulty(ExerciseKind.TRANSLATE, sentence),
            required=tuple({term.concept: term for term in required}.values()),
        )

    def _translation_back(self, sentence: Sentence) -> Exercise:
        used = [found for found in sentence.bead.terms if found.use is Use.USED and found.span]
        required = (
            RequiredTerm(
                sentence.target_surface(found.span),
                found.match.entry.id,
                tuple(dict.fromkeys((found.match.term.text, *found.match.entry.equivalents(self._source)))),
                found.match.term.part_of_speech.value,
            )
            for found in used
            if found.span is not None
        )
        return Exercise(
            kind=ExerciseKind.TRANSLATE,
            task=task("translate", self._reader, language=self._source.code),
            stem=sentence.bead.target,
            key=(flow(sentence.bead.source),),
            target_language=self._source,
            origin=sentence.pair,
            explanation=_terms_of(sentence, self._reader),
            difficulty=min(1.0, self._sentence_difficulty(ExerciseKind.TRANSLATE, sentence) + 0.1),
            required=tuple({term.concept: term for term in required}.values()),
        )

    def _sentence_difficulty(self, kind: ExerciseKind, sentence: Sentence) -> float:
        """Judge a sentence by the rarer of its words: the one that a quarter of them are rarer than."""
        words = [w for w in sentence.words if w.islower() and w not in self._source.function_words]
        known = sorted(zipf for zipf in (frequency(word, self._source) for word in words) if zipf)
        return difficulty(kind, known[len(known) // 4] if known else 0.0, len(sentence.words))


def _scored(sentence: Sentence, least: float) -> bool:
    """Whether a translation may be judged by: a person's that is close, a machine's that it was sure of besides."""
    bead = sentence.bead
    close = _CLOSE
    if not sentence.translated_by_hand:
        close = _CLOSE_BY_MACHINE
        if bead.score is None or bead.score < least or any(found.use is not Use.USED for found in bead.terms):
            return False
    return close <= min(
        covered(bead.source, bead.target, sentence.language),
        covered(bead.target, bead.source, sentence.target_language),
    )


def _is_whole(text: str) -> bool:
    """Whether a text is a sentence of its own: no item of a list, no heading, no part of a quotation."""
    return (
        text[-1:] in ".!?…"
        and (text[0].isupper() or text[0].isdigit())
        and text.count("“") == text.count("”")
    )


def _renderings(found: Compliance, reader: Language) -> tuple[str, ...]:
    """Return the equivalents of a term, the one that the translation uses, if any, before all."""
    used = (found.term.text,) if found.use is Use.USED and found.term is not None else ()
    return tuple(dict.fromkeys((*used, *equivalents_of_match(found.match, reader))))


def _terms_of(sentence: Sentence, reader: Language) -> str:
    terms = {
        found.match.entry.id: f"{found.match.term.text} – {_renderings(found, reader)[0]}"
        for found in sentence.bead.terms
    }
    return semicolons(terms.values(), reader)
