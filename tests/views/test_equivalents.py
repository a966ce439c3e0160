"""Wherever a term is shown with what it means, the equivalent of the very word that the text uses comes first."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from readers import NEAR_SYNONYMS, FakeTranslator
from rich.console import Console

from bilingual.document import document_from_text
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline import ParallelText, Reading
from bilingual.pipeline.words import explain
from bilingual.views.columns import ColumnsView
from bilingual.views.formats import FORMATS
from bilingual.views.frame import ReadingView
from bilingual.views.gloss import GlossView
from bilingual.views.spoken import SpokenView
from bilingual.views.word import WordView

# An admitted term of the concept whose preferred terms are « adversaire », "adversary".
SENTENCE = "Le défenseur a repoussé l’assaut du bataillon."


@pytest.fixture(scope="module")
def text() -> ParallelText:
    return Reading(
        document_from_text(SENTENCE), FakeTranslator({SENTENCE: "It was repelled."}), NEAR_SYNONYMS
    ).finish()


def console() -> Console:
    return Console(file=io.TextIOWrapper(io.BytesIO(), "utf-8"), width=100)


def printed(made: Console) -> str:
    made.file.flush()
    written: io.BytesIO = made.file.buffer  # type: ignore[attr-defined]
    return written.getvalue().decode()


def first_of(said: str) -> str:
    """What is said up to the equivalent of the concept's preferred term."""
    return said.partition("adversary")[0]


@pytest.mark.parametrize("name", ["html", "md", "epub", "docx", "csv", "json"])
def test_in_every_file_that_explains_terms(name: str, text: ParallelText) -> None:
    data = FORMATS[name].render(text)
    if name in ("epub", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = [archive.read(each) for each in archive.namelist() if each.endswith((".xml", ".xhtml"))]
        data = b"\n".join(texts)
    if name == "json":
        # The concept itself is there too, as the row of its termbase.
        data = json.dumps(json.loads(data)["beads"]).encode()
    assert "defender" in first_of(data.decode())


@pytest.mark.parametrize("view", [ColumnsView, GlossView, SpokenView])
def test_on_every_screen(view: type[ReadingView], text: ParallelText) -> None:
    made = console()
    screen = view(made, FRENCH, ENGLISH, text.source.text)
    for bead in text:
        screen.bead(bead, text.target.text)
    screen.footer()
    assert "defender" in first_of(printed(made))


def test_where_a_word_is_explained() -> None:
    found = explain("défenseurs", termbase=NEAR_SYNONYMS)
    assert found is not None
    made = console()
    WordView(made).show(found)
    assert "défenseur n. m. — defender, adversary" in printed(made)
