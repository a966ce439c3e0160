"""Put the manual page into the wheel, made from the commands of this tree: share/man/man1/bilingual.1."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPageHook(BuildHookInterface[Any]):
    """Writes the page to a temporary directory that lasts as long as the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the page; a build without it is better than none."""
        sys.path.insert(0, self.root)
        try:
            from bilingual.cli import bilingual
            from bilingual.cli.manual import manual

            page = manual(bilingual)
        except ImportError as error:
            self.app.display_warning(f"no manual page: {error}")
            return
        finally:
            sys.path.remove(self.root)
        self._holder = tempfile.TemporaryDirectory()
        path = Path(self._holder.name) / "bilingual.1"
        path.write_text(page, encoding="utf-8")
        build_data["shared_data"][str(path)] = "share/man/man1/bilingual.1"
