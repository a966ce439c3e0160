"""Word links: what they find in plain sentences, and what always holds of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.alignment.gloss import gloss
from bilingual.alignment.hmm import posteriors
from bilingual.alignment.pharaoh import format_links, parse_links, parse_pair, parse_tokens
from bilingual.alignment.words import (
    LONGEST,
    TokenLink,
    WordAligner,
    align_words,
    attention_of,
    bead_tokens,
    link_bead,
    word_links,
)
from bilingual.bitext import Bead
from bilingual.errors import BitextError
from bilingual.languages import ENGLISH, FRENCH
from bilingual.lexicon import Lexicon
from bilingual.spans import Span, WordLink
from bilingual.tokens import tokenize


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open()


def linked(french: str, english: str, lexicon: Lexicon) -> set[tuple[str, str]]:
    ours, theirs = tokenize(french, FRENCH), tokenize(english, ENGLISH)
    return {(ours[link.source].text, theirs[link.target].text) for link in align_words(ours, theirs, lexicon)}


@pytest.mark.parametrize(
    ("french", "english", "pairs"),
    [
        (
            "Deux avions de chasse ont décollé mardi.",
            "Two fighter jets took off on Tuesday.",
            {("Deux", "Two"), ("décollé", "off"), ("mardi", "Tuesday"), (".", ".")},
        ),
        ("Il n’a pas dormi.", "He did not sleep.", {("Il", "He"), ("pas", "not"), ("dormi", "sleep")}),
        (
            "La guerre froide a duré longtemps.",
            "The cold war lasted a long time.",
            {("guerre", "war"), ("froide", "cold"), ("duré", "lasted")},
        ),
    ],
)
def test_words_that_translate_each_other_are_linked(
    lexicon: Lexicon, french: str, english: str, pairs: set[tuple[str, str]]
) -> None:
    assert pairs <= linked(french, english, lexicon)


def test_numbers_are_linked_whatever_their_format(lexicon: Lexicon) -> None:
    found = linked(
        "Il a parcouru 1 200 km et bu 3,5 litres.", "It covered 1,200 km and drank 3.5 litres.", lexicon
    )
    assert {("1 200", "1,200"), ("3,5", "3.5")} <= found


def test_a_number_is_not_linked_with_another(lexicon: Lexicon) -> None:
    found = linked("Ils ont tué 12 hommes et 7 femmes.", "They killed 7 women and 12 men.", lexicon)
    assert ("12", "12") in found
    assert ("7", "7") in found
    assert ("12", "7") not in found


def test_unknown_names_are_linked_by_their_spelling(lexicon: Lexicon) -> None:
    found = linked("Zlatomir Vrskavec a quitté Brzlovo.", "Zlatomir Vrskavec left Brzlovo.", lexicon)
    assert {("Zlatomir", "Zlatomir"), ("Vrskavec", "Vrskavec"), ("Brzlovo", "Brzlovo")} <= found


def test_a_repeated_word_is_linked_in_order(lexicon: Lexicon) -> None:
    ours = tokenize("la guerre et la paix, la guerre encore")
    theirs = tokenize("the war and the peace, the war again", ENGLISH)
    found = {(link.source, link.target) for link in align_words(ours, theirs, lexicon)}
    assert {(1, 1), (7, 7)} <= found
    assert not {(1, 7), (7, 1)} & found


def test_it_works_from_english_too(lexicon: Lexicon) -> None:
    ours, theirs = tokenize("The war is over.", ENGLISH), tokenize("La guerre est finie.")
    assert format_links(align_words(ours, theirs, lexicon, language=ENGLISH)) == "0-0 1-1 2-2 3-3 4-4"


def test_an_empty_or_endless_side_has_no_links(lexicon: Lexicon) -> None:
    assert align_words((), tokenize("a", ENGLISH), lexicon) == ()
    assert align_words(tokenize("a"), (), lexicon) == ()
    assert align_words(tokenize("a " * (LONGEST + 1)), tokenize("has", ENGLISH), lexicon) == ()


def test_attention_decides_where_the_lexicon_cannot(lexicon: Lexicon) -> None:
    ours, theirs = parse_tokens("blub blab"), parse_tokens("frix frox frux")
    attention = np.zeros((2, 3))
    attention[0, 2] = attention[1, 0] = 1.0
    without = {(link.source, link.target) for link in align_words(ours, theirs, lexicon)}
    found = {(link.source, link.target) for link in align_words(ours, theirs, lexicon, attention)}
    assert found - without


WORDS = st.lists(st.text(min_size=1, max_size=8).filter(lambda word: len(word.split()) == 1), max_size=12)


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS)
def test_links_stay_inside_both_sentences_and_in_order(french: list[str], english: list[str]) -> None:
    ours, theirs = parse_tokens(" ".join(french)), parse_tokens(" ".join(english))
    links = align_words(ours, theirs, Lexicon.open())
    assert list(links) == sorted(set(links))
    for link in links:
        assert 0 <= link.source < len(ours)
        assert 0 <= link.target < len(theirs)
        assert 0 <= link.score <= 1


@settings(deadline=None)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_posteriors_are_probabilities(n: int, m: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    result = posteriors(random.random((n, m)) + 1e-9, random.random(m) + 1e-9)
    assert result.shape == (n, m)
    assert (result >= 0).all()
    assert (result.sum(axis=0) <= 1 + 1e-9).all()


def test_posteriors_are_those_of_summing_over_every_path() -> None:
    emission, alone = np.array([[0.5, 0.1], [0.2, 0.6]]), np.array([0.05, 0.1])
    from bilingual.alignment.hmm import NOTHING_PROBABILITY as P0
    from bilingual.alignment.hmm import _transitions

    first, step = _transitions(2)
    expected, total = np.zeros((2, 2)), 0.0
    states = [(i, real) for i in range(2) for real in (True, False)]
    for i, real in states:
        start = first[i] * ((1 - P0) * emission[i, 0] if real else P0 * alone[0])
        for k, also in states:
            if not also and k != i:
                continue
            weight = start * (step[i, k] * (1 - P0) * emission[k, 1] if also else P0 * alone[1])
            total += weight
            expected[i, 0] += weight * real
            expected[k, 1] += weight * also
    assert posteriors(emission, alone) == pytest.approx(expected / total)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), unique=True))
def test_pharaoh_round_trip(pairs: list[tuple[int, int]]) -> None:
    links = [TokenLink(i, j) for i, j in pairs]
    assert list(parse_links(format_links(links))) == sorted(links)


@pytest.mark.parametrize("line", ["0", "0-", "a-b", "0-0 1–1", "-1-0", "0:0"])
def test_what_is_no_link_is_named_with_its_place(line: str) -> None:
    with pytest.raises(BitextError, match="line 3"):
        parse_links(line, place="links.txt, line 3")


def test_a_line_of_fast_align_is_read() -> None:
    ours, theirs = parse_pair("le chat ||| the cat\n")
    assert [token.text for token in ours] == ["le", "chat"]
    assert [token.span for token in theirs] == [Span(0, 3), Span(4, 7)]
    assert parse_pair("||| the cat")[0] == ()
    for line in ("le chat\tthe cat", "a ||| b ||| c"):
        with pytest.raises(BitextError, match=r"\|\|\|"):
            parse_pair(line)


def test_spans_of_a_line_are_its_words() -> None:
    line = "  le  14 juillet , a a"
    assert [token.span.of(line) for token in parse_tokens(line)] == line.split()


def test_links_become_spans_and_attention_again(lexicon: Lexicon) -> None:
    ours, theirs = tokenize("La guerre.", FRENCH, 10), tokenize("The war.", ENGLISH, 20)
    spans = word_links(align_words(ours, theirs, lexicon), ours, theirs)
    assert WordLink(Span(13, 19), Span(24, 27), spans[1].score) == spans[1]
    attention = attention_of(spans, ours, theirs)
    assert attention.shape == (3, 3)
    assert attention[1, 1] == spans[1].score
    assert attention[0, 1] == 0


def test_a_bead_is_linked_in_the_coordinates_of_its_texts(lexicon: Lexicon) -> None:
    french, english = "Titre. Deux avions\nont décollé.", "Title. Two planes took off."
    bead = Bead(
        "Deux avions ont décollé.", "Two planes took off.", (Span(7, len(french)),), (Span(7, len(english)),)
    )
    links = link_bead(bead, french, english, WordAligner(lexicon)).links
    found = {(link.source.of(french), link.target.of(english)) for link in links}
    assert {("Deux", "Two"), ("avions", "planes"), (".", ".")} <= found
    ours, _ = bead_tokens(bead, french, english, FRENCH, ENGLISH)
    assert [token.span.of(french) for token in ours] == ["Deux", "avions", "ont", "décollé", "."]


def test_a_gloss_follows_the_translation_and_else_the_lexicon(lexicon: Lexicon) -> None:
    ours, theirs = tokenize("Le char avance."), tokenize("The tank advances.", ENGLISH)
    assert gloss(ours, theirs, align_words(ours, theirs, lexicon), lexicon)[:3] == (None, "tank", "advances")
    assert gloss(ours, (), (), lexicon)[1] == "tank"
    assert gloss(tokenize("le xyzzyplugh"), (), (), lexicon) == (None, None)
