"""A parallel text: two texts bead by bead, with terms, word links and what not to trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.bitext import Bead, Bitext, Engine, TextSide, WordLink, bead_cells, flow
from bilingual.checks import Flag
from bilingual.document.model import ParagraphKind
from bilingual.errors import BilingualError
from bilingual.fragments import Cell, table
from bilingual.glossary.compliance import Compliance
from bilingual.spans import Span

if TYPE_CHECKING:
    import pandas


# A notebook is read, not scrolled; the whole text is a page or a file.
_SHOWN_ROWS = 30


@dataclass(frozen=True, slots=True, repr=False)
class AnnotatedBead:
    """A bead and what was found in it.

    Args:
        bead: the segments that translate each other.
        terms: the terms met in the source, in order, with what became of them in the target; spans are
            those of the whole texts.
        flags: what a reader should not trust.
    """

    bead: Bead
    terms: tuple[Compliance, ...] = ()
    flags: tuple[Flag, ...] = ()

    def __repr__(self) -> str:
        found = [repr(self.bead).removeprefix("<").removesuffix(">")]
        if self.terms:
            found.append(f"{len(self.terms)} term{'s' * (len(self.terms) != 1)}")
        found += [f"doubtful: {flag.code.value}" for flag in self.flags]
        return f"<Annotated{', '.join(found)}>"

    def _repr_html_(self) -> str:
        """Return a table of one row, for notebooks."""
        return table([self._cells()])

    def _cells(self, source: str = "", target: str = "") -> list[Cell]:
        return bead_cells(self.bead, source, target, tuple(f"‼ {flag.reason}" for flag in self.flags))

    @property
    def source(self) -> str:
        """The source segments as one line."""
        return self.bead.source

    @property
    def target(self) -> str:
        """The target segments as one line."""
        return self.bead.target

    @property
    def source_spans(self) -> tuple[Span, ...]:
        """The source segments in the source text."""
        return self.bead.source_spans

    @property
    def target_spans(self) -> tuple[Span, ...]:
        """The target segments in the target text."""
        return self.bead.target_spans

    @property
    def score(self) -> float | None:
        """Confidence 0 to 1, or `None`."""
        return self.bead.score

    @property
    def links(self) -> tuple[WordLink, ...]:
        """Word links in coordinates of the whole texts."""
        return self.bead.links

    @property
    def paragraph(self) -> int:
        """Index of the paragraph it begins in."""
        return self.bead.paragraph

    @property
    def kind(self) -> ParagraphKind:
        """The kind of that paragraph."""
        return self.bead.kind

    def shift_target(self, offset: int) -> AnnotatedBead:
        """Return the bead with everything on its target side counted from `offset` code points earlier."""
        if not offset:
            return self
        bead = replace(
            self.bead,
            target_spans=tuple(span.shift(offset) for span in self.bead.target_spans),
            links=tuple(link.shift(0, offset) for link in self.bead.links),
        )
        terms = tuple(
            replace(term, span=term.span.shift(offset)) if term.span else term for term in self.terms
        )
        return AnnotatedBead(bead, terms, self.flags)


@dataclass(frozen=True, slots=True)
class ParallelText:
    """Two texts side by side, the same whether a machine or a person translated.

    Args:
        source: the text translated.
        target: its translation.
        beads: in the order of both texts.
        engine: who or what translated.
        name: of the text, such as that of its file.

    Raises:
        BitextError: the beads leave the texts or do not run in order through them.

    >>> text = ParallelText.from_json(path)  # doctest: +SKIP
    >>> text.beads[0].target  # doctest: +SKIP
    'Air strikes on the port'
    """

    source: TextSide
    target: TextSide
    beads: tuple[AnnotatedBead, ...]
    engine: Engine
    name: str = "<text>"

    def __post_init__(self) -> None:
        # Building the bitext checks that the beads run in order through both texts.
        Bitext(self.source, self.target, tuple(bead.bead for bead in self.beads), self.engine)

    @property
    def bitext(self) -> Bitext:
        """The beads without what was found in them."""
        return Bitext(self.source, self.target, tuple(bead.bead for bead in self.beads), self.engine)

    @property
    def terms(self) -> tuple[Compliance, ...]:
        """Every term met, in order."""
        return tuple(term for bead in self.beads for term in bead.terms)

    @property
    def headline(self) -> str:
        """The heading that the text begins with, else the title its document has; as one line, empty without either."""
        if self.beads and self.beads[0].kind is ParagraphKind.HEADING and self.beads[0].source:
            return self.beads[0].source
        return flow(self.source.metadata.get("title", ""))

    def __len__(self) -> int:
        return len(self.beads)

    def __iter__(self) -> Iterator[AnnotatedBead]:
        return iter(self.beads)

    def merge(self, first: int, last: int) -> ParallelText:
        """Return the text with some beads made one; the others stay as they are.

        Args:
            first: number of the first of them, from 0.
            last: number of the last, which is one of them.

        Raises:
            BitextError: there are no such beads, or only one.
        """
        from bilingual.pipeline.editing import merge

        return merge(self, first, last)

    def split(self, number: int, source: int, target: int) -> ParallelText:
        """Return the text with a bead made two.

        Args:
            number: of the bead, from 0.
            source: how many source segments the first of the two has.
            target: how many target segments it has.

        Raises:
            BitextError: there is no such bead, it has not so many segments, or a half would be empty.
        """
        from bilingual.pipeline.editing import split

        return split(self, number, source, target)

    def to_json(self) -> str:
        """Return the reading pack: JSON in the format `bilingual/1`, which opens again without a model."""
        from bilingual.pipeline.packs import dump

        return dump(self)

    @classmethod
    def from_json(cls, data: str, name: str = "<text>") -> ParallelText:
        """Open a reading pack.

        Args:
            data: its JSON.
            name: by which errors and views call it, where it does not say its own.

        Raises:
            BitextError: it is no reading pack, or contradicts itself.
        """
        from bilingual.pipeline.packs import load

        return load(data, name)

    def to_html(self, *, title: str | None = None) -> str:
        """Return one self-contained HTML page to read and to send: terms explained, words of a pair lit together.

        Args:
            title: of the page; by default the text's first heading, else the name of its file.
        """
        # Views stand above the pipeline; a page is asked of the text all the same, as its reading pack is.
        from bilingual.pipeline.linking import link_words
        from bilingual.views.html import html_page

        return "".join(html_page(link_words(self), title=title))

    def to_pandas(self) -> pandas.DataFrame:
        """Return the beads as a table, a row each: a `pandas.DataFrame` of as many rows as `len(self)`.

        Its columns: `source` and `target`, a line each; `score`, 0 to 1 or missing; `paragraph`, an index; `kind`,
        a name of `ParagraphKind`; `terms`, the citation forms met, and `doubts`, the reasons, tuples each.

        Raises:
            BilingualError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise BilingualError(
                "a table needs the library pandas, which is not installed", remedy="pip install pandas"
            ) from None
        columns: dict[str, list[object]] = {
            "source": [bead.source for bead in self.beads],
            "target": [bead.target for bead in self.beads],
            "score": [bead.score for bead in self.beads],
            "paragraph": [bead.paragraph for bead in self.beads],
            "kind": [bead.kind.value for bead in self.beads],
            "terms": [tuple(found.match.lemma for found in bead.terms) for bead in self.beads],
            "doubts": [tuple(flag.reason or flag.code.value for flag in bead.flags) for bead in self.beads],
        }
        return pandas.DataFrame(columns).astype({"score": float, "paragraph": int}).rename_axis("bead")

    def save(self, path: str | Path) -> None:
        """Write the reading pack to a file, all or nothing."""
        from bilingual.files import write_text

        write_text(Path(path), self.to_json())

    def __repr__(self) -> str:
        pair = f"{self.source.language.code}-{self.target.language.code}"
        return f"<ParallelText {self.name}: {len(self.beads)} beads, {pair}, {self.engine.package}>"

    def _repr_html_(self) -> str:
        """Return a table of the first beads, for notebooks."""
        source, target = self.source.language, self.target.language
        rows = (bead._cells(source.code, target.code) for bead in self.beads[:_SHOWN_ROWS])
        caption = f"{self.name} · {source.name} → {target.name} · {self.engine.package}"
        return table(
            rows, (source.name, target.name, "Score"), caption, max(len(self.beads) - _SHOWN_ROWS, 0)
        )
