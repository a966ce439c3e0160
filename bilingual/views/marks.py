"""Terms marked inside a line, by style and by a sign that shows without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.text import Text

from bilingual.bitext import flow
from bilingual.spans import Span
from bilingual.views.terminal import harmless


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be shown as a term, and the sign to set behind it."""

    span: Span
    sign: str
    style: str


def mark_up(text: str, spans: Sequence[Span], marks: Iterable[Mark]) -> Text:
    """Set the stretches of a text as one line, terms marked by style and by sign."""
    out = Text()
    waiting = sorted(marks, key=lambda mark: mark.span)
    for number, span in enumerate(spans):
        position = span.start
        if number:
            out.append(" ")
        for mark in [mark for mark in waiting if span.contains(mark.span) and mark.span.start >= span.start]:
            if mark.span.start < position:
                continue
            out.append(in_line(text[position : mark.span.start]))
            out.append(in_line(mark.span.of(text)), style=mark.style)
            out.append(mark.sign, style=mark.style)
            position = mark.span.end
        out.append(in_line(text[position : span.end]))
    return out


def in_line(piece: str) -> str:
    """Make a piece harmless and bring its line breaks down to spaces, those at its ends kept."""
    core = flow(piece)
    if core == piece:
        return harmless(piece)
    # Spaces that do not break are still in the core.
    head = " " if piece[:1].isspace() and core and not core[0].isspace() else ""
    tail = " " if piece[-1:].isspace() and not core[-1:].isspace() else ""
    return harmless(head + core + tail)
