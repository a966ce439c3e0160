"""Train the bilingual lexicon that the package ships: eflomal's word links, counted, pruned and packed.

    python models/recipe/lexicon.py links  --corpora CORPORA --held-out EVAL --work WORK
    python models/recipe/lexicon.py pack   --work WORK --output bilingual/data/lexicon-fr-en.bin

`links` writes the folded tokens of a weighted sample of the corpora and eflomal's links in both directions;
`pack` counts linked words and writes the file that `bilingual.lexicon` opens. Sentences of the evaluation
sets and their near-duplicates are left out by the same rule as for the translation model.
"""

from __future__ import annotations

import argparse
import dataclasses
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from corpora import HeldOut, collect, read_manifest, read_sides

from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.lexicon.lexicon import DEFAULT_PATH, NOTHING
from bilingual.lexicon.store import COUNT_STEP, quantise, write_store
from bilingual.lexicon.words import fold
from bilingual.tokens import tokenize

CAPS = {
    "hansard": 190_000,
    "gutenberg": 90_000,
    "laws_defence": 20_000,
    "laws_other": 20_000,
    "multi30k": 15_000,
}
"""Pairs taken of the corpora that would otherwise set the tone: parliament, 19th century, statutes,
captions."""
LONGEST = 60
"""Tokens on one side; links in longer pairs are doubtful and cost the square of the length."""
WEIGHTS = {"own": 3.0, "potet_news": 2.0, "tico19": 2.0, "laws_other": 0.5, "literary_science": 0.7}
"""How often a pair counts: news tells a reader of news more than a statute does."""
ONE_WAY = 0.2
"""Weight of a link that only one direction of eflomal has; one that both have counts 1."""
DISCOUNT = 0.3
"""Taken off every count: what was seen once is mostly noise (absolute discounting)."""
SMALLEST, SMALLEST_ONCE, SMALLEST_FOR_NOTHING = 0.001, 0.03, 1e-6
"""Shares, in the better of the two directions, under which a pair is dropped: seen twice or more, once,
unlinked."""
LARGEST = 65_000
"""Words a side, so that two bytes number them."""
SHIFT = 24
"""Bits of an English word's number in the key of a pair."""
MANIFEST = Path(__file__).with_name("corpora.toml")


def folded(text: str, language: Language) -> list[str]:
    """The tokens of `text` as the lexicon spells them; a space inside a number or word becomes `_`."""
    return ["_".join(fold(token.text, language).split()) for token in tokenize(text, language)]


def evaluation_sentences(folder: Path) -> Iterator[str]:
    """Every sentence below `folder`: `*.fr`, `*.en`, the Hansards' `fr` and `en`, and `*.fr.tsv`,
    `*.en.tsv`."""
    for inner in sorted({path.parent for path in folder.rglob("*")}):
        yield from read_sides(inner)
        for path in sorted([*inner.glob("fr"), *inner.glob("en")]):
            yield from path.read_text(encoding="utf-8").splitlines()
        for path in sorted([*inner.glob("*.fr.tsv"), *inner.glob("*.en.tsv")]):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield line.partition("\t")[2]


def write_text(options: argparse.Namespace) -> int:
    """Write `fr`, `en` and `corpus` (name of the corpus of each pair) into the work folder."""
    manifest = [
        dataclasses.replace(corpus, cap=min(corpus.cap, CAPS.get(corpus.name, corpus.cap)))
        for corpus in read_manifest(MANIFEST)
    ]
    held_out = HeldOut(evaluation_sentences(options.held_out))
    written = 0
    with (
        (options.work / "fr").open("w", encoding="utf-8") as french_file,
        (options.work / "en").open("w", encoding="utf-8") as english_file,
        (options.work / "corpus").open("w", encoding="utf-8") as corpus_file,
    ):
        for number, (french_text, english_text) in collect(manifest, options.corpora, held_out):
            french, english = folded(french_text, FRENCH), folded(english_text, ENGLISH)
            if not french or not english or max(len(french), len(english)) > LONGEST:
                continue
            french_file.write(" ".join(french) + "\n")
            english_file.write(" ".join(english) + "\n")
            corpus_file.write(manifest[number].name + "\n")
            written += 1
    return written


def run_eflomal(options: argparse.Namespace) -> None:
    """Write `forward` (French generates English) and `reverse` links into the work folder."""
    program = Path(sysconfig.get_path("scripts")) / "eflomal-align"
    command = [sys.executable, str(program), "--model", "3", "--length", str(options.effort), "--overwrite"]
    for flag, name in (("-s", "fr"), ("-t", "en"), ("-f", "forward"), ("-r", "reverse")):
        command += [flag, str(options.work / name)]
    subprocess.run(command, check=True)


def links(options: argparse.Namespace) -> None:
    """The first command: text, then links."""
    options.work.mkdir(parents=True, exist_ok=True)
    print(f"{write_text(options):,} pairs", flush=True)
    run_eflomal(options)


class Counts:
    """Weighted counts of linked and of single words, over all pairs.

    Words are numbered as they come; number 0 on each side is `NOTHING`, linked with every word that has no
    link.
    """

    def __init__(self) -> None:
        self.numbers: tuple[dict[str, int], dict[str, int]] = ({NOTHING: 0}, {NOTHING: 0})
        self.single: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self.linked: Counter[int] = Counter()
        self.sure: Counter[int] = Counter()

    def add(self, sides: tuple[list[str], list[str]], forward: str, reverse: str, weight: float) -> None:
        """Count one pair of sentences; `forward` and `reverse` are Pharaoh lines."""
        there, back = set(forward.split()), set(reverse.split())
        ids = []
        for words, numbers, single in zip(sides, self.numbers, self.single, strict=True):
            ids.append([numbers.setdefault(word, len(numbers)) for word in words])
            for number in ids[-1]:
                single[number] += 1
        french, english = ids
        bare = [set(range(len(french))), set(range(len(english)))]
        for link in there | back:
            i, j = map(int, link.split("-"))
            sure = link in there and link in back
            pair = french[i] << SHIFT | english[j]
            self.linked[pair] += weight * (1.0 if sure else ONE_WAY)
            self.sure[pair] += sure
            bare[0].discard(i)
            bare[1].discard(j)
        for i in bare[0]:
            self.linked[french[i] << SHIFT] += weight
        for j in bare[1]:
            self.linked[english[j]] += weight

    def arrays(self) -> dict[str, np.ndarray]:
        """Pruned, normalised and packed as `write_store` wants them."""
        pairs = np.fromiter(self.linked.keys(), np.int64, len(self.linked))
        count = np.fromiter(self.linked.values(), np.float64, len(self.linked))
        sure = np.fromiter((self.sure[pair] for pair in self.linked), np.int64, len(self.linked))
        french, english = pairs >> SHIFT, pairs & ((1 << SHIFT) - 1)
        ranks, parts = [], {}
        for name, numbers, single in zip(("source", "target"), self.numbers, self.single, strict=True):
            rank, part = vocabulary(numbers, single)
            ranks.append(rank)
            parts |= {f"{name}.{field}": array for field, array in part.items()}
        known = (ranks[0][french] >= 0) & (ranks[1][english] >= 0) & ((french > 0) | (english > 0))
        rows, columns, count, sure = (
            ranks[0][french[known]],
            ranks[1][english[known]],
            count[known],
            sure[known],
        )
        count = np.maximum(count - DISCOUNT, 0.05)
        nothing = (french[known] == 0) | (english[known] == 0)

        def share(by: np.ndarray) -> np.ndarray:
            """Share of a pair among those of a word that stand for something; how often it stands for
            nothing."""
            everything = np.bincount(by, count)
            something = np.bincount(by, np.where(nothing & (by > 0), 0.0, count))
            return count / np.where(nothing, everything[by], np.maximum(something[by], DISCOUNT))

        forward, backward = np.minimum(share(rows), 1.0), np.minimum(share(columns), 1.0)
        best = np.maximum(forward, backward)
        kept = (
            ((sure >= 2) & (best >= SMALLEST))
            | ((sure == 1) & (best >= SMALLEST_ONCE))
            | (nothing & (best >= SMALLEST_FOR_NOTHING) & ((rows == 0) | (columns == 0)))
        )
        order = np.lexsort((columns[kept], rows[kept]))
        rows, columns = rows[kept][order], columns[kept][order]
        starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(parts["source.counts"])))))
        return parts | {
            "table.starts": starts.astype(np.uint32),
            "table.columns": columns.astype(np.uint16),
            "table.forward": quantise(forward[kept][order]),
            "table.backward": quantise(backward[kept][order]),
        }


def vocabulary(numbers: dict[str, int], single: Counter[int]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The rank in code-point order of each numbered word, -1 for those left out, and the arrays of a
    `Vocabulary`."""
    words = [
        word for word, number in numbers.items() if word == NOTHING or (single[number] > 1 and is_word(word))
    ]
    if len(words) > LARGEST:
        words = sorted(words, key=lambda word: (word != NOTHING, -single[numbers[word]]))[:LARGEST]
    words.sort(key=str.encode)
    rank = np.full(len(numbers), -1, np.int64)
    rank[[numbers[word] for word in words]] = np.arange(len(words))
    encoded = [word.encode() for word in words]
    counts = np.array([max(1, single[numbers[word]]) for word in words], np.float64)
    return rank, {
        "blob": np.frombuffer(b"".join(encoded), np.uint8),
        "starts": np.cumsum([0, *map(len, encoded)]).astype(np.uint32),
        "counts": np.clip(np.rint(np.log(counts) / COUNT_STEP), 0, 255).astype(np.uint8),
    }


def is_word(word: str) -> bool:
    """Whether the lexicon should hold it: no long number, address, or scrap of mark-up."""
    digits = sum(map(str.isdigit, word))
    return (
        len(word) <= 30
        and (digits == 0 or (digits <= 2 and len(word) <= 5))
        and "/" not in word
        and "@" not in word
    )


def pack(options: argparse.Namespace) -> None:
    """The second command: count and write."""
    counts, pairs = Counts(), 0
    names = ("fr", "en", "forward", "reverse", "corpus")
    with ExitStack() as stack:
        files = [stack.enter_context((options.work / name).open(encoding="utf-8")) for name in names]
        for french, english, forward, reverse, corpus in zip(*files, strict=True):
            sides = french.split(), english.split()
            counts.add(sides, forward, reverse, WEIGHTS.get(corpus.strip(), 1.0))
            pairs += 1
    arrays = counts.arrays()
    about = {
        "languages": ["fr", "en"],
        "trained": f"eflomal, model 3, on {pairs:,} sentence pairs",
        "tokens": counts.single[0].total(),
        "words": [len(arrays["source.counts"]), len(arrays["target.counts"])],
        "pairs": len(arrays["table.columns"]),
        "corpora": [f"{c.origin} ({c.licence})" for c in read_manifest(MANIFEST) if c.file],
    }
    write_store(options.output, about, arrays)
    print(f"{about['words']} words, {about['pairs']:,} pairs, {options.output.stat().st_size:,} bytes")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("links")
    command.add_argument("--corpora", type=Path, required=True)
    command.add_argument("--held-out", type=Path, required=True, help="folder of evaluation sets")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument(
        "--effort", type=float, default=1.0, help="eflomal's --length (default: %(default)s)"
    )
    command.set_defaults(run=links)
    command = commands.add_parser("pack")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument("--output", type=Path, default=DEFAULT_PATH)
    command.set_defaults(run=pack)
    options = parser.parse_args(arguments)
    options.run(options)


if __name__ == "__main__":
    main()
