"""Places: which files are kept where, how large they are, and whether they are sound and may be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bilingual.directories import (
    cache_directory,
    config_file,
    data_directory,
    deck_file,
    memory_file,
    reading_directory,
    unpacked_packages,
)
from bilingual.doctor.findings import Finding, Health
from bilingual.translation.download import format_size

SECTION = "Files"
_BUSY = 2.0  # seconds to wait for another process's transaction
_LEAST_FREE = 10 << 20  # bytes; less than a memory grows in an afternoon


def check_cache() -> Iterator[Finding]:
    """Look at what can be made again: the translation memory and unpacked packages."""
    yield _directory("cache", cache_directory(lasting=True), "BILINGUAL_CACHE_DIR")
    yield _database(
        "memory",
        memory_file(),
        "SELECT count(*) FROM translation",
        "sentences",
        "at the next use it is set aside, not deleted, and what it held is translated anew",
    )
    yield from _set_aside(memory_file(), "delete it when you do not miss it")
    yield _size("unpacked packages", unpacked_packages())


def check_data() -> Iterator[Finding]:
    """Look at what the reader made and would miss: the deck and the places in texts."""
    yield _directory("data", data_directory(), "BILINGUAL_DATA_DIR")
    yield _database(
        "deck",
        deck_file(),
        "SELECT count(*) FROM card",
        "cards",
        "put back a copy, such as one of `bilingual deck export`; at the next use it is set aside, not deleted",
    )
    yield from _set_aside(
        deck_file(),
        f"sqlite3 may save what is in it: sqlite3 FILE .recover; put it back as {deck_file().name}",
    )
    yield _size("places in texts", reading_directory())


def check_settings() -> Iterator[Finding]:
    """Look at the file of settings."""
    from bilingual.reader.config import load_config

    path = config_file()
    load_config(path)  # what is wrong with it, the error says
    yield Finding(SECTION, "settings", f"{path}{'' if path.exists() else ', none'}")


def _directory(name: str, path: Path, variable: str) -> Finding:
    """Say whether a directory can be written, or made where there is none."""
    remedy = f"mend its permissions, or set {variable} to a directory that can be written"
    if path.exists() and not path.is_dir():
        return Finding(SECTION, name, f"{path} is no directory", Health.PROBLEM, remedy)
    existing = next((parent for parent in (path, *path.absolute().parents) if parent.exists()), path)
    if not existing.is_dir() or not _is_writable(existing):
        problem = "cannot be written" if path.exists() else f"cannot be made: {existing} cannot be written"
        return Finding(SECTION, name, f"{path} {problem}", Health.PROBLEM, remedy)
    if not path.exists():
        return Finding(SECTION, name, f"{path}, not made yet")
    free = _free(path)
    if free is not None and free < _LEAST_FREE:
        return Finding(
            SECTION, name, f"{path}: {format_size(free)} free", Health.PROBLEM, "make room on that disk"
        )
    return Finding(SECTION, name, f"{path}, {format_size(_bytes_in(path))}")


def _is_writable(directory: Path) -> bool:
    """Say whether files can be made in a directory, by asking; the examination itself writes nothing."""
    if not os.access(directory, os.W_OK | os.X_OK):
        return False
    try:
        return not os.statvfs(directory).f_flag & os.ST_RDONLY
    except (AttributeError, OSError):  # no such call on Windows
        return True


def _free(directory: Path) -> int | None:
    try:
        return shutil.disk_usage(directory).free
    except OSError:
        return None


def _database(name: str, path: Path, query: str, what: str, remedy: str) -> Finding:
    """Say whether a database is sound, by SQLite's own quick check; it is opened to read only."""
    if not path.exists():
        return Finding(SECTION, name, f"{path}, not made yet")
    size = format_size(sum(file.stat().st_size for file in _with_companions(path)))
    try:
        with closing(_open(path)) as connection:
            problems = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
            if problems != ["ok"]:
                value = f"{path} is damaged: {'; '.join(map(str, problems))}"
                return Finding(SECTION, name, value, Health.PROBLEM, remedy)
            (number,) = connection.execute(query).fetchone()
    except (sqlite3.DatabaseError, OSError) as error:
        value = f"{path} cannot be read: {error}"
        if "locked" in str(error):
            return Finding(SECTION, name, value, Health.NOTE, "another process is using it; try again")
        return Finding(SECTION, name, value, Health.PROBLEM, remedy)
    if not os.access(path, os.W_OK):
        return Finding(
            SECTION, name, f"{path} cannot be written", Health.PROBLEM, f"chmod u+w {path}, or move it away"
        )
    return Finding(SECTION, name, f"{path}, {number:,} {what}, {size}, sound")


def _open(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A write-ahead log cannot be opened where nothing can be written beside it; what is in the file can.
        connection.close()
        connection = sqlite3.connect(f"{uri}&immutable=1", uri=True)
    return connection


def _with_companions(path: Path) -> Iterator[Path]:
    yield from (file for suffix in ("", "-wal", "-shm") if (file := Path(f"{path}{suffix}")).exists())


def _set_aside(path: Path, remedy: str) -> Iterator[Finding]:
    for file in sorted(path.parent.glob(f"{path.name}.damaged-*")) if path.parent.is_dir() else ():
        if file.name.endswith(("-wal", "-shm", "-journal")):
            continue
        day = time.strftime("%Y-%m-%d", time.localtime(file.stat().st_mtime))
        value = f"{file}, damaged and set aside on {day}, {format_size(file.stat().st_size)}"
        yield Finding(SECTION, f"{path.stem} set aside", value, Health.NOTE, remedy)


def _size(name: str, path: Path) -> Finding:
    if not path.exists():
        return Finding(SECTION, name, f"{path}, none")
    return Finding(SECTION, name, f"{path}, {format_size(_bytes_in(path))}")


def _bytes_in(path: Path) -> int:
    total = 0
    for place, _, files in os.walk(path):
        for file in files:
            try:
                total += (Path(place) / file).lstat().st_size
            except OSError:
                continue
    return total
