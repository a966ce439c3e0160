"""Whether two machines translate with the same package."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from typing import IO

from bilingual.errors import ModelError
from bilingual.translation.packages import PackageInfo
from bilingual.ziparchives import ARCHIVE_ERRORS

# What a translation depends on; a README or the record of an installation changes nothing.
_PARTS = ("metadata.json", "sentencepiece.model", "bpe.model")
_MODEL = "model/"
_CHUNK = 1 << 20


def package_digest(package: PackageInfo) -> str:
    """Return a digest of a package's contents, the same for the archive and for what is unpacked of it.

    The fingerprint that the translation memory uses is quicker, but holds the time of a file and so differs
    between machines.

    Raises:
        ModelError: it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for name, stream in _parts(package):
            with stream:
                digest.update(f"\0{name}\0".encode())
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
    except (OSError, *ARCHIVE_ERRORS) as error:
        raise ModelError(
            f"cannot be read: {error}", place=str(package.path), remedy="install it again"
        ) from None
    return digest.hexdigest()


def _parts(package: PackageInfo) -> Iterator[tuple[str, IO[bytes]]]:
    if not package.is_archive:
        names = sorted(
            path.relative_to(package.path).as_posix() for path in package.path.rglob("*") if path.is_file()
        )
        yield from ((name, (package.path / name).open("rb")) for name in names if _counts(name))
        return
    with zipfile.ZipFile(package.path) as archive:
        inside = {name.partition("/")[2]: name for name in archive.namelist() if not name.endswith("/")}
        yield from ((name, archive.open(inside[name])) for name in sorted(inside) if _counts(name))


def _counts(name: str) -> bool:
    return name in _PARTS or name.startswith(_MODEL)
