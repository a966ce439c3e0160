"""`bilingual models` as a user meets it: data on stdout, messages on stderr, one-line errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from package_server import PackageServer, Served, isolate, package_bytes, serving

from bilingual.cli.models import _Bar, _Lines, models
from bilingual.errors import ModelError
from bilingual.translation.download import Progress
from bilingual.translation.verification import Verdict


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for module in ("cli.models", "translation.verification", "translation.packages"):
        monkeypatch.setattr(f"bilingual.{module}.embedded_packages", lambda: ())
    return isolate(monkeypatch, tmp_path)


@pytest.fixture
def server(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageServer]:
    with serving() as running:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", running.url)
        running.files["/a"] = Served(package_bytes(metadata={"bilingual": {"alignment": True}}))
        running.offer(
            running.entry("a"), running.entry("b", source="de"), running.entry("c", target="fr", source="en")
        )
        yield running


def run(*arguments: str) -> Result:
    return CliRunner().invoke(models, arguments)


def problem(result: Result) -> str:
    assert isinstance(result.exception, ModelError)
    assert "\n" not in str(result.exception)
    return str(result.exception)


def test_an_empty_home_says_what_to_do(packages: Path) -> None:
    for command in ("list", "info"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "bilingual models install fr en" in result.stderr
    assert run("list", "--format", "json").stdout == "[]\n"
    assert "--refresh" in problem(run("list", "--available"))
    assert not packages.exists()


def test_a_package_comes_is_listed_described_and_goes(server: PackageServer, packages: Path) -> None:
    result = run("install", "fr", "en")
    path = packages / "translate-fr_en-1_9"
    assert result.stdout == f"translate-fr_en 1.9 installed: {path}\n"
    assert "/s" in result.stderr
    assert "is there already" in run("install", "fr", "en").stdout

    header, row = run("list").stdout.splitlines()
    assert header.split() == ["used", "from", "to", "version", "origin", "size", "word", "links", "path"]
    assert row.split()[:5] == ["*", "fr", "en", "1.9", "installed"]
    (listed,) = json.loads(run("list", "--format", "json").stdout)
    assert (listed["used"], listed["word links"], listed["path"]) == (True, True, str(path))

    (known,) = json.loads(run("info", "fr", "en", "--format", "json").stdout)
    assert known["licence"] == "Licence: CC0"
    assert known["source"] == server.url + "a"
    assert len(known["sha256"]) == 64
    assert known["size"] > 100
    assert run("info").stdout == run("info", "translate-fr_en-1_9").stdout
    assert "word links  yes" in run("info", str(path)).stdout

    assert run("remove", "fr", "en").stdout == "translate-fr_en-1_9 removed\n"
    assert list(packages.iterdir()) == []
    assert "no package from fr to en" in problem(run("remove", "fr", "en"))
    assert "no package '..'" in problem(run("remove", ".."))
    assert "no package translates" in problem(run("info", "fr", "en"))


def test_a_file_is_installed_and_replaces(packages: Path, tmp_path: Path) -> None:
    for version in ("1.0", "2.0"):
        (tmp_path / "a.argosmodel").write_bytes(package_bytes(version=version))
        result = run("install", "--offline", str(tmp_path / "a.argosmodel"))
    assert result.exit_code == 0
    assert result.stderr == "replaced translate-fr_en 1.0\n"
    assert "no such package" in problem(run("install", str(tmp_path / "none")))


def test_offers_are_those_for_the_languages_that_are_read(server: PackageServer) -> None:
    offers = json.loads(run("list", "--refresh", "--format", "json").stdout)
    assert [(offer["from"], offer["to"], offer["installed"]) for offer in offers] == [
        ("en", "fr", None),
        ("fr", "en", None),
    ]
    asked = len(server.requests)
    result = run("list", "--available")
    assert result.stdout.splitlines()[2].split()[:4] == ["fr", "en", "1.9", "-"]
    assert "index of 20" in result.stderr
    assert len(server.requests) == asked


def test_wrong_arguments_are_usage_errors(packages: Path) -> None:
    for arguments in (
        ["install"],
        ["install", "a", "b", "c"],
        ["install", "fr", "xx"],
        ["info", *"abc"],
        ["remove"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "Error: " in result.stderr
    assert "No language 'xx'" in run("install", "fr", "xx").stderr


def test_verify_tells_good_from_bad(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = Verdict(packages / "good", None, (), "checksums", "maison", "hou\x1b[31mse")
    monkeypatch.setattr("bilingual.cli.models.verify_all", lambda: iter([good]))
    result = run("verify")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    bad = Verdict(packages / "bad", None, ("README.md has changed",))
    monkeypatch.setattr("bilingual.cli.models.verify_all", lambda: iter([good, bad]))
    result = run("verify", "--format", "json")
    assert [verdict["good"] for verdict in json.loads(result.stdout)] == [True, False]
    assert "README.md has changed" in result.stderr
    assert "1 of 2 packages cannot be trusted" in problem(result)


def test_a_damaged_package_shows_in_the_list(packages: Path) -> None:
    (packages / "broken").mkdir(parents=True)
    assert "bilingual models remove broken" in run("list").stderr
    assert run("remove", "broken").exit_code == 0


def test_progress_is_told_in_lines_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 6.0, 6.0, 7.0, 7.0])
    lines = _Lines(lambda: next(times))
    for received in (1_000_000, 2_000_000, 5_000_000):
        lines.progress(Progress(received, 5_000_000, 250_000.0))
    assert capsys.readouterr().err == "2.0 MB of 5.0 MB, 250.0 kB/s\n5.0 MB of 5.0 MB, 250.0 kB/s\n"


def test_progress_is_told_with_a_bar_on_a_terminal() -> None:
    from io import StringIO

    from rich.console import Console
    from rich.progress import Progress as Display
    from rich.progress import TextColumn

    console = Console(file=StringIO(), force_terminal=True, width=80)
    with Display(TextColumn("{task.fields[state]}"), console=console) as display:
        bar = _Bar(display)
        bar.notice("[bold]going on")
        bar.progress(Progress(1_000_000, None, 500_000.0))
    written = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[bold]going on" in written
    assert "1.0 MB, 500.0 kB/s" in written
