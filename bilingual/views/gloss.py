"""Interlinear reading: under each content word of the source its likeliest translation in this context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from bilingual.alignment.gloss import gloss
from bilingual.alignment.words import TokenLink, WordAligner, attention_of
from bilingual.bitext import flow
from bilingual.document.model import ParagraphKind
from bilingual.glossary.compliance import Use
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import Language
from bilingual.lexicon import Lexicon
from bilingual.pipeline.model import AnnotatedBead
from bilingual.spans import Span
from bilingual.tokens import Token, tokenize
from bilingual.views.frame import HEADING_STYLE, ReadingView, Sides
from bilingual.views.marks import Mark, mark_up
from bilingual.views.terminal import harmless, wrap

GLOSS_STYLE = "green"
_NO_BREAK_SPACES = "\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stands between two white spaces of the source, and the glosses under it."""

    above: Text
    below: str

    @property
    def width(self) -> int:
        return max(self.above.cell_len, cell_len(self.below))


class GlossView(ReadingView):
    """Prints each bead's source with glosses under its words, its translation below.

    A gloss is the word of the translation that the lexicon links with the source word; where the translation
    has none, the word that the lexicon thinks likeliest. Terms are glossed as a whole, by the termbase.

    Raises:
        ModelError: at the first bead, where the lexicon is missing or damaged.
    """

    @cached_property
    def _aligner(self) -> WordAligner:
        return WordAligner(Lexicon.open(), *self._languages)

    def _rows(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        if bead.source_spans:
            yield from self._interlinear(bead, sides)
        else:
            yield from wrap(sides.source, self._text_width, self._console)
        yield from self._below(sides, bool(bead.flags))

    def _interlinear(self, bead: AnnotatedBead, sides: Sides) -> Iterator[Text]:
        source_language, target_language = self._languages
        source = _tokens(bead.source_spans, self._source_text, source_language)
        if sides.target_text is not None:
            target = _tokens(bead.target_spans, sides.target_text, target_language)
        else:
            start = bead.target_spans[0].start if bead.target_spans else 0
            target = tokenize(bead.target, target_language, start)
        links = self._links(bead, source, target)
        words = gloss(source, target, links, Lexicon.open(), source_language)
        # A word written alike in both languages needs no gloss.
        alike = (
            token.text.lower() == (word or "").lower() for token, word in zip(source, words, strict=True)
        )
        glosses = [None if same else word for same, word in zip(alike, words, strict=True)]
        self._gloss_terms(bead, source, glosses, sides.target_text)
        terms = [found.match.span for found in bead.terms]
        units = [
            self._unit(tokens, sides.marks, bead.kind is ParagraphKind.HEADING)
            for tokens in _unbroken(source, glosses, terms, self._source_text)
        ]
        yield from self._lines(units)

    def _gloss_terms(
        self, bead: AnnotatedBead, source: Sequence[Token], glosses: list[str | None], target_text: str | None
    ) -> None:
        """Give each term one gloss: its rendering in the translation, else what the termbase says it means."""
        for found in bead.terms:
            word = equivalents_of_match(found.match, self._languages[1])[0]
            if found.use is Use.USED and found.span is not None:
                if target_text is not None:
                    word = flow(found.span.of(target_text))
                else:
                    start = bead.target_spans[0].start
                    word = flow(bead.target[found.span.start - start : found.span.end - start])
            inside = [i for i, token in enumerate(source) if found.match.span.contains(token.span)]
            for index in inside:
                glosses[index] = None
            if inside:
                glosses[inside[0]] = word

    def _links(
        self, bead: AnnotatedBead, source: Sequence[Token], target: Sequence[Token]
    ) -> tuple[TokenLink, ...]:
        attention = attention_of(bead.links, source, target) if bead.links else None
        return self._aligner(source, target, attention)

    def _unit(
        self, tokens: Sequence[tuple[Token, str | None]], marks: Iterable[Mark], heading: bool
    ) -> _Unit:
        whole = Span(tokens[0][0].span.start, tokens[-1][0].span.end)
        above = mark_up(self._source_text, (whole,), _clipped(marks, whole))
        if heading:
            above.stylize(HEADING_STYLE)
        below = ""
        for token, word in tokens:
            if word is None:
                continue
            # Under its own word, to the right of what elision or a quotation mark puts before it.
            indent = cell_len(self._source_text[whole.start : token.span.start])
            below = below.ljust(indent) if indent >= len(below) else f"{below} "
            below += harmless(word)
        return _Unit(above, below)

    def _lines(self, units: Iterable[_Unit]) -> Iterator[Text]:
        width = self._text_width
        above, below = Text(), ""
        for unit in units:
            if unit.above.cell_len > width:  # a term or an address longer than the window is wide
                yield from _rows_of(above, below)
                above, below = Text(), ""
                yield from wrap(unit.above, width, self._console)
                yield from wrap(Text(unit.below, style=GLOSS_STYLE), width, self._console)
                continue
            # Both lines grow in step, so that the next word and its gloss begin in one column; two spaces
            # after a gloss, lest two neighbours be read as one.
            start = max(above.cell_len + 1, cell_len(below) + 2 if below else 0) if above else 0
            if above and start + unit.width > width:
                yield from _rows_of(above, below)
                above, below, start = Text(), "", 0
            above.append(" " * (start - above.cell_len)).append_text(unit.above)
            if unit.below:
                gloss_width = min(cell_len(unit.below), width)
                below = set_cell_size(below, start) + set_cell_size(unit.below, gloss_width)
        yield from _rows_of(above, below)


def _rows_of(above: Text, below: str) -> Iterator[Text]:
    if above:
        yield above
    if below:
        yield Text(below, style=GLOSS_STYLE)


def _tokens(spans: Iterable[Span], text: str, language: Language) -> tuple[Token, ...]:
    return tuple(token for span in spans for token in tokenize(span.of(text), language, span.start))


def _unbroken(
    tokens: Sequence[Token], glosses: Sequence[str | None], terms: Sequence[Span], text: str
) -> Iterator[list[tuple[Token, str | None]]]:
    """Yield, with their glosses, runs of tokens between which no line may break: words and terms."""
    run: list[tuple[Token, str | None]] = []
    for token, word in zip(tokens, glosses, strict=True):
        if run:
            gap = Span(run[-1][0].span.end, token.span.start)
            in_term = any(term.start < gap.start and gap.end < term.end for term in terms)
            if gap.of(text).strip(_NO_BREAK_SPACES) and not in_term:
                yield run
                run = []
        run.append((token, word))
    if run:
        yield run


def _clipped(marks: Iterable[Mark], unit: Span) -> list[Mark]:
    """Return the parts of terms that lie in a unit; the sign stands behind the term's last word."""
    return [
        Mark(
            Span(max(mark.span.start, unit.start), min(mark.span.end, unit.end)),
            mark.sign if mark.span.end <= unit.end else "",
            mark.style,
        )
        for mark in marks
        if mark.span.overlaps(unit)
    ]
