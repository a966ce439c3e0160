"""Each kind of exercise, made of gaps, sentences and terms."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from bilingual.bitext import flow
from bilingual.casing import key as folded
from bilingual.exercises.chunks import chunks_of, interchangeable
from bilingual.exercises.distractors import Pool, same_meaning
from bilingual.exercises.forms import Forms
from bilingual.exercises.friends import FalseFriend, Meeting, false_friends_of, meetings
from bilingual.exercises.gaps import Gap, GapKind
from bilingual.exercises.items import LETTERS, Exercise, ExerciseKind, RequiredTerm
from bilingual.exercises.levels import difficulty, frequency
from bilingual.exercises.material import Sentence
from bilingual.exercises.ranks import force_of, question
from bilingual.exercises.translating import covered
from bilingual.exercises.wording import quote, task
from bilingual.glossary.compliance import Use
from bilingual.glossary.model import ConceptEntry, Term, TermStatus
from bilingual.languages import FRENCH, Language
from bilingual.lexicon import Lexicon, look_up
from bilingual.pipeline.model import ParallelText
from bilingual.translation.translator import Translator

_DISTRACTORS = 3  # beside the right one: with more, reading the options takes longer than the sentence
_FEWEST_DISTRACTORS = 2
_PAIRS = 5  # of a match; more do not fit a look
_FEWEST_PAIRS = 3
_LONGEST_ORDER = 24  # words of a sentence to be put in order
_LONGEST_TRANSLATION = 22  # words of a sentence to be translated
_SHORTEST_TRANSLATION = 6
_GOOD_TRANSLATION = 0.72
"""Score of a machine translation by which a learner's may be judged."""
_GOOD_ENOUGH_TO_ASK = 0.80
"""Score of a machine translation that may be given to be translated back."""
_CLOSE = 0.75
"""Share of the content words of either side that the other renders, from which a person's translation is close."""
_HYPOTHESES = 4  # further translations by the machine that count as right
_MATCHED_WORD = 0.4
"""Probability in the lexicon from which a word's translation is the one to match it with."""


class Maker:
    """Makes exercises of one text.

    Args:
        text: the whole.
        pool: where distractors come from.
        rng: shuffles.
        translator: gives further translations that are right.
    """

    def __init__(
        self, text: ParallelText, pool: Pool, rng: random.Random, translator: Translator | None
    ) -> None:
        self._text = text
        self._pool = pool
        self._rng = rng
        self._translator = translator
        self._source = text.source.language
        self._reader = text.target.language

    # --- Gaps -----------------------------------------------------------------------------------------

    def clozes(self, gaps: Iterable[Gap]) -> Iterator[Exercise]:
        """Yield gaps to be filled by typing."""
        for gap in gaps:
            if gap.kind is GapKind.VERB and gap.form is not None:
                asked = task(
                    "form", self._reader, word=quote(gap.citation, self._source), meaning=gap.meaning
                )
            else:
                asked = self._task("cloze", gap)
            yield self._of_gap(ExerciseKind.CLOZE, asked, gap, (gap.surface, *gap.also))

    def choices(self, gaps: Iterable[Gap]) -> Iterator[Exercise]:
        """Yield gaps to be filled by choosing; a gap without enough distractors is left out."""
        for gap in gaps:
            distractors = self._pool.distractors(gap, _DISTRACTORS, self._rng)
            if len(distractors) >= _FEWEST_DISTRACTORS:
                options = self._shuffled((gap.surface, *distractors))
                yield self._of_gap(
                    ExerciseKind.CHOICE, self._task("choice", gap), gap, (gap.surface,), options, distractors
                )

    def _task(self, name: str, gap: Gap) -> str:
        return task(name, self._reader, language=self._source.code, meaning=gap.meaning)

    def _of_gap(
        self,
        kind: ExerciseKind,
        asked: str,
        gap: Gap,
        key: tuple[str, ...],
        options: tuple[str, ...] = (),
        distractors: tuple[str, ...] = (),
    ) -> Exercise:
        return Exercise(
            kind=kind,
            task=asked,
            stem=gap.stem,
            key=tuple(dict.fromkeys(key)),
            target_language=self._source,
            origin=gap.sentence.pair,
            options=options,
            distractors=distractors,
            hint=gap.sentence.bead.target,
            headword=headword(gap.entry, gap.term, self._source) if gap.entry and gap.term else _word(gap),
            meaning=gap.meaning,
            explanation=explanation(gap.entry, self._reader) if gap.entry else "",
            difficulty=difficulty(kind, gap.zipf, len(gap.sentence.words)),
            concept=gap.entry.id if gap.entry else None,
        )

    # --- Pairs ----------------------------------------------------------------------------------------

    def matches(self, entries: Sequence[ConceptEntry], gaps: Iterable[Gap]) -> Iterator[Exercise]:
        """Yield terms to be matched with their translations, five at a time; words where there are too few terms."""
        of_terms = (pair for entry in entries if (pair := self._pair_of_term(entry)) is not None)
        of_words = (pair for gap in gaps if (pair := self._pair_of_word(gap)) is not None)
        for pairs in (of_terms, of_words):
            unlike = _unlike(pairs, self._source, self._pool)
            waiting = list(islice(unlike, _PAIRS + 1))
            while len(waiting) >= _FEWEST_PAIRS:
                yield self._match(waiting[:_PAIRS], waiting[_PAIRS:])
                waiting = [*waiting[_PAIRS:], *islice(unlike, _PAIRS)]

    def _pair_of_term(self, entry: ConceptEntry) -> tuple[str, str, Sentence, ConceptEntry | None] | None:
        for sentence in self._pool.sentences:
            for found in sentence.bead.terms:
                if found.match.entry.id != entry.id or found.match.term.status is TermStatus.ABBREVIATION:
                    continue
                if found.use is Use.USED and found.term is not None:
                    left, right = found.match.term.text, found.term.text
                else:
                    left = entry.preferred(self._source)
                    right = entry.preferred(self._reader)
                return None if folded(left) == folded(right) else (left, right, sentence, entry)
        return None

    def _pair_of_word(self, gap: Gap) -> tuple[str, str, Sentence, ConceptEntry | None] | None:
        if gap.kind not in (GapKind.WORD, GapKind.VERB) or gap.entry is not None:
            return None
        # Both must be what the lexicon says first of the other, and the same part of speech.
        entry = look_up(gap.citation, Lexicon.open(), self._source, 1)
        if entry is None or entry.translations[0][1] < _MATCHED_WORD:
            return None
        right = entry.translations[0][0]
        back = look_up(right, Lexicon.open(), self._reader, 2)
        parts = {form.part for form in Forms.open(self._reader).readings(right)}
        if (
            back is None
            or gap.citation not in [word for word, _ in back.translations]
            or gap.form is None
            or gap.form.part not in parts
            or folded(right) == folded(gap.citation)
        ):
            return None
        return gap.citation, right, gap.sentence, None

    def _match(
        self,
        pairs: Sequence[tuple[str, str, Sentence, ConceptEntry | None]],
        others: Sequence[tuple[str, str, Sentence, ConceptEntry | None]],
    ) -> Exercise:
        rights = [right for _, right, _, _ in pairs]
        # One translation too many, so that the last pair is not given away.
        spare = [right for _, right, _, _ in others][:1]
        options = self._shuffled((*rights, *spare))
        key = " ".join(f"{n}{LETTERS[options.index(right)]}" for n, right in enumerate(rights, 1))
        lefts = tuple(left for left, _, _, _ in pairs)
        zipf = sum(frequency(left, self._source) for left in lefts) / len(lefts)
        return Exercise(
            kind=ExerciseKind.MATCH,
            task=task("match", self._reader),
            stem=" · ".join(lefts),
            key=(key,),
            target_language=self._reader,
            origin=pairs[0][2].pair,
            options=options,
            prompts=lefts,
            distractors=tuple(spare),
            explanation="; ".join(f"{left} – {right}" for left, right, _, _ in pairs),
            difficulty=difficulty(ExerciseKind.MATCH, zipf, 0),
        )

    # --- Sentences ------------------------------------------------------------------------------------

    def orders(self, usable: Iterable[Sentence]) -> Iterator[Exercise]:
        """Yield sentences to be rebuilt from their chunks."""
        for sentence in usable:
            chunks = chunks_of(sentence.bead.source, self._source)
            if not chunks or len(sentence.words) > _LONGEST_ORDER or interchangeable(chunks, self._source):
                continue
            shuffled = chunks
            while shuffled == chunks:
                shuffled = self._shuffled(chunks)
            yield Exercise(
                kind=ExerciseKind.ORDER,
                task=task("order", self._reader),
                stem=" / ".join(shuffled),
                key=(flow(sentence.bead.source),),
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
        asked: set[int | None] = set()
        streams = [forward, back]
        while streams:
            for stream in streams.copy():
                exercise = next((e for e in stream if e.origin.number not in asked), None)
                if exercise is None:
                    streams.remove(stream)
                else:
                    asked.add(exercise.origin.number)
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
                found.match.entry.equivalents(self._reader),
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

    # --- False friends and ranks ----------------------------------------------------------------------

    def false_friends(self, usable: Iterable[Sentence], is_known: Callable[..., bool]) -> Iterator[Exercise]:
        """Yield words of the text that are taken for others."""
        asked: set[str] = set()
        for meeting in meetings(usable):
            friend = meeting.friend
            if friend.word not in asked and not is_known(friend.word, friend.concept or ""):
                asked.add(friend.word)
                exercise = self._false_friend(meeting)
                if exercise is not None:
                    yield exercise

    def _false_friend(self, meeting: Meeting) -> Exercise | None:
        friend, sentence = meeting.friend, meeting.sentence
        right = {folded(word) for meaning in friend.means for word in meaning.split()}
        others = [
            other
            for other in self._other_meanings(friend)
            if not right & set(map(folded, other.split()))
            and folded(other) != folded(friend.lookalike)
            and not self._may_mean(friend.word, other)
        ]
        distractors = tuple(dict.fromkeys((friend.lookalike, *others)))[:_DISTRACTORS]
        if len(distractors) < _FEWEST_DISTRACTORS or folded(meeting.meaning) in map(folded, distractors):
            return None
        return Exercise(
            kind=ExerciseKind.FALSE_FRIEND,
            task=task("false-friend", self._reader, word=quote(meeting.surface, self._source)),
            stem=flow(sentence.bead.source),
            key=(meeting.meaning,),
            target_language=self._reader,
            origin=sentence.pair,
            options=self._shuffled((meeting.meaning, *distractors)),
            distractors=distractors,
            headword=friend.word,
            meaning=meeting.meaning,
            explanation=self._not_the_same(meeting),
            difficulty=difficulty(
                ExerciseKind.FALSE_FRIEND, frequency(friend.word, self._source), len(sentence.words)
            ),
            concept=friend.concept,
        )

    def _other_meanings(self, friend: FalseFriend) -> list[str]:
        """Return meanings of other words, in a chance order: of the text's terms, or of the general false friends."""
        if friend.concept:
            met = [entry for entry in self._pool.entries if entry.id != friend.concept]
            found = [
                entry.preferred(self._reader)
                for entry in met
                if entry.terms_in(self._source)[0].part_of_speech.value[:1] == friend.part
            ]
        else:
            friends = false_friends_of(self._source).values()
            found = [other.means[0] for other in friends if other.part == friend.part]
        usual = frequency(friend.means[0], self._reader)
        shuffled = self._rng.sample(found, len(found))
        return sorted(shuffled, key=lambda word: round(2 * abs(frequency(word, self._reader) - usual)))

    def _may_mean(self, word: str, meaning: str) -> bool:
        lexicon = Lexicon.open()
        return any(
            lexicon.probability(each, word, self._source) > 0.0
            for each in meaning.split()
            if each not in self._reader.function_words
        )

    def _not_the_same(self, meeting: Meeting) -> str:
        """Say what the two words mean, in the reader's language, and what the termbase notes."""
        friend = meeting.friend
        meanings = ", ".join(quote(meaning, self._reader) for meaning in friend.means[:3])
        word, lookalike = quote(friend.word, self._source), quote(friend.lookalike, self._reader)
        is_, but = ("est", ";") if self._reader == FRENCH else ("is", ";")
        said = f"{word} {is_} {meanings}"
        if friend.lookalike_means:
            others = ", ".join(quote(meaning, self._source) for meaning in friend.lookalike_means[:2])
            said += f"{but} {lookalike} {is_} {others}"
        elif self._reader != FRENCH:
            said += f", not {lookalike}"
        else:
            said += f", et non {lookalike}"
        return f"{said}. {friend.note}".strip()

    def ranks(self, usable: Iterable[Sentence], is_known: Callable[..., bool]) -> Iterator[Exercise]:
        """Yield the ranks of the text with their equals or codes."""
        asked: set[str] = set()
        for sentence in usable:
            for found in sentence.bead.terms:
                entry, term = found.match.entry, found.match.term
                if entry.rank is None or entry.id in asked or is_known(entry.id, term.text):
                    continue
                asked.add(entry.id)
                name = (
                    term.text if term.status is not TermStatus.ABBREVIATION else entry.preferred(self._source)
                )
                found_question = question(entry, name, self._pool.termbase, self._reader, self._rng)
                if found_question is None:
                    continue
                yield Exercise(
                    kind=ExerciseKind.RANK,
                    task=task(
                        found_question.task,
                        self._reader,
                        word=quote(name, self._source),
                        force=force_of(entry),
                        country=found_question.country,
                    ),
                    stem=found_question.asked,
                    key=(found_question.answer,),
                    target_language=self._reader,
                    origin=sentence.pair,
                    options=self._shuffled((found_question.answer, *found_question.distractors)),
                    distractors=found_question.distractors,
                    headword=headword(entry, term, self._source),
                    meaning=entry.preferred(self._reader),
                    explanation=f"{name} – {', '.join(entry.equivalents(self._reader)[:3])} ({entry.rank}). "
                    + explanation(entry, self._reader),
                    difficulty=difficulty(ExerciseKind.RANK, frequency(name, self._source), 0),
                    concept=entry.id,
                )

    def _shuffled(self, items: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._rng.sample(list(items), len(items)))


def headword(entry: ConceptEntry, term: Term, language: Language) -> str:
    """Return a term with its grammar, as dictionaries have it: `frappe aérienne n. f.`"""
    kind = {"n": "n.", "v": "v.", "adj": "adj.", "adv": "adv."}.get(term.part_of_speech.value, "")
    gender = {"m": " m.", "f": " f.", "mf": " m./f."}.get(term.gender.value, "") if term.gender else ""
    shown = term if term.status is not TermStatus.ABBREVIATION else entry.terms_in(language)[0]
    return " ".join(filter(None, (shown.text, kind + gender if language == FRENCH or kind != "n." else kind)))


def explanation(entry: ConceptEntry, reader: Language) -> str:
    """Return the definition of a concept, and its note where the reader's language is that of the notes."""
    note = entry.note if reader != FRENCH else ""
    return " ".join(filter(None, (entry.definition(reader), note)))


def _word(gap: Gap) -> str:
    if gap.form is None:
        return gap.citation
    kind = {"n": "n.", "v": "v.", "a": "adj.", "r": "adv."}[gap.form.part]
    gender = {"m": " m.", "f": " f."}.get(gap.form.tag[:1], "") if gap.form.part == "n" else ""
    if gap.form.part == "n" and gap.form.tag[:1] == "-" and gap.sentence.language == FRENCH:
        gender = " m./f."
    return f"{gap.citation} {kind}{gender}"


def _scored(sentence: Sentence, least: float) -> bool:
    """Whether a translation may be judged by: a person's, or a machine's that it was sure of, its terms right."""
    bead = sentence.bead
    if sentence.translated_by_hand:
        # Freely translated, it could not be found by anybody.
        return (
            min(
                covered(bead.source, bead.target, sentence.language),
                covered(bead.target, bead.source, sentence.target_language),
            )
            >= _CLOSE
        )
    return (
        bead.score is not None and bead.score >= least and all(found.use is Use.USED for found in bead.terms)
    )


def _is_whole(text: str) -> bool:
    """Whether a text is a sentence of its own: no item of a list, no heading, no part of a quotation."""
    return (
        text[-1:] in ".!?…"
        and (text[0].isupper() or text[0].isdigit())
        and text.count("“") == text.count("”")
    )


def _terms_of(sentence: Sentence, reader: Language) -> str:
    terms = {
        found.match.entry.id: f"{found.match.term.text} – {found.match.entry.preferred(reader)}"
        for found in sentence.bead.terms
    }
    return "; ".join(terms.values())


def _unlike(
    pairs: Iterable[tuple[str, str, Sentence, ConceptEntry | None]], language: Language, pool: Pool
) -> Iterator[tuple[str, str, Sentence, ConceptEntry | None]]:
    """Yield pairs of which no two could change their translations."""
    kept: list[tuple[str, str]] = []
    for pair in pairs:
        left, right = pair[:2]
        clash = any(
            folded(right) == folded(other_right) or same_meaning(left, other_left, language, pool.termbase)
            for other_left, other_right in kept
        )
        if not clash:
            kept.append((left, right))
            yield pair
