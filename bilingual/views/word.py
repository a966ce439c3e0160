"""A word explained: translations with bars, terms with what they mean, dictionaries, an example."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.nearest import equivalents_of
from bilingual.languages import ENGLISH, Language, other_language
from bilingual.pipeline.words import Definitions, Explanation
from bilingual.views.frame import HEADING_STYLE, INDENT, QUIET_STYLE, TERM_STYLE
from bilingual.views.terminal import harmless, wrap
from bilingual.views.terms import grammar

_BAR = 10  # cells
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WIDEST = 88  # cells; longer lines are hard to find the start of again
_LONGEST = 3000  # characters of a dictionary's entry; longer ones are cut
_PARTS = {"n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb", "phrase": "phrase"}


class WordView:
    """Prints explanations of words.

    Args:
        console: where to; its width and encoding decide layout and signs.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)
        self._unicode = "utf" in console.encoding.lower()

    def show(self, word: Explanation) -> None:
        """Print what is known of a word."""
        for line in self._lines(word):
            self._console.print(line, soft_wrap=True, highlight=False, markup=False)

    def _lines(self, word: Explanation) -> Iterator[Text]:
        yield from self._wrapped(self._head(word))
        other = other_language(word.language)
        column = max((cell_len(text) for text, _ in word.translations), default=0)
        column = min(column, self._width - len(INDENT) - _BAR - 7)
        for text, probability in word.translations:
            line = Text(INDENT).append(harmless(text), style=HEADING_STYLE)
            line.append(" " * max(1, len(INDENT) + column + 1 - line.cell_len))
            line.append(bar(probability, unicode=self._unicode), style=QUIET_STYLE)
            line.append(f" {probability:>4.0%}")
            yield line
        for entry in word.entries:
            yield Text()
            yield from self._entry(entry, word.name_of(entry), word.language, other)
        for definitions in word.definitions:
            yield Text()
            yield from self._definitions(definitions)
        if word.example:
            yield Text()
            text, span = harmless(word.example.text), word.example.span
            line = Text(text)
            line.stylize(TERM_STYLE, span.start, span.end)
            yield Text("from your reading, translated by machine", style=QUIET_STYLE)
            yield from self._wrapped(line, INDENT)
            yield from self._wrapped(Text(harmless(word.example.translation)), INDENT * 2)

    def _head(self, word: Explanation) -> Text:
        line = Text(harmless(word.form), style=TERM_STYLE)
        if word.only_defined:
            return line
        lemmas = [lemma for lemma in word.lemmas if lemma.lower() != word.form.lower()]
        notes = [word.language.name, ", ".join(_PARTS[part] for part in word.parts_of_speech)]
        if lemmas:
            notes.append(f"a form of {' or '.join(lemmas)}" if len(lemmas) == len(word.lemmas)
                         else f"also a form of {' or '.join(lemmas)}")  # fmt: skip
        dot = " · " if self._unicode else " - "
        return Text().append_text(line).append(dot + harmless(dot.join(filter(None, notes))), QUIET_STYLE)

    def _entry(self, entry: ConceptEntry, name: str, language: Language, other: Language) -> Iterator[Text]:
        dash = " — " if self._unicode else " - "
        line = Text(harmless(name), style=TERM_STYLE)
        head = Text().append_text(line).append(grammar(entry, language, name), QUIET_STYLE).append(dash)
        head.append(harmless(", ".join(equivalents_of(entry, name, language, other))), HEADING_STYLE)
        yield from self._wrapped(head)
        if definition := entry.definition(ENGLISH):
            yield from self._wrapped(Text(harmless(definition)), INDENT)
        if entry.note:
            yield from self._wrapped(Text(f"Note: {harmless(entry.note)}"), INDENT)
        if example := entry.example(language):
            yield from self._wrapped(Text(harmless(example), style="italic"), INDENT)
            yield from self._wrapped(Text(harmless(entry.example(other))), INDENT * 2)

    def _definitions(self, definitions: Definitions) -> Iterator[Text]:
        yield from self._wrapped(Text(harmless(definitions.dictionary), style=QUIET_STYLE))
        for entry in definitions.entries:
            yield from self._wrapped(Text(harmless(_in_a_line(entry.headword)), style=TERM_STYLE))
            text = entry.text
            if len(text) > _LONGEST:
                text = text[:_LONGEST] + (" …" if self._unicode else " ...")
            for line in text.splitlines():
                yield from self._wrapped(Text(harmless(line)), INDENT)

    def _wrapped(self, text: Text, indent: str = "") -> Iterator[Text]:
        for line in wrap(text, self._width - len(indent), self._console):
            yield Text(indent).append_text(line)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def bar(share: float, *, unicode: bool = True, width: int = _BAR) -> str:
    """Return a bar of `width` cells, filled by `share` (0 to 1).

    >>> bar(0.45, width=4), bar(0.45, unicode=False, width=4)
    ('█▊  ', '##  ')
    """
    if not unicode:
        return ("#" * round(share * width)).ljust(width)
    whole, eighths = divmod(round(share * width * 8), 8)
    return (_EIGHTHS[8] * whole + (_EIGHTHS[eighths] if eighths else "")).ljust(width)
