"""A text translated where its reader looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers import EXAMPLES, SMALL_TERMBASE, FakeTranslator

from bilingual.document import document_from_text, read_document
from bilingual.errors import DocumentError
from bilingual.pipeline.gradual import GradualText
from bilingual.pipeline.model import ParallelText
from bilingual.pipeline.reading import Reading

ARTICLE = read_document(EXAMPLES / "frappes-aeriennes.fr.txt")
WHOLE = Reading(ARTICLE, FakeTranslator()).finish()


def test_segments_and_terms_are_there_before_any_translation() -> None:
    translator = FakeTranslator()
    text = GradualText(ARTICLE, translator)
    assert [segment.span for segment in text.segments] == [bead.source_spans[0] for bead in WHOLE.beads]
    assert [text.terms(number) for number in range(len(text))] == [
        tuple(found.match for found in bead.terms) for bead in WHOLE.beads
    ]
    assert translator.asked == []
    assert text[0] is None


def test_only_what_is_asked_for_is_translated_and_nothing_twice() -> None:
    translator = FakeTranslator()
    text = GradualText(ARTICLE, translator)
    assert list(text.fill([7, 3])) == [7, 3]
    assert list(text.fill(range(2, 5))) == [2, 4]
    assert len(translator.asked) == 4
    assert text.made == 4


def test_a_caller_may_stop_in_the_middle() -> None:
    text = GradualText(ARTICLE, FakeTranslator())
    beads = text.fill(range(10))
    next(beads), next(beads)
    beads.close()
    assert (text.made, text[1] is None, text[2] is None) == (2, False, True)


@given(order=st.permutations(range(len(WHOLE))))
def test_whatever_the_order_the_text_is_that_of_a_reading(order: list[int]) -> None:
    text = GradualText(ARTICLE, FakeTranslator())
    list(text.fill(order))
    assert text.so_far() == WHOLE


def test_what_there_is_makes_a_reading_pack() -> None:
    text = GradualText(ARTICLE, FakeTranslator())
    list(text.fill([9, 1, 4]))
    pack = text.so_far()
    assert [bead.source for bead in pack.beads] == [WHOLE.beads[number].source for number in (1, 4, 9)]
    assert ParallelText.from_json(pack.to_json()) == pack


def test_terms_are_looked_for_stretch_by_stretch() -> None:
    line = "Deux avions de chasse ont frappé un dépôt. "
    text = GradualText(document_from_text(line * 1000), FakeTranslator(), SMALL_TERMBASE)
    assert text.stretch(0).start == 0
    assert text.stretch(500).start <= 500 < text.stretch(500).stop < len(text)
    assert not text.knows_terms(500)
    assert [term.entry.id for term in text.terms(500)] == ["air.fighter", "press.hit"]
    assert text.knows_terms(500)
    assert not text.knows_terms(0)


def test_a_text_in_the_other_language_is_refused() -> None:
    with pytest.raises(DocumentError, match="--from en"):
        GradualText(
            document_from_text("The carrier left port on Tuesday. It is heading for the gulf."),
            FakeTranslator(),
        )
