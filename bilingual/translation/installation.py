"""Install, check and remove packages in the directory that Argos Translate uses too.

Argos Translate takes every directory in there for a package, and fails on one that is not. So a package is
unpacked beside that directory and moved into it whole, under a lock; what a killed process has left behind is
put right by the next one that takes the lock. One package a pair of languages: installing one replaces the
others, since Argos Translate itself would use whichever it lists first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bilingual.directories import cache_directory
from bilingual.errors import ModelError
from bilingual.translation.archives import extract
from bilingual.translation.catalogue import Catalogue, CatalogueEntry, fetch_catalogue, kept_catalogue
from bilingual.translation.download import SILENT, Listener, download
from bilingual.translation.packages import (
    PackageInfo,
    PackageOrigin,
    describe_package,
    installed_packages,
    packages_directory,
    version_key,
)
from bilingual.translation.transport import PATIENT, Patience

RECORD_NAME = "bilingual-install.json"

_TOKENIZERS = ("sentencepiece.model", "bpe.model")
_LOCK_INTERVAL = 0.1  # seconds
_REPLACED = "replaced-"


@dataclass(frozen=True, slots=True)
class Installation:
    """What installing a package has done.

    Args:
        package: the package, installed.
        replaced: those for the same languages that were there before and are not any more.
        already_there: whether nothing was done, because it was there, whole.
    """

    package: PackageInfo
    replaced: tuple[PackageInfo, ...] = ()
    already_there: bool = False


@dataclass(frozen=True, slots=True)
class InstallRecord:
    """What was installed, as `bilingual-install.json` in the package's directory keeps it.

    Args:
        archive_sha256: checksum of the archive.
        source: the link or file that it came from.
        installed: when, ISO 8601.
        files: checksum of each file by its path in the package.
    """

    archive_sha256: str
    source: str
    installed: str
    files: Mapping[str, str]


def install_pair(
    source_code: str,
    target_code: str,
    *,
    patience: Patience = PATIENT,
    listener: Listener = SILENT,
    offline: bool = False,
) -> Installation:
    """Fetch the newest package for a pair of languages and install it.

    Raises:
        ModelError: there is no network or none is allowed, the index has no such package, what comes is
            not that package, or it cannot be written.
    """
    if offline:
        raise ModelError(
            "fetching a package needs the network, which --offline forbids",
            remedy="leave it out, or give the .argosmodel file of the package",
        )
    try:
        catalogue = fetch_catalogue(patience)
    except ModelError as error:
        if there := _whole_package(source_code, target_code, "0", listener):
            listener.notice(f"could not look for a newer one: {error}")
            return Installation(there, already_there=True)
        catalogue = _kept_or(error, listener)
    entry = catalogue.newest(source_code, target_code)
    if entry is None:
        raise ModelError(
            f"the index has no package from {source_code} to {target_code}",
            place=catalogue.place,
            remedy="bilingual models list --available shows what there is",
        )
    archive = cache_directory() / "downloads" / f"{_directory_name(entry)}.argosmodel"
    with _exclusive(archive.with_suffix(".lock"), listener):
        # Another process may have installed it while this one waited.
        if there := _whole_package(source_code, target_code, entry.version, listener):
            return Installation(there, already_there=True)
        link = download(
            entry.links, archive, lambda path: _accept(path, entry), patience=patience, listener=listener
        )
        try:
            return install_file(archive, source=link, listener=listener)
        finally:
            archive.unlink(missing_ok=True)


def install_file(path: Path, *, source: str | None = None, listener: Listener = SILENT) -> Installation:
    """Install an `.argosmodel` file, all or nothing.

    Args:
        path: the file.
        source: where it came from, for the record; by default its own path.
        listener: told when another process has to be waited for.

    Raises:
        ModelError: it is no package, damaged or unsafe, or it cannot be written.
    """
    if path.is_dir():
        raise ModelError("it is a directory", place=str(path), remedy="give an .argosmodel file")
    describe_package(path, PackageOrigin.GIVEN)  # so that what is no package at all needs no lock
    packages = packages_directory()
    with _workshop(packages, listener) as workshop:
        tree = extract(path, workshop / "unpacking")
        package = _check_tree(tree, path)
        _write_record(tree, path, source or str(path.absolute()))
        replaced = packages_for(package.source_code, package.target_code)
        destination = packages / _directory_name(package)
        _put(tree, destination, workshop)
        for other in replaced:
            if other.path != destination:
                _take_away(other.path, workshop)
    return Installation(describe_package(destination, PackageOrigin.INSTALLED), replaced)


def remove_package(path: Path, *, listener: Listener = SILENT) -> None:
    """Remove an installed package, or what is left of one, at once and wholly.

    Raises:
        ModelError: it is not in the directory of installed packages, or cannot be removed.
    """
    packages = packages_directory()
    if path not in installed_directories():
        raise ModelError("it is not installed, so it cannot be removed", place=str(path))
    with _workshop(packages, listener) as workshop:
        _take_away(path, workshop)


def installed_directories() -> tuple[Path, ...]:
    """Return the directories that Argos Translate takes for packages, whatever is in them."""
    try:
        entries = sorted(packages_directory().iterdir())
    except OSError:
        return ()
    return tuple(entry for entry in entries if entry.is_dir() and not entry.name.startswith("."))


def packages_for(source_code: str, target_code: str) -> tuple[PackageInfo, ...]:
    """Return the installed packages for a pair of languages, newest first."""
    found = (p for p in installed_packages() if (p.source_code, p.target_code) == (source_code, target_code))
    return tuple(sorted(found, key=lambda package: version_key(package.version), reverse=True))


def read_record(package: Path) -> InstallRecord | None:
    """Return the record of an installed package; `None` where Argos Translate itself has installed it."""
    try:
        raw = json.loads((package / RECORD_NAME).read_bytes())
        files = {str(name): str(digest) for name, digest in raw["files"].items()}
        return InstallRecord(str(raw["archive_sha256"]), str(raw["source"]), str(raw["installed"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def changed_files(package: Path, record: InstallRecord) -> tuple[str, ...]:
    """Return the files of an installed package that are not what was installed, and how they differ."""
    changes = []
    for name, digest in sorted(record.files.items()):
        try:
            if sha256_of(package / name) != digest:
                changes.append(f"{name} has changed")
        except OSError:
            changes.append(f"{name} is missing or cannot be read")
    return tuple(changes)


def sha256_of(path: Path) -> str:
    """Return the checksum of a file as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _kept_or(error: ModelError, listener: Listener) -> Catalogue:
    """Return the copy of the index, or raise the error that kept the index itself from being fetched."""
    kept = kept_catalogue()
    if kept is None:
        raise error
    listener.notice(f"{error}; using the index of {kept.date:%Y-%m-%d}")
    return kept


def _whole_package(
    source_code: str, target_code: str, version: str, listener: Listener
) -> PackageInfo | None:
    """Return the installed package of this version or newer, if its files are as they were installed."""
    newest = next(iter(packages_for(source_code, target_code)), None)
    if newest is None or version_key(newest.version) < version_key(version):
        return None
    record = read_record(newest.path)
    if record and (changes := changed_files(newest.path, record)):
        listener.notice(f"{newest.name} is damaged ({changes[0]}): installing it afresh")
        return None
    return newest


def _accept(path: Path, entry: CatalogueEntry) -> None:
    """Raise a `ModelError` unless the file is the package that the index promised."""
    if entry.sha256 and sha256_of(path) != entry.sha256:
        raise ModelError("its checksum is not that of the index", place=str(path))
    package = describe_package(path, PackageOrigin.GIVEN)
    if (package.source_code, package.target_code) != (entry.source_code, entry.target_code):
        raise ModelError(
            f"it translates {package.source_code} to {package.target_code}, "
            f"not {entry.source_code} to {entry.target_code}",
            place=str(path),
        )
    if package.version != entry.version:
        raise ModelError(f"it is version {package.version}, not {entry.version}", place=str(path))


def _check_tree(tree: Path, archive: Path) -> PackageInfo:
    """Describe what was unpacked, which is what counts; name the archive when it lacks something."""
    try:
        package = describe_package(tree, PackageOrigin.INSTALLED)
    except ModelError as error:
        raise ModelError(error.problem, place=str(archive)) from None
    if not any((tree / name).is_file() for name in _TOKENIZERS):
        raise ModelError(f"neither {' nor '.join(_TOKENIZERS)} in it", place=str(archive))
    return package


def _directory_name(package: PackageInfo | CatalogueEntry) -> str:
    """Return the name that official archives give their directory; codes and versions are checked already."""
    version = package.version.replace(".", "_").replace("?", "unknown")
    return f"translate-{package.source_code}_{package.target_code}-{version}"


def _write_record(tree: Path, archive: Path, source: str) -> None:
    files = {
        path.relative_to(tree).as_posix(): sha256_of(path)
        for path in sorted(tree.rglob("*"))
        if path.is_file() and path.name != RECORD_NAME
    }
    record = {
        "archive_sha256": sha256_of(archive),
        "source": source,
        "installed": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": files,
    }
    (tree / RECORD_NAME).write_text(json.dumps(record, indent=1), "utf-8")


def _put(tree: Path, destination: Path, workshop: Path) -> None:
    """Move a new package to its place; the one that was there comes back if that fails."""
    old = workshop / f"{_REPLACED}{destination.name}"
    if destination.exists() or destination.is_symlink():
        destination.rename(old)
    try:
        tree.rename(destination)
    except OSError:
        if old.exists():
            old.rename(destination)
        raise


def _take_away(path: Path, workshop: Path) -> None:
    # Deleting takes time; renaming does not, so nobody meets half a package. The workshop is cleared later.
    path.rename(workshop / f"removed-{path.name}")


def _delete(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _workshop(packages: Path, listener: Listener) -> Iterator[Path]:
    """Give a directory on the same disk as the packages, empty and for this process alone.

    Raises:
        ModelError: instead of any `OSError` inside.
    """
    try:
        packages.mkdir(parents=True, exist_ok=True)
        workshop = _workshop_directory(packages)
        with _exclusive(workshop / "lock", listener):
            _clear(workshop, packages)
            try:
                yield workshop
            finally:
                _clear(workshop, packages)
    except OSError as error:
        raise ModelError(
            f"cannot be written: {error.strerror}",
            place=str(error.filename or packages),
            remedy="make room, or set ARGOS_PACKAGES_DIR to a directory of yours",
        ) from None


def _workshop_directory(packages: Path) -> Path:
    beside = packages.parent / f".{packages.name}-bilingual"
    try:
        beside.mkdir(exist_ok=True)
        if beside.stat().st_dev == packages.stat().st_dev and os.access(beside, os.W_OK):
            return beside
    except OSError:
        pass  # only the packages' own directory is ours to write
    inside = packages / ".bilingual"
    inside.mkdir(exist_ok=True)
    # Argos Translate loads every directory as a package, and passes over types that it does not know.
    (inside / "metadata.json").write_text('{"type": "bilingual-workshop"}', "utf-8")
    return inside


def _clear(workshop: Path, packages: Path) -> None:
    """Delete what a killed process has left, having put back the package that it was about to replace."""
    for entry in workshop.iterdir():
        home = packages / entry.name.removeprefix(_REPLACED)
        if entry.name.startswith(_REPLACED) and not home.exists():
            entry.rename(home)
        elif entry.name not in ("lock", "metadata.json"):
            _delete(entry)


@contextmanager
def _exclusive(path: Path, listener: Listener) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends; wait for it as long as it takes.

    Raises:
        ModelError: there is nowhere to put it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
    except OSError as error:
        raise ModelError(f"cannot be written: {error.strerror}", place=str(path)) from None
    with stream:
        if not _lock(stream.fileno()):
            listener.notice("another process is installing a package: waiting for it")
            while not _lock(stream.fileno()):
                time.sleep(_LOCK_INTERVAL)
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
