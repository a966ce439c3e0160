"""What the reader says, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from books import gradual
from readers import FakeTranslator

import bilingual.reader
from bilingual.document import document_from_text
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline.gradual import GradualText
from bilingual.pipeline.words import explain
from bilingual.reader.acting import _VIEWS
from bilingual.reader.book import Book
from bilingual.reader.explaining import WordFacts, explain_word, plain, why
from bilingual.reader.keys import ACTIONS, HINTS, LAST_HINTS, WORD_HINTS
from bilingual.reader.messages import _FRENCH, Messages
from bilingual.reader.session import Session

_ILL_SET = re.compile(r" [;:!?»](?:\s|$)|« |\w[;!?](?:\s|$)|\w:\s|\w'|\"|\.\.\.")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def said_in_the_code() -> Iterator[str]:
    """Every literal that is given to `say`, or to a name that ends in it."""
    for path in Path(bilingual.reader.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("say", "_say") and node.args and isinstance(node.args[0], ast.Constant | ast.IfExp):
                first = node.args[0]
                for each in (first,) if isinstance(first, ast.Constant) else (first.body, first.orelse):
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield each.value


def test_everything_that_is_said_is_in_the_table() -> None:
    said = set(said_in_the_code())
    assert len(said) > 60
    shown = {word for _, word in (*HINTS, *WORD_HINTS, *LAST_HINTS)}
    titles = {text for action in ACTIONS for text in (action.title, action.group)}
    assert said | shown | titles | set(_VIEWS.values()) <= set(_FRENCH)


@pytest.mark.parametrize("english", _FRENCH)
def test_both_languages_fill_in_the_same_and_french_is_set_as_french_is(english: str) -> None:
    assert fields(_FRENCH[english]) == fields(english)
    values = dict.fromkeys(fields(english), "x")
    french = Messages(FRENCH)(english, **values)
    assert not _ILL_SET.search(french), ascii(french)
    assert Messages(ENGLISH)(english, **values)


def test_whoever_reads_english_by_french_is_spoken_to_in_french() -> None:
    document = document_from_text("The tanks have left the town. They are in the field.")
    translator = FakeTranslator()
    translator.source_language, translator.target_language = ENGLISH, FRENCH
    book = Book(GradualText(document, translator, check_language=False))
    session = Session(book)
    assert (
        session.go_to("x") == "x\xa0: donnez un pourcentage comme 40\xa0%, ou un numéro de phrase jusqu’à 2"
    )
    assert session.toggle_bookmark() == "signet posé"
    assert why(book[0], book.say) == "ce n’est pas encore traduit"
    panel = plain(explain_word(WordFacts("tanks", ENGLISH, explain("tanks", language=ENGLISH)), FRENCH, ""))
    assert panel.startswith("tanks · anglais · forme de tank\n")
    assert gradual().say("bookmark set") == "bookmark set"
