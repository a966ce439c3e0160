"""Terms and words to be matched with their translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bilingual.casing import key as folded
from bilingual.exercises.distractors import Pool, same_meaning
from bilingual.exercises.forms import Forms
from bilingual.exercises.gaps import Gap, GapKind
from bilingual.exercises.items import LETTERS, Exercise, ExerciseKind
from bilingual.exercises.levels import difficulty, frequency
from bilingual.exercises.makers.base import Maker
from bilingual.exercises.material import Sentence
from bilingual.exercises.wording import semicolons, task
from bilingual.glossary.compliance import Use
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import Language
from bilingual.lexicon import Lexicon, look_up

_PAIRS = 5  # of a match; more do not fit a look
_FEWEST_PAIRS = 3
_MATCHED_WORD = 0.4
"""Probability in the lexicon from which a word's translation is the one to match it with."""


class _Pair(NamedTuple):
    """A term or word, its translation, and where it stands."""

    left: str
    right: str
    sentence: Sentence


class PairMaker(Maker):
    """Makes matches."""

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

    def _pair_of_term(self, entry: ConceptEntry) -> _Pair | None:
        for sentence in self._pool.sentences:
            for found in sentence.bead.terms:
                if found.match.entry.id != entry.id or found.match.term.status is TermStatus.ABBREVIATION:
                    continue
                nearest = equivalents_of_match(found.match, self._reader)[0]
                if found.use is Use.USED and found.term is not None:
                    left, right = found.match.term.text, found.term.text
                elif found.match.term.status is TermStatus.PREFERRED or nearest != entry.preferred(
                    self._reader
                ):
                    left, right = found.match.term.text, nearest
                else:
                    continue  # narrower, it may be, than what the preferred equivalent says
                return None if folded(left) == folded(right) else _Pair(left, right, sentence)
        return None

    def _pair_of_word(self, gap: Gap) -> _Pair | None:
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
        return _Pair(gap.citation, right, gap.sentence)

    def _match(self, pairs: Sequence[_Pair], others: Sequence[_Pair]) -> Exercise:
        rights = [pair.right for pair in pairs]
        # One translation too many, so that the last pair is not given away.
        spare = [pair.right for pair in others[:1]]
        options = self._shuffled((*rights, *spare))
        key = " ".join(f"{n}{LETTERS[options.index(right)]}" for n, right in enumerate(rights, 1))
        lefts = tuple(pair.left for pair in pairs)
        zipf = sum(frequency(left, self._source) for left in lefts) / len(lefts)
        return Exercise(
            kind=ExerciseKind.MATCH,
            task=task("match", self._reader),
            stem=" · ".join(lefts),
            key=(key,),
            target_language=self._reader,
            origin=pairs[0].sentence.pair,
            options=options,
            prompts=lefts,
            distractors=tuple(spare),
            explanation=semicolons((f"{pair.left} – {pair.right}" for pair in pairs), self._reader),
            difficulty=difficulty(ExerciseKind.MATCH, zipf, 0),
        )


def _unlike(pairs: Iterable[_Pair], language: Language, pool: Pool) -> Iterator[_Pair]:
    """Yield pairs of which no two could change their translations."""
    kept: list[tuple[str, str]] = []
    for pair in pairs:
        left, right = pair.left, pair.right
        clash = any(
            same_meaning(right, other_right, Lexicon.other(language), pool.termbase)
            or same_meaning(left, other_left, language, pool.termbase)
            for other_left, other_right in kept
        )
        if not clash:
            kept.append((left, right))
            yield pair
