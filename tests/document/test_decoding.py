"""Which bytes are read as what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document.decoding import decode
from bilingual.errors import DocumentError

TEXT = "« À l’aube, l’œil du cyclone… » : 3 000 € pour le général Þór.\n" * 3
WESTERN = (
    "« À l’aube, l’œil du cyclone… » : 3000 € pour le général, dit-il. Été comme hiver, où êtes-vous ?\n" * 5
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_and_marks_dropped(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt")[0] == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding), "a.txt")[0] == WESTERN


def test_windows_text_keeps_its_quotes_and_ligatures() -> None:
    assert decode(WESTERN.encode("cp1252"), "a.txt") == (WESTERN, "cp1252")


def test_utf8_cut_off_inside_a_letter_is_still_utf8() -> None:
    assert decode((WESTERN + "é").encode()[:-1], "a.txt") == (WESTERN + "\ufffd", "utf-8")


def test_latin1_text_is_read() -> None:
    text = "Le général a été tué à l'aube près de la forêt; où étaient les élèves de l'école?\n" * 5
    assert decode(text.encode("latin-1"), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bytes(range(256)) * 20, "binary data"),
        (b"\xff\xfeabc", "byte order mark"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        decode(data, "a.bin")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_a_clear_error(data: bytes) -> None:
    try:
        text, _ = decode(data, "a.txt")
    except DocumentError as error:
        assert str(error).startswith("a.txt: ")
        assert "\n" not in str(error)
    else:
        assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode(), "a.txt")[0] == text.removeprefix("\ufeff")
