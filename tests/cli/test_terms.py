"""`bilingual terms`: a table, CSV and JSON of the terms of a text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from readers import EXAMPLES

from bilingual.cli import main
from bilingual.cli.exits import ExitCode

ARTICLE = EXAMPLES / "frappes-aeriennes.fr.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["terms", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_fits_its_width(capsys: pytest.CaptureFixture[str], width: int) -> None:
    code, out, err = run(capsys, ARTICLE, "--width", str(width))
    assert (code, err) == (0, "")
    assert "frappe" in out
    assert "air strike" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= width


def test_json_gives_offsets_into_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, ARTICLE, "--format", "json")[1])
    text = ARTICLE.read_text(encoding="utf-8")
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)
    for row in rows:
        assert text[row["start"] : row["end"]].lower() == row["surfaces"][0]
    (strike,) = [row for row in rows if row["concept"] == "air.strike"]
    assert strike["equivalents"][0] == "air strike"
    assert strike["count"] >= 2


def test_csv_runs_no_formula(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    article, own, out = tmp_path / "a.txt", tmp_path / "own.tsv", tmp_path / "terms.csv"
    article.write_text("- Le char lourd brûle dans la ville.\n", encoding="utf-8")
    own.write_text("char lourd\t=1+1\n", encoding="utf-8")
    assert run(capsys, article, "--glossary", own, "--format", "csv", "-o", out) == (0, "", "")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert rows[0]["term"] == "char lourd"
    assert rows[0]["equivalents"] == "'=1+1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_english_texts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    text = "The air strikes hit two ammunition depots near the port. It was the third attack of the week on them."
    article.write_text(text, encoding="utf-8")
    rows = json.loads(run(capsys, article, "--from", "en", "--format", "json")[1])
    assert {"air strikes", "ammunition depots"} <= {surface for row in rows for surface in row["surfaces"]}
    assert "frappe aérienne" in [equivalent for row in rows for equivalent in row["equivalents"]]
    assert json.loads(run(capsys, article, "--format", "json")[1]) == rows, "the language can be guessed"
    code, out, err = run(capsys, article, "--from", "fr")
    assert (code, out) == (ExitCode.DOCUMENT, "")
    assert "in English, not in French" in err


def test_a_text_without_terms(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Il pleut sur la ville depuis ce matin.\n", encoding="utf-8")
    assert run(capsys, article) == (0, "", "bilingual: no term found\n")
    assert run(capsys, article, "--format", "json")[1] == "[]\n"
    assert run(capsys, article, "-o", tmp_path / "x") == (0, "", "bilingual: no term found\n")
    assert (tmp_path / "x").read_bytes() == b""
    assert run(capsys, tmp_path / "none.txt")[0] == ExitCode.DOCUMENT


@pytest.mark.parametrize(("name", "begins"), [("t.csv", "count,term,"), ("t.json", "[\n"), ("t.txt", "   ")])
def test_the_ending_of_the_file_tells_the_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, begins: str
) -> None:
    assert run(capsys, ARTICLE, "-o", tmp_path / name, "--width", "80") == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
