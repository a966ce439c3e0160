"""The formats in which a parallel text is written: one table, for the command, its help and the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from bilingual.errors import BilingualError, expect
from bilingual.files import encoded

if TYPE_CHECKING:
    from bilingual.pipeline.model import AnnotatedBead, ParallelText


@dataclass(frozen=True, slots=True)
class Format:
    """A format and how it is written.

    Args:
        name: as it is called on the command line.
        summary: what it is for, in a few words.
        writer: `module:function` of this package; the function takes a parallel text and returns it in pieces,
            strings or bytes. It is imported when it is used.
        endings: by which a file of the format is known.
        binary: whether it is nothing to print on a terminal.
        linked: whether it shows word links.
        needs: a module of the extra `documents`.
        streams: whether the writer needs no more than the beads in order, so that those of a text that is being
            translated can be written as they come.
    """

    name: str
    summary: str
    writer: str
    endings: tuple[str, ...] = ()
    binary: bool = False
    linked: bool = False
    needs: str | None = None
    streams: bool = False

    def check(self) -> None:
        """Raise `BilingualError` where a library is missing, before any work is done."""
        if self.needs is not None and find_spec(self.needs) is None:
            raise BilingualError(
                f"{self.name} needs the library {self.needs!r}, which is not installed",
                remedy="pip install 'bilingual-reader[documents]'",
            )

    def render(self, text: ParallelText) -> bytes:
        """Return a parallel text in this format, as the bytes of its file; its words are linked if need be.

        Raises:
            BilingualError: a library is missing.
        """
        self.check()
        if self.linked:
            from bilingual.pipeline.linking import link_words

            text = link_words(text)
        write: Callable[[ParallelText], Iterable[str] | Iterable[bytes]] = self._write()
        data = BytesIO()  # which a join, of all pieces at once, would need twice and more
        for piece in write(text):
            data.write(encoded(piece) if isinstance(piece, str) else piece)
        return data.getvalue()

    def stream(self, beads: Iterable[AnnotatedBead]) -> Iterator[str]:
        """Yield the lines of a format that `streams` as their beads come."""
        if not self.streams:
            raise ValueError(f"{self.name} needs the whole text")
        lines: Iterator[str] = self._write()(beads)
        return lines

    def _write(self) -> Callable[..., Any]:
        module, _, function = self.writer.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"bilingual.views.{module}"), function)
        return found


FORMATS = {
    form.name: form
    for form in (
        Format("html", "a page to read and to send", "html:html_page", (".html", ".htm"), linked=True),
        Format(
            "md",
            "Markdown: sentence, translation, terms as footnotes",
            "markdown:markdown",
            (".md", ".markdown"),
        ),
        Format("epub", "a book for e-readers (EPUB 3)", "epub:epub", (".epub",), binary=True),
        Format(
            "docx",
            "a table of two columns (Word, LibreOffice)",
            "docx:docx",
            (".docx",),
            binary=True,
            needs="docx",
        ),
        Format(
            "json", "a reading pack, which opens again without a model", "plain:pack", (".json",), linked=True
        ),
        Format("csv", "a table for spreadsheets, with doubts and terms", "plain:sheet", (".csv",)),
        Format(
            "tsv",
            "source, target and score for programs, with a head line",
            "plain:table",
            (".tsv",),
            streams=True,
        ),
        Format("pairs", "source TAB target of every pair with two sides", "plain:pairs", streams=True),
        Format("tmx", "TMX 1.4b, for translation memories", "tmx:tmx_lines", (".tmx",)),
        Format(
            "vecalign", "`[0, 1]:[2]:0.93`, numbers of sentences from 0", "plain:vecalign_lines", streams=True
        ),
    )
}


def format_of(path: str | Path) -> Format | None:
    """Return the format by the ending of a file's name, `None` where it tells of none.

    >>> found = format_of("article.HTML")
    >>> found and found.name
    'html'
    """
    ending = PurePath(path).suffix.lower()
    return next((form for form in FORMATS.values() if ending in form.endings), None)


def write(text: ParallelText, path: str | Path, form: str | None = None) -> None:
    """Write a parallel text to a file, all or nothing.

    Args:
        text: from `read`, `align` or a reading pack.
        path: the file to write; its ending tells the format where none is given.
        form: a name in `FORMATS`.

    Raises:
        BilingualError: there is no such format, a library for it is missing, or the file cannot be written.
        WrongTypeError: `text` is not a parallel text; a `TypeError`.

    >>> write(text, "article.html")  # doctest: +SKIP
    """
    from bilingual.files import write_bytes
    from bilingual.pipeline.model import ParallelText

    expect(text, ParallelText, "what is written is a ParallelText, such as read() returns")
    found = format_of(path) if form is None else FORMATS.get(form)
    if found is None:
        asked = f"there is no format {form!r}" if form is not None else "no format has this ending"
        raise BilingualError(asked, place=str(path), remedy=f"one of {', '.join(FORMATS)}")
    write_bytes(Path(path), found.render(text))
