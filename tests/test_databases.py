"""Damaged databases are set aside."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bilingual import databases
from bilingual.databases import open_or_set_aside, set_aside


def test_what_sqlite_keeps_beside_a_file_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    for suffix in ("", "-journal", "-wal"):
        path.with_name(path.name + suffix).write_text(suffix)
    aside = set_aside(path, lambda: 7.9)
    assert {found.name for found in tmp_path.iterdir()} == {
        "a.sqlite.damaged-7",
        "a.sqlite.damaged-7-journal",
        "a.sqlite.damaged-7-wal",
    }
    assert aside.name == "a.sqlite.damaged-7"


def test_a_file_that_another_process_has_set_aside_already_is_not_set_aside_again(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"garbage" * 1000)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA user_version")
        except sqlite3.DatabaseError:
            connection.close()
            # The other process is quicker.
            set_aside(path, lambda: 1)
            sqlite3.connect(path).executescript("CREATE TABLE its (x)").connection.close()
            raise
        return connection

    connection, moved = open_or_set_aside(path, connect, lambda: 2)
    assert moved is None
    assert connection.execute("SELECT name FROM sqlite_master").fetchone() == ("its",)
    connection.close()


def test_opening_waits_for_what_sqlite_itself_does_not_wait_for(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE a (x)")
    other.execute("BEGIN IMMEDIATE")
    attempts = 0

    def connect() -> sqlite3.Connection:
        nonlocal attempts
        attempts += 1
        if attempts == 3:
            other.execute("COMMIT")
        connection = sqlite3.connect(path, timeout=0)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            connection.close()
            raise
        return connection

    connection, moved = open_or_set_aside(path, connect, lambda: 1)
    assert (attempts, moved) == (3, None)
    connection.close()
    other.close()


def test_a_file_that_stays_locked_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT", 0.05)
    path = tmp_path / "a.sqlite"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=0)
        try:
            connection.execute("CREATE TABLE a (x)")
        except sqlite3.OperationalError:
            connection.close()
            raise
        return connection

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        open_or_set_aside(path, connect, lambda: 1)
    other.close()
