"""The file of the lexicon: a few arrays side by side, mapped into memory and read where they are needed.

Layout: eight bytes of magic, the length of a JSON header (uint32, little-endian), the header, then the arrays
it lists, each at a multiple of eight bytes. Nothing is decoded at opening, so that takes a millisecond.

A few words are looked up in the mapped bytes themselves. numpy, whose import takes longer than a page that was
read before takes to show, is left to what works on whole arrays.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bilingual.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[Any]

MAGIC = b"BILEX\x00\x00\x01"
_LENGTH = struct.Struct("<I")
_ALIGNMENT = 8
LOG_STEP = 0.055
"""Nats a step of a probability kept in one byte: from 1 down to 8e-7, each within 2.8 %."""
COUNT_STEP = 0.08
"""Nats a step of a frequency kept in one byte: up to 7e8, each within 4 %."""
DECODED = tuple(array("f", (math.exp(-LOG_STEP * step) for step in range(256))))
"""The probability of each byte, in single precision."""
_KINDS: Mapping[str, Literal["B", "H", "I"]] = {"u1": "B", "u2": "H", "u4": "I"}
"""How numpy and how the standard library call a kind of array."""


def quantise(probabilities: Array) -> Array:
    """Return probabilities (0 to 1) as bytes.

    >>> import numpy as np
    >>> dequantise(quantise(np.array([1.0, 0.5]))).round(1).astype(float).round(1).tolist()
    [1.0, 0.5]
    """
    import numpy as np

    steps = np.rint(-np.log(np.maximum(probabilities, 1e-9)) / LOG_STEP)
    return np.clip(steps, 0, 255).astype(np.uint8)


def dequantise(steps: Array) -> npt.NDArray[np.float32]:
    """Return bytes as probabilities."""
    decoded: npt.NDArray[np.float32] = _decoded()[steps]
    return decoded


@lru_cache(maxsize=1)
def _decoded() -> npt.NDArray[np.float32]:
    import numpy as np

    return np.array(DECODED, np.float32)


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language in code-point order, numbered by their place.

    Args:
        blob: the words in UTF-8, one after the other.
        starts: where each begins in `blob`, and the end of the last.
        counts: how often each was seen in training, in steps of `COUNT_STEP` nats.
    """

    blob: memoryview
    starts: memoryview
    counts: memoryview

    def __len__(self) -> int:
        return len(self.starts) - 1

    def word(self, number: int) -> str:
        """Return the word of a number."""
        return bytes(self.blob[self.starts[number] : self.starts[number + 1]]).decode()

    def find(self, word: str) -> int | None:
        """Return the number of a word, `None` for one that is not held; a binary search."""
        sought = word.encode("utf-8", "surrogatepass")
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(self.blob[self.starts[middle] : self.starts[middle + 1]]) < sought:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.word(low) == word else None

    def count(self, number: int) -> float:
        """Return how often a word was seen in training."""
        return math.exp(COUNT_STEP * int(self.counts[number]))


@dataclass(frozen=True)
class Table:
    """Pairs of words with both conditional probabilities, a sparse matrix by rows.

    Args:
        starts: where the row of each source word begins, and the end of the last.
        columns: number of the target word of each pair, rising within a row.
        forward: p(target | source) of each pair, as a byte.
        backward: p(source | target) of each pair, as a byte.
    """

    starts: memoryview
    columns: memoryview
    forward: memoryview
    backward: memoryview

    def row(self, number: int) -> slice:
        """Return where the pairs of a source word stand."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def find(self, row: int, column: int) -> int | None:
        """Return where the pair of two words stands, `None` where there is none; a binary search."""
        where = self.row(row)
        place = bisect_left(self.columns, column, where.start, where.stop)
        return place if place < where.stop and self.columns[place] == column else None

    def rows(self, numbers: Array) -> tuple[Array, Array]:
        """Return the pairs of many source words at once: where each stands, and whose it is (index into
        `numbers`)."""
        import numpy as np

        starts = np.asarray(self.starts).astype(np.int64)
        lengths = starts[1:][numbers] - starts[:-1][numbers]
        owner = np.repeat(np.arange(len(numbers)), lengths)
        ends = np.cumsum(lengths)
        where = np.arange(len(owner)) - (ends - lengths)[owner] + starts[:-1][numbers][owner]
        return where, owner

    def transposed(self, width: int) -> Table:
        """Return the table by its other side; `width` is the number of target words."""
        import numpy as np

        columns = np.asarray(self.columns)
        order = np.argsort(columns, kind="stable")
        rows = np.repeat(np.arange(len(self.starts) - 1, dtype=np.uint16), np.diff(np.asarray(self.starts)))
        starts = np.concatenate(([0], np.cumsum(np.bincount(columns, minlength=width))))
        forward, backward = np.asarray(self.backward)[order], np.asarray(self.forward)[order]
        return Table(starts.data, rows[order].data, forward.data, backward.data)


@dataclass(frozen=True)
class Store:
    """Everything in a lexicon file.

    Args:
        about: what the header says of origin and training.
        source: French words; the empty word stands for "nothing": its row says what French leaves unsaid.
        target: English words, likewise.
        table: the pairs by French word.
    """

    about: Mapping[str, Any]
    source: Vocabulary
    target: Vocabulary
    table: Table

    @cached_property
    def reversed_table(self) -> Table:
        """The pairs by English word; sorted at first use, about 10 ms."""
        return self.table.transposed(len(self.target))


_ARRAYS = (
    "source.blob", "source.starts", "source.counts", "target.blob", "target.starts", "target.counts",
    "table.starts", "table.columns", "table.forward", "table.backward",
)  # fmt: skip


def write_store(path: Path, about: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Write a lexicon file; `arrays` are those of `Store`, named `source.blob` and so on."""
    entries: dict[str, list[Any]] = {}
    offset = 0
    for name in _ARRAYS:
        array = arrays[name]
        entries[name] = [array.dtype.str, offset, len(array)]
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    header = json.dumps({"about": dict(about), "arrays": entries}, ensure_ascii=False).encode()
    header += b" " * (-(len(MAGIC) + _LENGTH.size + len(header)) % _ALIGNMENT)
    with path.open("wb") as file:
        file.write(MAGIC + _LENGTH.pack(len(header)) + header)
        for name in _ARRAYS:
            data = arrays[name].tobytes()
            file.write(data + bytes(-len(data) % _ALIGNMENT))


def read_store(path: Path) -> Store:
    """Map a lexicon file.

    Raises:
        ModelError: when there is no such file, or it is something else or cut short.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise ModelError(f"the lexicon cannot be opened: {error}", place=str(path)) from None
    start = len(MAGIC) + _LENGTH.size
    if data[: len(MAGIC)] != MAGIC or len(data) < start:
        raise ModelError("this is no lexicon of bilingual", place=str(path))
    (length,) = _LENGTH.unpack_from(data, len(MAGIC))
    try:
        header = json.loads(data[start : start + length])
        arrays = {
            name: _part(data, kind, start + length + offset, count)
            for name, (kind, offset, count) in header["arrays"].items()
        }
        parts: dict[str, dict[str, memoryview]] = {"source": {}, "target": {}, "table": {}}
        for name in _ARRAYS:
            part, _, field = name.partition(".")
            parts[part][field] = arrays[name]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(
            f"the lexicon is damaged: {error}", place=str(path), remedy="install bilingual again"
        ) from None
    return Store(
        header["about"], Vocabulary(**parts["source"]), Vocabulary(**parts["target"]), Table(**parts["table"])
    )


def _part(data: mmap.mmap, kind: str, offset: int, count: int) -> memoryview:
    """Return an array of the file, without copying it where the machine has its byte order."""
    code = _KINDS[kind[1:]]
    end = offset + count * struct.calcsize(code)
    if end > len(data):
        raise ValueError("it is cut short")
    part = memoryview(data)[offset:end]
    if sys.byteorder == "little":
        return part.cast(code)
    turned = array(code, bytes(part))
    turned.byteswap()
    return memoryview(turned)
