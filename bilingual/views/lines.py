"""The sides of a bead as lines, and where a place of the whole text stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bilingual.bitext import WHITE_SPACE
from bilingual.spans import Span


class Line:
    """Segments of a text set as one line, white space brought down to one space each.

    Args:
        text: the whole text.
        spans: the segments, in order.

    >>> line = Line("Deux avions\\n  ont décollé. Il pleut.", (Span(0, 26), Span(27, 36)))
    >>> line.text
    'Deux avions ont décollé. Il pleut.'
    >>> line.place(Span(14, 17)).of(line.text), line.place(Span(27, 29)).of(line.text)
    ('ont', 'Il')
    """

    __slots__ = ("_cuts", "_lost", "_offsets", "_spans", "text")

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        raw = " ".join(span.of(text) for span in spans)
        self._spans = spans
        self._offsets: list[int] = []  # of each segment in `raw`
        offset = 0
        for span in spans:
            self._offsets.append(offset)
            offset += len(span) + 1
        # `_lost[i]` characters are gone before every place of `raw` from `_cuts[i]` on.
        self._cuts, self._lost = [0], [len(raw) - len(raw.lstrip(_SPACES))]
        pieces: list[str] = []
        position = self._lost[0]
        for gap in WHITE_SPACE.finditer(raw, position):
            pieces += (raw[position : gap.start()], " ")
            position = gap.end()
            if len(gap[0]) > 1:
                self._cuts.append(position)
                self._lost.append(self._lost[-1] + len(gap[0]) - 1)
        self.text = ("".join(pieces) + raw[position:]).rstrip(" ")

    def place(self, span: Span) -> Span:
        """Return where a stretch of the whole text, inside one of the segments, stands in the line."""
        if not self._spans:
            return Span(0, 0)
        start = self._place(span.start, self._segment(span.start))
        # The end belongs to the segment of the last character, which may end where the next begins.
        end = self._place(span.end, self._segment(max(span.end - 1, span.start)))
        return Span(start, max(start, end))

    def _segment(self, place: int) -> int:
        return max(bisect_right(self._spans, place, key=_start) - 1, 0)

    def _place(self, place: int, segment: int) -> int:
        # A place beside the segments counts as their edge, so that places stay in order whatever is asked.
        span = self._spans[segment]
        raw = self._offsets[segment] + min(max(place - span.start, 0), len(span))
        cut = bisect_right(self._cuts, raw) - 1
        shown = raw - self._lost[cut]
        if cut + 1 < len(self._cuts):
            shown = min(shown, self._cuts[cut + 1] - self._lost[cut + 1])
        return min(max(shown, 0), len(self.text))


def _start(span: Span) -> int:
    return span.start


_SPACES = " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
