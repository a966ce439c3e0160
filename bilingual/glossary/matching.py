"""Terms in running text, found in every inflected form, in French and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.glossary.model import ConceptEntry, Term
from bilingual.languages import Language
from bilingual.spans import Span

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Termbase


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term of a termbase met in a text.

    Args:
        entry: the concept.
        term: the term of that concept that was recognised.
        span: where it stands.
        surface: what is written there.
    """

    entry: ConceptEntry
    term: Term
    span: Span
    surface: str

    @property
    def lemma(self) -> str:
        """The term in its citation form."""
        return self.term.text


def match_terms(
    text: str, termbase: Termbase, language: Language, *, start: int = 0, in_field: bool = False
) -> tuple[TermMatch, ...]:
    """Find the terms of `termbase` in `text`, in order and without overlap; the longest match wins.

    Args:
        text: a sentence, a paragraph or a whole document in `language`.
        termbase: whose terms to look for.
        language: of the text.
        start: offset of `text` in its document, added to every span.
        in_field: the text is known to be about the termbase's field, so that a term marked `*` in its
            context column needs no unambiguous term near it.
    """
    raise NotImplementedError
