"""Open the reader: the one way in from outside."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.pipeline.gradual import GradualText
from bilingual.pipeline.model import ParallelText
from bilingual.reader.config import Config

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Termbase
    from bilingual.lexicon.dictionaries import Dictionary
    from bilingual.reader.theme import Palette
    from bilingual.translation.memory import TranslationMemory

_SWITCH = 0.001  # seconds
_COLORS = {None: 0, "standard": 16, "windows": 16, "256": 256, "truecolor": 1 << 24}


def run_reader(
    text: ParallelText | GradualText,
    *,
    path: Path | None = None,
    is_pack: bool = False,
    config: Config | None = None,
    termbase: Termbase | None = None,
    dictionaries: tuple[Dictionary, ...] = (),
    memory: TranslationMemory | None = None,
) -> None:
    """Show a text in the terminal until its reader quits.

    Args:
        text: as a whole, or translated as it is read.
        path: of its file, by which its position is known even after it was edited.
        is_pack: whether that file is a reading pack, in which mended rows are kept at once.
        config: the user's settings.
        termbase: whose concepts are shown; the built-in one by default.
        dictionaries: the reader's own.
        memory: for examples from what was read before.

    Raises:
        BitextError: there is no sentence in the text.
        BilingualError: where the reader was could not be kept.
    """
    # Textual takes NO_COLOR for set where it is empty, which its users do not.
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
    palette = _palette(config.theme if config else "auto")
    from bilingual.directories import deck_file, reading_directory
    from bilingual.exercises.deck import Deck
    from bilingual.reader.app import Opened, ReaderApp
    from bilingual.reader.book import Book
    from bilingual.reader.positions import Positions

    opened = Opened(
        Book(text),
        Positions(reading_directory()),
        Deck.open,
        path=path,
        is_pack=is_pack,
        config=config or Config(),
        palette=palette,
        termbase=termbase,
        dictionaries=dictionaries,
        memory=memory,
        deck_exists=deck_file().exists(),
    )
    app = ReaderApp(opened)
    # A thread that looks words up hands over sooner to the one that answers keys: 1 ms instead of 5.
    sys.setswitchinterval(_SWITCH)
    app.run()
    app.wait_for_threads()
    if app.unkept is not None:
        raise app.unkept


def _palette(wanted: str) -> Palette:
    from rich.console import Console

    from bilingual.reader.theme import choose

    system = None if os.environ.get("NO_COLOR") else Console(file=sys.stderr).color_system
    return choose(wanted, colors=_COLORS.get(system, 16), background=os.environ.get("COLORFGBG"))
