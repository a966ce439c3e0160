"""Termbases: sets of concepts, read from CSV files, looked up by id and by term, merged with precedence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from bilingual.errors import TermbaseError
from bilingual.glossary.csvfile import parse_row, read_rows
from bilingual.glossary.model import ConceptEntry

MILITARY_DATA: Final = Path(__file__).parent / "data" / "military"


class Termbase:
    """An immutable set of concept entries.

    Args:
        entries: in order of precedence: of two with one id the first counts.
        name: what messages call it.
        problems: the rows of its files that could not be used, one error each.
    """

    __slots__ = ("_by_id", "name", "problems")

    def __init__(
        self,
        entries: Iterable[ConceptEntry],
        *,
        name: str = "termbase",
        problems: Iterable[TermbaseError] = (),
    ) -> None:
        self._by_id: dict[str, ConceptEntry] = {}
        for entry in entries:
            self._by_id.setdefault(entry.id, entry)
        self.name = name
        self.problems = tuple(problems)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[ConceptEntry]:
        return iter(self._by_id.values())

    def get(self, concept_id: str) -> ConceptEntry | None:
        """Return the concept of that id, or `None`."""
        return self._by_id.get(concept_id)


def load_termbase(path: Path | str) -> Termbase:
    """Read a termbase from a CSV file, or from all of those in a directory; rows in error become `problems`.

    Raises:
        TermbaseError: the file cannot be read at all.
    """
    path = Path(path)
    entries: list[ConceptEntry] = []
    problems: list[TermbaseError] = []
    for file in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        for number, row in read_rows(file.read_text(encoding="utf-8"), file.name):
            try:
                entries.append(parse_row(row, file.stem))
            except ValueError as error:
                problems.append(TermbaseError(str(error), place=f"{file.name}, row {number}"))
    return Termbase(entries, name=path.name, problems=problems)


@lru_cache(maxsize=1)
def military_termbase() -> Termbase:
    """Return the termbase that comes with `bilingual`."""
    return load_termbase(MILITARY_DATA)
