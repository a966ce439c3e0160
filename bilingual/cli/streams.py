"""The streams and signals of the process, as shells and terminals leave them."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_FIRST_SIGNAL_CODE = 128  # exit codes of a process that a signal ended, as shells count them


class EndedError(BaseException):
    """The process is asked to end: its terminal has closed, or somebody has said `kill`.

    Args:
        number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = _FIRST_SIGNAL_CODE + number


def prepare_streams() -> None:
    """See to it that all three streams are there and can say every letter.

    Where a stream is closed (`>&-`), the next file that is opened would get its number, and what was meant for
    the stream would go into that file. So its number is taken by the null device, opened the wrong way round:
    what is written to a closed standard output is noticed, and said, as if it were an ordinary failure.
    Standard input stays `None`; messages to a closed standard error are lost.
    """
    if sys.stdin is None:
        _take(0, os.O_WRONLY)
    if sys.stdout is None:
        _take(1, os.O_RDONLY)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        _take(2, os.O_WRONLY)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    # A letter that the locale's encoding lacks is replaced rather than fatal.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _take(descriptor: int, flags: int) -> None:
    opened = os.open(os.devnull, flags)
    if opened != descriptor:
        os.dup2(opened, descriptor)
        os.close(opened)


def silence_stdout() -> None:
    """Keep the interpreter from complaining at its end that it cannot write what is left."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def orderly_end() -> Iterator[None]:
    """Let SIGTERM and SIGHUP raise `EndedError`, so that what is open is closed and temporary files go.

    A second one ends the process at once. Where they are ignored (`nohup`) they stay so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]
    changed = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, _frame: FrameType | None) -> None:
        for each in changed:
            signal.signal(each, signal.SIG_DFL)
        raise EndedError(number)

    for number in changed:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)
