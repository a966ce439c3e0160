"""Files of dictionaries read within bounds: whoever made them, they can fill neither memory nor screen.

Nothing here trusts a number that stands in a file. Packed files are unpacked in pieces up to a limit, and a
dictzip (`.dict.dz`) chunk by chunk where an entry is.
"""

from __future__ import annotations

import gzip
import lzma
import struct
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bilingual.errors import BilingualError

# Bytes, unpacked. The largest free dictionaries of one pair of languages take some 200 MB as XML.
MOST_BYTES: Final = 256 << 20
# Bytes of one entry; the longest of the Wiktionary dictionaries has 60 kB.
LONGEST_ENTRY: Final = 1 << 20
_PIECE: Final = 1 << 18  # bytes
_XZ_MEMORY: Final = 128 << 20  # bytes; `xz -9` needs 65 MB to unpack
_GZIP: Final = b"\x1f\x8b"
_XZ: Final = b"\xfd7zXZ\x00"
# Flags of a gzip header (RFC 1952).
_HEADER_CHECK, _EXTRA, _FILE_NAME, _COMMENT = 2, 4, 8, 16

_ANOTHER = "it is damaged: copy or download it again, or leave out this --dictionary"
_SPELLING: Final = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "œ": "oe", "æ": "ae", "\u2011": "-", "\u00ad": None}
)


class DictionaryError(BilingualError):
    """A dictionary of the user's that is missing, damaged, or in no format that is known."""


def damaged(problem: str, path: Path, place: str = "") -> DictionaryError:
    """Return the error of a file that holds what it must not."""
    return DictionaryError(problem, place=f"{path}, {place}" if place else str(path), remedy=_ANOTHER)


def fold(headword: str) -> str:
    """Return what spellings of a headword have in common: case, apostrophes, ligatures, spaces are no matter.

    >>> fold("Aujourd’hui"), fold("Œuvre  d’ART")
    ("aujourd'hui", "oeuvre d'art")
    """
    normal = headword if headword.isascii() else unicodedata.normalize("NFC", headword)
    return " ".join(normal.casefold().translate(_SPELLING).split())


def pieces(path: Path, limit: int = MOST_BYTES) -> Iterator[bytes]:
    """Give the content of a file, unpacked where it is gzip or xz.

    Raises:
        DictionaryError: it cannot be read or unpacked, or holds more than `limit` bytes.
    """
    read = 0
    try:
        if not path.is_file():
            raise DictionaryError("no such file", place=str(path), remedy="give the path of a dictionary")
        for piece in _unpacked(path):
            read += len(piece)
            if read > limit:
                raise damaged(f"more than {limit >> 20} MB when unpacked", path)
            yield piece
    except OSError as error:
        raise damaged(f"cannot be read: {error.strerror or error}", path) from None
    except (EOFError, zlib.error, lzma.LZMAError) as error:
        raise damaged(f"cannot be unpacked: {error}", path) from None


def content(path: Path, limit: int = MOST_BYTES) -> bytes:
    """Return what `pieces` gives, in one."""
    return b"".join(pieces(path, limit))


def _unpacked(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        magic = stream.read(len(_XZ))
        stream.seek(0)
        if magic == _XZ:
            unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            while not unpacker.eof:
                packed = stream.read(_PIECE) if unpacker.needs_input else b""
                if not packed and unpacker.needs_input:
                    raise EOFError("its end is missing")
                yield unpacker.decompress(packed, _PIECE)
        elif magic.startswith(_GZIP):
            with gzip.GzipFile(fileobj=stream) as unpacked:
                while piece := unpacked.read(_PIECE):
                    yield piece
        else:
            while piece := stream.read(_PIECE):
                yield piece


class Index:
    """Where each headword stands, 16 bytes for one: hashes of folded headwords, and positions.

    What `find` returns must be compared with the word, since two words may have one hash.
    """

    def __init__(self, places: Iterable[tuple[str, int]]) -> None:
        hashes, positions = array("q"), array("q")
        for key, position in places:
            hashes.append(hash(key))
            positions.append(position)
        unsorted: NDArray[np.int64] = np.array(hashes, dtype=np.int64)
        order = np.argsort(unsorted, kind="stable")
        self._hashes = unsorted[order]
        self._positions: NDArray[np.int64] = np.array(positions, dtype=np.int64)[order]

    def __len__(self) -> int:
        return len(self._hashes)

    def find(self, key: str) -> list[int]:
        """Return where a headword may stand, in the order of the file."""
        low, high = (np.searchsorted(self._hashes, hash(key), side) for side in ("left", "right"))
        return [int(position) for position in self._positions[low:high]]


@dataclass(frozen=True)
class Body:
    """The file that holds the texts of entries: plain, dictzip, or gzip.

    Args:
        path: to `.dict` or `.dict.dz`.
    """

    path: Path

    def read(self, offset: int, size: int) -> bytes:
        """Return `size` bytes from `offset`.

        Raises:
            DictionaryError: they are not all there, or too many for one entry.
        """
        place = f"byte {offset}"
        if size > LONGEST_ENTRY:
            raise damaged(f"an entry of {size} bytes, more than {LONGEST_ENTRY}", self.path, place)
        try:
            data = self._read(offset, size)
        except OSError as error:
            raise damaged(f"cannot be read: {error.strerror or error}", self.path) from None
        except zlib.error as error:
            raise damaged(f"cannot be unpacked: {error}", self.path, place) from None
        if len(data) != size:
            raise damaged("an entry lies beyond the end of the file", self.path, place)
        return data

    def _read(self, offset: int, size: int) -> bytes:
        with self.path.open("rb") as stream:
            if stream.read(len(_GZIP)) != _GZIP:
                end = stream.seek(0, 2)
                if offset >= end:
                    return b""
                stream.seek(offset)
                return stream.read(size)
            if self._chunks is None:
                return self._whole[offset : offset + size]
            length, starts = self._chunks
            first, last = offset // length, (offset + max(size, 1) - 1) // length
            parts = []
            for start, end in zip(starts[first : last + 1], starts[first + 1 : last + 2], strict=False):
                stream.seek(start)
                parts.append(zlib.decompressobj(-15).decompress(stream.read(end - start), length))
            skipped = offset - first * length
            return b"".join(parts)[skipped : skipped + size]

    @cached_property
    def _whole(self) -> bytes:
        return content(self.path)

    @cached_property
    def _chunks(self) -> tuple[int, list[int]] | None:
        """The unpacked length of a chunk and where chunks begin (and the last ends), or `None` for gzip."""
        with self.path.open("rb") as stream:
            header = stream.read((1 << 17) + (1 << 12))  # the extra field has 64 kB at most, names are short
        if len(header) < 12 or not header[3] & _EXTRA:
            return None
        end = 12 + int.from_bytes(header[10:12], "little")
        extra, field = header[12:end], 0
        while field + 4 <= len(extra):
            name, size = struct.unpack_from("<2sH", extra, field)
            if name == b"RA":
                break
            field += 4 + size
        else:
            return None
        ranges = extra[field + 4 : field + 4 + size]
        version, length, count = struct.unpack_from("<3H", ranges) if len(ranges) >= 6 else (0, 0, 0)
        if version != 1 or not length or len(ranges) < 6 + 2 * count:
            raise damaged("its table of chunks is wrong", self.path, "byte 12")
        for flag in (_FILE_NAME, _COMMENT):
            if header[3] & flag:
                end = header.find(b"\0", end) + 1
                if not end:
                    raise damaged("its header has no end", self.path)
        starts = [end + (2 if header[3] & _HEADER_CHECK else 0)]
        for packed in struct.unpack_from(f"<{count}H", ranges, 6):
            starts.append(starts[-1] + packed)
        return length, starts
