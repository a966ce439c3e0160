"""Which hypothesis is put in front, and what comes of its score, its links and the others."""

from __future__ import annotations

import pytest
from readers import SMALL_TERMBASE, FakeTranslator

from bilingual.document.reading import document_from_text
from bilingual.glossary.compliance import Use
from bilingual.glossary.matching import TermMatch, match_terms
from bilingual.glossary.model import ConceptEntry, Term, TermStatus
from bilingual.glossary.preference import prefer_compliant
from bilingual.glossary.termbase import Termbase
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline.reading import Reading
from bilingual.spans import Span, WordLink
from bilingual.translation.translator import Alternative, Translation

SOURCE = "Une frappe aérienne a visé 12 avions de chasse."
LINKS = (WordLink(Span(0, 3), Span(0, 2), 0.9),)
BEST = "An aerial hit aimed at 12 hunting planes."
ONE = "An air strike aimed at 12 hunting planes."
BOTH = "An air strike aimed at 12 fighters."


def matches() -> tuple[TermMatch, ...]:
    return match_terms(SOURCE, SMALL_TERMBASE, FRENCH)


def made(*alternatives: tuple[str, float | None]) -> Translation:
    return Translation(BEST, 0.8, tuple(Alternative(*other) for other in alternatives), LINKS)


@pytest.mark.parametrize(
    ("alternatives", "chosen"),
    [
        ((), BEST),
        ([("An aerial strike.", 0.79)], BEST),
        ([(ONE, 0.79)], ONE),
        ([(ONE, 0.79), (BOTH, 0.75)], BOTH),
        ([(BOTH, 0.79), (ONE, 0.75)], BOTH),
        ([(ONE, 0.79), (BOTH, 0.5)], ONE),
        ([(ONE, None)], BEST),
        # An alternative may be likelier word by word: the engine judges whole sentences.
        ([(ONE, 0.95)], ONE),
    ],
)
def test_the_hypothesis_with_most_terms_goes_first_if_it_is_close(
    alternatives: list[tuple[str, float | None]], chosen: str
) -> None:
    assert prefer_compliant(matches(), made(*alternatives), ENGLISH).text == chosen


def test_links_go_with_their_hypothesis_and_no_hypothesis_is_lost() -> None:
    translation = made(("An aerial strike.", 0.79), (ONE, 0.75))
    assert prefer_compliant((), translation, ENGLISH) is translation
    assert prefer_compliant(matches(), translation, ENGLISH) == Translation(
        ONE, 0.75, (Alternative(BEST, 0.8), Alternative("An aerial strike.", 0.79)), ()
    )


def test_a_hypothesis_that_is_not_acceptable_is_passed_over() -> None:
    translation = made((ONE, 0.79), (BOTH, 0.78))
    refused = prefer_compliant(
        matches(), translation, ENGLISH, acceptable=lambda text: "fighters" not in text
    )
    assert refused.text == ONE


def test_a_forbidden_term_counts_against_a_hypothesis() -> None:
    forbidden = Term("engine", "en", TermStatus.FORBIDDEN)
    base = Termbase([ConceptEntry("a.b", "a", (Term("engin", "fr"), Term("vehicle", "en"), forbidden))])
    found = match_terms("Un engin brûle.", base, FRENCH)
    translation = Translation("An engine burns.", 0.8, (Alternative("Something burns.", 0.79),))
    assert prefer_compliant(found, translation, ENGLISH).text == "Something burns."


def test_reading_prefers_it_and_never_one_with_more_to_distrust() -> None:
    loses_a_number = (BOTH.replace("12 ", ""), 0.79)
    for alternatives, text, links in (
        ([(BOTH, 0.79)], BOTH, 0),
        ([loses_a_number], BEST, 1),
        ([loses_a_number, (ONE, 0.78)], ONE, 0),
    ):
        translator = FakeTranslator({SOURCE: made(*alternatives)})
        read = Reading(document_from_text(SOURCE), translator, SMALL_TERMBASE).finish()
        assert read.target.text == text
        assert len(read.beads[0].links) == links
        strike, _ = read.beads[0].terms
        assert strike.use is (Use.MISSING if text == BEST else Use.USED)
