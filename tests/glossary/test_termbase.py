"""How a termbase is read, looked up and written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import TermbaseError
from bilingual.glossary.csvfile import parse_row, read_rows, write_csv
from bilingual.glossary.model import (
    ConceptEntry,
    EntryFlag,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Region,
    Term,
    TermStatus,
)
from bilingual.glossary.termbase import (
    MILITARY_DATA,
    MILITARY_INDEX,
    compile_military,
    load_termbase,
    military_termbase,
)
from bilingual.languages import ENGLISH, FRENCH

HEADER = "id,pos,fr,en,flags\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_good_rows_are_used_and_bad_ones_reported_by_row(tmp_path: Path) -> None:
    file = write(
        tmp_path / "termbase.csv",
        HEADER
        + "a.good,,char [m],tank,\n"
        + "a.empty,,char [m],,\n"
        + "bad id,,char [m],tank,\n"
        + "a.pos,xx,char [m],tank,\n"
        + "a.flag,,char [m],tank,shiny\n"
        + "a.attribute,,char [q],tank,\n"
        + "a.bracket,,char [m,tank,\n"
        + ",,,,\n"
        + "a.good,,autre [m],other,\n"
        + 'a.late,,"obus [m]",shell,\n',
    )
    termbase = load_termbase(file)
    assert [entry.id for entry in termbase] == ["a.good", "a.late"]
    assert [str(problem) for problem in termbase.problems] == [
        "termbase.csv, row 3: empty English term",
        "termbase.csv, row 4: an id looks like 'air.strike', not 'bad id'",
        "termbase.csv, row 5: unknown part of speech 'xx'",
        "termbase.csv, row 6: unknown flag 'shiny'",
        "termbase.csv, row 7: unknown attribute 'q' of the term 'char'",
        "termbase.csv, row 8: cannot read the brackets of the term 'char [m'",
        "termbase.csv, row 10: id 'a.good' already stands in termbase.csv, row 2",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no column 'id' or 'fr' or 'en' in the header"),
        (b"id,fr\n", "no column 'en' in the header"),
        ("id,fr,en\na.b,blessé,wounded\n".encode("latin-1"), "not UTF-8 at byte"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes(content)
    with pytest.raises(TermbaseError, match=message):
        load_termbase(file)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(TermbaseError, match=r"none\.csv: cannot be read"):
        load_termbase(tmp_path / "none.csv")


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    assert len(load_termbase(write(tmp_path / "a.csv", "\ufeff" + HEADER + "a.b,,obus [m],shell,\n"))) == 1


def test_lookup_by_id_and_by_term() -> None:
    base = military_termbase()
    strike = base.get("air.strike")
    assert strike is not None
    assert strike.preferred(FRENCH) == "frappe aérienne"
    assert strike.preferred(ENGLISH) == "air strike"
    assert strike.equivalents(ENGLISH)[:2] == ("air strike", "airstrike")
    assert strike.definition(ENGLISH).endswith(".")
    assert base.get("air.none") is None
    assert base.find("Raid aérien", FRENCH) == (strike,)
    assert base.find("raid aérien", ENGLISH) == ()


def test_the_compiled_index_is_made_of_the_rows_as_they_are() -> None:
    remedy = "run python -m bilingual.glossary.compile"
    assert MILITARY_INDEX.read_text(encoding="utf-8") == compile_military(), remedy


def test_the_built_in_termbase_reads_the_same_with_and_without_its_index() -> None:
    plain = load_termbase(MILITARY_DATA)
    assert plain.problems == ()
    assert list(plain) == list(military_termbase())
    for language in (FRENCH, ENGLISH):
        assert plain.index(language).lines == military_termbase().index(language).lines


def test_matching_the_built_in_termbase_loads_no_lemma_dictionary() -> None:
    program = """
import sys
from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import FRENCH
assert match_terms("Des frappes aériennes.", military_termbase(), FRENCH)
print(*sorted({"simplemma", "ctranslate2", "sentencepiece", "textual"} & set(sys.modules)))
"""
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == ""


CELL = (
    st.text("abcdéèœ'-, \"ABC", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text.strip("'-, \""))
)
WORD = st.text("abcdéèœ", min_size=1, max_size=8)


@st.composite
def terms(draw: st.DrawFn, language: str, status: TermStatus) -> Term:
    optional = st.none
    return Term(
        draw(CELL),
        language,
        status,
        draw(st.sampled_from(PartOfSpeech)),
        draw(optional() | st.sampled_from(Gender)),
        draw(optional() | st.sampled_from(GrammaticalNumber)),
        draw(optional() | st.sampled_from(Region)),
        tuple(draw(st.lists(WORD, max_size=2))),
        draw(st.none() | st.booleans()),
    )


@st.composite
def concepts(draw: st.DrawFn) -> ConceptEntry:
    chosen: list[Term] = []
    for language in ("fr", "en"):
        for status in TermStatus:
            least = 1 if status is TermStatus.PREFERRED else 0
            chosen += draw(st.lists(terms(language, status), min_size=least, max_size=2))
    return ConceptEntry(
        id=draw(st.from_regex(r"[a-z]{1,4}\.[a-z]{1,6}", fullmatch=True)),
        domain="own",
        terms=tuple(chosen),
        definition_fr=draw(st.just("") | CELL),
        note=draw(st.just("") | CELL),
        rank=draw(st.none() | st.just("OF-4")),
        context_fr=tuple(draw(st.lists(WORD, max_size=2))),
        exclusions_en=tuple(draw(st.lists(CELL, max_size=2))),
        flags=frozenset(draw(st.lists(st.sampled_from(EntryFlag), max_size=2))),
    )


@given(st.lists(concepts(), max_size=3))
def test_what_is_written_is_read_back(entries: list[ConceptEntry]) -> None:
    rows = read_rows(write_csv(entries), "own.csv")
    assert [parse_row(row, "own") for _, row in rows] == entries
