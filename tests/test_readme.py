"""What the README promises about itself; its Python examples run as doctests."""

import re

from readers import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")


def test_continuous_integration_runs_the_test_command_to_the_letter() -> None:
    command = next(line.strip() for line in README.splitlines() if line.strip().endswith("-m pytest"))
    assert command in (REPOSITORY / ".ci" / "run").read_text("utf-8").splitlines()


def test_files_that_it_names_are_there() -> None:
    for name in re.findall(r"`((?:bilingual|models|tests|examples)/[\w./-]*)`", README):
        assert (REPOSITORY / name).exists(), name


def test_the_table_of_exit_codes_is_complete() -> None:
    from bilingual.cli.exits import ExitCode

    sentence = next(part for part in README.split("\n\n") if part.startswith("Exit codes:"))
    for code in ExitCode:
        assert re.search(rf"\b{code.value} ", sentence), code


def test_every_command_is_in_its_table() -> None:
    from bilingual.cli import _COMMANDS

    for command in _COMMANDS:
        assert re.search(rf"^\| `{command}` \|", README, re.MULTILINE), command
