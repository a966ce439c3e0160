"""Exercises made of a text that has been read."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bilingual.casing import key as folded
from bilingual.errors import expect
from bilingual.exercises.distractors import Pool
from bilingual.exercises.gaps import Gap, GapKind, gaps_of
from bilingual.exercises.items import Exercise, ExerciseKind
from bilingual.exercises.levels import distance
from bilingual.exercises.makers import GapMaker, MeaningMaker, PairMaker, SentenceMaker
from bilingual.exercises.material import Sentence, sentences, spread
from bilingual.exercises.printing import printed
from bilingual.frequency import Level, level_of
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.pipeline.model import ParallelText
from bilingual.translation.translator import Translator

DEFAULT_NUMBER = 12
_FEWEST_SENTENCES, _SENTENCES_EACH = 100, 5
"""Sentences looked at, and how many for each exercise asked for: a choice, and yet seconds for a book."""
# Kinds take turns in this order: typed and chosen gaps are most of an exercise sheet, the others spice it. Sentences to
# rebuild come before those to translate, since fewer can be.
_TURNS = (
    ExerciseKind.CLOZE, ExerciseKind.CHOICE, ExerciseKind.MATCH, ExerciseKind.ORDER, ExerciseKind.CLOZE,
    ExerciseKind.FALSE_FRIEND, ExerciseKind.TRANSLATE, ExerciseKind.CHOICE, ExerciseKind.RANK, ExerciseKind.CLOZE,
    ExerciseKind.TRANSLATE, ExerciseKind.CHOICE,
)  # fmt: skip
_WORDS_BEFORE_FORMS = (GapKind.WORD, GapKind.VERB, GapKind.FUNCTION)


def make_exercises(
    text: ParallelText,
    *,
    kinds: Iterable[ExerciseKind | str] | None = None,
    number: int = DEFAULT_NUMBER,
    level: Level | str | None = None,
    rng: random.Random | None = None,
    looked_up: Iterable[str] = (),
    known: Iterable[str] = (),
    termbase: Termbase | None = None,
    translator: Translator | None = None,
) -> tuple[Exercise, ...]:
    """Make exercises of a text: of its terms first, then of words at a level, spread over the text.

    A name is never asked for, nor a word that the sentence says twice, nor one whose sentence is doubtful. The same
    text, arguments and state of `rng` give the same exercises.

    Args:
        text: from `read`, `align` or a reading pack.
        kinds: what to make, all kinds by default; those that the text has nothing for are left out.
        number: how many at most; a text may have fewer in it.
        level: of the CEFR; words of its band come first, then those of its neighbours. By default any.
        rng: chooses among equals, distractors and their order; by default always the same.
        looked_up: words, terms or concept ids that the reader has looked up: they come first.
        known: words, terms or concept ids that are left out.
        termbase: where distractors come from; the built-in military termbase by default.
        translator: its other hypotheses count as right translations, too.

    Raises:
        WrongTypeError: `text` is not a parallel text; a `TypeError`.
        ValueError: for a kind or level that there is not, or a negative number.

    >>> from bilingual import align, document_from_text
    >>> french = document_from_text("Les avions de chasse ont décollé mardi contre des dépôts de munitions.")
    >>> english = document_from_text("The fighters took off on Tuesday against ammunition depots.")
    >>> text = align(french, english)
    >>> made = make_exercises(text, kinds=["cloze"], number=1, looked_up=["dépôt de munitions"])
    >>> made[0].stem, made[0].answer
    ('Les avions de chasse ont décollé mardi contre des ____.', 'dépôts de munitions')
    """
    expect(text, ParallelText, "exercises are made of a ParallelText, such as read() returns")
    if number < 0:
        raise ValueError(f"a number of exercises is not negative: {number}")
    wanted = tuple(dict.fromkeys(map(_kind, kinds if kinds is not None else ExerciseKind)))
    first = frozenset(_names(looked_up))
    usable = sentences(text, max(_FEWEST_SENTENCES, _SENTENCES_EACH * number), first)
    if not usable or not wanted or not number:
        return ()
    chosen = _Choice(
        usable,
        _level(level) if level is not None else None,
        rng or random.Random(0),
        first,
        frozenset(_names(known)),
    )
    entries = _entries(usable)
    base = termbase if termbase is not None else military_termbase()
    pool = Pool(usable, base, text.source.language, entries)
    return tuple(map(printed, _take_turns(_streams(text, pool, chosen, translator), wanted, number)))


def _kind(name: str) -> ExerciseKind:
    try:
        return ExerciseKind(name)
    except ValueError:
        raise ValueError(f"no kind of exercise: {name!r} (one of {', '.join(ExerciseKind)})") from None


def _level(name: str) -> Level:
    try:
        return Level(name)
    except ValueError:
        raise ValueError(f"no level of the CEFR: {name!r} (one of {', '.join(Level)})") from None


def _names(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield folded(word)


def _entries(usable: Iterable[Sentence]) -> tuple[ConceptEntry, ...]:
    met = (found.match.entry for sentence in usable for found in sentence.bead.terms)
    return tuple({entry.id: entry for entry in met}.values())


def _streams(
    text: ParallelText, pool: Pool, chosen: _Choice, translator: Translator | None
) -> Mapping[ExerciseKind, Iterator[Exercise]]:
    """Return for each kind its exercises, the best first, each made when it is asked for."""
    usable = chosen.spread()
    of = text, pool, chosen.rng
    gaps, whole, meanings = GapMaker(*of), SentenceMaker(*of, translator), MeaningMaker(*of)
    return {
        ExerciseKind.CLOZE: gaps.clozes(chosen.gaps(0)),
        ExerciseKind.CHOICE: gaps.choices(chosen.gaps(1)),
        ExerciseKind.MATCH: PairMaker(*of).matches(chosen.entries(), chosen.gaps(2, set())),
        ExerciseKind.ORDER: whole.orders(usable),
        ExerciseKind.TRANSLATE: whole.translations(usable[::-1]),
        ExerciseKind.FALSE_FRIEND: meanings.false_friends(usable, chosen.is_known),
        ExerciseKind.RANK: meanings.ranks(usable, chosen.is_known),
    }


def _take_turns(
    streams: Mapping[ExerciseKind, Iterator[Exercise]], wanted: Sequence[ExerciseKind], number: int
) -> tuple[Exercise, ...]:
    """Draw from the kinds in turn until there are enough or all have run dry; no exercise twice."""
    made: dict[str, Exercise] = {}
    turns = [kind for kind in _TURNS if kind in wanted]
    while turns and len(made) < number:
        for kind in turns.copy():
            if len(made) == number:
                break
            exercise = next((e for e in streams[kind] if e.id not in made), None)
            if exercise is None:
                turns = [other for other in turns if other is not kind]
            else:
                made[exercise.id] = exercise
    return tuple(made.values())


class _Choice:
    """Which sentences, gaps and terms come first.

    Args:
        usable: the sentences, in order.
        level: of the words asked for.
        rng: decides among equals.
        looked_up: plain names of words that come first.
        known: plain names of words that are left out.
    """

    def __init__(
        self,
        usable: Sequence[Sentence],
        level: Level | None,
        rng: random.Random,
        looked_up: frozenset[str],
        known: frozenset[str],
    ) -> None:
        self._level = level
        self._looked_up = looked_up
        self._known = known
        self.rng = rng
        # One draw decides where the text is begun, so that other seeds ask for other things.
        start = rng.randrange(len(usable))
        self._turned = [*usable[start:], *usable[:start]]
        self._gaps: dict[int, list[Gap]] = {}
        self._asked: set[str] = set()

    def spread(self) -> list[Sentence]:
        """Return the sentences in an order every beginning of which is spread over the text."""
        return spread(self._turned, len(self._turned))

    def is_known(self, *names: str) -> bool:
        """Whether the reader knows a word, by one of its names."""
        return any(folded(name) in self._known or name in self._known for name in names)

    def entries(self) -> list[ConceptEntry]:
        """Return the concepts met, those looked up first, without those known."""
        met = _entries(self._turned)
        fresh = [entry for entry in met if not self.is_known(entry.id, *(term.text for term in entry.terms))]
        return sorted(fresh, key=lambda entry: not self._was_looked_up(entry))

    def _was_looked_up(self, entry: ConceptEntry) -> bool:
        return bool({entry.id, *(folded(term.text) for term in entry.terms)} & self._looked_up)

    def gaps(self, turn: int, asked: set[str] | None = None) -> Iterator[Gap]:
        """Yield the best gap of each sentence, then the next best of each …; none of a lemma asked for already.

        Args:
            turn: which of the kinds that ask for gaps this is, so that they begin with different sentences.
            asked: the lemmas asked for already; by default those of all kinds that ask so.
        """
        asked = self._asked if asked is None else asked
        order = self.spread()
        order = order[turn % len(order) :] + order[: turn % len(order)]
        while True:
            best = (
                next((gap for gap in self._of(sentence) if folded(gap.citation) not in asked), None)
                for sentence in order
            )
            # The sort keeps the spread among gaps that are as good as each other.
            fresh = sorted((gap for gap in best if gap is not None), key=self._order)
            if not fresh:
                return
            for gap in fresh:
                if folded(gap.citation) not in asked:
                    asked.add(folded(gap.citation))
                    yield gap

    def _of(self, sentence: Sentence) -> list[Gap]:
        if sentence.number not in self._gaps:
            found = [gap for gap in gaps_of(sentence) if not gap.named(self._known)]
            self.rng.shuffle(found)
            self._gaps[sentence.number] = sorted(found, key=self._order)
        return self._gaps[sentence.number]

    def _order(self, gap: Gap) -> tuple[bool, bool, int, int]:
        """Order gaps: what was looked up, terms, words of the level, forms, grammatical words; the headline's last."""
        first = not gap.named(self._looked_up), gap.sentence.is_headline
        if gap.kind is GapKind.TERM:
            return *first, 0, 0
        away = distance(level_of(gap.zipf), self._level) if self._level else 0
        return *first, 1 + away, _WORDS_BEFORE_FORMS.index(gap.kind)
