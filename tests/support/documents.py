"""The files of tests/cases/documents and the paragraphs that are to come out of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.document import Document

CASES = Path(__file__).parents[1] / "cases" / "documents"
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Expected:
    """A paragraph as its author wrote it: `heading`, `item` or `body`, the level of a heading, the text."""

    kind: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How far two lists of paragraphs, or of words, agree."""

    precision: float
    recall: float


def expected(name: str) -> list[Expected]:
    """Read a list of paragraphs: `#` opens a heading, `-` an item, `\\n` stands for a line break."""
    found = []
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"(#+) ", line):
            found.append(Expected("heading", len(heading[1]), line[heading.end() :]))
        elif line.startswith("- "):
            found.append(Expected("item", 0, line[2:]))
        else:
            found.append(Expected("body", 0, line.replace("\\n", "\n")))
    return found


def paragraphs(document: Document) -> list[Expected]:
    """Return the paragraphs of a document in the form of those that are expected."""
    return [Expected(p.kind.value, p.level, p.span.of(document.text)) for p in document.paragraphs]


def loose(text: str) -> str:
    """Return a text with every white space an ordinary one and none before punctuation: PDFs do not tell."""
    return re.sub(r" (?=[;:!?»])|(?<=«) |(?<=\d) (?=\d)", "", _SPACES.sub(" ", text))


def quality(found: Iterable[str], wanted: Iterable[str]) -> Quality:
    """Compare two lists as bags: how much of what was found was wanted, and the other way round."""
    ours, theirs = Counter(found), Counter(wanted)
    common = sum((ours & theirs).values())
    return Quality(common / max(sum(ours.values()), 1), common / max(sum(theirs.values()), 1))


def words(texts: Iterable[str]) -> list[str]:
    """Return the words of paragraphs."""
    return [word for text in texts for word in re.findall(r"\w+", text)]
