"""The figures of a text as an SVG picture that follows the light or dark scheme of whoever looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.statistics.model import ParallelStatistics, TextStatistics
from bilingual.untrusted import escaped
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

# Sizes in user units, which a browser takes for pixels.
_COLUMN = 460
_MARGIN = 28
_LINE = 22
_LABEL = 92  # before a bar
_FIGURE = 52  # behind the longest
_FACT = 110  # before a fact's value
_LETTER = 7.2  # mean width of a letter of 14 pixels, for breaking lines

# Contrast of text and bars with the ground, light and dark: at least 4.5 to 1.
STYLE = """\
.figures{--ground:#fff;--ink:#1c2430;--quiet:#596373;--bar:#1f6f8b;--rail:#dfe4ea}
@media (prefers-color-scheme:dark){
.figures{--ground:#15191f;--ink:#e8ecf1;--quiet:#a3adba;--bar:#5bb8d4;--rail:#333c47}}
.figures text{font:14px system-ui,sans-serif;fill:var(--ink)}
.figures .title{font-size:17px;font-weight:600}
.figures .heading{font-weight:600}
.figures .quiet{fill:var(--quiet)}
.figures .end{text-anchor:end}
.figures .middle{text-anchor:middle}
.figures .ground{fill:var(--ground)}
.figures .bar{fill:var(--bar)}
.figures .rail{fill:var(--rail)}
"""


def svg(figures: TextStatistics | ParallelStatistics, *, identity: str = "figures") -> str:
    """Draw a text, or both sides of a parallel text beside each other, as one SVG document.

    The picture asks for nothing from anywhere, and all text in it is escaped.

    Args:
        figures: what to draw.
        identity: what its ids begin with, unlike those of other pictures on the page.
    """
    sides = (figures.source, figures.target) if isinstance(figures, ParallelStatistics) else (figures,)
    columns = [_Column(side, index * (_COLUMN + _MARGIN) + _MARGIN) for index, side in enumerate(sides)]
    shapes = [list(column.draw()) for column in columns]
    total = len(sides) * (_COLUMN + _MARGIN) + _MARGIN
    height = max(column.y for column in columns) + _MARGIN // 2
    title = " / ".join(title_of(side) for side in sides)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figures" viewBox="0 0 {total} {height}" '
        f'width="{total}" role="img" aria-labelledby="{identity}-title {identity}-description">',
        f'<title id="{identity}-title">{escaped(title)}</title>',
        f'<desc id="{identity}-description">{escaped(_description(sides))}</desc>',
        f"<style>\n{STYLE}</style>",
        f'<rect class="ground" width="{total}" height="{height}" rx="8"/>',
        *(shape for column in shapes for shape in column),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _description(sides: Sequence[TextStatistics]) -> str:
    parts = []
    for side in sides:
        level = scale_of(side.level).verdict if side.level else "too short to tell"
        facts = "; ".join(f"{label}: {value}" for label, value in facts_of(side))
        parts.append(f"{side.language.name}: level {level}; {facts}.")
    return " ".join(parts)


class _Column:
    """Draws one text from top to bottom; `y` is where the next line stands."""

    def __init__(self, figures: TextStatistics, x: int) -> None:
        self._figures = figures
        self._x = x
        self.y = _MARGIN + 8

    def draw(self) -> Iterator[str]:
        language = self._figures.language.code
        yield "<g>"
        for line in _broken(title_of(self._figures), _COLUMN * 0.8):
            yield self._text(line, "title")
            self.y += _LINE
        self.y += 4
        for label, value in facts_of(self._figures):
            yield self._text(label, "quiet", step=0)
            for line in _broken(value, _COLUMN - _FACT):
                yield self._text(line, x=self._x + _FACT)
        yield from self._level()
        for chart in charts_of(self._figures):
            yield from self._chart(chart)
        if self._figures.hard_words:
            yield self._heading("Rarest words")
            for line in _broken(hard_words_of(self._figures), _COLUMN):
                yield self._text(line, language=language)
        yield "</g>"

    def _level(self) -> Iterator[str]:
        if self._figures.level is None:
            yield self._heading("Level: too short to tell")
            return
        scale = scale_of(self._figures.level)
        yield self._heading(f"Level: {scale.verdict}")
        yield from self._scale(scale)
        if scale.caution:
            for line in _broken(f"‼ {scale.caution}", _COLUMN):
                yield self._text(line, "quiet")

    def _scale(self, scale: LevelScale) -> Iterator[str]:
        step = _COLUMN / len(LEVELS)
        for index, name in enumerate(LEVELS):
            yield self._text(name, "quiet middle", x=self._x + (index + 0.5) * step, step=0)
        self.y += 12
        yield self._rectangle("rail", self._x, _COLUMN, 6)
        yield self._rectangle("bar", self._x + scale.low * step, (scale.high - scale.low + 1) * step, 6)
        yield f'<circle class="bar" cx="{self._x + scale.place * _COLUMN:.1f}" cy="{self.y - 1:.1f}" r="8"/>'
        self.y += _LINE

    def _chart(self, chart: Chart) -> Iterator[str]:
        yield self._heading(chart.title)
        room = _COLUMN - _LABEL - _FIGURE
        for bar in chart.bars:
            yield self._text(bar.label, "quiet end", x=self._x + _LABEL - 10, step=0)
            yield self._rectangle("bar", self._x + _LABEL, max(bar.length * room, 1), 14, rise=12)
            yield self._text(bar.figure, x=self._x + _LABEL + bar.length * room + 8)

    def _heading(self, title: str) -> str:
        self.y += 14
        return self._text(title, "heading")

    def _text(
        self, text: str, style: str = "", *, x: float | None = None, step: int = _LINE, language: str = ""
    ) -> str:
        y, self.y = self.y, self.y + step
        style = f' class="{style}"' if style else ""
        language = f' xml:lang="{language}"' if language else ""
        return (
            f'<text{style}{language} x="{self._x if x is None else x:.1f}" y="{y:.1f}">{escaped(text)}</text>'
        )

    def _rectangle(self, style: str, x: float, width: float, height: float, *, rise: float = 4) -> str:
        return (
            f'<rect class="{style}" x="{x:.1f}" y="{self.y - rise:.1f}" '
            f'width="{width:.1f}" height="{height}" rx="2"/>'
        )


def _broken(text: str, width: float) -> list[str]:
    """Break a text into lines of about so many pixels, a word that is longer at its letters."""
    room = max(1, int(width / _LETTER))
    lines = [""]
    for word in text.split(" "):
        pieces = [word[i : i + room] for i in range(0, len(word), room)] or [""]
        for number, piece in enumerate(pieces):
            joined = f"{lines[-1]} {piece}" if lines[-1] and not number else piece
            if len(joined) <= room and not (number and lines[-1]):
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line] or [""]
