"""The page: valid, safe whatever the text says, and right in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, text_of

from bilingual.bitext import Engine, Origin, flow
from bilingual.document.model import ParagraphKind
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline import ParallelText
from bilingual.untrusted import harmless
from bilingual.views.html import html_page, write_html

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></main><img src=x onerror=alert(1)>",
    'a" onmouseover="alert(1)" b=\'',
    "&lt;b&gt; &amp; &#60;",
    "</style><style>*{display:none}",
    "<!-- -->]]><![CDATA[",
    "\u202eright to left\u202c \u2066isolated\u2069",
    "\x00\x1b[31m\x85\ufffe\ud800",
]


def page(text: ParallelText, title: str | None = None) -> ET.Element:
    """Parse a page strictly, as the standard says, without namespaces."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    markup = "".join(html_page(text, title=title))
    markup.encode()
    parsed: ET.Element = parser.parse(markup)
    return parsed


def rows(parsed: ET.Element) -> list[tuple[str, str]]:
    found = []
    for row in parsed.iter("div"):
        if "r" in row.get("class", "").split():
            cells = {side: next(c for c in row if side in c.get("class", "").split()) for side in "ab"}
            found.append(("".join(cells["a"].itertext()), "".join(cells["b"].itertext())))
    return found


def test_a_row_a_bead_in_order_with_its_languages() -> None:
    text = article()
    parsed = page(text)
    assert rows(parsed) == [(bead.source, bead.target) for bead in text.beads]
    for row in parsed.iter("div"):
        if "r" in row.get("class", "").split():
            assert [cell.get("lang") for cell in row if cell.get("class") != "d"] == ["fr", "en"]


def test_the_other_way_round_the_languages_change_sides() -> None:
    parsed = page(text_of(("Yes.", "Oui."), ("No.", ""), languages=(ENGLISH, FRENCH)))
    # It speaks to its reader in the reader's language.
    assert parsed.get("lang") == "fr"
    assert rows(parsed)[1] == ("No.", "absent du texte français")
    assert [button.text for button in parsed.iter("button")] == ["Masquer le français", "Thème\u00a0: auto"]
    assert [c.get("lang") for c in parsed.iter("p") if c.get("class") in ("a", "b")][:2] == ["en", "fr"]
    assert [s.text for s in parsed.iter("span") if "lang" in s.get("class", "")] == ["Anglais", "Français"]


def test_no_break_spaces_stay() -> None:
    assert "«\u00a0Où sont-ils\u202f?\u00a0»" in rows(page(article()))[-1][0]


def test_headings_are_headings_once_a_row() -> None:
    parsed = page(article())
    assert ["".join(h.itertext()) for h in parsed.iter("h1")] == ["Frappe aérienne à Sarvane"]
    assert [h.text for h in parsed.iter("h2")] == ["Terms"]
    # A heading that the source lacks is one all the same.
    only_english = page(text_of(("", "A heading"), kind=ParagraphKind.HEADING))
    assert [(h.text, h.get("lang")) for h in only_english.iter("h1")] == [("A heading", "en")]


def test_a_side_that_is_missing_says_so_in_the_language_of_the_page() -> None:
    parsed = page(text_of(("Oui.", ""), ("", "No.")))
    assert rows(parsed) == [("Oui.", "not in the English"), ("not in the French", "No.")]
    missing = [p for p in parsed.iter("p") if "none" in p.get("class", "")]
    assert [p.get("lang") for p in missing] == [None, None]
    assert parsed.get("lang") == "en"


def test_terms_lead_to_the_table_and_back() -> None:
    parsed = page(article())
    ids = [element.get("id") for element in parsed.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href", "") for a in parsed.iter("a")]
    assert links
    assert all(link.removeprefix("#") in ids for link in links)
    table = next(parsed.iter("tbody"))
    first = ["".join(cell.itertext()) for cell in table[0]]
    assert first == ["1", "frappe aérienne n. f.", "air strike", "An attack from the air.", "1×"]


def test_a_doubtful_row_gives_its_reason() -> None:
    parsed = page(article())
    (doubt,) = (p for p in parsed.iter("p") if p.get("class") == "d")
    assert doubt.text == "12 is missing in the translation; 21 is only there"
    assert any(a.text == "1 doubtful" for a in parsed.iter("a"))


def test_nobodys_directories_are_given_away() -> None:
    assert "somebody" not in "".join(html_page(article()))


def test_its_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    markup = "".join(html_page(article()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', markup)
    assert policy is not None
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", markup, re.DOTALL)
        (content,) = found
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert not re.search(r"""(?:src|href|action)=["'](?!#|data:,")""", markup)
    assert "http" not in re.sub("<meta http-equiv", "", markup)


@pytest.mark.parametrize("kind", ParagraphKind)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_a_text_is_text(hostile: str, kind: ParagraphKind) -> None:
    text = text_of((hostile, "b"), ("a", hostile), name=hostile, kind=kind, linked=True)
    parsed = page(text, title=None if kind is ParagraphKind.HEADING else hostile)
    assert rows(parsed)[0][0] == harmless(flow(hostile))
    assert rows(parsed)[1][1] == harmless(flow(hostile))
    assert not {"img", "b", "object", "iframe"} & {element.tag for element in parsed.iter()}
    assert not [name for element in parsed.iter() for name in element.attrib if name.startswith("on")]
    assert len(list(parsed.iter("script"))) == len(list(parsed.iter("style"))) == 1


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=4), st.booleans())
def test_any_text_gives_a_valid_page_that_says_it(pairs: list[tuple[str, str]], heading: bool) -> None:
    pairs = [pair for pair in pairs if all(side.strip() for side in pair)]
    kind = ParagraphKind.HEADING if heading else ParagraphKind.BODY
    text = text_of(*pairs, kind=kind, linked=True)
    assert rows(page(text)) == [(harmless(flow(source)), harmless(flow(target))) for source, target in pairs]


def test_word_links_count_as_javascript_counts() -> None:
    markup = "".join(html_page(text_of(("\U0001f600a b", "c d"), linked=True)))
    # The first character is no letter and gives no link; the last word stands after two units of the first.
    assert 'data-l="4 1 2 1"' in markup


def test_a_machine_and_a_person_are_named_as_such() -> None:
    text = text_of(("Oui.", "Yes."))
    assert "· b.txt<" in "".join(html_page(text))
    machine = ParallelText(text.source, text.target, text.beads, Engine("argos", "fr_en 1", Origin.MACHINE))
    assert "machine translation by fr_en 1<" in "".join(html_page(machine))


def test_long_texts_have_contents_and_blocks_that_the_browser_can_skip() -> None:
    chapters = text_of(*((f"Chapitre {n}", f"Chapter {n}") for n in range(5)), kind=ParagraphKind.HEADING)
    parsed = page(chapters)
    assert [a.text for a in next(parsed.iter("nav")).iter("a")] == [f"Chapitre {n}" for n in range(1, 5)]


def test_an_empty_text_is_a_page_too() -> None:
    assert rows(page(text_of())) == []


def test_a_page_is_written_with_its_words_linked(tmp_path: Path) -> None:
    write_html(article(), tmp_path / "a.html")
    written = (tmp_path / "a.html").read_text("utf-8")
    assert "data-l=" in written
    assert written == article().to_html()


def test_reasons_are_in_english_and_say_so_where_the_page_is_not() -> None:
    text = article()
    swapped = ParallelText(
        replace(text.source, language=ENGLISH), replace(text.target, language=FRENCH), text.beads, text.engine
    )
    assert [p.get("lang") for p in page(text).iter("p") if p.get("class") == "d"] == [None]
    assert [p.get("lang") for p in page(swapped).iter("p") if p.get("class") == "d"] == ["en"]
