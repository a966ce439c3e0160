"""The figures of a text as a CSV table, a figure a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from bilingual.glossary.spreadsheet import neutralise
from bilingual.statistics.model import ParallelStatistics, TextStatistics

COLUMNS = ("text", "language", "figure", "value")


def csv_table(figures: TextStatistics | ParallelStatistics) -> str:
    """Return the figures as CSV with the columns `text`, `language`, `figure`, `value`; no cell is a formula.

    The figures of the JSON are named with dots: `level.low`, `frequency_bands.1-1000`, `hard_words.drone`.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    sides = (figures.source, figures.target) if isinstance(figures, ParallelStatistics) else (figures,)
    for side in sides:
        for name, value in _flat(side.to_dict()):
            if name not in ("name", "language"):
                writer.writerow(map(neutralise, (side.name, side.language.code, name, value)))
    if isinstance(figures, ParallelStatistics):
        pair = f"{figures.source.language.code}-{figures.target.language.code}"
        for name, value in _flat({k: v for k, v in figures.to_dict().items() if not isinstance(v, dict)}):
            writer.writerow(map(neutralise, (figures.source.name, pair, name, value)))
    return out.getvalue()


def _flat(record: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif key == "hard_words":
            yield from ((f"{name}.{word['lemma']}", str(word["zipf"])) for word in value)
        elif isinstance(value, list):
            yield name, "; ".join(map(str, value))
        else:
            yield name, "" if value is None else str(value)
