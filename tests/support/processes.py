"""The command as a process with two streams and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

COMMAND = [sys.executable, "-m", "bilingual"]


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command; standard error is kept apart."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=120,
        check=False,
    )


class _Screen(BytesIO):
    """What is shown on a terminal."""

    def isatty(self) -> bool:
        return True


def run_here(
    *arguments: str | Path, stdin: bytes = b"", encoding: str = "utf-8", tty: bool = False, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as `run` does, but in this process, which has loaded what it needs already.

    With `tty`, standard output is a terminal.
    """
    from bilingual.cli import main

    out, err = _Screen() if tty else BytesIO(), BytesIO()
    streams = {
        "stdin": TextIOWrapper(BytesIO(stdin), encoding=encoding),
        "stdout": TextIOWrapper(out, encoding=encoding, write_through=True),
        "stderr": TextIOWrapper(err, encoding=encoding, write_through=True),
    }
    code: object = 0
    with patch.multiple(sys, **streams), patch.dict(os.environ, environment):
        try:
            main([*map(str, arguments)])
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def failing(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> tuple[int, str]:
    """Run a command that must fail with one line on standard error and nothing on standard output."""
    done = run(*arguments, stdin=stdin, **environment)
    message = done.stderr.decode()
    assert done.stdout == b""
    assert "Traceback" not in message
    assert message.count("\n") == 1, message
    return done.returncode, message


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
