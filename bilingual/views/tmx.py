"""TMX 1.4b, the format in which translation memories are exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bilingual import __version__
from bilingual.pipeline.model import ParallelText

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tmx_lines(text: ParallelText) -> Iterator[str]:
    """Yield a parallel text as TMX 1.4b, a unit a bead with two sides; the encoding is to be UTF-8.

    Control characters that XML cannot hold are dropped; all else stays as the text has it. The score is a
    property of the unit, what is doubtful about it a note.

    Args:
        text: from `read`, `align` or a reading pack.
    """
    languages = text.source.language.code, text.target.language.code
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="bilingual" creationtoolversion={_quoted(__version__)} segtype="sentence"'
        f' o-tmf="bilingual" adminlang="en" srclang={_quoted(languages[0])} datatype="plaintext">\n'
        f'<prop type="x-source">{_content(Path(text.name).name)}</prop>\n'
        f'<prop type="x-{text.engine.origin.value}">{_content(text.engine.package)}</prop>\n'
        "</header>\n<body>\n"
    )
    for bead in text.beads:
        if not (bead.source and bead.target):
            continue
        yield "<tu>"
        # A memory is trusted years later by somebody who has not seen the text.
        for flag in bead.flags:
            yield f"<note>{_content(flag.reason or flag.code.value)}</note>"
        if bead.score is not None:
            yield f'<prop type="x-score">{bead.score:.3f}</prop>'
        for language, segment in zip(languages, (bead.source, bead.target), strict=True):
            yield f"<tuv xml:lang={_quoted(language)}><seg>{_content(segment)}</seg></tuv>"
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def _content(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
