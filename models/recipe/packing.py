"""From encoded pairs to packed batches: which pairs are seen, in what order, and how they lie in rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch
from annotation import Annotator
from model import BOS, EOS, PAD, Batch

ROW = 160
"""Positions per row and side. Longer rows leave less empty at their ends and cost more in attention."""
OPEN_ROWS = 12
"""Rows a pair may still be put in: the first with room takes it. Fills rows to about 95 %."""
JOIN = 0.12
"""Share of pairs that go on into the next one as a single long sentence, so that long inputs are not unknown
land."""


class Pairs:
    """Several npz from prepare.py as one list of pairs (see there for the arrays); `swapped` makes French the
    target."""

    def __init__(self, paths: list[Path], *, swapped: bool = False) -> None:
        loaded = [np.load(path) for path in paths]
        self.vocabulary = int(loaded[0]["vocabulary"])
        if any(int(data["vocabulary"]) != self.vocabulary for data in loaded):
            raise ValueError(f"{', '.join(map(str, paths))}: encoded with different vocabularies")
        self.names: list[str] = [str(name) for name in loaded[0]["names"]]
        self.corpus = np.concatenate([data["corpus"] for data in loaded])
        self.source, self.source_offsets = self._join(loaded, "src")
        self.target, self.target_offsets = self._join(loaded, "tgt")
        self.links, self.link_offsets = self._join(loaded, "link")
        if swapped:
            self.source, self.target = self.target, self.source
            self.source_offsets, self.target_offsets = self.target_offsets, self.source_offsets
            self.links = self.links[:, ::-1]

    @staticmethod
    def _join(loaded: list[np.lib.npyio.NpzFile], name: str) -> tuple[np.ndarray, np.ndarray]:
        """Concatenate a ragged array; a file without links counts as one whose pairs have none."""
        values, offsets, base = [], [np.zeros(1, np.int64)], 0
        for data in loaded:
            if name in data:
                values.append(data[name])
                offsets.append(data[f"{name}_off"][1:] + base)
            else:
                values.append(np.zeros((0, 2), np.uint8))
                offsets.append(np.full(len(data["corpus"]), base))
            base += len(values[-1])
        return np.concatenate(values), np.concatenate(offsets)

    def __len__(self) -> int:
        return len(self.corpus)

    def item(self, index: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Source pieces [S], target pieces [T] and links [K, 2] of a pair."""
        cut = lambda values, offsets: values[offsets[index] : offsets[index + 1]]  # noqa: E731
        return (
            cut(self.source, self.source_offsets),
            cut(self.target, self.target_offsets),
            cut(self.links, self.link_offsets),
        )

    def order(self, weights: Mapping[str, float], generator: np.random.Generator) -> Iterator[int]:
        """Endless pair numbers: each epoch shows a pair as often as its corpus's weight says, on average."""
        expected = np.array([weights[name] for name in self.names])[self.corpus]
        while True:
            times = np.floor(expected + generator.random(len(expected))).astype(int)
            epoch = generator.permutation(np.repeat(np.arange(len(expected)), times))
            yield from epoch.tolist()


class _Row:
    """One row being filled."""

    def __init__(self) -> None:
        self.segments: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.source = self.target = 0

    def takes(self, source: int, target: int) -> bool:
        return self.source + source <= ROW and self.target + target <= ROW

    def add(self, segment: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
        self.segments.append(segment)
        self.source += len(segment[0])
        self.target += len(segment[1]) + 1


def segments(
    pairs: Pairs,
    order: Iterator[int],
    join: float,
    generator: np.random.Generator,
    annotate: Annotator | None = None,
) -> Iterator[tuple]:
    """Pairs as (source, target, links), some of them with wishes in the source, some two or three in one."""

    def item(index: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return annotate(*pairs.item(index), generator) if annotate else pairs.item(index)

    for index in order:
        source, target, links = item(index)
        while generator.random() < join:
            source2, target2, links2 = item(next(order))
            if max(len(source) + len(source2), len(target) + len(target2) + 1) > ROW - 10:
                yield source2, target2, links2
                break
            shifted = links2.astype(np.int64) + np.array([len(source), len(target)])
            source, target = np.concatenate([source, source2]), np.concatenate([target, target2])
            links = np.concatenate([links, shifted])
        yield source, target, links


def rows(stream: Iterator[tuple]) -> Iterator[_Row]:
    """First-fit packing over `OPEN_ROWS` rows; when a pair fits none, the fullest row is given out."""
    opened = [_Row() for _ in range(OPEN_ROWS)]
    for segment in stream:
        size = len(segment[0]), len(segment[1]) + 1
        if max(size) > ROW:
            continue
        place = next((row for row in opened if row.takes(*size)), None)
        if place is None:
            fullest = max(range(OPEN_ROWS), key=lambda i: opened[i].source + opened[i].target)
            yield opened[fullest]
            place = opened[fullest] = _Row()
        place.add(segment)
    yield from (row for row in opened if row.segments)


def to_batch(packed: list[_Row]) -> Batch:
    """Rows → tensors, see `Batch`."""
    shape = (len(packed), ROW)
    source, target, labels = (np.full(shape, PAD) for _ in range(3))
    source_segment, target_segment, source_position, target_position = (
        np.zeros(shape, np.int64) for _ in range(4)
    )
    links = []
    for number, row in enumerate(packed):
        s = t = 0
        for segment, (pieces, translation, linked) in enumerate(row.segments, start=1):
            n, m = len(pieces), len(translation) + 1
            source[number, s : s + n] = pieces
            source_position[number, s : s + n] = np.arange(n)
            source_segment[number, s : s + n] = segment
            target[number, t] = BOS
            target[number, t + 1 : t + m] = labels[number, t : t + m - 1] = translation
            labels[number, t + m - 1] = EOS
            target_position[number, t : t + m] = np.arange(m)
            target_segment[number, t : t + m] = segment
            if len(linked):
                place = np.full(len(linked), number)
                links.append(
                    np.stack([place, linked[:, 1].astype(np.int64) + t, linked[:, 0].astype(np.int64) + s])
                )
            s, t = s + n, t + m
    joined = np.concatenate(links, axis=1) if links else np.zeros((3, 0), np.int64)
    arrays = source, source_position, source_segment, target, target_position, target_segment, labels, joined
    return Batch(*map(torch.from_numpy, arrays))


def batches(
    pairs: Pairs,
    weights: Mapping[str, float],
    row_count: int,
    seed: int,
    join: float = JOIN,
    annotate: Annotator | None = None,
) -> Iterator[Batch]:
    """Endless training batches of `row_count` rows."""
    generator = np.random.default_rng(seed)
    packed: list[_Row] = []
    for row in rows(segments(pairs, pairs.order(weights, generator), join, generator, annotate)):
        packed.append(row)
        if len(packed) == row_count:
            yield to_batch(packed)
            packed = []


def development_batches(path: Path, row_count: int, *, swapped: bool = False) -> list[Batch]:
    """Every pair of a development npz once."""
    pairs = Pairs([path], swapped=swapped)
    packed = list(rows(pairs.item(index) for index in range(len(pairs))))
    return [to_batch(packed[start : start + row_count]) for start in range(0, len(packed), row_count)]
