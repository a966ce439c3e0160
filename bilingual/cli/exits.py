"""Exit codes, documented in `bilingual --help`."""

from __future__ import annotations

from enum import IntEnum

from bilingual.errors import BilingualError, BitextError, DeckError, DocumentError, ModelError, TermbaseError


class ExitCode(IntEnum):
    """What the process says when it ends."""

    OK = 0
    ERROR = 1
    USAGE = 2
    DOCUMENT = 3
    MODEL = 4
    TERMBASE = 5
    DECK = 6
    BITEXT = 7
    PARTLY = 8
    HUNG_UP = 129
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143


MEANINGS = {
    ExitCode.OK: "done",
    ExitCode.ERROR: "something else went wrong; the message says what",
    ExitCode.USAGE: "the command line is not understood",
    ExitCode.DOCUMENT: "the text cannot be read, or is in another language",
    ExitCode.MODEL: "no translation package, or a damaged one",
    ExitCode.TERMBASE: "a glossary cannot be read",
    ExitCode.DECK: "the deck of exercises cannot be read or written",
    ExitCode.BITEXT: "a reading pack or alignment contradicts itself",
    ExitCode.PARTLY: "some files of a corpus could not be done; the report says which",
    ExitCode.HUNG_UP: "its terminal has been closed",
    ExitCode.INTERRUPTED: "interrupted with Ctrl-C",
    ExitCode.BROKEN_PIPE: "nobody reads what is printed any more, as in `| head`",
    ExitCode.TERMINATED: "it was asked to end, as by `kill`",
}

_BY_ERROR = {
    DocumentError: ExitCode.DOCUMENT,
    ModelError: ExitCode.MODEL,
    TermbaseError: ExitCode.TERMBASE,
    DeckError: ExitCode.DECK,
    BitextError: ExitCode.BITEXT,
}


def exit_code(error: BilingualError) -> ExitCode:
    """Return the exit code of an error."""
    return next((code for kind, code in _BY_ERROR.items() if isinstance(error, kind)), ExitCode.ERROR)
