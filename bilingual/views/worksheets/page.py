"""A worksheet as one page to print or to send: no script, no font, no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from bilingual import __version__
from bilingual.exercises.items import GAP, Exercise, ExerciseKind
from bilingual.exercises.wording import label, labelled
from bilingual.untrusted import escaped
from bilingual.views.worksheets.layout import Item, Key, Part, Worksheet

_GAP = '<span class="gap" role="img" aria-label="…"></span>'


def worksheet_html(
    exercises: Sequence[Exercise], *, title: str | None = None, note: str = "", key: Key = Key.PAGE
) -> Iterator[str]:
    """Yield a worksheet as a self-contained HTML page, in pieces; the key on a printed page of its own.

    Args:
        exercises: of one pair of languages, at least one.
        title: by default what the text is called.
        note: small print at the end of the exercises.
        key: what becomes of the answers.
    """
    sheet = Worksheet.of(exercises, title=title, note=note)
    yield from _head(sheet)
    if key is not Key.ONLY:
        yield "<main>\n"
        yield from _exercises(sheet)
        yield "</main>\n"
    if key is not Key.NONE:
        yield f'<section class="key{" alone" * (key is Key.ONLY)}">\n'
        yield from _key(sheet)
        yield "</section>\n"
    yield "</body>\n</html>\n"


def _head(sheet: Worksheet) -> Iterator[str]:
    style = (files("bilingual.views") / "assets" / "worksheet.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield (
        f'<!DOCTYPE html>\n<html lang="{sheet.reader.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="bilingual {__version__}">\n'
        f"<title>{escaped(sheet.title)}</title>\n"
        '<link rel="icon" href="data:,">\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
    )


def _exercises(sheet: Worksheet) -> Iterator[str]:
    yield f"<header>\n<h1>{escaped(sheet.title)}</h1>\n"
    blanks = (f"<span>{label(name, sheet.reader)}</span><span></span>" for name in ("name", "date"))
    yield f'<p class="who">{"".join(blanks)}</p>\n</header>\n'
    for number, part in enumerate(sheet.parts, 1):
        yield f'<section class="part">\n<h2>{number}. {escaped(part.title)}</h2>\n'
        yield f'<p class="do">{escaped(part.instruction)}</p>\n'
        yield f'<ol class="{part.kind.value}" start="{part.items[0].number}">\n'
        for item in part.items:
            yield from _item(item, part, sheet)
        yield "</ol>\n</section>\n"
    if sheet.note:
        yield f"<footer>{escaped(sheet.note)}</footer>\n"


def _item(item: Item, part: Part, sheet: Worksheet) -> Iterator[str]:
    exercise = item.exercise
    source = exercise.origin.source_language.code
    yield "<li>"
    if part.kind is ExerciseKind.MATCH:
        yield from _match(item, source, exercise.target_language.code)
    elif part.kind is ExerciseKind.ORDER:
        chunks = "".join(f"<li>{escaped(chunk)}</li>" for chunk in exercise.options)
        yield f'<ul class="chunks" lang="{source}">{chunks}</ul>{_lines(len(exercise.answer))}'
    elif part.kind is ExerciseKind.TRANSLATE:
        into = label("into", sheet.reader, exercise.target_language)
        stem_language = source if exercise.target_language == sheet.reader else sheet.reader.code
        yield f'<p><span lang="{stem_language}">{escaped(exercise.stem)}</span> <span class="clue">({into})</span></p>'
        yield _lines(len(exercise.answer))
    else:
        stem = _GAP.join(map(escaped, exercise.stem.split(GAP)))
        asked = (
            exercise.task if part.kind in (ExerciseKind.FALSE_FRIEND, ExerciseKind.RANK) else f"({item.clue})"
        )
        shown = "" if part.kind is ExerciseKind.RANK else f'<span lang="{source}">{stem}</span> '
        yield f'<p>{shown}<span class="clue">{escaped(asked)}</span></p>'
        if item.options:
            options = "".join(
                f'<li lang="{exercise.target_language.code}">{escaped(option)}</li>'
                for _, option in item.options
            )
            yield f'<ol class="options" type="a">{options}</ol>'
    yield "</li>\n"


def _match(item: Item, source: str, target: str) -> Iterator[str]:
    lefts = "".join(f"<li>{escaped(left)}</li>" for left in item.exercise.prompts)
    rights = "".join(f"<li>{escaped(right)}</li>" for _, right in item.options)
    yield f'<div class="pairs"><ol class="left" lang="{source}">{lefts}</ol>'
    yield f'<ol class="right" type="a" lang="{target}">{rights}</ol></div>'


def _lines(letters: int) -> str:
    # A hand writes about seventy letters on a line of an A4 page.
    return '<div class="line"></div>' * max(1, round(letters / 70 + 0.4))


def _key(sheet: Worksheet) -> Iterator[str]:
    yield f"<h1>{label('key', sheet.reader)} <small>{escaped(sheet.title)}</small></h1>\n"
    for number, part in enumerate(sheet.parts, 1):
        yield f'<h2>{number}. {escaped(part.title)}</h2>\n<ol class="answers" start="{part.items[0].number}">\n'
        for item in part.items:
            language = item.exercise.target_language.code
            also = f' <span class="also">({labelled("also", sheet.reader)} {escaped(", ".join(item.also))})</span>'
            why = f' <span class="why">{escaped(item.exercise.explanation)}</span>'
            yield f'<li><strong lang="{language}">{escaped(item.solution)}</strong>'
            yield f"{also if item.also else ''}{why if item.exercise.explanation else ''}</li>\n"
        yield "</ol>\n"
