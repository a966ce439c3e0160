"""Single keys from a terminal, as answers to what was shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bilingual.views.single import Answer


def reader_is_there() -> bool:
    """Whether somebody sees standard output and can answer."""
    return sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()


def keys_from_terminal(otherwise: str) -> None:
    """Let standard input be the terminal, where it was the text or is something else.

    Args:
        otherwise: said where there is no terminal.

    Raises:
        UsageError: there is none.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        raise click.UsageError(otherwise) from None
    os.dup2(terminal, 0)
    os.close(terminal)
    encoding = sys.stdin.encoding if sys.stdin is not None else None
    sys.stdin = open(0, encoding=encoding, errors="replace", closefd=False)  # noqa: SIM115


@contextmanager
def keys_at_once() -> Iterator[None]:
    """Have keys read without Enter and without being shown; what is typed ahead is not lost."""
    try:
        import termios
        import tty
    except ImportError:  # Windows, where click asks the console
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def ask_key() -> Answer:
    """Wait for a key: Enter or space, n, a, or q."""
    from bilingual.views.single import Answer

    answers = {"n": Answer.SKIP, "a": Answer.ALL, "q": Answer.STOP, "": Answer.STOP, "\x04": Answer.STOP}
    answers |= dict.fromkeys(("\r", "\n", " "), Answer.REVEAL)
    while True:
        if (found := answers.get(_key().lower())) is not None:
            return found


def _key() -> str:
    if sys.platform == "win32":
        return click.getchar()
    # Past the buffer of `sys.stdin`, which would wait for more than a key.
    return os.read(sys.stdin.fileno(), 1).decode("utf-8", "replace")
