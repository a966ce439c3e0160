"""A probabilistic bilingual lexicon: which word translates which, how often, in both directions."""

from __future__ import annotations

from bilingual.lexicon.entry import WordEntry, look_up
from bilingual.lexicon.lexicon import NOTHING, Lexicon
from bilingual.lexicon.words import fold

__all__ = ["NOTHING", "Lexicon", "WordEntry", "fold", "look_up"]
