"""Add a concept to a glossary file, all or nothing, leaving every byte that is there as it is."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bilingual.errors import TermbaseError
from bilingual.files import write_text
from bilingual.glossary.csvfile import COLUMNS, parse_row, parse_term, write_row
from bilingual.glossary.formats.glossaries import (
    Glossary,
    GlossaryFormat,
    format_for,
    parse_glossary,
    read_bytes,
)
from bilingual.glossary.formats.simple import TO, check_term, clean, concept_id, part_of_speech, unused
from bilingual.glossary.formats.tables import TAB, find_delimiter, first_cells
from bilingual.glossary.model import ConceptEntry, PartOfSpeech, TermStatus
from bilingual.glossary.patterns import fold
from bilingual.glossary.spreadsheet import neutralise
from bilingual.languages import ENGLISH, FRENCH

_NO_TBX: Final = "bilingual glossary convert makes a CSV of it, which can be added to"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What a reader says of a concept.

    Args:
        french: the French term, in this project's CSV with attributes: `char d'assaut [m]`.
        english: the English term; "to " before it makes both verbs.
        definition_en: an English sentence.
        definition_fr: a French sentence.
        note: usage, false friends.
        id: of the concept; made of the file's name and the French term by default.
    """

    french: str
    english: str
    definition_en: str = ""
    definition_fr: str = ""
    note: str = ""
    id: str | None = None


def add_entry(path: Path, new: NewEntry) -> ConceptEntry:
    """Append a concept to a CSV or a list of pairs, which is made where it does not exist.

    Raises:
        TermbaseError: the terms are no terms, the concept is there already, or the file is TBX or cannot be
            read or has no column for what is said.
    """
    old = read_bytes(path) if path.exists() else b""
    if old.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TermbaseError("UTF-16 cannot be added to", place=path.name, remedy="save it as UTF-8")
    before = parse_glossary(old, path.name) if old.strip() else Glossary(format_for(path), ())
    if before.format.is_xml:
        raise TermbaseError("TBX cannot be added to", place=path.name, remedy=_NO_TBX)
    text = old.decode("utf-8")
    french, english = clean(new.french), clean(new.english)
    # Only this project's CSV has a place for attributes.
    bare = _bare(french, english, path.name)
    pair = fold(bare[0]), fold(bare[1]).removeprefix(TO)
    if known := _find(before, pair):
        raise TermbaseError(f"{french!r} is {english!r} there already, as {known.id}", place=path.name)
    if before.format is GlossaryFormat.CSV:
        candidates = [_csv_rows(text, new, french, english, before, path)]
    else:
        # A list whose direction no header says is read by its accents: the order that is read back is right.
        candidates = [_pair_rows(text, new, terms, path.name) for terms in (bare, bare[::-1])]
    after = before
    for rows in candidates:
        longer = _with_rows(text, rows)
        after = parse_glossary(longer.encode(), path.name)
        if (added := _find(after, pair)) and after.problems == before.problems:
            write_text(path, longer)
            return added
    problem = after.problems[-1].problem if after.problems else "the row cannot be read back"
    raise TermbaseError(problem, place=path.name)


def _bare(french: str, english: str, name: str) -> tuple[str, str]:
    """Return the terms without attributes, or raise if one is no term."""
    try:
        check_term(french, FRENCH)
        check_term(english, ENGLISH)
        bare_french = parse_term(french, FRENCH.code, TermStatus.PREFERRED).text
        bare_english = parse_term(english, ENGLISH.code, TermStatus.PREFERRED).text
    except ValueError as error:
        raise TermbaseError(str(error), place=name) from None
    return bare_french, bare_english


def _find(glossary: Glossary, pair: tuple[str, str]) -> ConceptEntry | None:
    for entry in glossary.entries:
        french = map(fold, entry.equivalents(FRENCH))
        english = (fold(text).removeprefix(TO) for text in entry.equivalents(ENGLISH))
        if pair[0] in french and pair[1] in english:
            return entry
    return None


def _csv_rows(
    text: str, new: NewEntry, french: str, english: str, before: Glossary, path: Path
) -> list[list[str]]:
    """Return the row of the concept in the columns of the file, below a header where it is new."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    header = next(csv.reader(lines, delimiter=find_delimiter(text)), None) or list(COLUMNS)
    term = parse_term(french, "fr", TermStatus.PREFERRED)
    part = part_of_speech(term.text, english)
    if part is PartOfSpeech.VERB:
        english = english.removeprefix(TO)
    cells = {
        "id": new.id or unused(concept_id(path.stem, term.text), {entry.id for entry in before.entries}),
        "pos": "" if part is PartOfSpeech.NOUN else part.value,
        "fr": french,
        "en": english,
        "definition_fr": clean(new.definition_fr),
        "definition_en": clean(new.definition_en),
        "note": clean(new.note),
    }
    try:
        row = {**write_row(parse_row(cells, path.stem)), **cells}
    except ValueError as error:
        raise TermbaseError(str(error), place=path.name) from None
    names = [name.strip() for name in header]
    missing = [name for name, cell in cells.items() if cell and name not in names]
    if missing:
        problem = f"the file has no column {' or '.join(map(repr, missing))}"
        raise TermbaseError(problem, place=path.name, remedy="add it to the first row")
    cells_in_order = [neutralise(row.get(name, "")) for name in names]
    return [cells_in_order] if text.strip() else [names, cells_in_order]


def _pair_rows(text: str, new: NewEntry, terms: tuple[str, str], name: str) -> list[list[str]]:
    """Return the row of a pair, with as many columns as the list has."""
    if new.id or new.definition_fr:
        raise TermbaseError("a list of pairs has no column for ids and French definitions", place=name)
    columns = len(first_cells(text.removeprefix("\ufeff"), find_delimiter(text))) or 3
    comment = " ".join(filter(None, (clean(new.definition_en), clean(new.note))))
    if comment and columns != 3:
        raise TermbaseError("this list has no column for definitions and notes", place=name)
    row = [*terms, comment] if comment else list(terms)
    return [[neutralise(cell) for cell in row]]


def _with_rows(text: str, rows: list[list[str]]) -> str:
    """Put rows at the end of a text, with its delimiter and line ends."""
    end = "\r\n" if "\r\n" in text else "\n"
    delimiter = find_delimiter(text) if text.strip() else ("," if len(rows) > 1 else TAB)
    out = io.StringIO(newline="")
    if delimiter == TAB:
        out.writelines(TAB.join(row) + end for row in rows)
    else:
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    joint = end if text.strip("\ufeff") and not text.endswith(("\n", "\r")) else ""
    return text + joint + out.getvalue()
