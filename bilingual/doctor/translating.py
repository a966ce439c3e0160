"""The packages that translate: which are used, whether they are what was installed, whether they work here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bilingual.doctor.findings import Finding, Health
from bilingual.errors import ModelError
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.translation.download import format_size
from bilingual.translation.packages import (
    PackageOrigin,
    damaged_packages,
    find_package,
    packages_directory,
)

SECTION = "Installed packages"
NETWORK = "Network"
_WORST_FIRST = (Health.PROBLEM, Health.NOTE, Health.GOOD)
_PATIENCE = 120.0  # seconds; a large package on a slow disk loads in ten
_SHOWN_DIGITS = 16  # of a SHA-256


def check_packages() -> Iterator[Finding]:
    """Look at the package of each direction, and try it in a process of its own; and at what is damaged."""
    network: list[Finding] = []
    for source, target in ((FRENCH, ENGLISH), (ENGLISH, FRENCH)):
        yield from _direction(source, target, network)
    yield Finding(SECTION, "directory", f"{packages_directory()}")
    for path, error in damaged_packages().items():
        yield Finding(
            SECTION,
            path.name,
            f"{path}: {error.problem}",
            Health.PROBLEM,
            f"bilingual models remove {path.name}, then install it again",
        )
    # Both directions were watched; what is worst of either counts.
    yield from sorted(network, key=lambda finding: _WORST_FIRST.index(finding.health))[:1]


def _direction(source: Language, target: Language, network: list[Finding]) -> Iterator[Finding]:
    section = f"{source.name} to {target.name}"
    install = f"bilingual models install {source.code} {target.code}"
    try:
        package = find_package(source, target)
    except ModelError as error:
        needed = source is FRENCH
        value = error.problem if needed else "none; texts can be aligned all the same"
        yield Finding(section, "package", value, Health.PROBLEM if needed else Health.NOTE, install)
        return
    if package.origin is PackageOrigin.EMBEDDED:
        yield Finding(
            section, "package", f"{package.name}, embedded; a larger one translates better: {install}"
        )
        again = f"install bilingual again, or: {install}"
    else:
        yield Finding(section, "package", f"{package.name}, {package.origin}")
        again = f"bilingual models remove {package.path.name}, then: {install}"
    yield Finding(section, "place", f"{package.path}, {format_size(package.size())}")
    yield Finding(section, "licence", package.licence() or "the package does not say")
    result = _trial(source, target)
    if problems := result["problems"]:
        yield Finding(section, "tried", "; ".join(map(str, problems)), Health.PROBLEM, again)
    else:
        digest = str(result["sha256"])[:_SHOWN_DIGITS]
        yield _checksums(section, str(result["checked"]), digest)
        said = f"{result['sentence']} → {result['translation']} ({result['seconds']} s with loading)"
        yield Finding(section, "tried", said)
    network.append(_network(section, result))


def _checksums(section: str, checked: str, digest: str) -> Finding:
    contents = f"SHA-256 of the contents {digest}…"
    if checked.startswith("nothing"):
        remedy = "packages that bilingual itself installs have a record of their files"
        return Finding(section, "checksums", f"compared with {checked}; {contents}", Health.NOTE, remedy)
    return Finding(section, "checksums", f"good by {checked}; {contents}")


def _trial(source: Language, target: Language) -> dict[str, Any]:
    """Return what `bilingual.doctor.trial` prints; a process that dies is a problem like any other."""
    command = [sys.executable, "-m", "bilingual.doctor.trial", source.code, target.code]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return {"problems": [f"no answer within {_PATIENCE:.0f} seconds"]}
    try:
        # A library may have printed something before.
        result = json.loads(done.stdout.strip().rpartition(b"\n")[2])
        assert isinstance(result, dict)
    except ValueError:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return {"problems": [f"the engine {_end(done.returncode)}{': ' + lines[-1] if lines else ''}"]}
    return result


def _end(code: int) -> str:
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with {code}"


def _network(name: str, result: dict[str, Any]) -> Finding:
    """Say whether a socket was seen while the package was checked, loaded and used, and two texts aligned."""
    attempts, sockets = result.get("attempts"), result.get("sockets")
    if attempts is None:
        return Finding(NETWORK, name, "not watched: the trial broke off", Health.NOTE, "mend the above first")
    if attempts or sockets:
        seen = ", ".join(map(str, attempts[:3])) or f"{sockets} open sockets"
        return Finding(
            NETWORK, name, f"touched: {seen}", Health.PROBLEM, "please report it: nothing here should"
        )
    how = "Python's audit hook saw no socket made, bound or connected and no name looked up"
    if sockets is not None:
        how += ", and the system lists none open"
    return Finding(NETWORK, name, f"not touched: {how}")
