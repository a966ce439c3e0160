"""Which parallel texts are finished and of what they were made, so that a run goes on where another stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from bilingual.errors import BilingualError
from bilingual.files import Closing, write_text

NAME = ".bilingual-corpus.jsonl"


class Journal(Closing):
    """A file in the output directory with a line for each finished parallel text.

    A line is written after its text is in place: a run that is killed between the two does that text again, and
    none is taken for finished that is not. One run at a time may use it.

    Args:
        directory: the output directory, which is there.

    Raises:
        BilingualError: it cannot be written, or another run is using it.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._path = directory / NAME
        try:
            self._lock = _locked(directory / f"{NAME}.lock")
            self._keys = _read(self._path)
            # Written anew, so that a line cut off by a kill is gone and names that came up often stand once.
            write_text(self._path, "".join(map(_line, self._keys, self._keys.values())))
            self._stream = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise BilingualError(
                f"cannot be written: {error.strerror}", place=str(directory), remedy="give another -o DIR"
            ) from None

    def close(self) -> None:
        """Close the file, and let others at it."""
        self._stream.close()
        self._lock.close()

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of what each finished output was made of."""
        return self._keys

    def is_finished(self, output: str, key: str) -> bool:
        """Whether an output is there and was made of the same."""
        return self._keys.get(output) == key and (self._directory / output).is_file()

    def finish(self, output: str, key: str) -> None:
        """Note that an output is in place.

        Raises:
            BilingualError: the disk is full.
        """
        try:
            self._stream.write(_line(output, key))
            self._stream.flush()
        except OSError as error:
            raise BilingualError(f"cannot be written: {error.strerror}", place=str(self._path)) from None
        self._keys[output] = key


def _line(output: str, key: str) -> str:
    return json.dumps({"output": output, "key": key}) + "\n"


def _read(path: Path) -> dict[str, str]:
    keys: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return keys
    for line in lines:
        # A damaged line costs doing its text again.
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            record = json.loads(line)
            keys[str(record["output"])] = str(record["key"])
    return keys


def _locked(path: Path) -> IO[str]:
    """Open the lock file and lock it for as long as it is open, which a killed process is not."""
    stream = path.open("a", encoding="utf-8")
    try:
        import fcntl
    except ImportError:  # Windows: two runs at once are the user's own care
        return stream
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        raise BilingualError(
            "another run is writing here",
            place=os.fspath(path.parent),
            remedy="wait for it, or give another -o DIR",
        ) from None
    except OSError:
        pass  # a file system without locks
    return stream
