"""`bilingual doctor`: what is installed, where files are, what is wrong and what to do about it."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bilingual.cli.exits import ExitCode
from bilingual.cli.output import OutputOptions, output_options, pager_command
from bilingual.untrusted import harmless_line

if TYPE_CHECKING:
    from bilingual.doctor.findings import Finding


@click.command(
    short_help="What is installed here, what is wrong, what to do about it.",
    epilog="""\b
Examples:
  bilingual doctor
  bilingual doctor --format json | jq '.findings[] | select(.health != "good")'

A sentence is read in a process of its own, with every use of the network watched: there should be none. Nothing
is written. Exit code 0 if all is well, 1 if something does not work; what is only missing is a note.
""",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="To read, or for programs and reports of faults.",
)  # fmt: skip
@output_options
def doctor(form: str, output: OutputOptions) -> int:
    """Look at versions, the translation package, files and the terminal, and say what to do about problems."""
    from bilingual.doctor.examination import Screen, as_json, examine, healthy

    colored = output.colored(sys.stdout)
    screen = Screen(sys.stdout.encoding or "ascii", output.cells(), colored, pager_command())
    findings = []
    if form == "json":
        findings = list(examine(screen))
        click.echo(json.dumps(as_json(findings), ensure_ascii=True, indent=1))
    else:
        # No Rich here: it may be what is broken.
        printed = _Printed(output.cells(), colored, unicode="utf" in screen.encoding.lower())
        for finding in examine(screen):
            findings.append(finding)
            printed.finding(finding)
        printed.end(findings)
    return ExitCode.OK if healthy(findings) else ExitCode.ERROR


_SIGNS = {"good": ("✓", "ok"), "note": ("·", "--"), "problem": ("✗", "!!")}
_COLOURS = {"good": "green", "note": "yellow", "problem": "red"}
_NAME = 20  # cells of a name before its value
_NARROW = 60  # cells; under them a value stands below its name


class _Printed:
    """Prints findings as they come, section by section."""

    def __init__(self, width: int, colored: bool, *, unicode: bool) -> None:
        self._width = width
        self._colored = colored
        self._unicode = unicode
        self._section = ""

    def finding(self, finding: Finding) -> None:
        if finding.section != self._section:
            self._echo("" if not self._section else "\n", finding.section, bold=True)
            self._section = finding.section
        sign = _SIGNS[finding.health][0 if self._unicode else 1]
        name, value = harmless_line(finding.name), harmless_line(finding.value)
        head = f"{sign} {name}"
        if self._width >= _NARROW:
            head = head.ljust(_NAME)
        colour = _COLOURS[finding.health] if finding.health != "good" else None
        # In a narrow window a value stands below its name unless both fit on a line.
        below = self._width < _NARROW and len(head) + len(value) >= self._width
        lines = (
            []
            if below
            else textwrap.wrap(value, max(self._width - len(head) - 1, 10), break_on_hyphens=False)
        )
        self._echo("", head, fg=colour, after=f" {lines[0]}" if lines else "")
        for line in lines[1:]:
            click.echo(f"{' ' * _NAME} {line}")
        if below:
            self._lines(self._indent, value)
        if finding.remedy:
            self._lines(
                "    " if self._width < _NARROW else " " * (_NAME + 1),
                f"{self._arrow} {harmless_line(finding.remedy)}",
            )

    def end(self, findings: Sequence[Finding]) -> None:
        problems = [finding for finding in findings if finding.health == "problem"]
        notes = sum(finding.health == "note" for finding in findings)
        click.echo()
        if not problems:
            noted = f"; {notes} {'note' if notes == 1 else 'notes'}" if notes else ""
            self._echo("", f"All is well{noted}.", fg="green", bold=True)
            return
        self._echo(
            "", f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}:", fg="red", bold=True
        )
        for number, finding in enumerate(problems, 1):
            self._lines("  ", f"{number}. {harmless_line(finding.name)}: {harmless_line(finding.remedy)}")

    @property
    def _indent(self) -> str:
        return "    " if self._width < _NARROW else " " * (_NAME + 1)

    @property
    def _arrow(self) -> str:
        return "→" if self._unicode else "->"

    def _lines(self, indent: str, text: str) -> None:
        for line in textwrap.wrap(text, max(self._width - len(indent), 10), break_on_hyphens=False):
            click.echo(indent + line)

    def _echo(
        self, before: str, text: str, *, fg: str | None = None, bold: bool = False, after: str = ""
    ) -> None:
        styled = click.style(text, fg=fg, bold=bold or None) if self._colored else text
        click.echo(before + styled + after, color=self._colored)
