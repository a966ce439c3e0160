"""Read a text: the only place, with `aligning`, where the stages are wired together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import NoneType

from bilingual.bitext import Bead, TextSide, flow
from bilingual.casing import gather_case, is_all_caps, recase
from bilingual.checks import Flag, check_bead
from bilingual.directories import memory_file, unpacked_packages
from bilingual.document import Document, read_document
from bilingual.errors import DocumentError, expect
from bilingual.glossary.compliance import equivalents_in
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.nearest import equivalents_of
from bilingual.glossary.preference import prefer_compliant
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import HEAD, Language, as_language, guess_language, language_pair
from bilingual.pipeline.annotation import terms_of_each
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.sentences import Segment, split_sentences
from bilingual.spans import Span
from bilingual.translation.engine import ArgosTranslator
from bilingual.translation.memory import MemoryUnavailableError, RememberingTranslator, TranslationMemory
from bilingual.translation.packages import find_package
from bilingual.translation.translator import Request, Translation, Translator, Wish, can_be_told


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
        with ExitStack() as stack:
            # A cache that cannot be written is no reason not to read.
            with suppress(MemoryUnavailableError):
                path = memory_file() if memory is True else Path(memory)
                opened = stack.enter_context(TranslationMemory(path))
                translator = RememberingTranslator(translator, opened)
            text = Reading(document, translator, termbase).finish()
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
        self.document = document
        self.source_language = translator.source_language
        self.target_language = translator.target_language
        self.engine = translator.engine
        if check_language:
            refuse_other_language(document, self.source_language, self.target_language)
        self._translator = translator
        self._termbase = termbase if termbase is not None else military_termbase()
        self._beads: list[AnnotatedBead] = []
        self._target: list[str] = []  # pieces of the target text
        self._length = 0  # of the target text so far
        self._stream = self._read()

    def __iter__(self) -> Iterator[AnnotatedBead]:
        """Yield the beads already there, then the others as they come."""
        position = 0
        while True:
            while position < len(self._beads):
                yield self._beads[position]
                position += 1
            if next(self._stream, None) is None:
                return

    def finish(self) -> ParallelText:
        """Read on to the end and return the whole."""
        for _ in self._stream:
            pass
        return self.so_far()

    def so_far(self) -> ParallelText:
        """Return what has been read until now, as a parallel text of its own."""
        return ParallelText(
            TextSide.of(self.document, self.source_language),
            TextSide(self.target_language, "".join(self._target)),
            tuple(self._beads),
            self.engine,
            self.document.name,
        )

    def close(self) -> None:
        """Stop translating; what is translated stays in the memory."""
        self._stream.close()

    def _read(self) -> Generator[AnnotatedBead, None, None]:
        segments = split_sentences(self.document, self.source_language)
        sentences = sentences_to_translate(segments, self.document.text, self.source_language)
        matches = terms_of_each(
            [(segment.span,) for segment in segments],
            self.document.text,
            self._termbase,
            self.source_language,
        )
        waiting: deque[tuple[TermMatch, ...]] = deque()  # terms of the sentences that are being translated

        def requests() -> Iterator[str | Request]:
            for segment, sentence, found in zip(segments, sentences, matches, strict=True):
                waiting.append(found)
                yield request_of(sentence, segment, found, self._translator)

        translations = self._translator.translate(requests())
        for segment, translation in zip(segments, translations, strict=True):
            bead = translated_bead(
                segment,
                waiting.popleft(),
                translation,
                self.document.text,
                self.source_language,
                self.target_language,
            )
            bead = bead.shift_target(self._append(bead.target, segment.paragraph))
            self._beads.append(bead)
            yield bead

    def _append(self, text: str, paragraph: int) -> int:
        """Put a sentence at the end of the target text and return where it begins."""
        if self._beads:
            joint = " " if self._beads[-1].paragraph == paragraph else "\n\n"
            self._target.append(joint)
            self._length += len(joint)
        start = self._length
        self._target.append(text)
        self._length += len(text)
        return start


def sentences_to_translate(segments: Sequence[Segment], text: str, language: Language) -> list[str]:
    """Return the segments of a text as its translator should see them: a line each, capitals brought down."""
    texts = [flow(segment.span.of(text)) for segment in segments]
    if not any(map(is_all_caps, texts)):
        return texts
    usual = gather_case(texts, language)
    return [recase(text, usual) if is_all_caps(text) else text for text in texts]


def request_of(
    sentence: str, segment: Segment, terms: Sequence[TermMatch], translator: Translator
) -> str | Request:
    """Return a sentence with the wish that its terms be rendered as the termbase has them.

    Args:
        sentence: the segment as its translator should see it.
        segment: where it stands in the text.
        terms: found in it.
        translator: one that cannot be told is given the sentence alone.
    """
    if not terms or len(sentence) != len(segment.span) or not can_be_told(translator):
        return sentence  # the length differs where line breaks with indents were taken out
    languages = translator.source_language, translator.target_language
    return Request(sentence, wishes_of(terms, *languages, start=segment.span.start))


def wishes_of(
    terms: Iterable[TermMatch], source: Language, target: Language, *, start: int = 0
) -> tuple[Wish, ...]:
    """Return how the terms of a sentence are to be rendered; the engine inflects what it is told.

    Measured on 95 terms of own news sentences: 65 rendered as the termbase has them without wishes, 73 with
    wishes for nouns, 79 with wishes for verbs and adjectives too, translations being equally good.

    Args:
        terms: found in the sentence, in order.
        source: language of the sentence.
        target: language of the translation.
        start: of the sentence, in the coordinates of the terms.
    """
    renderings = ((term, _wished(term, source, target)) for term in terms)
    return tuple(Wish(term.span.shift(-start), text) for term, text in renderings if text is not None)


def _wished(term: TermMatch, source: Language, target: Language) -> str | None:
    """Return how a term is to be rendered: an abbreviation by one, or as the engine likes."""
    if term.surface.isupper():
        short = (each.text for each in term.entry.terms_in(target) if each.text.isupper())
        return next(short, None)
    return equivalents_of(term.entry, term.lemma, source, target)[0]


def translated_bead(
    segment: Segment,
    terms: tuple[TermMatch, ...],
    made: Translation,
    text: str,
    source_language: Language,
    target_language: Language,
) -> AnnotatedBead:
    """Return a segment with its translation as a bead; its target spans count from the translation's start.

    Args:
        segment: of the text.
        terms: found in the segment.
        made: what the engine makes of it; another hypothesis may be preferred for its terms.
        text: the whole source text.
        source_language: of the text.
        target_language: of the translation.
    """
    source = flow(segment.span.of(text))

    def flags(target: str) -> tuple[Flag, ...]:
        return check_bead(source, target, source_language, target_language)

    translation = prefer_compliant(
        terms, made, target_language, acceptable=lambda other: len(flags(other)) <= len(flags(made.text))
    )
    target_spans = (Span(0, len(translation.text)),) if translation.text else ()
    # Links are in coordinates of the sentence in one line; where that is not the text as it stands
    # (a hard-wrapped line, capitals brought down), they would point beside it.
    unchanged = source == segment.span.of(text) and not is_all_caps(source)
    links = tuple(link.shift(segment.span.start, 0) for link in translation.links) if unchanged else ()
    bead = Bead(
        source, translation.text, (segment.span,), target_spans, translation.score,
        segment.paragraph, segment.kind, links,
    )  # fmt: skip
    return AnnotatedBead(
        bead, equivalents_in(translation.text, terms, target_language), flags(translation.text)
    )


def languages_of(
    source: Language | str | None, target: Language | str | None, document: Document
) -> tuple[Language, Language]:
    """Return the languages of a text and its translation, of which either or both may be left open."""
    ours, theirs = (None if language is None else as_language(language) for language in (source, target))
    return language_pair(ours, theirs, document.text)


def refuse_other_language(document: Document, source: Language, target: Language) -> None:
    """Raise `DocumentError` where a document is plainly in another language than `source`."""
    guess = guess_language(document.text[:HEAD])
    if guess is None or guess.code == source.code:
        return
    swap = f"--from {guess.code} --to {source.code if guess.code == target.code else target.code}"
    raise DocumentError(
        f"this text is in {guess.name}, not in {source.name}", place=document.name, remedy=f"try {swap}"
    )
