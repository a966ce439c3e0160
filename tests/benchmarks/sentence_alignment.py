"""Strict and lax F1 of sentence beads, time and memory, ours beside Gale and Church's aligner by length.

    python tests/benchmarks/sentence_alignment.py [--novels TRANSREAD] [--news tests/cases/alignment]
        [--sentences 10000] [--translations FOLDER]

TRANSREAD holds `NAME.fr.tsv`, `NAME.en.tsv` (id TAB sentence) and `NAME.links.tsv` (French ids TAB English
ids). FOLDER holds machine translations of their French, `NAME.txt`, a line a sentence. Strict: the bead is
exactly the gold one; lax: it shares a sentence on both sides with one, as Vecalign counts; beads with an
empty side count in neither.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, cycle, islice, pairwise
from pathlib import Path

from bilingual.alignment.sentences import IndexBead, align_lines
from bilingual.lexicon import Lexicon

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its translation and the gold beads."""

    name: str
    french: list[str]
    english: list[str]
    gold: list[Pair]
    french_paragraphs: list[int] | None = None
    english_paragraphs: list[int] | None = None
    translations: list[str] | None = None


def read_novels(folder: Path, translations: Path | None) -> list[Case]:
    return [read_novel(path, translations) for path in sorted(folder.glob("*.links.tsv"))]


def read_novel(links: Path, translations: Path | None) -> Case:
    name = links.name.removesuffix(".links.tsv")
    texts, ids = [], []
    for language in ("fr", "en"):
        rows = [
            line.split("\t", 1) for line in (links.parent / f"{name}.{language}.tsv").open(encoding="utf-8")
        ]
        texts.append([text.strip() for _, text in rows])
        ids.append([row[0] for row in rows])
    numbers = [{key: number for number, key in enumerate(side)} for side in ids]
    gold = []
    for line in links.read_text(encoding="utf-8").splitlines():
        french, _, english = line.partition("\t")
        gold.append(
            (tuple(numbers[0][i] for i in french.split()), tuple(numbers[1][j] for j in english.split()))
        )
    paragraphs = [[int(key.split(".")[0]) for key in side] for side in ids]
    machine = translations / f"{name}.txt" if translations else None
    lines = machine.read_text(encoding="utf-8").splitlines() if machine and machine.exists() else None
    return Case(name, texts[0], texts[1], gold, paragraphs[0], paragraphs[1], lines)


def read_news(folder: Path) -> list[Case]:
    cases = []
    for path in sorted(folder.glob("*.beads.json")):
        beads = json.loads(path.read_text(encoding="utf-8"))
        french: list[str] = []
        english: list[str] = []
        gold = []
        for bead in beads:
            gold.append(
                tuple(
                    tuple(range(len(side), len(side) + len(bead[name])))
                    for side, name in ((french, "source"), (english, "target"))
                )
            )
            french += bead["source"]
            english += bead["target"]
        name = path.name.removesuffix(".beads.json")
        places = [
            paragraphs_of(side, folder, f"{name}.{code}.txt")
            for side, code in ((french, "fr"), (english, "en"))
        ]
        cases.append(Case(name, french, english, gold, *(places if all(places) else (None, None))))
    return cases


def paragraphs_of(sentences: Sequence[str], folder: Path, name: str) -> list[int] | None:
    """The paragraph of each sentence in its file, found by counting the characters that are not white
    space."""
    path = next(
        (place / name for place in (folder, folder.parents[2] / "examples") if (place / name).exists()), None
    )
    if path is None:
        return None
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    owner = [number for number, block in enumerate(blocks) for _ in re.sub(r"\s", "", block)]
    lengths = [len(re.sub(r"\s", "", sentence)) for sentence in sentences]
    return [owner[sum(lengths[:number])] for number in range(len(sentences))]


def f1(found: Sequence[Pair], gold: Sequence[Pair], same: Callable[[Pair, Sequence[Pair]], bool]) -> float:
    ours, theirs = ([pair for pair in pairs if all(pair)] for pairs in (found, gold))
    precision = sum(same(pair, theirs) for pair in ours) / max(1, len(ours))
    recall = sum(same(pair, ours) for pair in theirs) / max(1, len(theirs))
    return 2 * precision * recall / max(1e-9, precision + recall)


def strictly(pair: Pair, others: Sequence[Pair]) -> bool:
    return pair in others


def laxly(pair: Pair, others: Sequence[Pair]) -> bool:
    return any(set(pair[0]) & set(other[0]) and set(pair[1]) & set(other[1]) for other in others)


def gale_church(source: Sequence[str], target: Sequence[str]) -> list[Pair]:
    """Gale and Church (1993): dynamic programming over lengths in characters, with their probabilities."""
    priors = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
    ours, theirs = ([0] for _ in range(2))
    for sums, side in ((ours, source), (theirs, target)):
        for sentence in side:
            sums.append(sums[-1] + len(sentence))
    ratio = theirs[-1] / max(1, ours[-1])

    def cost(i: int, j: int, n: int, m: int) -> float:
        a, b = ours[i] - ours[i - n], theirs[j] - theirs[j - m]
        delta = abs(b - ratio * a) / math.sqrt(6.8 * max(1, (a + b / ratio) / 2))
        return -math.log(max(1e-300, math.erfc(delta / math.sqrt(2)))) - math.log(priors[n, m])

    best = {(0, 0): (0.0, (0, 0))}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            choices = [
                (best[i - n, j - m][0] + cost(i, j, n, m), (n, m))
                for n, m in priors
                if i >= n and j >= m and (i or j)
            ]
            if choices:
                best[i, j] = min(choices)
    pairs: list[Pair] = []
    i, j = len(source), len(target)
    while i or j:
        n, m = best[i, j][1]
        pairs.append((tuple(range(i - n, i)), tuple(range(j - m, j))))
        i, j = i - n, j - m
    return pairs[::-1]


def align(case: Case, lexicon: Lexicon) -> tuple[IndexBead, ...]:
    return align_lines(
        case.french,
        case.english,
        lexicon,
        source_paragraphs=case.french_paragraphs,
        target_paragraphs=case.english_paragraphs,
        translations=case.translations,
    ).beads


def row(name: str, case: Case, found: Sequence[Pair], seconds: float) -> tuple[float, float]:
    strict, lax = f1(found, case.gold, strictly), f1(found, case.gold, laxly)
    print(f"{case.name:<30} {name:<28} {strict:7.4f} {lax:7.4f} {seconds:8.2f}", flush=True)
    return strict, lax


def measure(title: str, cases: Sequence[Case], lexicon: Lexicon, by_length: bool) -> None:
    variants: dict[str, Callable[[Case], list[Pair]]] = {
        "bilingual": lambda case: pairs(replace(case, translations=None)),
        "bilingual, no paragraphs": lambda case: pairs(
            replace(case, french_paragraphs=None, english_paragraphs=None, translations=None)
        ),
    }

    def pairs(case: Case) -> list[Pair]:
        return [(bead.source, bead.target) for bead in align(case, lexicon)]

    if any(case.translations for case in cases):
        variants["bilingual, with translations"] = pairs
    if by_length:
        variants["Gale and Church"] = lambda case: gale_church(case.french, case.english)
    print(f"\n{title:<30} {'':<28} {'strict':>7} {'lax':>7} {'seconds':>8}")
    means: dict[str, list[tuple[float, float]]] = {}
    for case in cases:
        for name, run in variants.items():
            start = time.perf_counter()
            found = run(case)
            means.setdefault(name, []).append(row(name, case, found, time.perf_counter() - start))
    for name, values in means.items():
        strict, lax = (sum(value[i] for value in values) / len(values) for i in (0, 1))
        print(f"{'mean':<30} {name:<28} {strict:7.4f} {lax:7.4f}")


def reliability(cases: Sequence[Case], lexicon: Lexicon) -> None:
    """How often beads with two sides are exactly right, by their score."""
    scored = [
        (bead.score or 0.0, (bead.source, bead.target) in case.gold)
        for case in cases
        for bead in align(case, lexicon)
        if bead.source and bead.target
    ]
    print(f"\n{'score of beads with two sides':<30} {'beads':>7} {'mean':>7} {'right':>7}")
    limits = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 1.01)
    for low, high in pairwise(limits):
        inside = [item for item in scored if low <= item[0] < high]
        if inside:
            mean, right = (sum(item[i] for item in inside) / len(inside) for i in (0, 1))
            print(f"{f'{low} to {min(high, 1.0)}':<30} {len(inside):7} {mean:7.3f} {right:7.3f}")


def long_text(cases: Sequence[Case], size: int, lexicon: Lexicon) -> None:
    """The novels one after the other, again and again, up to `size` sentences a side."""
    french, english = (
        list(islice(chain.from_iterable(side(case) for case in cycle(cases)), size))
        for side in (lambda case: case.french, lambda case: case.english)
    )
    start = time.perf_counter()
    align_lines(french, english, lexicon)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{size:,} × {size:,} sentences: {seconds:.1f} s, peak memory of the process {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--novels", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--translations", type=Path)
    parser.add_argument(
        "--sentences", type=int, default=0, metavar="N", help="also align N × N sentences of the novels"
    )
    parser.add_argument("--no-gale-church", action="store_true", help="it takes its time")
    options = parser.parse_args()
    lexicon = Lexicon.open()
    novels = read_novels(options.novels, options.translations) if options.novels else []
    news = read_news(options.news.resolve()) if options.news else []
    if novels and options.sentences:
        long_text(novels, options.sentences, lexicon)
    for title, cases in (("news", news), ("novels", novels)):
        if cases:
            measure(title, cases, lexicon, not options.no_gale_church)
    if news or novels:
        reliability([replace(case, translations=None) for case in [*news, *novels]], lexicon)


if __name__ == "__main__":
    main()
