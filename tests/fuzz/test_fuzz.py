"""A few damaged inputs for every parser, the same every time; `fuzz.py` tries as many as one likes."""

from __future__ import annotations

import pytest
from fuzz import by_mutation
from targets import TARGETS

INPUTS = 120
SECONDS = 5.0  # of a slow machine; then fewer are tried


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_inputs_are_refused_in_a_line_or_read(name: str) -> None:
    tally = by_mutation(TARGETS[name], INPUTS, SECONDS, limit=60.0, seed=7)
    assert tally.defects == {}
    assert tally.accepted > 0, "the seeds themselves are well-formed"
    assert tally.refused > 0 or not TARGETS[name].refuses, "damage is noticed"
