"""Places where terms fit, before it is decided which of them are terms."""

from __future__ import annotations

from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from bilingual.glossary.demands import Demand
from bilingual.glossary.model import ConceptEntry, Term
from bilingual.glossary.modifiers import Modifier
from bilingual.spans import Span


class Company(IntEnum):
    """What a term asks of the terms around it, having no word of its context columns beside it."""

    NONE = 0
    """Nothing: its sense is plain, or a word of its context is there."""
    ANY = 1
    """One unambiguous term nearby."""
    FIELD = 2
    """So many that the passage is of the field beyond doubt."""
    KIND = 3
    """What makes a kind of it: everyday nouns are terms in compounds only, « *hélicoptère* de combat »."""


class Candidate(NamedTuple):  # made far more often than kept, and quicker than a dataclass
    """A place where a term fits, with the first and last of its atoms and what makes a kind of it.

    `order` is the length, negative, then the start, then the number of modifiers, then what else ranks it.
    """

    start: int
    end: int
    first: int
    last: int
    entry: ConceptEntry
    term: Term
    order: tuple[int, ...]
    company: Company
    unambiguous: bool
    demand: Demand
    modifiers: tuple[Modifier, ...] = ()


by_order = attrgetter("order")
"""The better of two candidates comes first."""
by_start = attrgetter("start")
"""In the order of the text."""


class Exclusion(NamedTuple):
    """A place where an expression fits in which a term of that entry means something else."""

    span: Span
    entry: ConceptEntry
