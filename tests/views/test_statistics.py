"""Charts of a text's figures: on terminals of any width, as pictures, pages and tables."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from readers import EXAMPLES
from rich.console import Console

from bilingual.document import document_from_text, read_document
from bilingual.pipeline.aligning import align
from bilingual.statistics.measuring import parallel_statistics, text_statistics
from bilingual.statistics.model import ParallelStatistics, TextStatistics
from bilingual.views.statistics.page import html
from bilingual.views.statistics.picture import svg
from bilingual.views.statistics.table import COLUMNS, csv_table
from bilingual.views.statistics.terminal import print_statistics

HOSTILE = "</title><script>alert(1)</script>\x1b[31m\u202e&\x00.txt"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def single() -> TextStatistics:
    return text_statistics(read_document(EXAMPLES / "frappes-aeriennes.fr.txt"))


@pytest.fixture(scope="module")
def pair() -> ParallelStatistics:
    name = EXAMPLES / "frappes-aeriennes"
    return parallel_statistics(align(f"{name}.fr.txt", f"{name}.en.txt"))


def printed(
    figures: TextStatistics | ParallelStatistics, width: int, encoding: str = "utf-8", *, color: bool = False
) -> str:
    """Return what a terminal of so many cells gets."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)  # raises for what the encoding lacks
    system = "standard" if color else None
    print_statistics(figures, Console(file=stream, width=width, force_terminal=color, color_system=system))
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [20, 40, 87, 88, 200])
def test_charts_fit_any_width(single: TextStatistics, pair: ParallelStatistics, width: int) -> None:
    for figures in (single, pair):
        out = printed(figures, width)
        assert max(map(len, out.splitlines())) <= width
        assert all(line == line.rstrip() for line in out.splitlines())
        assert "Rarest words" in out
        assert "\x1b" not in out


def test_two_texts_stand_beside_each_other_where_there_is_room(pair: ParallelStatistics) -> None:
    heads = [line for line in printed(pair, 100).splitlines() if "French" in line]
    assert len(heads) == 1 and "English" in heads[0]
    assert "English" not in next(line for line in printed(pair, 60).splitlines() if "French" in line)


def test_an_ascii_terminal_gets_ascii() -> None:
    figures = text_statistics("Le chat dort sur la table et le chien mange. " * 6)
    out = printed(figures, 60, "ascii")
    assert "####" in out
    assert "A1" in out


def test_colours_are_beside_signs_not_instead_of_them(single: TextStatistics) -> None:
    colored, plain = printed(single, 60, color=True), printed(single, 60)
    assert "\x1b[" in colored
    assert "●" in plain and "█" in plain


def test_bars_are_as_long_as_their_figures(single: TextStatistics) -> None:
    lines = printed(single, 60).splitlines()
    lengths = {line.rsplit(" ", 1)[1]: line.count("█") for line in lines if line.endswith("%")}
    ordered = sorted(lengths.items(), key=lambda item: int(item[0].rstrip("%")))
    assert [length for _, length in ordered] == sorted(lengths.values())


def test_a_hostile_name_reaches_nobody_raw() -> None:
    figures = text_statistics(document_from_text("Le chat dort sur la table. " * 8, name=HOSTILE))
    assert "\x1b" not in printed(figures, 60) and "\u202e" not in printed(figures, 60)
    for out in (svg(figures), html(figures)):
        assert "<script" not in out
        assert not {"\x1b", "\u202e", "\x00"} & set(out)


def test_the_picture_is_svg_that_describes_itself_and_asks_for_nothing(pair: ParallelStatistics) -> None:
    out = svg(pair)
    root = ElementTree.fromstring(out)
    assert root.tag == f"{SVG}svg"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and description is not None and description.text
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert "prefers-color-scheme:dark" in out
    assert out.count("http") == 1, "the name space and nothing else"
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for shape in root.iter(f"{SVG}rect"):
        assert float(shape.get("x", 0)) + float(shape.attrib["width"]) <= width
    for text in root.iter(f"{SVG}text"):
        assert 0 < float(text.attrib["y"]) < height


def test_a_word_of_any_length_is_broken_into_the_picture() -> None:
    figures = text_statistics(document_from_text("Le chat dort. ", name="a" * 500))
    lengths = [len(text.text or "") for text in ElementTree.fromstring(svg(figures)).iter(f"{SVG}text")]
    assert max(lengths) < 80


def test_the_page_has_the_figures_as_tables_too(pair: ParallelStatistics) -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.ids: list[str] = []
            self.tables = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.ids += [value or "" for name, value in attrs if name == "id"]
            self.tables += tag == "table"
            if tag not in ("meta", "rect", "circle"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    out = html(pair).replace("/>", ">")
    reader = Reader()
    reader.feed(out)
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)
    assert reader.tables == 6
    assert str(pair.target.words) in out


def test_the_table_runs_no_formula_and_holds_what_json_holds(pair: ParallelStatistics) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_table(pair))))
    assert tuple(rows[0]) == COLUMNS
    values = {(row["language"], row["figure"]): row["value"] for row in rows}
    figures = json.loads(json.dumps(pair.to_dict()))
    assert values["fr", "words"] == str(figures["source"]["words"])
    assert values["en", "level.high"] == figures["target"]["level"]["high"]
    assert values["fr-en", "beads"] == str(figures["beads"])
    hostile = text_statistics(document_from_text("Le chat dort.", name="=1+1"))
    assert all(not row.startswith(("=", "+")) for row in csv_table(hostile).splitlines())


def test_the_example_reads_as_the_readme_says(single: TextStatistics) -> None:
    out = printed(single, 40)
    assert "about B" in out
    assert Path(single.name).name in out
