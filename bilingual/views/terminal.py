"""What every terminal view needs: text made harmless, lines that break where French allows it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bilingual.untrusted import harmless

__all__ = ["PlainConsole", "harmless", "superscript", "wrap"]

# Rich breaks lines at any white space, no-break spaces included; these stand in for them while it does.
_NO_BREAK = {"\u00a0": "\ue0a0", "\u202f": "\ue0af"}
_TO_STAND_IN = str.maketrans(_NO_BREAK)
_FROM_STAND_IN = str.maketrans({stand_in: space for space, stand_in in _NO_BREAK.items()})


class PlainConsole(Console):
    """A console that leaves it to its caller what a reader who has gone away means."""

    def on_broken_pipe(self) -> None:
        """Let the error through, where Rich would end the process with 1."""
        raise BrokenPipeError


def wrap(text: Text, width: int, console: Console) -> list[Text]:
    """Break a text into lines of at most `width` cells, never at a no-break space."""
    held = text.copy()
    held.plain = text.plain.translate(_TO_STAND_IN)
    lines = list(held.wrap(console, max(width, 1), overflow="fold"))
    for line in lines:
        line.plain = line.plain.translate(_FROM_STAND_IN)
        line.rstrip()
    return lines


def superscript(number: int, *, unicode: bool = True) -> str:
    """Return the sign that refers to a row of the term table.

    >>> superscript(12), superscript(12, unicode=False)
    ('¹²', '[12]')
    """
    return str(number).translate(_SUPERSCRIPTS) if unicode else f"[{number}]"


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
