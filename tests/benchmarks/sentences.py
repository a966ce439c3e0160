"""Sentence boundaries of several splitters on Universal Dependencies treebanks, and their speed.

    python tests/benchmarks/sentences.py UD_DIR [--set NAME]…

UD_DIR holds CoNLL-U files (`fr_gsd-ud-test.conllu`, …). How a text is made from one: the `# text` lines of
a document, from `# newdoc` to the next, are joined by ONE space, `# newpar` or not; a file without
`# newdoc` (French-GSD and French-Sequoia have none, and their sentences are drawn from many texts) is one
document. So headings and list items without a stop run into what follows, which is the hard part, and no
splitter is helped by line breaks. What is compared: the places inside a document where a sentence ends,
counted in characters other than white space; the end of the document is no finding and is left out.
The case file of the tests, given paragraph by paragraph, is scored in the same way, and by whole cases.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.languages import language_of
from bilingual.sentences import sentence_spans

Splitter = Callable[[str], list[str]]
CASES = Path(__file__).parent.parent / "cases" / "sentences.json"


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries found, expected, and both."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


def documents(path: Path) -> list[list[str]]:
    """The sentences of each document of a CoNLL-U file."""
    found: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and found[-1]:
            found.append([])
        elif line.startswith("# text = "):
            found[-1].append(line.removeprefix("# text = ").strip())
    return found


def ends(sentences: Iterable[str]) -> set[int]:
    """Where the sentences but the last end, in characters other than white space."""
    places, place = [], 0
    for sentence in sentences:
        place += len("".join(sentence.split()))
        places.append(place)
    return set(places[:-1])


def score(splitter: Splitter, gold: list[list[str]]) -> Score:
    right = found = expected = 0
    for sentences in gold:
        guess, truth = ends(splitter(" ".join(sentences))), ends(sentences)
        right, found, expected = right + len(guess & truth), found + len(guess), expected + len(truth)
    return Score(right, found, expected)


def _ours(code: str) -> Splitter:
    language = language_of(code)
    return lambda text: [span.of(text) for span in sentence_spans(text, language)]


def _plain(_code: str) -> Splitter:
    return re.compile(r"(?<=[.!?…])\s+").split


def _pysbd(code: str) -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language=code, clean=False)
    return lambda text: list(segmenter.segment(text))


def _nupunkt(_code: str) -> Splitter:
    tokenize = importlib.import_module("nupunkt").sent_tokenize
    return lambda text: list(tokenize(text))


def _simplemma(code: str) -> Splitter:
    split = importlib.import_module("simplemma").split_sentences
    return lambda text: list(split(text, lang=code))


SPLITTERS: dict[str, Callable[[str], Splitter]] = {
    "plain regex": _plain,
    "pySBD": _pysbd,
    "simplemma": _simplemma,
    "nupunkt": _nupunkt,
    "bilingual": _ours,
}


def _installed(code: str) -> dict[str, Splitter]:
    made = {}
    for name, make in SPLITTERS.items():
        try:
            made[name] = make(code)
        except (ImportError, AttributeError) as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
    return made


def _seconds(splitter: Splitter, text: str) -> float:
    """Processor seconds of the best of three runs, or of one where one takes long."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        splitter(text)
        best = min(best, time.process_time() - begin)
        if best > 1:
            break
    return best


def report_treebank(path: Path) -> None:
    gold = documents(path)
    code = path.name.split("_", 1)[0]
    text = " ".join(" ".join(sentences) for sentences in gold)
    splitters = _installed(code)
    seconds = {name: _seconds(splitter, text) for name, splitter in splitters.items()}
    slowest = max(seconds.values())
    print(f"\n{path.stem}: {sum(map(len, gold))} sentences, {len(text) / 1e6:.2f} MB")
    print(f"{'splitter':12} {'F1':>6} {'prec.':>6} {'rec.':>6} {'MB/s':>7} {'× slowest':>9}")
    for name, splitter in splitters.items():
        result = score(splitter, gold)
        print(
            f"{name:12} {100 * result.f1:6.2f} {100 * result.precision:6.2f} {100 * result.recall:6.2f}"
            f" {len(text) / 1e6 / seconds[name]:7.2f} {slowest / seconds[name]:9.1f}"
        )


def report_cases(path: Path, code: str) -> None:
    cases = [case for case in json.loads(path.read_text(encoding="utf-8")) if case["language"] == code]
    gold = [case["sentences"] for case in cases]
    print(f"\n{path.name}, {code}: {len(cases)} cases, {sum(map(len, gold))} sentences")
    print(f"{'splitter':12} {'F1':>6} {'cases right':>12}")
    for name, splitter in _installed(code).items():
        right = found = expected = whole = 0
        for case in cases:
            guess, truth = ends(splitter(case["input"])), ends(case["sentences"])
            right, found, expected = right + len(guess & truth), found + len(guess), expected + len(truth)
            whole += guess == truth
        print(f"{name:12} {100 * Score(right, found, expected).f1:6.2f} {whole:8d}/{len(cases)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path, metavar="UD_DIR", help="a directory of .conllu files")
    parser.add_argument("--set", action="append", metavar="NAME", help="only files whose name contains NAME")
    options = parser.parse_args()
    for path in sorted(options.directory.glob("*_*.conllu")):
        if not options.set or any(name in path.name for name in options.set):
            report_treebank(path)
    if CASES.exists():
        for code in ("fr", "en"):
            report_cases(CASES, code)


if __name__ == "__main__":
    main()
