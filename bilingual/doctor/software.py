"""Programs and libraries: what is installed, in which version, and what is missing."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata

from bilingual import __version__
from bilingual.doctor.findings import Finding, Health

SECTION = "Software"
DISTRIBUTION = "bilingual-reader"
_OLDEST_PYTHON = (3, 11)
# For whoever develops; nobody misses them who reads.
_DEVELOPMENT = frozenset({"bench", "test", "train"})
_ARGOS = ("argos-translate-lt", "argostranslate")
# Of a requirement `argos-translate-lt>=1.12; extra == "x"` the parts that are needed.
_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?(?:>=\s*(?P<least>[\w.]+))?[^;]*"
    r"(?:;.*?extra\s*==\s*['\"](?P<extra>[\w-]+)['\"])?"
)


def check_software() -> Iterator[Finding]:
    """Look at Python, the libraries that are needed, and the extras."""
    yield Finding(SECTION, "bilingual", __version__)
    yield _python()
    requirements = _requirements()
    if not requirements:
        yield Finding(
            SECTION,
            DISTRIBUTION,
            "runs from its source, not installed",
            Health.NOTE,
            f"pip install {DISTRIBUTION}",
        )
    for name, least in requirements.get("", {}).items():
        if name not in _ARGOS:
            yield _library(name, least)
    yield from _argos()
    for extra, wanted in requirements.items():
        if extra and extra not in _DEVELOPMENT:
            yield _extra(extra, wanted)


def _python() -> Finding:
    version = platform.python_version()
    value = f"{version} on {platform.system()} {platform.machine()}, SQLite {sqlite3.sqlite_version}: {sys.executable}"
    if sys.version_info < _OLDEST_PYTHON:
        oldest = ".".join(map(str, _OLDEST_PYTHON))
        return Finding(SECTION, "Python", value, Health.PROBLEM, f"use Python {oldest} or later")
    return Finding(SECTION, "Python", value)


def _requirements() -> Mapping[str, Mapping[str, str]]:
    """Return what is needed, with the oldest version that will do, by extra; the key "" is for everybody."""
    try:
        lines = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return {}
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        if match := _REQUIREMENT.match(line):
            found.setdefault(match["extra"] or "", {})[match["name"]] = match["least"] or ""
    return found


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _library(name: str, least: str) -> Finding:
    version = _version(name)
    remedy = f"pip install --upgrade '{name}{f'>={least}' if least else ''}'"
    if version is None:
        return Finding(SECTION, name, "not installed", Health.PROBLEM, remedy)
    if least and _key(version) < _key(least):
        return Finding(SECTION, name, f"{version}, older than {least}", Health.PROBLEM, remedy)
    return Finding(SECTION, name, version)


def _argos() -> Iterator[Finding]:
    """Look which distribution the module `argostranslate` is of; two write over each other."""
    installed = {name: version for name in _ARGOS if (version := _version(name))}
    value = ", ".join(f"{name} {version}" for name, version in installed.items())
    if not installed:
        yield Finding(
            SECTION, "argostranslate", "not installed", Health.PROBLEM, "pip install argos-translate-lt"
        )
    elif len(installed) > 1:
        yield Finding(
            SECTION,
            "argostranslate",
            f"{value}: two distributions of one module",
            Health.NOTE,
            "pip uninstall argostranslate argos-translate-lt, then pip install argos-translate-lt",
        )
    else:
        yield Finding(SECTION, "argostranslate", value)


def _extra(extra: str, wanted: Mapping[str, str]) -> Finding:
    missing = [name for name in wanted if _version(name) is None]
    name = f"extra {extra}"
    if missing:
        value = f"not installed: {', '.join(missing)}"
        return Finding(SECTION, name, value, Health.NOTE, f"pip install '{DISTRIBUTION}[{extra}]'")
    return Finding(SECTION, name, ", ".join(f"{library} {_version(library)}" for library in wanted))


def _key(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:4])


def check_terminal(
    encoding: str, width: int, colored: bool, pager: Sequence[str] | None
) -> Iterator[Finding]:
    """Look at what standard output can show.

    Args:
        encoding: of standard output.
        width: its cells.
        colored: whether colours are written to it.
        pager: the pager that would be started.
    """
    section = "Terminal"
    if "utf" in encoding.lower().replace("-", ""):
        yield Finding(section, "encoding", encoding)
    else:
        remedy = "export LC_ALL=C.UTF-8, or PYTHONUTF8=1"
        value = f"{encoding}: signs and accents are replaced"
        yield Finding(section, "encoding", value, Health.NOTE, remedy)
    reasons = [
        f"{name}={os.environ[name]}" for name in ("NO_COLOR", "TERM", "COLORTERM") if os.environ.get(name)
    ]
    said = f"{'yes' if colored else 'no'}{f' ({chr(44).join(reasons)})' if reasons else ''}"
    yield Finding(section, "colours", said)
    yield Finding(section, "width", f"{width} cells")
    if pager is None:
        yield Finding(section, "pager", "none", Health.NOTE, "install less, or set PAGER")
    elif shutil.which(pager[0]) is None:
        yield Finding(
            section, "pager", f"{pager[0]} is not there", Health.NOTE, "set PAGER to a program that is"
        )
    else:
        yield Finding(section, "pager", " ".join(pager))
