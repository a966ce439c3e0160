"""Tokens: what is cut where, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import grows_no_faster

from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.spans import Span
from bilingual.tokens import Token, TokenKind, tokenize

PIECES = st.sampled_from(
    [*" .,'’-«»()\n°%", "l’", "qu'", "aujourd’hui", "a-t-il", "n't", "1 200", "3,5", "14 h 30", "M.",
     "O.T.A.N.",     "http://", "www.", "a@b.fr", "👍🏽", "e\u0301", "\u00a0",
     "\u202f", "_", "F-16", "rendez-vous", "²"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))


def texts(text: str, language: Language = FRENCH) -> list[str]:
    return [token.text for token in tokenize(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’avion", "l’|avion"),
        ("L'avion qu'il voit", "L'|avion|qu'|il|voit"),
        ("jusqu’à lorsqu'on puisqu’elle", "jusqu’|à|lorsqu'|on|puisqu’|elle"),
        ("aujourd’hui, presqu'île", "aujourd’hui|,|presqu'île"),
        ("quelqu’un, prud'hommes", "quelqu’un|,|prud'hommes"),
        ("l’« ami »", "l’|«|ami|»"),
        ("O'Brien et N'Djamena", "O'Brien|et|N'Djamena"),
        ("rendez-vous sol-air lieutenant-colonel", "rendez-vous|sol-air|lieutenant-colonel"),
        ("a-t-il dit-elle est-ce allez-y", "a|-t-il|dit|-elle|est|-ce|allez|-y"),
        ("Donnez-le-moi, donnez-m'en", "Donnez|-le|-moi|,|donnez|-m'|en"),
        ("arc-en-ciel, Châtenois-les-Forges", "arc-en-ciel|,|Châtenois-les-Forges"),
        ("c’est-à-dire", "c’est-à-dire"),
        ("peut-être là-bas celui-ci", "peut-être|là-bas|celui-ci"),
        ("1 200 hommes, 1\u202f200, 1.200", "1 200|hommes|,|1\u202f200|,|1.200"),
        ("en 2003 200 hommes", "en|2003|200|hommes"),
        ("3,5 km et 30%", "3,5|km|et|30|%"),
        ("à 14 h 30, à 14h30, à 14 h", "à|14 h 30|,|à|14h30|,|à|14|h"),
        ("n° 3, nos 4 et 5", "n°|3|,|nos|4|et|5"),
        ("le 1er RPIMa, le 3e, la 2ème", "le|1er|RPIMa|,|le|3e|,|la|2ème"),
        ("155mm 160km 2S1 F-16 Mi-24", "155|mm|160|km|2S1|F-16|Mi-24"),
        ("-6°C, 2003-2004, 12/03/2024", "-6|°|C|,|2003|-|2004|,|12/03/2024"),
        ("O.T.A.N. et OTAN", "O.T.A.N.|et|OTAN"),
        ("M. Duval, l’art. 3, J.-C. et E. Roche", "M.|Duval|,|l’|art.|3|,|J.-C.|et|E.|Roche"),
        ("Elle aime l’art.", "Elle|aime|l’|art|."),
        ("vivres, eau, etc.", "vivres|,|eau|,|etc."),
        ("Quoi ?! Non... Si…", "Quoi|?!|Non|...|Si|…"),
        ("(le pont [sud])", "(|le|pont|[|sud|]|)"),
        ("https://www.exemple.fr/a?b=1, puis", "https://www.exemple.fr/a?b=1|,|puis"),
        ("j.roche@exemple.fr. rapport.pdf", "j.roche@exemple.fr|.|rapport.pdf"),
        ("👍🏽👨‍👩‍👧🇫🇷", "👍🏽|👨‍👩‍👧|🇫🇷"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("Привет, мир", "Привет|,|мир"),
    ],
)  # fmt: skip
def test_french(text: str, expected: str) -> None:
    assert texts(text) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't, can't, won’t", "Do|n't|,|ca|n't|,|wo|n’t"),
        ("the Army's, soldiers' I've we'll", "the|Army|'s|,|soldiers|'|I|'ve|we|'ll"),
        ("O'Brien at 5 o'clock", "O'Brien|at|5|o'clock"),
        ("1,200.5 miles, 21st", "1,200.5|miles|,|21st"),
        ("Lt. Col. Wood, U.S. Army, e.g. No. 5", "Lt.|Col.|Wood|,|U.S.|Army|,|e.g.|No.|5"),
        ("air-to-surface", "air-to-surface"),
        ("‘yes’", "‘|yes|’"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert texts(text, ENGLISH) == expected.split("|")


def test_kinds() -> None:
    kinds = [token.kind.value for token in tokenize("L’OTAN a 3,5 % : voir a@b.fr 👍.")]
    assert kinds == [
        "word",
        "word",
        "word",
        "number",
        "symbol",
        "punctuation",
        "word",
        "address",
        "symbol",
        "punctuation",
    ]


def test_spans_count_from_the_start_that_is_given() -> None:
    assert tokenize("un avion", FRENCH, 10)[1] == Token("avion", Span(13, 18), TokenKind.WORD)


@given(TEXTS, st.sampled_from([FRENCH, ENGLISH]))
def test_nothing_but_white_space_is_lost(text: str, language: Language) -> None:
    place = 0
    for token in tokenize(text, language):
        assert token.span.of(text) == token.text != ""
        assert not token.text[0].isspace()
        assert not token.text[-1].isspace()
        assert text[place : token.span.start].strip() == ""
        place = token.span.end
    assert text[place:].strip() == ""


@pytest.mark.parametrize(
    "unit",
    ["a", "a.", "1", "1 ", "1.", "-", "a-", "'", "l'", "@", "www.", "a@", "x.y-", "http://", "_", "👍"],
)
@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_work_grows_no_faster_than_the_text(unit: str, language: Language) -> None:
    assert grows_no_faster(lambda size: tokenize(unit * (size // len(unit)) + " @ www.", language), 2_500)
