"""Reading a text: from file to beads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from documents import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import EXAMPLES, REPOSITORY, FakeTranslator

import bilingual
from bilingual.bitext import flow
from bilingual.document import document_from_text
from bilingual.document.model import times_of
from bilingual.errors import BitextError, DocumentError
from bilingual.pipeline import ParallelText, Reading
from bilingual.spans import Span, WordLink
from bilingual.translation.translator import Translation
from bilingual.views.formats import FORMATS

SCHEMA = json.loads((REPOSITORY / "bilingual/data/bilingual-1.schema.json").read_text("utf-8"))


def check_pack(text: ParallelText) -> None:
    """Every promise of the JSON: it fits the schema, its spans slice back, it opens to the same text."""
    pack = json.loads(text.to_json())
    jsonschema.validate(pack, SCHEMA)
    for bead, dumped in zip(text.beads, pack["beads"], strict=True):
        for side in ("source", "target"):
            pieces = [pack[side]["text"][start:end] for start, end in dumped[side]]
            assert flow(" ".join(pieces)) == getattr(bead, side)
        for term in dumped["terms"]:
            assert pack["source"]["text"][slice(*term["source"])] == term["surface"]
    assert ParallelText.from_json(text.to_json()) == text


def test_a_file_becomes_beads_in_order(article: Path, translator: FakeTranslator) -> None:
    text = bilingual.read(article, translator=translator, memory=False)
    assert [(bead.kind.value, bead.paragraph) for bead in text.beads] == [
        ("heading", 0),
        ("body", 1),
        ("body", 1),
        ("body", 2),
    ]
    assert text.beads[0].target == "FRAPPE AÉRIENNE SUR LE PORT D’AL-MINA"
    assert text.source.text == article.read_text("utf-8")
    assert text.target.text.count("\n\n") == 2
    check_pack(text)


def test_a_pack_keeps_what_the_document_says_of_itself(translator: FakeTranslator) -> None:
    book = bilingual.read_document(CASES / "book.pandoc.epub")
    read = Reading(book, translator, check_language=False).finish()
    check_pack(read)
    assert read.source.metadata["author"] == "Edith Marlowe"
    assert [chapter.title for chapter in read.source.contents][:1] == [
        "On the Bazenne pass, a war in whispers"
    ]
    assert ParallelText.from_json(read.to_json()).source == read.source


def test_a_pack_keeps_when_subtitles_are_said(translator: FakeTranslator) -> None:
    read = Reading(bilingual.read_document(CASES / "film.srt"), translator).finish()
    check_pack(read)
    opened = ParallelText.from_json(read.to_json())
    assert times_of(opened.beads[0].source_spans[0], opened.source.cues) == (1.2, 6.4)


def test_a_pack_of_a_plain_text_is_what_it_was(article: Path, translator: FakeTranslator) -> None:
    pack = json.loads(bilingual.read(article, translator=translator, memory=False).to_json())
    assert set(pack["source"]) == set(pack["target"]) == {"language", "text"}


@pytest.mark.parametrize(
    "damage",
    [
        {"contents": [{"title": "x", "start": 10**9, "level": 1}]},
        {"contents": [{"title": 1, "start": 0, "level": 1}]},
        {"contents": 3},
        {"cues": [{"span": [0, 10**9], "start": 0, "end": 1}]},
        {"cues": [{"span": [0, 1], "start": 2, "end": 1}]},
        {"metadata": {"title": 3}},
        {"metadata": []},
    ],
)
def test_a_pack_whose_document_contradicts_itself_is_refused(
    article: Path, translator: FakeTranslator, damage: dict[str, object]
) -> None:
    pack = json.loads(bilingual.read(article, translator=translator, memory=False).to_json())
    pack["source"] |= damage
    with pytest.raises(BitextError, match="a.json"):
        ParallelText.from_json(json.dumps(pack), "a.json")


def test_terms_are_found_and_their_rendering_too(article: Path) -> None:
    rendering = FakeTranslator({"Frappe aérienne sur le port d’Al-Mina": "Air strike on the port of Al-Mina"})
    first = bilingual.read(article, translator=rendering, memory=False).beads[0]
    assert [(c.match.entry.id, c.use.value) for c in first.terms] == [("air.strike", "used")]
    assert first.terms[0].span == Span(0, 10)


def test_rows_come_while_later_ones_are_translated(article: Path, translator: FakeTranslator) -> None:
    reading = Reading(bilingual.read_document(article), translator)
    beads = iter(reading)
    next(beads)
    assert len(translator.asked) == 1
    next(beads)
    assert [bead.source for bead in reading] == [bead.source for bead in reading.finish().beads]
    assert len(translator.asked) == 4, "nothing is translated twice"


def test_a_reading_broken_off_gives_what_there_is(article: Path, translator: FakeTranslator) -> None:
    reading = Reading(bilingual.read_document(article), translator)
    beads = iter(reading)
    next(beads), next(beads)
    reading.close()
    assert len(reading.so_far().beads) == 2
    check_pack(reading.so_far())


def test_hard_wrapped_lines_are_translated_as_one_and_keep_their_offsets(translator: FakeTranslator) -> None:
    line = "Deux avions de chasse ont frappé un dépôt de munitions à l’aube et\nsont rentrés à leur base sans encombre."
    bead = Reading(document_from_text(line), translator).finish().beads[0]
    assert translator.asked == [line.replace("\n", " ")]
    assert bead.source_spans[0].of(line) == line


def test_word_links_are_in_coordinates_of_the_whole_texts() -> None:
    known = Translation("It rains.", 0.9, (), (WordLink(Span(3, 8), Span(3, 8), 0.9),))
    table: dict[str, str | Translation] = {"Il pleut.": known, "Bon.": "Good."}
    text = Reading(document_from_text("Bon.\n\nIl pleut."), FakeTranslator(table)).finish()
    (link,) = text.beads[1].links
    assert link.source.of(text.source.text) == "pleut"
    assert link.target.of(text.target.text) == "rains"
    check_pack(text)


def test_headlines_in_capitals_are_recased_for_the_engine_only(translator: FakeTranslator) -> None:
    text = "FRAPPE SUR LE PORT DE SARVANE\n\nLe port de Sarvane brûle depuis mardi matin."
    read = Reading(document_from_text(text), translator).finish()
    assert translator.asked[0] == "Frappe sur le port de Sarvane"
    assert read.beads[0].source == "FRAPPE SUR LE PORT DE SARVANE"


def test_a_text_in_the_other_language_is_refused_with_the_remedy(translator: FakeTranslator) -> None:
    english = document_from_text(
        "The carrier left port on Tuesday. It is heading for the gulf with its escort."
    )
    with pytest.raises(DocumentError, match="in English, not in French.*--from en --to fr"):
        Reading(english, translator)


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.fr.txt")))
def test_the_examples_read_well(name: str, translator: FakeTranslator) -> None:
    text = Reading(bilingual.read_document(EXAMPLES / name), translator).finish()
    assert text.beads[0].kind == "heading"
    assert len(text.terms) >= 10
    check_pack(text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("aÉ .,;:!?\n\r\t«»’'-–1°\u00a0\u202f…(char)"), min_size=1, max_size=150))
def test_any_text_makes_a_pack_that_opens_again(text: str) -> None:
    try:
        document = document_from_text(text)
    except DocumentError:
        return
    check_pack(Reading(document, FakeTranslator(), check_language=False).finish())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "not JSON"),
        ("[1]", "no reading pack"),
        ('{"format": "bilingual/9"}', "no reading pack"),
        ('{"format": "bilingual/1"}', "damaged reading pack"),
        ("[" * 100_000, "nested|not JSON"),
    ],
)
def test_what_is_no_pack_is_said(data: str, what: str) -> None:
    with pytest.raises(BitextError, match=what):
        ParallelText.from_json(data, "pack.json")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("beads", 1, "source"), [[0, 10]]),
        (("beads", 0, "source"), [[0, 999_999]]),
        (("beads", 0, "source"), [[5, 2]]),
        (("beads", 0, "target"), "x"),
        (("beads", 0, "score"), 7),
        (("beads", 0, "flags"), ["nonsense"]),
        (("source", "language"), "xx"),
        (("source", "text"), 5),
        (("beads", 0, "terms", 0, "concept"), "no.such"),
        (("beads", 0, "terms", 0, "lemma"), "autre chose"),
    ],
)
def test_a_pack_that_contradicts_itself_is_refused(
    path: tuple[str | int, ...], value: object, article: Path, translator: FakeTranslator
) -> None:
    pack = json.loads(bilingual.read(article, translator=translator, memory=False).to_json())
    place = pack
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(BitextError, match=r"^pack\.json"):
        ParallelText.from_json(json.dumps(pack), "pack.json")


def test_saving_replaces_a_file_only_when_all_is_written(
    article: Path, translator: FakeTranslator, tmp_path: Path
) -> None:
    text = bilingual.read(article, translator=translator, memory=False)
    text.save(tmp_path / "pack.json")
    assert ParallelText.from_json((tmp_path / "pack.json").read_text("utf-8")) == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.fr.txt", "pack.json"]
    with pytest.raises(bilingual.BilingualError, match="cannot be written"):
        text.save(tmp_path / "missing" / "pack.json")


def test_a_streamed_text_has_the_same_beads_and_keeps_none(article: Path, translator: FakeTranslator) -> None:
    document = bilingual.read_document(article)
    whole = Reading(document, translator).finish()
    reading = Reading(document, translator)
    assert tuple(reading.stream()) == whole.beads
    assert reading.done == len(whole.beads)
    assert reading.so_far().beads == ()
    assert reading.so_far().target.text == ""


def test_what_was_read_before_is_streamed_first(article: Path, translator: FakeTranslator) -> None:
    document = bilingual.read_document(article)
    reading = Reading(document, translator)
    first = next(iter(reading))
    assert tuple(reading.stream()) == Reading(document, translator).finish().beads
    assert reading.so_far().beads == (first,)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.streams])
def test_rows_are_there_while_the_text_is_translated(
    name: str, article: Path, translator: FakeTranslator
) -> None:
    form, document = FORMATS[name], bilingual.read_document(article)
    rows = form.stream(Reading(document, translator).stream())
    first = [next(rows), next(rows)]
    assert len(translator.asked) < 4
    whole = Reading(document, translator).finish()
    assert "".join([*first, *rows]).encode() == form.render(whole)


def test_a_format_of_whole_texts_is_not_streamed(article: Path, translator: FakeTranslator) -> None:
    with pytest.raises(ValueError, match="whole"):
        FORMATS["json"].stream(Reading(bilingual.read_document(article), translator).stream())


def test_a_reading_pack_has_a_bead_a_line(article: Path, translator: FakeTranslator) -> None:
    text = bilingual.read(article, translator=translator, memory=False)
    lines = text.to_json().splitlines()
    beads = [json.loads(line.rstrip(",]")) for line in lines if line.startswith('  {"source"')]
    assert [bead["source"] for bead in beads] == [
        [[span.start, span.end] for span in bead.source_spans] for bead in text.beads
    ]
    check_pack(replace(text, beads=()))


def test_importing_loads_no_engine_and_touches_no_file(tmp_path: Path) -> None:
    program = (
        "import bilingual, sys, os\n"
        "assert 'read' in dir(bilingual)\n"
        "from bilingual.pipeline import ParallelText, Reading\n"
        "heavy = {'ctranslate2', 'sentencepiece', 'argostranslate', 'textual', 'torch', 'simplemma', 'numpy'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "BILINGUAL_CACHE_DIR": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_a_text_whose_terms_are_wished_for_is_read_and_shown_without_numpy(
    article: Path, tmp_path: Path
) -> None:
    # numpy alone takes longer to import than a text of the translation memory takes to show.
    program = (
        "import sys, bilingual\n"
        "from io import StringIO\n"
        "from pathlib import Path\n"
        "from rich.console import Console\n"
        "from bilingual.views.columns import ColumnsView\n"
        "from bilingual.translation.translator import Request\n"
        "from readers import FakeTranslator\n"
        "class Told(FakeTranslator):\n"
        "    takes_wishes = True\n"
        "    wished = 0\n"
        "    def translate(self, sentences):\n"
        "        requests = list(map(Request.of, sentences))\n"
        "        Told.wished += sum(len(request.wishes) for request in requests)\n"
        "        return super().translate(request.text for request in requests)\n"
        "for _ in range(2):\n"
        "    text = bilingual.read(sys.argv[1], translator=Told(), memory=Path(sys.argv[2]), links=False)\n"
        "    languages = text.source.language, text.target.language\n"
        "    view = ColumnsView(Console(file=StringIO(), width=100), *languages, text.source.text)\n"
        "    for bead in text.beads: view.bead(bead, text.target.text)\n"
        "    view.footer()\n"
        "assert Told.wished, 'terms are looked up in the lexicon'\n"
        "heavy = {'numpy', 'ctranslate2', 'sentencepiece', 'simplemma', 'textual'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    article.write_text("L'adversaire a tiré au propergol liquide. Le défenseur a riposté.\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tests" / "support")}
    run = [sys.executable, "-c", program, str(article), str(tmp_path / "memory.db")]
    subprocess.run(run, check=True, env=environment)


def test_every_public_name_is_there() -> None:
    for name in bilingual.__all__:
        assert getattr(bilingual, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nichts'"):
        bilingual.nichts  # noqa: B018


def test_a_memory_that_cannot_be_opened_does_not_keep_from_reading(
    article: Path, translator: FakeTranslator, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    assert bilingual.read(article, translator=translator, memory=tmp_path / "file" / "memory.sqlite").beads
