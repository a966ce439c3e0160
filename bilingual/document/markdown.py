"""Markdown: its text without the marks, by markdown-it (CommonMark and tables); notes and front matter by hand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bilingual.document.blocks import Block, Extract, notes_last
from bilingual.document.model import ParagraphKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"(\w[\w-]*)[ \t]*:[ \t]*(\S.*?)[ \t]*")
_NOTE = re.compile(r"^\[\^([^\]\s]{1,60})\]:[ \t]*", re.MULTILINE)
_NOTE_TEXT = re.compile(r"[^\n]*(?:\n(?![ \t]*\n|\[\^|#)[^\n]*)*(?:\n(?:[ \t]*\n)+(?: {4}|\t)[^\n]*)*")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_METADATA = {"title": "title", "author": "author", "date": "date", "lang": "language", "language": "language"}

# What plain texts hardly have; two kinds of them make a text Markdown, or one in a file that is called so.
_SIGNS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        r"^ {0,3}#{1,6}[ \t]+\S",
        r"!?\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}(?:[ \t]+\"[^\"\n]*\")?\)",
        r"(?<![\w*_])(\*\*|__)(?=[^\s*_])[^\n*_]{1,200}(?<!\s)\1(?![\w*_])",
        r"^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+-]*[ \t]*$",
        r"^\[\^[^\]\s]{1,60}\]:|^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S",
        r"^\|.+\|[ \t]*\n[ \t]*\|[ :|-]+\|[ \t]*$",
        r"^\S[^\n]*\n={3,}[ \t]*$",
    )
)
_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_SAMPLE = 65_536  # characters


def is_markdown(text: str, name: str) -> bool:
    """Whether a text is Markdown, by its marks; the file's name is evidence beside them, no more.

    >>> is_markdown("# Un titre\\n\\nUn **mot**.", "a.txt"), is_markdown("# Un titre\\n\\nUn mot.", "a.txt")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if sample.lstrip().startswith("{"):  # JSON, a reading pack for instance, whatever its texts look like
        return False
    matter = _FRONT_MATTER.match(sample)
    signs = sum(sign.search(sample) is not None for sign in _SIGNS)
    signs += 2 * bool(matter and _metadata(matter[1]))
    return signs + name.lower().endswith(_NAMES) >= 2


def read_markdown(text: str) -> Extract:
    """Read a Markdown text."""
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    metadata = {}
    if (matter := _FRONT_MATTER.match(text)) and (metadata := _metadata(matter[1])):
        text = text[matter.end() :]
    parser = MarkdownIt("commonmark").enable("table")
    text, notes = _take_notes(text)
    marked = [(line, block, False) for line, block in _blocks(parser.parse(text))]
    marked += [(place, block, True) for place, note in notes for _, block in _blocks(parser.parse(note))]
    # A note belongs to the chapter in which it is written: it comes after the blocks above it.
    marked.sort(key=lambda each: each[0])
    return Extract(notes_last((block, is_note) for _, block, is_note in marked), metadata)


def _metadata(matter: str) -> dict[str, str]:
    found = {}
    for line in matter.splitlines():
        if (pair := _PAIR.fullmatch(line)) and (key := _METADATA.get(pair[1].lower())):
            found[key] = pair[2].strip("\"'")
    return found


def _take_notes(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the text without its footnotes and their marks, and each footnote with the line it stood in."""
    kept, notes, position = [], [], 0
    while match := _NOTE.search(text, position):
        kept.append(text[position : match.start()])
        body = _NOTE_TEXT.match(text, match.end())
        position = body.end() if body else match.end()
        note = re.sub(r"^(?: {4}|\t)", "", text[match.end() : position], flags=re.MULTILINE)
        # The lines stay, so that the parser's numbers of lines are those of the text.
        kept.append("\n" * text.count("\n", match.start(), position))
        notes.append((text.count("\n", 0, match.start()), _REFERENCE.sub("", note)))
    kept.append(text[position:])
    whole = "".join(kept)
    return (_REFERENCE.sub("", whole) if notes else whole), notes


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[int, Block]]:
    """Yield the blocks with the line each begins in."""
    kinds = [ParagraphKind.BODY]
    level = line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
                kinds.append(ParagraphKind.HEADING)
            case "list_item_open" | "th_open" | "td_open":
                kinds.append(ParagraphKind.ITEM)
            case "heading_close" | "list_item_close" | "th_close" | "td_close":
                kinds.pop()
            case "inline":
                kind = kinds[-1]
                depth = level if kind is ParagraphKind.HEADING else 0
                yield line, Block(_inline(token.children or ()), kind, depth)
            case "html_block":
                yield line, Block(html.unescape(_TAG.sub("", token.content)), wrapped=True)
            case "fence" | "code_block":
                yield line, Block(token.content, kinds[-1], wrapped=True)


def _inline(tokens: Sequence[Token]) -> str:
    pieces = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                pieces.append(token.content)
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("\n")
            case "html_inline" if re.match(r"<br\b", token.content, re.IGNORECASE):
                pieces.append("\n")
    return "".join(pieces)
