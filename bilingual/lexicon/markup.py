"""The markup of dictionary entries (HTML, Pango, XDXF) reduced to lines of text."""

from __future__ import annotations

import html
import re
from typing import Final

# One pass over the text: no tag reaches over another `<`.
_TAG: Final = re.compile(r"<(/?)([A-Za-z!?][\w:-]*)?([^<>]*)>")
_KNOWN: Final = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|dd|div|dl|dt|em|font|h[1-6]|hr|i|k|li|ol|p|s|small|span|strong|"
    r"sub|sup|table|td|tr|tt|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos|nbsp);", re.IGNORECASE)
# Python refuses to make a number of thousands of digits.
_NO_CHARACTER: Final = re.compile(r"&#(?:\d{9,}|x[0-9a-f]{9,});?", re.IGNORECASE)
_LINES: Final = frozenset(
    "br p div li ol ul dl dt dd tr table hr blockquote center h1 h2 h3 h4 h5 h6 def k ex".split()
)
_DROPPED: Final = frozenset(("script", "style"))
_DEEPEST: Final = 8  # lists inside one another that are indented


def has_markup(text: str) -> bool:
    """Whether a text that is said to be plain, or says nothing, holds markup all the same.

    >>> has_markup("<i>n</i> strike"), has_markup("if a < b and b > c")
    (True, False)
    """
    return bool(_KNOWN.search(text) or _ENTITY.search(text))


def plain_text(marked: str) -> str:
    """Return the text of an entry, an item of a list in a line, items of ordered lists numbered.

    >>> print(plain_text("<i>nom</i><br><ol><li>strike</li><li>a&amp;b <b>blow</b></li></ol>"))
    nom
    1. strike
    2. a&b blow
    """
    parts: list[str] = []
    lists: list[int | None] = []  # the number of the last item of each open list, None without numbers
    dropped = ""
    end = 0
    for tag in _TAG.finditer(marked):
        if not dropped:
            parts.append(_spaced(marked[end : tag.start()]))
        end = tag.end()
        name = (tag[2] or "").lower()
        if name in _DROPPED and not tag[3].endswith("/"):
            dropped = "" if tag[1] else dropped or name
        elif not dropped:
            parts.append(_sign(name, bool(tag[1]), lists))
    if not dropped:
        parts.append(_spaced(marked[end:]))
    lines = (line.rstrip() for line in html.unescape(_NO_CHARACTER.sub("�", "".join(parts))).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r]+", " ", text)


def _sign(name: str, closing: bool, lists: list[int | None]) -> str:
    """Return what stands for a tag; `lists` is kept."""
    if name in ("ol", "ul"):
        if not closing:
            lists.append(0 if name == "ol" else None)
        elif lists:
            lists.pop()
        return "\n"
    if name == "li" and not closing:
        indent = "  " * min(len(lists) - 1, _DEEPEST)
        if lists and lists[-1] is not None:
            lists[-1] += 1
            return f"\n{indent}{lists[-1]}. "
        return f"\n{indent}- "
    return "\n" if name in _LINES else ""
