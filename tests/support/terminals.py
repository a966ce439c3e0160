"""A command in a terminal of its own, to be typed at."""

from __future__ import annotations

import codecs
import os
import select
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from processes import COMMAND

_PATIENCE = 20.0  # seconds; machines that test are busy


class Terminal:
    """A process whose keyboard and screen are a pseudo-terminal."""

    def __init__(
        self, arguments: tuple[str, ...], width: int, shell: str, environment: dict[str, str]
    ) -> None:
        pty, termios, fcntl = (pytest.importorskip(name) for name in ("pty", "termios", "fcntl"))
        import struct

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        command = [*COMMAND, *arguments]
        self._process = subprocess.Popen(
            ["sh", "-c", f"{shell} {shlex.join(command)}"] if shell else command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**os.environ, "PYTHONUTF8": "1", "TERM": "xterm", **environment},
        )
        os.close(theirs)
        self.screen = ""  # all that was shown
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    def expect(self, text: str, since: int = 0) -> int:
        """Wait until a text is shown after a place of the screen; return where it ends."""
        until = time.monotonic() + _PATIENCE
        while (found := self.screen.find(text, since)) < 0:
            assert time.monotonic() < until, f"{text!r} is not in\n{self.screen[since:]}"
            if not self._read(0.5) and self._process.poll() is not None and not self._read(0.1):
                assert text in self.screen[since:], f"{text!r} is not in\n{self.screen[since:]}"
        return found + len(text)

    def type(self, keys: str) -> None:
        """Type; Enter is a line feed."""
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Wait for the process to end and return its exit code."""
        until = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < until:
            self._read(0.1)
        while self._read(0.1):
            pass
        return self._process.wait(1)

    def kill(self) -> None:
        """End the process at once, as `kill -9` does, and close the terminal."""
        self._process.kill()
        self._process.wait(_PATIENCE)
        os.close(self._ours)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        with suppress(OSError):  # on Linux, a terminal that nobody uses any more
            if data := os.read(self._ours, 65536):
                self.screen += self._decoder.decode(data).replace("\r", "")
                return True
        return False


@contextmanager
def terminal(
    *arguments: str | Path, width: int = 80, shell: str = "", **environment: str
) -> Iterator[Terminal]:
    """Run a command in a terminal until the block ends; `shell` is what a shell line has before it."""
    running = Terminal(tuple(map(str, arguments)), width, shell, environment)
    try:
        yield running
    finally:
        running.kill()
