"""An Anki package: notes known by their content, nothing in them that a page would obey."""

import io
import json
import sqlite3
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bilingual.exercises.anki import FIELDS, MODEL_ID, anki_package
from bilingual.exercises.generation import make_exercises
from bilingual.exercises.items import ExerciseKind

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def opened(package: bytes, tmp_path: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("media")) == {}
        (tmp_path / "collection.anki2").write_bytes(archive.read("collection.anki2"))
    return sqlite3.connect(tmp_path / "collection.anki2")


def notes(package: bytes, tmp_path: Path) -> dict[str, dict[str, str]]:
    database = opened(package, tmp_path)
    rows = database.execute("select guid, flds from notes order by id").fetchall()
    database.close()
    return {guid: dict(zip(FIELDS, fields.split("\x1f"), strict=True)) for guid, fields in rows}


@pytest.fixture(scope="module")
def exercises(article):
    return make_exercises(article, number=20)


def test_importing_twice_makes_no_duplicates(exercises, tmp_path):
    """Anki knows a note by its guid and a deck and a note type by their ids."""
    first, later = (anki_package(exercises, now=now) for now in (NOON, NOON.replace(year=2027)))
    assert notes(first, tmp_path).keys() == notes(later, tmp_path).keys()
    assert notes(first, tmp_path).keys() == {f"bilingual-{exercise.id}" for exercise in exercises}
    decks = []
    for package in (first, later):
        database = opened(package, tmp_path)
        models, found = database.execute("select models, decks from col").fetchone()
        cards = database.execute("select count(*) from cards").fetchone()[0]
        database.close()
        assert str(MODEL_ID) in json.loads(models)
        assert cards == len(exercises)
        decks.append(
            {deck["id"] for deck in json.loads(found).values() if deck["name"].startswith("bilingual::")}
        )
    assert decks[0] == decks[1] and len(decks[0]) == 1


def test_the_same_moment_makes_the_same_bytes_but_for_the_database(exercises):
    sizes = {len(anki_package(exercises, now=NOON)) for _ in range(2)}
    assert len(sizes) == 1


def test_a_note_has_both_sides(exercises, tmp_path):
    found = notes(anki_package(exercises, now=NOON), tmp_path)
    cloze = next(e for e in exercises if e.kind is ExerciseKind.CLOZE and e.concept)
    note = found[f"bilingual-{cloze.id}"]
    assert '<span class="gap">[…]</span>' in note["Question"]
    assert note["Typed"] and note["Answer"] == f'<span lang="fr">{note["Typed"]}</span>'
    assert f"<b>{note['Typed']}</b>" in note["Sentence"]
    assert note["Translation"] and note["Definition"] and note["Term"]
    match = next(e for e in exercises if e.kind is ExerciseKind.MATCH)
    assert found[f"bilingual-{match.id}"]["Answer"].count("<br>") == len(match.prompts) - 1


def test_html_of_a_text_is_shown_and_not_obeyed(exercises, tmp_path):
    cloze = next(e for e in exercises if e.kind is ExerciseKind.CLOZE)
    evil = '<script>alert("x")</script> & {{Answer}}'
    nasty = replace(cloze, key=(evil,), hint=evil, headword=evil, id="")
    (note,) = notes(anki_package([nasty], now=NOON), tmp_path).values()
    for field in ("Typed", "Answer", "Hint", "Term", "Sentence"):
        assert "<script" not in note[field] and "&lt;script&gt;" in note[field]


def test_cards_are_styled_for_phones_and_for_the_night(exercises, tmp_path):
    database = opened(anki_package(exercises, now=NOON), tmp_path)
    (models,) = database.execute("select models from col").fetchone()
    database.close()
    css = json.loads(models)[str(MODEL_ID)]["css"]
    assert ".nightMode" in css and ".mobile" in css and "overflow-wrap" in css


def test_nothing_is_left_among_the_temporary_files(exercises, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    anki_package(exercises, now=NOON)
    assert list(tmp_path.iterdir()) == []


def test_a_deck_has_the_name_that_it_is_given(exercises, tmp_path):
    database = opened(anki_package(exercises, now=NOON, name="Lesson 3"), tmp_path)
    (decks,) = database.execute("select decks from col").fetchone()
    database.close()
    assert "bilingual::Lesson 3" in {deck["name"] for deck in json.loads(decks).values()}
