"""What reaches a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from bilingual.spans import Span
from bilingual.views.marks import Mark, mark_up
from bilingual.views.terminal import harmless, superscript, wrap

CONSOLE = Console(width=80)


@given(st.text())
def test_no_control_character_gets_through_and_no_offset_moves(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]
    assert not [c for c in shown if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"]


def test_lines_break_at_spaces_but_never_before_french_punctuation() -> None:
    lines = wrap(Text("Il demande\u00a0: «\u00a0Où sont-ils\u202f?\u00a0» et part\u202f!"), 14, CONSOLE)
    assert [line.plain for line in lines] == [
        "Il demande\u00a0:",
        "«\u00a0Où",
        "sont-ils\u202f?\u00a0»",
        "et part\u202f!",
    ]


@given(st.text(st.sampled_from("ab é\u00a0\u202f’日-"), max_size=80), st.integers(2, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(Text(text), width, CONSOLE)
    assert all(line.cell_len <= width for line in lines)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.split())


def test_styles_stay_on_their_words() -> None:
    text = Text("un deux\u00a0trois quatre")
    text.stylize("bold", 3, 13)
    lines = wrap(text, 12, CONSOLE)
    assert [[line.plain[s.start : s.end] for s in line.spans] for line in lines] == [
        [],
        ["deux\u00a0trois"],
        [],
    ]


def test_signs() -> None:
    assert superscript(105) == "¹⁰⁵"
    assert superscript(105, unicode=False) == "[105]"


def test_the_space_of_french_punctuation_behind_a_term_is_not_doubled() -> None:
    text = "Drones\u00a0: sur le front\u202f; la guerre"
    marks = [Mark(Span(0, 6), "¹", ""), Mark(Span(16, 21), "²", "")]
    assert mark_up(text, [Span(0, len(text))], marks).plain == "Drones¹\u00a0: sur le front²\u202f; la guerre"
