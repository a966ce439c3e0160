"""What the commands that use the deck have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.output import say

if TYPE_CHECKING:
    from random import Random

    from bilingual.exercises.deck import Deck


def deck_option(command: Callable[..., object]) -> Callable[..., object]:
    """Add `--deck` to a command."""
    return click.option(
        "--deck", "deck_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="Another deck than your own, which lies in BILINGUAL_DATA_DIR or the place for user data.",
    )(command)  # fmt: skip


@contextmanager
def opened_deck(path: Path | None, *, make: bool = True, rng: Random | None = None) -> Iterator[Deck]:
    """Give the deck; says where a damaged one was put.

    Args:
        path: its file; by default the learner's own.
        make: whether to make one where there is none; otherwise an empty one stands in for it.
        rng: spreads the intervals.
    """
    from bilingual.directories import deck_file
    from bilingual.exercises.deck import Deck

    there = make or (path or deck_file()).exists()
    with Deck.open(path if there else Path(":memory:"), rng=rng) as deck:
        if deck.set_aside:
            kept = (
                f"with the {deck.rescued} cards of it that can be read" if deck.rescued else "without cards"
            )
            say(f"the deck was damaged; it is kept as {deck.set_aside}, a new one begun {kept}")
        yield deck
