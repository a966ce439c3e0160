"""Dictionaries of the reader's own: StarDict, dictd, tab-separated text, and TEI as FreeDict writes it.

Which of them a path leads to is seen from the content. A dictionary is read when it is first asked, its
headwords are then held in memory, texts are read one at a time; nothing is written to disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

from bilingual.languages import Language
from bilingual.lexicon.dictfiles import Body, DictionaryError, Index, content, damaged, fold, pieces
from bilingual.lexicon.dictionaryfile import DictionaryEntry, DictionaryFile, decoded, tidy

__all__ = ["Dictionary", "DictionaryEntry", "DictionaryError", "open_dictionary"]

_HEAD: Final = 4096  # bytes that tell a format
_INFO: Final = 1 << 20  # bytes of an .ifo file at most
_MARKED: Final = frozenset("ghx")  # types of StarDict texts: Pango, HTML, XDXF
_TEXTS: Final = _MARKED | frozenset("mltykwn")
_DIGITS: Final = {
    ord(digit): value
    for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
_INDEX_LINE: Final = re.compile(
    rb"[^\t\r\n]*\t[A-Za-z0-9+/]{1,10}\t[A-Za-z0-9+/]{1,10}(?:\t[^\r\n]*)?\r?(?:\n|$)"
)
_XML: Final = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|TEI)")
_FORMATS = "give a StarDict .ifo, a dictd .index, a tab-separated UTF-8 text, or a FreeDict .tei"


class Dictionary(Protocol):
    """A dictionary that can be asked."""

    @property
    def name(self) -> str:
        """What it calls itself, or its file's name."""

    def look_up(self, word: str, language: Language | None = None) -> tuple[DictionaryEntry, ...]:
        """Return the entries of a word: those of its spelling, then those of its lemmas.

        Args:
            word: in any form; case, apostrophes and ligatures are no matter.
            language: of the word; without it, its lemmas in both are tried.

        Raises:
            DictionaryError: the file is damaged.
        """


@dataclass(frozen=True)
class TabSeparated(DictionaryFile):
    """A text with a headword, a tab and what it means in each line; lines that begin with # are skipped."""

    @cached_property
    def _data(self) -> bytes:
        return content(self.path).removeprefix(b"\xef\xbb\xbf")

    @cached_property
    def _index(self) -> Index:
        index = Index(self._headwords())
        if not len(index):
            raise DictionaryError("no entries", place=str(self.path), remedy=_FORMATS)
        return index

    def _headwords(self) -> Iterator[tuple[str, int]]:
        for number, (start, line) in enumerate(_lines(self._data), 1):
            if line.startswith(b"#") or not line.strip():
                continue
            head, tab, _ = line.partition(b"\t")
            place = f"{self.path}, line {number}"
            if not tab:
                raise DictionaryError("no tab between headword and meaning", place=place, remedy=_FORMATS)
            try:
                line.decode()
            except UnicodeDecodeError:
                raise DictionaryError("not UTF-8", place=place, remedy="save it as UTF-8") from None
            yield fold(head.decode()), start

    def _find(self, key: str) -> Iterator[DictionaryEntry]:
        for start in self._index.find(key):
            end = self._data.find(b"\n", start)
            line = self._data[start : end if end >= 0 else None].decode()
            headword, _, text = line.partition("\t")
            if fold(headword) == key:
                # `\n` is how StarDict's own tab files write a new line.
                yield DictionaryEntry(headword.strip(), tidy(text.replace("\\n", "\n")))


@dataclass(frozen=True)
class Dictd(DictionaryFile):
    """A dictionary of dictd: `.index` with places in base 64, beside it `.dict` or `.dict.dz`.

    Args:
        body: the file beside it.
    """

    body: Body

    @cached_property
    def _data(self) -> bytes:
        return content(self.path)

    @cached_property
    def _index(self) -> Index:
        return Index(self._headwords())

    def _headwords(self) -> Iterator[tuple[str, int]]:
        for number, (start, line) in enumerate(_lines(self._data), 1):
            if not line.strip():
                continue
            if not _INDEX_LINE.fullmatch(line):
                raise damaged("no headword with two numbers in base 64", self.path, f"line {number}")
            yield fold(decoded(line.split(b"\t", 1)[0])), start

    def _own_name(self) -> str:
        for key in ("00-database-short", "00databaseshort"):
            for entry in self._found(key):
                return entry.text.split("\n")[-1]
        return ""

    def _find(self, key: str) -> Iterator[DictionaryEntry]:
        # What a dictionary says of itself is no word.
        return iter(()) if key.startswith(("00database", "00-database")) else self._found(key)

    def _found(self, key: str) -> Iterator[DictionaryEntry]:
        for start in self._index.find(key):
            end = self._data.find(b"\n", start)
            head, offset, size, *written = self._data[start : end if end >= 0 else None].split(b"\t")
            if fold(decoded(head)) != key:
                continue
            headword = decoded(written[0] if written and written[0].strip() else head).strip()
            text = decoded(self.body.read(_number(offset), _number(size.rstrip(b"\r"))))
            first, _, rest = text.lstrip().partition("\n")
            yield DictionaryEntry(headword, tidy(rest if rest and fold(first) == key else text))


@dataclass(frozen=True)
class StarDict(DictionaryFile):
    """A dictionary of StarDict: `.ifo`, `.idx` or `.idx.gz`, `.dict` or `.dict.dz`, and `.syn` if any.

    Args:
        info: the lines of `.ifo`.
        index_path: to the headwords.
        synonyms_path: to further spellings, where there are any.
        body: the texts.
    """

    info: dict[str, str]
    index_path: Path
    synonyms_path: Path | None
    body: Body

    def _own_name(self) -> str:
        return self.info.get("bookname", "")

    @cached_property
    def _wide(self) -> bool:
        return self.info.get("idxoffsetbits") == "64"

    @cached_property
    def _words(self) -> bytes:
        return content(self.index_path)

    @cached_property
    def _synonyms(self) -> bytes:
        return content(self.synonyms_path) if self.synonyms_path else b""

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in _records(self._words, 12 if self._wide else 8, self.index_path)]

    @cached_property
    def _index(self) -> Index:
        return Index(self._headwords())

    def _headwords(self) -> Iterator[tuple[str, int]]:
        for start, word in _records(self._words, 12 if self._wide else 8, self.index_path):
            yield fold(decoded(word)), start
        if self.synonyms_path:
            # Synonyms are told from words by the sign of their position.
            for start, word in _records(self._synonyms, 4, self.synonyms_path):
                yield fold(decoded(word)), -1 - start

    def _find(self, key: str) -> Iterator[DictionaryEntry]:
        for position in self._index.find(key):
            if position >= 0:
                start = position
            else:
                word, fields = _record(self._synonyms, -1 - position, 4)
                if fold(word) != key:
                    continue
                number = int.from_bytes(fields, "big")
                if number >= len(self._starts):
                    place = f"byte {-1 - position}"
                    raise damaged(f"{word!r} is a synonym of no word", self.synonyms_path or self.path, place)
                start = self._starts[number]
            headword, fields = _record(self._words, start, 12 if self._wide else 8)
            if position < 0 or fold(headword) == key:
                offset, size = int.from_bytes(fields[:-4], "big"), int.from_bytes(fields[-4:], "big")
                yield DictionaryEntry(headword.strip(), self._text(self.body.read(offset, size)))

    def _text(self, data: bytes) -> str:
        texts = []
        for kind, text in _parts(data, self.info.get("sametypesequence", "")):
            if kind in _TEXTS:
                tidied = tidy(decoded(text), marked=kind in _MARKED)
                texts.append(f"/{tidied.strip('/[]')}/" if kind == "t" and tidied else tidied)
        return "\n".join(filter(None, texts))


def open_dictionary(path: Path) -> Dictionary:
    """Open the dictionary that a path leads to: one of its files, or the folder that holds it alone.

    Raises:
        DictionaryError: there is none, part of it is missing, or it is in no format that is known.
    """
    path = _main_file(path)
    head = b""
    for piece in pieces(path):
        head += piece
        if len(head) >= _HEAD:
            break
    head = head[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"StarDict's dict ifo file"):
        return _open_stardict(path)
    if _XML.match(head):
        from bilingual.lexicon.tei import TeiFile

        return TeiFile(path)
    if path.suffix == ".index" or (_INDEX_LINE.match(head) and _beside(path, ".dict", ".dict.dz")):
        return Dictd(path, Body(_needed(path, ".dict", ".dict.dz")))
    if b"\0" in head or path.suffix == ".ifo":
        raise DictionaryError("in no format of dictionaries that is known", place=str(path), remedy=_FORMATS)
    return TabSeparated(path)


def _main_file(path: Path) -> Path:
    """Return the file to begin with, given it, another part of the dictionary, or its folder."""
    try:
        if not path.is_dir():
            if path.suffix in (".idx", ".dict", ".dz", ".gz", ".syn"):
                return _beside(path, ".ifo", ".index") or path
            return path
        for suffix in (".ifo", ".index", ".tei", ".tsv"):
            found = sorted(each for each in path.iterdir() if each.suffix == suffix)
            if len(found) > 1:
                raise DictionaryError(
                    f"{len(found)} dictionaries in one folder", place=str(path),
                    remedy=f"give one of them: {found[0].name}, {found[1].name} …",
                )  # fmt: skip
            if found:
                return found[0]
    except OSError as error:
        raise damaged(f"cannot be read: {error.strerror}", path) from None
    raise DictionaryError("no dictionary in this folder", place=str(path), remedy=_FORMATS)


def _open_stardict(path: Path) -> StarDict:
    lines = decoded(content(path, _INFO)).splitlines()
    info = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    return StarDict(
        path, info, _needed(path, ".idx", ".idx.gz"), _beside(path, ".syn", ".syn.dz"),
        Body(_needed(path, ".dict", ".dict.dz")),
    )  # fmt: skip


def _beside(path: Path, *suffixes: str) -> Path | None:
    stem = re.sub(r"(?:\.idx|\.dict|\.syn)?\.[^.]*$", "", path.name)
    return next(filter(Path.is_file, (path.with_name(stem + suffix) for suffix in suffixes)), None)


def _needed(path: Path, *suffixes: str) -> Path:
    if found := _beside(path, *suffixes):
        return found
    missing = " or ".join(path.stem + suffix for suffix in suffixes)
    raise DictionaryError(f"{missing} is missing beside it", place=str(path), remedy="put it there")


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield start, data[start:end]
        start = end + 1


def _records(data: bytes, fields: int, path: Path) -> Iterator[tuple[int, bytes]]:
    """Give where each record of a StarDict index begins, and its word: up to a zero, then `fields` bytes."""
    start = 0
    while start < len(data):
        end = data.find(b"\0", start)
        if end < 0 or end + 1 + fields > len(data):
            raise damaged("it ends within a headword", path, f"byte {start}")
        yield start, data[start:end]
        start = end + 1 + fields


def _record(data: bytes, start: int, fields: int) -> tuple[str, bytes]:
    end = data.index(b"\0", start)
    return decoded(data[start:end]), data[end + 1 : end + 1 + fields]


def _parts(data: bytes, kinds: str) -> Iterator[tuple[str, bytes]]:
    """Give the type and the bytes of each text of a StarDict entry; what an entry is cut short of is left out.

    Args:
        data: of the entry.
        kinds: `sametypesequence`, or nothing where each text says its type.
    """
    position, number = 0, 0
    while position < len(data) and (not kinds or number < len(kinds)):
        if kinds:
            kind, last = kinds[number], number == len(kinds) - 1
        else:
            kind, last = chr(data[position]), False
            position += 1
        number += 1
        if last:
            end = after = len(data)
        elif kind.isupper():
            size = int.from_bytes(data[position : position + 4], "big")
            position += 4
            end = after = min(position + size, len(data))
        else:
            end = data.find(b"\0", position)
            end = len(data) if end < 0 else end
            after = end + 1
        yield kind, data[position:end]
        position = after


def _number(digits: bytes) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS[digit]
    return value
