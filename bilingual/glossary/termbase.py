"""Termbases: sets of concepts, read from CSV files, looked up by id and by term, merged with precedence."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final, overload

from bilingual.errors import TermbaseError, expect
from bilingual.glossary.csvfile import parse_row, read_rows
from bilingual.glossary.index import TermIndex
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.patterns import compile_entry, fold
from bilingual.languages import ENGLISH, FRENCH, Language, as_language

_DATA: Final = Path(__file__).parent / "data"
MILITARY_DATA: Final = _DATA / "military"
MILITARY_INDEX: Final = _DATA / "military.index.json"


class Termbase:
    """An immutable set of concept entries.

    Args:
        entries: in order; of two with one id the first counts.
        name: what messages call it.
        problems: the rows of its files that could not be used, one error each.
        compiled: the lines of its index by language code, where they have been made before.

    >>> base = load_termbase(MILITARY_DATA)
    >>> base.find("char d’assaut", FRENCH)[0].preferred(ENGLISH)
    'tank'
    """

    __slots__ = (
        "_by_id",
        "_by_term",
        "_compiled",
        "_hidden",
        "_indexes",
        "_own",
        "entries",
        "name",
        "parts",
        "problems",
    )

    def __init__(
        self,
        entries: Iterable[ConceptEntry],
        *,
        name: str = "termbase",
        problems: Iterable[TermbaseError] = (),
        compiled: dict[str, list[str]] | None = None,
    ) -> None:
        self.entries: Sequence[ConceptEntry] = (
            entries if isinstance(entries, _Rows) else _first_of_each(entries)
        )
        self.name = name
        self.problems = tuple(problems)
        self.parts: tuple[Termbase, ...] = (self,)
        self._compiled = compiled or {}
        self._indexes: dict[str, TermIndex] = {}
        self._by_id: dict[str, int] | None = None
        self._hidden: dict[int, frozenset[str]] = {}
        self._by_term: dict[tuple[str, str], list[ConceptEntry]] | None = None

    def merge(self, *others: Termbase) -> Termbase:
        """Return a termbase of this one and the others; of two concepts with one id, the first counts.

        Where two bases have a term each for the same words of a text, the earlier base's is matched.
        """
        merged = Termbase((), name=" + ".join(base.name for base in (self, *others)))
        merged.parts = tuple(chain.from_iterable(base.parts for base in (self, *others)))
        merged.problems = tuple(chain.from_iterable(base.problems for base in (self, *others)))
        return merged

    def ids(self) -> Iterator[str]:
        """Give the ids of its concepts, in order."""
        for precedence, part in enumerate(self.parts):
            hidden = self.hidden(precedence)
            yield from (concept_id for concept_id in part._numbers() if concept_id not in hidden)

    def hidden(self, precedence: int) -> frozenset[str]:
        """Return the ids that parts before that one already have."""
        if precedence not in self._hidden:
            before = self.parts[:precedence]
            self._hidden[precedence] = frozenset(chain.from_iterable(part._numbers() for part in before))
        return self._hidden[precedence]

    def _numbers(self) -> dict[str, int]:
        if self._by_id is None:
            ids = (
                self.entries.ids if isinstance(self.entries, _Rows) else [entry.id for entry in self.entries]
            )
            self._by_id = {concept_id: number for number, concept_id in enumerate(ids)}
        return self._by_id

    def __len__(self) -> int:
        return sum(1 for _ in self.ids())

    def __iter__(self) -> Iterator[ConceptEntry]:
        for precedence, part in enumerate(self.parts):
            hidden = self.hidden(precedence)
            yield from (entry for entry in part.entries if entry.id not in hidden)

    def get(self, concept_id: str) -> ConceptEntry | None:
        """Return the concept of that id, that of a compound made by rule included, or `None`."""
        for part in self.parts:
            number = part._numbers().get(concept_id)
            if number is not None:
                return part.entries[number]
        head, _, slug = concept_id.rpartition(".")
        row = self.get(head) if head else None
        if row is None:
            return None
        from bilingual.glossary.compounds import kind_named  # only an id that no row has needs it

        return kind_named(row, slug, self.find(slug, FRENCH))

    def find(self, text: str, language: Language | str) -> tuple[ConceptEntry, ...]:
        """Return the concepts that have exactly this term, letter case and apostrophes aside.

        Args:
            text: a term in its citation form.
            language: of it, or the ISO 639-1 code.

        Raises:
            LanguageError: there is no such language; a `ValueError`.
        """
        if self._by_term is None:
            self._by_term = {}
            for entry in self:
                for term in entry.terms:
                    found = self._by_term.setdefault((term.language, fold(term.text)), [])
                    if entry not in found:
                        found.append(entry)
        return tuple(self._by_term.get((as_language(language).code, fold(text)), ()))

    def index(self, language: Language) -> TermIndex:
        """Return the index of its own patterns; those of a merged termbase are with its parts."""
        index = self._indexes.get(language.code)
        if index is None:
            lines = self._compiled.get(language.code)
            index = TermIndex(compile_lines(self.entries, language) if lines is None else lines)
            self._indexes[language.code] = index
        return index


def compile_lines(entries: Sequence[ConceptEntry], language: Language) -> list[str]:
    """Return the encoded patterns of some entries, each line once."""
    patterns = (
        pattern.encode()
        for number, entry in enumerate(entries)
        for pattern in compile_entry(entry, number, language)
    )
    return list(dict.fromkeys(patterns))


def _first_of_each(entries: Iterable[ConceptEntry]) -> tuple[ConceptEntry, ...]:
    by_id: dict[str, ConceptEntry] = {}
    for entry in entries:
        by_id.setdefault(entry.id, entry)
    return tuple(by_id.values())


class _Rows(Sequence[ConceptEntry]):
    """Entries read from their rows when first asked for: an article meets one in fifty."""

    __slots__ = ("_entries", "_rows", "ids")

    def __init__(self, rows: Iterable[tuple[str, dict[str, str]]]) -> None:
        self._rows = list(rows)
        self._entries: list[ConceptEntry | None] = [None] * len(self._rows)
        self.ids = [row["id"] for _, row in self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> ConceptEntry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ConceptEntry]: ...
    def __getitem__(self, index: int | slice) -> ConceptEntry | Sequence[ConceptEntry]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        entry = self._entries[index]
        if entry is None:
            domain, row = self._rows[index]
            entry = self._entries[index] = parse_row(row, domain)
        return entry


def load_termbase(path: Path | str, source: Language | None = None) -> Termbase:
    """Read a termbase from a glossary of any format, or from all CSV files of a directory.

    Rows in error become `problems` and the others are used.

    Args:
        path: CSV, a list of pairs as DeepL, Google or OmegaT take it, or TBX; see `glossary.formats`.
        source: language of the first column of a list of pairs whose header does not say.

    Raises:
        TermbaseError: the file cannot be read at all.
        WrongTypeError: `path` is none; a `TypeError`.
    """
    expect(path, (str, Path), "a glossary is given by the path of its file")
    # The built-in termbase, which nearly every process loads, does without the other formats.
    from bilingual.glossary.formats.glossaries import read_glossary

    path = Path(path)
    entries: dict[str, ConceptEntry] = {}
    places: dict[str, str] = {}
    problems: list[TermbaseError] = []
    for file in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        glossary = read_glossary(file, source)
        problems += glossary.problems
        for entry in glossary.entries:
            if entry.id in entries:
                problem = f"id {entry.id!r} already stands in {places[entry.id]}"
                problems.append(TermbaseError(problem, place=file.name))
                continue
            entries[entry.id], places[entry.id] = entry, file.name
    return Termbase(entries.values(), name=path.name, problems=problems)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TermbaseError(f"cannot be read: {error}", place=file.name) from error


@lru_cache(maxsize=1)
def military_termbase() -> Termbase:
    """Return the termbase that comes with `bilingual`.

    Its index is compiled beforehand (`python -m bilingual.glossary.compile`), because making it takes longer
    than reading an article.  One that was made of other rows is not used: an edited row counts at once.
    """
    texts = {file.stem: _read(file) for file in sorted(MILITARY_DATA.glob("*.csv"))}
    rows = _Rows(
        (domain, row) for domain, text in texts.items() for _, row in read_rows(text, f"{domain}.csv")
    )
    compiled = json.loads(MILITARY_INDEX.read_bytes()) if MILITARY_INDEX.is_file() else {}
    fresh = compiled.pop("rows", None) == checksum(texts.values())
    return Termbase(rows, name="military", compiled=compiled if fresh else None)


def compile_military() -> str:
    """Return the text that `MILITARY_INDEX` should hold."""
    texts = [_read(file) for file in sorted(MILITARY_DATA.glob("*.csv"))]
    entries = load_termbase(MILITARY_DATA).entries
    lines = {language.code: compile_lines(entries, language) for language in (FRENCH, ENGLISH)}
    return json.dumps({"rows": checksum(texts), **lines}, ensure_ascii=False, indent=0) + "\n"


def checksum(texts: Iterable[str]) -> int:
    """Return a number that changes when one of the texts does; against mistakes, not against malice."""
    total = 0
    for text in texts:
        total = zlib.crc32(text.encode(), total)
    return total
