"""What is done to the files of a corpus, and what came of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bilingual import __version__


@dataclass(frozen=True, slots=True)
class CorpusItem:
    """A text of the corpus, or a text and its translation.

    Args:
        name: of the text: its path below the directory, with `/`.
        output: of the parallel text: its path below the output directory, likewise.
        translation: of its translation, below the directory; `None` where a machine translates.
    """

    name: str
    output: str
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done to every file: small, picklable, and the same on every machine.

    Args:
        source_code: ISO 639-1 code of the texts' language.
        target_code: of the other.
        form: the format to write, a key of `FORMATS`.
        package: name of the translation package; `None` for aligning.
        package_digest: of its contents, so that no worker translates with another package of that name.
        model: path of the package where it is not one that is found.
        glossary: pickled termbase of the user's own terms; empty for none.
        memory: whether workers use the translation memory of their machine.
        threads: cores that one file may use; `None` for the worker's share.
        version: of `bilingual` on the client.
    """

    source_code: str
    target_code: str
    form: str
    package: str | None = None
    package_digest: str = ""
    model: str | None = None
    glossary: bytes = b""
    memory: bool = True
    threads: int | None = None
    version: str = __version__

    def key(self, item: CorpusItem, contents: Sequence[bytes]) -> str:
        """Return what changes whenever the result would: contents, options, package and version."""
        digest = hashlib.sha256()
        said = (
            self.version, item.name, item.translation, self.source_code, self.target_code, self.form, self.package,
            self.package_digest, hashlib.sha256(self.glossary).hexdigest(),
        )  # fmt: skip
        digest.update(json.dumps(said).encode())
        for content in contents:
            digest.update(hashlib.sha256(content).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Task:
    """One item with the contents of its files, so that a worker needs no file of the client's."""

    item: CorpusItem
    treatment: Treatment
    contents: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker made of a task.

    Args:
        data: the file to write; `None` for a failure.
        beads: how many pairs.
        words: of the text, roughly: stretches between white space.
        flagged: pairs that should not be trusted.
        warnings: what a reader should know of it, such as that two texts hardly belong together.
        problem: what went wrong; empty for none.
        remedy: what to do about it.
        unexpected: a traceback, where the problem is a fault of this program.
    """

    data: bytes | None
    beads: int = 0
    words: int = 0
    flagged: int = 0
    warnings: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""
    unexpected: str = ""


class Status(StrEnum):
    """What became of a file."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    Args:
        name: of the text, below the directory.
        output: of the parallel text, below the output directory.
        status: done now, done before, or failed.
        beads: how many pairs; 0 where nothing was done.
        words: of the text, roughly.
        flagged: pairs that should not be trusted.
        warnings: what a reader should know of it.
        problem: what went wrong.
        remedy: what to do about it.
        unexpected: a traceback, where the problem is a fault of this program.
    """

    name: str
    output: str
    status: Status
    beads: int = 0
    words: int = 0
    flagged: int = 0
    warnings: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""
    unexpected: str = ""


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What became of a corpus.

    Args:
        files: one each, in the order of their names.
        passed_over: files below the directory that are no texts by their names, or are in the other language.
        seconds: how long it took.
        interrupted: whether it was broken off; the files not reached are not listed.
    """

    files: tuple[FileReport, ...]
    passed_over: int
    seconds: float
    interrupted: bool = False

    def count(self, status: Status) -> int:
        """Return how many files have a status."""
        return sum(file.status is status for file in self.files)

    @property
    def failures(self) -> tuple[FileReport, ...]:
        """The files that could not be done."""
        return tuple(file for file in self.files if file.status is Status.FAILED)

    @property
    def words(self) -> int:
        """Words of the texts done now."""
        return sum(file.words for file in self.files if file.status is Status.DONE)

    def to_json(self) -> str:
        """Return the report as JSON, file by file."""
        record: dict[str, Any] = {
            "format": "bilingual-corpus/1",
            **{status.value: self.count(status) for status in Status},
            "passed_over": self.passed_over,
            "interrupted": self.interrupted,
            "words": self.words,
            "seconds": round(self.seconds, 2),
            "files": [
                {key: value for key, value in asdict(file).items() if value not in ("", ()) or key == "name"}
                for file in self.files
            ],
        }
        # Names that are not Unicode survive as escapes.
        return json.dumps(record, ensure_ascii=True, indent=1) + "\n"
