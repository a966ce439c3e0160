"""Aligning a text with its human translation: beads, terms, doubts, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from readers import EXAMPLES, REPOSITORY, SMALL_TERMBASE, FakeTranslator

import bilingual
from bilingual.alignment.interchange import parse_vecalign
from bilingual.alignment.sentences import IndexBead
from bilingual.bitext import flow
from bilingual.checks import FlagCode
from bilingual.document import document_from_text
from bilingual.errors import BitextError, DocumentError
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.pipeline import ParallelText
from bilingual.pipeline.aligning import DOUBTFUL, align, align_with_report
from bilingual.pipeline.comparing import compare, differing_words
from bilingual.views.plain import vecalign_lines

CASES = REPOSITORY / "tests/cases/alignment"
SCHEMA = json.loads((REPOSITORY / "bilingual/data/bilingual-1.schema.json").read_text("utf-8"))
FRENCH_TEXT = """Frappes sur Sarvane

Deux avions de chasse ont frappé un dépôt de munitions à l’aube. Personne n’a été
blessé. Le port, fermé depuis mardi, rouvrira demain.
"""
ENGLISH_TEXT = """Air strikes on Sarvane

Two fighters hit an ammunition
depot at dawn. Nobody was injured. The port has been closed since Tuesday. It will reopen tomorrow.
"""


def aligned(french: str = FRENCH_TEXT, english: str = ENGLISH_TEXT, **options: object) -> ParallelText:
    texts = document_from_text(french, "a.fr.txt"), document_from_text(english, "a.en.txt")
    return align(*texts, termbase=SMALL_TERMBASE, **options)  # type: ignore[arg-type]


def files_of(name: str) -> tuple[Path, Path]:
    folder = CASES if (CASES / f"{name}.fr.txt").exists() else EXAMPLES
    return folder / f"{name}.fr.txt", folder / f"{name}.en.txt"


def gold_of(name: str) -> list[tuple[str, str]]:
    beads = json.loads((CASES / f"{name}.beads.json").read_text("utf-8"))
    return [(" ".join(bead["source"]), " ".join(bead["target"])) for bead in beads]


def test_every_sentence_stands_beside_its_translation() -> None:
    text = aligned()
    assert [(len(bead.source_spans), len(bead.target_spans)) for bead in text.beads] == [
        (1, 1),
        (1, 1),
        (1, 1),
        (1, 2),
    ]
    assert text.beads[3].target == "The port has been closed since Tuesday. It will reopen tomorrow."
    assert (text.engine.name, text.engine.package, text.engine.origin) == ("align", "a.en.txt", "human")


def test_spans_are_those_of_the_two_files_unchanged() -> None:
    text = aligned()
    assert (text.source.text, text.target.text) == (FRENCH_TEXT, ENGLISH_TEXT)
    for bead in text.beads:
        assert flow(" ".join(span.of(FRENCH_TEXT) for span in bead.source_spans)) == bead.source
        assert flow(" ".join(span.of(ENGLISH_TEXT) for span in bead.target_spans)) == bead.target


def test_terms_are_found_on_both_sides_also_in_a_translation_of_several_sentences() -> None:
    text = aligned(
        "Deux avions de chasse ont décollé et ont frappé un pont mardi.",
        "Two planes took off on Tuesday. The fighters hit a bridge.",
    )
    (bead,) = text.beads
    assert len(bead.target_spans) == 2
    assert [(c.match.surface, c.span and c.span.of(text.target.text)) for c in bead.terms] == [
        ("avions de chasse", "fighters"),
        ("frappé", "hit"),
    ]


def test_words_are_linked_in_coordinates_of_the_whole_texts() -> None:
    text = aligned()
    linked = {
        (link.source.of(FRENCH_TEXT), link.target.of(ENGLISH_TEXT))
        for bead in text.beads
        for link in bead.links
    }
    assert {("aube", "dawn"), ("port", "port"), ("demain", "tomorrow"), ("munitions", "ammunition")} <= linked


def test_it_is_a_reading_pack_like_any_other() -> None:
    text = aligned()
    jsonschema.validate(json.loads(text.to_json()), SCHEMA)
    assert ParallelText.from_json(text.to_json()) == text


@pytest.mark.parametrize("name", sorted(path.name.split(".")[0] for path in CASES.glob("*.beads.json")))
def test_the_examples_validate_and_open_again(name: str) -> None:
    text = align(*files_of(name))
    jsonschema.validate(json.loads(text.to_json()), SCHEMA)
    assert ParallelText.from_json(text.to_json()) == text
    assert sum(len(bead.links) for bead in text.beads) > 100


def test_ten_translations_are_aligned_as_a_careful_reader_aligned_them() -> None:
    """Strict F1 over beads with two sides, from the files, our own sentence boundaries included."""
    right = ours = theirs = 0
    for name in (path.name.split(".")[0] for path in CASES.glob("*.beads.json")):
        source, target = map(bilingual.read_document, files_of(name))
        found = [(bead.source, bead.target) for bead in align_with_report(source, target).text.beads]
        gold = [(flow(source), flow(target)) for source, target in gold_of(name)]
        right += sum(all(pair) and pair in gold for pair in found)
        ours += sum(map(all, found))
        theirs += sum(map(all, gold))
    assert 2 * right / (ours + theirs) >= 0.975


def test_a_doubtful_pair_says_so_with_its_probability() -> None:
    text = aligned("Il dort.", "The cat is on the mat.")
    (flag,) = text.beads[0].flags
    assert text.beads[0].score is not None
    assert text.beads[0].score < DOUBTFUL
    assert flag.code is FlagCode.ALIGNMENT
    assert f"{text.beads[0].score:.0%} sure" in flag.reason


def test_a_person_may_turn_a_negation_round() -> None:
    text = aligned("Les réactions n’ont pas tardé mardi soir.", "Reactions were swift on Tuesday evening.")
    assert text.beads[0].flags == ()


def test_numbers_of_a_person_are_checked() -> None:
    text = aligned("L’armée a perdu 12 soldats mardi soir.", "The army lost 21 soldiers on Tuesday evening.")
    assert [flag.code for flag in text.beads[0].flags] == [FlagCode.NUMBER]


class TestBeadsByHand:
    def test_beads_are_taken_as_they_are_given(self) -> None:
        beads = parse_vecalign("[0]:[0]\n[1, 2]:[1, 2]\n[3]:[3, 4]:0.1")
        text = aligned(beads=beads)
        assert text.beads[1].source.endswith("Personne n’a été blessé.")
        assert text.beads[1].links
        assert not any(bead.flags for bead in text.beads), "a reader does not doubt what he has decided"

    def test_what_is_printed_can_be_read_back(self) -> None:
        text = aligned()
        again = aligned(beads=parse_vecalign("".join(vecalign_lines(text))))
        assert [bead.source_spans for bead in again.beads] == [bead.source_spans for bead in text.beads]

    @pytest.mark.parametrize("beads", ["[0]:[0]", "[0, 1, 2, 3]:[0]", "[0, 1, 2, 3, 4]:[0, 1, 2, 3, 4]"])
    def test_beads_of_other_texts_are_refused(self, beads: str) -> None:
        with pytest.raises(BitextError, match=r"beads of a\.fr\.txt and a\.en\.txt"):
            aligned(beads=parse_vecalign(beads))

    def test_merging_keeps_terms_and_links_of_all(self) -> None:
        text = aligned()
        merged = text.merge(1, 2)
        assert len(merged) == len(text) - 1
        assert merged.beads[0] == text.beads[0]
        assert merged.beads[2] == text.beads[3]
        assert merged.terms == text.terms
        assert merged.beads[1].links == text.beads[1].links + text.beads[2].links
        assert ParallelText.from_json(merged.to_json()) == merged

    def test_splitting_undoes_merging(self) -> None:
        text = aligned()
        again = text.merge(1, 2).split(1, 1, 1)
        assert [(bead.source, bead.target, bead.links, bead.terms) for bead in again.beads] == [
            (bead.source, bead.target, bead.links, bead.terms) for bead in text.beads
        ]

    def test_a_term_whose_rendering_went_to_the_other_half_is_missing(self) -> None:
        text = aligned("Il pleut. Deux avions de chasse ont décollé.", "It rains. Two fighters took off.")
        wrong = text.merge(0, 1).split(0, 1, 2)
        assert [found.use.value for found in text.terms] == ["used"]
        assert [found.use.value for found in wrong.terms] == ["missing"]
        assert wrong.beads[1].target == ""

    @pytest.mark.parametrize(("first", "last"), [(0, 0), (3, 4), (-1, 1), (2, 1)])
    def test_beads_that_are_not_there_cannot_be_merged(self, first: int, last: int) -> None:
        with pytest.raises(BitextError, match="to merge"):
            aligned().merge(first, last)

    @pytest.mark.parametrize(("number", "source", "target"), [(9, 1, 1), (0, 0, 0), (3, 1, 2), (3, 5, 1)])
    def test_a_half_is_never_empty(self, number: int, source: int, target: int) -> None:
        with pytest.raises(BitextError, match="bead"):
            aligned().split(number, source, target)


class TestLines:
    def test_a_line_is_a_segment_whatever_it_holds(self) -> None:
        text = aligned("Il pleut. Ils dorment.\n\nFin\n", "It rains. They sleep.\n\nThe end\n", lines=True)
        assert [bead.source for bead in text.beads] == ["Il pleut. Ils dorment.", "", "Fin"]
        assert "".join(vecalign_lines(text)).count("\n") == 3

    def test_only_a_line_feed_ends_a_line(self) -> None:
        text = aligned("Il\u2028pleut\x0c ici.\r\nFin\r\n", "It rains here.\nThe end", lines=True)
        assert [bead.source_spans[0].of(text.source.text) for bead in text.beads] == [
            "Il\u2028pleut\x0c ici.",
            "Fin",
        ]


class TestRefusals:
    def test_two_texts_that_have_nothing_to_do_with_each_other(self) -> None:
        french, english = files_of("frappes-aeriennes")[0], files_of("patrouille-navale")[1]
        with pytest.raises(BitextError, match="do not seem to be translations of each other"):
            align(french, english)

    def test_one_sentence_against_a_thousand(self) -> None:
        english = "The war is over and the army is leaving the town. " * 1000
        with pytest.raises(BitextError, match="do not seem to be translations"):
            aligned("Il pleut.", english)

    def test_too_little_text_to_judge_by_is_aligned_with_a_warning(self) -> None:
        result = align_with_report(document_from_text("Il dort."), document_from_text("The cat sat down."))
        assert len(result.text.beads) == 1
        assert result.warning is not None

    def test_an_extract_is_aligned_with_a_warning(self) -> None:
        french, english = (path.read_text("utf-8") for path in files_of("frappes-aeriennes"))
        extract = document_from_text(french[:300])
        result = align_with_report(extract, document_from_text(english * 4))
        assert result.warning is not None
        assert "have a counterpart" in result.warning

    def test_files_in_the_wrong_order(self) -> None:
        with pytest.raises(DocumentError, match=r"other way round, or say --from en --to fr"):
            aligned(ENGLISH_TEXT, FRENCH_TEXT, source_language="fr")

    def test_a_text_in_the_wrong_language(self) -> None:
        with pytest.raises(DocumentError, match=r"^a\.en\.txt: this text is in French, not in English"):
            aligned(FRENCH_TEXT, FRENCH_TEXT)

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "empty").write_text("")
        with pytest.raises(DocumentError, match="empty"):
            align(files_of("frappes-aeriennes")[0], tmp_path / "empty")

    def test_the_other_direction(self) -> None:
        text = aligned(ENGLISH_TEXT, FRENCH_TEXT, source_language="en", target_language=FRENCH)
        assert text.beads[3].target == "Le port, fermé depuis mardi, rouvrira demain."


class TestComparing:
    def test_the_machine_says_what_it_makes_of_every_source_segment(self) -> None:
        text = aligned()
        said = list(compare(text, FakeTranslator()))
        assert [comparison.machine for comparison in said] == [bead.source.upper() for bead in text.beads]

    def test_a_bead_without_source_has_nothing_to_compare(self) -> None:
        text = aligned(
            "Il pleut.", "It rains.\nTranslator’s note.", beads=[IndexBead((0,), (0,)), IndexBead((), (1,))]
        )
        assert [comparison.machine for comparison in compare(text, FakeTranslator())] == ["IL PLEUT.", ""]

    @pytest.mark.parametrize(
        ("machine", "human", "different"),
        [
            ("The depot was hit.", "The depot was hit.", []),
            ("The deposit was struck down.", "The depot was hit.", ["deposit", "struck down"]),
            ("At dawn they left.", "They left at dawn!", []),
            ("the the end", "the end", ["the"]),
            ("", "the end", []),
            ("12 men, 3 guns", "12 men and four guns", ["3"]),
        ],
    )
    def test_differing_words(self, machine: str, human: str, different: list[str]) -> None:
        assert [span.of(machine) for span in differing_words(machine, human, ENGLISH)] == different


def test_machine_translations_are_evidence_where_they_are_given() -> None:
    asked = FakeTranslator()
    aligned(translator=asked)
    assert len(asked.asked) == 4


def test_texts_read_by_machine_carry_word_links_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("La guerre est finie.", "utf-8")
    translator = FakeTranslator({"La guerre est finie.": "The war is over."})
    text = bilingual.read(path, translator=translator, memory=False)
    links = {
        (link.source.of(text.source.text), link.target.of(text.target.text)) for link in text.beads[0].links
    }
    assert ("guerre", "war") in links
    assert bilingual.read(path, translator=translator, memory=False, links=False).beads[0].links == ()


@pytest.mark.parametrize(
    ("languages", "source", "target", "ids"),
    [
        (
            (FRENCH, ENGLISH),
            "Une brigade mécanisée et un régiment d'artillerie.",
            "A mechanised brigade and an artillery regiment.",
            ["units.brigade.mecanise", "units.regiment.artillerie"],
        ),
        (
            (ENGLISH, FRENCH),
            "An armoured brigade and an artillery regiment.",
            "Une brigade blindée et un régiment d'artillerie.",
            ["units.brigade.blinde", "units.regiment.artillerie"],
        ),
        (  # two terms of a concept
            (FRENCH, ENGLISH),
            "L'armée blindée et les forces terrestres blindées.",
            "The armoured army and the armoured land forces.",
            ["units.army.blinde", "units.army.blinde"],
        ),
    ],
)
def test_terms_made_by_rule_open_again(
    languages: tuple[Language, Language], source: str, target: str, ids: list[str]
) -> None:
    text = align(
        document_from_text(source, "a.txt"),
        document_from_text(target, "b.txt"),
        source_language=languages[0],
        target_language=languages[1],
    )
    assert [found.match.entry.id for found in text.terms] == ids
    assert ParallelText.from_json(text.to_json()) == text
