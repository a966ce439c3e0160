"""What the reader did and can take back, last first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

_LONGEST = 200  # steps


@dataclass(slots=True)
class History:
    """Steps that can be undone."""

    _steps: list[tuple[str, Callable[[], None]]] = field(default_factory=list)

    def did(self, what: str, undo: Callable[[], None]) -> None:
        """Note a step and how it is taken back.

        Args:
            what: in the past tense: `saved ‘frappe’`.
            undo: takes it back.
        """
        self._steps.append((what, undo))
        del self._steps[:-_LONGEST]

    def undo(self) -> str | None:
        """Take the last step back and say which it was; `None` where there is none."""
        if not self._steps:
            return None
        what, undo = self._steps.pop()
        undo()
        return what
