"""Is a package what was installed, and does it translate?"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import ModelError
from bilingual.translation.installation import changed_files, read_record
from bilingual.translation.packages import (
    PackageInfo,
    damaged_packages,
    embedded_packages,
    installed_packages,
)
from bilingual.ziparchives import ARCHIVE_ERRORS

# A word that any package for the language knows; any other language has at least figures.
_WORDS = {"fr": "maison", "en": "house"}
_ANY_WORD = "1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a package has shown.

    Args:
        path: the package.
        package: what is known of it; `None` where not even that can be read.
        problems: what is wrong, one line each; none for a good package.
        checked: what the files were compared with.
        word: the word that it was given to translate.
        translation: what it made of it; `None` where it was not tried.
    """

    path: Path
    package: PackageInfo | None
    problems: tuple[str, ...]
    checked: str = "nothing"
    word: str = ""
    translation: str | None = None


def verify_all() -> Iterator[Verdict]:
    """Verify every package there is, those that are too damaged to be listed included."""
    for package in (*installed_packages(), *embedded_packages()):
        yield verify_package(package)
    for path, error in damaged_packages().items():
        yield Verdict(path, None, (error.problem,))


def verify_package(package: PackageInfo, text: str | None = None) -> Verdict:
    """Compare a package's files with their checksums, load it and have it translate a word.

    An installed package is compared with the record of its installation; an archive with the checksums of
    its members; what Argos Translate itself has installed has neither, so only loading it tells.

    Args:
        package: which one.
        text: what to have translated instead of a word.
    """
    problems, checked = _check_files(package)
    word = text or _WORDS.get(package.source_code, _ANY_WORD)
    translation = None
    try:
        translation = _translate(package, word)
        if not translation.strip():
            problems = (*problems, f"it translates {word!r} into nothing")
    except ModelError as error:
        problems = (*problems, error.problem)
    return Verdict(package.path, package, problems, checked, word, translation)


def _check_files(package: PackageInfo) -> tuple[tuple[str, ...], str]:
    if package.is_archive:
        return _check_members(package.path), "the archive's own checksums"
    if record := read_record(package.path):
        return changed_files(
            package.path, record
        ), f"the SHA-256 of {len(record.files)} files at installation"
    return (), "nothing: no record of its installation"


def _check_members(path: Path) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (OSError, *ARCHIVE_ERRORS) as error:
        return (f"damaged archive: {error}",)
    return (f"{broken} is damaged",) if broken else ()


def _translate(package: PackageInfo, word: str) -> str:
    # Imported here, so that listing and installing packages does not load the engine.
    from bilingual.translation.engine import ArgosTranslator

    try:
        (result,) = ArgosTranslator(package, threads=1).translate([word])
    except (RuntimeError, ValueError, TypeError) as error:
        raise ModelError(f"it cannot translate: {type(error).__name__}: {error}") from None
    return result.text
