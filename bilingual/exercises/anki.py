"""Exercises as an Anki package: a note each, known by its content, so that importing twice makes no duplicates."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING

from bilingual.exercises.items import GAP, Exercise, ExerciseKind, matched
from bilingual.exercises.wording import labelled
from bilingual.untrusted import escaped

if TYPE_CHECKING:
    from datetime import datetime

    import genanki

MODEL_ID = 1_704_211_983
"""Never changed: Anki knows the note type by it. Fields may be added at the end only."""
FIELDS = (
    "Question", "Task", "Options", "Hint", "Typed", "Answer", "Also", "Sentence", "Translation", "Term", "Meaning",
    "Definition", "Text",
)  # fmt: skip
_FRONT = """
<div class="task">{{Task}}</div>
<div class="question">{{Question}}</div>
{{#Options}}<div class="options">{{Options}}</div>{{/Options}}
{{#Typed}}{{type:Typed}}{{/Typed}}
{{#Hint}}<div class="hint">{{hint:Hint}}</div>{{/Hint}}
"""
_BACK = """
<div class="task">{{Task}}</div>
<div class="question">{{Question}}</div>
<hr id="answer">
{{#Typed}}{{type:Typed}}{{/Typed}}
<div class="answer">{{Answer}}</div>
{{#Also}}<div class="also">{{Also}}</div>{{/Also}}
{{#Term}}<div class="term"><b>{{Term}}</b>{{#Meaning}} – {{Meaning}}{{/Meaning}}</div>{{/Term}}
{{#Definition}}<div class="definition">{{Definition}}</div>{{/Definition}}
{{#Sentence}}<div class="pair"><p>{{Sentence}}</p><p class="translation">{{Translation}}</p></div>{{/Sentence}}
<div class="text">{{Text}}</div>
"""
# Of a deck's id Anki wants a number of up to 13 digits that no other deck has.
_DECK_IDS = 10**12


def anki_package(exercises: Sequence[Exercise], *, now: datetime, name: str | None = None) -> bytes:
    """Return the bytes of an `.apkg` file.

    Args:
        exercises: in the order in which they are to be learnt.
        now: when the notes are made; Anki keeps the younger of two versions of a note.
        name: of the deck, below the deck `bilingual`; by default that of the text.
    """
    import genanki

    title = name or _title(exercises)
    deck = genanki.Deck(_deck_id(title), f"bilingual::{title}")
    model = _model()
    for place, exercise in enumerate(exercises):
        fields = _fields(exercise)
        deck.add_note(
            genanki.Note(
                model,
                [fields[field] for field in FIELDS],
                guid=f"bilingual-{exercise.id}",
                tags=["bilingual", exercise.kind.value],
                due=place,
            )
        )
    return _packed(genanki.Package(deck), now)


def _title(exercises: Sequence[Exercise]) -> str:
    document = exercises[0].origin.document if exercises else "exercises"
    return PurePath(document).name.split(".")[0].strip("<>").replace("::", ":") or "text"


def _deck_id(title: str) -> int:
    digest = hashlib.sha256(f"bilingual::{title}".encode()).digest()
    return _DECK_IDS + int.from_bytes(digest[:6], "big") % _DECK_IDS


def _model() -> genanki.Model:
    import genanki

    return genanki.Model(
        MODEL_ID,
        "bilingual exercise",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Exercise", "qfmt": _FRONT.strip(), "afmt": _BACK.strip()}],
        css=(files("bilingual.exercises") / "data" / "anki.css").read_text("utf-8"),
    )


def _fields(exercise: Exercise) -> dict[str, str]:
    source, target = exercise.origin.source_language.code, exercise.origin.target_language.code
    answered = exercise.target_language.code
    # A match is of several sentences, and its pairs are all there is to explain.
    one = exercise.kind is not ExerciseKind.MATCH
    also = f"{labelled('also', exercise.reader_language)} {escaped(', '.join(exercise.key[1:]))}"
    return {
        "Question": _question(exercise, source, target),
        "Task": escaped(exercise.task),
        "Options": _options(exercise, answered),
        "Hint": _in(exercise.hint, target),
        "Typed": escaped(exercise.answer) if exercise.kind is ExerciseKind.CLOZE else "",
        "Answer": _answer(exercise, answered),
        "Also": also if one and exercise.key[1:] else "",
        "Sentence": _sentence(exercise, source) if one else "",
        "Translation": _in(exercise.origin.target, target) if one else "",
        "Term": escaped(exercise.headword),
        "Meaning": escaped(exercise.meaning),
        "Definition": escaped(exercise.explanation) if one else "",
        "Text": escaped(PurePath(exercise.origin.document).name),
    }


def _in(text: str, language: str, tag: str = "span") -> str:
    return f'<{tag} lang="{language}">{escaped(text)}</{tag}>' if text else ""


def _question(exercise: Exercise, source: str, target: str) -> str:
    if exercise.kind is ExerciseKind.ORDER:
        return " ".join(f'<span class="chunk" lang="{source}">{escaped(c)}</span>' for c in exercise.options)
    if exercise.kind is ExerciseKind.MATCH:
        return f'<ol lang="{source}">{"".join(f"<li>{escaped(left)}</li>" for left in exercise.prompts)}</ol>'
    backwards = exercise.kind is ExerciseKind.TRANSLATE and exercise.target_language.code == source
    gap = '<span class="gap">[…]</span>'
    stem = gap.join(map(escaped, exercise.stem.split(GAP)))
    return f'<span lang="{target if backwards else source}">{stem}</span>'


def _options(exercise: Exercise, language: str) -> str:
    if exercise.kind is ExerciseKind.ORDER or not exercise.options:
        return ""
    options = "".join(f"<li>{escaped(option)}</li>" for option in exercise.options)
    return f'<ol type="a" lang="{language}">{options}</ol>'


def _answer(exercise: Exercise, language: str) -> str:
    if exercise.kind is ExerciseKind.MATCH:
        pairs = "<br>".join(f"{escaped(left)} – {escaped(right)}" for left, right in matched(exercise))
        return f'<span class="pairs">{pairs}</span>'
    return _in(exercise.answer, language)


def _sentence(exercise: Exercise, language: str) -> str:
    """Return the sentence of the text, what was asked for set off."""
    if GAP not in exercise.stem:
        return _in(exercise.origin.source, language)
    filled = f"<b>{escaped(exercise.answer)}</b>".join(map(escaped, exercise.stem.split(GAP)))
    return f'<span lang="{language}">{filled}</span>'


def _packed(package: genanki.Package, now: datetime) -> bytes:
    """Return a package as bytes; genanki's own way leaves its database behind among the temporary files."""
    seconds = now.timestamp()
    with sqlite3.connect(":memory:") as database:
        package.write_to_db(database.cursor(), seconds, itertools.count(int(seconds * 1000)))
        database.commit()
        collection = database.serialize()
    database.close()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("collection.anki2", collection), ("media", json.dumps({}).encode())):
            entry = zipfile.ZipInfo(name, now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()
