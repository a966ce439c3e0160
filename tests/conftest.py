"""Every test gets directories of its own and a translator that needs no model."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import hypothesis
import pytest
from readers import FakeTranslator

# Machines differ and are shared, so no example is failed for its time; where a change is judged, it is judged
# by the same examples every time, and new ones are looked for everywhere else.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

# A shell that starts this in the background has it, and all processes of the tests, ignore Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_directories(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the user's memory, packages and settings."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "ARGOS_PACKAGES_DIR",
        "BILINGUAL_CACHE_DIR",
        "BILINGUAL_CONFIG_DIR",
        "BILINGUAL_DATA_DIR",
    ):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("COLUMNS", "NO_COLOR", "PAGER", "BILINGUAL_PAGER", "LESS", "SNAP"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def translator() -> FakeTranslator:
    return FakeTranslator()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.fr.txt"
    path.write_text(
        "Frappe aérienne sur le port d’Al-Mina\n\n"
        "Deux avions de chasse ont frappé un dépôt de munitions à l’aube. Le bilan reste provisoire.\n\n"
        "« Nous n’avons pas visé la ville », a dit le colonel Dupont.\n",
        encoding="utf-8",
    )
    return path
