"""A translation memory on disk, so that a text read before is there at once.

SQLite in the user's cache directory, one row a sentence and engine. Two processes may share it; a damaged
file is set aside, never deleted; a memory that cannot be opened is an error for the caller to report, and
reading goes on without.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bilingual.databases import BUSY_TIMEOUT, open_or_set_aside
from bilingual.errors import BilingualError
from bilingual.files import Closing
from bilingual.languages import Language
from bilingual.spans import Span, WordLink
from bilingual.translation.translator import (
    Alternative,
    Engine,
    Request,
    Translation,
    Translator,
    can_be_told,
)

_Sentence = TypeVar("_Sentence", bound=str | Request)
# Version 1 kept the alternatives without scores; its rows are read as they are.
_SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY,      -- 16 bytes of SHA-256 over the engine's identity and the sentence
    languages TEXT NOT NULL,   -- 'fr-en'
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    score REAL,
    extra TEXT NOT NULL,       -- JSON: [alternatives as [text, score], links as [s, s, t, t, score]]
    used INTEGER NOT NULL      -- day since the epoch, of the last use
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS translation_used ON translation (used);
"""
_LARGEST_SIZE = 256 << 20  # bytes of the file; about 400,000 sentences
_EVICTED_SHARE = 0.2  # of the rows, oldest first, once the file is larger
_LOOKUP = 500  # keys in one query, below SQLite's limit of 999 variables
_COMMIT_EVERY = 64  # sentences; each commit costs a disk flush
_DAY = 86_400  # seconds
_LIKE_SIGNS = re.compile("[%_!]")  # what LIKE takes for more than itself


class MemoryUnavailableError(BilingualError):
    """The translation memory cannot be used; reading goes on without it."""


class TranslationMemory(Closing):
    """Sentence pairs by engine.

    Args:
        path: the SQLite file; its directory is made.
        clock: seconds since the epoch, for what is dropped first.
        largest_size: bytes above which the least recently used sentences are dropped.

    Raises:
        MemoryUnavailableError: it cannot be opened or made.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], float] = time.time, largest_size: int = _LARGEST_SIZE
    ) -> None:
        self.path = path
        self._clock = clock
        self._largest_size = largest_size
        self._written = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection, self.set_aside = open_or_set_aside(path, self._connect, clock)
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            raise MemoryUnavailableError(f"translation memory not used: {reason}", place=str(path)) from None

    def close(self) -> None:
        """Write what is outstanding and close the file."""
        try:
            self._connection.commit()
            self._shrink()
        except sqlite3.Error:
            pass  # a full disk loses a cache, not the reading
        self._connection.close()

    def look_up(self, identity: str, sentences: Sequence[_Sentence]) -> dict[_Sentence, Translation]:
        """Return the translations that are known, by sentence.

        Args:
            identity: of the translator that would make them; see `Translator.identity`.
            sentences: as the translator is asked for them.
        """
        keys = {_key(identity, sentence): sentence for sentence in sentences}
        found: dict[_Sentence, Translation] = {}
        remaining = iter(keys)
        while chunk := list(islice(remaining, _LOOKUP)):
            marks = ",".join("?" * len(chunk))
            query = f"SELECT key, target, score, extra FROM translation WHERE key IN ({marks})"
            try:
                for key, target, score, extra in self._connection.execute(query, chunk):
                    found[keys[key]] = _decode(target, score, extra)
            except (sqlite3.Error, ValueError, TypeError, KeyError):
                return found  # damaged rows are translated anew
        return found

    def remember(
        self, identity: str, languages: str, sentence: str | Request, translation: Translation
    ) -> None:
        """Keep a translation; it is on disk after the next commit, at the latest when the memory is closed.

        Args:
            identity: of the translator that made it.
            languages: codes of the pair, `fr-en`.
            sentence: as the translator was asked for it.
            translation: what it made of it.
        """
        row = (
            _key(identity, sentence),
            languages,
            Request.of(sentence).text,
            translation.text,
            translation.score,
            _encode(translation),
            int(self._clock() // _DAY),
        )
        try:
            self._connection.execute("INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        except sqlite3.Error:
            return  # locked for longer than the timeout, or the disk is full: the reading matters more
        self._written += 1
        if self._written % _COMMIT_EVERY == 0:
            self.commit()

    def commit(self) -> None:
        """Put everything remembered so far on disk."""
        try:
            self._connection.commit()
        except sqlite3.Error:
            with suppress(sqlite3.Error):  # closed already, by a caller that stopped early
                self._connection.rollback()

    def touch(self, identity: str, sentences: Iterable[str | Request]) -> None:
        """Note that translations were used today, so that they are dropped late.

        Args:
            identity: of the translator that made them.
            sentences: as the translator was asked for them.
        """
        today = int(self._clock() // _DAY)
        rows = [(today, _key(identity, sentence), today) for sentence in sentences]
        try:
            self._connection.executemany("UPDATE translation SET used = ? WHERE key = ? AND used < ?", rows)
        except sqlite3.Error:
            return

    def search(self, forms: Sequence[str], language: Language, limit: int = 100) -> list[tuple[str, str]]:
        """Return sentences of a language that hold one of `forms`, each with its translation, last used first.

        A form may be part of a longer word; letter case matters in its accented letters only.

        Args:
            forms: what to look for.
            language: of the sentences, whether they were translated from it or into it.
            limit: how many at most.
        """
        escaped = [_LIKE_SIGNS.sub(r"!\g<0>", form) for form in forms]
        patterns = [f"%{written}%" for form in escaped for written in (form, form.capitalize())]
        pairs: list[tuple[str, str]] = []
        for ours, theirs, languages in (
            ("source", "target", f"{language.code}-%"),
            ("target", "source", f"%-{language.code}"),
        ):
            holds = " OR ".join([f"{ours} LIKE ? ESCAPE '!'"] * len(patterns))
            query = (
                f"SELECT {ours}, {theirs} FROM translation WHERE languages LIKE ? AND ({holds}) "
                "ORDER BY used DESC LIMIT ?"
            )
            try:
                pairs += self._connection.execute(query, (languages, *patterns, limit)).fetchall()
            except sqlite3.Error:
                continue  # damaged or locked: no examples
        return pairs[:limit]

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM translation").fetchone()[0])

    def _connect(self) -> sqlite3.Connection:
        # The reader's window translates in one thread and shows in another; each use holds no cursor open.
        connection = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT, check_same_thread=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if not 0 <= version <= _SCHEMA_VERSION:
                raise sqlite3.OperationalError(f"made by a later version of bilingual (schema {version})")
            if version == 0:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_SCHEMA)
            if version < _SCHEMA_VERSION:
                connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
                connection.commit()
            # In WAL mode, NORMAL can lose the last commits in a power cut but never corrupts.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("SELECT 1 FROM translation LIMIT 1").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _shrink(self) -> None:
        if not self._written:
            return
        pages, page_size = (
            self._connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("page_count", "page_size")
        )
        if pages * page_size <= self._largest_size:
            return
        drop = max(1, int(len(self) * _EVICTED_SHARE))
        with self._connection:
            self._connection.execute(
                "DELETE FROM translation WHERE key IN (SELECT key FROM translation ORDER BY used LIMIT ?)",
                (drop,),
            )
        self._connection.execute("VACUUM")


@contextmanager
def remembering(
    translator: Translator, path: Path, *, say: Callable[[str], None] = lambda _: None
) -> Iterator[Translator]:
    """Give a translator that asks a memory first; where that cannot be opened, the translator itself.

    A cache that cannot be used is no reason not to read.

    Args:
        translator: what translates.
        path: the memory's file.
        say: told what a reader should know of the memory, as one line.
    """
    try:
        memory = TranslationMemory(path)
    except MemoryUnavailableError as error:
        say(str(error))
        yield translator
        return
    with memory:
        if memory.set_aside:
            say(f"the translation memory was damaged; it is kept as {memory.set_aside}, a new one begun")
        yield RememberingTranslator(translator, memory)


class RememberingTranslator:
    """A translator that asks a memory first and tells it what it had to translate."""

    def __init__(self, translator: Translator, memory: TranslationMemory) -> None:
        self._translator = translator
        self._memory = memory

    @property
    def source_language(self) -> Language:
        """The language translated from."""
        return self._translator.source_language

    @property
    def target_language(self) -> Language:
        """The language translated into."""
        return self._translator.target_language

    @property
    def engine(self) -> Engine:
        """Name and package of the translator that is asked where the memory knows nothing."""
        return self._translator.engine

    @property
    def takes_wishes(self) -> bool:
        """Whether the translator behind can be told how to render words."""
        return can_be_told(self._translator)

    @property
    def identity(self) -> str:
        """That of the translator behind."""
        return self._translator.identity

    def translate(self, sentences: Iterable[str | Request]) -> Iterator[Translation]:
        """Yield one translation a sentence, in order; what was translated is kept even if the caller stops."""
        asked: deque[tuple[str | Request, Translation | None]] = deque()
        source = iter(sentences)
        identity = self.identity
        languages = f"{self.source_language.code}-{self.target_language.code}"

        def unknown() -> Iterator[str | Request]:
            while window := list(islice(source, _LOOKUP)):
                known = self._memory.look_up(identity, window)
                self._memory.touch(identity, known)
                for sentence in window:
                    translation = known.get(sentence)
                    asked.append((sentence, translation))
                    if translation is None:
                        yield sentence

        try:
            for translation in self._translator.translate(unknown()):
                yield from _known_first(asked)
                sentence, _ = asked.popleft()
                self._memory.remember(identity, languages, sentence, translation)
                yield translation
                yield from _known_first(asked)
            yield from _known_first(asked)
        finally:
            self._memory.commit()


def _known_first(asked: deque[tuple[str | Request, Translation | None]]) -> Iterator[Translation]:
    """Take the known translations off the front of the queue, up to the first that is being made."""
    while asked and (known := asked[0][1]) is not None:
        asked.popleft()
        yield known


def _key(identity: str, sentence: str | Request) -> bytes:
    request = Request.of(sentence)
    wishes = "".join(f"\0{wish.span.start} {wish.span.end} {wish.rendering}" for wish in request.wishes)
    asked = f"{identity}\0{request.text}{wishes}"
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).digest()[:16]


def _encode(translation: Translation) -> str:
    links = [
        [link.source.start, link.source.end, link.target.start, link.target.end, link.score]
        for link in translation.links
    ]
    alternatives = [[other.text, other.score] for other in translation.alternatives]
    return json.dumps([alternatives, links], ensure_ascii=False, separators=(",", ":"))


def _decode(target: str, score: float | None, extra: str) -> Translation:
    alternatives, links = json.loads(extra)
    return Translation(
        target,
        score,
        tuple(
            Alternative(*other) if isinstance(other, list) else Alternative(other) for other in alternatives
        ),
        tuple(WordLink(Span(a, b), Span(c, d), weight) for a, b, c, d, weight in links),
    )
