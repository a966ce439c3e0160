"""Lists of term pairs in two or more columns, parted by commas, semicolons or tabs.

DeepL takes `source,target` with or without a header, or four columns whose last two are language codes;
Google takes two columns under a header of language codes, or more of which two are the languages; OmegaT
takes `term TAB translation TAB comment` without a header, and lines that begin with `#` are remarks.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bilingual.errors import TermbaseError
from bilingual.glossary.formats.simple import Pair, PairCollector, Parsed, clean
from bilingual.glossary.model import ConceptEntry, PartOfSpeech, TermStatus
from bilingual.glossary.patterns import fold
from bilingual.glossary.spreadsheet import neutralise, restore
from bilingual.languages import ENGLISH, FRENCH, Language, other_language

TAB: Final = "\t"
_DELIMITERS: Final = (",", ";", TAB)
# Rows by which the delimiter and the direction of a list are told.
_SAMPLE: Final = 50

_LANGUAGE_NAMES: Final = {
    **dict.fromkeys(("fr", "fra", "fre", "french", "français", "francais", "terme français"), FRENCH),
    **dict.fromkeys(("en", "eng", "english", "anglais", "terme anglais"), ENGLISH),
}
_SOURCES: Final = frozenset(("source", "source term", "term", "terme", "source_term", "sourceentry"))
_TARGETS: Final = frozenset(
    ("target", "target term", "translation", "traduction", "target_term", "targetentry", "cible")
)
_COMMENTS: Final = frozenset(("comment", "comments", "note", "notes", "description", "commentaire"))
_DEFINITIONS: Final = {
    "definition": ENGLISH, "definition_en": ENGLISH, "definition_fr": FRENCH, "définition": FRENCH,
}  # fmt: skip
_ACCENTS: Final = re.compile("[àâçéèêëîïôûùœ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what.

    Args:
        source: index of the column of source terms.
        target: index of the column of their translations.
        language: of the source terms.
        comment: index of the column of comments.
        definitions: index of the column of definitions by language code.
    """

    source: int
    target: int
    language: Language
    comment: int | None = None
    definitions: tuple[tuple[str, int], ...] = ()


def find_delimiter(text: str) -> str:
    """Return what parts the columns: a comma, a semicolon (spreadsheets in French) or a tab.

    >>> find_delimiter("char, blindé;tank\\nfeu;fire")
    ';'
    """
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if TAB in first:
        return TAB

    def regularity(delimiter: str) -> int:
        widths = Counter(len(cells) for _, cells in islice(_rows(text, delimiter), _SAMPLE))
        return max((rows for width, rows in widths.items() if width > 1), default=0)

    return max(_DELIMITERS[:2], key=regularity)


def first_cells(text: str, delimiter: str) -> list[str]:
    """Return the folded cells of the first row, without white space at their ends."""
    _, cells = next(_rows(text, delimiter), (0, []))
    return [fold(cell.strip()) for cell in cells]


def language_named(name: str) -> Language | None:
    """Return the language that a column or a file calls so: `fr`, `fr-FR`, `EN-US`, `Français`."""
    folded = fold(name.strip())
    return _LANGUAGE_NAMES.get(folded) or _LANGUAGE_NAMES.get(re.split(r"[-_]", folded)[0])


def read_pairs(text: str, name: str, domain: str, source: Language | None = None) -> Parsed:
    """Read a list of pairs; rows in error become problems and the others are used.

    Args:
        text: the whole list.
        name: what messages call it.
        domain: of its concepts.
        source: language of the first column where no header says; by default the column with more French
            accents is taken for French, and the first if neither has any.

    Raises:
        TermbaseError: no row has two columns.
    """
    delimiter = find_delimiter(text)
    header = _header(first_cells(text, delimiter), source)
    layout = header or Layout(0, 1, source or _guess_source(text, delimiter), comment=2)
    collector = PairCollector(domain)
    problems: list[TermbaseError] = []
    widest = 0
    try:
        for number, cells in islice(_rows(text, delimiter), int(header is not None), None):
            widest = max(widest, len(cells))
            try:
                pair, language = _pair(cells, layout, positional=header is None)
                collector.add(pair, language)
            except ValueError as error:
                problems.append(TermbaseError(str(error), place=f"{name}, row {number}"))
    except csv.Error as error:
        problems.append(TermbaseError(f"not CSV from here on: {error}", place=name))
    if widest < 2 and header is None:
        remedy = "give two columns parted by a comma, a semicolon or a tab"
        raise TermbaseError("no row has two columns", place=name, remedy=remedy)
    return Parsed(tuple(collector.entries()), tuple(problems))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold something, with their numbers; a list with tabs knows no quotation marks."""
    if delimiter == TAB:
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
            if line.strip() and not line.startswith("#"):
                yield number, [restore(cell) for cell in line.split(TAB)]
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for number, cells in enumerate(reader, start=1):
        if any(map(str.strip, cells)):
            yield number, [restore(cell) for cell in cells]


def _header(cells: Sequence[str], source: Language | None) -> Layout | None:
    """Read a row of column names, or return `None` where it is none."""
    languages: dict[str, int] = {}
    for i, cell in enumerate(cells):
        if named := language_named(cell):
            languages.setdefault(named.code, i)
    # « char,tank,fr,en » is a row of four columns at DeepL, and no header.
    if len(languages) == 2 and sorted(languages.values()) != [2, 3]:
        first = FRENCH if languages["fr"] < languages["en"] else ENGLISH
        language = source or first
        columns = languages["fr"], languages["en"]
        columns = columns if language.code == FRENCH.code else columns[::-1]
    else:
        sources = [i for i, cell in enumerate(cells) if cell in _SOURCES]
        targets = [i for i, cell in enumerate(cells) if cell in _TARGETS]
        if not sources or not targets:
            return None
        language, columns = source or FRENCH, (sources[0], targets[0])
    comment = next((i for i, cell in enumerate(cells) if cell in _COMMENTS), None)
    definitions = tuple((_DEFINITIONS[cell].code, i) for i, cell in enumerate(cells) if cell in _DEFINITIONS)
    return Layout(*columns, language, comment, definitions)


def _guess_source(text: str, delimiter: str) -> Language:
    accents = [0, 0]
    for _, cells in islice(_rows(text, delimiter), _SAMPLE):
        for column, cell in enumerate(cells[:2]):
            accents[column] += bool(_ACCENTS.search(cell))
    return ENGLISH if accents[1] > accents[0] else FRENCH


def _pair(cells: Sequence[str], layout: Layout, *, positional: bool) -> tuple[Pair, Language]:
    language, comment = layout.language, layout.comment
    said = [language_named(cell) for cell in cells[2:]] if positional and len(cells) == 4 else []
    if any(said):  # DeepL: « char,tank,fr,en »
        if said[0] is None or said[1] is None or said[0] == said[1]:
            raise ValueError(f"the languages are {cells[2]!r} and {cells[3]!r}, not fr and en")
        language, comment = said[0], None

    def cell(index: int | None) -> str:
        return clean(cells[index]) if index is not None and index < len(cells) else ""

    definitions = {code: cell(index) for code, index in layout.definitions}
    terms = cell(layout.source), cell(layout.target)
    return Pair(*terms, cell(comment), definitions.get("fr", ""), definitions.get("en", "")), language


def write_pairs(
    entries: Iterable[ConceptEntry], source: Language, delimiter: str, *, header: bool = True
) -> str:
    """Write each approved source term with the preferred translation, each source term once.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> print(write_pairs([military_termbase().get("air.strike")], FRENCH, ",").splitlines()[:2])
    ['fr,en', 'frappe aérienne,air strike']
    """
    target = other_language(source)
    rows = [(source.code, target.code)] if header else []
    seen: set[str] = set()
    for entry in entries:
        preferred = next(_texts(entry, target))
        for text in _texts(entry, source):
            if text not in seen:
                seen.add(text)
                rows.append((text, preferred))
    return _write(rows, delimiter)


def write_omegat(entries: Iterable[ConceptEntry], source: Language) -> str:
    """Write every approved source term with every approved translation, and what explains it.

    OmegaT shows all lines of a term; the comment stands in the first of them.
    """
    target = other_language(source)
    rows: dict[tuple[str, str], str] = {}
    for entry in entries:
        comment = " ".join(filter(None, (entry.definition(ENGLISH), entry.note)))
        for text in _texts(entry, source):
            for number, translation in enumerate(_texts(entry, target)):
                rows.setdefault((text, translation), comment if number == 0 else "")
    return _write(((*pair, comment) for pair, comment in rows.items()), TAB)


def _texts(entry: ConceptEntry, language: Language) -> Iterator[str]:
    """Give the approved terms, English verbs with their "to", by which they are known again."""
    approved = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.ABBREVIATION)
    for status in approved:
        for term in entry.terms_in(language, status):
            verb = term.part_of_speech is PartOfSpeech.VERB and language.code == ENGLISH.code
            yield f"to {term.text}" if verb else term.text


def _write(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    if delimiter == TAB:
        # What would part columns or rows, or be a remark, cannot be quoted here.
        lines = (TAB.join(neutralise(" ".join(cell.split())) for cell in row) for row in rows)
        return "".join(f" {line}\n" if line.startswith("#") else f"{line}\n" for line in lines)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return out.getvalue()
