"""A text translated where its reader looks: any bead may be asked for, in any order, none twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterable

from bilingual.bitext import TextSide
from bilingual.document import Document
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.stretches import STRETCH, terms_of_each
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import Language
from bilingual.pipeline.languages import refuse_other_language
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.pipeline.translating import sentences_to_translate, translated_beads
from bilingual.sentences import Segment, split_sentences
from bilingual.translation.translator import Engine, Translator


class GradualText:
    """A text of which every segment is known at once, and every bead once it has been asked for.

    What comes out is what `Reading` makes, bead for bead, whatever the order. One thread may `fill` while
    others look.

    Args:
        document: the text.
        translator: what translates; its source language is that of the text.
        termbase: whose terms to mark; the built-in military termbase by default.
        check_language: refuse a text that is plainly in another language.

    Raises:
        DocumentError: the text is in another language.

    >>> from bilingual.document import document_from_text
    >>> text = GradualText(document_from_text("Il pleut. Il neige. Il vente."), translator)  # doctest: +SKIP
    >>> list(text.fill([2])), text[2].target, text[0]  # doctest: +SKIP
    ([2], 'It is windy.', None)
    """

    def __init__(
        self,
        document: Document,
        translator: Translator,
        termbase: Termbase | None = None,
        *,
        check_language: bool = True,
    ) -> None:
        self.document = document
        self.source_language = translator.source_language
        self.target_language = translator.target_language
        if check_language:
            refuse_other_language(document, self.source_language, self.target_language)
        self.segments = split_sentences(document, self.source_language)
        self._translator = translator
        self._termbase = termbase
        self._sentences = sentences_to_translate(self.segments, document.text, self.source_language)
        self._starts = [segment.span.start for segment in self.segments]
        self._stretches: dict[int, tuple[int, tuple[tuple[TermMatch, ...], ...]]] = {}
        self._beads: list[AnnotatedBead | None] = [None] * len(self.segments)
        self._made = 0

    @property
    def source(self) -> TextSide:
        """The text and its language."""
        return TextSide.of(self.document, self.source_language)

    @property
    def engine(self) -> Engine:
        """What translates."""
        return self._translator.engine

    @property
    def made(self) -> int:
        """How many beads there have been."""
        return self._made

    def __len__(self) -> int:
        return len(self.segments)

    def __getitem__(self, number: int) -> AnnotatedBead | None:
        """Return a bead where it is there already; its target spans count from its own translation's start."""
        return self._beads[number]

    def segment(self, number: int) -> Segment:
        """Return a segment of the source."""
        return self.segments[number]

    def stretch(self, number: int) -> range:
        """Return the segments whose terms are looked for together with those of segment `number`."""
        which = self._starts[number] // STRETCH
        return range(
            bisect_left(self._starts, which * STRETCH), bisect_left(self._starts, (which + 1) * STRETCH)
        )

    def knows_terms(self, number: int) -> bool:
        """Whether the terms of a segment have been looked for."""
        return self._starts[number] // STRETCH in self._stretches

    def terms(self, number: int) -> tuple[TermMatch, ...]:
        """Return the terms of a segment; the first time, those of its whole stretch are looked for."""
        which = self._starts[number] // STRETCH
        known = self._stretches.get(which)
        if known is None:
            numbers = self.stretch(number)
            spans = [(self.segments[each].span,) for each in numbers]
            termbase = self._termbase if self._termbase is not None else military_termbase()
            found = terms_of_each(spans, self.document.text, termbase, self.source_language)
            known = self._stretches[which] = (numbers.start, tuple(found))
        first, terms = known
        return terms[number - first]

    def fill(self, numbers: Iterable[int]) -> Generator[int, None, None]:
        """Translate the segments of `numbers` that are not there yet; yield each number once its bead is.

        The caller may stop at any time; what has been yielded stays.

        Raises:
            ModelError: the translation package cannot be loaded.
        """
        missing = [number for number in numbers if self._beads[number] is None]
        segments = (
            (self.segments[number], self._sentences[number], self.terms(number)) for number in missing
        )
        beads = translated_beads(segments, self.document.text, self._translator)
        for number, bead in zip(missing, beads, strict=True):
            if self._beads[number] is None:
                self._made += 1
            self._beads[number] = bead
            yield number

    def forget(self, number: int) -> None:
        """Drop a bead, and the terms of the stretches before it; whoever asks for them again waits again."""
        self._beads[number] = None
        here = self._starts[number] // STRETCH
        for stretch in [stretch for stretch in self._stretches if stretch < here]:
            del self._stretches[stretch]

    def so_far(self) -> ParallelText:
        """Return the beads that are there, in order, as a parallel text of its own."""
        beads = [(bead, bead.target) for bead in self._beads if bead is not None]
        return joined(self.source, self.target_language, beads, self.engine, self.document.name)


def joint(before: AnnotatedBead | None, bead: AnnotatedBead) -> str:
    """Return what stands between the targets of two beads: paragraphs are parted by a blank line."""
    if before is None:
        return ""
    return " " if before.paragraph == bead.paragraph else "\n\n"


class TargetText:
    """The target side of a text that comes bead by bead: sentences side by side, paragraphs apart."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._last: AnnotatedBead | None = None

    def add(self, bead: AnnotatedBead, text: str) -> AnnotatedBead:
        """Put a bead at the end and return it with its target spans in the whole text.

        Args:
            bead: the next in the order of the source.
            text: what its target spans count in.
        """
        self._append(joint(self._last, bead))
        self._last = bead
        shifted = bead.shift_target(self._length)
        self._append(text)
        return shifted

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def __str__(self) -> str:
        return "".join(self._pieces)


def joined(
    source: TextSide,
    target_language: Language,
    beads: Iterable[tuple[AnnotatedBead, str]],
    engine: Engine,
    name: str,
) -> ParallelText:
    """Return a parallel text whose target side is made of the beads' own.

    Args:
        source: the whole source.
        target_language: of the translation.
        beads: in the order of the source, each with the text that its target spans count in.
        engine: what translated.
        name: of the text.
    """
    target = TargetText()
    shifted = tuple(target.add(bead, text) for bead, text in beads)
    return ParallelText(source, TextSide(target_language, str(target)), shifted, engine, name)
