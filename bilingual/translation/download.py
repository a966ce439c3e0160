"""Fetch files over HTTP from servers that break off, stall, lie about lengths or answer with a login page.

What has arrived stays in a `.part` file beside the destination, with a note of the link and of the server's
validator (RFC 9110, section 8.8): the next attempt, in this process or a later one, asks for the rest, and
`If-Range` makes a server whose file has changed send it whole.
"""

from __future__ import annotations

import http.client
import json
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import IO, Protocol

from bilingual.errors import ModelError
from bilingual.translation.transport import (
    PATIENT,
    FetchError,
    Patience,
    RangeError,
    check_type,
    content_length,
    content_range,
    fetch_errors,
    host_of,
    open_url,
    validator_of,
)

_CHUNK = 1 << 18  # bytes
# The largest package in the Argos index has about 0.3 GB.
_LARGEST_FILE = 4 << 30  # bytes
_LARGEST_ANSWER = 16 << 20  # bytes; the Argos index has about 0.05 MB
# An attempt that brought less than this does not count as progress, or a server could keep us for ever.
_WORTHWHILE = 1 << 18  # bytes
_SPEED_WINDOW = 5.0  # seconds
_REPORT_INTERVAL = 0.1  # seconds
_ARCHIVE_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is.

    Args:
        received: bytes on disk, those of earlier attempts included.
        total: bytes of the whole file, `None` where the server does not say.
        speed: bytes per second over the last few seconds.
    """

    received: int
    total: int | None
    speed: float


class Listener(Protocol):
    """Who wants to know how a download or an installation goes on."""

    def progress(self, progress: Progress) -> None:
        """Take note of how far it is; called some ten times a second, and at the end."""

    def notice(self, message: str) -> None:
        """Take note of a message of one line for the user."""


class SilentListener:
    """A listener that does nothing."""

    def progress(self, progress: Progress) -> None:
        """Do nothing."""

    def notice(self, message: str) -> None:
        """Do nothing."""


SILENT = SilentListener()


def fetch(url: str, patience: Patience = PATIENT) -> bytes:
    """Fetch a small file into memory.

    Raises:
        ModelError: it cannot be fetched; the message says why and what to do.
    """
    try:
        with fetch_errors(patience), open_url(url, {}, patience) as response:
            content: bytes = response.read(_LARGEST_ANSWER + 1)
            if len(content) > _LARGEST_ANSWER:
                raise FetchError(f"it sends more than {format_size(_LARGEST_ANSWER)}")
            _check_complete(len(content), content_length(response))
    except FetchError as error:
        raise _failure([(url, error)]) from None
    return content


def download(
    links: Sequence[str],
    destination: Path,
    accept: Callable[[Path], None],
    *,
    patience: Patience = PATIENT,
    listener: Listener = SILENT,
) -> str:
    """Fetch an archive from the first link that gives a good one, going on where an earlier attempt stopped.

    Args:
        links: where it is to be had, best first.
        destination: the file to make; it appears when it is whole and accepted. One process at a time.
        accept: raises `ModelError` for a file that is not what was wanted.
        patience: how long to bear with each server.
        listener: told how it goes on.

    Returns:
        The link that it came from.

    Raises:
        ModelError: no link gives it, or there is no room for it; the message says why and what to do.
    """
    part = _Part(destination)
    failures = []
    for number, link in enumerate(links, 1):
        try:
            _Fetching(link, part, accept, patience, listener).run()
        except FetchError as error:
            failures.append((link, error))
            if number < len(links):
                listener.notice(f"{host_of(link)}: {error}; trying {host_of(links[number])}")
        else:
            part.finish()
            return link
    raise _failure(failures)


def format_size(size: float) -> str:
    """Return a number of bytes as people write it.

    >>> format_size(950), format_size(98_250_000)
    ('950 B', '98.2 MB')
    """
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= step:
            return f"{size / step:.1f} {unit}"
    return f"{size:.0f} B"


@dataclass(slots=True)
class _Part:
    """The bytes that have arrived, and beside them a note of where they come from."""

    destination: Path
    data: Path = field(init=False)
    note: Path = field(init=False)

    def __post_init__(self) -> None:
        self.data = self.destination.with_name(self.destination.name + ".part")
        self.note = self.destination.with_name(self.destination.name + ".part.json")

    def size(self) -> int:
        try:
            return self.data.stat().st_size
        except OSError:
            return 0

    def validator(self, link: str) -> str | None:
        """Return the validator that the bytes came with, if they came from this link."""
        try:
            note = json.loads(self.note.read_bytes())
            known = note["validator"] if note["link"] == link else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return known if isinstance(known, str) and known.isprintable() else None

    def begin(self, link: str, validator: str | None) -> None:
        """Forget what has arrived; the note never outlives the bytes that it is about."""
        self.discard()
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.touch()
        self.note.write_text(json.dumps({"link": link, "validator": validator}), "utf-8")

    def discard(self) -> None:
        self.data.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def finish(self) -> None:
        self.data.replace(self.destination)
        self.note.unlink(missing_ok=True)


@dataclass(slots=True)
class _Fetching:
    """The attempts at one link."""

    link: str
    part: _Part
    accept: Callable[[Path], None]
    patience: Patience
    listener: Listener

    def run(self) -> None:
        """Fetch the file into the part and have it accepted.

        Raises:
            FetchError: the link was given up.
            ModelError: there is no room on the disk.
        """
        fruitless, most = 0, 0
        while True:
            try:
                in_one_go = self._attempt()
                self._check(in_one_go)
                return
            except FetchError as error:
                size = self.part.size()
                fruitless = 0 if size >= most + _WORTHWHILE else fruitless + 1
                most = max(most, size)
                if error.final or fruitless >= self.patience.attempts:
                    raise
                self.listener.notice(f"{host_of(self.link)}: {error}; trying again")
            time.sleep(self.patience.pause * 2 ** max(0, fruitless - 1))

    def _attempt(self) -> bool:
        """Ask for what is missing and append it; say whether all came in one go and with its length."""
        validator = self.part.validator(self.link)
        offset = self.part.size() if validator else 0
        headers = {"Range": f"bytes={offset}-", "If-Range": validator} if validator and offset else {}
        try:
            with fetch_errors(self.patience), open_url(self.link, headers, self.patience) as response:
                return self._receive(response, offset)
        except RangeError as error:
            if not offset:
                raise
            if error.total == offset:
                return False  # it was whole already; only the last step had been missing
            self.part.discard()
            raise FetchError("its file has changed meanwhile") from None

    def _receive(self, response: http.client.HTTPResponse, offset: int) -> bool:
        check_type(response)
        total = content_length(response)
        if response.status == HTTPStatus.PARTIAL_CONTENT:
            start, total = content_range(response)
            if start != offset:
                self.part.discard()
                raise FetchError(f"it sends bytes from {start} on instead of {offset}")
            self.listener.notice(f"going on at {format_size(offset)}")
        else:
            offset = 0
        if total is not None and total > _LARGEST_FILE:
            raise FetchError(f"it says it has {format_size(total)}, more than any Argos package", final=True)
        with _disk_errors(self.part.data):
            if offset == 0:
                self.part.begin(self.link, validator_of(response))
            _check_room(self.part.data.parent, (total or 0) - offset)
        received = self._copy(response, offset, total)
        _check_complete(received, total)
        return offset == 0 and total is not None

    def _copy(self, response: http.client.HTTPResponse, received: int, total: int | None) -> int:
        meter = _Meter(received, total, self.listener)
        with _disk_errors(self.part.data), self.part.data.open("ab", buffering=0) as stream:
            while chunk := _read(response, self.patience):
                if received == 0 and not chunk.startswith(_ARCHIVE_START[: len(chunk)]):
                    raise FetchError("what it sends is no .argosmodel archive", final=True)
                received += len(chunk)
                if received > (_LARGEST_FILE if total is None else total):
                    raise FetchError("it sends more than it said", final=True)
                _write(stream, chunk)
                meter.note(received)
        meter.finish(received)
        return received

    def _check(self, in_one_go: bool) -> None:
        """Have the file accepted; what is refused goes, and is asked for anew unless it came in one go."""
        try:
            self.accept(self.part.data)
        except ModelError as error:
            self.part.discard()
            raise FetchError(error.problem, final=in_one_go) from None


class _Meter:
    """Measures the speed, and tells the listener not oftener than it can be seen."""

    def __init__(self, received: int, total: int | None, listener: Listener) -> None:
        self._total = total
        self._listener = listener
        self._window = deque([(time.monotonic(), received)])
        self._told = float("-inf")

    def note(self, received: int) -> None:
        now = time.monotonic()
        self._window.append((now, received))
        while now - self._window[0][0] > _SPEED_WINDOW and len(self._window) > 2:
            self._window.popleft()
        if now - self._told >= _REPORT_INTERVAL:
            self._tell(now, received)

    def finish(self, received: int) -> None:
        self._tell(time.monotonic(), received)

    def _tell(self, now: float, received: int) -> None:
        self._told = now
        since, before = self._window[0]
        self._listener.progress(Progress(received, self._total, (received - before) / max(now - since, 1e-6)))


def _read(response: http.client.HTTPResponse, patience: Patience) -> bytes:
    # Inside `_disk_errors`, so an OSError of the network has to become a FetchError here.
    with fetch_errors(patience):
        return response.read1(_CHUNK)


def _write(stream: IO[bytes], chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[stream.write(view) :]


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelError(
            f"cannot be written: {error.strerror}",
            place=str(path),
            remedy="make room, or set BILINGUAL_CACHE_DIR elsewhere",
        ) from None


def _check_complete(received: int, total: int | None) -> None:
    if total is not None and received < total:
        raise FetchError(f"the connection broke off at {format_size(received)} of {format_size(total)}")


def _check_room(directory: Path, needed: int) -> None:
    free = shutil.disk_usage(directory).free
    if needed > free:
        raise ModelError(
            f"the download needs {format_size(needed)} and only {format_size(free)} are free",
            place=str(directory),
            remedy="make room, or set BILINGUAL_CACHE_DIR elsewhere",
        )


def _failure(failures: Sequence[tuple[str, FetchError]]) -> ModelError:
    offline = all(error.offline for _, error in failures)
    reasons = "; ".join(f"{host_of(link)}: {error}" for link, error in failures)
    way_round = "copy the .argosmodel file here by other means and run: bilingual models install FILE"
    return ModelError(
        f"it cannot be fetched: {reasons}" if failures else "the index gives no link to it",
        remedy=f"connect to the network, or {way_round}" if offline else f"try again later, or {way_round}",
    )
