"""Dictionaries of the reader's own: every format, and whatever may be wrong with a file."""

from __future__ import annotations

import gzip
import lzma
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.languages import FRENCH
from bilingual.lexicon.dictfiles import content, fold
from bilingual.lexicon.dictionaries import DictionaryError, open_dictionary
from bilingual.lexicon.markup import plain_text

WORDS = {
    "aujourd'hui": "today",
    "frappe": "<i>n</i><br><ol><li>strike</li><li>blow</li></ol>",
    "Œuvre": "work",
}
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Petit</title></teiHeader>
<text><body><entry><form><orth>frappe</orth><pron>fʁap</pron></form><gramGrp><pos>n</pos></gramGrp>
<sense><cit type="trans"><quote>strike</quote></cit><cit type="trans"><quote>blow</quote></cit></sense>
<sense><def>typing</def><cit type="example"><quote>une faute de frappe</quote></cit></sense></entry></body></text></TEI>
"""


def base64(number: int) -> str:
    digits = ""
    while number or not digits:
        digits, number = DIGITS[number % 64] + digits, number // 64
    return digits


def dictzip(data: bytes, chunk: int = 16) -> bytes:
    parts = []
    for start in range(0, len(data), chunk):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        part = packer.compress(data[start : start + chunk])
        parts.append(part + packer.flush(zlib.Z_FULL_FLUSH if start + chunk < len(data) else zlib.Z_FINISH))
    ranges = struct.pack(f"<3H{len(parts)}H", 1, chunk, len(parts), *map(len, parts))
    extra = b"RA" + struct.pack("<H", len(ranges)) + ranges
    header = b"\x1f\x8b\x08\x0c\0\0\0\0\x02\x03" + struct.pack("<H", len(extra)) + extra + b"petit.dict\0"
    return header + b"".join(parts) + struct.pack("<II", zlib.crc32(data), len(data))


def stardict(folder: Path, *, packed: bool = False, synonyms: bytes = b"", body: bytes | None = None) -> Path:
    index, texts = b"", b""
    for word, text in WORDS.items():
        index += word.encode() + b"\0" + struct.pack(">II", len(texts), len(text.encode()))
        texts += text.encode()
    texts = texts if body is None else body
    (folder / "petit.ifo").write_text(
        "StarDict's dict ifo file\nversion=2.4.2\nbookname=Petit\nsametypesequence=h\n"
    )
    (folder / ("petit.idx.gz" if packed else "petit.idx")).write_bytes(
        gzip.compress(index) if packed else index
    )
    (folder / ("petit.dict.dz" if packed else "petit.dict")).write_bytes(dictzip(texts) if packed else texts)
    if synonyms:
        (folder / "petit.syn").write_bytes(synonyms)
    return folder / "petit.ifo"


def dictd(folder: Path, *, packed: bool = False) -> Path:
    lines, texts = [], b""
    for word, text in {
        "00-database-short": "00-database-short\n  Petit\n",
        "frappe": "frappe\n  strike\n",
    }.items():
        lines.append(f"{word}\t{base64(len(texts))}\t{base64(len(text))}\n")
        texts += text.encode()
    (folder / "petit.index").write_text("".join(lines))
    (folder / ("petit.dict.dz" if packed else "petit.dict")).write_bytes(dictzip(texts) if packed else texts)
    return folder / "petit.index"


def written(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def texts(path: Path, word: str) -> list[str]:
    return [entry.text for entry in open_dictionary(path).look_up(word, FRENCH)]


@pytest.mark.parametrize("packed", [False, True])
def test_stardict_by_its_file_and_by_its_folder(tmp_path: Path, packed: bool) -> None:
    for path in (stardict(tmp_path, packed=packed), tmp_path, *tmp_path.glob("petit.dict*")):
        assert open_dictionary(path).name == "Petit"
        assert texts(path, "FRAPPES") == ["n\n1. strike\n2. blow"]
        assert texts(path, "Aujourd’hui") == ["today"]
        assert texts(path, "oeuvre") == ["work"]
        assert texts(path, "rien") == []


def test_synonyms_of_stardict_lead_to_their_word(tmp_path: Path) -> None:
    path = stardict(tmp_path, synonyms=b"tape\0" + struct.pack(">I", 1) + b"mal\0" + struct.pack(">I", 99))
    (found,) = open_dictionary(path).look_up("tape")
    assert found.headword == "frappe"
    with pytest.raises(DictionaryError, match="synonym of no word"):
        open_dictionary(path).look_up("mal")


def test_texts_of_stardict_that_say_their_type(tmp_path: Path) -> None:
    data = b"tfrap\0mstrike\0W\0\0\0\x02xymblow\0"
    written(tmp_path / "a.ifo", "StarDict's dict ifo file\nbookname=A\n")
    written(tmp_path / "a.idx", b"frappe\0" + struct.pack(">II", 0, len(data)))
    written(tmp_path / "a.dict", data)
    assert texts(tmp_path, "frappe") == ["/frap/\nstrike\nblow"]


@pytest.mark.parametrize("packed", [False, True])
def test_dictd(tmp_path: Path, packed: bool) -> None:
    path = dictd(tmp_path, packed=packed)
    assert open_dictionary(path).name == "Petit"
    assert texts(path, "frappe") == ["  strike"]
    assert texts(path, "00-database-short") == []


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_tab_separated(tmp_path: Path, pack: type[bytes]) -> None:
    path = written(
        tmp_path / "mine.txt", pack("\ufeff# mine\r\n\r\nfrappe\tstrike\r\nFrappe\tblow\r\n".encode())
    )
    assert open_dictionary(path).name == "mine"
    assert texts(path, "frappes") == ["strike", "blow"]


@pytest.mark.parametrize("pack", [bytes, lzma.compress])
def test_tei(tmp_path: Path, pack: type[bytes]) -> None:
    path = written(tmp_path / "petit.tei", pack(TEI.encode()))
    assert open_dictionary(path).name == "Petit"
    assert texts(path, "frappes") == ["/fʁap/, n\n1. strike, blow\n2. typing"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "no entries"),
        ("un mot sans tabulation", "line 1: no tab"),
        (b"bon\tgood\n\xe9t\xe9\tsummer\n", "line 2: not UTF-8"),
        (b"\0\1\2", "no format"),
        (gzip.compress(b"bon\tgood" * 9)[:-9], "cannot be unpacked"),
        (lzma.compress(b"bon\tgood" * 9)[:-9], "cannot be unpacked"),
        (TEI[:300], "not well-formed"),
        ("<?xml version='1.0'?><html/>", "no TEI"),
        ("<TEI>" + "<a>" * 100, "inside one another"),
        ('<!DOCTYPE TEI [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><TEI>&b;</TEI>', "entities are not allowed"),
        ("StarDict's dict ifo file\n", "is missing beside it"),
    ],
)
def test_what_is_damaged_is_said(tmp_path: Path, data: str | bytes, said: str) -> None:
    with pytest.raises(DictionaryError, match=said) as error:
        open_dictionary(written(tmp_path / "mine", data)).look_up("bon")
    assert str(tmp_path) in str(error.value)
    assert error.value.remedy


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(DictionaryError, match="no such file|no dictionary in this folder"):
            open_dictionary(path)
    for name in ("a.tsv", "b.tsv"):
        written(tmp_path / name, "bon\tgood")
    with pytest.raises(DictionaryError, match="2 dictionaries"):
        open_dictionary(tmp_path)


@pytest.mark.parametrize("packed", [False, True])
def test_places_beyond_the_file_are_refused(tmp_path: Path, packed: bool) -> None:
    path = stardict(tmp_path, packed=packed, body=b"to")
    with pytest.raises(DictionaryError, match="beyond the end"):
        open_dictionary(path).look_up("frappe")
    for name in ("petit.idx", "petit.idx.gz"):
        (tmp_path / name).unlink(missing_ok=True)
    for place in ((0xFFFFFFF0, 5), (0, 0xFFFFFFF0)):
        written(tmp_path / "petit.idx", b"frappe\0" + struct.pack(">II", *place))
        with pytest.raises(DictionaryError, match="beyond the end|more than"):
            open_dictionary(path).look_up("frappe")


def test_bombs_are_bounded(tmp_path: Path) -> None:
    path = written(tmp_path / "bomb", gzip.compress(bytes(3 << 20)))
    with pytest.raises(DictionaryError, match="more than 1 MB"):
        content(path, 1 << 20)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_bytes_there_are_entries_or_one_clear_error(tmp_path: Path, data: st.DataObject) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    packed = data.draw(st.booleans())
    made = [
        stardict(tmp_path, packed=packed, synonyms=b"tape\0\0\0\0\1"), dictd(tmp_path, packed=packed),
        written(tmp_path / "petit.tei", TEI), written(tmp_path / "mine", "frappe\tstrike\n"),
    ]  # fmt: skip
    damaged = data.draw(st.sampled_from(sorted(tmp_path.iterdir())))
    content = bytearray(damaged.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    damaged.write_bytes(bytes(content))
    for path in made:
        try:
            dictionary = open_dictionary(path)
            for word in ("frappes", "tape", "aujourd'hui"):
                assert all(entry.text for entry in dictionary.look_up(word))
            assert dictionary.name
        except DictionaryError as error:
            assert str(tmp_path) in str(error)
            assert error.remedy


@given(st.text(alphabet="<>/&;oliubr amp#1\n", max_size=80))
def test_markup_of_any_shape_becomes_text(marked: str) -> None:
    assert "\n\n" not in plain_text(marked)


def test_a_character_of_thousands_of_digits_is_none() -> None:
    assert plain_text("a &#" + "9" * 5000 + "; b") == "a � b"


@given(st.text(max_size=30))
def test_folding_is_stable(word: str) -> None:
    assert fold(word) == fold(word.replace("'", "’"))
