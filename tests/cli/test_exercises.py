"""`bilingual exercises` as its users type it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from readers import EXAMPLES

import bilingual
from bilingual.cli import main
from bilingual.cli.exits import ExitCode

FRENCH, ENGLISH = (EXAMPLES / f"frappes-aeriennes.{code}.txt" for code in ("fr", "en"))
BOTH = (FRENCH, "--translation", ENGLISH)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["exercises", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_worksheet_by_default(capsys):
    code, out, err = run(capsys, *BOTH)
    assert (code, err) == (0, "")
    headline = (
        "Veskarie\N{NO-BREAK SPACE}: frappes aériennes contre des dépôts de munitions au nord de Sarvane"
    )
    assert out.startswith(f"# {headline}\n") and f"# Key – {headline}\n" in out
    assert "bilingual · frappes-aeriennes.fr.txt · seed 0" in out
    assert run(capsys, *BOTH)[1] == out
    assert run(capsys, *BOTH, "--seed", "7")[1] != out


def test_the_title_is_the_one_given_else_the_headline_else_the_name_of_the_file(capsys, tmp_path):
    assert run(capsys, *BOTH, "--title", "Leçon 3")[1].startswith("# Leçon 3\n")
    path = tmp_path / "sans-titre.txt"
    path.write_text(FRENCH.read_text("utf-8").split("\n", 1)[1].strip(), encoding="utf-8")
    assert run(capsys, path, "--translation", ENGLISH, "--kind", "cloze")[1].startswith("# sans titre\n")


def test_the_ending_of_the_file_tells_the_format(capsys, tmp_path):
    for ending, start in (
        (".html", b"<!DOCTYPE html>"),
        (".md", b"# "),
        (".json", b"{"),
        (".csv", b"id,kind"),
    ):
        path = tmp_path / f"sheet{ending}"
        assert run(capsys, *BOTH, "-o", path) == (0, "", "")
        assert path.read_bytes().startswith(start)
    assert run(capsys, *BOTH, "-o", tmp_path / "deck.apkg") == (0, "", "")
    assert zipfile.is_zipfile(tmp_path / "deck.apkg")


def test_kinds_number_and_level(capsys):
    code, out, _ = run(
        capsys, *BOTH, "--kind", "cloze,match", "--number", "5", "--level", "b1", "--format", "json"
    )
    made = json.loads(out)["exercises"]
    assert code == 0
    assert len(made) == 5 and {each["kind"] for each in made} == {"cloze", "match"}


def test_fewer_than_asked_for_is_said(capsys):
    code, _, err = run(capsys, *BOTH, "--kind", "rank", "--number", "9")
    assert code == 0
    assert err == "bilingual: the text has 1 exercise of these kinds in it, not 9\n"
    assert run(capsys, *BOTH, "--kind", "rank", "--number", "9", "--quiet")[2] == ""


def test_a_reading_pack_needs_no_translation(capsys, tmp_path):
    pack = tmp_path / "article.json"
    bilingual.align(FRENCH, ENGLISH).save(pack)
    code, out, err = run(capsys, pack, "--key", "only")
    assert (code, err) == (0, "")
    assert out.startswith("# Key – ")


def test_english_for_readers_of_french(capsys):
    code, out, _ = run(capsys, ENGLISH, "--from", "en", "--to", "fr", "--translation", FRENCH)
    assert code == 0
    assert "Textes à trous" in out and "# Corrigé – " in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--kind", "riddle"), ExitCode.USAGE, "'riddle' is not one of cloze, choice"),
        (("--level", "D9"), ExitCode.USAGE, "'D9' is not one of A1"),
        (("--number", "0"), ExitCode.USAGE, "0 is not in the range"),
        (
            ("--format", "csv", "--key", "none"),
            ExitCode.USAGE,
            "--key is for worksheets and does not go with csv",
        ),
        (("-o", "/nowhere/sheet.html"), ExitCode.ERROR, "/nowhere/sheet.html: cannot be written"),
    ],
)
def test_mistakes_are_said_in_a_line(capsys, arguments, code, message):
    ended, out, err = run(capsys, *BOTH, *arguments)
    assert (ended, out) == (code, "")
    assert message in err


def test_a_text_with_nothing_in_it_is_refused(capsys, tmp_path):
    for name, text in (("a.fr.txt", "Oui, c’est bien cela."), ("a.en.txt", "Yes, that is it.")):
        (tmp_path / name).write_text(text, "utf-8")
    code, out, err = run(
        capsys, tmp_path / "a.fr.txt", "--translation", tmp_path / "a.en.txt", "--kind", "rank"
    )
    assert (code, out) == (ExitCode.DOCUMENT, "")
    assert "nothing in it can be practised (try other kinds, or a longer text)" in err
    assert run(capsys, "-", "--translation", "-")[0] == ExitCode.USAGE
