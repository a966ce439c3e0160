"""What an examination finds, and how each check is kept from ending it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bilingual.errors import BilingualError


class Health(StrEnum):
    """How a thing is."""

    GOOD = "good"
    NOTE = "note"
    """Something is missing or odd, and works without."""
    PROBLEM = "problem"
    """Something does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Args:
        section: what it belongs to.
        name: what was looked at.
        value: what was found.
        health: how it is.
        remedy: what to do; a finding that is not good has one.
    """

    section: str
    name: str
    value: str
    health: Health = Health.GOOD
    remedy: str = ""

    def __post_init__(self) -> None:
        if self.health is Health.PROBLEM and not self.remedy:
            raise ValueError(f"{self.name}: a problem without a remedy helps nobody")


Check = Callable[[], Iterable[Finding]]


def perform(section: str, check: Check, name: str | None = None) -> tuple[Finding, ...]:
    """Return what a check finds; one that fails itself is a finding, since the others must go on.

    Args:
        section: what it belongs to.
        check: what looks.
        name: what a check that fails is called; by default as its section.
    """
    found: list[Finding] = []
    try:
        found.extend(check())
    except BilingualError as error:
        remedy = error.remedy or "see the message"
        found.append(Finding(section, name or section, _line(str(error)), Health.PROBLEM, remedy))
    except Exception as error:  # whatever is broken here must not hide what is broken elsewhere
        value = f"could not be looked at: {type(error).__name__}: {error}"
        found.append(
            Finding(section, name or section, _line(value), Health.PROBLEM, "mend what the message names")
        )
    return tuple(found)


def _line(text: str) -> str:
    return " ".join(text.split())
