"""`bilingual align` and `bilingual read --translation`, as their users meet them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from processes import failing, run
from readers import EXAMPLES

from bilingual.cli.exits import ExitCode

FRENCH, ENGLISH = EXAMPLES / "patrouille-navale.fr.txt", EXAMPLES / "patrouille-navale.en.txt"


@pytest.fixture
def lines(tmp_path: Path) -> tuple[Path, Path]:
    french, english = tmp_path / "a.fr", tmp_path / "b.en"
    french.write_text("La guerre est finie.\nIl pleut.\nIls dorment.\n", "utf-8")
    english.write_text("The war is over.\nIt is raining.\nThey sleep.\n", "utf-8")
    return french, english


def test_two_files_are_read_in_columns() -> None:
    done = run("align", FRENCH, ENGLISH, "--width", "100")
    rows = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert rows[0] == "patrouille-navale.fr.txt · French → English · patrouille-navale.en.txt"
    assert sum("│" in row or "‼" in row for row in rows) > 20


def test_read_with_a_translation_shows_the_same() -> None:
    aligned = run("align", FRENCH, ENGLISH, "--width", "100").stdout
    assert run("read", FRENCH, "--translation", ENGLISH, "--width", "100").stdout == aligned


def test_no_model_is_needed(tmp_path: Path) -> None:
    done = run("align", FRENCH, ENGLISH, "--model", tmp_path / "no such model", "--format", "pairs")
    assert done.returncode == 0


def test_lines_stay_as_they_are(lines: tuple[Path, Path]) -> None:
    done = run("align", *lines, "--lines", "--format", "vecalign")
    beads = [row.rpartition(":") for row in done.stdout.decode().splitlines()]
    assert [bead for bead, _, _ in beads] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert all(0.5 < float(score) <= 1 for _, _, score in beads)


def test_beads_can_be_edited_and_read_back(lines: tuple[Path, Path]) -> None:
    edited = b"# edited by hand\n[0]:[0]:0.9\n[1, 2]:[]\n[]:[1, 2]\n"
    done = run("align", *lines, "--lines", "--beads", "-", "--format", "vecalign", stdin=edited)
    assert done.stdout.decode() == "[0]:[0]:0.9\n[1, 2]:[]\n[]:[1, 2]\n"


def test_an_empty_side_says_so(lines: tuple[Path, Path]) -> None:
    done = run("align", *lines, "--lines", "--beads", "-", stdin=b"[0]:[0]\n[1, 2]:[]\n[]:[1, 2]\n")
    shown = done.stdout.decode()
    assert "│ (not in the English)" in shown
    assert "(not in the French)" in shown
    assert "Doubtful" not in shown


def test_tables_and_pairs(lines: tuple[Path, Path]) -> None:
    table = run("align", *lines, "--format", "tsv").stdout.decode().splitlines()
    assert table[0] == "source\ttarget\tscore"
    assert [len(row.split("\t")) for row in table] == [3, 3, 3, 3]
    pairs = run("align", *lines, "--format", "pairs").stdout.decode().splitlines()
    assert pairs[1] == "Il pleut.\tIt is raining."


def test_a_pack_opens_again_without_a_model(lines: tuple[Path, Path], tmp_path: Path) -> None:
    pack = tmp_path / "pack.json"
    assert run("align", *lines, "--format", "json", "-o", pack).stdout == b""
    assert json.loads(pack.read_text("utf-8"))["beads"][0]["links"]
    shown = run("read", pack, "--width", "80")
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert "La guerre¹ est finie.                  │ The war¹ is over." in shown.stdout.decode()
    assert run("read", "-", "--format", "json", stdin=pack.read_bytes()).stdout == pack.read_bytes()


def test_tmx_is_xml_with_both_languages() -> None:
    root = ET.fromstring(run("align", FRENCH, ENGLISH, "--format", "tmx").stdout)
    assert root.attrib == {"version": "1.4"}
    assert len(root.findall("body/tu")) > 10


def test_the_machine_can_be_compared() -> None:
    done = run("read", FRENCH, "--translation", ENGLISH, "--compare", "-q", "--width", "100")
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "│ ≈ " in shown
    assert "‹" in shown and "›" in shown


@pytest.mark.parametrize("view", ["columns", "stacked", "gloss"])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_view_is_wider_than_the_window(view: str, width: int) -> None:
    done = run("align", FRENCH, ENGLISH, "--view", view, "--width", str(width))
    assert max(map(len, done.stdout.decode().splitlines())) <= width


def test_the_other_direction() -> None:
    done = run("align", ENGLISH, FRENCH, "--from", "en", "--format", "vecalign")
    assert done.returncode == 0
    assert run("align", ENGLISH, FRENCH, "--format", "vecalign").stdout == done.stdout, "it can be guessed"


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        ((ENGLISH, FRENCH, "--from", "fr"), ExitCode.DOCUMENT, "the other way round"),
        ((FRENCH, FRENCH), ExitCode.DOCUMENT, "in French, not in English"),
        ((FRENCH, "missing.txt"), ExitCode.DOCUMENT, "no such file"),
        ((FRENCH, EXAMPLES / "drones-brouillage.en.txt"), ExitCode.BITEXT, "do not seem to be translations"),
        ((FRENCH, ENGLISH, "--beads", ENGLISH), ExitCode.BITEXT, "line 1: "),
        ((FRENCH, ENGLISH, "--beads", "missing"), ExitCode.DOCUMENT, "no such file"),
    ],
)
def test_what_cannot_be_aligned_is_said_in_a_line(
    arguments: tuple[str | Path, ...], code: ExitCode, what: str
) -> None:
    returned, message = failing("align", *arguments)
    assert returned == code
    assert what in message


@pytest.mark.parametrize(
    "arguments",
    [
        ("align", "-", "-"),
        ("align", FRENCH, ENGLISH, "--compare", "--format", "tsv"),
        ("read", FRENCH, "--compare"),
        ("align", FRENCH),
    ],
)
def test_what_makes_no_sense_is_a_matter_of_usage(arguments: tuple[str | Path, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == ExitCode.USAGE
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "pack",
    [
        b'{"format": "bilingual/1"}',
        b'{"format": "bilingual/9", "x": 1}',
        b'{"format": "bilingual/1", nonsense',
    ],
)
def test_a_damaged_pack_is_said_to_be_one(pack: bytes) -> None:
    returned, message = failing("read", "-", stdin=pack)
    assert returned == ExitCode.BITEXT
    assert "pack" in message or "JSON" in message
