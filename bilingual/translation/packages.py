"""Argos packages: which one to use for a pair of languages, and what is known of it before it is loaded.

Finding a package imports nothing of `argostranslate`: its settings create three directories and take a tenth
of a second, which a reader whose sentences are all in the translation memory need not spend. The places
looked at are those that Argos Translate documents: `ARGOS_PACKAGES_DIR` in the environment or in its
`settings.json`, else `argos-translate/packages` in the user's data directory.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.languages import Language

_METADATA_LIMIT = 1 << 20  # bytes; real ones have a few hundred


class PackageOrigin(StrEnum):
    """Where a package was found."""

    GIVEN = "given"
    INSTALLED = "installed"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """A translation package that is there, with what its metadata says.

    Args:
        path: its directory, or its `.argosmodel` archive.
        name: what people call it, `translate-fr_en 1.9`.
        source_code: ISO 639-1 code of the language translated from.
        target_code: ISO 639-1 code of the language translated into.
        version: the package's own version.
        fingerprint: changes when the contents do; part of the translation memory's keys.
        origin: where it was found.
        metadata: the whole of `metadata.json`.
    """

    path: Path
    name: str
    source_code: str
    target_code: str
    version: str
    fingerprint: str
    origin: PackageOrigin
    metadata: Mapping[str, Any]

    @property
    def is_archive(self) -> bool:
        """Whether the package is still packed."""
        return self.path.is_file()

    def decoding_options(self) -> Mapping[str, Any]:
        """Return how the package's makers want it to be decoded; `{}` where they do not say."""
        own = self.metadata.get("bilingual")
        options = own.get("decoding") if isinstance(own, dict) else None
        return options if isinstance(options, dict) else {}

    def gives_word_links(self) -> bool:
        """Whether an attention head of the package was trained to align words."""
        own = self.metadata.get("bilingual")
        return isinstance(own, dict) and bool(own.get("alignment"))


def find_package(source: Language, target: Language, path: str | os.PathLike[str] | None = None) -> PackageInfo:
    """Find the package that translates from `source` into `target`.

    Args:
        source: language of the text.
        target: language wanted.
        path: a package's directory or archive; by default the newest that Argos Translate has installed
            for the pair, else the embedded one.

    Raises:
        ModelError: there is none, or `path` is not one, or translates other languages.
    """
    if path is not None:
        package = describe_package(Path(path), PackageOrigin.GIVEN)
        if (package.source_code, package.target_code) != (source.code, target.code):
            raise ModelError(
                f"it translates {package.source_code} to {package.target_code}, not {source.code} to {target.code}",
                place=str(path),
            )
        return package
    for packages in (installed_packages(), embedded_packages()):
        fitting = [p for p in packages if (p.source_code, p.target_code) == (source.code, target.code)]
        if fitting:
            return max(fitting, key=lambda package: _version_key(package.version))
    raise ModelError(
        f"no package translates {source.name} to {target.name} here",
        remedy=f"bilingual models install {source.code} {target.code}, or --model PATH",
    )


def installed_packages() -> tuple[PackageInfo, ...]:
    """Return the translation packages that Argos Translate has installed, damaged ones left out."""
    return tuple(_packages_in(packages_directory(), PackageOrigin.INSTALLED))


def embedded_packages() -> tuple[PackageInfo, ...]:
    """Return the packages that come with `bilingual`: inside the wheel, or in `models/` of its repository."""
    root = Path(__file__).resolve().parent.parent
    for directory in (root / "_models", root.parent / "models"):
        if found := tuple(_packages_in(directory, PackageOrigin.EMBEDDED)):
            return found
    return ()


def packages_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the directory in which Argos Translate keeps its installed packages; it may not exist."""
    if given := environment.get("ARGOS_PACKAGES_DIR"):
        return Path(given)
    home = Path(os.path.expanduser("~"))
    if "SNAP" in environment and "SNAP_USER_DATA" in environment:
        home = Path(environment["SNAP_USER_DATA"])
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    try:
        settings = json.loads((config / "argos-translate" / "settings.json").read_text("utf-8"))
        if given := settings.get("ARGOS_PACKAGES_DIR"):
            return Path(given)
    except (OSError, ValueError, AttributeError):
        pass  # no settings, or not Argos Translate's: its own defaults hold
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "argos-translate" / "packages"


def describe_package(path: Path, origin: PackageOrigin) -> PackageInfo:
    """Read a package's metadata without loading it.

    Raises:
        ModelError: `path` holds no translation package.
    """
    if path.is_dir():
        metadata, fingerprint = _read_directory(path)
    elif path.is_file():
        stat = path.stat()
        metadata, fingerprint = _read_archive(path, stat.st_size, stat.st_mtime_ns)
    else:
        raise ModelError("no such package", place=str(path), remedy="give a package directory or an .argosmodel file")
    try:
        source, target = str(metadata["from_code"]), str(metadata["to_code"])
    except KeyError as error:
        raise ModelError(f"metadata.json has no {error}, so this is no translation package", place=str(path)) from None
    version = str(metadata.get("package_version", "?"))
    return PackageInfo(
        path, f"translate-{source}_{target} {version}", source, target, version, fingerprint, origin, metadata
    )


def _packages_in(directory: Path, origin: PackageOrigin) -> Iterator[PackageInfo]:
    try:
        entries = sorted(directory.iterdir())
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir() and entry.suffix != ".argosmodel":
            continue
        try:
            yield describe_package(entry, origin)
        except ModelError:
            continue  # an unpacked directory of another kind, or a damaged one: `models verify` tells


def _read_directory(path: Path) -> tuple[dict[str, Any], str]:
    try:
        raw = (path / "metadata.json").read_bytes()
        weights = (path / "model" / "model.bin").stat()
    except OSError as error:
        missing = Path(error.filename).name if error.filename else "metadata.json"
        raise ModelError(f"no readable {missing} in it, so this is no Argos package", place=str(path)) from None
    # The weights are up to hundreds of megabytes: their size and time stand for them.
    fingerprint = _digest(raw, f"{weights.st_size} {weights.st_mtime_ns}".encode())
    return _parse_metadata(raw, path), fingerprint


@lru_cache(maxsize=32)
def _read_archive(path: Path, _size: int, _mtime: int) -> tuple[dict[str, Any], str]:
    """Read the metadata and fingerprint of an archive; size and time only tell the cache of a change."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [i for i in archive.infolist() if i.filename.count("/") == 1 and i.filename.endswith("/metadata.json")]
            if len(members) != 1:
                raise ModelError("no metadata.json in it, so this is no Argos package", place=str(path))
            if members[0].file_size > _METADATA_LIMIT:
                raise ModelError(f"its metadata.json has {members[0].file_size} bytes", place=str(path))
            raw = archive.read(members[0])
            checksums = sorted((i.filename, i.file_size, i.CRC) for i in archive.infolist())
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise ModelError(f"not a readable .argosmodel archive: {error}", place=str(path)) from None
    return _parse_metadata(raw, path), _digest(repr(checksums).encode())


def _parse_metadata(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        metadata = json.loads(raw)
    except ValueError as error:
        raise ModelError(f"metadata.json is not JSON: {error}", place=str(path)) from None
    if not isinstance(metadata, dict):
        raise ModelError("metadata.json is not an object", place=str(path))
    return metadata


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers, so that 1.10 comes after 1.9; anything else counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
