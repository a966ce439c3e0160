"""Fit the weights by which figures of speech are told: `python tests/benchmarks/figures.py [DIRECTORY …]`.

Every term that the matcher would mark in the annotated texts of tests/cases/terms, were there no figures of
speech, is an example: of war where the annotation has a term there, of a figure in a text or paragraph where it
has none.  So are those of each paragraph and each sentence by itself, as readers paste them.  Prints how many are told
rightly by weights fitted on all other texts, then the weights (`WEIGHTS` in bilingual/glossary/figures.py) that all
texts give.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from term_matching import CASES, Case, cases

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.figures import Passages, may_be_figure
from bilingual.glossary.matching import candidates_in, in_company
from bilingual.glossary.termbase import military_termbase
from bilingual.spans import Span

_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE = re.compile(r"(?<=[.!?»”])\s+(?=[«“A-ZÀ-Ý—])")
# What an example counts: those of a paragraph and of its sentences are the same words again.
_WEIGHTS = {"text": 1.0, "paragraph": 0.5, "sentence": 0.3}

# Features, whether it is a term, and what it counts.
Example = tuple[tuple[float, ...], bool, float]


def parts(case: Case) -> Iterator[tuple[str, Case]]:
    """Give a text, its paragraphs and its sentences, each as a text of its own."""
    yield "text", case
    for name, pattern in (("paragraph", _PARAGRAPH), ("sentence", _SENTENCE)):
        cuts = [0, *(found.end() for found in pattern.finditer(case.text)), len(case.text)]
        for start, end in pairwise(cuts) if len(cuts) > 2 else ():
            spans = tuple(
                Span(span.start - start, span.end - start)
                for span in case.spans
                if start <= span.start and span.end <= end
            )
            yield name, Case(case.name, case.text[start:end], spans, case.language)


def civil_stretches(case: Case) -> list[Span]:
    """Return the paragraphs of a text that have no term."""
    cuts = [0, *(found.end() for found in _PARAGRAPH.finditer(case.text)), len(case.text)]
    return [
        span
        for span in (Span(*cut) for cut in pairwise(cuts))
        if not any(span.overlaps(t) for t in case.spans)
    ]


def examples(case: Case) -> Iterator[Example]:
    """Give the examples of a text; what is marked wrongly among terms is none: it is no figure of speech."""
    for name, part in parts(case):
        atoms = Atoms(part.text)
        candidates = candidates_in(atoms, military_termbase(), part.language)
        passages = Passages(atoms, candidates, part.language)
        # A sentence without a term may stand in a report of war.
        civil = [Span(0, len(part.text))] if not case.spans else []
        if name == "text":
            civil = civil_stretches(part)
        for candidate in in_company(candidates, in_field=False):
            span = Span(candidate.start, candidate.end)
            is_term = any(span.overlaps(other) for other in part.spans)
            if may_be_figure(candidate) and (is_term or any(span.overlaps(other) for other in civil)):
                yield passages.evidence(candidate).features(), is_term, _WEIGHTS[name]


def fit(found: list[Example]) -> np.ndarray:
    """Return the weights of a logistic regression, drawn towards zero, by Newton's method."""
    features = np.array([each[0] for each in found])
    is_term = np.array([each[1] for each in found], dtype=float)
    counts = np.array([each[2] for each in found])
    weights = np.zeros(features.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        gradient = features.T @ (counts * (likely - is_term)) + weights
        curvature = (features * (counts * likely * (1 - likely))[:, None]).T @ features
        weights -= np.linalg.solve(curvature + np.eye(len(weights)), gradient)
    return weights


def main() -> None:
    texts = [case for path in map(Path, sys.argv[1:] or [str(CASES)]) for case in cases(path)]
    found = [list(examples(case)) for case in texts]
    told: dict[tuple[bool, bool], int] = {}
    for index, case in enumerate(texts):
        weights = fit([each for other, those in enumerate(found) if other != index for each in those])
        for features, is_term, count in found[index]:
            key = is_term, bool(np.dot(weights, features) >= 0)
            if count == 1:
                told[key] = told.get(key, 0) + 1
        wrong = sum((np.dot(weights, f) >= 0) != t for f, t, count in found[index] if count == 1)
        if wrong:
            print(f"{case.name:26} {wrong} of {sum(each[2] == 1 for each in found[index])} told wrongly")
    for is_term, name in ((True, "terms"), (False, "figures of speech")):
        right, wrong = told.get((is_term, is_term), 0), told.get((is_term, not is_term), 0)
        print(f"{name}: {right} of {right + wrong} told rightly, cross-validated")
    print("weights:", ", ".join(f"{weight:.1f}" for weight in fit([e for those in found for e in those])))


if __name__ == "__main__":
    main()
