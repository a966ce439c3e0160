"""What the Argos package index offers: fetched when asked for, and kept for when there is no network.

The index is the one that Argos Translate is set to use, by `ARGOS_PACKAGE_INDEX` in the environment or in its
`settings.json`; `BILINGUAL_PACKAGE_INDEX` overrides both. It comes from outside: an entry that is not as it
should be is left out, and the others are still good.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bilingual.directories import cache_directory
from bilingual.errors import BilingualError, ModelError
from bilingual.files import write_text
from bilingual.translation.download import fetch
from bilingual.translation.packages import CODE, VERSION, argos_data_directory, argos_setting, version_key
from bilingual.translation.transport import PATIENT, Patience

OFFICIAL_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"

_SHA256 = re.compile("[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A package that the index offers.

    Args:
        source_code: ISO 639-1 code of the language translated from.
        target_code: ISO 639-1 code of the language translated into.
        version: the package's version.
        links: where it is to be had over HTTP, best first; at least one.
        sha256: the archive's checksum, `None` where the index has none (the official one has none).
    """

    source_code: str
    target_code: str
    version: str
    links: tuple[str, ...]
    sha256: str | None = None

    def __post_init__(self) -> None:
        if not (CODE.fullmatch(self.source_code) and CODE.fullmatch(self.target_code)):
            raise ValueError(f"no language codes: {self.source_code!r}, {self.target_code!r}")
        if not VERSION.fullmatch(self.version):
            raise ValueError(f"no version: {self.version!r}")
        if not self.links or not all(map(is_web_address, self.links)):
            raise ValueError(f"no web addresses: {self.links!r}")

    @property
    def name(self) -> str:
        """What people call it, `translate-fr_en 1.9`."""
        return f"translate-{self.source_code}_{self.target_code} {self.version}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The packages of an index.

    Args:
        entries: newest version first for each pair.
        place: the address or file that they were read from.
        date: when the index was fetched.
    """

    entries: tuple[CatalogueEntry, ...]
    place: str
    date: datetime

    def newest(self, source_code: str, target_code: str) -> CatalogueEntry | None:
        """Return the newest package for a pair of languages, `None` where there is none."""
        fitting = (e for e in self.entries if (e.source_code, e.target_code) == (source_code, target_code))
        return next(fitting, None)

    def pairs(self) -> tuple[CatalogueEntry, ...]:
        """Return the newest package of each pair of languages."""
        found: dict[tuple[str, str], CatalogueEntry] = {}
        for entry in self.entries:
            found.setdefault((entry.source_code, entry.target_code), entry)
        return tuple(found.values())


def index_url(environment: Mapping[str, str] = os.environ) -> str:
    """Return the address of the index.

    Raises:
        ModelError: what the settings give is no web address.

    >>> index_url({"ARGOS_PACKAGE_INDEX": "https://mirror.example/argos"})
    'https://mirror.example/argos/index.json'
    """
    given = environment.get("BILINGUAL_PACKAGE_INDEX") or argos_setting("ARGOS_PACKAGE_INDEX", environment)
    url = given or OFFICIAL_INDEX
    if not is_web_address(url):
        raise ModelError(
            f"{url[:80]!r} is no web address of a package index", remedy="mend ARGOS_PACKAGE_INDEX"
        )
    return url if url.endswith(".json") else url.rstrip("/") + "/index.json"


def fetch_catalogue(patience: Patience = PATIENT) -> Catalogue:
    """Fetch the index, keep a copy for later, and return it.

    Raises:
        ModelError: it cannot be fetched, or what comes is no index.
    """
    url = index_url()
    raw = fetch(url, patience)
    catalogue = parse_catalogue(raw, url, datetime.now(UTC))
    copy = _own_copy()
    with suppress(OSError, BilingualError):  # without a copy it is merely fetched again
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_text(copy, raw.decode("utf-8"))
    return catalogue


def kept_catalogue() -> Catalogue | None:
    """Return the newest copy of the index that is on this machine, Argos Translate's or ours, if any."""
    copies = []
    for path in (_own_copy(), argos_data_directory() / "index.json"):
        with suppress(OSError, ModelError):
            date = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            copies.append(parse_catalogue(path.read_bytes(), str(path), date))
    return max(copies, key=lambda catalogue: catalogue.date, default=None)


def parse_catalogue(raw: bytes, place: str, date: datetime) -> Catalogue:
    """Read an index, leaving out what is not a translation package that can be had over HTTP.

    Raises:
        ModelError: it is not a JSON list at all.
    """
    try:
        index = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ModelError("this is not a package index: not JSON", place=place) from None
    if not isinstance(index, list):
        raise ModelError("this is not a package index: not a list", place=place)
    entries = [entry for metadata in index if (entry := _read_entry(metadata))]
    entries.sort(key=lambda entry: version_key(entry.version), reverse=True)
    entries.sort(key=lambda entry: (entry.source_code, entry.target_code))
    return Catalogue(tuple(entries), place, date)


def is_web_address(text: str) -> bool:
    """Whether `text` is an HTTP address that can be asked for and shown as it is."""
    if not re.fullmatch(r"https?://[!-~]{1,2000}", text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        return False


def _read_entry(metadata: Any) -> CatalogueEntry | None:
    if not isinstance(metadata, dict) or metadata.get("type", "translate") != "translate":
        return None
    sha256 = metadata.get("sha256")
    try:
        return CatalogueEntry(
            str(metadata["from_code"]),
            str(metadata["to_code"]),
            str(metadata["package_version"]),
            _web_links(metadata["links"]),
            sha256.lower() if isinstance(sha256, str) and _SHA256.fullmatch(sha256) else None,
        )
    except (KeyError, ValueError):
        return None


def _web_links(links: Any) -> tuple[str, ...]:
    """Keep what HTTP can fetch; the official index has `ipfs:` links as well."""
    candidates: Iterable[Any] = links if isinstance(links, list) else ()
    return tuple(dict.fromkeys(link for link in candidates if isinstance(link, str) and is_web_address(link)))


def _own_copy() -> Path:
    return cache_directory() / "argos-index.json"
