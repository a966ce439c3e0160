"""`bilingual stats`: for a text, a pair of texts, a reading pack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from readers import EXAMPLES, FakeTranslator

import bilingual
from bilingual.cli import main
from bilingual.cli.exits import ExitCode

FRENCH = EXAMPLES / "frappes-aeriennes.fr.txt"
ENGLISH = EXAMPLES / "frappes-aeriennes.en.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["stats", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_chart_of_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, FRENCH, "--width", "40")
    assert (code, err) == (0, "")
    assert "frappes-aeriennes.fr.txt · French" in out
    assert max(map(len, out.splitlines())) <= 40


def test_the_language_is_found_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, ENGLISH, "--format", "json")[1])["language"] == "en"
    code, out, err = run(capsys, ENGLISH, "--from", "fr")
    assert (code, out) == (ExitCode.DOCUMENT, "")
    assert "in English, not in French" in err


@pytest.mark.parametrize("form", ["chart", "json", "csv", "svg", "html"])
def test_every_format_goes_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str) -> None:
    out = tmp_path / "figures"
    assert run(capsys, FRENCH, "--format", form, "-o", out) == (0, "", "")
    to_file = out.read_text("utf-8")
    by_ending = tmp_path / f"figures.{form}"
    assert run(capsys, FRENCH, "-o", by_ending) == (0, "", "")
    assert by_ending.read_text("utf-8") == to_file
    assert "ravitailleur" in to_file
    assert "\x1b" not in to_file


def test_both_sides_of_a_pair_and_of_a_pack(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: Path
) -> None:
    code, out, err = run(capsys, FRENCH, "--translation", ENGLISH, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["target"]["language"] == "en"
    pack = tmp_path / "pack.json"
    bilingual.read(article, translator=FakeTranslator(), memory=False).save(pack)
    assert json.loads(run(capsys, pack, "--format", "json")[1])["beads"] == 4
    assert run(capsys, pack, "--translation", ENGLISH)[0] == ExitCode.USAGE


def test_what_is_no_text_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, tmp_path / "none.txt")[0] == ExitCode.DOCUMENT
    assert run(capsys, "-", "--translation", "-")[0] == ExitCode.USAGE
