"""Markdown: says what the text says, and nothing in a text is live."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from texts import article, text_of

from bilingual.bitext import flow
from bilingual.document.model import ParagraphKind
from bilingual.pipeline import ParallelText
from bilingual.untrusted import harmless
from bilingual.views.markdown import escape, markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def blocks(markup: str) -> list[tuple[str, str]]:
    """Return kind and plain text of every block; what is live inside one fails."""
    found = []
    for before, token in pairwise(PARSER.parse(markup)):
        if token.type != "inline":
            assert token.type in _PLAIN, token
            continue
        children = token.children or ()
        assert {child.type for child in children} <= {"text", "em_open", "em_close"}
        found.append((before.tag, "".join(child.content for child in children)))
    return found


_PLAIN = {f"{kind}_{end}" for kind in ("paragraph", "blockquote", "heading") for end in ("open", "close")}


def test_a_sentence_its_translation_and_terms_as_footnotes() -> None:
    parts = "".join(markdown(article())).split("\n\n")
    assert parts[:2] == ["# Frappe aérienne[^1] à Sarvane", "> Air strike[^1] on Sarvane"]
    assert parts[2] == "article.fr.txt · French → English · machine translation by fake 1"
    assert parts[3] == "Deux avions de chasse[^2] ont frappé[^3] un dépôt de munitions, selon l’armée."
    assert parts[4] == "> Two fighters[^2] hit[^3] an ammunition depot, says the army."
    assert parts[6] == ("> The toll is 21 dead.\n>\n> ‼ *12 is missing in the translation; 21 is only there*")
    assert parts[-1].endswith("[^2]: **avion de chasse** n. m. — fighter.\n[^3]: **frapper** v. — hit.\n")


def test_a_missing_side_says_so() -> None:
    text = "".join(markdown(text_of(("Oui.", ""), ("", "No."))))
    assert "Oui.\n\n> *(not in the English)*\n" in text
    assert "*(not in the French)*\n\n> No.\n" in text


LIVE = r"""# no heading
- no item
+ none
1. no item
2) none
a. none
(iv) none
> no quotation
=== no
---
***
*no* _emphasis_ `code` ~~gone~~
[no](http://link) ![no](image)
<b>no tag</b> <http://a.b>
a | b
| - | - |
&amp; &#60;
[^1]: no note
http://no.link www.no.link
$no$ math
\* a backslash
a\
"""


@pytest.mark.parametrize("line", LIVE.splitlines())
def test_nothing_in_a_text_is_live(line: str) -> None:
    said = [found for tag, found in blocks("".join(markdown(text_of((line, line))))) if tag == "p"]
    assert said[1:] == [line] * 2


def test_what_needs_no_escape_has_none() -> None:
    plain = "M. Dupont – « Où ? » – l’a dit : 1 900 m (12,5 %) ; c’est tout !"
    assert escape(plain) == plain


@given(st.lists(st.tuples(st.text(max_size=15), st.text(max_size=15)), max_size=3), st.booleans())
def test_any_text_comes_out_as_it_is(pairs: list[tuple[str, str]], heading: bool) -> None:
    pairs = [pair for pair in pairs if all(side.strip() for side in pair)]
    kind = ParagraphKind.HEADING if heading else ParagraphKind.BODY
    text: ParallelText = text_of(*pairs, kind=kind)
    said = [found.strip() for _, found in blocks("".join(markdown(text)))]
    lines = [harmless(flow(side)).strip() for pair in pairs for side in pair]
    about = "a.txt · French → English · b.txt"
    assert said == ([*lines[:2], about, *lines[2:]] if heading and lines else ["a", about, *lines])
