"""The command line as its users meet it: a process with two streams and an exit code."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import COMMAND, failing, run
from readers import EXAMPLES, REPOSITORY

import bilingual
from bilingual.cli.exits import ExitCode

ARTICLE = EXAMPLES / "frappes-aeriennes.fr.txt"


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"bilingual {bilingual.__version__}\n")


def test_help_teaches_by_example_and_documents_the_exit_codes() -> None:
    text = run("--help").stdout.decode()
    assert "bilingual read article.fr.txt" in text
    for code in ExitCode:
        assert code is ExitCode.BROKEN_PIPE or f"{code.value}  " in text
    assert "bilingual read - < article.txt" in run("read", "--help").stdout.decode()


@pytest.mark.parametrize("group", [(), ("glossary",), ("deck",), ("models",)])
def test_every_command_is_summed_up_in_a_line_that_is_not_cut_off(group: tuple[str, ...]) -> None:
    commands = run(*group, "--help").stdout.decode().partition("Commands:\n")[2].partition("\n\n")[0]
    assert commands.count("\n") >= 4
    assert all(line.endswith(".") and not line.endswith("..") for line in commands.splitlines())


def test_an_article_is_read_in_columns() -> None:
    done = run("read", ARTICLE, "--width", "100")
    rows = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert "frappes aériennes¹ contre" in rows[2]
    assert sum("│" in row or "‼" in row for row in rows) > 30
    assert any("— air strike" in row for row in rows)
    assert b"\x1b" not in done.stdout
    assert done.stderr.decode().startswith("bilingual: translating with the compact embedded model")


def test_standard_input_is_a_dash() -> None:
    done = run("read", "-", "-q", stdin=ARTICLE.read_bytes())
    assert done.returncode == 0
    assert done.stdout.startswith(b"<stdin>")
    assert done.stderr == b""


def test_json_is_a_pack_whose_offsets_slice_back(tmp_path: Path) -> None:
    done = run("read", ARTICLE, "--format", "json", "-o", tmp_path / "pack.json", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    pack = json.loads((tmp_path / "pack.json").read_text("utf-8"))
    assert pack["source"]["text"] == ARTICLE.read_text("utf-8")
    assert pack["engine"]["origin"] == "mt"
    for bead in pack["beads"]:
        assert all(pack["source"]["text"][start:end].strip() for start, end in bead["source"])


def test_colours_by_option_and_environment() -> None:
    assert b"\x1b[" in run("read", ARTICLE, "--color", "always").stdout
    assert b"\x1b[" not in run("read", ARTICLE, "--color", "always", "--no-color").stdout
    assert b"\x1b[" not in run("read", ARTICLE).stdout


def test_lines_in_lines_out() -> None:
    done = run("translate", "--lines", "-q", stdin="Bonjour.\n\nIl pleut.\nOui\u2028non".encode())
    lines = done.stdout.decode().split("\n")
    assert done.returncode == 0
    assert len(lines) == 5
    assert lines[1] == lines[4] == ""
    assert lines[0] and lines[2] and lines[3]


def test_running_text_keeps_its_paragraphs() -> None:
    done = run("translate", "-q", stdin=b"Bonjour. Il pleut.\n\nOui.")
    assert done.stdout.decode().count("\n\n") == 1


def test_translate_writes_to_a_file(tmp_path: Path) -> None:
    printed = run("translate", "-q", stdin=b"Bonjour. Il pleut.")
    done = run("translate", "-q", "-o", str(tmp_path / "en.txt"), stdin=b"Bonjour. Il pleut.")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "en.txt").read_bytes() == printed.stdout != b""


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (b"", ExitCode.DOCUMENT, "empty"),
        (b"%PDF-1.4", ExitCode.DOCUMENT, "PDF"),
        (
            b"The army said on Tuesday that it was ready. The fleet has left its port.",
            ExitCode.DOCUMENT,
            "--from en --to fr",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, code: ExitCode, what: str) -> None:
    returned, message = failing("read", "-", "-q", "--from", "fr", stdin=data)
    assert returned == code
    assert message.startswith("bilingual: <stdin>: ")
    assert what in message


def test_files_that_are_none(tmp_path: Path) -> None:
    assert failing("read", tmp_path / "no.txt") == (
        3,
        f"bilingual: {tmp_path}/no.txt: no such file (check the name)\n",
    )
    assert failing("read", tmp_path)[0] == ExitCode.DOCUMENT
    assert (
        failing("read", ARTICLE, "-q", "-o", tmp_path / "no" / "out.json", "--format", "json")[0]
        == ExitCode.ERROR
    )


def test_models_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "bad.argosmodel").write_bytes(b"PK nonsense")
    assert failing("read", ARTICLE, "--model", tmp_path / "bad.argosmodel")[0] == ExitCode.MODEL
    assert failing("read", ARTICLE, "--model", tmp_path)[0] == ExitCode.MODEL
    embedded = str(next((REPOSITORY / "models").glob("translate-fr_en-*.argosmodel")))
    code, message = failing("translate", "--from", "en", "--model", embedded, stdin=b"It is raining.")
    assert code == ExitCode.MODEL
    assert "it translates fr to en, not en to fr" in message


def test_english_is_read_beside_french_without_being_told() -> None:
    english = b'The general said: "We do not want war." The soldiers left the city yesterday.'
    french = run("translate", "-", "-q", stdin=english).stdout.decode()
    assert "soldats" in french
    assert "«\u00a0" in french, "its quotation marks are those of print"
    assert "Anglais → Français" in run("read", "-", "-q", stdin=english).stdout.decode()


def test_a_broken_pipe_is_no_error() -> None:
    reader = subprocess.Popen(
        [*COMMAND, "read", str(ARTICLE), "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert reader.stdout is not None and reader.stderr is not None
    reader.stdout.read(10)
    reader.stdout.close()
    assert reader.stderr.read() == b""
    assert reader.wait(60) in (ExitCode.OK, ExitCode.BROKEN_PIPE)
    reader.stderr.close()


def test_interrupted_it_says_what_it_has_kept(tmp_path: Path) -> None:
    article = tmp_path / "long.txt"
    article.write_text(
        "".join(f"Le convoi numéro {n} est arrivé à la base hier soir.\n" for n in range(4000)), "utf-8"
    )
    process = subprocess.Popen(
        [*COMMAND, "read", str(article), "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    for _ in range(12):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.stdout.read()
    message = process.stderr.read().decode()
    assert process.wait(60) == ExitCode.INTERRUPTED
    assert "kept in the translation memory" in message
    assert "Traceback" not in message
    process.stdout.close()
    process.stderr.close()


def test_no_network_and_no_writable_home_are_needed(tmp_path: Path) -> None:
    forbidding = tmp_path / "sitecustomize.py"
    forbidding.write_text(
        "import socket\n"
        "def refuse(*args, **kwargs): raise AssertionError('a socket was opened')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
    )
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    home = {
        name: str(blocked)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "BILINGUAL_CACHE_DIR")
    }
    done = run("read", ARTICLE, PYTHONPATH=str(tmp_path), ARGOS_PACKAGES_DIR=str(blocked / "x"), **home)
    assert done.returncode == 0, done.stderr
    assert "│" in done.stdout.decode()
    assert "translation memory not used" in done.stderr.decode()


def on_a_terminal(command: list[str], **environment: str) -> str:
    """Run a command on a pseudo-terminal and return what it writes there."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        command,
        stdin=secondary,
        stdout=secondary,
        stderr=secondary,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(secondary)
    written = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            piece = os.read(primary, 65536)
        except OSError:  # what Linux says when the other side is closed
            break
        if not piece:
            break
        written += piece
    os.close(primary)
    assert process.wait(60) == 0
    return written.decode()


def test_on_a_terminal_it_is_coloured_and_paged_as_git_does() -> None:
    command = [*COMMAND, "read", str(ARTICLE), "-q"]
    assert "\x1b[1m" in on_a_terminal([*command, "--no-pager"])
    assert "\x1b[" not in on_a_terminal([*command, "--no-pager"], NO_COLOR="1")
    assert "\x1b[" in on_a_terminal([*command, "--no-pager"], NO_COLOR="")
    assert on_a_terminal(command, PAGER="sed s/^/PAGED:/").splitlines()[0].startswith("PAGED:")
    assert "\x1b[1m" in on_a_terminal(command, PAGER="sed s/^/PAGED:/"), "colours are kept through the pager"
    assert "PAGED" not in on_a_terminal(command, PAGER="cat")
    assert "Veskarie" in on_a_terminal(command, PAGER="no-such-pager-anywhere")


def test_completion_scripts() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_BILINGUAL_COMPLETE" in run("completion", shell).stdout.decode()
    completed = run(
        _BILINGUAL_COMPLETE="bash_complete", COMP_WORDS="bilingual re", COMP_CWORD="1"
    ).stdout.decode()
    assert "plain,read" in completed


def test_the_examples_run(tmp_path: Path) -> None:
    scripts = sorted((REPOSITORY / "examples").glob("*.py"))
    assert len(scripts) >= 3
    for script in scripts:
        done = subprocess.run(
            [sys.executable, str(script)], capture_output=True, cwd=REPOSITORY, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.strip(), script


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "translate", "-q"], input=b"Bonjour.", stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == ExitCode.ERROR
    assert done.stderr.startswith(b"bilingual: ")
    assert done.stderr.count(b"\n") == 1


def test_letters_that_the_output_cannot_show_are_replaced() -> None:
    done = run("translate", "-q", stdin="Où est Łódź ?".encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout.decode("ascii")


def test_a_pager_with_an_open_quotation_is_none() -> None:
    assert "Veskarie" in on_a_terminal([*COMMAND, "read", str(ARTICLE), "-q"], PAGER="less '")
