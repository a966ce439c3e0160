"""A text cut into the atoms that patterns match, with what stands around each of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import Final
from unicodedata import is_normalized, normalize

from bilingual.glossary.patterns import ATOM, fold

# In decomposed text (macOS file names, some PDFs) the accents are code points of their own.
_DECOMPOSED_ATOM: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_JOINTS: Final = frozenset("-'’\u2010\u2011")
# A sentence's stop with what closes after it and opens before the next, or a blank line; one class in front, because
# the search is several times as fast with it.
_SENTENCE_END: Final = re.compile(
    r"[.!?…\n](?:(?<!\n)[.!?…]*[\"»”’')\]\s]*\s(?=[\"«“(\[—–-]*\s*[A-ZÀ-Ý0-9])|(?<=\n)\s*\n)"
)
_OPENERS: Final = " \t\xa0\u202f\"'«“‘(["
_DASHES: Final = "—–-•*"
# A full stop after these ends no sentence: « M. Char », « le gén. Martin ».
_TITLES: Final = frozenset(
    ("m", "mm", "mme", "mlle", "me", "dr", "pr", "gén", "col", "cne", "lt", "cdt", "adj", "mr", "mrs", "ms",
     "gen", "capt", "sgt", "maj", "brig", "cpl", "adm", "st")
)  # fmt: skip


def _joins(gap: str) -> bool:
    return gap in _JOINTS or (gap.isspace() and gap.count("\n") < 2)


class Atoms:
    """The words of a text between everything else, in folded spelling and with their spans.

    >>> Atoms("L’état-major").words
    ['l', 'état', 'major']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded = fold(text)
        composed = is_normalized("NFC", folded)
        self.spans = [found.span() for found in (ATOM if composed else _DECOMPOSED_ATOM).finditer(folded)]
        self.words = [folded[start:end] for start, end in self.spans]
        if not composed:
            self.words = [normalize("NFC", word) for word in self.words]
        self._words_of: dict[tuple[int, int], frozenset[str]] = {}
        self._words_beside: dict[tuple[int, int], frozenset[str]] = {}
        ends = [end for _, end in self.spans]
        gaps = [text[end:start] for end, (start, _) in zip(ends, self.spans[1:], strict=False)]
        # One longer than the words: neither the first nor what would follow the last has anything before it.
        self.joints = [
            False,
            *[
                gap == " " or _joins(gap) or (gap == ". " and word in _TITLES)
                for gap, word in zip(gaps, self.words, strict=False)
            ],
            False,
        ]

    def surface(self, index: int) -> str:
        """Return an atom as it is written."""
        start, end = self.spans[index]
        return self.text[start:end]

    def gap(self, index: int) -> str:
        """Return what stands between an atom and the one before it."""
        return self.text[self.spans[index - 1][1] : self.spans[index][0]]

    def joined(self, index: int) -> bool:
        """Whether only a space, a hyphen, an apostrophe or one line break parts an atom from the last."""
        return 0 <= index < len(self.joints) and self.joints[index]

    def before(self, index: int) -> str:
        """Return the folded word joined to an atom on its left, or an empty string."""
        return self.words[index - 1] if self.joined(index) else ""

    def after(self, index: int) -> str:
        """Return the folded word joined to an atom on its right, or an empty string."""
        return self.words[index + 1] if self.joined(index + 1) else ""

    def opens_sentence(self, index: int) -> bool:
        """Whether a capital is owed to the atom's place: first in a sentence, a line, a quotation."""
        start = self.spans[index][0]
        # From the last word on, which no opener or dash is part of.
        before = self.text[self.spans[index - 1][0] if index else 0 : start].rstrip(_OPENERS)
        unlisted = before.rstrip(_DASHES + _OPENERS)
        if not unlisted or unlisted[-1] in "!?…:;\n»”":
            return True
        # « M. » is a title, the m of "7 a.m." is not.
        title = index and self.words[index - 1] in _TITLES and not (index > 1 and self.gap(index - 1) == ".")
        return unlisted[-1] == "." and not title

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """The first atom of its sentence and the one after its last, for each atom."""
        ends = [found.end() for found in _SENTENCE_END.finditer(self.text)]
        cuts = [0, *(bisect_left(self.spans, (end, 0)) for end in ends), len(self.spans)]
        return [bounds for bounds in pairwise(cuts) for _ in range(*bounds)]

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first atom of the sentence that an atom stands in, and the one after its last."""
        return self._sentences[index]

    def sentence_words(self, index: int) -> frozenset[str]:
        """Return the words of the sentence that an atom stands in."""
        bounds = self.sentence(index)
        words = self._words_of.get(bounds)
        if words is None:
            words = self._words_of[bounds] = frozenset(self.words[bounds[0] : bounds[1]])
        return words

    def words_beside(self, index: int) -> frozenset[str]:
        """Return the words of the sentences before and after the one that an atom stands in."""
        bounds = start, end = self.sentence(index)
        words = self._words_beside.get(bounds)
        if words is None:
            before = self.sentence_words(start - 1) if start else frozenset()
            words = before | self.sentence_words(end) if end < len(self.words) else before
            self._words_beside[bounds] = words
        return words

    def in_title_case(self, index: int) -> bool:
        """Whether the sentence is written as an English headline: most of its longer words with a capital."""
        first, last = self.sentence(index)
        longer = [self.surface(i) for i in range(first, last) if len(self.words[i]) > 3]
        # Four words and three quarters: a sentence about two persons stays below either.
        return len(longer) >= 4 and 4 * sum(word[0].isupper() for word in longer) >= 3 * len(longer)
