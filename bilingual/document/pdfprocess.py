"""PDFs read in a process of their own, so that a bad one costs no more than a message."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bilingual.document.libraries import needed_for
from bilingual.document.pdfpages import Page, Piece
from bilingual.errors import DocumentError

_CODE = "from bilingual.document.pdfium import main; main()"
# 500 pages take 4 s; scans are larger, but their pictures are not looked at.
_SECONDS = 60
_SECONDS_A_MEGABYTE = 1
# A machine that does other things too may give the process a tenth of its time.
_PATIENCE = 10


def read_pages(data: bytes, name: str) -> tuple[list[Page], dict[str, str]]:
    """Return the pages of a PDF and its metadata.

    Raises:
        DocumentError: it is damaged, has a password, or takes more time or memory than any book.
    """
    with needed_for("PDF files", name):
        if find_spec("pypdfium2") is None:
            raise ModuleNotFoundError(name="pypdfium2")
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * (len(data) >> 20)
    lines, code = _run(data, seconds, name)
    pages: list[Page] = []
    metadata: dict[str, str] = {}
    for record in map(json.loads, lines):
        _refuse(record, name)
        if "metadata" in record:
            metadata = record["metadata"]
        elif "pieces" in record:
            pieces = tuple(Piece(*piece) for piece in record["pieces"])
            pages.append(Page(len(pages) + 1, pieces, record["pictured"], record["illegible"]))
        else:
            return pages, metadata
    if code in (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)):
        problem = f"damaged, or made to do harm: {seconds} s are not enough to read it"
    else:
        problem = "damaged, or made to do harm: it ends the program that reads it, or fills the memory"
    raise DocumentError(problem, place=name, remedy="fetch or export it again")


def _run(data: bytes, seconds: int, name: str) -> tuple[list[bytes], int]:
    """Return what the process says, a record a line, and the code it ends with."""
    # Wherever this package was found, the process is to find it there too.
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-c", _CODE, str(seconds)]
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            timeout=_PATIENCE * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [], -getattr(signal, "SIGKILL", 9)
    except OSError as error:
        raise DocumentError(f"no process to read it can be started: {error.strerror}", place=name) from None
    lines = done.stdout.split(b"\n")
    return lines[:-1], done.returncode  # what stands after the last line break is cut off


def _refuse(record: dict[str, Any], name: str) -> None:
    if "password" in record:
        raise DocumentError("it is protected by a password", place=name, remedy="save it without one")
    if "damage" in record:
        problem = f"damaged PDF: {record['damage']}"
        raise DocumentError(problem, place=name, remedy="fetch or export it again")
    if "excess" in record:
        raise DocumentError(f"{record['excess']} are more than any book has", place=name, remedy="split it")
