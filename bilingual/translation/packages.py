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
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import Any

from bilingual.errors import ModelError, expect
from bilingual.languages import Language, as_language
from bilingual.translation.archives import check_archive
from bilingual.ziparchives import ARCHIVE_ERRORS

_METADATA_LIMIT = 1 << 20  # bytes; real ones have a few hundred
_README_LIMIT = 1 << 16  # bytes; real ones have a few thousand
# Codes and versions become file names and reach terminals, so nothing else is let in.
# The index has such as `fr`, `pt-BR` and `1.9`.
CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})?")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")
_LICENCE = re.compile(r"licen[cs]e", re.IGNORECASE)


class OtherPackageError(ModelError):
    """An Argos package of another type, such as those that find sentence boundaries."""


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

    def takes_wishes(self) -> bool:
        """Whether the package was trained to read wishes in a sentence, see `translation.wishes`."""
        own = self.metadata.get("bilingual")
        return isinstance(own, dict) and own.get("wishes") is True

    def writes_plain_typography(self) -> bool:
        """Whether the package says that it writes as on a typewriter: no ’ « » … œ, no no-break spaces."""
        own = self.metadata.get("bilingual")
        return isinstance(own, dict) and own.get("typography") == "plain"

    def size(self) -> int:
        """Return the bytes it takes on the disk."""
        files = [self.path] if self.is_archive else [file for file in self.path.rglob("*") if file.is_file()]
        return sum(file.stat().st_size for file in files)

    def licence(self) -> str | None:
        """Return what the package says of its licence, in its metadata or else in a line of its README."""
        for key in ("license", "licence"):
            if isinstance(said := self.metadata.get(key), str) and said.strip():
                return _printable(said)
        lines = (self._readme() or "").splitlines()
        return next((_printable(line) for line in lines if _LICENCE.search(line)), None)

    def _readme(self) -> str | None:
        try:
            if not self.is_archive:
                with (self.path / "README.md").open("rb") as stream:
                    return stream.read(_README_LIMIT).decode("utf-8", "replace")
            with zipfile.ZipFile(self.path) as archive:
                name = f"{check_archive(archive, self.path)}/README.md"
                with archive.open(name) as member:
                    return member.read(_README_LIMIT).decode("utf-8", "replace")
        except (OSError, KeyError, ModelError, *ARCHIVE_ERRORS):
            return None  # a package need not have one


def find_package(
    source: Language | str, target: Language | str, path: str | os.PathLike[str] | None = None
) -> PackageInfo:
    """Find the package that translates from `source` into `target`.

    Args:
        source: language of the text, or its ISO 639-1 code.
        target: language wanted, likewise.
        path: a package's directory or archive; by default the newest that Argos Translate has installed
            for the pair, else the embedded one.

    Raises:
        ModelError: there is none, or `path` is not one, or translates other languages.
        LanguageError: there is no such language; a `ValueError`.
        WrongTypeError: `path` is none; a `TypeError`.
    """
    source, target = as_language(source), as_language(target)
    expect(path, (str, os.PathLike, NoneType), "a package is given by its path")
    if path is not None:
        package = describe_package(Path(path), PackageOrigin.GIVEN)
        if (package.source_code, package.target_code) != (source.code, target.code):
            raise ModelError(
                f"it translates {package.source_code} to {package.target_code}, "
                f"not {source.code} to {target.code}",
                place=str(path),
            )
        return package
    for packages in (installed_packages(), embedded_packages()):
        fitting = [p for p in packages if (p.source_code, p.target_code) == (source.code, target.code)]
        if fitting:
            return max(fitting, key=lambda package: version_key(package.version))
    raise ModelError(
        f"no package translates {source.name} to {target.name} here",
        remedy=f"bilingual models install {source.code} {target.code}, or --model PATH",
    )


def installed_packages() -> tuple[PackageInfo, ...]:
    """Return the translation packages that Argos Translate has installed, damaged ones left out."""
    return tuple(_packages_in(packages_directory(), PackageOrigin.INSTALLED))


def damaged_packages() -> Mapping[Path, ModelError]:
    """Return what is among the installed packages without being one that can be used, and why not."""
    found = _described(packages_directory(), PackageOrigin.INSTALLED)
    return {
        path: error
        for path, error in found
        if isinstance(error, ModelError) and not isinstance(error, OtherPackageError)
    }


def embedded_packages() -> tuple[PackageInfo, ...]:
    """Return the packages that come with `bilingual`: inside the wheel, or in `models/` of its repository."""
    root = Path(__file__).resolve().parent.parent
    for directory in (root / "_models", root.parent / "models"):
        if found := tuple(_packages_in(directory, PackageOrigin.EMBEDDED)):
            return found
    return ()


def packages_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the directory in which Argos Translate keeps its installed packages; it may not exist."""
    if given := argos_setting("ARGOS_PACKAGES_DIR", environment):
        return Path(given)
    return argos_data_directory(environment) / "packages"


def argos_setting(name: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return a setting of Argos Translate: from the environment, else from its `settings.json`."""
    if given := environment.get(name):
        return given
    config = Path(environment.get("XDG_CONFIG_HOME") or _home(environment) / ".config")
    try:
        given = json.loads((config / "argos-translate" / "settings.json").read_text("utf-8")).get(name)
    except (OSError, ValueError, AttributeError, RecursionError):
        return None  # no settings, or not Argos Translate's: its own defaults hold
    return str(given) if given else None


def argos_data_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the directory in which Argos Translate keeps its data; it may not exist."""
    data = Path(environment.get("XDG_DATA_HOME") or _home(environment) / ".local" / "share")
    return data / "argos-translate"


def _home(environment: Mapping[str, str]) -> Path:
    if "SNAP" in environment and "SNAP_USER_DATA" in environment:
        return Path(environment["SNAP_USER_DATA"])
    try:
        return Path("~").expanduser()
    except RuntimeError:  # no HOME, and a user that the system does not know: a container's
        return Path(os.devnull)  # below which there is nothing, and nothing can be made


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
        raise ModelError(
            "no such package", place=str(path), remedy="give a package directory or an .argosmodel file"
        )
    source, target = (_language_code(metadata, key, path) for key in ("from_code", "to_code"))
    version = str(metadata.get("package_version", "?"))
    if not VERSION.fullmatch(version):
        version = "?"
    return PackageInfo(
        path, f"translate-{source}_{target} {version}", source, target, version, fingerprint, origin, metadata
    )


def _packages_in(directory: Path, origin: PackageOrigin) -> Iterator[PackageInfo]:
    # A damaged one is passed over here: `models verify` tells of it.
    return (package for _, package in _described(directory, origin) if isinstance(package, PackageInfo))


def _described(directory: Path, origin: PackageOrigin) -> Iterator[tuple[Path, PackageInfo | ModelError]]:
    try:
        entries = sorted(directory.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or not (entry.is_dir() or entry.suffix == ".argosmodel"):
            continue
        try:
            yield entry, describe_package(entry, origin)
        except ModelError as error:
            yield entry, error


def _language_code(metadata: Mapping[str, Any], key: str, path: Path) -> str:
    if key not in metadata:
        raise ModelError(f"no {key} in its metadata, so this is no translation package", place=str(path))
    if not CODE.fullmatch(code := str(metadata[key])):
        raise ModelError(f"the {key} in its metadata, {code[:40]!r}, is no language code", place=str(path))
    return code


def _read_directory(path: Path) -> tuple[dict[str, Any], str]:
    try:
        raw = (path / "metadata.json").read_bytes()
        metadata = _parse_metadata(raw, path)
        weights = (path / "model" / "model.bin").stat()
    except OSError as error:
        missing = Path(error.filename).name if error.filename else "metadata.json"
        raise ModelError(f"no readable {missing}, so this is no Argos package", place=str(path)) from None
    # The weights are up to hundreds of megabytes: their size and time stand for them.
    fingerprint = _digest(raw, f"{weights.st_size} {weights.st_mtime_ns}".encode())
    return metadata, fingerprint


@lru_cache(maxsize=32)
def _read_archive(path: Path, _size: int, _mtime: int) -> tuple[dict[str, Any], str]:
    """Read the metadata and fingerprint of an archive; size and time only tell the cache of a change."""
    try:
        with zipfile.ZipFile(path) as archive:
            member = archive.getinfo(f"{check_archive(archive, path)}/metadata.json")
            if member.file_size > _METADATA_LIMIT:
                raise ModelError(f"its metadata.json has {member.file_size} bytes", place=str(path))
            raw = archive.read(member)
            checksums = sorted((i.filename, i.file_size, i.CRC) for i in archive.infolist())
    except KeyError:
        raise ModelError("no metadata.json in it, so this is no Argos package", place=str(path)) from None
    except (OSError, *ARCHIVE_ERRORS) as error:
        raise ModelError(f"not a readable .argosmodel archive: {error}", place=str(path)) from None
    return _parse_metadata(raw, path), _digest(repr(checksums).encode())


def _parse_metadata(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        metadata = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"metadata.json is not JSON: {error}", place=str(path)) from None
    if not isinstance(metadata, dict):
        raise ModelError("metadata.json is not an object", place=str(path))
    if metadata.get("type", "translate") != "translate":
        raise OtherPackageError("it is an Argos package, but not for translating", place=str(path))
    return metadata


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _printable(text: str) -> str:
    """Return the text as one line that a terminal shows as it is, of no more than a few lines' length."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]


def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers, so that 1.10 comes after 1.9; anything else counts as 0.

    >>> version_key("1.10") > version_key("1.9") > version_key("?")
    True
    """
    return tuple(int(part) if re.fullmatch("[0-9]{1,9}", part) else 0 for part in version.split("."))
