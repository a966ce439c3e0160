"""Small pieces of HTML that a notebook shows in place of a value's `repr`.

A notebook has its own style and may strip ours, as GitHub does, so these are plain tables; every text in them is
escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.untrusted import escaped, harmless

# Notebooks set the cells of tables to the right, for figures.
_CELL = 'style="text-align:left;vertical-align:top"'
_QUOTED = 60  # characters


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of a table.

    Args:
        text: one line.
        language: ISO 639-1 code, where it is known.
        notes: further lines, smaller.
    """

    text: str
    language: str = ""
    notes: tuple[str, ...] = ()


def table(rows: Iterable[Sequence[Cell]], head: Sequence[str] = (), caption: str = "", more: int = 0) -> str:
    """Return a table.

    Args:
        rows: their cells.
        head: names of the columns, if any.
        caption: what it is a table of.
        more: how many rows there are that are not shown.

    >>> table([[Cell("Il pleut & vente.", "fr")]])
    '<table><tbody><tr><td style=... lang="fr">Il pleut &amp; vente.</td></tr></tbody></table>'
    """
    top = f"<caption {_CELL}>{escaped(caption)}</caption>" if caption else ""
    if head:
        names = "".join(f'<th scope="col" {_CELL}>{escaped(name)}</th>' for name in head)
        top += f"<thead><tr>{names}</tr></thead>"
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    if more:
        body += f'<tr><td colspan="{max(len(head), 1)}" {_CELL}>… and {more:,} more</td></tr>'
    return f"<table>{top}<tbody>{body}</tbody></table>"


def quoted(text: str) -> str:
    """Return the beginning of a text as a `repr` shows it.

    >>> quoted("Le bilan\\x1b n’est pas connu, et personne ne sait quand il le sera vraiment.")
    '‘Le bilan␛ n’est pas connu, et personne ne sait quand il le s…’'
    """
    shown = harmless(text)
    return f"‘{shown if len(shown) <= _QUOTED else shown[:_QUOTED].rstrip() + '…'}’"


def _cell(cell: Cell) -> str:
    language = f' lang="{escaped(cell.language)}"' if cell.language else ""
    notes = "".join(f"<br><small>{escaped(note)}</small>" for note in cell.notes)
    return f"<td {_CELL}{language}>{escaped(cell.text)}{notes}</td>"
