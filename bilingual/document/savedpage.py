"""Web pages as browsers save them in one file (.mht, .mhtml): a mail message whose main part is the page.

Chromium and what is built on it write them, and old Internet Explorers; pictures and styles are further parts.
"""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes, policy
from email.message import Message
from itertools import islice

from bilingual.document.decoding import decode
from bilingual.document.webpage import decode_page
from bilingual.errors import DocumentError

_HEAD = 8192  # bytes in which the headers of a message end
_FIELD = re.compile(rb"[!-9;-~]{1,60}:")
_PAGE = re.compile(
    rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.IGNORECASE | re.MULTILINE
)
_MOST_PARTS = 5_000  # the largest saved pages of news have some hundreds


def is_saved_page(data: bytes) -> bool:
    """Whether a file is a message with a page in it, by its headers.

    >>> is_saved_page(b"From: <Saved by Blink>\\nMIME-Version: 1.0\\nContent-Type: multipart/related;\\n\\n")
    True
    >>> is_saved_page(b"Content-Type: text/html is what a server says of a page.")
    False
    """
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").lstrip(b"\n")
    head, _, _ = head.partition(b"\n\n")
    has_version = re.search(rb"^mime-version:\s*1", head, re.IGNORECASE | re.MULTILINE)
    return bool(_FIELD.match(head) and has_version and _PAGE.search(head))


def page_of(data: bytes, name: str) -> tuple[str, str]:
    """Return the page in a message, and the encoding that it was in.

    Raises:
        DocumentError: there is none.
    """
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    try:
        page = _main_part(message_from_bytes(data, policy=policy.compat32))
    except RecursionError:
        raise DocumentError(
            "parts within parts without end", place=name, remedy="save the page again"
        ) from None
    if page is None:
        raise DocumentError(
            "there is no page in it",
            place=name,
            remedy="save it again, as a web page in one file, or as HTML",
        )
    payload = page.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if (charset := _charset(page)) is not None:
        try:
            return content.decode(charset), charset
        except (LookupError, UnicodeError):
            pass  # it is not what it says it is; then its bytes and the page itself tell
    return decode_page(content, *decode(content, name))


def _main_part(message: Message) -> Message | None:
    """Return the part that the message says it begins with, else the first that is a page."""
    start = str(message.get_param("start") or "").strip()
    first = None
    for part in islice(message.walk(), _MOST_PARTS):
        if part.get_content_type() not in ("text/html", "application/xhtml+xml") or part.is_multipart():
            continue
        if not start or str(part.get("content-id") or "").strip() == start:
            return part
        first = first or part
    return first


def _charset(part: Message) -> str | None:
    """Return the encoding that the headers name; what calls itself Latin-1 on the web is Windows-1252."""
    try:
        named = part.get_content_charset()
        codec = codecs.lookup(named) if named else None
    except (LookupError, ValueError):
        return None
    if codec is None:
        return None
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
