"""The figures of a text as a page: the picture, and the same figures as tables for whoever cannot see it."""

from __future__ import annotations

from bilingual.statistics.model import ParallelStatistics, TextStatistics
from bilingual.untrusted import escaped
from bilingual.views.statistics.charts import charts_of, facts_of, hard_words_of, name_of, scale_of, title_of
from bilingual.views.statistics.picture import svg

_STYLE = """\
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;
background:light-dark(#fff,#15191f);color:light-dark(#1c2430,#e8ecf1)}
h1{font-size:1.4rem}
.pictures{display:flex;flex-wrap:wrap;gap:1rem}
svg{max-width:100%;height:auto}
table{border-collapse:collapse;margin:1rem 0}
caption{text-align:left;font-weight:600}
th,td{text-align:left;padding:.15rem 1rem .15rem 0;vertical-align:top;font-weight:normal}
td{font-variant-numeric:tabular-nums}
.method{color:light-dark(#596373,#a3adba)}
"""


def html(figures: TextStatistics | ParallelStatistics) -> str:
    """Return one self-contained page that asks for nothing from anywhere."""
    sides = (figures.source, figures.target) if isinstance(figures, ParallelStatistics) else (figures,)
    title = escaped(f"{name_of(sides[0])}: {' and '.join(side.language.name for side in sides)}")
    # A picture each, so that on a telephone they stand below each other.
    pictures = "".join(svg(side, identity=f"figures-{number}") for number, side in enumerate(sides))
    method = next((side.level.method for side in sides if side.level), "")
    tables = "\n".join(_tables(side) for side in sides)
    note = f'<p class="method">Level: {escaped(method)}.</p>\n' if method else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<div class="pictures">\n{pictures}</div>\n'
        f"<details>\n<summary>The same figures as tables</summary>\n{tables}\n</details>\n"
        f"{note}</main>\n</body>\n</html>\n"
    )


def _tables(figures: TextStatistics) -> str:
    facts = [*facts_of(figures)]
    if figures.level:
        facts.append(("level", scale_of(figures.level).verdict))
    out = [f"<h2>{escaped(title_of(figures))}</h2>", _table("Figures", facts)]
    out += [_table(chart.title, [(b.label, b.figure) for b in chart.bars]) for chart in charts_of(figures)]
    if figures.hard_words:
        words = f'<span lang="{figures.language.code}">{escaped(hard_words_of(figures))}</span>'
        out.append(f"<p>Rarest words: {words}</p>")
    return "\n".join(out)


def _table(caption: str, rows: list[tuple[str, str]]) -> str:
    cells = "\n".join(f'<tr><th scope="row">{escaped(a)}</th><td>{escaped(b)}</td></tr>' for a, b in rows)
    return f"<table>\n<caption>{escaped(caption)}</caption>\n<tbody>\n{cells}\n</tbody>\n</table>"
