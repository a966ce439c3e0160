"""The figures of a text as charts on a terminal, two texts beside each other where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bilingual.statistics.model import ParallelStatistics, TextStatistics
from bilingual.views.frame import DOUBT_STYLE, HEADING_STYLE, QUIET_STYLE, TERM_STYLE
from bilingual.views.statistics.charts import (
    LEVELS,
    Chart,
    LevelScale,
    charts_of,
    facts_of,
    hard_words_of,
    scale_of,
    title_of,
)
from bilingual.views.terminal import harmless, wrap

# From here on two texts stand beside each other.
_BESIDE = 88
_GAP = 4
# A wider chart is no clearer.
_WIDEST = 72
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def print_statistics(figures: TextStatistics | ParallelStatistics, console: Console) -> None:
    """Print charts of a text or of both sides of a parallel text, as wide as the console."""
    if isinstance(figures, TextStatistics):
        _print(_Drawing(console, min(console.width, _WIDEST)).text(figures), console)
        return
    sides = (figures.source, figures.target)
    if console.width < _BESIDE:
        for number, side in enumerate(sides):
            if number:
                _print([Text()], console)
            _print(_Drawing(console, min(console.width, _WIDEST)).text(side), console)
    else:
        drawing = _Drawing(console, min((console.width - _GAP) // 2, _WIDEST))
        # Part by part, so that what is compared stands on one line.
        for ours, theirs in zip(*(drawing.parts(side) for side in sides), strict=True):
            _print(list(_beside(ours, theirs, drawing.width + _GAP)), console)
    ratio = f"{figures.beads} pairs, {figures.expansion:.2f} target words to a source word"
    doubtful = f", {figures.flagged} doubtful" if figures.flagged else ""
    _print([Text(), *wrap(Text(ratio + doubtful, QUIET_STYLE), console.width, console)], console)


def _beside(ours: Sequence[Text], theirs: Sequence[Text], start: int) -> Iterator[Text]:
    """Yield lines beside each other, the second text from cell `start` on, without white space at their ends."""
    for left, right in zip_longest(ours, theirs, fillvalue=Text()):
        if not right.plain:
            yield left
            continue
        yield Text().append_text(left).append(" " * (start - cell_len(left.plain))).append_text(right)


def _print(lines: Sequence[Text], console: Console) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False)


class _Drawing:
    """Draws the parts of one text as lines of so many cells."""

    def __init__(self, console: Console, width: int) -> None:
        self.width = width
        self._console = console
        self._unicode = "utf" in console.encoding.lower()

    def text(self, figures: TextStatistics) -> list[Text]:
        return [line for part in self.parts(figures) for line in part]

    def parts(self, figures: TextStatistics) -> list[list[Text]]:
        """Return title, facts, level, charts and rarest words, each as lines; all texts have as many parts."""
        parts = [self._title(figures), list(self._facts(figures)), list(self._level(figures))]
        parts += [list(self._chart(chart)) for chart in charts_of(figures)]
        return [*parts, list(self._hard_words(figures))]

    def _title(self, figures: TextStatistics) -> list[Text]:
        return self._wrapped(title_of(figures), HEADING_STYLE)

    def _facts(self, figures: TextStatistics) -> Iterator[Text]:
        facts = facts_of(figures)
        indent = max(len(label) for label, _ in facts) + 2
        for label, value in facts:
            value_lines = wrap(Text(self._plain(value)), self.width - indent, self._console)
            for number, line in enumerate(value_lines):
                head = "" if number else label
                yield Text(head.ljust(indent), QUIET_STYLE).append_text(Text().append_text(line))

    def _level(self, figures: TextStatistics) -> Iterator[Text]:
        yield Text()
        if figures.level is None:
            yield self._heading("Level")
            yield from self._wrapped("too short to tell", QUIET_STYLE)
            return
        scale = scale_of(figures.level)
        line = self._heading("Level").append(" " + self._plain(scale.verdict), TERM_STYLE)
        yield from wrap(line, self.width, self._console)
        yield from self._scale(scale)
        if scale.caution:
            sign = "‼" if self._unicode else "!"
            yield from self._wrapped(f"{sign} {scale.caution}", DOUBT_STYLE)

    def _scale(self, scale: LevelScale) -> Iterator[Text]:
        step = max(3, min(8, self.width // len(LEVELS)))
        cells = step * len(LEVELS)
        yield Text("".join(name.center(step) for name in LEVELS).rstrip(), QUIET_STYLE)
        line = Text()
        here = min(int(scale.place * cells), cells - 1)
        likely, other, mark = ("━", "─", "●") if self._unicode else ("=", "-", "O")
        for cell in range(cells):
            inside = scale.low * step <= cell < (scale.high + 1) * step
            if cell == here:
                line.append(mark, TERM_STYLE)
            else:
                line.append(likely if inside else other, TERM_STYLE if inside else QUIET_STYLE)
        yield line

    def _chart(self, chart: Chart) -> Iterator[Text]:
        yield Text()
        yield from self._wrapped(chart.title, HEADING_STYLE)
        labels = [self._plain(bar.label) for bar in chart.bars]
        indent = max(map(cell_len, labels)) + 1
        figures = max(cell_len(bar.figure) for bar in chart.bars) + 1
        room = max(1, self.width - indent - figures)
        for label, bar in zip(labels, chart.bars, strict=True):
            line = Text(label.rjust(indent - 1) + " ", QUIET_STYLE)
            drawn = self._bar(bar.length, room)
            yield line.append(f"{drawn} " if drawn else "", TERM_STYLE).append(bar.figure)

    def _bar(self, length: float, room: int) -> str:
        if not self._unicode:
            return "#" * max(round(length * room), length > 0)
        eighths = max(round(length * room * 8), length > 0)
        whole, rest = divmod(eighths, 8)
        return "█" * whole + (_EIGHTHS[rest] if rest else "")

    def _hard_words(self, figures: TextStatistics) -> Iterator[Text]:
        if not figures.hard_words:
            return
        yield Text()
        yield self._heading("Rarest words")
        yield from self._wrapped(hard_words_of(figures), "")

    def _heading(self, title: str) -> Text:
        return Text(title, HEADING_STYLE)

    def _wrapped(self, text: str, style: str) -> list[Text]:
        return wrap(Text(self._plain(text), style), self.width, self._console)

    def _plain(self, text: str) -> str:
        """Make a text harmless, and do without typography where the terminal has none."""
        text = harmless(text)
        return text if self._unicode else text.replace("–", "-").replace(" · ", " - ")
