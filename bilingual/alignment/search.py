"""The best sequence of beads inside a band, by dynamic programming a row at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bilingual.alignment.band import Band

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of the band holds: an array for the target positions from `low` on.

    Args:
        low: the first target position.
        values: one number a position.
    """

    low: int
    values: Floats | npt.NDArray[np.float32]

    def at(self, low: int, high: int, default: float) -> Floats | npt.NDArray[np.float32]:
        """Return the numbers of positions `low` to `high`, both included, `default` where there are none.

        Not to be written to: it may be a view.
        """
        if low >= self.low and high < self.low + len(self.values):
            return self.values[low - self.low : high - self.low + 1]
        result = np.full(high - low + 1, default)
        first, last = max(low, self.low), min(high, self.low + len(self.values) - 1)
        if first <= last:
            result[first - low : last - low + 1] = self.values[first - self.low : last - self.low + 1]
        return result


Shape = tuple[int, int]
"""Source and target sentences of a bead."""
Scores = Iterator[dict[Shape, Row]]
"""For each source position, the scores of the beads that begin there, by shape; made as they are needed."""


def best_path(
    band: Band,
    scores: Scores,
    shapes: Sequence[Shape],
    source_alone: Floats,
    target_alone: Floats,
) -> list[tuple[int, int]]:
    """Return the positions between the beads of the best path, from (0, 0) to the ends of both texts.

    Args:
        band: where to look.
        scores: of the beads with two sides.
        shapes: those of `scores`.
        source_alone: cost of leaving each source sentence without a partner, as a negative score.
        target_alone: the same for target sentences.
    """
    skipped = np.concatenate(([0.0], np.cumsum(target_alone)))
    # Of the rows above, only those from which a bead can lead here are kept.
    reach = max(n for n, _ in shapes)
    best: deque[Row] = deque(maxlen=reach)
    recent: deque[dict[Shape, Row]] = deque(maxlen=reach)
    choice: list[npt.NDArray[np.int16]] = []
    for i in range(len(band.low)):
        low, high = int(band.low[i]), int(band.high[i])
        value = np.full(high - low + 1, -np.inf)
        picked = np.full(high - low + 1, -1, np.int16)
        if i == 0 and low == 0:
            value[0] = 0.0
        for number, (n, m) in enumerate(shapes):
            if i < n:
                continue
            before = best[-n].at(low - m, high - m, -np.inf)
            total = before + recent[-n][n, m].at(low - m, high - m, -np.inf)
            picked[total > value] = number
            np.maximum(value, total, out=value)
        if i:
            above = best[-1].at(low, high, -np.inf) + source_alone[i - 1]
            picked[above > value] = _ABOVE
            np.maximum(value, above, out=value)
        # Costs of sentences without a partner add up, so the best start along the row is a running maximum.
        offset = skipped[low : high + 1]
        running = np.maximum.accumulate(value - offset) + offset
        left = running > value + 1e-9
        picked[left] = _LEFT
        best.append(Row(low, np.where(left, running, value)))
        choice.append(picked)
        if i + 1 < len(band.low):
            recent.append(next(scores))
    return _trace(band, choice, shapes)


_ABOVE, _LEFT = -2, -3


def _trace(
    band: Band, choice: Sequence[npt.NDArray[np.int16]], shapes: Sequence[Shape]
) -> list[tuple[int, int]]:
    i, j = len(band.low) - 1, int(band.high[-1])
    path = [(i, j)]
    while (i, j) != (0, 0):
        picked = int(choice[i][j - band.low[i]])
        if picked == _LEFT:
            j -= 1
        elif picked == _ABOVE:
            i -= 1
        else:
            n, m = shapes[picked]
            i, j = i - n, j - m
        path.append((i, j))
    return path[::-1]
