"""Cells that a spreadsheet shows instead of running them.

Excel and LibreOffice take a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a
formula, quoted or not (OWASP, *CSV Injection*).  An apostrophe before it makes it text.
"""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def neutralise(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> neutralise('=HYPERLINK("http://example.org")'), neutralise("char")
    ('\\'=HYPERLINK("http://example.org")', 'char')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Return the cell that `neutralise` was given.

    >>> restore(neutralise("'-")), restore("'char'")
    ("'-", "'char'")
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
