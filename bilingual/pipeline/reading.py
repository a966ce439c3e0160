"""Read a text: the only place, with `aligning`, where the stages are wired together."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from types import NoneType

from bilingual.directories import memory_file, unpacked_packages
from bilingual.document import Document, read_document
from bilingual.errors import expect
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language
from bilingual.pipeline.gradual import GradualText, TargetText
from bilingual.pipeline.languages import languages_of
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.translation.engine import ArgosTranslator
from bilingual.translation.memory import remembering
from bilingual.translation.packages import find_package
from bilingual.translation.translator import Engine, Translator


def read(
    source: str | os.PathLike[str] | Document,
    *,
    source_language: Language | str | None = None,
    target_language: Language | str | None = None,
    translator: Translator | None = None,
    model: str | os.PathLike[str] | None = None,
    memory: bool | str | os.PathLike[str] = True,
    termbase: Termbase | None = None,
    links: bool = True,
) -> ParallelText:
    """Read a text beside its machine translation.

    Args:
        source: path of a file, `-` for standard input, or a `Document` (see `document_from_text`).
        source_language: the language of the text, or its ISO 639-1 code; guessed of the text by default.
        target_language: the language to read it in; the other one by default.
        translator: what translates; by default an `ArgosTranslator` with the package that `find_package` finds.
        model: path of the package, instead of the one found.
        memory: whether to keep translations in the user's translation memory, or the file of another one.
        termbase: whose terms to mark; the built-in military termbase by default.
        links: whether to link words by the lexicon where the package gives no links; 6 ms a sentence.

    Returns:
        The text with a bead a sentence; no socket is opened.

    Raises:
        DocumentError: the text cannot be read, or is in another language.
        ModelError: no package translates it.
        LanguageError: a language is not French or English, or both are the same; a `ValueError`.
        WrongTypeError: an argument is of another kind; a `TypeError`.

    >>> import bilingual
    >>> text = bilingual.read("examples/frappes-aeriennes.fr.txt")  # doctest: +SKIP
    >>> text.beads[0].target  # doctest: +SKIP
    """
    document = source if isinstance(source, Document) else read_document(source)
    expect(termbase, (Termbase, NoneType), "a termbase is what load_termbase() returns")
    expect(memory, (bool, str, os.PathLike), "memory is True, False or the path of a file")
    if translator is None:
        pair = languages_of(source_language, target_language, document)
        translator = ArgosTranslator(find_package(*pair, model), cache=unpacked_packages())
    if memory is False:
        text = Reading(document, translator, termbase).finish()
    else:
        with remembering(translator, memory_file() if memory is True else Path(memory)) as recalling:
            text = Reading(document, recalling, termbase).finish()
    if not links:
        return text
    from bilingual.pipeline.linking import link_words

    return link_words(text)


class Reading:
    """A text being read: iterate to get the beads in order, each as soon as it is translated.

    Args:
        document: the text.
        translator: what translates; its source language is that of the text.
        termbase: whose terms to mark; the built-in military termbase by default.
        check_language: refuse a text that is plainly in another language.

    Raises:
        DocumentError: the text is in another language.
        WrongTypeError: `document` is none.
    """

    def __init__(
        self,
        document: Document,
        translator: Translator,
        termbase: Termbase | None = None,
        *,
        check_language: bool = True,
    ) -> None:
        expect(document, Document, "a Reading is of a Document, such as read_document() returns")
        self._text = GradualText(document, translator, termbase, check_language=check_language)
        self._target = TargetText()
        self._beads: list[AnnotatedBead] = []
        self._keeps = True
        self._stream = self._read()

    @property
    def document(self) -> Document:
        """The text."""
        return self._text.document

    @property
    def source_language(self) -> Language:
        """The language of the text."""
        return self._text.source_language

    @property
    def target_language(self) -> Language:
        """The language it is read in."""
        return self._text.target_language

    @property
    def engine(self) -> Engine:
        """What translates."""
        return self._text.engine

    def __iter__(self) -> Iterator[AnnotatedBead]:
        """Yield the beads already there, then the others as they come."""
        position = 0
        while True:
            while position < len(self._beads):
                yield self._beads[position]
                position += 1
            if next(self._stream, None) is None:
                return

    @property
    def done(self) -> int:
        """How many beads there have been."""
        return self._text.made

    def stream(self) -> Iterator[AnnotatedBead]:
        """Yield the beads in order, each once, and forget them, so that a book takes little more memory than its text.

        `so_far` has those alone that were read before.
        """
        yield from self._beads
        self._keeps = False
        yield from self._stream

    def finish(self) -> ParallelText:
        """Read on to the end and return the whole."""
        for _ in self._stream:
            pass
        return self.so_far()

    def so_far(self) -> ParallelText:
        """Return what has been read until now, as a parallel text of its own."""
        return self._text.so_far()

    def close(self) -> None:
        """Stop translating; what is translated stays in the memory."""
        self._stream.close()

    def _read(self) -> Generator[AnnotatedBead, None, None]:
        for number in self._text.fill(range(len(self._text))):
            bead = self._text[number]
            assert bead is not None
            shifted = self._target.add(bead, bead.target)
            if self._keeps:
                self._beads.append(shifted)
            else:
                self._text.forget(number)
            yield shifted
