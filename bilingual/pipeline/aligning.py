"""Align a text with the translation that its reader already has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import NoneType

from bilingual.alignment.beads import check_index_beads
from bilingual.alignment.confidence import LEAST_DENSITY, Report
from bilingual.alignment.sentences import IndexBead, SegmentedText, align_sentences, make_bead
from bilingual.bitext import Bead, Engine, Origin, TextSide
from bilingual.checks import Flag, FlagCode, reason
from bilingual.document import Document, read_document
from bilingual.errors import BitextError, expect
from bilingual.glossary.stretches import terms_of_each
from bilingual.glossary.termbase import Termbase, military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.lexicon import Lexicon
from bilingual.pipeline.annotation import annotate
from bilingual.pipeline.languages import languages_of, refuse_other_languages
from bilingual.pipeline.linking import link_words
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.sentences import Segment, split_sentences
from bilingual.spans import Span
from bilingual.translation.translator import Translator

DOUBTFUL = 0.8
"""Score under which a bead is shown as doubtful. On ten articles and three novels 2.6 % of the beads with two
sides score less, and 63 in 100 of those are right; of the others 98.1 in 100."""
FEWEST_WORDS = 40
"""Words of both texts under which they are aligned however unlikely: a heading or a line of dialogue, freely
translated, may share no word that the lexicon knows."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts aligned, and how far they belong together.

    Args:
        text: the beads with terms, links and flags.
        report: on the whole; `None` where the beads were given.
    """

    text: ParallelText
    report: Report | None = None

    @property
    def warning(self) -> str | None:
        """What a reader should know before reading, as one line."""
        return self.report.problem if self.report else None


def align(
    source: str | os.PathLike[str] | Document,
    target: str | os.PathLike[str] | Document,
    *,
    source_language: Language | str | None = None,
    target_language: Language | str | None = None,
    translator: Translator | None = None,
    lexicon: Lexicon | None = None,
    termbase: Termbase | None = None,
    beads: Sequence[IndexBead] | None = None,
    lines: bool = False,
) -> ParallelText:
    """Align a text with its human translation, sentence by sentence and word by word.

    Args:
        source: path of a file, `-` for standard input, or a `Document` (see `document_from_text`).
        target: its translation, likewise.
        source_language: the language of the text, or its ISO 639-1 code; guessed of the text by default.
        target_language: that of the translation; the other one by default.
        translator: its translations of the source are used as further evidence. With the embedded package
            that does not help (see `alignment.sentences.TRANSLATION_SHARE`), so by default there is none.
        lexicon: which word translates which; the built-in one by default.
        termbase: whose terms to mark; the built-in military termbase by default.
        beads: sentences that belong together, as numbers, instead of finding them.
        lines: the texts are plain and have a segment a line already.

    Returns:
        A parallel text like that of `read`. Beads that may be wrong carry the flag `alignment-doubtful`.

    Raises:
        DocumentError: a text cannot be read, or is in another language.
        BitextError: the texts are no translations of each other, or the beads do not fit them.
        LanguageError: a language is not French or English, or both are the same; a `ValueError`.
        WrongTypeError: an argument is of another kind; a `TypeError`.

    >>> from bilingual.document import document_from_text
    >>> french = document_from_text("La guerre est finie. Il pleut et ils dorment.")
    >>> english = document_from_text("The war is over. It is raining. They are asleep.")
    >>> [(bead.source, bead.target) for bead in align(french, english).beads]
    [('La guerre est finie.', 'The war is over.'),
     ('Il pleut et ils dorment.', 'It is raining. They are asleep.')]
    """
    ours, theirs = (
        text if isinstance(text, Document) else read_document(text, plain=lines) for text in (source, target)
    )
    expect(termbase, (Termbase, NoneType), "a termbase is what load_termbase() returns")
    pair = languages_of(source_language, target_language, ours)
    aligned = align_with_report(
        ours,
        theirs,
        source_language=pair[0],
        target_language=pair[1],
        translator=translator,
        lexicon=lexicon,
        termbase=termbase,
        beads=beads,
        lines=lines,
    )
    return link_words(aligned.text, lexicon)


def align_with_report(
    source: Document,
    target: Document,
    *,
    source_language: Language = FRENCH,
    target_language: Language = ENGLISH,
    translator: Translator | None = None,
    lexicon: Lexicon | None = None,
    termbase: Termbase | None = None,
    beads: Sequence[IndexBead] | None = None,
    lines: bool = False,
) -> Aligned:
    """Do what `align` does, but for the word links, and say how far the texts belong together."""
    refuse_other_languages(source, target, source_language, target_language)
    ours, theirs = (
        SegmentedText(document.text, _segments(document, language, lines), language)
        for document, language in ((source, source_language), (target, target_language))
    )
    if beads is not None:
        try:
            check_index_beads(beads, len(ours.segments), len(theirs.segments))
        except BitextError as error:
            place = f"beads of {source.name} and {target.name}"
            raise BitextError(error.problem, place=place, remedy="were they made from these texts?") from None
        made, report = tuple(make_bead(bead, ours, theirs) for bead in beads), None
    else:
        translations = [t.text for t in translator.translate(ours.sentences)] if translator else None
        made, report = align_sentences(ours, theirs, lexicon or Lexicon.open(), translations=translations)
        _refuse_unrelated(report, made, source, target)
    sides = TextSide.of(source, source_language), TextSide.of(target, target_language)
    annotated = _annotated(made, *sides, termbase or military_termbase(), judged=report is not None)
    engine = Engine("align", Path(target.name).name, Origin.HUMAN)
    return Aligned(ParallelText(*sides, tuple(annotated), engine, source.name), report)


def _refuse_unrelated(report: Report, beads: Sequence[Bead], source: Document, target: Document) -> None:
    # An extract beside the whole text, or too little text to judge by, is worth a warning only.
    related = report.density >= LEAST_DENSITY
    words = sum(len(side.split()) for bead in beads for side in (bead.source, bead.target))
    if report.problem and not related and words >= FEWEST_WORDS:
        raise BitextError(
            report.problem,
            place=f"{source.name}, {target.name}",
            remedy="are these the right files?",
        )


def _annotated(
    beads: Sequence[Bead], source: TextSide, target: TextSide, termbase: Termbase, *, judged: bool
) -> Iterator[AnnotatedBead]:
    terms = terms_of_each([bead.source_spans for bead in beads], source.text, termbase, source.language)
    for bead, found in zip(beads, terms, strict=True):
        yield annotate(
            bead, found, source, target, Origin.HUMAN, _doubts(bead, target.language) if judged else ()
        )


def _doubts(bead: Bead, reader: Language) -> tuple[Flag, ...]:
    if bead.score is None or bead.score >= DOUBTFUL:
        return ()
    name = "pair" if bead.source_spans and bead.target_spans else "alone"
    return (Flag(FlagCode.ALIGNMENT, reason(name, reader, f"{100 * bead.score:.0f}")),)


def _segments(document: Document, language: Language, lines: bool) -> tuple[Segment, ...]:
    return _line_segments(document.text) if lines else split_sentences(document, language)


def _line_segments(text: str) -> tuple[Segment, ...]:
    """Return every line as a segment, empty ones too, so that its number is that of the line."""
    segments, start = [], 0
    # Not `splitlines`: a form feed or U+2028 ends no line for the tools that count them.
    for line in text.removesuffix("\n").split("\n"):
        end = start + len(line)
        segments.append(Segment(Span(start, end).strip(text), 0))
        start = end + 1
    return tuple(segments)
