"""The protocol that every engine meets, and what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol, runtime_checkable

from bilingual.languages import Language
from bilingual.spans import Span, WordLink


class Origin(StrEnum):
    """Who made the target side of a bitext."""

    MACHINE = "mt"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Engine:
    """What made the target side: `argos` and its package, or `align` and the file of the translation."""

    name: str
    package: str
    origin: Origin


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """How some words of a sentence are to be rendered, if the engine can be told.

    Args:
        span: of the words, in the sentence.
        rendering: in the target language, as a termbase has it; the engine inflects it.
    """

    span: Span
    rendering: str


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence to be translated, and what is wished of its translation.

    Args:
        text: the sentence as one line.
        wishes: in order, not overlapping; an engine that cannot be told leaves them aside.
    """

    text: str
    wishes: tuple[Wish, ...] = ()

    def __post_init__(self) -> None:
        for before, after in pairwise(self.wishes):
            if before.span.end > after.span.start:
                raise ValueError(f"wishes for {before.span} and {after.span} overlap or are out of order")
        if self.wishes and self.wishes[-1].span.end > len(self.text):
            raise ValueError(f"{self.wishes[-1].span} leaves a sentence of {len(self.text)} characters")

    @classmethod
    def of(cls, sentence: str | Request) -> Request:
        """Return a sentence as a request; a plain one wishes for nothing."""
        return sentence if isinstance(sentence, Request) else cls(sentence)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A hypothesis that came after the best.

    Args:
        text: of the whole sentence.
        score: as that of a `Translation`.
    """

    text: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of one sentence.

    Args:
        text: the best hypothesis; empty only where the sentence holds nothing to translate.
        score: geometric mean of the hypothesis's token probabilities, 0 to 1; `None` where unknown.
        alternatives: further hypotheses, best first, none like `text` and none a loop.
        links: word links in coordinates of the sentence and of `text`, where the engine gives them.
    """

    text: str
    score: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    links: tuple[WordLink, ...] = ()


@runtime_checkable
class Translator(Protocol):
    """Anything that turns sentences of one language into sentences of another."""

    @property
    def source_language(self) -> Language:
        """The language translated from."""

    @property
    def target_language(self) -> Language:
        """The language translated into."""

    @property
    def engine(self) -> Engine:
        """Name and package, as the bitext records them."""

    @property
    def identity(self) -> str:
        """Changes whenever the same sentence might come out differently: package contents and options."""

    def translate(self, sentences: Iterable[str | Request]) -> Iterator[Translation]:
        """Yield one translation a sentence, in order, each as soon as it and those before it are ready.

        Implementations read ahead by a bounded number of sentences, so that memory stays flat.
        """


@runtime_checkable
class TellableTranslator(Translator, Protocol):
    """A translator that may heed the wishes of a `Request`; the others are given none."""

    @property
    def takes_wishes(self) -> bool:
        """Whether this one does, with the package it has."""


def can_be_told(translator: Translator) -> bool:
    """Whether a translator heeds wishes."""
    return isinstance(translator, TellableTranslator) and translator.takes_wishes
