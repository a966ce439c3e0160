"""Worksheets: exercises by kind, the key apart, nothing of a text taken for markup, no cell a formula."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import jsonschema
import pytest
from readers import EXAMPLES, REPOSITORY

from bilingual import align
from bilingual.exercises.generation import make_exercises
from bilingual.exercises.items import Exercise, ExerciseKind
from bilingual.views.worksheets.formats import COLLECTION, FORMATS, Making, format_of
from bilingual.views.worksheets.layout import Key, Worksheet
from bilingual.views.worksheets.markdown import worksheet_markdown
from bilingual.views.worksheets.page import worksheet_html
from bilingual.views.worksheets.table import COLUMNS, exercise_table

MAKING = Making("seed 3", Key.PAGE, None, datetime(2026, 3, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def exercises():
    text = align(EXAMPLES / "frappes-aeriennes.fr.txt", EXAMPLES / "frappes-aeriennes.en.txt")
    return make_exercises(text, number=24)


class Checked(HTMLParser):
    """Notes tags that are not closed in their order, and the text that is shown."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.tags, self.shown = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.shown.append(data)


def page(exercises, **options):
    made = "".join(worksheet_html(exercises, **options))
    checked = Checked()
    checked.feed(made)
    assert checked.open == []
    return made, checked


def test_parts_are_numbered_through(exercises):
    sheet = Worksheet.of(exercises)
    numbers = [item.number for part in sheet.parts for item in part.items]
    assert numbers == list(range(1, len(exercises) + 1))
    assert sheet.parts[0].kind is ExerciseKind.CLOZE
    assert sheet.title == "frappes aeriennes"


def test_the_page_is_well_formed_and_asks_for_nothing(exercises):
    made, checked = page(exercises)
    assert made.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in made
    assert not any(tag in ("script", "img", "iframe") for tag, _ in checked.tags)
    assert not any("src" in attributes for _, attributes in checked.tags)
    assert {attributes.get("href") for tag, attributes in checked.tags if tag == "link"} == {"data:,"}


def test_the_key_stands_on_a_page_of_its_own(exercises):
    cloze = next(e for e in exercises if e.kind is ExerciseKind.CLOZE)
    with_key, without, alone = (page(exercises, key=key)[0] for key in (Key.PAGE, Key.NONE, Key.ONLY))
    assert '<section class="key">' in with_key and "break-before: page" in with_key
    assert f'<strong lang="fr">{cloze.answer}' in with_key.replace("&#x27;", "'")
    assert "<strong" not in without
    assert "<main>" not in alone and "<strong" in alone


@pytest.mark.parametrize("write", [worksheet_markdown, worksheet_html])
def test_the_sheet_without_key_gives_no_answer_away(exercises, write):
    typed = [e for e in exercises if e.kind is ExerciseKind.CLOZE]
    sheet = "".join(write(typed, key=Key.NONE))
    others = " ".join(e.stem + e.meaning for e in typed)
    for exercise in typed:
        assert exercise.answer in others or exercise.answer not in sheet


def test_markdown_shows_every_exercise_and_its_key(exercises):
    made = "".join(worksheet_markdown(exercises, title="Lesson *3*", note="seed 7"))
    sheet, key = made.split('<div style="page-break-before: always"></div>')
    assert sheet.startswith("# Lesson \\*3\\*\n")
    assert "seed 7" in sheet and key.count("\n**") == len(exercises) == sheet.count("\n**")


def test_nothing_in_a_text_is_markup(exercises):
    cloze = next(e for e in exercises if e.kind is ExerciseKind.CLOZE)
    nasty = replace(cloze, stem="<b>*x* | [y](z) ____ \x1b[31m</b>", explanation="<script>1</script>", id="")
    made, checked = page([nasty])
    assert not any(tag in ("b", "script") for tag, _ in checked.tags)
    assert "\x1b" not in made
    markdown = "".join(worksheet_markdown([nasty]))
    assert (
        "<script>" not in markdown and "*x*" not in markdown.replace("\\*x\\*", "") and "\x1b" not in markdown
    )


def test_a_table_holds_no_formula(exercises):
    cloze = next(e for e in exercises if e.kind is ExerciseKind.CLOZE)
    nasty = replace(cloze, key=("=HYPERLINK(1)",), hint="+1", explanation="@x", id="")
    rows = list(csv.reader(io.StringIO("".join(exercise_table([*exercises, nasty])), newline="")))
    assert tuple(rows[0]) == COLUMNS and len(rows) == len(exercises) + 2
    assert all(cell[:1] not in "=+-@" or not cell for row in rows for cell in row)
    assert rows[-1][COLUMNS.index("answer")] == "'=HYPERLINK(1)"


def test_json_gives_the_exercises_back(exercises):
    data = json.loads(FORMATS["json"].render(exercises, MAKING))
    assert data["format"] == COLLECTION
    assert tuple(map(Exercise.from_json, data["exercises"])) == exercises
    schema = json.loads((REPOSITORY / "bilingual/data/bilingual-exercise-1.schema.json").read_text("utf-8"))
    for exercise in data["exercises"]:
        jsonschema.validate(exercise, schema)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_and_is_known_by_its_ending(name, exercises):
    form = FORMATS[name]
    assert form.render(exercises, MAKING)
    assert all(format_of(f"x{ending}") is form for ending in form.endings)
    assert format_of("x.odt") is None


def test_a_reader_of_french_is_told_in_french():
    from bilingual import document_from_text
    from bilingual.languages import ENGLISH, FRENCH

    text = align(
        document_from_text("Two soldiers were wounded and the rebels shelled the ammunition depot."),
        document_from_text("Deux soldats ont été blessés et les rebelles ont pilonné le dépôt de munitions."),
        source_language=ENGLISH,
        target_language=FRENCH,
    )
    made = "".join(worksheet_html(make_exercises(text, number=8)))
    assert '<html lang="fr">' in made and "Textes à trous" in made and "Corrigé" in made
    markdown = "".join(worksheet_markdown(make_exercises(text, number=8)))
    assert "\nNom\N{NO-BREAK SPACE}: " in markdown and "Date\N{NO-BREAK SPACE}: " in markdown
