"""How free translations are graded: those of people, halves of them, and those of other sentences.

    python tests/benchmarks/grading.py MT_DIR [--sentences 200]

MT_DIR holds `NAME.fr` and `NAME.en` line by line. Each French sentence of 5 to 25 words is an exercise whose key is
what the embedded package makes of it, and nothing else, as where a text was read with it. What is graded: the English
line; its first half; its first three quarters; its words shuffled; the next sentence's English; the French itself.
The figures are shares of each that count as right (with slips or not), as nearly right, and as wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bilingual.exercises.grading import grade
from bilingual.exercises.items import Exercise, ExerciseKind, SentencePair
from bilingual.languages import ENGLISH, FRENCH
from bilingual.translation.engine import ArgosTranslator
from bilingual.translation.packages import find_package


def answers(sentence: str, english: str, other: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    words = english.split()
    yield "a person's", english
    yield "first half", " ".join(words[: len(words) // 2])
    yield "three quarters", " ".join(words[: len(words) * 3 // 4])
    yield "shuffled", " ".join(rng.sample(words, len(words)))
    yield "another's", other
    yield "the French", sentence


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--sentences", type=int, default=200, help="of each set")
    options = parser.parse_args()
    translator = ArgosTranslator(find_package(FRENCH, ENGLISH))
    rng = random.Random(1)
    verdicts: dict[str, Counter[str]] = {}
    for path in sorted(options.directory.glob("*.fr")):
        lines = [file.read_text("utf-8").splitlines() for file in (path, path.with_suffix(".en"))]
        pairs = [(fr, en) for fr, en in zip(*lines, strict=True) if 5 <= len(fr.split()) <= 25]
        pairs = pairs[: options.sentences]
        made = translator.translate(fr for fr, _ in pairs)
        for number, ((french, english), translation) in enumerate(zip(pairs, made, strict=True)):
            pair = SentencePair(french, translation.text, FRENCH, ENGLISH)
            exercise = Exercise(
                ExerciseKind.TRANSLATE, "Translate.", french, (translation.text,), ENGLISH, pair
            )
            other = pairs[(number + 1) % len(pairs)][1]
            for name, answer in answers(french, english, other, rng):
                verdicts.setdefault(name, Counter())[grade(exercise, answer).verdict.value] += 1
    print(f"{'':16} right  nearly  wrong")
    for name, found in verdicts.items():
        right = found["right"] + found["right-with-slips"]
        shares = (count / found.total() for count in (right, found["nearly"], found["wrong"]))
        print(f"{name:16} " + "  ".join(f"{share:5.2f}" for share in shares))


if __name__ == "__main__":
    main()
