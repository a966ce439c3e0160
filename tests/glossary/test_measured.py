"""A floor under term matching on the annotated texts of tests/cases/terms; the benchmark prints the figures."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bilingual.glossary.termbase import military_termbase

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "term_matching.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("term_matching", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["term_matching"] = module
    spec.loader.exec_module(module)
    return module


def test_matching_stays_above_its_floor(benchmark: ModuleType) -> None:
    total = benchmark.Score()
    for case in benchmark.cases():
        total += benchmark.strict(benchmark.spans_found(case, military_termbase()), case.spans)
    assert total.precision >= 0.95
    assert total.recall >= 0.95


def test_every_annotated_span_slices_to_words(benchmark: ModuleType) -> None:
    for case in benchmark.cases():
        for span in case.spans:
            surface = span.of(case.text)
            assert surface == surface.strip() != ""
