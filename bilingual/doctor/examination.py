"""The whole examination, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bilingual.doctor.findings import Finding, Health, perform


@dataclass(frozen=True, slots=True)
class Screen:
    """What is known of standard output.

    Args:
        encoding: its name.
        width: cells.
        colored: whether colours are written.
        pager: command of the pager, or `None`.
    """

    encoding: str
    width: int
    colored: bool
    pager: Sequence[str] | None = None


def examine(screen: Screen | None = None) -> Iterator[Finding]:
    """Look at everything and yield each finding as it is made; nothing is written, and no check ends the others.

    Args:
        screen: what to say of the terminal; nothing where there is none.
    """
    # Each import is part of the check it serves: a broken library must not hide the others.
    yield from perform("Software", _software)
    yield from perform("Translation", _packages)
    yield from perform("Language data", _language_data)
    for name, check in (("cache", _cache), ("data", _data), ("settings", _settings)):
        yield from perform("Files", check, name)
    if screen is not None:
        yield from perform("Terminal", lambda: _terminal(screen))


def healthy(findings: Sequence[Finding]) -> bool:
    """Whether nothing that was found is a problem."""
    return all(finding.health is not Health.PROBLEM for finding in findings)


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as JSON has them."""
    return {
        "format": "bilingual-doctor/1",
        "healthy": healthy(findings),
        "findings": [
            {
                "section": finding.section,
                "name": finding.name,
                "value": finding.value,
                "health": finding.health.value,
                **({"remedy": finding.remedy} if finding.remedy else {}),
            }
            for finding in findings
        ],
    }


def _software() -> Iterator[Finding]:
    from bilingual.doctor.software import check_software

    return check_software()


def _packages() -> Iterator[Finding]:
    from bilingual.doctor.translating import check_packages

    return check_packages()


def _language_data() -> Iterator[Finding]:
    from bilingual.frequency import zipf_frequency
    from bilingual.glossary.termbase import military_termbase
    from bilingual.lexicon import Lexicon

    section = "Language data"
    terms = len(military_termbase())
    yield Finding(section, "termbase", f"{terms:,} concepts")
    about = Lexicon.open().translations("guerre", 1)
    if not about:
        yield Finding(section, "lexicon", "holds nothing", Health.PROBLEM, "install bilingual again")
    else:
        yield Finding(section, "lexicon", f"guerre → {about[0][0]}")
    yield Finding(section, "word frequencies", f"guerre: Zipf {zipf_frequency('guerre'):.1f}")


def _cache() -> Iterator[Finding]:
    from bilingual.doctor.storage import check_cache

    return check_cache()


def _data() -> Iterator[Finding]:
    from bilingual.doctor.storage import check_data

    return check_data()


def _settings() -> Iterator[Finding]:
    from bilingual.doctor.storage import check_settings

    return check_settings()


def _terminal(screen: Screen) -> Iterator[Finding]:
    from bilingual.doctor.software import check_terminal

    return check_terminal(screen.encoding, screen.width, screen.colored, screen.pager)
