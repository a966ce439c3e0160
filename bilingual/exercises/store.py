"""The file of a deck: every change is one transaction, and can be taken back.

SQLite with a rollback journal rather than a write-ahead log: the deck is one file that its owner can copy,
synchronise and lock, and an answer every few seconds needs no more speed. What is written is flushed to the
disk before the answer counts as given.

Before a row changes, what it was is put into the table `action`, in the same transaction. Taking an action
back puts those rows back, whatever the action was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

from bilingual.databases import BUSY_TIMEOUT, is_damage, open_or_set_aside
from bilingual.errors import DeckError
from bilingual.exercises.records import Row

_APPLICATION = 0x62696C64  # "bild" in ASCII: by it `file` and we know a deck from other databases
_MAGIC = b"SQLite format 3\0"
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE card (
    id TEXT PRIMARY KEY,        -- of its exercise
    exercise TEXT NOT NULL,     -- JSON, bilingual-exercise/1
    added INTEGER NOT NULL,     -- times are seconds since the epoch
    due INTEGER NOT NULL,
    phase TEXT NOT NULL,
    step INTEGER,
    stability REAL,
    difficulty REAL,
    answered INTEGER
);
CREATE INDEX card_due ON card (due);
CREATE TABLE review (           -- every answer ever given, also to cards that are gone
    card TEXT NOT NULL,
    at INTEGER NOT NULL,
    rating TEXT NOT NULL,
    phase TEXT NOT NULL,        -- of the card before the answer
    PRIMARY KEY (card, at)
);
CREATE INDEX review_at ON review (at);
CREATE TABLE known (            -- words not to be asked any more
    language TEXT NOT NULL,
    lemma TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (language, lemma)
) WITHOUT ROWID;
CREATE TABLE lookup (           -- words that the reader had to look up
    language TEXT NOT NULL,
    lemma TEXT NOT NULL,
    document TEXT NOT NULL,
    pair TEXT,                  -- JSON: the sentence it was last looked up in
    times INTEGER NOT NULL,
    at INTEGER NOT NULL,        -- the last time
    PRIMARY KEY (language, lemma, document)
) WITHOUT ROWID;
CREATE TABLE session (          -- exercises that were made and are not all answered
    id TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE TABLE progress (         -- how far a session has come; apart, because every answer changes it
    session TEXT PRIMARY KEY,
    state TEXT NOT NULL
);
CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL        -- JSON: [table, key, row or null] of each row changed, in order
);
"""
_KEYS = {
    "card": ("id",),
    "review": ("card", "at"),
    "known": ("language", "lemma"),
    "lookup": ("language", "lemma", "document"),
    "session": ("id",),
    "progress": ("session",),
}
_IN_MEMORY = ":memory:"  # SQLite's name for a database that is no file
_KEPT_ACTIONS = 100  # that can be taken back


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was done to a deck and can be taken back.

    Args:
        id: later actions have larger ones.
        kind: `answer`, `add`, `remove`, `removals`, `known`, `unknown` or `import`.
        subject: what it was done to, as its user knows it.
        at: when, in seconds since the epoch.
    """

    id: int
    kind: str
    subject: str
    at: int

    def __str__(self) -> str:
        return _SAID.get(self.kind, "{}").format(self.subject)


_SAID = {
    "answer": "the answer to “{}”",
    "add": "the card “{}”",
    "remove": "the removal of “{}”",
    "removals": "the removal of {}",
    "known": "“{}” marked as known",
    "unknown": "“{}” no longer marked as known",
    "import": "the import of {}",
}


class Change:
    """What one transaction does; it notes what the rows were before."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.before: list[tuple[str, list[Any], Row | None]] = []

    def get(self, table: str, *key: Any) -> Row | None:
        """Return the row of a key."""
        return _get(self._connection, table, key)

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        """Write a row in the place of the one with its key."""
        self._note(table, [row[name] for name in _KEYS[table]])
        _put(self._connection, table, row)

    def delete(self, table: str, *key: Any) -> None:
        """Delete the row of a key, if there is one."""
        self._note(table, list(key))
        _delete(self._connection, table, key)

    def _note(self, table: str, key: list[Any]) -> None:
        self.before.append((table, key, _get(self._connection, table, key)))


class Store:
    """A deck's file.

    Args:
        path: of the file; its directory is made. `:memory:` is a deck that is gone when it is closed.
        clock: seconds since the epoch, for the name of a damaged file that is set aside.
        own: whether whatever lies there was meant to be a deck. A file that its user has named may be
            something else altogether, which is left alone.
        rescue: makes a deck at its second argument of what can be read of the damaged one at its first.

    Raises:
        DeckError: it cannot be opened or made, is another program's, or of a later version of this one.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float],
        *,
        own: bool = False,
        rescue: Callable[[Path, Path], None] | None = None,
    ) -> None:
        self.path = path
        self._own = own
        self._lock = RLock()  # the reader's window saves cards from several threads
        with self._explained("opened"):
            path.parent.mkdir(parents=True, exist_ok=True)
            # A link to a file elsewhere stays one, also when that file is set aside.
            self._file = path.resolve() if str(path) != _IN_MEMORY else path
            self._connection, self.set_aside = open_or_set_aside(
                self._file, self._connect, clock, rescue and partial(rescue, self._file)
            )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def select(self, query: str, arguments: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._lock, self._explained("read"):
            return self._connection.execute(query, arguments).fetchall()

    def get(self, table: str, *key: Any) -> Row | None:
        """Return the row of a key."""
        with self._lock, self._explained("read"):
            return _get(self._connection, table, key)

    def rows(self, table: str, order: str, where: str = "1", arguments: Sequence[Any] = ()) -> list[Row]:
        """Return rows of a table in an order."""
        with self._lock, self._explained("read"):
            cursor = self._connection.execute(
                f"SELECT * FROM {table} WHERE {where} ORDER BY {order}", arguments
            )
            return [_row(cursor, values) for values in cursor]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several queries see the deck as it is at one moment."""
        with self._lock, self._explained("read"):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Change rows in one transaction: all of it, or nothing."""
        with self._lock, self._explained("written"):
            # At once for writing: two processes that both read first would be in each other's way.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Change(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise

    def note(self, change: Change, kind: str, subject: str, at: int) -> Action:
        """Put down what a change did, as its last step, so that it can be taken back."""
        before = json.dumps(change.before, ensure_ascii=False, separators=(",", ":"))
        cursor = self._connection.execute(
            "INSERT INTO action (at, kind, subject, before) VALUES (?, ?, ?, ?)", (at, kind, subject, before)
        )
        number = cursor.lastrowid
        assert number is not None
        self._connection.execute("DELETE FROM action WHERE id <= ?", (number - _KEPT_ACTIONS,))
        return Action(number, kind, subject, at)

    def last_action(self) -> Action | None:
        """Return what would be taken back."""
        rows = self.select("SELECT id, kind, subject, at FROM action ORDER BY id DESC LIMIT 1")
        return Action(*rows[0]) if rows else None

    def undo(self, only: int | None = None) -> Action | None:
        """Take back the last action; where `only` is given, only if that is still the last one."""
        with self.change() as change:
            last = self.last_action()
            if last is None or (only is not None and last.id != only):
                return None
            ((before,),) = self.select("SELECT before FROM action WHERE id = ?", (last.id,))
            for table, key, row in reversed(json.loads(before)):
                if row is None:
                    change.delete(table, *key)
                else:
                    change.put(table, row)
            self._connection.execute("DELETE FROM action WHERE id = ?", (last.id,))
        return last

    def _connect(self) -> sqlite3.Connection:
        if not self._own and self._file.is_file():
            with self._file.open("rb") as stream:
                beginning = stream.read(len(_MAGIC))
            if beginning and beginning != _MAGIC:
                raise DeckError("not a deck", place=str(self.path), remedy="name another file")
        connection = sqlite3.connect(
            self._file, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
        )
        try:
            if self._version(connection) == 0:
                self._create(connection)
            if (version := self._version(connection)) > _SCHEMA_VERSION:
                raise DeckError(
                    f"made by a later version of bilingual (schema {version})",
                    place=str(self.path),
                    remedy="install that version",
                )
            ((soundness,), *_) = connection.execute("PRAGMA quick_check(1)").fetchall()
            if soundness != "ok":
                damaged = sqlite3.DatabaseError(soundness)
                damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise damaged
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    def _create(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if self._version(connection) == 0:  # another process may have been quicker
                if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise self._foreign()
                for statement in _SCHEMA.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _version(self, connection: sqlite3.Connection) -> int:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version and connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
            raise self._foreign()
        return version

    def _foreign(self) -> DeckError:
        return DeckError("a database, but not a deck", place=str(self.path), remedy="name another file")

    @contextmanager
    def _explained(self, done: str) -> Iterator[None]:
        """Say in the learner's terms what SQLite or the system objects to."""
        try:
            yield
        except sqlite3.Error as error:
            problem, remedy = _explain(error, done)
            raise DeckError(problem, place=str(self.path), remedy=remedy) from None
        except OSError as error:
            raise DeckError(
                f"the deck cannot be {done}: {error.strerror or error}",
                place=str(self.path),
                remedy="set BILINGUAL_DATA_DIR to a directory of yours",
            ) from None


_EXPLANATIONS = {
    sqlite3.SQLITE_FULL: (
        "not saved, the disk is full; all that was saved before is kept",
        "make room and do it again",
    ),
    sqlite3.SQLITE_READONLY: (
        "not saved, the deck is read-only",
        "check the permissions of file and directory",
    ),
    sqlite3.SQLITE_BUSY: ("another program keeps the deck locked", "close it and do it again"),
    sqlite3.SQLITE_LOCKED: ("another program keeps the deck locked", "close it and do it again"),
    sqlite3.SQLITE_IOERR: (
        "not saved, the disk does not take it; all that was saved before is kept",
        "see that the disk has room and is sound",
    ),
}


def _explain(error: sqlite3.Error, done: str) -> tuple[str, str]:
    if is_damage(error):
        return "the deck is damaged", "do it again: the damaged file is set aside then, not deleted"
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and (known := _EXPLANATIONS.get(code & 0xFF)):
        return known
    return f"the deck cannot be {done}: {error}", "check the permissions of file and directory"


def _get(connection: sqlite3.Connection, table: str, key: Sequence[Any]) -> Row | None:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {_where(table)}", tuple(key))
    values = cursor.fetchone()
    return None if values is None else _row(cursor, values)


def _put(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))


def _delete(connection: sqlite3.Connection, table: str, key: Sequence[Any]) -> None:
    connection.execute(f"DELETE FROM {table} WHERE {_where(table)}", tuple(key))


def _where(table: str) -> str:
    return " AND ".join(f"{name} = ?" for name in _KEYS[table])


def _row(cursor: sqlite3.Cursor, values: Sequence[Any]) -> Row:
    return {name: value for (name, *_), value in zip(cursor.description, values, strict=True)}
