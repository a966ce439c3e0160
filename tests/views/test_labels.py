"""What documents say besides the text, in both languages."""

import re
from dataclasses import fields

import pytest

from bilingual.views.labels import Labels, labels_of


def words(labels: Labels) -> dict[str, list[str]]:
    found = {}
    for field in fields(labels):
        value = getattr(labels, field.name)
        found[field.name] = (
            list(value.values())
            if isinstance(value, dict)
            else list(value)
            if isinstance(value, tuple)
            else [value]
        )
    return found


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    english, french = words(labels_of("en")), words(labels_of("fr"))
    for name in english:
        assert len(english[name]) == len(french[name])
        assert [re.findall(r"{\w+}", line) for line in english[name]] == [
            re.findall(r"{\w+}", line) for line in french[name]
        ]


def test_french_keeps_its_spaces() -> None:
    for lines in words(labels_of("fr")).values():
        for line in lines:
            assert not re.search(r" [;:!?»]|« ", line), line


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 0, "0 rows"),
        ("en", 1, "1 row"),
        ("en", 1200, "1,200 rows"),
        ("fr", 0, "0 ligne"),
        ("fr", 2, "2 lignes"),
        ("fr", 1200, "1\u202f200 lignes"),
    ],
)
def test_counting(language: str, number: int, said: str) -> None:
    labels = labels_of(language)
    assert labels.count(number, labels.row) == said


def test_a_reader_of_another_language_gets_english() -> None:
    assert labels_of("de").code == "en"


def test_what_is_spoken_is_there_in_both_languages() -> None:
    from bilingual.views import spoken

    english, french = (spoken._SAID[code] for code in ("en", "fr"))
    assert english.keys() == french.keys()
    for name, said in english.items():
        assert set(re.findall(r"{(\w+)}", said)) == set(re.findall(r"{(\w+)}", french[name]))
