"""Where output goes: colours, width, and a pager as git uses one."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from typing import IO, TYPE_CHECKING, TextIO, TypeGuard

import click

from bilingual.untrusted import harmless_data, harmless_line

if TYPE_CHECKING:
    from rich.console import Console

_DEFAULT_WIDTH = 80
_NARROWEST = 20
_WIDEST = 1000
# less: quit if one screen suffices, keep colours, do not clear the screen; the settings git gives it.
_LESS = "FRX"


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """What the user wants of the output.

    Args:
        color: `auto`, `always` or `never`.
        width: cells; `None` for those of the terminal.
        pager: whether a pager may be used.
    """

    color: str = "auto"
    width: int | None = None
    pager: bool = True

    def colored(self, stream: TextIO) -> bool:
        """Whether to write colours to `stream`: by option, else by `NO_COLOR`, else on terminals."""
        if self.color != "auto":
            return self.color == "always"
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def cells(self) -> int:
        """Return the width to fill."""
        if self.width is not None:
            return self.width
        if (given := os.environ.get("COLUMNS", "")).isdigit() and int(given) >= _NARROWEST:
            return min(int(given), _WIDEST)
        # Piped into `less -R`, standard output is no terminal, but standard error still is.
        for descriptor in (1, 2, 0):
            try:
                return max(os.get_terminal_size(descriptor).columns, _NARROWEST)
            except OSError:
                continue
        return _DEFAULT_WIDTH


def output_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add `--color`, `--no-color`, `--width` and `--pager` to a command, as one argument `output`."""

    @wraps(command)
    def gathered(
        *args: object, color: str, no_color: bool, width: int | None, pager: bool, **rest: object
    ) -> object:
        options = OutputOptions("never" if no_color else color, width, pager)
        return command(*args, output=options, **rest)

    for option in (
        click.option("--pager/--no-pager", default=True, help="Page long output on a terminal ($PAGER, else less)."),
        click.option("--width", type=click.IntRange(_NARROWEST, _WIDEST), help="Cells to fill; by default all."),
        click.option("--no-color", is_flag=True, help="The same as --color never."),
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
            help="Colours: on terminals only, and not where NO_COLOR is set; or always, or never.",
        ),
    ):  # fmt: skip
        gathered = option(gathered)
    return gathered


file_option = click.option(
    "-o", "--output", "file_out", metavar="FILE",
    help="Write to FILE, all or nothing, instead of standard output.",
)  # fmt: skip
"""Adds `--output` to a command; see `write_result` and `write_data`."""


@contextmanager
def console_for(options: OutputOptions) -> Iterator[Console]:
    """Give a console on standard output, through a pager where it is a terminal.

    Raises:
        BrokenPipeError: the reader of the output has gone away.
    """
    with _stream(options) as stream:
        yield make_console(stream, options, colored=options.colored(sys.stdout))
        stream.flush()


@contextmanager
def console_to(output: str | None, options: OutputOptions) -> Iterator[Console]:
    """Give a console that writes to a file, all or nothing, or for `None` and `-` to standard output."""
    if not is_file(output):
        with console_for(options) as console:
            yield console
        return
    from io import StringIO

    stream = StringIO()
    yield make_console(stream, options, colored=options.color == "always")
    write_result(stream.getvalue(), output)


def make_console(stream: IO[str], options: OutputOptions, *, colored: bool) -> Console:
    """Make a Rich console that styles as asked and measures nothing by itself."""
    from bilingual.views.terminal import PlainConsole

    # Bold and the rest are colours to NO_COLOR's users too: without them terms keep their signs.
    return PlainConsole(
        file=stream,
        width=options.cells(),
        force_terminal=colored,
        color_system="standard" if colored else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


@contextmanager
def _stream(options: OutputOptions) -> Iterator[IO[str]]:
    command = pager_command() if options.pager and sys.stdout.isatty() else None
    if command is None:
        yield sys.stdout
        return
    environment = {"LESS": _LESS, "LV": "-c", **os.environ}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8"
        )
    except OSError:
        yield sys.stdout  # no such pager: better the text than a complaint
        return
    assert process.stdin is not None
    try:
        # A broken pipe is a user who has seen enough and quit the pager.
        with suppress(BrokenPipeError):
            yield process.stdin
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        _wait(process)


def _wait(process: subprocess.Popen[str]) -> None:
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C is the pager's own while it runs
        return


def pager_command() -> list[str] | None:
    """Return the pager to start: `$BILINGUAL_PAGER`, `$PAGER`, else less; `None` for none."""
    for name in ("BILINGUAL_PAGER", "PAGER"):
        if (value := os.environ.get(name)) is not None:
            try:
                words = shlex.split(value)
            except ValueError:  # an open quotation
                return None
            return words if words and words != ["cat"] else None
    less = shutil.which("less")
    return [less] if less else None


def write_result(text: str, output: str | None) -> None:
    """Write a whole result as UTF-8 to a file, all or nothing, or to standard output for `None` and `-`."""
    from bilingual.files import encoded

    write_data(encoded(text), output)


def write_pieces(pieces: Iterable[str], output: str | None) -> None:
    """Write a result that comes piece by piece: to a file all or nothing, to standard output as it comes."""
    if is_file(output):
        write_result("".join(pieces), output)
        return
    for piece in pieces:
        write_result(piece, None)


def write_data(data: bytes, output: str | None) -> None:
    """Write the bytes of a file to it, all or nothing, or to standard output for `None` and `-`.

    What is for programs is the same bytes whatever the locale; a terminal is shown it without its controls.
    """
    if is_file(output):
        from pathlib import Path

        from bilingual.files import write_bytes

        write_bytes(Path(output), data)
        return
    sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write(harmless_data(data.decode("utf-8", "replace")))
        sys.stdout.flush()
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def is_file(output: str | None) -> TypeGuard[str]:
    """Whether `--output` names a file rather than standard output."""
    return output is not None and output != "-"


def say(message: str) -> None:
    """Write a message to standard error, as one line."""
    tell(f"bilingual: {message}")


def tell(message: str) -> None:
    """Write a line to standard error; that nobody can be told is no reason to stop."""
    with suppress(OSError):
        click.echo(harmless_line(message), err=True)
