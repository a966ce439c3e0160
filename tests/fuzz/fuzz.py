"""Try every parser with damaged inputs and print how many were tried, and what came of them.

    python tests/fuzz/fuzz.py --inputs 2000
    python tests/fuzz/fuzz.py glossary deck --seconds 60
    python tests/fuzz/fuzz.py document --engine atheris --seconds 60     (needs atheris)

An input that makes a parser fail with anything but a `BilingualError`, take longer than --limit or more memory than
--memory, is written to --keep, and the exit code is 1. Time is that of the processor, since the machine may be busy,
the process that reads a PDF included; its memory is bounded there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mutation import mutate
from targets import TARGETS, Target

from bilingual.errors import BilingualError


@dataclass(slots=True)
class Tally:
    """What came of the inputs of one target."""

    accepted: int = 0
    refused: int = 0
    slowest: float = 0.0  # seconds
    defects: dict[str, bytes] = field(default_factory=dict)

    def attempt(self, target: Target, data: bytes, limit: float) -> None:
        """Give one input to the parser; a defect is kept by where it arose, once."""
        begin = sum(os.times()[:4])
        try:
            target.parse(data)
            self.accepted += 1
        except BilingualError as error:
            self.refused += 1
            if "\n" in str(error):
                self.defects["a message of several lines"] = data
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            self.defects[f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}"] = (
                data
            )
        taken = sum(os.times()[:4]) - begin
        self.slowest = max(self.slowest, taken)
        if taken > limit:
            self.defects[f"took {taken:.1f} s"] = data

    @property
    def inputs(self) -> int:
        """How many were tried."""
        return self.accepted + self.refused + len(self.defects)


def bound_memory(megabytes: int) -> None:
    """Let allocations fail beyond so much more than the process has now, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def by_mutation(target: Target, inputs: int, seconds: float, limit: float, seed: int) -> Tally:
    """Damage the target's seeds until as many inputs have been tried or the time is up."""
    generator, tally, seeds = random.Random(seed), Tally(), target.seeds()
    end = time.monotonic() + seconds
    for data in seeds:
        tally.attempt(target, data, limit)
    while tally.inputs < inputs and time.monotonic() < end:
        tally.attempt(target, mutate(generator.choice(seeds), generator.choice(seeds), generator), limit)
    return tally


def by_coverage(target: Target, seconds: float) -> None:
    """Let atheris look for inputs that reach new code; it prints its own report and ends the process."""
    import tempfile

    import atheris

    corpus = tempfile.mkdtemp()
    for data in target.seeds():
        (Path(corpus) / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)
    with atheris.instrument_imports(include=["bilingual"]):
        for name in [name for name in sys.modules if name.split(".")[0] == "bilingual"]:
            del sys.modules[name]
        from bilingual.errors import BilingualError as Expected

    def one(data: bytes) -> None:
        with suppress(Expected):
            target.parse(data)

    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-rss_limit_mb=4096", corpus], one)
    atheris.Fuzz()


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default"
    )
    parser.add_argument("--inputs", type=int, default=1_000, help="for each target (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=120.0, help="for each target (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds that one input may take")
    parser.add_argument("--memory", type=int, default=2_048, help="megabytes that one input may take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("mutation", "atheris"), default="mutation")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-defects"), help="folder for what fails")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    chosen = [TARGETS[name] for name in options.targets or TARGETS]
    if options.engine == "atheris":
        if len(chosen) != 1:
            parser.error("atheris takes one target a run")
        by_coverage(chosen[0], options.seconds)
    failed = False
    bound_memory(options.memory)
    heads = (
        ("inputs", 8),
        ("accepted", 9),
        ("refused", 8),
        ("defects", 8),
        ("slowest, ms", 12),
        ("wall, s", 8),
    )
    print(f"{'target':16}", *(f"{head:>{width}}" for head, width in heads))
    for target in chosen:
        begin = time.monotonic()
        tally = by_mutation(target, options.inputs, options.seconds, options.limit, options.seed)
        print(
            f"{target.name:16} {tally.inputs:8,} {tally.accepted:9,} {tally.refused:8,}"
            f" {len(tally.defects):8,} {tally.slowest * 1000:12,.0f} {time.monotonic() - begin:8,.0f}",
            flush=True,
        )
        for what, data in tally.defects.items():
            options.keep.mkdir(exist_ok=True)
            kept = options.keep / f"{target.name.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            print(f"    {what}\n    kept as {kept}")
        failed = failed or bool(tally.defects)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
