"""The manual page: whole, of one source with `--help`, and good roff."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from processes import run
from readers import REPOSITORY

from bilingual.cli import bilingual, main
from bilingual.cli.exits import MEANINGS
from bilingual.cli.manual import ENVIRONMENT, manual

PAGE = manual(bilingual)


def plain(roff: str) -> str:
    """Return roff as people read it, for comparing."""
    return re.sub(
        r"\s+", " ", roff.replace("\\-", "-").replace("\\(ti", "~").replace("\\(ha", "^").replace("\\e", "\\")
    )


def commands(group: click.Group, ctx: click.Context) -> list[tuple[str, click.Command]]:
    """Return every command with its path."""
    found: list[tuple[str, click.Command]] = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=ctx)
        if not command.hidden:
            found.append((below.command_path, command))
        if isinstance(command, click.Group):
            found += commands(command, below)
    return found


EVERY = commands(bilingual, click.Context(bilingual, info_name="bilingual"))


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[path for path, _ in EVERY])
def test_each_command_is_there_with_its_options(path: str, command: click.Command) -> None:
    assert f".SS {path}" in PAGE.replace("\\-", "-")
    page = plain(PAGE)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.opts[-1] in page
            assert plain(parameter.help or "").replace("\b", "").strip() in page


def test_exit_codes_and_every_variable_of_ours_are_explained() -> None:
    for code in MEANINGS:
        assert f".B {code.value}\n" in PAGE
    used = set()
    for path in (REPOSITORY / "bilingual").rglob("*.py"):
        used |= set(re.findall(r'"(BILINGUAL_[A-Z_]+)"', path.read_text("utf-8")))
    used.discard("BILINGUAL_COMPLETE")
    assert used <= {name for names in ENVIRONMENT for name in names.split(", ")} | {"_BILINGUAL_COMPLETE"}


def test_no_line_is_taken_for_a_request_that_is_none() -> None:
    requests = {line.split()[0] for line in PAGE.splitlines() if line.startswith((".", "'"))}
    assert requests == {
        ".TH",
        ".nh",
        ".ad",
        ".SH",
        ".SS",
        ".B",
        ".BR",
        ".I",
        ".PP",
        ".TP",
        ".in",
        ".nf",
        ".fi",
    }


def test_an_epilog_cannot_break_the_page() -> None:
    @click.group(epilog="\b\nExamples:\n  .so /etc/passwd\n  'x \\fB ^~-\n")
    def group() -> None:
        """Do it."""

    page = manual(group)
    assert "\n\\&.so /etc/passwd\n\\&'x \\efB \\(ha\\(ti\\-\n" in page


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["man"])
    assert capsys.readouterr().out == PAGE
    assert run("man", "-o", tmp_path / "bilingual.1").returncode == 0
    assert (tmp_path / "bilingual.1").read_text("utf-8") == PAGE


def test_the_build_can_make_it_with_click_alone() -> None:
    program = (
        "import sys\n"
        "class Others:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        top = name.partition('.')[0]\n"
        "        if top not in sys.stdlib_module_names and top not in ('bilingual', 'click', 'colorama'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Others())\n"
        "from bilingual.cli import bilingual\n"
        "from bilingual.cli.manual import manual\n"
        "print(len(manual(bilingual)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr.decode()
    assert int(done.stdout) == len(PAGE)


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_has_nothing_to_say_but_that_there_is_no_date() -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning"], input=PAGE.encode(), capture_output=True, check=False
    )
    said = [line for line in done.stdout.decode().splitlines() if "missing date" not in line]
    assert said == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_sets_it_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-ww", "-k", "-man", "-Tutf8"], input=PAGE.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.decode() == ""
