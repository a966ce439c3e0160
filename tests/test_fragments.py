"""What a notebook shows of beads and texts."""

from __future__ import annotations

import sys

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import article, text_of

from bilingual.errors import BilingualError
from bilingual.fragments import Cell, quoted, table
from bilingual.untrusted import harmless

PARSER = html5lib.HTMLParser(namespaceHTMLElements=False)


def cells(markup: str) -> list[list[str]]:
    rows = PARSER.parseFragment(markup).iter("tr")
    return [["".join(cell.itertext()) for cell in row] for row in rows]


def test_a_text_is_a_table_of_its_first_beads_in_their_languages() -> None:
    parsed = PARSER.parseFragment(article()._repr_html_())
    assert [cell.get("lang") for cell in parsed.iter("td")][:3] == ["fr", "en", None]
    assert cells(article()._repr_html_())[:2] == [
        ["French", "English", "Score"],
        ["Frappe aérienne à Sarvane", "Air strike on Sarvane", "0.50"],
    ]
    assert cells(text_of(*[("Oui.", "Yes.")] * 33)._repr_html_())[-1] == ["… and 3 more"]


def test_a_bead_is_a_row_and_doubts_stand_below_it() -> None:
    doubtful = article().beads[2]
    assert cells(doubtful.bead._repr_html_()) == [
        ["Le bilan est de 12 morts.", "The toll is 21 dead.", "0.50"]
    ]
    assert cells(doubtful._repr_html_())[0][1].endswith(
        "‼ 12 is missing in the translation; 21 is only there"
    )


def test_what_is_printed_is_short() -> None:
    first, _, doubtful, *_ = article().beads
    assert repr(first) == "<AnnotatedBead ‘Frappe aérienne à Sarvane’ = ‘Air strike on Sarvane’ 0.50, 1 term>"
    assert repr(doubtful).endswith("‘The toll is 21 dead.’ 0.50, doubtful: number-mismatch>")
    assert repr(first.bead) == "<Bead ‘Frappe aérienne à Sarvane’ = ‘Air strike on Sarvane’ 0.50>"
    assert repr(text_of(("Oui.", "Yes."), score=None).beads[0].bead) == "<Bead ‘Oui.’ = ‘Yes.’>"
    assert repr(article()).startswith("<ParallelText /home/somebody/article.fr.txt: 6 beads, fr-en")


@given(st.text(max_size=20))
def test_no_text_is_markup(text: str) -> None:
    assert cells(table([[Cell(text, "fr", (text,))]], caption=text, head=(text,)))[1] == [harmless(text) * 2]


@given(st.text())
def test_what_is_quoted_is_harmless_and_short(text: str) -> None:
    assert len(quoted(text)) <= 63
    assert not {"\x1b", "\x9b", "\u202e"} & set(quoted(text))


def test_a_table_for_pandas() -> None:
    frame = article().to_pandas()
    assert list(frame.columns) == ["source", "target", "score", "paragraph", "kind", "terms", "doubts"]
    assert len(frame) == len(article())
    assert frame.loc[1, "terms"] == ("avion de chasse", "frapper")
    assert frame.loc[2, "doubts"] == ("12 is missing in the translation; 21 is only there",)
    assert text_of(("Oui.", "Yes."), score=None).to_pandas()["score"].isna().all()
    assert len(text_of().to_pandas()) == 0


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BilingualError, match="pip install pandas"):
        article().to_pandas()
