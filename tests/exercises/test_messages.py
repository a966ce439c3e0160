"""What practising says, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from bilingual.exercises import messages, wording
from bilingual.exercises.grading import grade
from bilingual.exercises.hints import hints
from bilingual.exercises.items import Exercise, ExerciseKind, SentencePair
from bilingual.exercises.messages import message
from bilingual.exercises.misreading import misread
from bilingual.languages import ENGLISH, FRENCH
from bilingual.views.labels import labels_of

# A French mark that an ordinary space stands before, or none; straight quotes; three dots.
_ILL_SET = re.compile(r" [;:!?»](?:\s|$)|« |\w[;!?](?:\s|$)|\w:\s|\w'|\"|\.\.\.")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("name", messages._MESSAGES)
def test_every_message_is_in_both_languages_and_fills_in_the_same(name: str) -> None:
    english, french = messages._MESSAGES[name]
    assert english and french
    assert fields(french) == fields(english)


def french_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from french_texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from french_texts(each)


def test_the_tables_of_tasks_and_worksheets_have_the_same_entries_in_both_languages() -> None:
    for table in (
        wording._TASKS, wording._FORCES, wording._COUNTRIES, wording._PARTS, wording._LABELS, wording._LANGUAGES,
    ):  # fmt: skip
        assert set(table["en"]) == set(table["fr"])


@pytest.mark.parametrize(
    "text",
    [
        *(message(name, FRENCH, **dict.fromkeys(fields(pair[1]), "x")) for name, pair in messages._MESSAGES.items()),
        *(text.replace("{", "").replace("}", "") for text in french_texts(wording._TASKS["fr"])),
        *french_texts(wording._PARTS["fr"]),
        *french_texts(wording._LABELS["fr"]),
        *(getattr(labels_of("fr"), name) for name in ("hint", "made", "wrong", "otherwise", "skip", "theme")),
    ],
)  # fmt: skip
def test_french_is_set_as_french_is(text: str | tuple[str, ...]) -> None:
    for each in french_texts(text):
        assert not _ILL_SET.search(each), ascii(each)


FRENCH_PAIR = SentencePair("A tank is burning.", "Un char brûle.", ENGLISH, FRENCH)
ENGLISH_PAIR = SentencePair("Un char brûle.", "A tank is burning.", FRENCH, ENGLISH)


def gap(pair: SentencePair) -> Exercise:
    stem, key = ("A ____ is burning.", "tank") if pair is FRENCH_PAIR else ("Un ____ brûle.", "char")
    return Exercise(ExerciseKind.CLOZE, "…", stem, (key,), pair.source_language, pair)


def test_somebody_who_reads_by_french_is_spoken_to_in_french() -> None:
    assert grade(gap(FRENCH_PAIR), "lorry").message == "Ce n’est pas cela\xa0: «\xa0tank\xa0»."
    assert grade(gap(FRENCH_PAIR), "tanks").message == (
        "Presque\xa0: c’est le bon mot, mais sous une autre forme\u202f; ici, «\xa0tank\xa0»."
    )
    assert grade(gap(FRENCH_PAIR), "").message == "Pas de réponse."
    assert grade(gap(ENGLISH_PAIR), "").message == "No answer."
    assert hints(gap(FRENCH_PAIR)) == ("La réponse commence par «\xa0t\xa0» et compte 4 lettres.",)
    choice = Exercise(
        ExerciseKind.CHOICE, "…", "A ____ is burning.", ("tank",), ENGLISH, FRENCH_PAIR,
        options=("tank", "drone"), distractors=("drone",),
    )  # fmt: skip
    assert misread(choice, "3") == "Tapez un numéro de 1 à 2, ou les mots."
