"""Fit the level model on the graded texts, and say how far off it is on each when fitted on the others.

    python tests/benchmarks/levels.py            the table, and the weights as `level.py` has them

Leaving one out judges the method on texts of the same hand; what that is worth is said in
`tests/cases/levels/README.md`.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bilingual.document import ParagraphKind, read_document
from bilingual.frequency import Level
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.sentences import split_sentences
from bilingual.statistics.level import LevelModel, features_of, sampling_variance
from bilingual.statistics.words import Word, words_of

TEXTS = Path(__file__).resolve().parents[1] / "cases" / "levels"
# Of 0.3, 1, 3 and 10 those up to 3 differ by 0.03 of a level on left-out texts; 1 shrinks the weights a little.
PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Graded:
    """A text and the level it was written for."""

    name: str
    level: Level
    sentences: tuple[tuple[Word, ...], ...]
    features: tuple[float, ...]


def graded_texts(language: Language) -> list[Graded]:
    """Read the graded texts of a language."""
    found = []
    for path in sorted(TEXTS.glob(f"*.{language.code}.txt")):
        document = read_document(path)
        segments = split_sentences(document, language)
        prose = [(s.span,) for s in segments if s.kind is not ParagraphKind.HEADING]
        sentences = words_of(document.text, prose, language)
        features = features_of(sentences, language)
        assert features is not None
        found.append(Graded(path.name, Level(path.name[:2]), sentences, features))
    return found


def fit(texts: Sequence[Graded], language: Language) -> LevelModel:
    """Fit a ridge regression of the level on the standardised features."""
    features: NDArray[np.float64] = np.array([text.features for text in texts])
    levels = np.array([float(text.level.number) for text in texts])
    means, deviations = features.mean(0), features.std(0)
    standard = (features - means) / deviations
    gram = standard.T @ standard + PENALTY * np.eye(len(means))
    weights = np.linalg.solve(gram, standard.T @ (levels - levels.mean())) / deviations
    model = LevelModel(
        round(float(levels.mean() - means @ weights), 3),
        *(tuple(round(float(x), 3) for x in row) for row in (weights, means, deviations)),
        noise=0.0,
    )
    noise = sum(sampling_variance(text.sentences, language, model) for text in texts) / len(texts)
    return LevelModel(model.intercept, model.weights, model.means, model.deviations, round(noise, 3))


def left_out(texts: Sequence[Graded], language: Language) -> list[float]:
    """Return the estimate of each text by the model of the others."""
    return [
        fit([other for other in texts if other is not text], language).value(text.features) for text in texts
    ]


def summary(texts: Sequence[Graded], values: Sequence[float]) -> tuple[float, float, float]:
    """Return the root mean square error in levels, and the shares that are right and at most one level off."""
    errors = [value - text.level.number for text, value in zip(texts, values, strict=True)]
    off = [
        abs(Level.of_number(value).number - text.level.number)
        for text, value in zip(texts, values, strict=True)
    ]
    number = len(texts)
    return (
        math.sqrt(sum(error**2 for error in errors) / number),
        sum(distance == 0 for distance in off) / number,
        sum(distance <= 1 for distance in off) / number,
    )


def main() -> None:
    """Print the estimates and the models."""
    for language in (FRENCH, ENGLISH):
        texts = graded_texts(language)
        values = left_out(texts, language)
        print(f"{language.name}, each text by the model of the other {len(texts) - 1}")
        for text, value in zip(texts, values, strict=True):
            sign = "" if Level.of_number(value) is text.level else "  <"
            print(f"  {text.name:28} {value:5.2f} {Level.of_number(value)}{sign}")
        error, right, near = summary(texts, values)
        print(f"  error {error:.2f} levels; right {right:.0%}, at most one off {near:.0%}")
        print(f"  {fit(texts, language)}\n")


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    main()
