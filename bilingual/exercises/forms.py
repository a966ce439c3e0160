"""Forms of words with their part of speech, gender, number and tense: what a gap shows of the word missing in it.

The tables are made by `models/recipe/word_forms.py` of Lexique 3.83 and the SPECIALIST Lexicon; their licences are
in `bilingual/data/LICENCES.md`.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bilingual.languages import Language

_DATA = Path(__file__).parent.parent / "data"


class Form(NamedTuple):
    """One reading of a written form.

    `part` is `n`, `v`, `a` or `r` (noun, verb, adjective, adverb). `tag` is, of a French noun or adjective, gender
    and number, `-` where either serves (`fp`, `ms`, `-s`); of a French verb, tense and person or agreement (`P3s`
    present, `I` imperfect, `S` past historic, `F` future, `C` conditional, `J` and `T` subjunctive present and
    imperfect, `Y` imperative, `G` present participle, `Kfs` past participle, `W` infinitive); of an English noun
    `-s` or `-p`; of an English verb `P` plain, `3` third person, `D` past, `N` past participle, `G` -ing; of an
    English adjective or adverb nothing, `c` or `t`.
    `weight` is how often the form is that, per ten million words; 0 where unknown.
    """

    text: str
    lemma: str
    part: str
    tag: str
    weight: int


class Forms:
    """The table of one language.

    >>> from bilingual.languages import FRENCH
    >>> forms = Forms.open(FRENCH)
    >>> [(form.lemma, form.part, form.tag) for form in forms.readings("porte")[:2]]
    [('porte', 'n', 'fs'), ('porter', 'v', 'J1s')]
    >>> forms.inflect("dépôt", "n", "mp")
    ('dépôts',)
    """

    def __init__(self, table: str) -> None:
        lemmas, _, forms = table.partition("\n\n")
        self._lemmas = lemmas.splitlines()
        self._others = forms.splitlines()

    @classmethod
    def open(cls, language: Language) -> Forms:
        """Open the table of a language that comes with the package: a tenth of a second the first time."""
        return _open(language.code)

    def readings(self, form: str) -> tuple[Form, ...]:
        """Return what a form may be, the most frequent reading first; nothing for a word that is not held."""
        text = form.lower().replace("’", "'")
        lemmas = next((line.split("\t")[1:] for line in _starting(self._others, text)), [text])
        found = (reading for lemma in lemmas for reading in self._forms(lemma) if reading.text == text)
        return tuple(sorted(found, key=lambda reading: -reading.weight))

    def inflect(self, lemma: str, part: str, tag: str) -> tuple[str, ...]:
        """Return the forms of a lemma that have a tag; a noun or adjective for either gender has any."""
        found = (
            form.text
            for form in self._forms(lemma)
            if form.part == part and (form.tag == tag or (part in "na" and agrees(form.tag, tag)))
        )
        return tuple(dict.fromkeys(found))

    def _forms(self, lemma: str) -> Iterator[Form]:
        for line in _starting(self._lemmas, lemma):
            _, part, forms = line.split("\t")
            for form in forms.split(" "):
                text, tag, weight = form.rsplit(":", 2)
                yield Form(text, lemma, part, tag, int(weight))


def _starting(lines: list[str], field: str) -> Iterator[str]:
    """Yield the lines whose first field is that; they are in order."""
    start = f"{field}\t"
    for index in range(bisect_left(lines, start), len(lines)):
        if not lines[index].startswith(start):
            return
        yield lines[index]


def agrees(tag: str, other: str) -> bool:
    """Whether two tags of nouns or adjectives go together.

    >>> agrees("-p", "fp"), agrees("mp", "fp")
    (True, False)
    """
    return len(tag) == len(other) and all(
        "-" in pair or pair[0] == pair[1] for pair in zip(tag, other, strict=True)
    )


@lru_cache(maxsize=2)
def _open(language: str) -> Forms:
    return Forms(gzip.decompress((_DATA / f"forms-{language}.tsv.gz").read_bytes()).decode())
