"""What has to be known of a zip archive before it is trusted: packages and documents come in them."""

from __future__ import annotations

import struct
import zipfile
import zlib

ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises for archives that are damaged; a test with mutated archives keeps the list complete."""

METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How members are packed in practice; the other methods that `zipfile` knows have had bombs and bugs of their own."""

ENCRYPTED = 0x1
"""The bit of a member's flags that says so."""
