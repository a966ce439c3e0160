"""A small French–English dictionary, written for this project: words too rare for the lexicon to have learnt.

A row is `headword TAB part of speech TAB translations`, in `bilingual/data/words-fr-en.tsv`: French lemma; `m`,
`f`, `v`, `adj` …; English citation forms, the usual one in news first, `; ` between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bilingual.languages import FRENCH, Language
from bilingual.lemmas import lemmatize
from bilingual.lexicon.dictfiles import DictionaryError

DEFAULT_PATH = Path(__file__).parent.parent / "data" / "words-fr-en.tsv"
_TRANSLATIONS_PARTED_BY = "; "


@dataclass(frozen=True, slots=True)
class WordSense:
    """A headword with one part of speech.

    Args:
        headword: in the language it was looked up in.
        part_of_speech: of the French word.
        translations: citation forms in the other language, the usual one first.
    """

    headword: str
    part_of_speech: str
    translations: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """Part of speech and translations in a line."""
        return f"{self.part_of_speech}  {_TRANSLATIONS_PARTED_BY.join(self.translations)}"


class Wordbook:
    """The dictionary, in both directions.

    >>> [(sense.headword, sense.translations) for sense in Wordbook.open().look_up("éradiqué", FRENCH)]
    [('éradiquer', ('eradicate',))]
    """

    def __init__(self, senses: Sequence[WordSense]) -> None:
        self.senses = tuple(senses)

    @classmethod
    def open(cls, path: Path | None = None) -> Wordbook:
        """Open the dictionary at `path`, or the one in the package.

        Raises:
            DictionaryError: a row is not as it should be, or the file cannot be read.
        """
        return cls(_read(path)) if path else _default()

    @cached_property
    def _french(self) -> Mapping[str, tuple[WordSense, ...]]:
        return _by_headword(self.senses)

    @cached_property
    def _english(self) -> Mapping[str, tuple[WordSense, ...]]:
        return _by_headword(_turned(self.senses))

    def look_up(self, word: str, language: Language) -> tuple[WordSense, ...]:
        """Return the senses of a word in any form: of its own spelling, else of its likeliest known lemma."""
        senses = self._french if language == FRENCH else self._english
        for form in (word, word.lower(), *lemmatize(word, language)):
            if found := senses.get(form):
                return found
        return ()


@lru_cache(maxsize=1)
def _default() -> Wordbook:
    return Wordbook(_read(DEFAULT_PATH))


def _read(path: Path) -> tuple[WordSense, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DictionaryError(f"cannot be read: {error}", place=str(path)) from None
    senses = []
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise DictionaryError("not three columns", place=f"{path}, line {number}")
        senses.append(WordSense(cells[0], cells[1], tuple(cells[2].split(_TRANSLATIONS_PARTED_BY))))
    return tuple(senses)


def _by_headword(senses: Sequence[WordSense]) -> Mapping[str, tuple[WordSense, ...]]:
    found: dict[str, tuple[WordSense, ...]] = {}
    for sense in senses:
        found[sense.headword] = (*found.get(sense.headword, ()), sense)
    return found


def _turned(senses: Sequence[WordSense]) -> list[WordSense]:
    """Return the senses with English headwords, words whose first translation it is before the others."""
    french: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for sense in senses:
        for rank, translation in enumerate(sense.translations):
            french.setdefault((translation, sense.part_of_speech), []).append((rank, sense.headword))
    return [
        WordSense(english, part, tuple(word for _, word in sorted(words, key=lambda pair: pair[0])))
        for (english, part), words in french.items()
    ]
