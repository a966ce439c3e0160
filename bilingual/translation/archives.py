"""Unpack an Argos archive without trusting it: no path leaves the directory, no bomb is inflated."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from bilingual.errors import ModelError

# The largest package in the Argos index unpacks to about 0.4 GB.
_LARGEST_PACKAGE = 4 << 30  # bytes
_MOST_MEMBERS = 1_000
# Weights deflate by a tenth or so; 200-fold is what bombs do.
_HIGHEST_RATIO = 200


def check_archive(archive: zipfile.ZipFile, path: Path) -> str:
    """Check an archive before anything of it is written, and return the name of its one top directory.

    Raises:
        ModelError: a member would leave the directory, is a link, or inflates beyond all reason.
    """
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise ModelError(f"it has {len(members)} members, more than any Argos package", place=str(path))
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > _LARGEST_PACKAGE or total > _HIGHEST_RATIO * max(packed, 1):
        raise ModelError(f"it would unpack from {packed} to {total} bytes", place=str(path))
    tops = set()
    for member in members:
        pure = PurePosixPath(member.filename.replace("\\", "/"))
        mode = member.external_attr >> 16
        if pure.is_absolute() or ".." in pure.parts or not pure.parts or ":" in pure.parts[0]:
            raise ModelError(f"member {member.filename!r} would leave the package's directory", place=str(path))
        if stat.S_ISLNK(mode):
            raise ModelError(f"member {member.filename!r} is a symbolic link", place=str(path))
        tops.add(pure.parts[0])
    if len(tops) != 1:
        raise ModelError(f"{len(tops)} top directories instead of one", place=str(path))
    return tops.pop()


def unpack(path: Path, destination: Path) -> Path:
    """Unpack the archive at `path` so that `destination` becomes the package's directory, all or nothing.

    Args:
        path: an `.argosmodel` file.
        destination: the directory to make; where it already is there (another process was faster) it stays.

    Raises:
        ModelError: the archive is damaged or unsafe.
        OSError: it cannot be written there.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=destination.parent))
    try:
        try:
            with zipfile.ZipFile(path) as archive:
                top = check_archive(archive, path)
                archive.extractall(staging)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise ModelError(f"damaged archive: {error}", place=str(path), remedy="fetch it again") from None
        try:
            os.rename(staging / top, destination)
        except OSError:
            if not destination.is_dir():
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return destination
