"""How the time of what reads a text grows with it, on text made to be hard for a rule or a regular expression.

    python tests/benchmarks/growth.py [--characters N]

Tests count the calls a function makes, which a search of a regular expression hides; here it is timed. For
each unit that is repeated: seconds of processor time for N characters and for four times as many, and their
ratio, which is about 4 where time grows with the text and about 16 where it grows with the square. Ends with
exit code 1 where a ratio is above 8 and the time above a tenth of a second, below which it means nothing.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import FRENCH
from bilingual.sentences import sentence_spans
from bilingual.tokens import tokenize

SENTENCES = ["a", " ", ".", ". ", "« ", '. " ', "; ", " - ", "- A ", "A. ", "Le ", "le Il ", "(", ").", "(…) ",
             ".[1]", "l'", "1. ", "? — ", "É", "a.b"]  # fmt: skip
TOKENS = ["a", "a.", "1", "1 ", "1.", "-", "a-", "'", "l'", "@", "www.", "a@", "x.y-", "http://", "_", "👍"]
TERMS = ["char ", "Le char a tiré. ", "L'Armée. ", "avion de chasse ", "général de ", "de ", "M. "]
SQUARE, TOO_SHORT = 8.0, 0.1


def seconds(function: Callable[[str], object], text: str) -> float:
    """Return the processor time one call takes, the better of two."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        function(text)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """Measure, print a line a unit, and tell whether any grows too fast."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=50_000)
    size = parser.parse_args().characters
    termbase = military_termbase()
    rules: list[tuple[str, list[str], Callable[[str], object]]] = [
        ("sentences", SENTENCES, sentence_spans),
        ("tokens", TOKENS, lambda text: tokenize(text, FRENCH)),
        ("terms", TERMS, lambda text: match_terms(text, termbase, FRENCH)),
    ]
    bad = 0
    for name, units, function in rules:
        for unit in units:
            few, many = (seconds(function, unit * (n // len(unit))) for n in (size, 4 * size))
            ratio = many / max(few, 1e-6)
            too_fast = ratio > SQUARE and many > TOO_SHORT
            bad += too_fast
            print(f"{name:10} {unit!r:20} {few:8.3f} s {many:8.3f} s  × {ratio:4.1f}{'  !' * too_fast}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
