"""Sentence boundaries: the case file, the promises that hold for any text, and the work it takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import grows_no_faster

from bilingual.boundaries import LONGEST
from bilingual.document.model import Document, Paragraph, ParagraphKind
from bilingual.languages import ENGLISH, FRENCH, Language, language_of
from bilingual.sentences import Segment, sentence_spans, split_sentences
from bilingual.spans import Span

CASES = json.loads((Path(__file__).parent / "cases" / "sentences.json").read_text(encoding="utf-8"))

# Text made of what the rules look at, so that hypothesis meets them often.
PIECES = st.sampled_from(
    [*" .!?…;:,-—–«»“”\"'’()[]\n\t", "\u00a0", "\u202f", "...", "(…)", "[2]", " - ",
     "M.", "Mme", "col.", "J.-C.",
     "E.",     "art.", "n° 3", "etc.", "1.", "14 h 30", "U.S.", "a.m.", "Il", "Le",
     "L’", "Dupont", "vol", "OTAN", "👏"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))
LANGUAGES = st.sampled_from([FRENCH, ENGLISH])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['reason']}" for case in CASES])
def test_case(case: dict[str, object]) -> None:
    text = str(case["input"])
    spans = sentence_spans(text, language_of(str(case["language"])))
    assert [span.of(text) for span in spans] == case["sentences"]


def test_the_case_file_gives_each_case_a_reason_of_its_own() -> None:
    reasons = [(case["language"], case["reason"]) for case in CASES]
    assert len(CASES) >= 120
    assert len(set(reasons)) == len(reasons)


@given(TEXTS, LANGUAGES)
def test_between_sentences_there_is_only_white_space(text: str, language: Language) -> None:
    place = 0
    for span in sentence_spans(text, language):
        assert text[place : span.start].strip() == ""
        assert span.of(text).strip() == span.of(text) != ""
        place = span.end
    assert text[place:].strip() == ""


@given(TEXTS, LANGUAGES)
def test_white_space_around_a_paragraph_moves_spans_and_nothing_else(text: str, language: Language) -> None:
    alone = sentence_spans(text.strip(), language)
    assert sentence_spans(f"  {text.strip()}\n", language) == tuple(span.shift(2) for span in alone)


@pytest.mark.parametrize("case", CASES, ids=[str(number) for number in range(len(CASES))])
def test_a_sentence_alone_stays_whole(case: dict[str, list[str]]) -> None:
    language = language_of(str(case["language"]))
    for sentence in case["sentences"]:
        assert len(sentence_spans(sentence, language)) == 1


def test_no_segment_crosses_a_paragraph_and_headings_are_segments() -> None:
    text = "Deux morts à l’est\n\nM. Duval parle.\nIl se tait.\n\n– des vivres"
    cuts = [(0, 18, ParagraphKind.HEADING), (20, 47, ParagraphKind.BODY), (49, 61, ParagraphKind.ITEM)]
    document = Document(text, tuple(Paragraph(Span(start, end), kind) for start, end, kind in cuts))
    assert split_sentences(document) == (
        Segment(Span(0, 18), 0, ParagraphKind.HEADING),
        Segment(Span(20, 35), 1, ParagraphKind.BODY),
        Segment(Span(36, 47), 1, ParagraphKind.BODY),
        Segment(Span(49, 61), 2, ParagraphKind.ITEM),
    )


def test_a_sentence_that_nobody_can_take_in_is_cut_at_the_ends_of_clauses() -> None:
    text = "Vu le code de la défense, " * 1_000 + "arrête ce qui suit."
    spans = sentence_spans(text)
    assert max(map(len, spans)) <= LONGEST
    assert all(span.of(text).endswith((",", ".")) for span in spans)
    assert " ".join(span.of(text) for span in spans) == text


def test_a_document_without_paragraphs_has_no_segments() -> None:
    assert split_sentences(Document("", ())) == ()


def test_the_rest_of_the_document_settles_a_doubt() -> None:
    doubtful = "La ville est à l’O.N.U. Soldats et civils attendent."
    assert len(sentence_spans(doubtful)) == 1
    text = f"Des soldats passent.\n\n{doubtful}"
    document = Document(text, (Paragraph(Span(0, 20)), Paragraph(Span(22, len(text)))))
    assert len(split_sentences(document)) == 3


@pytest.mark.parametrize(
    "unit",
    ["a", " ", ".", ". ", "« ", '. " ', "; ", " - ", "- A ", "A. ", "Le ", "le Il ",
     "(", ").", "(…) ", ".[1]",
     "l'",     "1. ", "? — ", "É", "a.b"],
)  # fmt: skip
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    assert grows_no_faster(lambda size: sentence_spans(unit * (size // len(unit))), 8_000)
