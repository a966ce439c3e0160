"""The one table of formats, and writing by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from texts import article, text_of

import bilingual
from bilingual.errors import BilingualError
from bilingual.pipeline import ParallelText
from bilingual.views.formats import FORMATS, Format, format_of, write


def test_an_ending_tells_one_format_whatever_its_case() -> None:
    endings = [ending for form in FORMATS.values() for ending in form.endings]
    assert len(endings) == len(set(endings))
    for form in FORMATS.values():
        for ending in form.endings:
            assert format_of(f"a.b{ending.upper()}") is form
    assert format_of("article.txt") is format_of("article") is None


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
@pytest.mark.parametrize(
    "text", [article(), text_of(), text_of(("Oui.", ""), ("", "No."))], ids=["article", "empty", "one-sided"]
)
def test_every_format_is_written_and_twice_alike(form: Format, text: ParallelText) -> None:
    assert form.render(text) == form.render(text)


def test_a_file_is_written_by_its_ending_or_by_name(tmp_path: Path) -> None:
    bilingual.write(article(), tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    write(article(), tmp_path / "b.html", "json")
    assert (tmp_path / "b.html").read_text("utf-8").startswith('{"format"')


@pytest.mark.parametrize(("name", "form"), [("a.odt", None), ("a.html", "odt")])
def test_what_is_no_format_is_said(tmp_path: Path, name: str, form: str | None) -> None:
    with pytest.raises(BilingualError, match="one of html"):
        write(article(), tmp_path / name, form)
    assert not (tmp_path / name).exists()


def test_a_missing_library_is_said_with_its_remedy() -> None:
    with pytest.raises(BilingualError, match=r"bilingual-reader\[documents\]"):
        Format("odd", "", "plain:pack", needs="no_such_module_at_all").render(article())


def test_a_pack_gives_every_format_as_the_text_itself_does() -> None:
    text = article()
    again = ParallelText.from_json(text.to_json())
    for form in FORMATS.values():
        assert form.render(again) == form.render(text), form.name
