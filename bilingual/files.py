"""Write a file wholly or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bilingual.errors import BilingualError


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, as `write_bytes` does.

    Raises:
        BilingualError: it cannot be written; a file that was there before is unchanged.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`: to a temporary file beside it first, then by renaming.

    A symbolic link stays one, and its file is replaced; pipes and devices (`/dev/null`) are written to as they are.

    Raises:
        BilingualError: it cannot be written; a file that was there before is unchanged.
    """
    try:
        path = path.resolve()
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(data)
            return
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BilingualError(f"cannot be written: {error.strerror}", place=str(path)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
