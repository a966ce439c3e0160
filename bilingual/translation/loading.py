"""Bring an Argos package into memory: `argostranslate.package` for what is in it, CTranslate2 to run it."""

from __future__ import annotations

import importlib
import os
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from bilingual.errors import ModelError
from bilingual.languages import FRENCH
from bilingual.translation.archives import unpack
from bilingual.translation.packages import PackageInfo
from bilingual.translation.tokenizer import SentencePieceTokenizer, Tokenizer, WordPieceTokenizer
from bilingual.typography import typeset_french


def open_package(package: PackageInfo, threads: int, cache: Path | None) -> tuple[Any, Tokenizer]:
    """Load a package and return its `ctranslate2.Translator` and its tokenizer.

    Args:
        package: which one; an archive is unpacked first.
        threads: cores to use, a batch each: measured twice as fast as one batch on all of them.
        cache: where archives are unpacked; a temporary directory where this is `None` or cannot be written.

    Raises:
        ModelError: it is damaged.
    """
    directory = _directory(package, cache)
    try:
        argos = _argos_package_module().Package(directory)
        tokenizer = _tokenizer(argos.tokenizer, package)
        import ctranslate2

        translator = ctranslate2.Translator(
            str(directory / "model"),
            device="cpu",
            inter_threads=threads,
            intra_threads=1,
            compute_type="auto",
        )
    except (OSError, RuntimeError, ValueError, AttributeError) as error:
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            f"the package cannot be loaded: {first_line}", place=str(package.path), remedy="install it again"
        ) from None
    return translator, tokenizer


def _tokenizer(argos_tokenizer: Any, package: PackageInfo) -> Tokenizer:
    if hasattr(argos_tokenizer, "lazy_processor"):
        typewritten_french = package.writes_plain_typography() and package.target_code == FRENCH.code
        return SentencePieceTokenizer(
            argos_tokenizer.lazy_processor(), typeset_french if typewritten_french else None
        )
    return WordPieceTokenizer(argos_tokenizer)


def _directory(package: PackageInfo, cache: Path | None) -> Path:
    if not package.is_archive:
        return package.path
    if cache is not None:
        destination = cache / package.fingerprint
        if (destination / "metadata.json").is_file():
            return destination
        try:
            return unpack(package.path, destination)
        except OSError:
            pass  # a read-only or full home: a temporary directory serves this one run
    holder = tempfile.TemporaryDirectory(prefix="bilingual-")
    _temporary_directories.append(holder)  # removed when the interpreter ends
    try:
        return unpack(package.path, Path(holder.name) / "package")
    except OSError as error:
        raise ModelError(
            f"no room to unpack it: {error.strerror}",
            place=str(package.path),
            remedy="set TMPDIR to a larger disk",
        ) from None


_temporary_directories: list[tempfile.TemporaryDirectory[str]] = []


def _argos_package_module() -> ModuleType:
    """Import `argostranslate.package`, which makes directories in the user's home, even where it may not."""
    try:
        return importlib.import_module("argostranslate.package")
    except (OSError, RuntimeError):
        # A home that cannot be written, or none: let it make its directories where they do no harm.
        holder = tempfile.TemporaryDirectory(prefix="bilingual-argos-")
        _temporary_directories.append(holder)
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        before = {name: os.environ.get(name) for name in names}
        os.environ.update(dict.fromkeys(names, holder.name))
        try:
            return importlib.import_module("argostranslate.package")
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
