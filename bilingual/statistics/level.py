"""For which level of the CEFR a text is, estimated from three features of published readability research.

The features: how long sentences are (Flesch 1948; Kandel and Moles 1958), how common the content words are
(mean Zipf frequency of their lemmas, each once), and how many subordinate clauses a sentence has; François and
Fairon (2012) found these families telling for French as a foreign language. The length of words, which the
classical formulas have too, adds nothing once their frequency is known: with it the weight came out negative. A
linear model turns them into a number from 1 (A1) to 6 (C2). Its weights are a
ridge regression on the graded texts of `tests/cases/levels`, written for this purpose, 24 in each language;
`tests/benchmarks/levels.py` fits them and prints the error of each text when the others alone are fitted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bilingual.frequency import Level
from bilingual.languages import Language
from bilingual.statistics.words import Word, WordKind

FEATURES = ("sentence length", "word frequency", "subordination")
METHOD = (
    "linear model of sentence length, word frequency (wordfreq) and subordination, fitted on 24 "
    "graded texts a language; 80 % range"
)
FEWEST_WORDS = 30
"""Words under which no level is estimated."""

# Standard deviation of the estimate for a text of another hand. On the graded texts it is half as large (see
# tests/benchmarks/levels.py), but one hand wrote them all. The best model of François and Fairon (2012) gave
# the textbook's own level to 49 texts in 100, and one next to it to 80: of normal errors that is 0.75 to 1.2.
_MODEL_DEVIATION = 0.75
# Of a normal distribution 80 % lies within so many standard deviations.
_COVERAGE = 1.28
_BLOCKS = 10
# Beyond so many standard deviations of the graded texts a feature says little: verse, a list, a statute.
_UNUSUAL = 2.5
_LEAST_ZIPF = 1.0  # what is in no list counts as once in a hundred million words, else names would rule

_SUBORDINATORS = {
    "fr": frozenset(
        """que qu' qui dont où lequel laquelle lesquels lesquelles auquel duquel auxquels auxquelles desquels
        desquelles quand lorsque lorsqu' puisque puisqu' quoique quoiqu' parce si comme tandis afin""".split()
    ),
    "en": frozenset(
        """that which who whom whose when while because although though if whether since unless whereas where
        whereby once until before after as""".split()
    ),
}


@dataclass(frozen=True, slots=True)
class LevelModel:
    """A linear model of one language.

    Args:
        intercept: the level, 1 to 6, where every feature is 0.
        weights: levels a unit of each feature, in the order of `FEATURES`.
        means: of each feature over the graded texts.
        deviations: standard deviations, likewise.
        noise: mean variance of the jackknife over the graded texts; the model's own error has it in it.
    """

    intercept: float
    weights: tuple[float, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    noise: float

    def value(self, features: Sequence[float]) -> float:
        """Return the level as a number, unbounded."""
        return self.intercept + sum(w * x for w, x in zip(self.weights, features, strict=True))


# Printed by tests/benchmarks/levels.py; a test compares.
MODELS = {
    "fr": LevelModel(7.872, (1.104, -1.776, 1.214), (2.791, 4.613, 0.61), (0.533, 0.429, 0.362), 0.161),
    "en": LevelModel(7.215, (1.26, -1.612, 0.965), (2.803, 4.85, 0.591), (0.564, 0.465, 0.346), 0.15),
}


@dataclass(frozen=True, slots=True)
class LevelEstimate:
    """For which level a text is, as far as its surface tells.

    Args:
        value: 1.0 for the middle of A1 to 6.0 for that of C2.
        level: the level nearest to `value`.
        low: the lowest level that is likely, see `METHOD`.
        high: the highest.
        features: what was measured, by the names of `FEATURES`.
        unusual: features so far from those of the graded texts that the estimate is not to be relied on.
    """

    value: float
    level: Level
    low: Level
    high: Level
    features: Mapping[str, float] = field(repr=False)
    unusual: tuple[str, ...] = ()
    method: str = field(default=METHOD, repr=False)

    def __post_init__(self) -> None:
        if not self.low.number <= self.level.number <= self.high.number:
            raise ValueError(f"a level lies within its range, not {self.level} in {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class _Tally:
    """What the features are made of, for a stretch of the text; tallies of stretches add up."""

    words: int
    sentences: int
    subordinators: int
    frequencies: Mapping[str, float]

    @classmethod
    def of(cls, sentences: Sequence[Sequence[Word]], language: Language) -> _Tally:
        whole = [word for sentence in sentences for word in sentence if word.whole]
        every = [word for sentence in sentences for word in sentence]
        subordinators = _SUBORDINATORS[language.code]
        return cls(
            len(whole),
            sum(any(word.whole for word in sentence) for sentence in sentences),
            sum(word.form.lower().replace("’", "'") in subordinators for word in every),
            {word.lemma: max(word.zipf, _LEAST_ZIPF) for word in every if word.kind is WordKind.CONTENT},
        )

    @classmethod
    def together(cls, tallies: Sequence[_Tally]) -> _Tally:
        frequencies: dict[str, float] = {}
        for tally in tallies:
            frequencies |= tally.frequencies
        return cls(
            sum(tally.words for tally in tallies),
            sum(tally.sentences for tally in tallies),
            sum(tally.subordinators for tally in tallies),
            frequencies,
        )

    def features(self) -> tuple[float, ...] | None:
        if not (self.words and self.sentences and self.frequencies):
            return None
        return (
            math.log(self.words / self.sentences),
            sum(self.frequencies.values()) / len(self.frequencies),
            math.log1p(self.subordinators / self.sentences),
        )


def features_of(sentences: Sequence[Sequence[Word]], language: Language) -> tuple[float, ...] | None:
    """Return the features of a text in the order of `FEATURES`; `None` where it has no content words.

    They are the logarithm of the words a sentence, the mean Zipf frequency of the content lemmas, and the
    logarithm of one plus the subordinators a sentence.
    """
    return _Tally.of(sentences, language).features()


def estimate_level(sentences: Sequence[Sequence[Word]], language: Language) -> LevelEstimate | None:
    """Estimate the level of a text.

    Args:
        sentences: the words of each, from `words_of`; headings should be left out.
        language: of the text.

    Returns:
        `None` for fewer than 30 words. The range covers the model's error and that of the sample, which a short
        text is.
    """
    model = MODELS[language.code]
    blocks = _tallies(sentences, language)
    whole = _Tally.together(blocks)
    features = whole.features()
    if whole.words < FEWEST_WORDS or features is None:
        return None
    value = model.value(features)
    sampling = max(0.0, _jackknife(blocks, model) - model.noise)
    reach = _COVERAGE * math.sqrt(_MODEL_DEVIATION**2 + sampling)
    unusual = tuple(
        name
        for name, x, mean, deviation in zip(FEATURES, features, model.means, model.deviations, strict=True)
        if abs(x - mean) > _UNUSUAL * deviation
    )
    return LevelEstimate(
        min(max(value, 0.5), 6.5),
        Level.of_number(value),
        Level.of_number(value - reach),
        Level.of_number(value + reach),
        dict(zip(FEATURES, features, strict=True)),
        unusual,
    )


def sampling_variance(sentences: Sequence[Sequence[Word]], language: Language, model: LevelModel) -> float:
    """Return the variance of the estimate that comes from the text being only so long."""
    return _jackknife(_tallies(sentences, language), model)


def _tallies(sentences: Sequence[Sequence[Word]], language: Language) -> list[_Tally]:
    """Tally a text in at most ten blocks of neighbouring sentences."""
    number = min(_BLOCKS, len(sentences))
    bounds = [round(i * len(sentences) / number) for i in range(number + 1)] if number else [0]
    return [_Tally.of(sentences[start:end], language) for start, end in pairwise(bounds)]


def _jackknife(blocks: Sequence[_Tally], model: LevelModel) -> float:
    """Return the variance of the estimate by leaving out each block in turn."""
    values = []
    for left_out in range(len(blocks)):
        features = _Tally.together([*blocks[:left_out], *blocks[left_out + 1 :]]).features()
        if features is not None:
            values.append(model.value(features))
    if len(values) < 2:
        return _MODEL_DEVIATION**2  # a single sentence says little
    mean = sum(values) / len(values)
    return (len(values) - 1) / len(values) * sum((value - mean) ** 2 for value in values)
