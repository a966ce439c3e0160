"""SQLite files of the reader's own: one that is damaged is set aside, never deleted and never overwritten."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

BUSY_TIMEOUT = 10.0  # seconds that one process waits for another's transaction
# What SQLite keeps beside a file; the deck's rollback journal, the memory's write-ahead log and its index.
_COMPANIONS = ("-journal", "-wal", "-shm")
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PAUSE = 0.02  # seconds between two attempts to open


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error means that the file is no sound database, and not that it is busy, full or forbidden."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGE  # the higher bits tell kinds of damage apart


def open_or_set_aside(
    path: Path,
    connect: Callable[[], sqlite3.Connection],
    clock: Callable[[], float],
    rescue: Callable[[Path], None] | None = None,
) -> tuple[sqlite3.Connection, Path | None]:
    """Open a database; where it is damaged, set the file aside and open a new one.

    Args:
        path: the file.
        connect: opens it, and raises `sqlite3.DatabaseError` where it is damaged.
        clock: seconds since the epoch, for the name of what is set aside.
        rescue: makes a database at the path it is given, of what can still be read of the damaged one, which is in
            its place until then. A process that is killed before has changed nothing.

    Returns:
        the connection, and where the damaged file now is, or `None`.
    """
    before = _identity(path)
    try:
        return _connect_patiently(connect), None
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        # Another process may have met the damage first: then what lies here now is its new file.
        moved = set_aside(path, clock, rescue) if _identity(path) == before else None
        return _connect_patiently(connect), moved


def _connect_patiently(connect: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """Connect, again and again while another process holds the file, for as long as `BUSY_TIMEOUT`.

    SQLite's own timeout does not cover what happens when a database is opened: the change to a write-ahead log
    and its recovery, and a reader that becomes a writer, fail at once.
    """
    end = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            return connect()
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None or code & 0xFF not in _BUSY or time.monotonic() >= end:
                raise
        time.sleep(_PAUSE)


def set_aside(path: Path, clock: Callable[[], float], rescue: Callable[[Path], None] | None = None) -> Path:
    """Rename a damaged file and what SQLite keeps beside it, to a name that is free.

    Args:
        path: the file.
        clock: seconds since the epoch, for the name.
        rescue: makes the file that takes its place, see `open_or_set_aside`.
    """
    heir = None if rescue is None else path.with_name(f".{path.name}.part")
    try:
        if rescue is not None and heir is not None:
            _delete(heir)  # of a process that was killed
            rescue(heir)
        aside = _second_name(path, clock)
        # First, so that nothing of the damaged file is taken for its heir's.
        for companion in _COMPANIONS:
            beside = path.with_name(path.name + companion)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + companion))
        if heir is not None:
            heir.replace(path)
        else:
            path.unlink(missing_ok=True)
    finally:
        if heir is not None:
            _delete(heir)
    return aside


def _second_name(path: Path, clock: Callable[[], float]) -> Path:
    """Give a file another name besides the one it has, or instead of it where the disk knows no links."""
    stem = f"{path.name}.damaged-{int(clock())}"
    for name in (stem if not number else f"{stem}-{number}" for number in count()):
        aside = path.with_name(name)
        if aside.exists():
            if aside.samefile(path):  # by a process that was killed
                return aside
            continue
        try:
            aside.hardlink_to(path)
        except OSError:
            path.rename(aside)
        return aside
    raise AssertionError("numbers do not end")


def _delete(path: Path) -> None:
    for name in (path.name, *(path.name + companion for companion in _COMPANIONS)):
        path.with_name(name).unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
