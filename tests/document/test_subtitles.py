"""Cues to running text, and back to when it is said."""

import pytest
from documents import CASES
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import document_from_bytes, read_document
from bilingual.document.model import Cue, times_of
from bilingual.document.subtitles import read_subtitles
from bilingual.errors import DocumentError
from bilingual.sentences import split_sentences
from bilingual.spans import Span


def cues(*said: str, pause: float = 0.1) -> str:
    """Write a SubRip file, a cue a second long for each text."""
    lines = []
    for number, text in enumerate(said):
        start = number * (1 + pause)
        lines.append(f"{number + 1}\n{_time(start)} --> {_time(start + 1)}\n{text}\n")
    return "\n".join(lines)


def _time(seconds: float) -> str:
    whole = int(seconds)
    return f"00:{whole // 60:02}:{whole % 60:02},{round(seconds % 1 * 1000):03}"


def parts(text: str) -> list[str]:
    document = read_subtitles(text, "film.srt")
    return [p.span.of(document.text) for p in document.paragraphs]


@pytest.mark.parametrize("name", ["film.srt", "film.vtt"])
def test_sentences_go_over_cues_and_keep_their_times(name: str) -> None:
    document = read_document(CASES / name)
    assert [p.span.of(document.text) for p in document.paragraphs] == [
        "Au col de Bazenne, la guerre se fait à voix basse, dit le caporal Maupas. Elle a vingt-quatre ans.",
        "– Vous notez aussi les oiseaux ?",
        "– Surtout les oiseaux. Ils ne mentent jamais…",
        "[Une explosion au loin]",
        "Le 8 mars, un obus est tombé à quarante pas de l’abri, sans exploser. Il y est encore.",
    ]
    segments = split_sentences(document)
    assert segments[0].span.of(document.text).endswith("dit le caporal Maupas.")
    assert times_of(segments[0].span, document.cues) == (1.2, 6.4)
    assert times_of(segments[1].span, document.cues) == (6.5, 8.0)
    assert times_of(segments[-1].span, document.cues) == (26.8, 28.9)


def test_a_pause_after_a_full_stop_begins_a_paragraph() -> None:
    assert parts(cues("Il pleut.", "Il neige.")) == ["Il pleut. Il neige."]
    assert parts(cues("Il pleut.", "Il neige.", pause=3)) == ["Il pleut.", "Il neige."]
    assert parts(cues("Il pleut et", "il neige.", pause=3)) == ["Il pleut et il neige."]


def test_captions_without_stops_do_not_become_one_endless_paragraph() -> None:
    assert len(parts(cues(*["et puis il a dit que la route était longue"] * 200))) > 5


def test_marks_of_type_and_place_are_no_text() -> None:
    text = cues(
        "<i>Il</i> <font color='red'>pleut</font>.", "{\\an8}Il {\\i1}neige.", "Deux\\Nlignes &amp; plus."
    )
    assert parts(text) == ["Il pleut. Il neige. Deux lignes & plus."]


def test_lines_that_roll_up_are_read_once() -> None:
    text = cues("le convoi est parti", "le convoi est parti\nà l’aube", "à l’aube\nsans escorte", pause=0)
    assert parts(text) == ["le convoi est parti à l’aube sans escorte"]


def test_comments_and_styles_of_webvtt_are_no_text() -> None:
    text = (
        "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE rien\n\nun\n00:01.000 --> 00:02.000 align:start\n"
        "<v Marie>Halte !\n\nNOTE\nencore rien\n\n01:00:00.500 --> 01:00:01.000\n<c.fort>Qui</c> va là ?\n"
    )
    document = document_from_bytes(text.encode(), "<stdin>")
    assert [p.span.of(document.text) for p in document.paragraphs] == ["– Halte !", "Qui va là ?"]
    assert document.cues[1].start == 3600.5


def test_cues_without_blank_lines_between_them_and_out_of_order_are_read() -> None:
    text = "2\n00:00:03,000 --> 00:00:04,000\nIl neige.\n1\n00:00:01,000 --> 00:00:02,000\nIl pleut.\n"
    assert parts(text) == ["Il pleut. Il neige."]


def test_a_file_without_a_word_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"film\.srt: no subtitle"):
        read_subtitles("1\n00:00:01,000 --> 00:00:02,000\n♪\n", "film.srt")


def test_the_time_of_what_is_in_no_cue_is_unknown() -> None:
    assert times_of(Span(13, 14), (Cue(Span(0, 12), 1.0, 2.5), Cue(Span(15, 30), 2.5, 4.0))) is None


@given(
    st.lists(
        st.tuples(st.text("ab.A- !\n<>i", max_size=12), st.integers(0, 50), st.integers(0, 9)),
        min_size=1,
        max_size=8,
    )
)
def test_every_word_is_in_a_cue_and_cues_are_in_order(said: list[tuple[str, int, int]]) -> None:
    text = "\n".join(
        f"{number}\n{_time(start)} --> {_time(start + length)}\n{words}\n"
        for number, (words, start, length) in enumerate(said)
    )
    try:
        document = read_subtitles(text, "film.srt")  # checks order and bounds
    except DocumentError:
        return
    held = "".join(cue.span.of(document.text) for cue in document.cues)
    assert sum(map(str.isalnum, held)) == sum(map(str.isalnum, document.text))
