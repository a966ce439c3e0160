"""Figures of texts: what counts as a word, a name, a sentence; both sides of a parallel text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import EXAMPLES, FakeTranslator

import bilingual
from bilingual.document import document_from_text
from bilingual.errors import DocumentError
from bilingual.frequency import Band
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.spans import Span
from bilingual.statistics.diversity import mtld
from bilingual.statistics.measuring import parallel_statistics, text_statistics
from bilingual.statistics.readability import reading_ease, syllables
from bilingual.statistics.words import WordKind, words_of


def names_in(text: str, language: Language) -> list[str]:
    """Return the names among the words of a text of one sentence."""
    (words,) = words_of(text, [(Span(0, len(text)),)], language)
    return [word.form for word in words if word.kind is WordKind.NAME]


def test_words_are_those_of_a_word_processor() -> None:
    figures = text_statistics("L’avion n’a-t-il pas parcouru 1 200 km ? Aujourd’hui, rien.")
    assert figures.sentence_lengths == (6, 2)
    assert text_statistics("They don’t know. The army's men left.", "en").sentence_lengths == (3, 4)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Hier, le colonel Vasseur a quitté Sarvane pour l’OTAN.", FRENCH, ["Vasseur", "Sarvane", "OTAN"]),
        ("Le général a dit : « Nous tiendrons. »", FRENCH, []),
        ("M. Duval est parti.", FRENCH, ["Duval"]),
        ("FRAPPES SUR LE PORT ET LA VILLE", FRENCH, []),
        ("On Monday I met Sara in Leeds, and she said “Please wait.”", ENGLISH, ["Sara", "Leeds"]),
        ("Bruxelles dort.", FRENCH, ["Bruxelles"]),
    ],
)
def test_names_are_told_from_capitals_of_place(text: str, language: Language, names: list[str]) -> None:
    assert names_in(text, language) == names


def test_a_word_also_written_small_is_no_name() -> None:
    text = "Il aime le Marché. Le marché est loin."
    lines = words_of(text, [(Span(0, 18),), (Span(19, len(text)),)], FRENCH)
    assert [word.form for line in lines for word in line if word.kind is WordKind.NAME] == []


def test_bands_share_all_words_but_names_and_numbers() -> None:
    figures = text_statistics("Julie a vu 3 chats à Lyon, et l’escarmouche a duré.")
    assert figures.names == 2
    assert figures.numbers == 1
    assert figures.running_words == 9
    assert figures.bands[Band.RARE] == 1
    assert sum(figures.band_share(band) for band in Band) == pytest.approx(1.0)
    assert figures.hard_words[0].lemma == "escarmouche"


def test_terms_are_counted_against_words() -> None:
    figures = text_statistics(bilingual.read_document(EXAMPLES / "frappes-aeriennes.fr.txt"))
    assert figures.terms >= figures.concepts > 20
    assert figures.term_density == pytest.approx(100 * figures.terms / figures.words)
    assert text_statistics("Le chat dort sur la table.").terms == 0


def test_headings_do_not_make_a_text_easier() -> None:
    body = (EXAMPLES / "frappes-aeriennes.fr.txt").read_text("utf-8").partition("\n\n")[2]
    headed = "\n\n".join(f"Un titre\n\n{paragraph}" for paragraph in body.split("\n\n"))
    ours, theirs = (text_statistics(document_from_text(text)).level for text in (body, headed))
    assert ours is not None and theirs is not None
    assert ours.features["sentence length"] == pytest.approx(theirs.features["sentence length"], abs=0.05)


def test_both_sides_of_a_parallel_text(article: Path) -> None:
    figures = parallel_statistics(bilingual.read(article, translator=FakeTranslator(), memory=False))
    assert (figures.source.language, figures.target.language) == (FRENCH, ENGLISH)
    assert figures.beads == figures.source.sentences == figures.target.sentences == 4
    assert figures.source.words == text_statistics(bilingual.read_document(article)).words
    assert figures.expansion == figures.target.words / figures.source.words


def test_a_text_without_words_is_an_error_and_one_of_numbers_is_not() -> None:
    with pytest.raises(DocumentError, match="no words"):
        text_statistics("… !")
    figures = text_statistics("1 200 – 3,5")
    assert (figures.words, figures.reading_ease, figures.level) == (2, None, None)


def test_variety_does_not_depend_on_length() -> None:
    words = "le chat voit un chien et le chien suit une route vers la mer où un bateau part".split()
    short, long = mtld(words * 4), mtld(words * 40)
    assert short is not None and long is not None
    assert short == pytest.approx(long, rel=0.25)
    assert mtld([str(number) for number in range(100)]) == 100
    assert mtld(words) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (FRENCH, "chat:1 avion:2 frappe:1 théâtre:2 musique:2 guerre:1 pays:2 poète:2 maison:2 hier:1"),
        (ENGLISH, "cat:1 aircraft:2 house:1 table:2 nation:2 attacked:2 wanted:2 quiet:2 area:3 people:2"),
    ],
)
def test_syllables_are_nearly_always_right(language: Language, words: str) -> None:
    pairs = [pair.split(":") for pair in words.split()]
    wrong = [
        (word, syllables(word, language)) for word, right in pairs if syllables(word, language) != int(right)
    ]
    assert len(wrong) <= 1, wrong


def test_reading_ease_is_the_published_formula() -> None:
    assert reading_ease(10, 1.5, FRENCH) == pytest.approx(207 - 10.15 - 110.4)
    assert reading_ease(10, 1.5, ENGLISH) == pytest.approx(206.835 - 10.15 - 126.9)


@settings(max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_any_text_can_be_counted(text: str, language: str) -> None:
    figures = text_statistics(text + " mot", language)
    assert sum(count for _, count in figures.histogram()) == figures.sentences
    assert 0.0 <= figures.name_share <= 1.0
    assert figures.to_dict()["words"] == figures.words
