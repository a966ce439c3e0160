"""Files: written wholly or not at all, and closed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from bilingual.errors import BilingualError

_LONGEST_NAME = 200  # bytes, of the 255 that file systems take; the rest is for what is put around it
_WHERE_ELSE = "or give another place"
_REMEDIES = {
    errno.ENOSPC: f"make room, {_WHERE_ELSE}",
    errno.EDQUOT: f"make room, {_WHERE_ELSE}",
    errno.EFBIG: "give a place that takes larger files",
    errno.EACCES: f"check the permissions of file and directory, {_WHERE_ELSE}",
    errno.EPERM: f"check the permissions of file and directory, {_WHERE_ELSE}",
    errno.EROFS: "give another place",
    errno.ENOENT: "make its directory first",
    errno.ENOTDIR: "what should be its directory is a file",
    errno.EISDIR: "give the name of a file in it",
    errno.ENAMETOOLONG: "give a shorter name",
    errno.ELOOP: "its links lead in a circle",
}


def encoded(text: str) -> bytes:
    r"""Return a text as UTF-8; half a character, which no UTF-8 can hold, as the escape that JSON has for it.

    >>> encoded('"\udce9t\udce9"')
    b'"\\udce9t\\udce9"'
    """
    return text.encode("utf-8", "backslashreplace")


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, as `write_bytes` does.

    Raises:
        BilingualError: it cannot be written; a file that was there before is unchanged.
    """
    write_bytes(path, encoded(text))


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`: to a temporary file beside it first, then by renaming.

    A file that was there keeps its permissions and, where we may, its owner; one that is read-only stays as it
    is. A symbolic link stays one, and its file is replaced; pipes and devices (`/dev/null`) are written to as
    they are. The temporary file of a process that was killed is taken away by the next that writes the same.

    Raises:
        BilingualError: it cannot be written; a file that was there before is unchanged.
        BrokenPipeError: `path` is a pipe that nobody reads any more.
    """
    try:
        # Asked of the path itself: what `/dev/stdout` leads to may be a pipe, and has no other name.
        there = path.stat() if path.exists() else None
        if there is not None and not stat.S_ISREG(there.st_mode):
            path.write_bytes(data)  # of a directory the system says that it is one
            return
        target = path.resolve()
        if there is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with _part_of(target) as (part, stream):
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            if there is not None:
                _like(part, there)
            if os.name == "nt":  # which renames no file that is open
                stream.close()
            part.replace(target)
    except BrokenPipeError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise _cannot(error, path) from None


@contextmanager
def _part_of(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file beside the target, always of the same name, so that there is never more than one.

    It is locked while it is written: what is there unlocked is of a process that was killed. Another process that
    writes the same waits.
    """
    part = target.with_name(f".{_stem(target)}.part")
    with os.fdopen(_made(part), "wb") as stream:
        try:
            yield part, stream
        except BaseException:
            if os.name == "nt":  # which deletes no file that is open
                stream.close()
            with suppress(OSError):
                part.unlink()
            raise


def _made(part: Path) -> int:
    """Make the file and return it open and locked."""
    while True:
        try:
            made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except FileExistsError:
            _wait_and_delete(part)
            continue
        _lock(made)
        if _is(part, made):  # before it was locked it may have been taken for a dead one's
            return made
        os.close(made)


def _wait_and_delete(part: Path) -> None:
    with suppress(FileNotFoundError):  # the other process has finished
        if os.name == "nt":
            part.unlink()
            return
        found = os.open(part, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            _lock(found)
            if _is(part, found):
                part.unlink()
        finally:
            os.close(found)


def _is(path: Path, descriptor: int) -> bool:
    """Whether a path leads to the file that is open."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    """Lock an open file until it is closed, which the system does for a process that is killed."""
    with suppress(ImportError, OSError):  # Windows, and file systems that know no locks
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _like(part: Path, there: os.stat_result) -> None:
    """Give a file the owner and the permissions of the one that it replaces."""
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give files away
            os.chown(part, there.st_uid, there.st_gid)
    part.chmod(stat.S_IMODE(there.st_mode) & 0o777)


def _stem(target: Path) -> str:
    """Return the target's name, or what stands for it where there is no room for more than it."""
    name = os.fsencode(target.name)
    return target.name if len(name) <= _LONGEST_NAME else hashlib.sha256(name).hexdigest()


def _cannot(error: OSError | ValueError | RuntimeError, path: Path) -> BilingualError:
    if isinstance(error, OSError) and error.errno is not None:
        problem = f"cannot be written: {error.strerror}"
        return BilingualError(problem, place=str(path), remedy=_REMEDIES.get(error.errno))
    if isinstance(error, RuntimeError):  # until Python 3.13, links that lead in a circle
        return BilingualError("cannot be written", place=str(path), remedy=_REMEDIES[errno.ELOOP])
    return BilingualError("not a file name", place=repr(str(path)), remedy="give another")  # a NUL in it


class Closing(ABC):
    """What holds a file open, and closes it at the end of a `with`."""

    @abstractmethod
    def close(self) -> None:
        """Close the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
