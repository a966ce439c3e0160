"""A worksheet as Markdown, for whoever goes on with it in an editor of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilingual.exercises.items import GAP, Exercise, ExerciseKind
from bilingual.exercises.wording import label, labelled
from bilingual.untrusted import harmless
from bilingual.views.worksheets.layout import Item, Key, Part, Worksheet

_BLANK = r"\_\_\_\_\_\_\_\_\_\_"
_LINE = r"\_" * 60
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def worksheet_markdown(
    exercises: Sequence[Exercise], *, title: str | None = None, note: str = "", key: Key = Key.PAGE
) -> Iterator[str]:
    """Yield a worksheet as Markdown (CommonMark with tables), in pieces.

    The key begins with a page break that printing from most viewers keeps.

    Args:
        exercises: of one pair of languages, at least one.
        title: by default what the text is called.
        note: small print at the end of the exercises.
        key: what becomes of the answers.
    """
    sheet = Worksheet.of(exercises, title=title, note=note)
    if key is not Key.ONLY:
        yield f"# {_plain(sheet.title)}\n\n"
        yield f"{labelled('name', sheet.reader)} {_BLANK}{_BLANK} {labelled('date', sheet.reader)} {_BLANK}\n"
        for number, part in enumerate(sheet.parts, 1):
            yield f"\n## {number}. {part.title}\n\n{part.instruction}\n\n"
            for item in part.items:
                yield from _item(item, part, sheet)
        if sheet.note:
            yield f"\n---\n\n{_plain(sheet.note)}\n"
    if key is Key.PAGE:
        yield '\n<div style="page-break-before: always"></div>\n\n'
    if key is not Key.NONE:
        yield from _key(sheet)


def _item(item: Item, part: Part, sheet: Worksheet) -> Iterator[str]:
    exercise, number = item.exercise, f"**{item.number}.** "
    if part.kind is ExerciseKind.CLOZE:
        yield f"{number}{_gapped(exercise.stem)} ({_plain(item.clue)})\n\n"
    elif part.kind is ExerciseKind.MATCH:
        yield f"**{item.number}.**\n\n| | | | |\n|--:|---|---|---|\n"
        lefts = [f"{n}. {_plain(left)}" for n, left in enumerate(exercise.prompts, 1)]
        rights = [f"{letter}) {_plain(right)}" for letter, right in item.options]
        for row in range(max(len(lefts), len(rights))):
            left = lefts[row] if row < len(lefts) else ""
            yield f"| {_BLANK[:12] if left else ''} | {left} | | {rights[row] if row < len(rights) else ''} |\n"
        yield "\n"
    elif part.kind is ExerciseKind.ORDER:
        yield f"{number}{' / '.join(map(_plain, exercise.options))}\n\n{_LINE}\n\n"
    elif part.kind is ExerciseKind.TRANSLATE:
        into = label("into", sheet.reader, exercise.target_language)
        yield f"{number}{_plain(exercise.stem)} *({into})*\n\n{_LINE}\n\n"
    else:
        asked = exercise.task if part.kind is not ExerciseKind.CHOICE else f"({item.clue})"
        stem = "" if part.kind is ExerciseKind.RANK else _gapped(exercise.stem)
        yield f"{number}{' '.join(filter(None, (stem, _plain(asked))))}\n\n"
        yield from (f"- ☐ {letter}) {_plain(option)}\n" for letter, option in item.options)
        yield "\n"


def _key(sheet: Worksheet) -> Iterator[str]:
    yield f"# {label('key', sheet.reader)} – {_plain(sheet.title)}\n"
    for number, part in enumerate(sheet.parts, 1):
        yield f"\n## {number}. {part.title}\n\n"
        for item in part.items:
            also = f" ({labelled('also', sheet.reader)} {_plain(', '.join(item.also))})" if item.also else ""
            why = f" – {_plain(item.exercise.explanation)}" if item.exercise.explanation else ""
            yield f"**{item.number}.** {_plain(item.solution)}{also}{why}\n\n"


def _gapped(stem: str) -> str:
    return _BLANK.join(map(_plain, stem.split(GAP)))


def _plain(text: str) -> str:
    """Return a text as it stands in Markdown, nothing in it taken for markup."""
    return _MARKS.sub(r"\\\1", harmless(text))
