"""Which files below a directory are texts, which are pairs, and what their parallel texts are called."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from bilingual.corpus.model import CorpusItem
from bilingual.errors import DocumentError

TEXTS = tuple(
    "*.txt *.text *.md *.html *.htm *.xhtml *.mht *.mhtml *.epub *.pdf *.docx *.odt *.srt *.vtt".split()
)
"""Names of files that are taken for texts; what a file really is, its contents tell."""
HIDDEN = "."


@dataclass(frozen=True, slots=True)
class Found:
    """What there is below a directory.

    Args:
        items: what can be done, in the order of the names.
        alone: texts without a translation, where pairs are looked for.
        closed: directories that could not be looked into, and why.
        passed_over: how many files are no texts by their names, or are in the other language.
    """

    items: tuple[CorpusItem, ...]
    alone: tuple[str, ...]
    closed: tuple[tuple[str, str], ...]
    passed_over: int


def find_items(
    directory: Path,
    output: Path,
    languages: tuple[str, str],
    form: str,
    *,
    aligned: bool = False,
    include: Sequence[str] = TEXTS,
) -> Found:
    """Find what is to be done below a directory.

    The parallel text of `a/b.txt` is `a/b.txt.json`: the whole name stays, so that `b.txt` and `b.html` do not
    meet and a name says where it comes from. That of the pair `b.fr.txt`, `b.en.txt` is `b.fr-en.txt.json`.

    Args:
        directory: where to look; hidden files and directories are left alone, links to directories not followed.
        output: directory of the parallel texts; what lies below it is not read.
        languages: codes of the texts' language and of the other. A file named as of the other (`b.en.txt`) is
            passed over.
        form: the format to be written, which names the outputs.
        aligned: take pairs of files rather than single ones.
        include: patterns of names, in small or capital letters.

    Raises:
        DocumentError: there is no such directory, or the two are one.
    """
    if not directory.is_dir():
        problem = "this is no directory" if directory.exists() else "no such directory"
        raise DocumentError(problem, place=str(directory), remedy="give the directory with the texts")
    if output.resolve() == directory.resolve():
        raise DocumentError(
            "the parallel texts would lie among the texts", place=str(output), remedy="give another -o DIR"
        )
    closed: list[OSError] = []
    names = sorted(_files(directory, output.resolve(), closed))
    refused = tuple(
        (Path(error.filename).relative_to(directory).as_posix(), error.strerror or str(error))
        for error in closed
    )
    patterns = [pattern.lower() for pattern in include]
    texts = [name for name in names if any(fnmatch(PurePosixPath(name).name.lower(), p) for p in patterns)]
    source, target = languages
    if not aligned:
        wanted = [name for name in texts if _language(name) != target]
        items = [CorpusItem(name, f"{name}.{form}") for name in wanted]
        return Found(tuple(items), (), refused, len(names) - len(items))
    there = set(texts)
    items, alone = list[CorpusItem](), list[str]()
    for name in texts:
        if _language(name) != source:
            continue
        translation = _renamed(name, target)
        if translation in there:
            items.append(CorpusItem(name, f"{_renamed(name, f'{source}-{target}')}.{form}", translation))
        else:
            alone.append(name)
    return Found(tuple(items), tuple(alone), refused, len(names) - 2 * len(items) - len(alone))


def _files(directory: Path, output: Path, closed: list[OSError]) -> Iterator[str]:
    for place, directories, files in os.walk(directory, onerror=closed.append):
        here = Path(place)
        directories[:] = sorted(
            name for name in directories if not name.startswith(HIDDEN) and (here / name).resolve() != output
        )
        for name in files:
            if not name.startswith(HIDDEN) and (here / name).is_file():
                yield (here / name).relative_to(directory).as_posix()


def _language(name: str) -> str:
    """Return the language that a name tells: `en` of `a.en.txt`; nothing for others."""
    suffixes = PurePosixPath(name).suffixes
    return suffixes[-2][1:].lower() if len(suffixes) > 1 else ""


def _renamed(name: str, language: str) -> str:
    path = PurePosixPath(name)
    return str(
        path.with_name(f"{path.name.removesuffix(''.join(path.suffixes[-2:]))}.{language}{path.suffix}")
    )
