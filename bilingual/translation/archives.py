"""Unpack an Argos archive without trusting it: no path leaves the directory, no bomb is inflated."""

from __future__ import annotations

import shutil
import stat
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

from bilingual.errors import ModelError
from bilingual.ziparchives import ARCHIVE_ERRORS, ENCRYPTED, METHODS

# The largest package in the Argos index unpacks to about 0.4 GB.
_LARGEST_PACKAGE = 4 << 30  # bytes
_MOST_MEMBERS = 1_000
_STAGING = ".unpacking-"
_ABANDONED = 3_600  # seconds after which no process can still be unpacking: it takes one or two
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
    # Members may overlap, so that what they claim adds up to more than there is.
    packed = min(sum(member.compress_size for member in members), path.stat().st_size)
    if total > _LARGEST_PACKAGE or total > _HIGHEST_RATIO * max(packed, 1):
        raise ModelError(f"it would unpack from {packed} to {total} bytes", place=str(path))
    if len({member.filename.casefold() for member in members}) != len(members):
        raise ModelError("two members have the same name", place=str(path))
    tops = {_check_member(member, path) for member in members}
    if len(tops) != 1:
        raise ModelError(f"{len(tops)} top directories instead of one", place=str(path))
    return tops.pop()


def _check_member(member: zipfile.ZipInfo, path: Path) -> str:
    """Check one member and return the top directory that it is in."""
    name = f"member {member.filename!r}"
    pure = PurePosixPath(member.filename.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or ":" in pure.parts[0]:
        raise ModelError(f"{name} would leave the package's directory", place=str(path))
    if len(pure.parts) == 1 and not member.is_dir():
        raise ModelError(f"{name} is in no directory", place=str(path))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ModelError(f"{name} is a symbolic link", place=str(path))
    if member.flag_bits & ENCRYPTED:
        raise ModelError(f"{name} is encrypted", place=str(path))
    if member.compress_type not in METHODS:
        raise ModelError(f"{name} is packed by method {member.compress_type}, not deflated", place=str(path))
    if not member.filename.isprintable():
        raise ModelError(f"{name} has control characters in its name", place=str(path))
    return pure.parts[0]


def extract(path: Path, directory: Path) -> Path:
    """Check the archive at `path`, unpack it into `directory`, and return its top directory there.

    Raises:
        ModelError: the archive is damaged or unsafe; part of it may have been written.
        OSError: it cannot be written there.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            top = check_archive(archive, path)
            archive.extractall(directory)
    except ARCHIVE_ERRORS as error:
        raise ModelError(f"damaged archive: {error}", place=str(path), remedy="fetch it again") from None
    return directory / top


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
    _clear(destination.parent)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=destination.parent))
    try:
        unpacked = extract(path, staging)
        try:
            unpacked.rename(destination)
        except OSError:
            if not destination.is_dir():
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return destination


def _clear(directory: Path) -> None:
    """Delete what processes that were killed had half unpacked."""
    for left in directory.glob(f"{_STAGING}*"):
        with suppress(OSError):  # another process is quicker
            if time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
