"""Glossaries of readers: what is recognised, what is read of it, what is reported, what is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import TermbaseError
from bilingual.glossary.formats.glossaries import GlossaryFormat, format_for, parse_glossary, write_glossary
from bilingual.glossary.matching import match_terms
from bilingual.glossary.model import (
    ConceptEntry,
    Gender,
    PartOfSpeech,
    Region,
    Term,
    TermStatus,
)
from bilingual.glossary.patterns import fold
from bilingual.glossary.termbase import Termbase, load_termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language

PAIR = [("char lourd", "heavy tank"), ("s'emparer de", "seize")]


def pairs(text: str | bytes, name: str = "own.csv", source: Language | None = None) -> list[tuple[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    entries = parse_glossary(data, name, source).entries
    return [(entry.preferred(FRENCH), entry.preferred(ENGLISH)) for entry in entries]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("char lourd,heavy tank\ns'emparer de,to seize\n", GlossaryFormat.PAIRS_CSV),
        ("fr,en\nchar lourd,heavy tank\ns'emparer de,to seize\n", GlossaryFormat.PAIRS_CSV),
        ("fr-FR,en-GB\nchar lourd,heavy tank\ns'emparer de,to seize\n", GlossaryFormat.PAIRS_CSV),
        ("source,target\nchar lourd,heavy tank\ns'emparer de,to seize\n", GlossaryFormat.PAIRS_CSV),
        ("English;Français\nheavy tank;char lourd\nto seize;s'emparer de\n", GlossaryFormat.PAIRS_CSV),
        ("en,fr,pos\nheavy tank,char lourd,noun\nto seize,s'emparer de,verb\n", GlossaryFormat.PAIRS_CSV),
        ("char lourd,heavy tank,fr,en\nto seize,s'emparer de,EN-US,FR\n", GlossaryFormat.PAIRS_CSV),
        ("char lourd\theavy tank\ns'emparer de\tto seize\n", GlossaryFormat.PAIRS_TSV),
        ("# ours\nchar lourd\theavy tank\tin 1944\ns'emparer de\tto seize\t\n", GlossaryFormat.OMEGAT),
        ("id;fr;en\na.b;char lourd;heavy tank\na.c;s'emparer de [v];seize [v]\n", GlossaryFormat.CSV),
    ],
)
def test_tables_are_recognised_by_what_they_hold(text: str, form: GlossaryFormat) -> None:
    for data in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.encode("utf-16")):
        assert pairs(data) == PAIR
        assert parse_glossary(text.encode(), "own.txt").format is form


def test_the_direction_is_that_of_the_header_or_given_or_guessed_from_accents() -> None:
    wanted = [("blindé", "armour")]
    assert pairs("armour,blindé\n") == wanted
    assert pairs("tank,char\n") == [("tank", "char")]
    assert pairs("tank,char\n", source=ENGLISH) == [("char", "tank")]
    assert pairs("source,target\narmour,blindé\n", source=ENGLISH) == wanted
    assert pairs("en,fr\narmour,blindé\n", source=FRENCH) == wanted


def test_bad_rows_are_reported_by_row_and_good_ones_used() -> None:
    long = "mot " * 60
    rows = f'obus,shell\nchar,\n,tank\n\nvide\n{long},x\n---,dash\n"a\nb",c\nfusil\u0007,rifle\ntir,fire\n'
    text = "fr,en\n" + rows
    glossary = parse_glossary(text.encode(), "own.csv")
    assert [entry.id for entry in glossary.entries] == ["own.obus", "own.tir"]
    assert [str(problem) for problem in glossary.problems] == [
        "own.csv, row 3: empty English term",
        "own.csv, row 4: empty French term",
        "own.csv, row 6: empty English term",
        "own.csv, row 7: French term of 239 characters, at most 200 allowed",
        "own.csv, row 8: no letter in the French term '---'",
        "own.csv, row 9: line break in the French term: is a quotation mark missing?",
        "own.csv, row 10: control character in the French term 'fusil\\x07'",
    ]
    assert [str(p) for p in parse_glossary(b"a,b,fr,de\nc,d,fr,en\n", "x.csv").problems] == [
        "x.csv, row 1: the languages are 'fr' and 'de', not fr and en"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("blessé,wounded\n".encode("latin-1"), r"x\.csv: not UTF-8 at byte 5 \(save it as UTF-8\)"),
        (b"only one column\nand another\n", "no row has two columns"),
        (b"\x89PNG\r\n\0\0", "not UTF-8|not a text"),
        (b"<html><body/></html>", r"x\.csv, line 1: this XML is no TBX: it begins with <html>"),
        (b"<tbx>\n<text>\n</tbx>", r"x\.csv, line 3: not well-formed XML: mismatched tag"),
        (b'<?xml version="1.0" encoding="klingon"?><tbx/>', "unknown encoding|cannot be decoded"),
        (b"<tbx>" + b"<a>" * 100, "more than 60 elements inside one another"),
    ],
)
def test_what_is_no_glossary_says_why(data: bytes, message: str) -> None:
    with pytest.raises(TermbaseError, match=message):
        parse_glossary(data, "x.csv")


def test_rows_with_one_source_term_are_one_concept() -> None:
    (entry,) = parse_glossary(b"char\ttank\tcourant\nChar\tMBT\t\nchar\ttank\tcourant\n", "x.txt").entries
    assert [(term.text, term.status.value) for term in entry.terms_in(ENGLISH)] == [
        ("tank", "preferred"),
        ("MBT", "abbreviation"),
    ]
    assert entry.note == "courant"


@pytest.mark.parametrize(
    ("row", "text", "found"),
    [
        ("s'emparer de,to seize", "Ils se sont emparés de la ville.", "emparés"),
        ("ouvrir le feu,to open fire", "Ils ont ouvert le feu.", "ouvert le feu"),
        ("neutraliser,neutralise", "Le radar fut neutralisé.", "neutralisé"),
        ("officier,officer", "Deux officiers parlent.", "officiers"),
        ("canon d'assaut,assault gun", "Des canons d’assaut.", "canons d’assaut"),
        ("VAB,APC", "Un VAB brûle.", "VAB"),
        ("SA,semi-automatic", "Sa mission.", None),
        ("étranger,foreigner", "C'est étrange.", None),
    ],
)
def test_terms_without_grammar_are_found_in_their_forms(row: str, text: str, found: str | None) -> None:
    base = Termbase(parse_glossary(row.encode(), "own.csv").entries)
    assert [match.surface for match in match_terms(text, base, FRENCH)] == ([found] if found else [])


def test_ids_are_stable_ascii_and_unlike() -> None:
    glossary = parse_glossary("œil-de-bœuf,a\nŒil de bœuf !,b\n日本,c\n".encode(), "2 Mes termes.csv")
    assert [entry.id for entry in glossary.entries] == [
        "own_2_mes_termes.oeil_de_boeuf",
        "own_2_mes_termes.oeil_de_boeuf_2",
        "own_2_mes_termes.term",
    ]


def test_earlier_glossaries_go_before_later_ones(tmp_path: Path) -> None:
    for name, english in (("first.csv", "alpha"), ("second.tsv", "beta")):
        delimiter = "\t" if name.endswith("tsv") else ","
        (tmp_path / name).write_text(f"frappe aérienne{delimiter}{english}\n", encoding="utf-8")
    first, second = load_termbase(tmp_path / "first.csv"), load_termbase(tmp_path / "second.tsv")
    for merged, english in (
        (first.merge(second, military_termbase()), "alpha"),
        (second.merge(first, military_termbase()), "beta"),
    ):
        (match,) = match_terms("Des frappes aériennes.", merged, FRENCH)
        assert match.entry.preferred(ENGLISH) == english


DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed:3.0"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1"><min:subjectField>land</min:subjectField><note>Mind the
  sense.</note>
<langSec xml:lang="de"><termSec><term>Panzer</term></termSec></langSec>
<langSec xml:lang="fr-FR"><descripGrp><basic:definition>Engin blindé.</basic:definition></descripGrp>
<termSec><term>char d'<hi type="bold">assaut</hi></term><min:partOfSpeech>noun</min:partOfSpeech>
<basic:grammaticalGender>masculine</basic:grammaticalGender></termSec>
<termSec><term>tank</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
</langSec>
<langSec xml:lang="en-GB"><termSec><term>tank</term><descrip><basic:context>A tank.</basic:context></descrip>
</termSec><termSec><term>main battle tank</term></termSec>
<termSec><term>MBT</term><basic:termType>acronym</basic:termType></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="fr"><termSec><term>obus</term></termSec></langSec></conceptEntry>
<conceptEntry id="c1"><langSec xml:lang="fr"><termSec><term>x</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def test_tbx_of_2019_with_data_categories_as_tags() -> None:
    glossary = parse_glossary(DCT.encode(), "own.tbx")
    assert glossary.entries == (
        ConceptEntry(
            "own.c1",
            "land",
            (
                Term("char d'assaut", "fr", gender=Gender.MASCULINE),
                Term("tank", "fr", TermStatus.FORBIDDEN),
                Term("tank", "en"),
                Term("main battle tank", "en", TermStatus.ADMITTED),
                Term("MBT", "en", TermStatus.ABBREVIATION),
            ),
            definition_fr="Engin blindé.",
            note="Mind the sense.",
            example_en="A tank.",
        ),
    )
    assert [str(problem) for problem in glossary.problems] == [
        "own.tbx, line 17: empty English term",
        "own.tbx, line 18: id 'c1' already stands in line 5",
    ]


def test_tbx_of_2008_with_a_document_type_that_is_not_fetched() -> None:
    text = """<?xml version='1.0'?><!DOCTYPE martif SYSTEM "http://localhost:9/none.dtd">
    <martif type="TBX"><text><body><termEntry id="a.b">
    <langSet xml:lang="en-US"><ntig><termGrp><term>to shell</term></termGrp></ntig></langSet>
    <langSet xml:lang="en-GB"><ntig><termGrp><term>to bombard</term></termGrp></ntig></langSet>
    <langSet xml:lang="fr"><ntig><termGrp><term>pilonner</term></termGrp></ntig></langSet>
    </termEntry></body></text></martif>"""
    (entry,) = parse_glossary(text.encode(), "own.tbx").entries
    verb = PartOfSpeech.VERB
    assert entry.terms == (
        Term("pilonner", "fr", part_of_speech=verb),
        Term("shell", "en", part_of_speech=verb, region=Region.US),
        Term("bombard", "en", TermStatus.ADMITTED, verb, region=Region.UK),
    )


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://localhost:9/x"> %p;',
    ],
)
def test_entities_are_refused(declarations: str) -> None:
    text = f"<!DOCTYPE tbx [{declarations}]><tbx><text>&b;</text></tbx>"
    with pytest.raises(TermbaseError, match="entities are not allowed"):
        parse_glossary(text.encode(), "own.tbx")
    with pytest.raises(TermbaseError, match="entities are not allowed"):
        parse_glossary(b'<!DOCTYPE tbx SYSTEM "x.dtd"><tbx><text>&b;</text></tbx>', "own.tbx")


SCHEMA = Path(__file__).parents[1] / "cases" / "tbx" / "tbx-basic-2019.rng"


@pytest.fixture(scope="module")
def tbx_schema() -> Any:
    etree = pytest.importorskip("lxml.etree")
    return etree.RelaxNG(etree.parse(str(SCHEMA)))


def violations(schema: Any, text: str) -> list[str]:
    from lxml import etree

    schema.validate(etree.fromstring(text.encode()))
    return [str(error.message) for error in schema.error_log]


def test_the_tbx_written_is_tbx_basic(tbx_schema: Any) -> None:
    assert violations(tbx_schema, write_glossary(military_termbase(), GlossaryFormat.TBX)) == []


def test_a_bare_entry_is_tbx_basic_too(tbx_schema: Any) -> None:
    entry = ConceptEntry("own.term", "own", (Term("<a> & b", "fr"), Term("c", "en")), note='"d"')
    assert violations(tbx_schema, write_glossary([entry], GlossaryFormat.TBX)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ('type="partOfSpeech">noun', 'type="partOfSpeech">n'),
        ('type="definition"', 'type="meaning"'),
        ('style="dca"', 'style="dct"'),
        ("urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042"),
        ("<term>", "<note>x</note><term>"),
        ('<langSec xml:lang="fr">', "<langSec>"),
        (' id="air.strike"', ' id="air strike"'),
    ],
)
def test_the_schema_refuses_what_is_not_tbx_basic(tbx_schema: Any, right: str, wrong: str) -> None:
    text = write_glossary([next(iter(military_termbase()))], GlossaryFormat.TBX)
    assert right in text
    assert violations(tbx_schema, text.replace(right, wrong)) != []


def as_tbx_has_it(entry: ConceptEntry) -> ConceptEntry:
    """What TBX-Basic can say of an entry."""
    terms = tuple(replace(term, number=None, forms=(), ambiguous=None, general=False) for term in entry.terms)
    return ConceptEntry(
        entry.id, entry.domain, terms, entry.definition_fr, entry.definition_en, entry.note,
        entry.example_fr, entry.example_en,
    )  # fmt: skip


@pytest.mark.parametrize("form", [GlossaryFormat.TBX, GlossaryFormat.TBX_V2])
def test_the_built_in_termbase_survives_tbx(form: GlossaryFormat) -> None:
    back = parse_glossary(write_glossary(military_termbase(), form).encode(), "military.tbx")
    assert back.format is form
    assert back.problems == ()
    assert list(back.entries) == [as_tbx_has_it(entry) for entry in military_termbase()]


@pytest.mark.parametrize("form", [GlossaryFormat.PAIRS_CSV, GlossaryFormat.PAIRS_TSV, GlossaryFormat.OMEGAT])
@pytest.mark.parametrize("source", [FRENCH, ENGLISH])
def test_the_built_in_terms_survive_lists_of_pairs(form: GlossaryFormat, source: Language) -> None:
    text = write_glossary(military_termbase(), form, source)
    back = parse_glossary(text.encode(), "military.txt", source)
    assert back.problems == ()
    target = ENGLISH if source is FRENCH else FRENCH
    found = {(entry.preferred(source), entry.preferred(target)) for entry in back.entries}
    wanted = {(entry.preferred(source), entry.preferred(target)) for entry in military_termbase()}
    # Of concepts that share a source term, a list keeps the first.
    assert len(wanted - found) < len(wanted) / 20


def test_formulas_are_made_harmless_and_read_back() -> None:
    entry = ConceptEntry("a.b", "own", (Term("=cmd!x", "fr"), Term("+1", "en")), note="@x")
    for form in GlossaryFormat:
        text = write_glossary([entry], form)
        if form not in (GlossaryFormat.TBX, GlossaryFormat.TBX_V2):
            assert not re.search(r'(?:^|[,\t"])[=+@]', text, re.MULTILINE)
        (back,) = parse_glossary(text.encode(), "own.csv", FRENCH).entries
        assert (back.preferred(FRENCH), back.preferred(ENGLISH)) == ("=cmd!x", "+1")


def test_a_term_that_the_format_cannot_hold_is_an_error() -> None:
    entry = ConceptEntry("a.b", "own", (Term("char [lourd]", "fr"), Term("tank", "en")))
    with pytest.raises(TermbaseError, match=r"a\.b: CSV cannot hold a bracket"):
        write_glossary([entry], GlossaryFormat.CSV)


def test_endings_ask_for_formats() -> None:
    assert format_for(Path("a.TBX")) is GlossaryFormat.TBX
    with pytest.raises(TermbaseError, match=r"a\.docx: no glossary format ends in '.docx' \(one of"):
        format_for(Path("a.docx"))


TEXT = st.text("abcéœ'’- \"#=+,;<&\u00a0ABC", min_size=1, max_size=12).filter(
    lambda t: any(map(str.isalnum, t))
)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5), st.sampled_from(GlossaryFormat))
def test_what_is_written_of_pairs_is_read_back(rows: list[tuple[str, str]], form: GlossaryFormat) -> None:
    entries = [
        ConceptEntry(f"own.t{number}", "own", (Term(fr.strip(), "fr"), Term(en.strip(), "en")))
        for number, (fr, en) in enumerate(rows)
    ]
    if not entries:
        return
    back = parse_glossary(write_glossary(entries, form).encode(), "own.txt", FRENCH)
    assert back.problems == ()

    def sources(read: Iterable[ConceptEntry]) -> set[str]:
        return {" ".join(fold(entry.preferred(FRENCH)).split()) for entry in read}

    assert sources(back.entries) == sources(entries)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_the_bytes_only_termbase_errors_are_raised(data: bytes) -> None:
    for prefix in (b"", b"fr,en\n", b"<tbx>", b"<tbx><text><body><conceptEntry>"):
        try:
            glossary = parse_glossary(prefix + data, "own.csv")
        except TermbaseError:
            continue
        assert all(str(problem).startswith("own.csv, ") for problem in glossary.problems)


@pytest.mark.parametrize("before", ["", "fr,en\nchar,tank\n", "id,fr,en\na.b,char,tank\n"])
def test_a_cell_that_never_ends_is_said(before: str) -> None:
    with pytest.raises(TermbaseError, match=r"own\.csv: a cell of more than .* quotation marks are closed"):
        parse_glossary(f'{before}"{"a" * 200_000}'.encode(), "own.csv")
