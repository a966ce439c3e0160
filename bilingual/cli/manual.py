"""The manual page, made of what the commands say of themselves: `man` has one source with `--help`."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

import click

from bilingual import __version__
from bilingual.cli.exits import MEANINGS

ENVIRONMENT: Mapping[str, str] = {
    "BILINGUAL_CACHE_DIR": "Directory of the translation memory, of unpacked packages and of downloads.",
    "BILINGUAL_DATA_DIR": "Directory of the deck, and of the places where texts were left.",
    "BILINGUAL_CONFIG_DIR": "Directory of config.toml.",
    "BILINGUAL_PACKAGE_INDEX": "Address of the index of packages, instead of that of Argos Translate.",
    "BILINGUAL_PAGER, PAGER": "The pager; by default less. An empty value, or cat, for none.",
    "ARGOS_PACKAGES_DIR": "Directory of installed packages, as Argos Translate has it.",
    "NO_COLOR": "Where it is set and not empty, no colours are written.",
    "COLUMNS": "Width to fill, instead of that of the terminal.",
    "XDG_CACHE_HOME, XDG_DATA_HOME, XDG_CONFIG_HOME": "Where the directories below lie.",
}
"""What the environment can say, and what it does."""

FILES: Mapping[str, str] = {
    "~/.cache/bilingual/memory.sqlite": "The translation memory: every sentence translated. It may be deleted.",
    "~/.cache/bilingual/packages": "Packages unpacked. They may be deleted.",
    "~/.local/share/bilingual/deck.sqlite": "The deck: cards, answers, words looked up. Nothing can make it again.",
    "~/.local/share/bilingual/reading": "Where texts were left, and bookmarks.",
    "~/.config/bilingual/config.toml": "Settings.",
    "~/.local/share/argos-translate/packages": "Installed packages, shared with Argos Translate.",
}
"""Where files are kept on Linux; `bilingual doctor` says where they are here."""

_LINE = 66  # letters; with escapes a line stays under 80
_TITLE = re.compile(r"^[A-Z][\w ]*:$")


def manual(group: click.Group) -> str:
    """Return the manual page of a command with its subcommands, in the `man` macros of roff, as UTF-8.

    Args:
        group: the command; its help, options, epilogs and those of its subcommands are all that is said of them.
    """
    with group.make_context("bilingual", [], resilient_parsing=True) as ctx:
        lines = [
            f'.TH BILINGUAL 1 "" "bilingual {__version__}" "User Commands"',
            # No hyphenation and no stretching of spaces: commands are to be copied.
            ".nh",
            ".ad l",
            ".SH NAME",
            *_filled(f"bilingual - {_first_line(group.help).rstrip('.')}"),
            ".SH SYNOPSIS",
            ".B bilingual",
            "[OPTIONS] COMMAND [ARGS]...",
            ".SH DESCRIPTION",
            *_help(group.help),
            *_options(group, ctx),
            ".SH COMMANDS",
            *(line for name in group.list_commands(ctx) for line in _command(group, name, ctx)),
            *_closing(group),
        ]
    return "\n".join(_tidied(lines)) + "\n"


def _tidied(lines: Iterable[str]) -> Iterator[str]:
    """Leave out paragraph breaks where a paragraph begins anyway, which roff ignores and linters report."""
    before = ""
    for line in lines:
        if line != ".PP" or not before.startswith((".PP", ".SH", ".SS")):
            yield line
        before = line


def _command(group: click.Group, name: str, parent: click.Context) -> Iterator[str]:
    """Yield a subcommand, and those below it."""
    command = group.get_command(parent, name)
    if command is None or command.hidden:
        return
    with command.make_context(name, [], parent, resilient_parsing=True) as ctx:
        yield f".SS {_text(ctx.command_path)}"
        yield f".B {_text(ctx.command_path)}"
        yield from _filled(" ".join(command.collect_usage_pieces(ctx)))
        yield ".PP"
        yield from _help(command.help)
        yield from _options(command, ctx)
        yield from _help(command.epilog)
        if isinstance(command, click.Group):
            for below in command.list_commands(ctx):
                yield from _command(command, below, ctx)


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        # Arguments are explained in the text; --help is the same everywhere.
        if record is None or not record[1] or ("--help" in parameter.opts and ctx.parent is not None):
            continue
        yield from (".TP", f".B {_text(record[0])}", *_filled(record[1]))


def _help(text: str | None) -> Iterator[str]:
    """Yield a help text: what click would fill is filled, what it leaves as it stands stays so."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text or "").strip()):
        if not paragraph.strip():
            continue
        if not paragraph.startswith("\b"):
            yield from (".PP", *_filled(paragraph))
            continue
        lines = paragraph.removeprefix("\b").strip("\n").splitlines()
        if not lines:
            continue
        if len(lines) == 1:
            yield from (".PP", *_filled(lines[0]))
            continue
        title = lines[0].strip() if _TITLE.match(lines[0].strip()) else None
        if title:
            yield from (".PP", f".I {_text(title)}")
            lines = lines[1:]
        yield from (".PP", ".in +2n", ".nf", *map(_text, map(str.strip, lines)), ".fi", ".in")


def _closing(group: click.Group) -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, meaning in MEANINGS.items():
        yield from (".TP", f".B {code.value}", *_filled(_sentence(meaning)))
    for title, table in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        yield f".SH {title}"
        for name, what in table.items():
            yield from (".TP", f".{'B' if title == 'ENVIRONMENT' else 'I'} {_text(name)}", *_filled(what))
    yield ".SH EXAMPLES"
    # Exit codes have a section of their own here.
    epilog = (group.epilog or "").split("Exit codes:")
    yield from _help(epilog[0].replace("Examples:\n", ""))
    yield from _help(epilog[-1].partition("\n\n")[2] if len(epilog) > 1 else None)
    yield from (".SH SEE ALSO", ".BR less (1),", ".BR argos\\-translate (1)")


def _first_line(text: str | None) -> str:
    return inspect.cleandoc(text or "").partition("\n")[0]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _filled(text: str) -> list[str]:
    """Return a text as lines for roff to fill, of a length that people and linters like."""
    return [_text(line) for line in textwrap.wrap(" ".join(text.split()), _LINE, break_long_words=False)]


def _text(text: str) -> str:
    """Return a text that roff sets as it stands: hyphens that can be copied, no escapes, no requests."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{text}" if text.startswith((".", "'")) else text
