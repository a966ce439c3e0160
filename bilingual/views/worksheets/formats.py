"""The formats in which exercises are written: one table, for the command and its help."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from bilingual.exercises.items import Exercise
from bilingual.files import encoded
from bilingual.views.worksheets.layout import Key

COLLECTION = "bilingual-exercises/1"
"""The format of a file of exercises: `{"format": …, "exercises": [bilingual-exercise/1 …]}`."""


@dataclass(frozen=True, slots=True)
class Making:
    """What a format may need to know besides the exercises.

    Args:
        note: small print: by which seed the exercises are made again.
        key: what becomes of the answers on a worksheet.
        title: of the worksheet or deck; by default what the text is called.
        now: the time.
    """

    note: str
    key: Key
    title: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class ExerciseFormat:
    """A format.

    Args:
        name: as it is called on the command line.
        summary: what it is for.
        endings: by which a file of the format is known.
        write: gives the pieces of the file.
        binary: whether it is nothing to print on a terminal.
        keyed: whether a worksheet, which has a key.
    """

    name: str
    summary: str
    endings: tuple[str, ...]
    write: Callable[[Sequence[Exercise], Making], Iterable[str] | Iterable[bytes]]
    binary: bool = False
    keyed: bool = False

    def render(self, exercises: Sequence[Exercise], making: Making) -> bytes:
        """Return the bytes of a file of some exercises, at least one."""
        return b"".join(
            encoded(piece) if isinstance(piece, str) else piece for piece in self.write(exercises, making)
        )


def _json(exercises: Sequence[Exercise], making: Making) -> Iterable[str]:
    del making
    whole = {"format": COLLECTION, "exercises": [exercise.to_json() for exercise in exercises]}
    yield json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _markdown(exercises: Sequence[Exercise], making: Making) -> Iterable[str]:
    from bilingual.views.worksheets.markdown import worksheet_markdown

    return worksheet_markdown(exercises, title=making.title, note=making.note, key=making.key)


def _html(exercises: Sequence[Exercise], making: Making) -> Iterable[str]:
    from bilingual.views.worksheets.page import worksheet_html

    return worksheet_html(exercises, title=making.title, note=making.note, key=making.key)


def _anki(exercises: Sequence[Exercise], making: Making) -> Iterable[bytes]:
    from bilingual.exercises.anki import anki_package

    yield anki_package(exercises, now=making.now, name=making.title)


def _csv(exercises: Sequence[Exercise], making: Making) -> Iterable[str]:
    from bilingual.views.worksheets.table import exercise_table

    del making
    return exercise_table(exercises)


FORMATS = {
    form.name: form
    for form in (
        ExerciseFormat(
            "md", "a worksheet to go on with in an editor", (".md", ".markdown"), _markdown, keyed=True
        ),
        ExerciseFormat("html", "a worksheet to print", (".html", ".htm"), _html, keyed=True),
        ExerciseFormat("json", "exercises for programs, with everything", (".json",), _json),
        ExerciseFormat(
            "anki", "a deck for Anki; importing it twice makes no duplicates", (".apkg",), _anki, binary=True
        ),
        ExerciseFormat("csv", "a table for a spreadsheet", (".csv",), _csv),
    )
}


def format_of(path: str) -> ExerciseFormat | None:
    """Return the format that a file's name tells, or `None`.

    >>> format_of("sheet.HTML").name
    'html'
    """
    ending = PurePath(path).suffix.lower()
    return next((form for form in FORMATS.values() if ending in form.endings), None)
