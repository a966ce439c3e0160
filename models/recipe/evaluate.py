"""Measure a package or a checkpoint: BLEU and chrF with their sacrebleu signatures, words a second, names and
numbers.

    python evaluate.py translate-fr_en-0_2.argosmodel --sets EVAL_FOLDER [--copy data/copy-test.jsonl]

Translates with CTranslate2 int8 as Argos Translate would, pieces in, pieces out; text goes in as it stands in
the file. A package into French writes typewriter quotes and no ligatures, which the product sets right; its
translations and the references are compared after the package's own normalisation.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece as spm
import torch
from model import load_model
from package import write_model


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search; the defaults are the product's."""

    beam_size: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    coverage_penalty: float = 0.0


@dataclass(slots=True)
class Engine:
    """A loaded package: SentencePiece on both sides of CTranslate2."""

    translator: ctranslate2.Translator
    processor: spm.SentencePieceProcessor
    direction: str
    decoding: Decoding = field(default_factory=Decoding)

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translations in the order of the sentences."""
        settings = {name: getattr(self.decoding, name) for name in Decoding.__slots__}
        results = self.translator.translate_batch(
            self.processor.encode(list(sentences), out_type=str),
            max_batch_size=2048, batch_type="tokens", max_input_length=0, replace_unknowns=True, **settings,
        )  # fmt: skip
        return [self.processor.decode_pieces(result.hypotheses[0]) for result in results]


def load(path: Path, vocabulary: Path | None, threads: int) -> Engine:
    """From an .argosmodel, or from a checkpoint with its SentencePiece model."""
    with tempfile.TemporaryDirectory() as folder:
        if path.suffix == ".argosmodel":
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
            root = next(Path(folder).rglob("metadata.json")).parent
            model, pieces = root / "model", root / "sentencepiece.model"
            metadata = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
            direction = f"{metadata['from_code']}-{metadata['to_code']}"
        else:
            if vocabulary is None:
                raise SystemExit(f"{path}: a checkpoint needs --vocabulary sentencepiece.model")
            model, pieces = Path(folder) / "model", vocabulary
            processor = spm.SentencePieceProcessor(model_file=str(pieces))
            checkpoint = torch.load(path, weights_only=True)
            direction = checkpoint["direction"]
            write_model(load_model(checkpoint, "average"), processor, model, "int8")
        processor = spm.SentencePieceProcessor(model_file=str(pieces))
        translator = ctranslate2.Translator(
            str(model), compute_type="int8", inter_threads=1, intra_threads=threads
        )
        return Engine(translator, processor, direction)


@dataclass(slots=True)
class AsRead:
    """A package as `bilingual` reads with it: rare words hinted at, terms of the military termbase wished for."""

    package: Path
    processor: spm.SentencePieceProcessor
    direction: str
    threads: int

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translations in the order of the sentences, each read by itself."""
        from bilingual.glossary.matching import match_terms
        from bilingual.glossary.termbase import military_termbase
        from bilingual.languages import language_of
        from bilingual.pipeline.translating import wishes_of
        from bilingual.translation.engine import ArgosTranslator
        from bilingual.translation.packages import find_package
        from bilingual.translation.translator import Request

        source, target = map(language_of, self.direction.split("-"))
        termbase = military_termbase()
        requests = (
            Request(sentence, wishes_of(match_terms(sentence, termbase, source), target))
            for sentence in sentences
        )
        translator = ArgosTranslator(find_package(source, target, self.package), threads=self.threads)
        return [translation.text for translation in translator.translate(requests)]


@dataclass(frozen=True, slots=True)
class Scores:
    """What a set of pairs says about an engine."""

    bleu: float
    chrf: float
    words_per_second: float
    signatures: tuple[str, str]
    translations: tuple[str, ...]


def score(engine: Engine | AsRead, sources: Sequence[str], references: Sequence[str]) -> Scores:
    """BLEU and chrF of the translations; words are source words, the time includes SentencePiece."""
    begin = time.perf_counter()
    translations = engine.translate(sources)
    seconds = time.perf_counter() - begin
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    compared = translations, list(references)
    if engine.direction == "en-fr":
        normalize = engine.processor.normalize
        compared = tuple([normalize(text).replace("▁", " ").strip() for text in side] for side in compared)
    scores = [metric.corpus_score(compared[0], [compared[1]]).score for metric in (bleu, chrf)]
    words = sum(len(source.split()) for source in sources)
    signatures = str(bleu.get_signature()), str(chrf.get_signature())
    return Scores(*scores, words / seconds, signatures, tuple(translations))


def copy_failures(engine: Engine | AsRead, path: Path) -> tuple[int, list[dict[str, object]]]:
    """Strings required by the copy test, and the sentences that lack one: each required entry is a string or
    a list of equally good ones."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    failures, required = [], 0
    for case, english in zip(cases, engine.translate([case["fr"] for case in cases]), strict=True):
        wanted = [[entry] if isinstance(entry, str) else entry for entry in case["en"]]
        required += len(wanted)
        missing = [entry[0] for entry in wanted if not any(form in english for form in entry)]
        if missing:
            failures.append({"kind": case["kind"], "fr": case["fr"], "missing": missing, "got": english})
    return required, failures


def read_set(path: Path, limit: int | None) -> tuple[list[str], list[str]]:
    """NAME.fr (NAME.en beside it), or a .tsv of French TAB English."""
    if path.suffix == ".tsv":
        pairs = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        return [p[0] for p in pairs][:limit], [p[1] for p in pairs][:limit]
    french, english = (p.read_text(encoding="utf-8").splitlines() for p in (path, path.with_suffix(".en")))
    return french[:limit], english[:limit]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="an .argosmodel or a checkpoint")
    parser.add_argument("--vocabulary", type=Path, help="sentencepiece.model of a checkpoint")
    parser.add_argument(
        "--sets", type=Path, nargs="*", default=[], help="NAME.fr with NAME.en beside it, or NAME.tsv"
    )
    parser.add_argument("--copy", type=Path, help="jsonl of names and numbers that must come through")
    parser.add_argument("--limit", type=int, help="only the first so many sentences of each set")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--as-read", action="store_true", help="through `bilingual`, with hints and terms, instead of stock"
    )
    parser.add_argument("--write", type=Path, help="folder for the translations, one file a set")
    for name, value in ((name, getattr(Decoding(), name)) for name in Decoding.__slots__):
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = parser.parse_args(arguments)
    engine = load(options.model, options.vocabulary, options.threads)
    engine.decoding = Decoding(**{name: getattr(options, name) for name in Decoding.__slots__})
    print(f"{options.model.name}: {engine.decoding}{', as read' if options.as_read else ''}")
    if options.as_read:
        engine = AsRead(options.model, engine.processor, engine.direction, options.threads)
    signatures: tuple[str, ...] = ()
    for path in options.sets:
        sources, references = read_set(path, options.limit)
        if engine.direction == "en-fr":
            sources, references = references, sources
        scores = score(engine, sources, references)
        signatures = scores.signatures
        speed = f"{scores.words_per_second:.0f} words/s"
        print(f"{path.stem}: BLEU {scores.bleu:.1f}, chrF {scores.chrf:.1f}, {speed}", flush=True)
        if options.write:
            options.write.mkdir(parents=True, exist_ok=True)
            written = options.write / f"{path.stem}.{engine.direction[-2:]}"
            written.write_text("\n".join(scores.translations) + "\n", encoding="utf-8")
    if options.copy:
        required, failures = copy_failures(engine, options.copy)
        lost = sum(len(failure["missing"]) for failure in failures)
        print(f"copy test: {1 - lost / required:.1%} of {required} names and numbers")
        for failure in failures:
            print(json.dumps(failure, ensure_ascii=False))
    for signature in signatures:
        print(signature)


if __name__ == "__main__":
    main()
