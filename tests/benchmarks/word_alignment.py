"""Alignment error rate of word links, ours beside eflomal's and fast_align's.

    python tests/benchmarks/word_alignment.py HANSARDS [--training WORK]

HANSARDS is a folder with `enfr.src-tgt` (English ||| French) and `enfr.gold` (links counted from 1, English
first, `-` sure, `p` possible): the 447 pairs of Mihalcea and Pedersen (2003). WORK is the folder of
`models/recipe/lexicon.py links`: with it, eflomal (and fast_align, if it is on the path) are trained on the
same pairs and the test's together.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.alignment.pharaoh import parse_links, parse_tokens
from bilingual.alignment.words import LOWEST, WordAligner, agreement, decode
from bilingual.languages import ENGLISH, FRENCH
from bilingual.lexicon import Lexicon, fold
from bilingual.tokens import Token

Links = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of sentences with its gold links, French first, counted from 0."""

    french: tuple[Token, ...]
    english: tuple[Token, ...]
    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


def read_cases(folder: Path) -> list[Case]:
    cases = []
    texts = (folder / "enfr.src-tgt").read_text(encoding="utf-8").splitlines()
    for text, gold in zip(
        texts, (folder / "enfr.gold").read_text(encoding="utf-8").splitlines(), strict=True
    ):
        english, _, french = text.partition(" ||| ")
        links = [(int(f) - 1, int(e) - 1, sign) for e, sign, f in re.findall(r"(\d+)([-p])(\d+)", gold)]
        cases.append(
            Case(
                parse_tokens(french),
                parse_tokens(english),
                frozenset((f, e) for f, e, sign in links if sign == "-"),
                frozenset((f, e) for f, e, _ in links),
            )
        )
    return cases


def error_rate(cases: Sequence[Case], found: Sequence[Links]) -> tuple[float, float, float]:
    """AER, precision and recall in per cent (Och and Ney 2003)."""
    links = sum(map(len, found))
    sure = sum(len(case.sure) for case in cases)
    in_sure = sum(len(case.sure & own) for case, own in zip(cases, found, strict=True))
    in_possible = sum(len(case.possible & own) for case, own in zip(cases, found, strict=True))
    return (
        100 * (1 - (in_sure + in_possible) / (links + sure)),
        100 * in_possible / max(1, links),
        100 * in_sure / sure,
    )


def grow_diag_final_and(forward: Links, reverse: Links) -> Links:
    """Koehn, Och and Marcu (2003): from the intersection into neighbouring links of the union."""
    links, union = forward & reverse, forward | reverse
    near = [(-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)]

    def free(link: tuple[int, int]) -> tuple[bool, bool]:
        return all(i != link[0] for i, _ in links), all(j != link[1] for _, j in links)

    grown = True
    while grown:
        grown = False
        for i, j in sorted(links):
            for a, b in near:
                link = (i + a, j + b)
                if link in union and link not in links and any(free(link)):
                    links.add(link)
                    grown = True
    for direction in (forward, reverse):
        for link in sorted(direction):
            if all(free(link)):
                links.add(link)
    return links


def report(name: str, cases: Sequence[Case], found: Sequence[Links], seconds: float) -> None:
    rate, precision, recall = error_rate(cases, found)
    print(f"{name:<44} {rate:6.2f} {precision:9.2f} {recall:7.2f} {seconds:8.1f}", flush=True)


def ours(cases: Sequence[Case]) -> None:
    start = time.perf_counter()
    aligner = WordAligner(Lexicon.open())
    scores = [agreement(aligner.emission(case.french, case.english)) for case in cases]
    seconds = time.perf_counter() - start
    for lowest in sorted({0.25, 0.5, LOWEST}):
        links = [{(link.source, link.target) for link in decode(score, lowest)} for score in scores]
        report(f"bilingual, links of {lowest} and more", cases, links, seconds)


def trained(cases: Sequence[Case], work: Path) -> None:
    """eflomal and fast_align, with the lexicon's own training pairs and the test pairs as their text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, language in (("fr", FRENCH), ("en", ENGLISH)):
            tokens = [case.french if side == "fr" else case.english for case in cases]
            lines = (" ".join(fold(token.text, language) for token in line) + "\n" for line in tokens)
            with (folder / side).open("w", encoding="utf-8") as file:
                file.writelines(lines)
                for line in (work / side).open(encoding="utf-8"):
                    file.write(" ".join(line.split()) + "\n")
        program = Path(sysconfig.get_path("scripts")) / "eflomal-align"
        if program.exists():
            command = [
                sys.executable,
                program,
                "--model",
                "3",
                "--overwrite",
                "-s",
                folder / "fr",
                "-t",
                folder / "en",
            ]
            start = time.perf_counter()
            subprocess.run([*command, "-f", folder / "forward", "-r", folder / "reverse"], check=True)
            symmetrised("eflomal", cases, folder / "forward", folder / "reverse", time.perf_counter() - start)
        if shutil.which("fast_align"):
            start = time.perf_counter()
            pairs = zip(
                (folder / "fr").open(encoding="utf-8"), (folder / "en").open(encoding="utf-8"), strict=True
            )
            with (folder / "pairs").open("w", encoding="utf-8") as file:
                file.writelines(f"{french.strip()} ||| {english}" for french, english in pairs)
            for name, flags in (("forward", []), ("reverse", ["-r"])):
                with (folder / name).open("w", encoding="utf-8") as file:
                    subprocess.run(
                        ["fast_align", "-i", folder / "pairs", "-dov", *flags], stdout=file, check=True
                    )
            symmetrised(
                "fast_align", cases, folder / "forward", folder / "reverse", time.perf_counter() - start
            )


def symmetrised(name: str, cases: Sequence[Case], forward: Path, reverse: Path, seconds: float) -> None:
    sides = []
    for path in (forward, reverse):
        with path.open(encoding="ascii") as file:
            lines = [next(file) for _ in cases]
        sides.append([{(link.source, link.target) for link in parse_links(line)} for line in lines])
    pairs = list(zip(*sides, strict=True))
    report(f"{name}, intersection", cases, [one & other for one, other in pairs], seconds)
    report(f"{name}, grow-diag-final-and", cases, [grow_diag_final_and(*pair) for pair in pairs], seconds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("hansards", type=Path)
    parser.add_argument("--training", type=Path, metavar="WORK")
    options = parser.parse_args()
    cases = read_cases(options.hansards)
    print(f"{'':<44} {'AER':>6} {'precision':>9} {'recall':>7} {'seconds':>8}")
    ours(cases)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)
    if options.training:
        trained(cases, options.training)


if __name__ == "__main__":
    main()
