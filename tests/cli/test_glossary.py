"""`bilingual glossary`: what it prints where, what it writes, and how it fails."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bilingual.cli import main
from bilingual.cli.exits import ExitCode
from bilingual.glossary.termbase import load_termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(["glossary", *map(str, arguments)])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return Done(int(ended.value.code or 0), out, err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    file = tmp_path / "ours.csv"
    file.write_text("fr,en\nchar lourd,heavy tank\nvide,\ns'emparer de,to seize\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [60, 80, 120])
def test_search_shows_term_meaning_and_id_at_any_width(run: Run, width: int) -> None:
    done = run("search", "raids", "aeriens", "--width", str(width))
    assert (done.code, done.err) == (0, "")
    assert "air.strike" in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= width


def test_search_shows_the_best_and_says_how_many_more(run: Run) -> None:
    done = run("search", "feu", "--width", "100")
    assert re.fullmatch(
        r"bilingual: \d+ more, \d+ of them with the word only in the definition or note; --all shows them\n",
        done.err,
    )
    everything = run("search", "feu", "--all", "--width", "100")
    assert everything.err == ""
    assert "armistice ends the fighting" in done.out
    assert len(everything.out.splitlines()) > 3 * len(done.out.splitlines())


def test_search_in_one_language(run: Run) -> None:
    def ids(language: str) -> list[str]:
        found = run("search", "fantassins", "--language", language, "--format", "json")
        return [hit["id"] for hit in json.loads(found.out)]

    assert "land.infantryman" in ids("fr")
    assert "land.infantryman" not in ids("en")


def test_search_without_a_hit_suggests_what_is_spelt_alike(run: Run) -> None:
    done = run("search", "artilerrie")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("bilingual: nothing found for 'artilerrie'; like it: artillerie")
    assert run("search", "qqqqqqqq").err == "bilingual: nothing found for 'qqqqqqqq'\n"
    assert run("search", "qqqqqqqq", "--format", "json").out == "[]\n"


def test_search_looks_in_ones_own_glossary_first(run: Run, pairs: Path) -> None:
    done = run("search", "char lourd", "--glossary", pairs, "--format", "json")
    assert json.loads(done.out)[0]["id"] == "ours.char_lourd"
    assert done.err == "bilingual: ours.csv, row 3: empty English term; row left out\n"


def test_show(run: Run) -> None:
    done = run("show", "vehicles.tank", "--width", "70")
    assert "char d'assaut (" in done.out
    assert "masculine" in done.out
    record = json.loads(run("show", "vehicles.tank", "--format", "json").out)
    assert record["terms"]["en"][0]["text"] == "tank"
    assert "équipage (masculine, not marked in texts)" in run("show", "naval.crew", "--width", "70").out
    assert run("show", "units.brigade.mecanise").out.splitlines()[2].split()[1:] == [
        "brigade",
        "mécanisée",
        "(feminine)",
    ]
    done = run("show", "vehicles.tnak")
    assert (done.code, done.out) == (ExitCode.TERMBASE, "")
    assert "no concept has the id 'vehicles.tnak' (like it: vehicles.tank" in done.err


def test_check_lists_what_is_wrong_and_exits_with_5(run: Run, tmp_path: Path, pairs: Path) -> None:
    ours = tmp_path / "own.csv"
    ours.write_text(
        "id,fr,en,definition_en,definition_fr\na.b,char,tank,An engine,Un engin.\n", encoding="utf-8"
    )
    done = run("check", pairs, ours)
    assert done.code == ExitCode.TERMBASE
    assert done.out.splitlines() == [
        "ours.csv, row 3: T001 empty English term",
        "own.csv: a.b: T101 no gender of 'char'",
        "own.csv: a.b: T202 no full stop after the English definition",
    ]
    assert done.err.startswith("bilingual: 3 problems found (bilingual glossary check --explain CODE")
    found = json.loads(run("check", pairs, "--format", "json").out)
    assert found == [
        {"file": str(pairs), "code": "T001", "place": "ours.csv, row 3", "message": "empty English term"}
    ]


def test_check_of_a_good_list_is_silent(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "good.tsv"
    file.write_text("char lourd\theavy tank\n", encoding="utf-8")
    assert run("check", file) == Done(0, "", "")
    assert run("check").code == ExitCode.USAGE
    assert run("check", tmp_path / "none.csv").code == ExitCode.TERMBASE


def test_rules_are_explained(run: Run) -> None:
    assert run("check", "--explain", "t202").out.startswith("T202  A definition ends with a full stop")
    lines = run("check", "--explain", "all").out.splitlines()
    assert lines[0].startswith("T001  ")
    assert len(lines) > 15
    assert run("check", "--explain", "T999").code == ExitCode.USAGE


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.txt", "out.tbx"])
def test_convert_there_and_back(run: Run, tmp_path: Path, pairs: Path, name: str) -> None:
    done = run("convert", pairs, tmp_path / name)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(
        "bilingual: ours.csv, row 3: empty English term; left out\nbilingual: 2 concepts"
    )
    entries = list(load_termbase(tmp_path / name))
    assert [(e.preferred(FRENCH), e.preferred(ENGLISH)) for e in entries] == [
        ("char lourd", "heavy tank"),
        ("s'emparer de", "seize"),
    ]


def test_convert_to_standard_output_and_in_a_given_direction(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "e.csv"
    file.write_text("tank,char\n", encoding="utf-8")
    done = run("convert", file, "-", "--to-format", "pairs-csv", "--from", "en")
    assert done.out == "en,fr\ntank,char\n"
    assert run("convert", file, "-").code == ExitCode.USAGE
    assert run("convert", file, tmp_path / "x.docx").code == ExitCode.TERMBASE


def test_convert_of_the_built_in_data_loses_nothing(run: Run, tmp_path: Path) -> None:
    from bilingual.glossary.termbase import MILITARY_DATA

    file = next(MILITARY_DATA.glob("air.csv"))
    run("convert", file, tmp_path / "air.csv")
    assert list(load_termbase(tmp_path / "air.csv")) == list(load_termbase(file))
    assert len(military_termbase()) > len(load_termbase(file))


def test_add_makes_a_file_and_appends_to_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    tank = ("--fr", "char d'assaut [m]", "--en", "tank")
    assert run("add", file, *tank, "--definition", "=A vehicle.") == Done(
        0, "ours.char_d_assaut: char d'assaut = tank\n", ""
    )
    assert run("add", file, "--fr", "s'emparer de", "--en", "to seize").out.endswith("s'emparer de = seize\n")
    entries = list(load_termbase(file))
    assert [entry.id for entry in entries] == ["ours.char_d_assaut", "ours.s_emparer_de"]
    assert entries[0].definition_en == "=A vehicle."
    assert "'=A vehicle." in file.read_text(encoding="utf-8")
    before = file.read_bytes()
    again = run("add", file, *tank)
    assert (again.code, again.out) == (ExitCode.TERMBASE, "")
    assert "'char d'assaut [m]' is 'tank' there already" in again.err.replace('"', "'")
    assert file.read_bytes() == before
    assert run("check", file).code == ExitCode.TERMBASE  # no French definitions


@pytest.mark.parametrize(
    ("old", "row"),
    [
        (b"fr,en\r\nobus,shell", b"\r\nchar,tank\r\n"),
        (b"\xef\xbb\xbffr;en\nobus;shell\n", b"char;tank\n"),
        ("armoured,blindé\nwounded,blessé\n".encode(), b"tank,char\n"),
        (b"# ours\nobus\tshell\n", b"char\ttank\n"),
        (b"id;en;fr\na.b;shell;obus\n", b"own.char;tank [UK];char\n"),
    ],
)
def test_add_keeps_every_byte_and_the_manner_of_the_file(
    run: Run, tmp_path: Path, old: bytes, row: bytes
) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes(old)
    assert run("add", file, "--fr", "char", "--en", "tank [UK]").code == 0
    assert file.read_bytes() == old + row


@pytest.mark.parametrize(
    ("old", "options", "message"),
    [
        (b"fr,en\na,b\n", ("--fr", " ", "--en", "x"), "empty French term"),
        (b"fr,en\na,b\n", ("--fr", "c", "--en", "x\ny"), "line break in the English term"),
        (b"fr,en\na,b\n", ("--fr", "c", "--en", "d", "--definition", "e"), "no column for definitions"),
        (b"id,fr,en\n", ("--fr", "c", "--en", "d", "--definition", "e"), "no column 'definition_en'"),
        (b"id,fr,en\n", ("--fr", "c [q]", "--en", "d"), "unknown attribute 'q'"),
        (b"id,fr,en\n", ("--fr", "c", "--en", "d", "--id", "Bad"), "an id looks like"),
        (b"<tbx></tbx>", ("--fr", "c", "--en", "d"), "TBX cannot be added to"),
    ],
)
def test_add_refuses_and_leaves_the_file(
    run: Run, tmp_path: Path, old: bytes, options: tuple[str, ...], message: str
) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes(old)
    done = run("add", file, *options)
    assert (done.code, done.out) == (ExitCode.TERMBASE, "")
    assert message in done.err
    assert file.read_bytes() == old


def test_help_teaches_by_example(run: Run) -> None:
    assert "bilingual glossary search pilonner" in run("--help").out
    for command in ("search", "check", "convert", "add"):
        assert f"bilingual glossary {command} " in run(command, "--help").out
