"""The libraries of the extra `documents`, and one clear line where they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bilingual.errors import DocumentError


@contextmanager
def needed_for(what: str, name: str) -> Iterator[None]:
    """Turn the failure of the imports inside into the command that mends it.

    Args:
        what: is to be read, such as `PDF files`.
        name: of the document.
    """
    try:
        yield
    except ImportError as error:
        # A library that lacks one of its own says so in several lines.
        library = error.name or " ".join(str(error).split())
        raise DocumentError(
            f"reading {what} needs the library {library}",
            place=name,
            remedy="pip install 'bilingual-reader[documents]'",
        ) from None
