"""Where in the plane of source and target sentences the alignment can lie: a band around a coarse path.

The coarse path goes through anchors: pairs of sentences that are each other's best match by rare words that
translate each other. Anything may lie between two anchors, so long insertions stay inside the band.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bilingual.alignment.evidence import Side
from bilingual.lexicon.lexicon import PairTable

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MARGIN = 5
"""Sentences left and right of the coarse path; 2 and 32 give the same beads on the development sets."""
WHOLE = 60
"""Sentences on the longer side up to which the whole plane is searched: it costs nothing."""
MOST_OCCURRENCES = 12
"""Sentences a word may stand in to be rare."""
LEAST_PROBABILITY = 0.1
"""Geometric mean of both directions from which two words count as translations."""
LARGEST_HOLE = 1_000_000
"""Cells between two anchors that are searched in full; in a larger hole only its diagonal and edges."""
DIAGONAL = 250
"""Half width of the strip along the diagonal of a hole that is too large."""


@dataclass(frozen=True, slots=True)
class Band:
    """For each source position (one more than sentences) the target positions `low` to `high`, both
    included."""

    low: Ints
    high: Ints

    @property
    def cells(self) -> int:
        """Pairs of positions in the band."""
        return int((self.high - self.low + 1).sum())


def find_band(source: Side, target: Side, table: PairTable) -> Band:
    """Return the band in which to look for the alignment."""
    n, m = len(source.tokens), len(target.tokens)
    if max(n, m) <= WHOLE:
        return Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    return _around(anchors(source, target, table), n, m)


def anchors(source: Side, target: Side, table: PairTable) -> list[tuple[int, int]]:
    """Return pairs of sentences that surely belong together, rising on both sides."""
    rows, columns, weights = _matches(source, target, table)
    best = _mutual(rows, columns, weights, len(source.tokens), len(target.tokens))
    return _chain(rows[best], columns[best], weights[best])


def _matches(source: Side, target: Side, table: PairTable) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of sentences that share rare translations, and the weight of what they share."""
    ours, theirs = _occurrences(source), _occurrences(target)
    strength = np.sqrt(table.forward * table.backward)
    rows: list[Ints] = []
    columns: list[Ints] = []
    weights: list[Floats] = []
    for index in np.flatnonzero(strength >= LEAST_PROBABILITY):
        here, there = ours[table.given[index]], theirs[table.other[index]]
        if here is None or there is None:
            continue
        rows.append(np.repeat(here, len(there)))
        columns.append(np.tile(there, len(here)))
        # A word in many places tells little: the weight is shared among its places.
        weights.append(np.full(len(here) * len(there), strength[index] / np.sqrt(len(here) * len(there))))
    if not rows:
        empty = np.zeros(0, np.int64)
        return empty, empty, np.zeros(0)
    width = len(target.tokens)
    keys, inverse = np.unique(np.concatenate(rows) * width + np.concatenate(columns), return_inverse=True)
    return keys // width, keys % width, np.bincount(inverse, np.concatenate(weights)).astype(np.float64)


def _occurrences(side: Side) -> list[Ints | None]:
    """Return for each word the sentences it stands in, `None` where they are too many."""
    pieces = [np.unique(tokens) for tokens in side.tokens]
    words = np.concatenate(pieces)
    sentence = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    order = np.argsort(words, kind="stable")
    groups = np.split(sentence[order], np.cumsum(np.bincount(words, minlength=len(side.words)))[:-1])
    return [group if len(group) <= MOST_OCCURRENCES else None for group in groups]


def _mutual(rows: Ints, columns: Ints, weights: Floats, n: int, m: int) -> Ints:
    """Return the indices of the matches that are the best of their row and of their column."""
    best_row, best_column = np.zeros(n), np.zeros(m)
    np.maximum.at(best_row, rows, weights)
    np.maximum.at(best_column, columns, weights)
    return np.flatnonzero((weights >= best_row[rows]) & (weights >= best_column[columns]))


def _chain(rows: Ints, columns: Ints, weights: Floats) -> list[tuple[int, int]]:
    """Return the heaviest sequence of matches that rises on both sides (a Pareto front kept sorted)."""
    ends: list[int] = []
    totals: list[float] = []
    nodes: list[int] = []
    before = np.full(len(rows), -1, np.int64)
    # Within a row from right to left, so that no two matches of one row join.
    for index in np.lexsort((-columns, rows)):
        column, weight = int(columns[index]), float(weights[index])
        place = bisect_right(ends, column - 1)
        total = weight + (totals[place - 1] if place else 0.0)
        before[index] = nodes[place - 1] if place else -1
        if place < len(ends) and ends[place] == column and totals[place] >= total:
            continue
        stop = place
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[place:stop], totals[place:stop], nodes[place:stop] = [column], [total], [int(index)]
    path: list[tuple[int, int]] = []
    node = nodes[-1] if nodes else -1
    while node >= 0:
        path.append((int(rows[node]), int(columns[node])))
        node = int(before[node])
    return path[::-1]


def _around(path: Sequence[tuple[int, int]], n: int, m: int) -> Band:
    """Return the band that holds every rectangle between two anchors, with a margin."""
    low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    corners = [(0, 0), *path, (n, m)]
    for (top, left), (bottom, right) in pairwise(corners):
        rows = slice(max(0, top - MARGIN), min(n, bottom + MARGIN) + 1)
        lowest, highest = max(0, left - MARGIN), min(m, right + MARGIN)
        height, width = bottom - top, right - left
        if height * width <= LARGEST_HOLE:
            low[rows] = np.minimum(low[rows], lowest)
            high[rows] = np.maximum(high[rows], highest)
            continue
        steps = np.arange(rows.start, rows.stop)
        diagonal = left + (steps - top) * width // max(1, height)
        reach = DIAGONAL + width // max(1, height)
        low[rows] = np.minimum(low[rows], np.clip(diagonal - reach, lowest, highest))
        high[rows] = np.maximum(high[rows], np.clip(diagonal + reach, lowest, highest))
    # The path only rises, so its band may too.
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))
