"""The streams and signals that a process is started with or gets: closed, ignored, in another encoding."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
from pathlib import Path

import pytest
from processes import COMMAND, run, run_here
from readers import EXAMPLES

from bilingual.cli.exits import ExitCode
from bilingual.untrusted import harmless_line

ARTICLE = EXAMPLES / "frappes-aeriennes.fr.txt"
HOSTILE = "\x1b]0;title\x07\u202e\x9b31m\nsecond"

if os.name != "posix":
    pytest.skip("closed streams and signals are a matter of Unix", allow_module_level=True)


def shell(redirection: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = f"{shlex.join([*COMMAND, *map(str, arguments)])} {redirection}"
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, env={**os.environ, **environment}, timeout=60, check=False
    )


@pytest.mark.parametrize("arguments", [["--version"], ["word", "frappe"], ["stats", str(ARTICLE)]])
def test_a_closed_standard_output_is_one_line(arguments: list[str]) -> None:
    done = shell(">&-", *arguments)
    assert done.stderr.decode() == "bilingual: standard output: it is closed\n"
    assert done.returncode == ExitCode.ERROR


def test_what_prints_nothing_needs_no_standard_output_and_no_file_gets_in_its_place(tmp_path: Path) -> None:
    deck = tmp_path / "deck.sqlite"
    done = shell("<&- >&-", "deck", "add", "char", "tank", "--deck", deck)
    assert (done.returncode, done.stderr.decode()) == (0, "bilingual: added “char”\n")
    assert "char" in run("deck", "list", "--deck", deck).stdout.decode()


def test_messages_to_a_closed_or_full_standard_error_are_lost_and_nothing_else() -> None:
    for redirection in ("2>&-", "2>/dev/full"):
        assert "frappe" in shell(redirection, "glossary", "search", "frappe").stdout.decode()
        assert shell(redirection, "read", "no-such-file").returncode == ExitCode.DOCUMENT


def test_a_closed_standard_input_is_one_line() -> None:
    done = shell("<&-", "read", "-")
    assert done.returncode == ExitCode.DOCUMENT
    assert done.stderr.decode() == "bilingual: <stdin>: standard input is closed (name a file)\n"


def test_what_is_for_programs_is_utf_8_in_every_locale() -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    (first, *_) = json.loads(shell("", "terms", ARTICLE, "--format", "json", **bare).stdout.decode())
    assert "é" in first["context"]
    assert "aérien" in shell("", "glossary", "show", "air.strike", "--format", "json", **bare).stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", HOSTILE],
        ["read", str(ARTICLE), "--model", HOSTILE],
        ["glossary", "show", HOSTILE],
        ["deck", "add", "char", "tank", "--deck", f"/dev/null/{HOSTILE}/deck"],
        [HOSTILE],
        ["read", str(ARTICLE), "--view", HOSTILE],
        ["word", HOSTILE],
        ["models", "info", HOSTILE],
    ],
)
def test_names_in_messages_are_harmless(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments)
    message = done.stderr.decode()
    assert done.returncode != 0
    assert message
    for line in message.removesuffix("\n").split("\n"):
        assert harmless_line(line) == line
    assert "Traceback" not in message


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_is_asked_to_end_clears_up(sent: signal.Signals, tmp_path: Path) -> None:
    environment = {
        **os.environ, "TMPDIR": str(tmp_path), "BILINGUAL_CACHE_DIR": "/dev/null/no", "PYTHONUTF8": "1",
    }  # fmt: skip
    with subprocess.Popen(
        [*COMMAND, "translate", "--lines", "-q", "--no-memory"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        # Pieces of lines are translated together, so there have to be some before the first comes out.
        process.stdin.write(b"Il pleut.\n" * 2_000)
        process.stdin.flush()
        assert process.stdout.readline()
        assert list(tmp_path.iterdir()), "the package is unpacked there where the cache cannot be"
        process.send_signal(sent)
        _, message = process.communicate(timeout=60)
    assert process.returncode == 128 + sent
    assert message == b""
    assert list(tmp_path.iterdir()) == []


def test_accents_are_understood_where_the_locale_has_none(tmp_path: Path) -> None:
    deck, bare = tmp_path / "deck.sqlite", {"LC_ALL": "C", "PYTHONUTF8": "0"}
    assert shell("", "deck", "add", "blindé", "tank", "--deck", deck, **bare).returncode == 0
    assert "blindé" in run("deck", "list", "--deck", deck).stdout.decode()
    assert "n. m." in shell("", "word", "dépôt de munitions", "--no-memory", **bare).stdout.decode()


def test_names_and_arguments_may_hold_bytes_that_are_no_letters(tmp_path: Path) -> None:
    article, deck = tmp_path / "b\udce9t\udce9.txt", tmp_path / "d\udce9.sqlite"
    article.write_bytes(ARTICLE.read_bytes())
    translation = ("--translation", EXAMPLES / "frappes-aeriennes.en.txt", "-q")
    pack = tmp_path / "\udce9.json"
    assert run_here("read", article, *translation, "-o", pack).returncode == 0
    assert "b\ufffdt\ufffd.txt" in run_here("read", pack, "--plain").stdout.decode()
    for form in ("json", "anki", "csv"):
        out = ("--format", form, "-o", tmp_path / "out")
        assert run_here("exercises", article, *translation, "--title", "\udce9", *out).returncode == 0
    assert run_here("deck", "add", "ch\udce9r", "t\udce9nk", "--deck", deck).returncode == 0
    answered = run_here("practice", article, *translation, "--answers", article, "--deck", deck)
    assert answered.returncode == 0
    assert "ch\ufffdr" in run_here("deck", "export", "--deck", deck).stdout.decode()
    assert run_here("word", "ch\udce9r").returncode in (0, 1)
