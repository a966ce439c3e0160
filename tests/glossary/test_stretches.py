"""The terms of a long text: found a few pages at a time, and in time that grows with the text alone."""

from __future__ import annotations

from work import calls, grows_no_faster

from bilingual.document import document_from_text
from bilingual.glossary.collecting import collect_terms
from bilingual.glossary.compliance import Use, equivalents_in
from bilingual.glossary.matching import match_terms
from bilingual.glossary.stretches import STRETCH, terms_of_each
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH
from bilingual.sentences import split_sentences
from bilingual.statistics.measuring import text_statistics

BASE = military_termbase()
LINE = "le char tire sur la colline "


def test_a_text_of_many_stretches_has_the_terms_of_its_sentences() -> None:
    sentences = ("Les chars d’assaut avancent.", "Une frappe aérienne a détruit un dépôt de munitions.")
    text = " ".join(sentences * (2 * STRETCH // 60))
    segments = split_sentences(document_from_text(text), FRENCH)
    found = list(terms_of_each([(segment.span,) for segment in segments], text, BASE, FRENCH))
    assert len(found) == len(segments)
    surfaces = {tuple(match.surface for match in matches) for matches in found}
    assert surfaces == {("chars d’assaut",), ("frappe aérienne", "dépôt de munitions")}
    assert all(match.span.of(text) == match.surface for matches in found for match in matches)


def test_listing_and_counting_find_the_terms_that_reading_shows() -> None:
    text = (
        "Un char d’assaut a brûlé.\n\n"
        + "Il pleut sur la ville. " * 800
        + "\n\nDeux chars d’assaut ont suivi."
    )
    (term,) = collect_terms(text, BASE, FRENCH)
    assert (term.count, term.surfaces, term.context) == (
        2,
        ("char d’assaut", "chars d’assaut"),
        "Un char d’assaut a brûlé.",
    )
    figures = text_statistics(text, FRENCH)
    assert (figures.terms, figures.concepts) == (2, 1)


def test_matching_a_line_without_end_takes_time_that_grows_with_it() -> None:
    assert grows_no_faster(lambda times: match_terms(LINE * times, BASE, FRENCH), 50)


def test_a_concept_met_hundreds_of_times_is_looked_for_once_in_the_translation() -> None:
    matches = match_terms(LINE * 300, BASE, FRENCH)
    assert len(matches) >= 300
    untranslated = "the weather is fine over the hill " * 300
    assert calls(lambda: equivalents_in(untranslated, matches, ENGLISH)) < 100 * len(matches)


def test_every_rendering_of_a_repeated_term_counts_once() -> None:
    matches = match_terms("un char, un char et un char", BASE, FRENCH, in_field=True)
    found = equivalents_in("a tank, a tank and a dog", matches, ENGLISH)
    assert sorted(each.use for each in found) == [Use.MISSING, Use.USED, Use.USED]
    spans = [each.span for each in found if each.span]
    assert len(set(spans)) == 2
