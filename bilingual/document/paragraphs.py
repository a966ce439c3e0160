"""Lines to paragraphs: joins hard-wrapped lines, keeps headings and list items apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bilingual.document.model import Paragraph, ParagraphKind
from bilingual.spans import Span

# What str.splitlines splits at, less the rare separators that PDF converters put inside sentences.
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"(?:[-–—•·▪▫◦‣●○■□*+►➢✓→]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)°])[ \t\u00a0\u202f]+(?=\S)"
)
_RULE = re.compile(r"[-=_*~#. \t]{3,}")
_TERMINAL = re.compile(r"[.!?…:;,]['\"»”’)\]\u00a0\u202f ]*$")
_STOP = re.compile(r"[.!?…]['\"»”’)\]\u00a0\u202f ]*$")

# A text whose lines are longer than this has a line a paragraph, as word processors export them:
# mail and Gutenberg wrap at 65 to 80 columns, nobody beyond 120.
_WRAP_LIMIT = 120
# Lines that end within this many characters of the widest one still count as full, because a wrapping
# program breaks before the word that does not fit.
_SLACK = 2
# A heading is one line of at most this many characters.
_HEADING_LENGTH = 160
# Editors wrap at 60 columns or more; narrower blocks are verse, addresses or tables.
_NARROWEST_WRAP = 40


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Find the paragraphs of a plain text, in order, none of them empty.

    Blank lines part paragraphs. Within a block of lines, a line break is taken for a wrapping one where the
    next word would not have fitted on the line before, or where the sentence plainly goes on; other line
    breaks part headings, list items and lines of verse.

    >>> text = "Frappe aérienne\\n\\nDeux avions ont\\ndécollé."
    >>> [(p.kind.value, p.span.of(text)) for p in find_paragraphs(text)]
    [('heading', 'Frappe aérienne'), ('body', 'Deux avions ont\\ndécollé.')]
    """
    blocks = list(_blocks(text))
    wrapped = _is_hard_wrapped(blocks)
    paragraphs: list[Paragraph] = []
    for block in blocks:
        pieces = list(_split_block(block, text, wrapped))
        unstopped = [_has_no_stop(piece.of(text)) for piece in pieces]
        for number, piece in enumerate(pieces):
            # A line without stop beside another of its block is one of a list, or of a poem.
            beside = any(unstopped[max(number - 1, 0) : number]) or any(unstopped[number + 1 : number + 2])
            # The last item of a list ends with a full stop.
            in_list = number > 0 and paragraphs[-1].kind is ParagraphKind.ITEM
            paragraphs.append(Paragraph(piece, _kind(piece.of(text), unstopped[number], beside, in_list)))
    return tuple(paragraphs)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield runs of lines without a blank line between them, each line without white space at its ends."""
    block: list[Span] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        gap = text[previous_end : match.start()]
        line = Span(match.start(), match.end()).strip(text)
        previous_end = match.end()
        breaks = gap.replace("\r\n", "\n")
        if block and (len(breaks) > 1 or not line or _RULE.fullmatch(line.of(text)) or "\f" in breaks):
            yield block
            block = []
        if line and not _RULE.fullmatch(line.of(text)):
            block.append(line)
    if block:
        yield block


def _is_hard_wrapped(blocks: list[list[Span]]) -> bool:
    lengths = [len(line) for block in blocks for line in block]
    return bool(lengths) and max(lengths) <= _WRAP_LIMIT


def _split_block(block: list[Span], text: str, wrapped: bool) -> Iterator[Span]:
    width = max(len(line) for line in block)
    start = block[0]
    for line, following in pairwise(block):
        if not _goes_on(line.of(text), following.of(text), width, wrapped):
            yield Span(start.start, line.end)
            start = following
    yield Span(start.start, block[-1].end)


def _goes_on(line: str, following: str, width: int, wrapped: bool) -> bool:
    """Whether the paragraph of `line` goes on with `following`, the next line of the same block."""
    if not wrapped or _BULLET.match(following):
        return False
    if following[0].islower() and not _STOP.search(line):
        return True
    next_word = following.split(maxsplit=1)[0]
    full = width >= _NARROWEST_WRAP and len(line) + 1 + len(next_word) > width - _SLACK
    return full or (line.endswith(("-", ",")) and not _BULLET.match(line))


def _has_no_stop(paragraph: str) -> bool:
    one_line = "\n" not in paragraph and "\r" not in paragraph
    return one_line and len(paragraph) <= _HEADING_LENGTH and not _TERMINAL.search(paragraph)


def _kind(paragraph: str, unstopped: bool, beside_another: bool, in_list: bool) -> ParagraphKind:
    if _BULLET.match(paragraph) and (in_list or not _is_dialogue(paragraph)):
        return ParagraphKind.ITEM
    if unstopped:
        return ParagraphKind.ITEM if beside_another else ParagraphKind.HEADING
    return ParagraphKind.BODY


def _is_dialogue(paragraph: str) -> bool:
    """Whether the dash opens a speech: French dialogue begins with one, a capital, and ends with a stop."""
    if paragraph[0] not in "-–—" or not _STOP.search(paragraph):
        return False
    first = next((character for character in paragraph if character.isalpha()), "")
    return not first.islower()
