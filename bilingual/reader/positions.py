"""Where the reader is in each text, and his bookmarks: kept by content, found again after moves and edits."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import BilingualError
from bilingual.files import write_text
from bilingual.reader.book import Book
from bilingual.reader.layout import Mode
from bilingual.reader.search import base

FORMAT = "bilingual-position/1"
_DIGITS = 24  # of SHA-256, in hexadecimal
_ALIKE = 0.5  # share of words in common from which a sentence is an old one, edited
_LONGEST = 400  # characters of a sentence that are kept to find it again


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a text, so that it is found even where the text has been edited.

    Args:
        offset: where it begins in the source.
        share: how far into the text that is, 0 to 1.
        sentence: what it says.
    """

    offset: int
    share: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Position:
    """What is kept of a reading.

    Args:
        spot: where the reader is.
        view: what is shown.
        bookmarks: in the order of the text.
    """

    spot: Spot
    view: Mode = Mode.BOTH
    bookmarks: tuple[Spot, ...] = ()


class Positions:
    """Positions in files of a directory, one a text and one a path; each is written wholly or not at all.

    Args:
        directory: where; it is made when something is kept.
        clock: seconds since the epoch.
    """

    def __init__(self, directory: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._directory = directory
        self._clock = clock

    def load(self, text: str, path: Path | None) -> tuple[Position, bool] | None:
        """Return what is kept of a text, and whether the text is still the same.

        Args:
            text: the whole source.
            path: of its file, by which an edited text is known.
        """
        kept = self._read(identity(text))
        if kept is not None:
            return kept, True
        pointer = self._json(_of_path(path)) if path is not None else None
        if pointer is None:
            return None
        kept = self._read(str(pointer.get("text", "")))
        return (kept, False) if kept is not None else None

    def save(self, text: str, path: Path | None, position: Position) -> None:
        """Keep a position.

        Raises:
            BilingualError: it cannot be written.
        """
        name = identity(text)
        where = str(path.resolve()) if path is not None else None
        record = {"format": FORMAT, "path": where, "at": int(self._clock()), **asdict(position)}
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BilingualError(f"cannot be made: {error.strerror}", place=str(self._directory)) from None
        write_text(self._directory / f"{name}.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        if path is not None:
            pointer = json.dumps({"format": FORMAT, "path": where, "text": name}, ensure_ascii=False)
            write_text(self._directory / f"{_of_path(path)}.json", pointer + "\n")

    def _read(self, name: str) -> Position | None:
        record = self._json(name)
        try:
            if record is None:
                return None
            spots = [_spot(spot) for spot in (record["spot"], *record.get("bookmarks", ()))]
            return Position(spots[0], Mode(record.get("view", Mode.BOTH)), tuple(spots[1:]))
        except (KeyError, TypeError, ValueError):
            return None  # damaged: one begins at the beginning

    def _json(self, name: str) -> dict[str, Any] | None:
        if not name.replace("-", "").isalnum():
            return None
        try:
            record = json.loads((self._directory / f"{name}.json").read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return record if isinstance(record, dict) and record.get("format") == FORMAT else None


def identity(text: str) -> str:
    """Return what a text is known by, wherever its file lies."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def spot_of(book: Book, number: int) -> Spot:
    """Return a row as a spot."""
    row = book[number]
    share = row.start / max(len(book.source.text), 1)
    return Spot(row.start, round(share, 6), book.source_of(row)[:_LONGEST])


def find(book: Book, spot: Spot, *, same: bool) -> int:
    """Return the row of a spot: where it was in the same text, the most similar sentence in an edited one."""
    if same:
        return book.row_at(spot.offset)
    return nearest([book.source_of(row)[:_LONGEST] for row in book.rows], spot)


def nearest(sentences: Sequence[str], spot: Spot) -> int:
    """Return which of some sentences a spot is most likely.

    The very sentence, the one nearest to its old place; else the one with most of its words; else whatever
    stands at its old place.

    >>> nearest(["Il pleut fort.", "Il neige.", "Fin."], Spot(0, 0.0, "Il pleut très fort."))
    0
    """

    def distance(number: int) -> float:
        return abs(number / max(len(sentences), 1) - spot.share)

    same = [number for number, sentence in enumerate(sentences) if sentence == spot.sentence]
    if same:
        return min(same, key=distance)
    wanted = frozenset(base(spot.sentence).split())
    best, likeness = 0, 0.0
    for number, sentence in enumerate(sentences):
        words = frozenset(base(sentence).split())
        alike = 2 * len(wanted & words) / max(len(wanted) + len(words), 1)
        if (alike, -distance(number)) > (likeness, -distance(best)):
            best, likeness = number, alike
    if likeness >= _ALIKE:
        return best
    return min(int(spot.share * len(sentences)), len(sentences) - 1)


def _of_path(path: Path) -> str:
    return "path-" + identity(str(path.resolve()))


def _spot(data: dict[str, Any]) -> Spot:
    return Spot(int(data["offset"]), float(data["share"]), str(data["sentence"]))
