"""What every terminal view needs: text made harmless, lines that break where French allows it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

# Escape sequences of a text must not reach the terminal, and bidirectional controls must not reorder it.
# Each character is replaced by one other, so that spans stay right.
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_BIDIRECTIONAL = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_HARMLESS: dict[int, int] = {
    **_CONTROL_PICTURES,
    0x09: 0x20,
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(_BIDIRECTIONAL, 0xFFFD),
}
# Rich breaks lines at any white space, no-break spaces included; these stand in for them while it does.
_NO_BREAK = {"\u00a0": "\ue0a0", "\u202f": "\ue0af"}
_TO_STAND_IN = str.maketrans(_NO_BREAK)
_FROM_STAND_IN = str.maketrans({stand_in: space for space, stand_in in _NO_BREAK.items()})


class PlainConsole(Console):
    """A console that leaves it to its caller what a reader who has gone away means."""

    def on_broken_pipe(self) -> None:
        """Let the error through, where Rich would end the process with 1."""
        raise BrokenPipeError


def harmless(text: str) -> str:
    r"""Replace control characters, escapes and bidirectional controls by signs, one for one.

    >>> harmless("\x1b[31mrouge\u202e")
    '␛[31mrouge�'
    """
    return text.translate(_HARMLESS)


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
