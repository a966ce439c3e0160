"""Concept entries as rows of a CSV file that a spreadsheet opens; `data/README.md` describes the format."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bilingual.errors import TermbaseError
from bilingual.glossary.model import (
    ConceptEntry,
    EntryFlag,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Region,
    Term,
    TermStatus,
)
from bilingual.glossary.spreadsheet import neutralise, restore

COLUMNS: Final = (
    "id", "pos",
    "fr", "fr_admitted", "fr_abbr", "fr_forbidden",
    "en", "en_admitted", "en_abbr", "en_forbidden",
    "definition_fr", "definition_en", "note", "example_fr", "example_en",
    "rank", "fr_context", "fr_not", "en_context", "en_not", "flags",
)  # fmt: skip
REQUIRED: Final = ("id", "fr", "en")
SEPARATOR: Final = "|"

_TERM: Final = re.compile(r"(?P<text>[^\[\]]*?)\s*(?:\[(?P<attributes>[^\[\]]*)\])?")
# Looked up by value, because calling an enumeration is slow and a termbase would do it ten thousand times.
_GENDERS: Final = {member.value: member for member in Gender}
_NUMBERS: Final = {member.value: member for member in GrammaticalNumber}
_REGIONS: Final = {member.value: member for member in Region}
_PARTS_OF_SPEECH: Final = {member.value: member for member in PartOfSpeech}
_AMBIGUITY: Final = {"?": True, "!": False}
_GENERAL: Final = "general"
_FLAGS: Final = {member.value: member for member in EntryFlag}

_TERM_COLUMNS: Final = tuple(
    (language, language + suffix, status)
    for language in ("fr", "en")
    for suffix, status in (
        ("", TermStatus.PREFERRED),
        ("_admitted", TermStatus.ADMITTED),
        ("_abbr", TermStatus.ABBREVIATION),
        ("_forbidden", TermStatus.FORBIDDEN),
    )
)


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, without white space at their ends and without empty ones.

    >>> split_cell("obusier [m] | canon [m]")
    ('obusier [m]', 'canon [m]')
    """
    return tuple(value for part in cell.split(SEPARATOR) if (value := part.strip()))


def parse_term(
    value: str, language: str, status: TermStatus, part_of_speech: PartOfSpeech = PartOfSpeech.NOUN
) -> Term:
    """Read a term and its attributes.

    Raises:
        ValueError: an attribute that the format does not know, or brackets that do not close.

    >>> parse_term("état-major [m =états-majors]", "fr", TermStatus.PREFERRED).forms
    ('états-majors',)
    """
    parsed = _TERM.fullmatch(value)
    if parsed is None:
        raise ValueError(f"cannot read the brackets of the term {value!r}")
    gender: Gender | None = None
    number: GrammaticalNumber | None = None
    region: Region | None = None
    ambiguous: bool | None = None
    general = False
    forms: list[str] = []
    for attribute in (parsed["attributes"] or "").split():
        if attribute.startswith("="):
            forms.append(attribute[1:].replace("_", " "))
        elif attribute in _GENDERS:
            gender = _GENDERS[attribute]
        elif attribute in _NUMBERS:
            number = _NUMBERS[attribute]
        elif attribute in _REGIONS:
            region = _REGIONS[attribute]
        elif attribute in _PARTS_OF_SPEECH:
            part_of_speech = _PARTS_OF_SPEECH[attribute]
        elif attribute in _AMBIGUITY:
            ambiguous = _AMBIGUITY[attribute]
        elif attribute == _GENERAL:
            general = True
        else:
            raise ValueError(f"unknown attribute {attribute!r} of the term {parsed['text']!r}")
    return Term(
        parsed["text"],
        language,
        status,
        part_of_speech,
        gender,
        number,
        region,
        tuple(forms),
        ambiguous,
        general,
    )


def write_term(term: Term, part_of_speech: PartOfSpeech = PartOfSpeech.NOUN) -> str:
    """Write a term with its attributes, as `parse_term` reads it in a row of that part of speech."""
    attributes: list[str] = []
    if term.part_of_speech is not part_of_speech:
        attributes.append(term.part_of_speech)
    attributes += [value for value in (term.gender, term.number, term.region) if value is not None]
    attributes += [sign for sign, ambiguous in _AMBIGUITY.items() if ambiguous is term.ambiguous]
    if term.general:
        attributes.append(_GENERAL)
    attributes += ["=" + form.replace(" ", "_") for form in term.forms]
    return f"{term.text} [{' '.join(attributes)}]" if attributes else term.text


def parse_row(row: Mapping[str, str], domain: str) -> ConceptEntry:
    """Read a concept from the cells of its row.

    Raises:
        ValueError: what is wrong with the row, in words for its author.
    """
    row = {column: restore(cell) for column, cell in row.items()}
    part_of_speech = _PARTS_OF_SPEECH.get(row.get("pos", "").strip() or "n")
    if part_of_speech is None:
        raise ValueError(f"unknown part of speech {row['pos']!r}")
    flags = set()
    for flag in split_cell(row.get("flags", "")):
        if flag not in _FLAGS:
            raise ValueError(f"unknown flag {flag!r}")
        flags.add(_FLAGS[flag])
    return ConceptEntry(
        id=row.get("id", "").strip(),
        domain=domain,
        terms=tuple(
            parse_term(value, language, status, part_of_speech)
            for language, column, status in _TERM_COLUMNS
            for value in split_cell(row.get(column, ""))
        ),
        definition_fr=row.get("definition_fr", "").strip(),
        definition_en=row.get("definition_en", "").strip(),
        note=row.get("note", "").strip(),
        example_fr=row.get("example_fr", "").strip(),
        example_en=row.get("example_en", "").strip(),
        rank=row.get("rank", "").strip() or None,
        context_fr=split_cell(row.get("fr_context", "")),
        context_en=split_cell(row.get("en_context", "")),
        exclusions_fr=split_cell(row.get("fr_not", "")),
        exclusions_en=split_cell(row.get("en_not", "")),
        flags=frozenset(flags),
    )


def write_row(entry: ConceptEntry) -> dict[str, str]:
    """Write a concept as the cells of a row, none a formula; `parse_row` reads it back as an equal value."""
    part_of_speech = entry.terms[0].part_of_speech
    join = f" {SEPARATOR} ".join
    row = {
        "id": entry.id,
        "pos": "" if part_of_speech is PartOfSpeech.NOUN else part_of_speech.value,
        "definition_fr": entry.definition_fr,
        "definition_en": entry.definition_en,
        "note": entry.note,
        "example_fr": entry.example_fr,
        "example_en": entry.example_en,
        "rank": entry.rank or "",
        "fr_context": join(entry.context_fr),
        "fr_not": join(entry.exclusions_fr),
        "en_context": join(entry.context_en),
        "en_not": join(entry.exclusions_en),
        "flags": join(sorted(entry.flags)),
    }
    for language, column, status in _TERM_COLUMNS:
        row[column] = join(
            write_term(term, part_of_speech)
            for term in entry.terms
            if term.language == language and term.status is status
        )
    return {column: neutralise(row[column]) for column in COLUMNS}


def read_rows(text: str, name: str, delimiter: str = ",") -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of a CSV text with their row numbers as a spreadsheet counts them: the header is row 1.

    Raises:
        TermbaseError: no header, or a header without a column that every row needs.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(rows, [])]
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise TermbaseError(
            f"no column {' or '.join(map(repr, missing))} in the header",
            place=f"{name}, row 1",
            remedy=f"the columns are {', '.join(COLUMNS)}",
        )
    for number, cells in enumerate(rows, start=2):
        if any(cells):
            yield number, dict(zip(header, cells, strict=False))


def write_csv(entries: Iterable[ConceptEntry]) -> str:
    """Write entries as the text of a CSV file, every column present, lines ended by a line feed."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(write_row, entries))
    return out.getvalue()
