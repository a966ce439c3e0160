"""Where an answer differs from what was expected, in pieces to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from bilingual.casing import without_accents


class PartKind(StrEnum):
    """What a piece of an answer is."""

    SAME = "same"
    SLIP = "slip"
    """Forgiven: only an accent, a capital, an apostrophe or a hyphen is another."""
    WRONG = "wrong"
    """Something else was expected."""
    EXTRA = "extra"
    """Nothing was expected."""
    MISSING = "missing"
    """Expected and not there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer beside the piece expected; all pieces joined give the two texts.

    Args:
        kind: how they compare.
        text: of the answer; empty where something is missing.
        expected: empty where nothing was expected.
    """

    kind: PartKind
    text: str
    expected: str


_WORDS = re.compile(r"\S+\s*|\s+")
_LEAST_ALIKE = 0.4
"""Share of letters in common under which a word is another word, and no letters of it are compared."""


def differences(answer: str, expected: str, *, words: bool = False) -> tuple[Part, ...]:
    """Compare an answer with what was expected, letter by letter or word by word.

    >>> [(part.kind.value, part.text, part.expected) for part in differences("depots", "dépôts")]
    [('same', 'd', 'd'), ('slip', 'e', 'é'), ('same', 'p', 'p'), ('slip', 'o', 'ô'), ('same', 'ts', 'ts')]
    """
    if not answer or not expected:
        whole = Part(PartKind.EXTRA if answer else PartKind.MISSING, answer, expected)
        return (whole,) if answer or expected else ()
    key: Callable[[str], str] = _word_key if words else plain
    ours, theirs = (_WORDS.findall(text) if words else list(text) for text in (answer, expected))
    matcher = SequenceMatcher(None, [*map(key, ours)], [*map(key, theirs)], autojunk=False)
    if not words and matcher.ratio() < _LEAST_ALIKE:
        return (Part(PartKind.WRONG, answer, expected),)
    return tuple(_joined(_pieces(matcher, ours, theirs)))


def plain(text: str) -> str:
    """Return a text without accents, capitals and ligatures, with one kind of apostrophe, hyphen and space.

    >>> plain("L’Œuvre d’État – déjà")
    "l'oeuvre d'etat - deja"
    """
    folded = text.casefold().translate(_SIGNS).replace("œ", "oe").replace("æ", "ae")
    return without_accents(folded)


_SIGNS = str.maketrans(
    dict.fromkeys("’ʼ‘′`´", "'")
    | dict.fromkeys("‐‑–—−", "-")
    | dict.fromkeys("\u00a0\u202f\u2009", " ")
    | {"\u00ad": None}
)


def alike(one: str, other: str) -> float:
    """Return how far two texts have the same letters in the same order, 0 to 1."""
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


def word_keys(sentence: str) -> list[str]:
    """Return the words of a sentence without punctuation, in plain letters."""
    return re.findall(r"\w+", plain(sentence))


def _word_key(word: str) -> str:
    # A comma too many is no word too many.
    return plain(word).strip(" \t\n.,;:!?…«»“”\"'()") or plain(word).strip()


def _pieces(matcher: SequenceMatcher[str], ours: list[str], theirs: list[str]) -> Iterator[Part]:
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            for text, expected in zip(ours[i:i_end], theirs[j:j_end], strict=True):
                yield Part(PartKind.SAME if text == expected else PartKind.SLIP, text, expected)
        else:
            kind = {"replace": PartKind.WRONG, "delete": PartKind.EXTRA, "insert": PartKind.MISSING}[tag]
            yield Part(kind, "".join(ours[i:i_end]), "".join(theirs[j:j_end]))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    for kind, group in groupby(parts, key=lambda part: part.kind):
        together = list(group)
        text = "".join(part.text for part in together)
        yield Part(kind, text, "".join(part.expected for part in together))
