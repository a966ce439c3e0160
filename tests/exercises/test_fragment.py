"""Exercises in a notebook: the task, the options, and the answer folded away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import html5lib
import pytest

from bilingual.bitext import Origin
from bilingual.exercises.items import GAP, Exercise, ExerciseKind, SentencePair
from bilingual.languages import ENGLISH, FRENCH

PAIR = SentencePair(
    "Un char brûle.", "A tank is burning.", FRENCH, ENGLISH, "a.txt", None, None, Origin.HUMAN
)
CHOICE = Exercise(
    ExerciseKind.CHOICE, "Choose.", f"Un {GAP} brûle.", ("char",), FRENCH, PAIR,
    options=("obus", "char"), distractors=("obus",), explanation="A tank on tracks.",
)  # fmt: skip
MATCH = Exercise(
    ExerciseKind.MATCH, "Match them.", "char · obus", ("1b 2c",), ENGLISH, PAIR,
    options=("bridge", "tank", "shell"), prompts=("char", "obus"),
)  # fmt: skip
TRANSLATE = Exercise(ExerciseKind.TRANSLATE, "Translate.", PAIR.target, (PAIR.source,), FRENCH, PAIR)
ORDER = Exercise(
    ExerciseKind.ORDER, "Put it in order.", "brûle. / Un char", (PAIR.source,), FRENCH, PAIR,
    options=("brûle.", "Un char"),
)  # fmt: skip


def shown(exercise: Exercise) -> Any:
    return html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(exercise._repr_html_())


def said(parsed: Any, tag: str) -> list[tuple[str, str | None]]:
    return [("".join(element.itertext()), element.get("lang")) for element in parsed.iter(tag)]


def test_a_choice_and_its_answer_by_letter() -> None:
    parsed = shown(CHOICE)
    assert said(parsed, "p") == [
        ("Choose.", "en"),
        (f"Un {GAP} brûle.", "fr"),
        ("b) char", "fr"),
        ("A tank on tracks.", "en"),
    ]
    assert [text for text, _ in said(parsed, "li")] == ["obus", "char"]
    assert parsed.find(".//details/summary").text == "Answer"


def test_what_is_translated_is_in_the_other_language() -> None:
    assert said(shown(TRANSLATE), "p") == [("Translate.", "en"), (PAIR.target, "en"), (PAIR.source, "fr")]


def test_a_match_has_two_lists_and_its_answer_in_words() -> None:
    parsed = shown(MATCH)
    assert [(ol.get("type"), ol.get("lang")) for ol in parsed.iter("ol")] == [(None, "fr"), ("a", "en")]
    assert said(parsed, "p")[-1] == ("char = tank; obus = shell", "en")


def test_the_pieces_of_an_order_are_listed_and_its_answer_is_the_sentence() -> None:
    parsed = shown(ORDER)
    assert [text for text, _ in said(parsed, "li")] == ["brûle.", "Un char"]
    assert said(parsed, "p")[-1] == (PAIR.source, "fr")


@pytest.mark.parametrize("field", ["task", "stem", "explanation"])
def test_no_text_is_markup(field: str) -> None:
    hostile = f"<img src=x onerror=alert(1)> {GAP} &amp;"
    parsed = shown(replace(CHOICE, **{field: hostile}))
    assert "img" not in {element.tag for element in parsed.iter() if isinstance(element.tag, str)}
    assert hostile in [text for text, _ in said(parsed, "p")]


def test_what_is_printed_is_short() -> None:
    assert repr(CHOICE) == f"<Exercise choice ‘Un {GAP} brûle.’, answer ‘char’>"
