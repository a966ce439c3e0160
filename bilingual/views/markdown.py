"""A parallel text in Markdown that is pleasant to read as it stands, too.

A sentence is a paragraph, its translation a quotation below it, a term a footnote: sentences are too long for
the cells of a table, which nobody can read unrendered. Footnotes are those of GitHub, Pandoc and Obsidian.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bilingual.bitext import WHITE_SPACE
from bilingual.pipeline.model import ParallelText
from bilingual.untrusted import harmless
from bilingual.views.sheet import Piece, Row, Sheet
from bilingual.views.terms import grammar, note_of

# What starts something inside a line in CommonMark, GitHub's Markdown or Pandoc's.
_INLINE = re.compile(r"([\\`*_{}\[\]<>&~$|^=@#])")
# A colon and a stop are live where they make an address or a definition of what stands before them.
_ADDRESS = re.compile(r"(?<=[a-zA-Z])(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)
# What starts something at the beginning of a line; Pandoc counts with letters, too, but for `M. Dupont`.
_FIRST = re.compile(r"^([ \u00a0]*)(?:([+\-:!%])|(\(?(?:\d{1,9}|[a-z]|[ivxlcdm]{1,9})|\(?[A-Z](?=\)))([.)]))")


def markdown(text: ParallelText, *, title: str | None = None) -> Iterator[str]:
    """Yield a parallel text as Markdown, in pieces.

    Args:
        text: from `read`, `align` or a reading pack.
        title: by default the text's first heading, else the name of its file.
    """
    sheet = Sheet.of(text, title)
    about = escape(sheet.about) + "\n\n"
    if not sheet.opens_with_title:
        yield f"# {escape(sheet.title)}\n\n{about}"
    for row in sheet.rows:
        yield from _row(row, sheet)
        if row.number == 1 and sheet.opens_with_title:
            yield about
    yield from _terms(sheet)


def _row(row: Row, sheet: Sheet) -> Iterator[str]:
    source, target = _line(row.source), _line(row.target)
    if row.heading:
        level = "#" if row.number == 1 and sheet.opens_with_title else "##"
        yield f"{level} {source or target}\n\n"
        if source and target:
            yield f"> {target}\n"
    else:
        yield f"{source or _missing(sheet.missing(sheet.source))}\n\n"
        yield f"> {target or _missing(sheet.missing(sheet.target))}\n"
    if row.doubts:
        yield f">\n> ‼ *{escape('; '.join(row.doubts))}*\n"
    yield "\n"


def _line(pieces: Iterable[Piece]) -> str:
    # Escaped as a whole, for a sign may be live by what stands before it.
    line, marks = "", []
    for piece in pieces:
        line += piece.text
        if piece.term is not None:
            marks.append((len(line), piece.term))
    parts, position = [], 0
    for end, term in marks:
        parts.append(escape(line[position:end], first=not position) + f"[^{term}]")
        position = end
    return "".join(parts) + escape(line[position:], first=not position)


def _missing(said: str) -> str:
    return f"*({said})*"


def _terms(sheet: Sheet) -> Iterator[str]:
    for number, entry in enumerate(sheet.terms.entries.values(), 1):
        lemmas = escape(", ".join(sheet.terms.lemmas[entry.id]))
        equivalents = escape(", ".join(sheet.terms.equivalents(entry, sheet.source, sheet.target)))
        line = f"[^{number}]: **{lemmas}**{grammar(entry, sheet.source, sheet.terms.first(entry))} — {equivalents}."
        for more in (entry.definition(sheet.target), note_of(entry, sheet.target)):
            if more:
                line += f" {escape(more)}"
        if missing := sheet.terms.met[entry.id] - sheet.terms.used[entry.id]:
            line += f" *({sheet.labels.amiss(missing)})*"
        yield line + "\n"


def escape(text: str, *, first: bool = True) -> str:
    r"""Return a line as Markdown that says the same and does nothing.

    Args:
        text: one line.
        first: whether it begins a line of the Markdown.

    >>> print(escape("- 1 * 2 <b> [x](y)"))
    \- 1 \* 2 \<b\> \[x\](y)
    """
    line = WHITE_SPACE.sub(" ", harmless(text))
    text = _ADDRESS.sub(lambda found: "\\" + found[0], _INLINE.sub(r"\\\1", line))
    return _FIRST.sub(r"\1\3\\\2\4", text) if first else text
