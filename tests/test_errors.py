"""What a program that calls `bilingual` with the wrong thing is told: in a line, with what to give instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import bilingual
from bilingual.errors import BilingualError, DocumentError, LanguageError, WrongTypeError

DOCUMENT = bilingual.document_from_text("Il pleut sur la ville depuis mardi.")


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: bilingual.read(None), "a text is given by the path of its file, not None"),
        (lambda: bilingual.read(12), "a text is given by the path of its file, not int"),
        (lambda: bilingual.read(b"Il pleut."), "a text is given by the path of its file, not bytes"),
        (lambda: bilingual.read(DOCUMENT, source_language=12), "a language is FRENCH, ENGLISH, or a code"),
        (lambda: bilingual.read(DOCUMENT, termbase="ours.csv"), r"load_termbase\(\) returns, not str"),
        (lambda: bilingual.read(DOCUMENT, memory=None), "memory is True, False or the path of a file"),
        (lambda: bilingual.read(DOCUMENT, model=12), "a package is given by its path, not int"),
        (lambda: bilingual.align(None, DOCUMENT), "a text is given by the path"),
        (lambda: bilingual.align(DOCUMENT, None), "a text is given by the path"),
        (lambda: bilingual.Reading(None, None), "a Reading is of a Document"),
        (lambda: bilingual.document_from_text(None), "a text is a string, not None"),
        (lambda: bilingual.document_from_text(b"Il pleut."), "a text is a string, not bytes"),
        (lambda: bilingual.tokenize(None), "a text is a string, not None"),
        (lambda: bilingual.lemmatize(None), "a word is a string, not None"),
        (lambda: bilingual.split_sentences("Il pleut."), "sentences are those of a Document, not str"),
        (lambda: bilingual.load_termbase(None), "a glossary is given by the path of its file"),
        (lambda: bilingual.make_exercises(None), "exercises are made of a ParallelText"),
        (lambda: bilingual.grade(None, "char"), "what is graded is an answer to an Exercise"),
        (lambda: bilingual.write(None, "a.html"), "what is written is a ParallelText"),
    ],
)
def test_the_wrong_kind_of_value_is_a_type_error_that_says_what_is_wanted(
    call: Callable[[], object], problem: str
) -> None:
    with pytest.raises(WrongTypeError, match=problem) as raised:
        call()
    assert isinstance(raised.value, TypeError)
    assert isinstance(raised.value, BilingualError)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: bilingual.read(DOCUMENT, source_language="de"),
        lambda: bilingual.read(DOCUMENT, source_language=""),
        lambda: bilingual.align(DOCUMENT, DOCUMENT, target_language="es"),
        lambda: bilingual.tokenize("Il pleut.", "de"),
        lambda: bilingual.lemmatize("pleut", "de"),
        lambda: bilingual.split_sentences(DOCUMENT, "de"),
        lambda: bilingual.find_package("fr", "de"),
    ],
)
def test_an_unknown_language_is_a_value_error_that_names_the_known_ones(call: Callable[[], object]) -> None:
    with pytest.raises(LanguageError, match="no language '.*': the known ones are fr, en") as raised:
        call()
    assert isinstance(raised.value, ValueError)


def test_a_text_is_not_read_in_its_own_language() -> None:
    with pytest.raises(LanguageError, match="both in French"):
        bilingual.read(DOCUMENT, source_language="fr", target_language="fr")


@pytest.mark.parametrize("call", [lambda: bilingual.read(""), lambda: bilingual.align(DOCUMENT, "")])
def test_an_empty_name_is_no_directory(call: Callable[[], object]) -> None:
    with pytest.raises(DocumentError, match="the name of the file is empty"):
        call()


def test_languages_may_be_given_by_their_codes() -> None:
    assert bilingual.tokenize("l'avion", "fr") == bilingual.tokenize("l'avion", bilingual.FRENCH)
    assert bilingual.lemmatize("tanks", "en") == bilingual.lemmatize("tanks", bilingual.ENGLISH)
    assert bilingual.split_sentences(DOCUMENT, "fr") == bilingual.split_sentences(DOCUMENT, bilingual.FRENCH)
    assert bilingual.find_package("fr", "en") == bilingual.find_package(bilingual.FRENCH, bilingual.ENGLISH)
