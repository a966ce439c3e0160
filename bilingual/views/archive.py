"""Zip archives whose bytes depend on what is in them and on nothing else: no clock, no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The first date that a zip archive can hold.
EARLIEST = (1980, 1, 1, 0, 0, 0)


def archive(parts: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Return a zip archive.

    Args:
        parts: name and content of each, in order.
        stored: names of those that are not to be compressed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, content, how)
    return buffer.getvalue()
