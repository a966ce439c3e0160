"""Read a glossary in whatever format it is, and write one in any of them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from bilingual.errors import TermbaseError
from bilingual.glossary.csvfile import REQUIRED, parse_row, read_rows, write_csv, write_row
from bilingual.glossary.formats.simple import Parsed
from bilingual.glossary.formats.tables import (
    TAB,
    find_delimiter,
    first_cells,
    read_pairs,
    write_omegat,
    write_pairs,
)
from bilingual.glossary.model import ConceptEntry
from bilingual.languages import FRENCH, Language

# The largest public terminology, IATE, is 0.2 GB in this pair; what is larger is no glossary.
_LARGEST: Final = 256 << 20  # bytes
# Byte order marks, with the zeros of UTF-16 taken out.
_MARKS: Final = codecs.BOM_UTF8 + codecs.BOM_UTF16
# A whole tag or declaration: « <none> » may also begin a list of terms, but not so.
_XML: Final = re.compile(rb"<\?xml\s|<!(?:--|DOCTYPE\s)|<[A-Za-z][^<>\t]*>")


class GlossaryFormat(StrEnum):
    """How a glossary is written; see `bilingual.glossary.formats`."""

    CSV = "csv"
    PAIRS_CSV = "pairs-csv"
    PAIRS_TSV = "pairs-tsv"
    OMEGAT = "omegat"
    TBX = "tbx"
    TBX_V2 = "tbx-v2"

    @property
    def is_xml(self) -> bool:
        """Whether it is one of the TBX formats."""
        return self in (GlossaryFormat.TBX, GlossaryFormat.TBX_V2)


BY_SUFFIX: Final = {
    ".csv": GlossaryFormat.CSV,
    ".tsv": GlossaryFormat.PAIRS_TSV,
    ".tab": GlossaryFormat.PAIRS_TSV,
    ".txt": GlossaryFormat.OMEGAT,
    ".utf8": GlossaryFormat.OMEGAT,
    ".tbx": GlossaryFormat.TBX,
    ".xml": GlossaryFormat.TBX,
}


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a file holds.

    Args:
        format: as it was recognised.
        entries: the concepts of the rows that are right.
        problems: the others, one error each with its file and row.
    """

    format: GlossaryFormat
    entries: tuple[ConceptEntry, ...]
    problems: tuple[TermbaseError, ...] = ()


def read_glossary(path: Path, source: Language | None = None) -> Glossary:
    """Read a glossary; its format is recognised by what it holds, not by its name.

    Args:
        path: the file; its name without ending is the domain of concepts that say none.
        source: language of the first column of a list of pairs whose header does not say.

    Raises:
        TermbaseError: it cannot be read at all.
    """
    return parse_glossary(read_bytes(path), path.name, source)


def read_bytes(path: Path) -> bytes:
    """Read a whole file of a size that a glossary may have.

    Raises:
        TermbaseError: it cannot be read, or is too large.
    """
    try:
        if (size := path.stat().st_size) > _LARGEST:
            raise TermbaseError(f"{size >> 20} MB are too large for a glossary", place=path.name)
        return path.read_bytes()
    except OSError as error:
        raise TermbaseError(f"cannot be read: {error.strerror}", place=path.name) from error


def parse_glossary(data: bytes, name: str, source: Language | None = None) -> Glossary:
    """Read the bytes of a glossary.

    Raises:
        TermbaseError: they cannot be read at all.

    >>> parse_glossary(b"fr,en\\nchar lourd,heavy tank\\n", "own.csv").entries[0].id
    'own.char_lourd'
    """
    try:
        return _parse(data, name, source)
    except csv.Error:  # of a well-formed text the library refuses this alone
        remedy = "see that quotation marks are closed"
        problem = f"a cell of more than {csv.field_size_limit():,} characters"
        raise TermbaseError(problem, place=name, remedy=remedy) from None


def _parse(data: bytes, name: str, source: Language | None) -> Glossary:
    domain = Path(name).stem
    form = recognise(data, name)
    if form.is_xml:
        # The parser of XML is loaded only for those who need it.
        from bilingual.glossary.formats.tbx import read_tbx

        return Glossary(form, *read_tbx(data, name, domain))
    text = decode(data, name)
    if form is GlossaryFormat.CSV:
        return Glossary(form, *_read_csv(text, name, domain))
    return Glossary(form, *read_pairs(text, name, domain, source))


def recognise(data: bytes, name: str) -> GlossaryFormat:
    """Return the format of a glossary by what it holds.

    Raises:
        TermbaseError: it is neither XML nor UTF-8.
    """
    start = data[:4000].replace(b"\0", b"").lstrip(_MARKS + b" \t\r\n")
    if _XML.match(start):
        return GlossaryFormat.TBX_V2 if b"<martif" in start else GlossaryFormat.TBX
    text = decode(data, name)
    delimiter = find_delimiter(text)
    cells = first_cells(text, delimiter)
    # An empty file is told what columns there are.
    if not cells or ("id" in cells and not {"fr", "en"}.isdisjoint(cells)):
        return GlossaryFormat.CSV
    if delimiter != TAB:
        return GlossaryFormat.PAIRS_CSV
    return GlossaryFormat.OMEGAT if len(cells) == len(REQUIRED) else GlossaryFormat.PAIRS_TSV


def decode(data: bytes, name: str) -> str:
    """Return the text of a table: UTF-8, or UTF-16 where a byte order mark says so, as Excel writes it.

    Raises:
        TermbaseError: it is something else.
    """
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"not {encoding.removesuffix('-sig').upper()} at byte {error.start}"
        raise TermbaseError(problem, place=name, remedy="save it as UTF-8") from error
    if "\0" in text:
        raise TermbaseError("not a text", place=name, remedy="give a CSV, TSV or TBX file")
    return text


def _read_csv(text: str, name: str, domain: str) -> Parsed:
    entries: dict[str, ConceptEntry] = {}
    places: dict[str, str] = {}
    problems: list[TermbaseError] = []
    for number, row in read_rows(text, name, find_delimiter(text)):
        place = f"{name}, row {number}"
        try:
            entry = parse_row(row, domain)
        except ValueError as error:
            problems.append(TermbaseError(str(error), place=place))
            continue
        if entry.id in entries:
            first = places[entry.id]
            problems.append(TermbaseError(f"id {entry.id!r} already stands in {first}", place=place))
            continue
        entries[entry.id], places[entry.id] = entry, place
    return Parsed(tuple(entries.values()), tuple(problems))


def format_for(path: Path) -> GlossaryFormat:
    """Return the format that the ending of a file asks for.

    Raises:
        TermbaseError: none has that ending.
    """
    form = BY_SUFFIX.get(path.suffix.lower())
    if form is None:
        problem, remedy = f"no glossary format ends in {path.suffix!r}", f"one of {', '.join(BY_SUFFIX)}"
        raise TermbaseError(problem, place=path.name, remedy=remedy)
    return form


def write_glossary(entries: Iterable[ConceptEntry], form: GlossaryFormat, source: Language = FRENCH) -> str:
    """Return concepts in a format; `source` is the first language of a list of pairs.

    Raises:
        TermbaseError: a term has a sign that the format uses for itself.
    """
    if form is GlossaryFormat.CSV:
        return _write_csv(entries)
    if form is GlossaryFormat.OMEGAT:
        return write_omegat(entries, source)
    if form.is_xml:
        from bilingual.glossary.formats.tbxwriting import TBX_2008, TBX_2019, write_tbx

        return write_tbx(entries, TBX_2019 if form is GlossaryFormat.TBX else TBX_2008)
    # Tables with tabs have no header at DeepL and Google, those with commas may have one.
    tabs = form is GlossaryFormat.PAIRS_TSV
    return write_pairs(entries, source, TAB if tabs else ",", header=not tabs)


def _write_csv(entries: Iterable[ConceptEntry]) -> str:
    entries = list(entries)
    for entry in entries:
        try:
            same = parse_row(write_row(entry), entry.domain) == entry
        except ValueError:
            same = False
        if not same:
            raise TermbaseError("CSV cannot hold a bracket or a vertical bar in a term", place=entry.id)
    return write_csv(entries)
