"""The terms of a text as a list: for programs, for spreadsheets and on a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bilingual.glossary.collecting import TermCount
from bilingual.glossary.nearest import equivalents_of
from bilingual.glossary.spreadsheet import neutralise
from bilingual.languages import Language
from bilingual.views.terminal import harmless

_COLUMNS = ("count", "term", "equivalents", "definition", "context", "concept", "surfaces", "start", "end")
# Letters of context on either side of a term: a line and a half of a column of a terminal.
_CONTEXT = 50
# More equivalents make rows tall; `glossary show` and the other formats have them all.
_EQUIVALENTS = 4
# From here on definition and context have a column each.
_NARROWEST_DEFINITIONS = 90


def record_of(term: TermCount, source: Language, target: Language) -> dict[str, Any]:
    """Return what programs are told of a term: its row of CSV and its object of JSON."""
    return {
        "concept": term.entry.id,
        "term": term.lemma,
        "count": term.count,
        "surfaces": list(term.surfaces),
        "equivalents": list(equivalents_of(term.entry, term.lemma, source, target)),
        "definition": term.entry.definition(target),
        "context": term.context,
        "start": term.first.start,
        "end": term.first.end,
    }


def csv_table(found: Sequence[TermCount], source: Language, target: Language) -> str:
    """Return the terms as CSV for spreadsheets, with a head line; no cell runs as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for term in found:
        record = record_of(term, source, target)
        cells = (record[column] for column in _COLUMNS)
        # A context may begin with a dash, which a spreadsheet would take for a formula.
        writer.writerow(
            neutralise(" | ".join(cell) if isinstance(cell, list) else str(cell)) for cell in cells
        )
    return out.getvalue()


def terms_table(found: Sequence[TermCount], source: Language, target: Language, width: int) -> Table:
    """Return the terms as a table for the terminal.

    Args:
        found: from `collect_terms`.
        source: language of the text.
        target: language to explain in.
        width: cells; in few, definition and context share a column.
    """
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, show_edge=False, leading=1)
    table.add_column("", justify="right", style="dim")
    table.add_column(source.name, ratio=4, overflow="fold")
    table.add_column(target.name, ratio=4, overflow="fold")
    wide = width >= _NARROWEST_DEFINITIONS
    table.add_column("Meaning" if wide else "Meaning, first met in", ratio=5, overflow="fold")
    if wide:
        table.add_column("First met in", ratio=5, overflow="fold")
    for term in found:
        meaning = Text(harmless(term.entry.definition(target)))
        if not wide and meaning:
            meaning.append("\n")
        cells = [meaning, _excerpt(term)] if wide else [meaning.append_text(_excerpt(term))]
        meant = equivalents_of(term.entry, term.lemma, source, target)[:_EQUIVALENTS]
        equivalents = harmless(", ".join(meant))
        table.add_row(str(term.count), Text(harmless(term.lemma), "bold"), Text(equivalents), *cells)
    return table


def _excerpt(term: TermCount) -> Text:
    """Return the term in its context, cut at words to what a table has room for."""
    span = term.in_context
    before, after = term.context[: span.start], term.context[span.end :]
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    text = Text(harmless(before), "dim")
    text.append(harmless(span.of(term.context)), "not dim bold cyan")
    return text.append(harmless(after))
