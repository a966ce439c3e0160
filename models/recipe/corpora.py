"""Reading the manifest and its corpora, cleaning pairs, and keeping evaluation sentences out of training."""

from __future__ import annotations

import csv
import lzma
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from augmentation import Pair

HERE = Path(__file__).parent
LONGEST = 90
"""Words on one side. Longer pairs are nearly always wrongly aligned paragraphs."""
RATIO = 2.3
"""Words of the longer side over words of the shorter one, for sides of more than five words."""
OWN_DEV_EVERY = 25
"""Every 25th own pair (by checksum of its French, so that adding pairs moves none) is a development pair."""

ATTRIBUTES = re.compile(r"\s*\[[^\]]*\]")
"""What stands behind a term in a termbase: `char d'assaut [m]`."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One entry of the manifest; see the head of corpora.toml for its fields."""

    name: str
    origin: str
    licence: str
    weight: dict[str, float]
    file: str = ""
    cap: int = 10**9
    own: bool = False

    def paths(self, corpora: Path) -> list[Path]:
        """The files of this corpus; globs are expanded, and a missing plain file is an error."""
        folder = HERE if self.own else corpora
        found = [path for pattern in self.file.split() for path in sorted(folder.glob(pattern))]
        if self.file and not found and not self.own:
            raise FileNotFoundError(f"corpora.toml, {self.name}: no {self.file} in {folder}")
        return found


def read_manifest(path: Path) -> list[Corpus]:
    """The corpora in the order of the manifest; the order numbers them in the encoded data."""
    return [Corpus(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["corpus"]]


def read_pairs(paths: Iterable[Path]) -> Iterator[Pair]:
    """French and English of every line that has both; of a termbase, its examples and its preferred terms."""
    for path in paths:
        if path.suffix == ".csv":
            yield from _read_termbase(path)
            continue
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                french, _, rest = line.rstrip("\r\n").partition("\t")
                english = rest.partition("\t")[0]
                if french.strip() and english.strip():
                    yield french.strip(), english.strip()


def _read_termbase(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield row["example_fr"], row["example_en"]
            # Without the attributes in square brackets: gender, number, whose usage it is.
            yield ATTRIBUTES.sub("", row["fr"]), ATTRIBUTES.sub("", row["en"].partition(" | ")[0])


def is_sound(pair: Pair) -> bool:
    """Whether the two sides can be translations of each other, judged by length and letters alone."""
    french, english = pair
    n_french, n_english = len(french.split()), len(english.split())
    longer, shorter = max(n_french, n_english), min(n_french, n_english)
    if longer > LONGEST or (longer > 5 and longer > RATIO * shorter):
        return False
    if french == english and n_french > 3:
        return False
    letters = sum(map(str.isalpha, french))
    return letters >= 0.4 * len(french) and not re.search(r"https?://|[<>{}|\\]", french + english)


def key(text: str) -> str:
    """Text reduced to its letters and digits, for comparing: case, accents, typography and spacing do not
    count.

    >>> key("« L’été 2019 »") == key('"l ete 2019"')
    True
    """
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[\W_]+", " ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def is_own_dev(french: str) -> bool:
    """Whether an own pair belongs to the development set, see `OWN_DEV_EVERY`."""
    return crc32(key(french).encode()) % OWN_DEV_EVERY == 0


class HeldOut:
    """Recognises sentences of the evaluation sets, exact or nearly so, on either side."""

    GRAM = 4
    """Words in a gram. Five or more shared grams of four words are no accident."""
    SHARE = 0.5
    """A training side holding this share of an evaluation sentence's grams is a near-duplicate."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._exact: set[str] = set()
        self._grams: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        for sentence in sentences:
            reduced = key(sentence)
            # "Merci." and "Yes." are in every corpus; keeping them out of training would teach nothing about
            # honesty.
            if len(reduced.split()) > 2:
                self._exact.add(reduced)
            grams = set(self._grams_of(reduced))
            if len(grams) >= 5:
                for gram in grams:
                    self._grams[gram].append(len(self._sizes))
                self._sizes.append(len(grams))

    @classmethod
    def _grams_of(cls, reduced: str) -> Iterator[tuple[str, ...]]:
        words = reduced.split()
        return zip(*(words[start:] for start in range(cls.GRAM)), strict=False)

    def contains(self, text: str) -> bool:
        """Whether `text` is a held-out sentence or shares half of one's word 4-grams."""
        reduced = key(text)
        if reduced in self._exact:
            return True
        shared: Counter[int] = Counter()
        for gram in set(self._grams_of(reduced)):
            shared.update(self._grams.get(gram, ()))
        return any(count >= self.SHARE * self._sizes[number] for number, count in shared.items())


def read_sides(folder: Path) -> Iterator[str]:
    """Every sentence of every `*.fr` and `*.en` in a folder of evaluation sets."""
    for path in sorted([*folder.glob("*.fr"), *folder.glob("*.en")]):
        yield from path.read_text(encoding="utf-8").splitlines()


def collect(manifest: list[Corpus], corpora: Path, held_out: HeldOut) -> Iterator[tuple[int, Pair]]:
    """Number of the corpus and pair, for every sound, unseen, not held-out pair; capped corpora are
    thinned."""
    seen: set[tuple[str, str]] = set()
    for number, corpus in enumerate(manifest):
        pairs, excluded = [], 0
        for pair in filter(is_sound, read_pairs(corpus.paths(corpora))):
            if corpus.own and is_own_dev(pair[0]):
                continue
            if pair in seen:
                continue
            seen.add(pair)
            if held_out.contains(pair[0]) or held_out.contains(pair[1]):
                excluded += 1
                continue
            pairs.append(pair)
        if len(pairs) > corpus.cap:
            pairs.sort(key=lambda pair: crc32(pair[0].encode()))
            del pairs[corpus.cap :]
        if pairs:
            print(
                f"{corpus.name}: {len(pairs):,} pairs, {excluded} held-out or nearly so left out", flush=True
            )
        yield from ((number, pair) for pair in pairs)
