"""Parallel texts for tests of views."""

from __future__ import annotations

from readers import SMALL_TERMBASE, FakeTranslator

from bilingual.bitext import Bead, Engine, Origin, TextSide, WordLink
from bilingual.document import document_from_text
from bilingual.document.model import ParagraphKind
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.pipeline import AnnotatedBead, ParallelText, Reading
from bilingual.spans import Span

SOURCE = """Frappe aérienne à Sarvane

Deux avions de chasse ont frappé un dépôt de munitions, selon l’armée. Le bilan est de 12 morts.

– un dépôt ;
– un pont."""
QUESTION = "« Où sont-ils ? », demande-t-il."
TABLE = {
    "Frappe aérienne à Sarvane": "Air strike on Sarvane",
    "Deux avions de chasse ont frappé un dépôt de munitions, selon l’armée.": (
        "Two fighters hit an ammunition depot, says the army."
    ),
    "Le bilan est de 12 morts.": "The toll is 21 dead.",
    "– un dépôt ;": "- a depot;",
    "– un pont.": "- a bridge.",
    QUESTION: "“Where are they?” he asks.",
}


def article() -> ParallelText:
    """A short text as `read` gives it: a heading, a hard-wrapped line, terms, a doubt, items, no-break spaces."""
    translator = FakeTranslator(dict(TABLE))
    wrapped = SOURCE.replace("dépôt de munitions", "dépôt de\nmunitions")
    document = document_from_text(f"{wrapped}\n\n{QUESTION}", name="/home/somebody/article.fr.txt")
    return Reading(document, translator, SMALL_TERMBASE, check_language=False).finish()


def text_of(
    *pairs: tuple[str, str],
    score: float | None = 0.93,
    name: str = "a.txt",
    languages: tuple[Language, Language] = (FRENCH, ENGLISH),
    kind: ParagraphKind = ParagraphKind.BODY,
    linked: bool = False,
) -> ParallelText:
    """A text with a bead a pair, a paragraph each; where `linked`, first and last characters are linked."""
    beads, starts = [], [0, 0]
    for number, pair in enumerate(pairs):
        spans: list[tuple[Span, ...]] = []
        for side, piece in enumerate(pair):
            spans.append((Span(starts[side], starts[side] + len(piece)),) if piece else ())
            starts[side] += len(piece)
        ends = [(Span(s.start, s.start + 1), Span(s.end - 1, s.end)) for side in spans for s in side]
        links = (
            tuple(WordLink(s, t, 0.5) for s, t in zip(*ends, strict=True))
            if linked and len(ends) == 2
            else ()
        )
        beads.append(AnnotatedBead(Bead(*pair, *spans, score, number, kind, links)))
    texts = ("".join(side) for side in zip(*pairs, strict=True)) if pairs else ("", "")
    sides = (TextSide(language, text) for language, text in zip(languages, texts, strict=True))
    return ParallelText(*sides, tuple(beads), Engine("align", "b.txt", Origin.HUMAN), name)
