"""Bytes to text: byte order marks first, then UTF-8, then a guess among the usual older encodings."""

from __future__ import annotations

import codecs

from bilingual.errors import DocumentError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Control characters that no text holds; tab, line feed, form feed, carriage return and escape do occur.
_BINARY_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\f\r\v\x1b\x08")
# Above this share of such bytes a file is an image or a program rather than a damaged text.
_BINARY_SHARE = 0.01
# What the guesser is shown: it is quadratic on some inputs and a few pages decide as well as a book.
_GUESS_BYTES = 65_536
_REPLACEMENT = "\ufffd"
_DAMAGED_SHARE = 0.05  # bad bytes to good characters beyond ASCII, up to which a file is damaged UTF-8
_LEGACY_ENCODINGS = ["cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850"]


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode `data` and return the text, without a byte order mark, and the encoding's name.

    Args:
        data: the whole content of a file.
        name: what errors call it.

    Raises:
        DocumentError: `data` is binary, or contradicts its byte order mark.

    >>> decode("« À l’aube »".encode("cp1252"), "article.txt")
    ('« À l’aube »', 'cp1252')
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"the byte order mark says {encoding}, byte {error.start} is not",
                    place=name,
                    remedy="save the file as UTF-8",
                ) from None
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if (damaged := _damaged_utf8(data)) is not None:
            return damaged, "utf-8"
        return _decode_legacy(data, name, error)


def _damaged_utf8(data: bytes) -> str | None:
    """Decode UTF-8 that was cut off or has a few bad bytes, shown as U+FFFD; `None` for other encodings.

    In any other encoding of a French text nearly every accented letter is invalid as UTF-8.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count(_REPLACEMENT)
    good = sum(character > "\x7f" for character in text) - bad
    return text if bad <= _DAMAGED_SHARE * good else None


def _decode_legacy(data: bytes, name: str, failure: UnicodeDecodeError) -> tuple[str, str]:
    if unmarked := _utf16_without_mark(data):
        return data.decode(unmarked), unmarked
    # Imported here: most files are UTF-8 and start-up is counted in hundredths of a second.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_BYTES], cp_isolation=_LEGACY_ENCODINGS).best()
    encoding = best.encoding if best else "cp1252"
    # Windows writes what calls itself Latin-1: only cp1252 has the quotes, dashes and œ of French texts.
    if encoding in ("latin_1", "iso8859_15") and any(0x80 <= byte <= 0x9F for byte in data):
        encoding = "cp1252"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        raise DocumentError(
            f"neither UTF-8 nor any encoding that can be guessed: byte {failure.start} is 0x{data[failure.start]:02x}",
            place=name,
            remedy="save the file as UTF-8",
        ) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """Name the byte order where every other byte of a sample is zero, as Latin script in UTF-16 has it."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.7 * half:
            return encoding
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:_GUESS_BYTES]
    controls = sum(sample.count(byte) for byte in _BINARY_CONTROLS)
    if controls > _BINARY_SHARE * len(sample) and not _utf16_without_mark(data):
        raise DocumentError("binary data, not a text", place=name, remedy="give a plain text file")
