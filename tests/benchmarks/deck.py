"""Time what a learner waits for: an answer being saved, and a large deck being opened, asked and counted.

    python tests/benchmarks/deck.py                 10,000 cards, 50,000 answers, 200 of them timed
    python tests/benchmarks/deck.py --cards 1000 --directory /where/your/data/is

The deck is made in a temporary directory and deleted again. An answer ends with the disk's word that it is
written, so its time is mostly the disk's.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

from bilingual.exercises.cards import Card
from bilingual.exercises.deck import Deck
from bilingual.exercises.interchange import from_json, to_json
from bilingual.exercises.items import Exercise, ExerciseKind, SentencePair
from bilingual.exercises.records import Contents, Review
from bilingual.exercises.scheduling import DAY, Rating, Scheduler
from bilingual.languages import ENGLISH, FRENCH

NOW = 1_800_000_000
ANSWERS = 200  # timed
T = TypeVar("T")


def exercise(number: int) -> Exercise:
    """An exercise as large as those made of news."""
    sentence = (
        f"Selon l’état-major, {number} soldats ont quitté la base aérienne dans la nuit de mardi à mercredi."
    )
    pair = SentencePair(
        sentence,
        f"According to the general staff, {number} soldiers left the air base overnight from Tuesday to Wednesday.",
        FRENCH,
        ENGLISH,
        "frappes-aeriennes.fr.txt",
    )
    return Exercise(
        ExerciseKind.CLOZE,
        "Fill the gap with the French for “air base”.",
        sentence.replace("base aérienne", "____"),
        ("base aérienne",),
        FRENCH,
        pair,
        hint=pair.target,
        headword="base aérienne n. f.",
        meaning="air base",
        explanation="A place from which military aircraft operate.",
        concept="air.base",
    )


def contents(cards: int, rng: Random) -> Contents:
    """Cards that were answered five times each in the last months."""
    scheduler = Scheduler(rng=rng)
    made, reviews = [], []
    for number in range(cards):
        card = Card.new(exercise(number), NOW - rng.randrange(200, 300) * DAY)
        schedule, at = card.schedule, card.added
        for _ in range(5):
            rating = rng.choices(list(Rating), [10, 10, 70, 10])[0]
            reviews.append(Review(card.id, at, rating, schedule.phase))
            schedule = scheduler.answer(schedule, rating, at)
            at = max(at + 1, min(schedule.due, NOW - 1))
        made.append(replace(card, schedule=schedule))
    return Contents(tuple(made), tuple({(it.card, it.at): it for it in reviews}.values()))


def timed(what: str, work: Callable[[], T]) -> T:
    """Print how long something takes."""
    start = time.perf_counter()
    result = work()
    print(f"{what:<44} {1000 * (time.perf_counter() - start):9.1f} ms")
    return result


def process(what: str, *arguments: str) -> None:
    """Print how long a whole command takes, the best of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bilingual", *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    print(f"{what:<44} {1000 * min(times):9.1f} ms")


def measure(path: Path, cards: int) -> None:
    """Print the table."""
    rng = Random(7)
    full = contents(cards, rng)
    with Deck.open(path, clock=lambda: NOW, rng=rng) as deck:
        timed(
            f"import of {cards:,} cards, {len(full.reviews):,} answers", lambda: deck.merge(full, "benchmark")
        )
    print(f"{'size of the file':<44} {path.stat().st_size / 1e6:9.1f} MB")
    with timed("open", lambda: Deck.open(path, clock=lambda: NOW, rng=rng)) as deck:
        timed("how many are due", deck.count_due)
        timed("the 20 cards due first", lambda: deck.due(limit=20))
        timed(f"all {deck.count_due():,} cards that are due", deck.due)
        timed("statistics", deck.statistics)
        written = timed("export", lambda: to_json(deck.contents()))
        timed("reading the export", lambda: from_json(written, "export"))
        times = []
        for card in deck.due(limit=ANSWERS):
            start = time.perf_counter()
            deck.answer(card, Rating.GOOD)
            times.append(1000 * (time.perf_counter() - start))
        times.sort()
        print(f"{'an answer, median':<44} {statistics.median(times):9.1f} ms")
        print(f"{'an answer, 95 of 100 within':<44} {times[int(0.95 * len(times))]:9.1f} ms")
        timed("taking one back", deck.undo)
    process("bilingual deck stats, whole process", "deck", "stats", "--deck", str(path))
    process("bilingual deck list --due, whole process", "deck", "list", "--due", "--deck", str(path))


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument(
        "--directory", help="where the deck lies while it is measured; by default a temporary one"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.directory) as directory:
        measure(Path(directory) / "deck.sqlite", arguments.cards)


if __name__ == "__main__":
    main()
