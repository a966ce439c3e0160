"""What can still be read of a damaged deck: most of a file is sound when one page of it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

from bilingual.errors import DeckError
from bilingual.exercises.records import Contents, Row, card_of, known_of, lookup_of, review_of

_T = TypeVar("_T")


def rescue(path: Path) -> Contents:
    """Return what is whole in a damaged deck; the file is not changed.

    Args:
        path: of the file.
    """
    return Contents(
        _whole(path, "card", "id", lambda row: card_of(row, str(path))),
        _whole(path, "review", "rowid", lambda row: review_of(row, str(path))),
        _whole(path, "lookup", "language, lemma, document", lambda row: lookup_of(row, str(path))),
        _whole(path, "known", "language, lemma", lambda row: known_of(row, str(path))),
    )


def _whole(path: Path, table: str, key: str, read: Callable[[Row], _T]) -> tuple[_T, ...]:
    """Return the rows of a table that are met before the damage, from either end and in either order."""
    found: dict[tuple[Any, ...], _T] = {}
    last = ", ".join(f"{name} DESC" for name in key.split(", "))
    for order in (key, last, "rowid", "rowid DESC"):
        for row in _rows(path, f"SELECT * FROM {table} ORDER BY {order}"):
            with suppress(DeckError):
                found.setdefault(tuple(row.values()), read(row))
    return tuple(found.values())


def _rows(path: Path, query: str) -> Iterator[Row]:
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        cursor = connection.execute(query)
        names = [name for name, *_ in cursor.description]
        for values in cursor:
            yield dict(zip(names, values, strict=True))
