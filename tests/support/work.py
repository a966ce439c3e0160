"""How much work a function does, counted rather than timed: the same on every machine and under every load."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """How many functions, of Python and of C, are called while this one runs.

    Searches of a regular expression count as one each, however long: tests/benchmarks/growth.py times those.
    """
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def grows_no_faster(function: Callable[[int], object], size: int, times: int = 4) -> bool:
    """Whether a task so many times as large takes no more than one and a half times as many times the work.

    Where work grows with the square, it takes `times` times as many; that is told apart from four on.
    """
    function(size)  # fills caches
    return calls(lambda: function(size * times)) <= 1.5 * times * calls(lambda: function(size)) + 200
