"""What a package is told of a sentence: the terms of a termbase, and hints for words it hardly knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers import SMALL_TERMBASE, FakeTranslator, concept

from bilingual.document import document_from_text
from bilingual.glossary.matching import match_terms
from bilingual.glossary.model import Gender, Term
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.lexicon import Lexicon
from bilingual.lexicon.wordbook import Wordbook
from bilingual.pipeline.aligning import align
from bilingual.pipeline.comparing import compare
from bilingual.pipeline.gradual import GradualText
from bilingual.pipeline.reading import Reading
from bilingual.pipeline.translating import wishes_of
from bilingual.spans import Span
from bilingual.translation.memory import RememberingTranslator, TranslationMemory
from bilingual.translation.tokenizer import Pieces
from bilingual.translation.translator import Request, Translation, Wish, can_be_told
from bilingual.translation.wishes import CLOSE, MEANS, MOST_PIECES, OPEN, hints, merged, with_wishes


class Syllables:
    """A tokenizer whose pieces have two letters at most, `▁` before a word."""

    def encode(self, sentence: str) -> Pieces:
        pieces, spans, place = [], [], 0
        for word in sentence.split():
            start = sentence.index(word, place)
            place = start + len(word)
            for offset in range(0, len(word), 2):
                piece = word[offset : offset + 2]
                pieces.append(piece if offset else f"▁{piece}")
                spans.append(Span(start + offset, start + offset + len(piece)))
        return Pieces(tuple(pieces), tuple(spans))

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...]]:
        raise NotImplementedError


class Listener(FakeTranslator):
    """A translator that can be told, and keeps what it was told."""

    takes_wishes = True

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Request] = []

    def translate(self, sentences: Iterable[str | Request]) -> Iterator[Translation]:
        for sentence in sentences:
            self.requests.append(Request.of(sentence))
            yield Translation(Request.of(sentence).text.upper(), 0.5)


def wish(sentence: str, words: str, rendering: str) -> Wish:
    start = sentence.index(words)
    return Wish(Span(start, start + len(words)), rendering)


def test_a_wish_stands_behind_the_words_it_is_for() -> None:
    sentence = "un drone passe"
    told = with_wishes(Syllables().encode(sentence), [wish(sentence, "drone", "UAV")], Syllables())
    assert told.pieces == ("▁un", OPEN, "▁dr", "on", "e", MEANS, "▁UA", "V", CLOSE, "▁pa", "ss", "e")
    assert [span.of(sentence) for span in told.spans[6:8]] == ["drone", "drone"], (
        "links go to the words meant"
    )


def test_what_does_not_begin_and_end_with_pieces_is_left_out() -> None:
    sentence = "un drone passe"
    pieces = Syllables().encode(sentence)
    assert with_wishes(pieces, [Wish(Span(4, 8), "x")], Syllables()) == pieces
    assert with_wishes(pieces, [Wish(Span(3, 6), "x")], Syllables()) == pieces
    assert with_wishes(pieces, [Wish(Span(90, 95), "x")], Syllables()) == pieces


WORDS = st.lists(st.sampled_from(["un", "char", "et", "deux", "drones", "tirent"]), min_size=1, max_size=60)


@given(WORDS, st.data())
def test_without_the_marks_and_renderings_the_pieces_are_as_before(
    words: list[str], data: st.DataObject
) -> None:
    sentence = " ".join(words)
    pieces = Syllables().encode(sentence)
    ends = [sum(map(len, words[:n])) + n for n in range(len(words))]
    chosen = data.draw(st.lists(st.sampled_from(range(len(words))), unique=True).map(sorted))
    wishes = [Wish(Span(ends[n], ends[n] + len(words[n])), "rendering") for n in chosen]
    told = with_wishes(pieces, wishes, Syllables())
    assert len(told.pieces) == len(told.spans)
    assert len(told.pieces) <= max(MOST_PIECES, len(pieces.pieces))
    kept, inside = [], False
    for piece in told.pieces:
        inside = piece == MEANS or (inside and piece != CLOSE)
        if not inside and piece not in (OPEN, CLOSE):
            kept.append(piece)
    assert tuple(kept) == pieces.pieces


def test_rare_words_are_hinted_at_and_names_and_common_words_are_not() -> None:
    sentence = "Le capteur de Kandal a vu un essaim de drones près de la maison."
    found = {
        one.span.of(sentence): one.rendering
        for one in hints(sentence, FRENCH, Lexicon.open(), Wordbook.open())
    }
    assert found["capteur"] == "sensor"
    assert found["essaim"] == "swarm"
    assert not {"Kandal", "maison", "près"} & set(found)


def test_a_wish_comes_before_a_hint_for_the_same_word() -> None:
    own = Wish(Span(3, 10), "seeker")
    assert merged([own], hints("Le capteur voit un essaim.", FRENCH, Lexicon.open(), Wordbook.open())) == (
        own,
        Wish(Span(19, 25), "swarm"),
    )


@pytest.mark.parametrize(
    "wishes", [(Wish(Span(0, 3), "a"), Wish(Span(2, 4), "b")), (Wish(Span(0, 90), "a"),)]
)
def test_wishes_lie_in_the_sentence_and_apart(wishes: tuple[Wish, ...]) -> None:
    with pytest.raises(ValueError, match="overlap|leaves"):
        Request("un drone", wishes)


ARTICLE = "Deux avions de chasse ont frappé le port. Il pleut."
TOLD = Request(
    "Deux avions de chasse ont frappé le port.",
    (Wish(Span(5, 21), "fighter"), Wish(Span(26, 32), "hit")),
)


def test_the_terms_of_a_sentence_are_wished_for_whoever_reads() -> None:
    whole, gradual = Listener(), Listener()
    Reading(document_from_text(ARTICLE), whole, SMALL_TERMBASE).finish()
    list(GradualText(document_from_text(ARTICLE), gradual, SMALL_TERMBASE).fill([0, 1]))
    assert whole.requests == gradual.requests == [TOLD, Request("Il pleut.")]


def test_the_machine_beside_a_human_translation_is_told_what_it_is_told_in_reading() -> None:
    listener = Listener()
    french, english = (
        f"FIN DES FRAPPES\n\n{ARTICLE}",
        "The end of strikes\n\nTwo fighters hit the port. It rains.",
    )
    aligned = align(document_from_text(french), document_from_text(english), termbase=SMALL_TERMBASE)
    said = list(compare(aligned, listener))
    Reading(document_from_text(french), (reading := Listener()), SMALL_TERMBASE).finish()
    assert TOLD in listener.requests
    assert listener.requests == reading.requests
    assert len(said) == len(aligned.beads)


def test_a_translator_that_cannot_be_told_gets_plain_sentences(translator: FakeTranslator) -> None:
    Reading(document_from_text(ARTICLE), translator, SMALL_TERMBASE).finish()
    assert translator.asked == [TOLD.text, "Il pleut."]
    assert not can_be_told(translator)


def test_a_hard_wrapped_sentence_is_told_of_its_terms_too() -> None:
    listener = Listener()
    wrapped = "Deux avions de\nchasse ont frappé le port, et le calme est revenu dans la\nville."
    Reading(document_from_text(wrapped), listener, SMALL_TERMBASE).finish()
    (request,) = listener.requests
    assert [one.span.of(request.text) for one in request.wishes] == ["avions de chasse", "frappé"]


def test_the_memory_tells_wishes_apart(tmp_path: Path) -> None:
    listener = Listener()
    with TranslationMemory(tmp_path / "memory.sqlite") as memory:
        remembering = RememberingTranslator(listener, memory)
        assert can_be_told(remembering)
        for request in (TOLD, TOLD.text, TOLD, Request(TOLD.text, (Wish(Span(5, 21), "jet"),))):
            next(remembering.translate([request]))
        assert [request.wishes for request in listener.requests] == [
            TOLD.wishes,
            (),
            (Wish(Span(5, 21), "jet"),),
        ]
        assert [pair[0] for pair in memory.search(["chasse"], FRENCH)] == [TOLD.text] * 3
        assert [pair[0] for pair in memory.search(["CHASSE"], ENGLISH)] == [TOLD.text.upper()] * 3


def test_an_abbreviation_is_rendered_by_one_or_left_to_the_engine() -> None:
    text = "L'OTAN et la FINUL patrouillent."
    found = match_terms(text, military_termbase(), FRENCH)
    renderings = {one.span.of(text): one.rendering for one in wishes_of(found, ENGLISH)}
    assert (renderings["OTAN"], renderings["FINUL"]) == ("NATO", "UNIFIL")
    only_long = SMALL_TERMBASE.merge(
        Termbase([concept("air.himars", Term("HIMARS", "fr", gender=Gender.MASCULINE), "rocket launcher")])
    )
    found = match_terms("Un HIMARS tire.", only_long, FRENCH)
    assert [term.surface for term in found] == ["HIMARS"]
    assert wishes_of(found, ENGLISH) == ()


@pytest.mark.parametrize(
    ("sentence", "language", "renderings"),
    [
        ("Le 43e bataillon et la 101e division.", FRENCH, ["43rd", "101st"]),
        ("La 11e brigade, la 12ème, la 2nde et la 112e.", FRENCH, ["11th", "12th", "2nd", "112th"]),
        ("Le 1er mai, 3 e et 12 345.", FRENCH, []),
        ("The 43rd Battalion and the 12th Division on the 1st.", ENGLISH, ["43e", "12e"]),
    ],
)
def test_ordinals_are_said_as_the_other_language_writes_them(
    sentence: str, language: Language, renderings: list[str]
) -> None:
    found = hints(sentence, language, Lexicon.open(), Wordbook.open())
    assert [wish.rendering for wish in found if wish.rendering[0].isdigit()] == renderings
