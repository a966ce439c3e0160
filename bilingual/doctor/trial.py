"""Read a sentence in a process of its own and say what happened: `python -m bilingual.doctor.trial CODE CODE`.

A process of its own, because a damaged library may take it down, and because every attempt to use the network is
to be seen from its first line on.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

# What the interpreter announces before Python code makes, connects or binds a socket or looks up a name.
_NETWORK = ("socket.",)
# `gethostname` asks this machine only.
_HARMLESS = frozenset({"socket.gethostname", "socket.sethostname"})
_SENTENCES = {"fr": "Les avions ont frappé le port.", "en": "The planes struck the port."}
_attempts: list[str] = []
_holders: list[tempfile.TemporaryDirectory[str]] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_NETWORK) and event not in _HARMLESS:
        _attempts.append(f"{event}{arguments[1:] if event == 'socket.connect' else ''}")


def main(source: str, target: str) -> None:
    """Print as JSON what came of verifying the package, translating with it, aligning, finding terms, counting."""
    sys.addaudithook(_watch)
    before = open_sockets()
    started = time.monotonic()
    result: dict[str, Any] = {"problems": []}
    try:
        result |= _try(source, target)
    except Exception as error:
        result["problems"].append(f"{type(error).__name__}: {error}")
    after = open_sockets()
    result |= {
        "seconds": round(time.monotonic() - started, 2),
        "attempts": _attempts,
        "sockets": None if before is None or after is None else len(after - before),
    }
    print(json.dumps(result))


def open_sockets() -> frozenset[str] | None:
    """Return the sockets that this process has open, whoever opened them; `None` where the system does not say."""
    try:
        descriptors = list(Path("/proc/self/fd").iterdir())
    except OSError:
        return None
    found = set()
    for descriptor in descriptors:
        with suppress(OSError):  # that of the directory itself is gone by now
            found.add(str(descriptor.readlink()))
    return frozenset(link for link in found if link.startswith("socket:"))


def _try(source: str, target: str) -> dict[str, Any]:
    from bilingual.corpus.packages import package_digest
    from bilingual.languages import language_of
    from bilingual.translation.packages import find_package
    from bilingual.translation.verification import verify_package

    package = find_package(language_of(source), language_of(target))
    _keep_out_of_home()
    verdict = verify_package(package, _SENTENCES[source])
    return {
        "problems": list(verdict.problems),
        "checked": verdict.checked,
        "sentence": verdict.word,
        "translation": verdict.translation,
        "sha256": package_digest(package),
        "pairs": _align_and_count(),
    }


def _keep_out_of_home() -> None:
    """Let `argostranslate` make the directories that it makes on import where they vanish with this process."""
    holder = tempfile.TemporaryDirectory(prefix="bilingual-doctor-")
    _holders.append(holder)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        os.environ[name] = holder.name


def _align_and_count() -> int:
    """Return how many pairs a text of two sentences makes; lexicon, dictionaries and frequencies take part."""
    from bilingual.document.reading import document_from_text
    from bilingual.pipeline.aligning import align
    from bilingual.statistics.measuring import parallel_statistics

    french = "Les avions ont frappé le port. Il pleut depuis hier soir."
    english = "The planes struck the port. It has been raining since last night."
    text = align(document_from_text(french), document_from_text(english))
    return parallel_statistics(text).beads


if __name__ == "__main__":
    main(*sys.argv[1:3])
