"""Corpora → cleaned, deduplicated, augmented pairs → SentencePiece model → encoded training and development
data.

Writes to OUT: sentencepiece.model, train.npz, dev-NAME.npz for every evaluation set, and own-dev.tsv.

An npz holds the pairs as flat arrays: `src`, `tgt` (uint16 piece ids, no <s> or </s>), `src_off`, `tgt_off`
(int64, one more than there are pairs) and `corpus` (uint8, index into `names`). With --vocabulary an existing
SentencePiece model is used and only the pairs named by --only are encoded: how pairs written later join a
training that is under way.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sentencepiece as spm
from augmentation import Inventor, Pair, fill_templates, rename, vary_case
from corpora import HERE, Corpus, HeldOut, collect, is_own_dev, read_manifest, read_pairs, read_sides
from normalization import write_rules

VOCABULARY = 8000
LONGEST_PIECES = 128
"""Pieces on one side of a pair; attention cost and padding grow with it, and 99.7 % of sentences are
shorter."""
SEED = 1


def augmented(
    pairs: Sequence[tuple[int, Pair]], manifest: list[Corpus], templates: int, generator: random.Random
) -> list[tuple[int, Pair]]:
    """Renamed, case-varied and template pairs (see augmentation.py), numbered as the manifest numbers
    them."""
    number = {corpus.name: index for index, corpus in enumerate(manifest)}
    inventor = Inventor(HERE / "augmentation", generator)
    extra: list[tuple[int, Pair]] = []
    # News twice over, since names are what it is full of; debates and books as they come.
    copies = {"potet_news": 3, "own": 3, "tico19": 1, "hansard": 1, "gutenberg": 1, "tatoeba": 1}
    for index, pair in pairs:
        for _ in range(copies.get(manifest[index].name, 0)):
            renamed = rename(pair, inventor)
            if renamed:
                extra.append((number["renamed"], renamed))
        if generator.random() < 0.03:
            varied = vary_case(pair, generator)
            if varied:
                extra.append((index, varied))
    if templates:
        lines = (HERE / "augmentation" / "templates.tsv").read_text(encoding="utf-8").splitlines()
        filled = fill_templates([tuple(line.split("\t")) for line in lines], inventor, templates)
        extra += [(number["templates"], pair) for pair in filled]
    return extra


def train_vocabulary(pairs: Sequence[tuple[int, Pair]], manifest: list[Corpus], size: int, out: Path) -> None:
    """A joint unigram vocabulary over a sample drawn by the corpora's weights, its normaliser inside it."""
    generator = random.Random(SEED)
    weights = [manifest[index].weight["main"] for index, _ in pairs]
    sample = generator.choices(pairs, weights, k=min(len(pairs), 300_000))
    rules = out / "normalization.tsv"
    write_rules(rules)
    spm.SentencePieceTrainer.train(
        sentence_iterator=(side for _, pair in sample for side in pair),
        model_prefix=str(out / "sentencepiece"),
        model_type="unigram",
        vocab_size=size,
        character_coverage=0.9998,
        # Letters too rare for a piece of their own (ğ, ș, Cyrillic) are copied byte by byte instead of lost.
        byte_fallback=True,
        split_digits=True,
        normalization_rule_tsv=str(rules),
        unk_id=0, bos_id=1, eos_id=2, pad_id=3,
        num_threads=2,
        max_sentence_length=4000,
        minloglevel=1,
    )  # fmt: skip


def encode(
    pairs: Sequence[tuple[int, Pair]], processor: spm.SentencePieceProcessor, longest: int
) -> dict[str, np.ndarray]:
    """The arrays described at the head of this file; pairs with a side longer than `longest` pieces are
    dropped."""
    sides = [processor.encode([pair[side] for _, pair in pairs], num_threads=2) for side in (0, 1)]
    kept = [
        i
        for i, (s, t) in enumerate(zip(*sides, strict=True))
        if 0 < len(s) <= longest and 0 < len(t) <= longest
    ]
    arrays = {"corpus": np.array([pairs[i][0] for i in kept], np.uint8)}
    for name, pieces in zip(("src", "tgt"), sides, strict=True):
        arrays[name] = np.array([piece for i in kept for piece in pieces[i]], np.uint16)
        arrays[f"{name}_off"] = np.concatenate([[0], np.cumsum([len(pieces[i]) for i in kept])]).astype(
            np.int64
        )
    return arrays


def save(path: Path, arrays: dict[str, np.ndarray], manifest: list[Corpus], vocabulary: int) -> None:
    """Write an npz, with the corpora's names and the vocabulary's size beside the arrays."""
    np.savez(path, **arrays, names=np.array([corpus.name for corpus in manifest]), vocabulary=vocabulary)
    print(f"{path.name}: {len(arrays['corpus']):,} pairs, {len(arrays['tgt']):,} target pieces", flush=True)


def write_development(
    evaluation: Path, out: Path, processor: spm.SentencePieceProcessor, manifest: list[Corpus]
) -> None:
    """dev-NAME.npz for every NAME.fr and NAME.en, at most 400 pairs each, and for the own development
    pairs."""
    own = [p for c in manifest if c.own for p in read_pairs(c.paths(HERE)) if is_own_dev(p[0])]
    (out / "own-dev.tsv").write_text("".join(f"{fr}\t{en}\n" for fr, en in own), encoding="utf-8")
    sets = {"own": own}
    for source in sorted(evaluation.glob("*.fr")):
        sides = [
            path.read_text(encoding="utf-8").splitlines() for path in (source, source.with_suffix(".en"))
        ]
        sets[source.stem] = list(zip(*sides, strict=True))
    for name, pairs in sets.items():
        if pairs:
            arrays = encode([(0, pair) for pair in pairs[:400]], processor, 2 * LONGEST_PIECES)
            save(out / f"dev-{name}.npz", arrays, manifest, processor.get_piece_size())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with the files that the manifest names"
    )
    parser.add_argument(
        "--evaluation", type=Path, required=True, help="folder of NAME.fr and NAME.en to keep out of training"
    )
    parser.add_argument("--manifest", type=Path, default=HERE / "corpora.toml")
    parser.add_argument("--vocabulary-size", type=int, default=VOCABULARY)
    parser.add_argument(
        "--vocabulary", type=Path, help="use this SentencePiece model instead of training one"
    )
    parser.add_argument("--only", nargs="+", metavar="CORPUS", help="only these corpora of the manifest")
    parser.add_argument("--templates", type=int, default=40_000, help="template pairs to make")
    parser.add_argument("--name", default="train", help="name of the npz (default: %(default)s)")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    generator = random.Random(SEED)

    manifest = read_manifest(options.manifest)
    wanted = [
        Corpus(c.name, c.origin, c.licence, c.weight) if options.only and c.name not in options.only else c
        for c in manifest
    ]
    pairs = list(collect(wanted, options.corpora, HeldOut(read_sides(options.evaluation))))
    pairs += augmented(pairs, manifest, options.templates, generator)
    model = options.vocabulary or options.out / "sentencepiece.model"
    if not options.vocabulary:
        train_vocabulary(pairs, manifest, options.vocabulary_size, options.out)
    processor = spm.SentencePieceProcessor(model_file=str(model))
    generator.shuffle(pairs)
    save(
        options.out / f"{options.name}.npz",
        encode(pairs, processor, LONGEST_PIECES),
        manifest,
        processor.get_piece_size(),
    )
    write_development(options.evaluation, options.out, processor, manifest)


if __name__ == "__main__":
    main()
