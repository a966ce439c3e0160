"""TMX 1.4b, as other tools read it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from texts import article, text_of

from bilingual.pipeline import ParallelText
from bilingual.views.tmx import tmx_lines

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(text: ParallelText) -> ET.Element:
    return ET.fromstring("".join(tmx_lines(text)).encode())


def test_the_header_has_what_the_specification_asks_for() -> None:
    header = parsed(text_of(("Oui.", "Yes."))).find("header")
    assert header is not None
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert set(header.attrib) == required
    assert header.attrib["segtype"] == "sentence"
    assert header.attrib["srclang"] == "fr"


def test_a_unit_a_pair_in_both_languages_with_its_score() -> None:
    (unit,) = parsed(text_of(("Oui.", "Yes."))).iter("tu")
    assert [(tuv.attrib[LANGUAGE], tuv.findtext("seg")) for tuv in unit.iter("tuv")] == [
        ("fr", "Oui."),
        ("en", "Yes."),
    ]
    assert unit.findtext("prop") == "0.930"


def test_a_doubtful_unit_says_so_and_no_directory_is_given_away() -> None:
    root = parsed(article())
    assert [note.text for note in root.iter("note")] == ["12 is missing in the translation; 21 is only there"]
    assert root.findtext("header/prop[@type='x-source']") == "article.fr.txt"


def test_what_has_no_counterpart_is_no_unit() -> None:
    assert list(parsed(text_of(("Oui.", ""), ("", "No."))).iter("tu")) == []


def test_signs_of_xml_are_text_and_control_characters_are_dropped() -> None:
    text = text_of(('<b> & \x00\x1b\ufffe"é"', "]]> \ud800ok"), name='a"<&>\x07.txt')
    segments = [segment.text for segment in parsed(text).iter("seg")]
    assert segments == ['<b> & "é"', "]]> ok"]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4))
def test_any_text_makes_well_formed_xml(pairs: list[tuple[str, str]]) -> None:
    parsed(text_of(*(pair for pair in pairs if any(pair))))
