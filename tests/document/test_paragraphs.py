"""Which lines belong together, and which are headings and items."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document.model import Document
from bilingual.document.paragraphs import find_paragraphs

LONG = (
    "Deux avions de chasse ont frappé un dépôt de munitions à l’aube, a annoncé l’état-major dans un communiqué "
    "publié mardi matin, sans donner de bilan ni préciser d’où les appareils avaient décollé."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind.value, " ".join(p.span.of(text).split())) for p in find_paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert kinds("Un.\n\nDeux.\n \nTrois.") == [("body", "Un."), ("body", "Deux."), ("body", "Trois.")]


def test_a_line_without_stop_is_a_heading() -> None:
    assert kinds("Frappe sur le port\n\nIl pleut.") == [
        ("heading", "Frappe sur le port"),
        ("body", "Il pleut."),
    ]


def test_a_heading_may_stand_right_above_its_paragraph() -> None:
    assert [kind for kind, _ in kinds(f"Frappe sur le port\n{LONG}\n{LONG}")] == ["heading", "body", "body"]


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined(width: int, end: str) -> None:
    text = end.join(textwrap.wrap(LONG, width)) + end * 2 + end.join(textwrap.wrap(LONG, width))
    assert kinds(text) == [("body", LONG), ("body", LONG)]


def test_a_line_a_paragraph_is_kept_apart() -> None:
    assert kinds(f"{LONG}\n{LONG}") == [("body", LONG), ("body", LONG)]


@pytest.mark.parametrize("bullet", ["- ", "– ", "• ", "1. ", "a) ", "* "])
def test_list_items_are_kept_apart(bullet: str) -> None:
    text = f"{bullet}deux dépôts ;\n{bullet}un poste de commandement ;\n{bullet}une batterie"
    assert [kind for kind, _ in kinds(text)] == ["item", "item", "item"]


def test_speeches_of_a_dialogue_are_no_items() -> None:
    assert [kind for kind, _ in kinds("— Qui va là ?\n— La patrouille.")] == ["body", "body"]


def test_lines_without_stop_beside_each_other_are_a_list() -> None:
    assert [kind for kind, _ in kinds("Trois hommes\nDeux chars\nUn canon")] == ["item", "item", "item"]


def test_rules_part_paragraphs_and_are_none() -> None:
    assert kinds("Un.\n-----\nDeux.\n* * *\nTrois.") == [
        ("body", "Un."),
        ("body", "Deux."),
        ("body", "Trois."),
    ]


@given(st.text(st.sampled_from("aA .,;\n\r\t-–*1«»’\u00a0\u2028\f"), max_size=120))
def test_paragraphs_hold_every_visible_character_once(text: str) -> None:
    paragraphs = find_paragraphs(text)
    Document(text, paragraphs)  # checks order and bounds
    held = "".join(p.span.of(text) for p in paragraphs)
    assert all(p.span.of(text) == p.span.of(text).strip() != "" for p in paragraphs)
    assert sum(map(str.isalnum, held)) == sum(map(str.isalnum, text))


def test_the_last_item_of_a_list_may_end_with_a_stop() -> None:
    assert [k for k, _ in kinds("– un dépôt ;\n– un pont.")] == ["item", "item"]
    assert [k for k, _ in kinds("– Un dépôt\n– Un pont.")] == ["item", "item"]
