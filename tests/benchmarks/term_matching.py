"""Measure term matching on annotated texts: `python tests/benchmarks/term_matching.py [--errors] [--texts DIRECTORY]`.

Prints precision, recall and F1 of the built-in termbase on the texts of tests/cases/terms, by language, for spans
that agree exactly (*strict*), for those that agree in the word that the others hang on (*head*), since annotators
differ on these, and for those that share a word (*overlap*).  All of these texts have been looked at:
those that nobody had tuned anything on when they were measured have their figures in tests/cases/terms/README.md,
and a new measurement takes new texts (`--texts`).  `--errors` lists what was missed and what was marked wrongly;
`--cross-validate` chooses the numbers of the matcher on all texts but one and measures that one, for each.

Names of institutions (« ONU ») are marked for readers but not annotated, so that they count neither for nor
against the matcher; `--names` counts them as wrong.
To reach, strict, on news: precision 0.95, recall 0.90.
"""

from __future__ import annotations

import argparse
import json
import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from bilingual.glossary import matching
from bilingual.glossary.matching import TermMatch, match_terms
from bilingual.glossary.model import EntryFlag, PartOfSpeech
from bilingual.glossary.patterns import ATOM, fold
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.spans import Span

CASES = Path(__file__).parents[1] / "cases" / "terms"
# What `--cross-validate` chooses from: code points around a term, and different concepts within them.
REACHES = (150, 250, 400)
CONCEPTS = (3, 4, 5, 6, 8)


@dataclass(frozen=True, slots=True)
class Case:
    """A text and where its terms stand."""

    name: str
    text: str
    spans: tuple[Span, ...]
    language: Language


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


def cases(directory: Path = CASES) -> list[Case]:
    """Return the texts of a directory, those of its `*.json` and the paragraphs of its `*.txt`."""
    read = [
        (file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in sorted(directory.glob("*.json"))
    ]
    texts = [
        Case(
            name,
            case["text"],
            tuple(Span(term["start"], term["end"]) for term in case["terms"]),
            ENGLISH if case.get("language") == ENGLISH.code else FRENCH,
        )
        for name, case in read
    ]
    return texts + [
        case for file in sorted(directory.glob("*.txt")) for case in paragraphs(file.read_text("utf-8"))
    ]


_HEADING = re.compile(r"^## (\S+) (fr|en)\n", re.MULTILINE)


def paragraphs(text: str) -> Iterator[Case]:
    """Give the texts of a file that marks its terms with brackets, each under a heading `## NAME LANGUAGE`."""
    _, *parts = _HEADING.split(text)
    for name, code, marked in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        plain, spans = "", []
        for number, piece in enumerate(re.split(r"[\[\]]", marked.strip())):
            if number % 2:
                spans.append(Span(len(plain), len(plain) + len(piece)))
            plain += piece
        yield Case(name, plain, tuple(spans), ENGLISH if code == ENGLISH.code else FRENCH)


def matches_found(case: Case, termbase: Termbase, *, names: bool = False) -> list[TermMatch]:
    """Return what matching marks in a text, names of institutions only if asked for or annotated."""
    return [
        match
        for match in match_terms(case.text, termbase, case.language)
        if names or EntryFlag.NAME not in match.entry.flags or match.span in case.spans
    ]


def spans_found(case: Case, termbase: Termbase, *, names: bool = False) -> list[Span]:
    """Return the spans of what matching marks in a text."""
    return [match.span for match in matches_found(case, termbase, names=names)]


def strict(found: Iterable[Span], wanted: Iterable[Span]) -> Score:
    """Score spans that agree exactly."""
    mine, theirs = set(found), set(wanted)
    return Score(len(mine), len(theirs), len(mine & theirs), len(mine & theirs))


# Before these a French noun phrase has its head, and an English one ends with it: "*rules* of engagement".
_LINKS = {
    FRENCH.code: frozenset("se s l la le les à en de d".split()),
    ENGLISH.code: frozenset("of in at on to for from with against under by".split()),
}


def head_of(span: Span, part: PartOfSpeech, case: Case) -> int:
    """Return where the head of a span stands: the verb, the first word in French, the last in English."""
    atoms = [(span.start + found.start(), found[0]) for found in ATOM.finditer(fold(span.of(case.text)))] or [
        (span.start, "")
    ]
    links = _LINKS[case.language.code]
    if case.language == FRENCH or part is PartOfSpeech.VERB:
        return next((place for place, word in atoms if word not in links), atoms[0][0])
    before = [place for place, _ in atoms]
    for number, (_, word) in enumerate(atoms):
        if number and word in links:
            return before[number - 1]
    return before[-1]


def heads(found: Iterable[TermMatch], case: Case) -> Score:
    """Score spans that have the same head, whatever stands around it."""
    right: set[Span] = set()
    reached: set[Span] = set()
    spans = set()
    for match in found:
        spans.add(match.span)
        for other in case.spans:
            part = match.term.part_of_speech
            if match.span.overlaps(other) and head_of(match.span, part, case) == head_of(other, part, case):
                right.add(match.span)
                reached.add(other)
    return Score(len(spans), len(set(case.spans)), len(right), len(reached))


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


def cross_validate(texts: Sequence[Case], termbase: Termbase) -> None:
    """Print the score of each text by the numbers that do best on all others."""
    scores: dict[tuple[int, int], list[Score]] = {}
    for matching.FIELD_REACH in REACHES:
        for matching.FIELD_CONCEPTS in CONCEPTS:
            key = matching.FIELD_REACH, matching.FIELD_CONCEPTS
            scores[key] = [strict(spans_found(case, termbase), case.spans) for case in texts]
    total = Score()
    for index, case in enumerate(texts):
        others = {key: _sum(each[:index] + each[index + 1 :]).f1 for key, each in scores.items()}
        best = max(others, key=lambda key: others[key])
        print(f"{case.name:26} reach {best[0]}, concepts {best[1]}   {scores[best][index]}")
        total += scores[best][index]
    print(f"cross-validated            {total}")


def _sum(scores: Iterable[Score]) -> Score:
    return reduce(operator.add, scores, Score())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--texts", type=Path, default=CASES, help="a directory of other texts")
    parser.add_argument("--errors", action="store_true", help="list the errors")
    parser.add_argument("--names", action="store_true", help="count names of institutions as wrong")
    parser.add_argument("--cross-validate", action="store_true", help="measure what the numbers are worth")
    options = parser.parse_args()
    termbase, texts = military_termbase(), cases(options.texts)
    print(f"{len(termbase)} concepts, {len(texts)} texts")
    if options.cross_validate:
        cross_validate(texts, termbase)
        return
    totals: dict[str, list[tuple[Score, Score, Score]]] = {}
    for case in texts:
        matches = matches_found(case, termbase, names=options.names)
        found = [match.span for match in matches]
        scores = strict(found, case.spans), heads(matches, case), overlap(found, case.spans)
        totals.setdefault(case.language.name, []).append(scores)
        print(f"{case.name:26} {len(case.spans):3} terms   strict {scores[0]}   overlap {scores[2]}")
        if options.errors:
            list_errors(case, found)
    for language, those in totals.items():
        for name, sums in zip(
            ("strict", "head", "overlap"), map(_sum, zip(*those, strict=True)), strict=True
        ):
            print(f"{language}, {name:7} {sums}")


if __name__ == "__main__":
    main()
