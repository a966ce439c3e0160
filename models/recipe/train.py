"""Train the network of model.py. Goes on from a checkpoint or a shipped package, or starts from initial
embeddings.

The learning rate warms up, stays, and falls only in the last --decay share of --minutes
(warm-up–stable–decay, Hu et al. 2024): a run without decay leaves a checkpoint that a later run goes on from,
a run with decay makes the model to ship. Muon (Jordan et al. 2024) turns the hidden matrices, AdamW the rest.
SIGTERM saves and ends.

A step is cut into parts of a few rows that worker threads fetch one after another, each on one core. Products
spread over all cores wait for the slowest of them: with other programs on the machine that made a step six
times slower.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
from annotation import Annotator
from corpora import HERE, read_manifest
from model import DIRECTIONS, Shape, Transformer, load_model, save_checkpoint, shape_fields
from muon import Muon
from packing import Batch, Pairs, batches, development_batches

MUON_RATE, ADAM_RATE = 0.02, 0.003
"""Muon's is the size of an orthogonalised step; AdamW's is for embeddings, biases and norms. Kept from the
prototype."""
WARMUP_STEPS = 200
SMOOTHING = 0.05
LINK_LOSS = 0.1
"""Weight of the guided head's loss. Enough for AER to settle in the first tenth of training, too little to
cost BLEU."""
AVERAGE = 0.998
"""Exponential average of the weights over about 500 steps: what is measured and shipped."""
CLIP = 1.0
"""Largest gradient norm of AdamW's parameters; Muon's steps have a fixed size anyway."""


class Run:
    """A training run: model, optimisers, average and counters, saved and restored together."""

    def __init__(self, model: Transformer, threads: int, direction: str) -> None:
        self.model = model
        self.pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))
        hidden = [p for name, p in model.named_parameters() if p.dim() == 2 and name != "embedding.weight"]
        chosen = {id(p) for p in hidden}
        self.others = [p for p in model.parameters() if id(p) not in chosen]
        self.muon = Muon(hidden, MUON_RATE, self.pool)
        self.adam = torch.optim.AdamW(
            self.others, ADAM_RATE, betas=(0.9, 0.98), weight_decay=0.0, foreach=True
        )
        self.average = {name: value.detach().clone() for name, value in model.state_dict().items()}
        self.direction = direction
        self.wishes = False
        self.step = self.seen = 0

    def restore(self, checkpoint: dict) -> None:
        """Go on where a checkpoint stopped; one without optimiser states (a package) starts them afresh.

        A checkpoint of the other direction only lends its weights: French and English share their pieces, so
        that its embeddings and layers are a far better start than none.
        """
        self.model.load_state_dict(checkpoint["model"])
        self.average = {name: value.clone() for name, value in checkpoint["average"].items()}
        if checkpoint["direction"] != self.direction:
            return
        self.step, self.seen = checkpoint["step"], checkpoint["seen"]
        self.wishes = checkpoint.get("wishes", False)
        if "muon" in checkpoint:
            self.muon.load_state_dict(checkpoint["muon"])
            self.adam.load_state_dict(checkpoint["adam"])

    def save(self, path: Path) -> None:
        """Everything that `restore` needs."""
        save_checkpoint(
            path, shape=shape_fields(self.model.shape), model=self.model.state_dict(), average=self.average,
            muon=self.muon.state_dict(), adam=self.adam.state_dict(), step=self.step, seen=self.seen,
            direction=self.direction, wishes=self.wishes,
        )  # fmt: skip

    def save_average(self, path: Path) -> None:
        """The averaged weights alone, in float16: a point on the curve."""
        average = {name: value.half() for name, value in self.average.items()}
        save_checkpoint(
            path, shape=shape_fields(self.model.shape), average=average, step=self.step, seen=self.seen,
            direction=self.direction, wishes=self.wishes,
        )  # fmt: skip

    def _gradients(self, batch: Batch, link_loss: float, share: float) -> tuple[float, float, int]:
        """Add `share` of a part's gradients to the parameters'; autograd locks each parameter while it
        adds."""
        loss, likelihood, links = self.model.loss(batch, SMOOTHING)
        ((loss + link_loss * links) * share).backward()
        return likelihood.item(), links.item(), int(batch.target_segment.ne(0).sum())

    def update(self, parts: Sequence[Batch], rate: float, link_loss: float) -> tuple[float, float, int]:
        """One step at `rate` times the full learning rates; returns likelihood, link loss and target pieces
        seen."""
        for optimiser, full in ((self.muon, MUON_RATE), (self.adam, ADAM_RATE)):
            optimiser.zero_grad(set_to_none=True)
            for group in optimiser.param_groups:
                group["lr"] = full * rate
        results = list(self.pool.map(lambda part: self._gradients(part, link_loss, 1 / len(parts)), parts))
        torch.nn.utils.clip_grad_norm_(self.others, CLIP)
        self.muon.step()
        self.adam.step()
        self.step += 1
        likelihood, links, pieces = np.array(results).T
        self.seen += int(pieces.sum())
        # Early on the average follows closely, or it would remember the random start for 500 steps.
        keep = min(AVERAGE, (1 + self.step) / (10 + self.step))
        values = self.model.state_dict()
        torch._foreach_lerp_(list(self.average.values()), [values[name] for name in self.average], 1 - keep)
        return likelihood.mean(), links.mean(), int(pieces.sum())


@torch.no_grad()
def validation(model: Transformer, sets: dict[str, list[Batch]]) -> dict[str, float]:
    """Negative log-likelihood per target piece of each development set."""
    result = {}
    for name, packed in sets.items():
        sizes = [int(batch.target_segment.ne(0).sum()) for batch in packed]
        losses = [model.loss(batch)[1].item() for batch in packed]
        result[name] = float(np.average(losses, weights=sizes))
    return result


def rate_at(step: int, elapsed: float, total: float, decay: float, warmup: int) -> float:
    """Factor on the learning rates: linear warm-up by steps, then 1, then linear to 0 over the last `decay`
    of `total`."""
    falling = (total - elapsed) / (total * decay) if decay else 1.0
    return min(1.0, (step + 1) / warmup if warmup else 1.0, max(falling, 0.0))


def train(run: Run, options: argparse.Namespace, pairs: Pairs, development: dict[str, list[Batch]]) -> None:
    """The loop: step, report, save, until the time is up or SIGTERM comes."""
    weights = {corpus.name: corpus.weight[options.phase] for corpus in read_manifest(options.manifest)}
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    first, begin = run.step, time.monotonic()
    total = options.minutes * 60
    last_report = last_save = last_snapshot = begin
    losses: list[tuple[float, float, int]] = []
    # A seed that moves with the step: a resumed run does not see the first chunk again.
    annotate = None
    if options.vocabulary:
        processor = spm.SentencePieceProcessor(model_file=str(options.vocabulary))
        annotate = Annotator(processor, options.direction[-2:])
        run.wishes = True
    stream = batches(pairs, weights, options.part_rows, options.seed + run.step, annotate=annotate)
    while parts := list(islice(stream, options.parts)):
        now = time.monotonic()
        if stopped or now - begin > total:
            break
        rate = rate_at(run.step - first, now - begin, total, options.decay, options.warmup)
        losses.append(run.update(parts, options.rate * rate, options.link_loss))
        if now - last_report > options.report * 60:
            loss, links, pieces = np.array(losses).T
            checked = validation(run.model, development)
            speed = pieces.sum() / (now - last_report)
            print(
                f"{(now - begin) / 60:.1f} min, step {run.step}, {run.seen / 1e6:.2f} M pieces",
                f"{speed:.0f}/s",
                f"rate {rate:.2f}, train {loss.mean():.3f}, links {links.mean():.3f}",
                *(f"{name} {value:.3f}" for name, value in checked.items()),
                sep=", ", flush=True,
            )  # fmt: skip
            losses, last_report = [], time.monotonic()
        if now - last_save > 600:
            run.save(options.out)
            last_save = now
        if options.snapshots and now - last_snapshot > options.snapshots * 60:
            run.save_average(options.out.with_name(f"{options.out.stem}-{run.seen / 1e6:.1f}M.pt"))
            last_snapshot = now
    run.save(options.out)
    print(f"ended at step {run.step}, {run.seen / 1e6:.2f} M pieces: {options.out}", flush=True)


def start(options: argparse.Namespace, vocabulary: int) -> Run:
    """A new run, or one that goes on from a checkpoint or a package."""
    if options.resume or options.from_package:
        from package import unpack

        checkpoint = (
            torch.load(options.resume, weights_only=True) if options.resume else unpack(options.from_package)
        )
        run = Run(load_model(checkpoint), options.threads, options.direction)
        run.restore(checkpoint)
        return run
    shape = Shape(vocabulary, encoder_layers=options.encoder_layers, decoder_layers=options.decoder_layers)
    model = Transformer(shape)
    if options.embeddings:
        model.embedding.weight.data.copy_(torch.from_numpy(np.load(options.embeddings)))
    return Run(model, options.threads, options.direction)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="checkpoint to write, every ten minutes and at the end")
    parser.add_argument(
        "--data", type=Path, nargs="+", required=True, help="npz from prepare.py, one or several"
    )
    parser.add_argument("--development", type=Path, nargs="*", default=[], help="dev-*.npz from prepare.py")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--direction", choices=DIRECTIONS, default=DIRECTIONS[0], help="default: %(default)s")
    parser.add_argument(
        "--decay",
        type=float,
        default=0.0,
        help="share of the time, at its end, over which the rate falls to 0",
    )
    parser.add_argument(
        "--phase", default="main", help="which weights of the manifest: main (default) or anneal"
    )
    parser.add_argument("--resume", type=Path, help="go on from this checkpoint")
    parser.add_argument("--from-package", type=Path, help="go on from the int8 weights of an .argosmodel")
    parser.add_argument("--embeddings", type=Path, help="initial embeddings from links.py")
    parser.add_argument(
        "--vocabulary",
        type=Path,
        help="sentencepiece.model of the data: write wishes into some sources (see annotation.py)",
    )
    parser.add_argument("--manifest", type=Path, default=HERE / "corpora.toml")
    parser.add_argument("--parts", type=int, default=4, help="parts of a step (default: %(default)s)")
    parser.add_argument(
        "--part-rows", type=int, default=10, help="packed rows a part (default: %(default)s, 1,450 pieces)"
    )
    parser.add_argument("--rate", type=float, default=1.0, help="factor on both learning rates")
    parser.add_argument("--warmup", type=int, default=WARMUP_STEPS, help="steps (default: %(default)s)")
    parser.add_argument(
        "--link-loss", type=float, default=LINK_LOSS, help="weight of the guided head (default: %(default)s)"
    )
    parser.add_argument("--encoder-layers", type=int, default=4)
    parser.add_argument("--decoder-layers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=float, default=3.0, help="minutes between lines of the log")
    parser.add_argument(
        "--snapshots", type=float, default=0.0, help="minutes between kept averages; 0 keeps none"
    )
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    swapped = options.direction != DIRECTIONS[0]
    pairs = Pairs(options.data, swapped=swapped)
    run = start(options, pairs.vocabulary)
    parameters = sum(p.numel() for p in run.model.parameters())
    print(
        f"{len(pairs):,} pairs, {parameters / 1e6:.1f} M parameters, products in {run.model.compute}",
        flush=True,
    )
    development = {
        path.stem.removeprefix("dev-"): development_batches(path, options.part_rows, swapped=swapped)
        for path in options.development
    }
    train(run, options, pairs, development)


if __name__ == "__main__":
    main()
