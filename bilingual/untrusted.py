"""Text from outside made harmless: to a terminal that obeys escapes, and to a page that obeys tags."""

from __future__ import annotations

import html
import re

# Escape sequences of a text must not reach the terminal, and bidirectional controls must not reorder it.
# Each character is replaced by one other, so that spans stay right.
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_BIDIRECTIONAL = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
# No file in UTF-8 can hold half a character, and HTML and XML allow no code point that is none.
_SURROGATES = range(0xD800, 0xE000)
_HALVES = re.compile(f"[{chr(_SURROGATES.start)}-{chr(_SURROGATES.stop - 1)}]")
_NO_CHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
)
_HARMLESS: dict[int, int] = {
    **_CONTROL_PICTURES,
    0x09: 0x20,
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *_BIDIRECTIONAL, *_SURROGATES, *_NO_CHARACTERS), 0xFFFD),
}
# In a line there is no other line, by whichever sign it is parted.
_IN_A_LINE: dict[int, int] = {**_HARMLESS, **dict.fromkeys((0x0A, 0x2028, 0x2029), 0x20)}
_IN_DATA: dict[int, int] = {code: sign for code, sign in _HARMLESS.items() if code != 0x09}


def harmless(text: str) -> str:
    r"""Replace control characters, escapes and bidirectional controls by signs, one for one.

    >>> harmless("\x1b[31mrouge\u202e")
    '␛[31mrouge�'
    """
    # What has a glyph is harmless; to look is far quicker than to translate, and most words need no more.
    return text if text.isprintable() else text.translate(_HARMLESS)


def harmless_line(text: str) -> str:
    r"""Replace the same, and what parts lines: for messages and names, which have one line.

    >>> harmless_line("pas de fichier\n\x1b[2J")
    'pas de fichier ␛[2J'
    """
    return text if text.isprintable() else text.translate(_IN_A_LINE)


def whole(text: str) -> str:
    r"""Return a name or an argument, as the system gave it, as a text that files can hold.

    Python keeps bytes that are not in the locale's encoding as halves of characters. They are most likely UTF-8;
    what is not becomes U+FFFD.

    >>> whole("\udcc3\udca9t\udce9")
    'ét\ufffd'
    """
    if not _HALVES.search(text):
        return text
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of another kind
        data = text.encode("utf-8", "replace")
    return data.decode("utf-8", "replace")


def harmless_data(text: str) -> str:
    """Replace the same in CSV, TSV and the like, whose tabs and line ends stay."""
    return text.replace("\r\n", "\n").translate(_IN_DATA)


def escaped(text: str) -> str:
    r"""Return a text as it may stand in HTML and XML, between tags and in quoted attributes.

    >>> escaped('<b>l’« "armée" »</b>\x00')
    '&lt;b&gt;l’« &quot;armée&quot; »&lt;/b&gt;␀'
    """
    return html.escape(harmless(text))
