"""Command lines that are shown to users: those of the README, and the examples in the helps."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator

import click
import pytest
from readers import REPOSITORY

from bilingual.cli import bilingual

README = (REPOSITORY / "README.md").read_text("utf-8")


def commands(group: click.Group) -> Iterator[click.Command]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from commands(command)


def shown_in(text: str) -> list[str]:
    """The command lines of a text, without what follows: redirections, other programs, explanations."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = re.findall(r"^ +(?:\$ )?(bilingual .*)$", block, re.MULTILINE)
        # Explanations stand in a column, which the longest command leaves one space before.
        columns = Counter(match.end() for line in lines if (match := re.search(r"\s{2,}", line)))
        column = columns.most_common(1)[0][0] if columns else len(block)
        for line in lines:
            explained = line[:column].endswith(" ") and len(line[column:].split()) > 1
            found.append(line[:column] if explained else line)
    return [re.split(r"\s{2,}|\s[|<>]|;", line)[0] for line in found]


IN_README = shown_in(README)
IN_HELPS = [line for each in (bilingual, *commands(bilingual)) for line in shown_in(each.epilog or "")]


@pytest.mark.parametrize("line", list(dict.fromkeys((*IN_README, *IN_HELPS))))
def test_an_example_is_understood(line: str) -> None:
    command: click.Command = bilingual
    context, words = click.Context(bilingual), shlex.split(line)[1:]
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None
        command, context = found, click.Context(found, context)
    command.make_context(command.name, words, context.parent)


def test_there_are_examples_of_every_command() -> None:
    names = [each.name for each in commands(bilingual) if not isinstance(each, click.Group)]
    assert [name for name in names if not any(f" {name}" in line for line in IN_HELPS)] == []


def test_the_programs_that_the_readme_runs_are_there() -> None:
    programs = re.findall(r"python ((?:tests|models)/[\w/.]+)", README)
    assert len(programs) > 5
    assert all((REPOSITORY / program).exists() for program in programs)
