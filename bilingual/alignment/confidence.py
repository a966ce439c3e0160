"""How sure a bead is, and whether two texts belong together at all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BeadFacts:
    """What the score of a bead rests on.

    Args:
        source: number of source sentences.
        target: number of target sentences.
        words: words of both sides.
        characters: characters of both sides.
        evidence: log-likelihood ratio of the words in both directions, in nats (see `evidence`).
        length: absolute logarithm of the lengths' ratio, once the languages' own ratio is taken off.
    """

    source: int
    target: int
    words: int
    characters: float
    evidence: float
    length: float

    @property
    def paired(self) -> bool:
        """Whether both sides have sentences."""
        return self.source > 0 and self.target > 0

    @property
    def density(self) -> float:
        """Evidence a word, 0 for a bead with an empty side."""
        return self.evidence / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Report:
    """How far two texts belong together.

    Args:
        source: number of source sentences.
        target: number of target sentences.
        paired: share of all characters that stand in beads with two sides.
        density: evidence a word in those beads, in nats (see `LEAST_DENSITY`).
        problem: what is wrong with the pair of texts, as one line; `None` when nothing is.
    """

    source: int
    target: int
    paired: float
    density: float
    problem: str | None = None


LEAST_DENSITY = 0.1
"""Nats a word under which two texts are no translations of each other. Three novels have 0.58 to 0.84 and
news 1.1 to 1.4; three novels and ten articles put beside the wrong one of their kind -0.66 to -0.43."""
LEAST_PAIRED = 0.3
"""Share of the characters under which most of a text has no counterpart: an extract, or the wrong volume."""
PAIRED = (4.1, 1.27, -5.15, -1.11, -2.37, 1.36)
"""Logistic weights of `features` for beads with two sides, fitted on 3,601 beads of three novels (with and
without paragraphs) and ten articles. On sets left out in turn the expected calibration error is 0.008: scores
of 0.98 and more were right 99.2 times in 100, 0.95 to 0.98 95.6, 0.9 to 0.95 88.6, 0.8 to 0.9 75.9."""
LONE = (-0.27, -2.62, 1.78)
"""The same for beads with one side, on 103 of them, of which 42 in 100 were right: most of the others
belonged to a neighbour of theirs."""
INSERTION = 6
"""Sentences of one side in a run from which they are a passage that the other side has not: a preface, a
chapter left out. Where 1,800 sentences were put into 4,000 pairs, all but two pairs stayed as they had
been."""
INSERTED = 0.95


def score_bead(facts: Sequence[BeadFacts], number: int) -> float:
    """Return the probability that bead `number` is exactly as a careful reader would make it."""
    if not facts[number].paired and _in_long_run(facts, number):
        return INSERTED
    weights = PAIRED if facts[number].paired else LONE
    logit = sum(weight * value for weight, value in zip(weights, features(facts, number), strict=True))
    return round(1 / (1 + math.exp(-logit)), 3)


def _in_long_run(facts: Sequence[BeadFacts], number: int) -> bool:
    """Whether a bead with one side stands among `INSERTION` or more of the same side."""
    sides = facts[number].source > 0, facts[number].target > 0
    around = range(max(0, number - INSERTION + 1), min(len(facts), number + INSERTION))
    run = longest = 0
    for i in around:
        run = run + 1 if (facts[i].source > 0, facts[i].target > 0) == sides else 0
        longest = max(longest, run)
    return longest >= INSERTION


def features(facts: Sequence[BeadFacts], number: int) -> tuple[float, ...]:
    """Return what the logistic model of the score looks at; all of it bounded, so that no single fact
    decides."""
    bead = facts[number]
    around = [facts[i] for i in (number - 1, number + 1) if 0 <= i < len(facts)]
    beside_lone = float(any(not other.paired for other in around))
    weakest = min((other.density for other in around if other.paired), default=0.0)
    weakest = min(max(weakest, -0.3), 0.7)
    if not bead.paired:
        return 1.0, beside_lone, weakest
    merged = min(bead.source + bead.target - 2, 2)
    return 1.0, min(bead.density, 1.0), min(bead.length, 0.7), float(merged), beside_lone, weakest


def judge(facts: Sequence[BeadFacts], sentences: tuple[int, int], characters: float) -> Report:
    """Return the report on a whole alignment; `characters` are those of both texts."""
    paired = [bead for bead in facts if bead.paired]
    share = sum(bead.characters for bead in paired) / max(1.0, characters)
    density = sum(bead.evidence for bead in paired) / max(1, sum(bead.words for bead in paired))
    return Report(*sentences, share, density, _problem(sentences, share, density))


def _problem(sentences: tuple[int, int], share: float, density: float) -> str | None:
    if not all(sentences):
        empty = [name for name, count in zip(("source", "target"), sentences, strict=True) if not count]
        return f"the {empty[0]} text has no sentence" if len(empty) == 1 else "neither text has a sentence"
    if density < LEAST_DENSITY:
        return "the two texts do not seem to be translations of each other"
    if share < LEAST_PAIRED:
        return f"only {share:.0%} of the two texts have a counterpart in the other"
    return None
