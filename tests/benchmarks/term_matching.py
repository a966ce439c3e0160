"""Measure term matching on annotated texts: `python tests/benchmarks/term_matching.py [--test] [--errors]`.

Prints precision, recall and F1 of the built-in termbase on the development texts of tests/cases/terms, for
spans that agree exactly (*strict*) and for those that share a word (*overlap*).  `--test` measures the four
test texts instead, which nobody looks at while developing; `--errors` lists what was missed and what was
marked wrongly, on development texts only.
To reach, strict, on news: precision 0.95, recall 0.90.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import FRENCH
from bilingual.spans import Span

CASES = Path(__file__).parents[1] / "cases" / "terms"
TEST_TEXTS = frozenset(("amphibie", "artillerie-logistique", "dissuasion-armement", "civil-vallee"))


@dataclass(frozen=True, slots=True)
class Case:
    """A text and where its terms stand."""

    name: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans, from which the figures come.

    Args:
        found: spans that were marked.
        wanted: spans that should have been.
        right: of those found, the ones that agree with a wanted one.
        reached: of those wanted, the ones that agree with a found one.
    """

    found: int = 0
    wanted: int = 0
    right: int = 0
    reached: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.wanted + other.wanted,
            self.right + other.right,
            self.reached + other.reached,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.reached / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def cases(*, test: bool = False) -> list[Case]:
    """Return the development texts, or the test texts."""
    files = sorted(file for file in CASES.glob("*.json") if (file.stem in TEST_TEXTS) is test)
    read = [(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return [
        Case(name, case["text"], tuple(Span(term["start"], term["end"]) for term in case["terms"]))
        for name, case in read
    ]


def spans_found(text: str, termbase: Termbase) -> list[Span]:
    """Return the spans that matching marks in a text."""
    return [match.span for match in match_terms(text, termbase, FRENCH)]


def strict(found: Iterable[Span], wanted: Iterable[Span]) -> Score:
    """Score spans that agree exactly."""
    mine, theirs = set(found), set(wanted)
    return Score(len(mine), len(theirs), len(mine & theirs), len(mine & theirs))


def overlap(found: Iterable[Span], wanted: Iterable[Span]) -> Score:
    """Score spans that share a character: terms hold whole words, so that they share a word."""
    mine, theirs = set(found), set(wanted)
    right = sum(any(span.overlaps(other) for other in theirs) for span in mine)
    reached = sum(any(span.overlaps(other) for other in mine) for span in theirs)
    return Score(len(mine), len(theirs), right, reached)


def list_errors(case: Case, found: Iterable[Span]) -> None:
    """Print what was missed and what was marked wrongly."""
    found = list(found)
    for sign, spans in (("-", set(case.spans) - set(found)), ("+", set(found) - set(case.spans))):
        for span in sorted(spans):
            before, after = (
                case.text[max(0, span.start - 30) : span.start],
                case.text[span.end : span.end + 20],
            )
            print(f"    {sign} {before!r} [{span.of(case.text)}] {after!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--test", action="store_true", help="measure the test texts")
    parser.add_argument("--errors", action="store_true", help="list the errors on development texts")
    options = parser.parse_args()
    termbase = military_termbase()
    print(f"{len(termbase)} concepts, {'test' if options.test else 'development'} texts")
    totals = {"strict": Score(), "overlap": Score()}
    for case in cases(test=options.test):
        found = spans_found(case.text, termbase)
        scores = {"strict": strict(found, case.spans), "overlap": overlap(found, case.spans)}
        totals = {kind: totals[kind] + score for kind, score in scores.items()}
        if not options.test:
            print(
                f"{case.name:22} {len(case.spans):3} terms   strict {scores['strict']}   overlap {scores['overlap']}"
            )
            if options.errors:
                list_errors(case, found)
    for kind, score in totals.items():
        print(f"{kind:8} {score}")


if __name__ == "__main__":
    main()
