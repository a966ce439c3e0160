"""`examples/notebook.ipynb` runs, and is committed with what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from readers import EXAMPLES

NOTEBOOK = EXAMPLES / "notebook.ipynb"


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return nbformat.read(NOTEBOOK, as_version=4)


def kinds(notebook: Any) -> list[list[tuple[str, list[str]]]]:
    """Return what every cell puts out: prints, texts, tables."""
    return [
        [(output.output_type, sorted(output.get("data", ()))) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


# Jupyter's own libraries warn of one another.
@pytest.mark.filterwarnings("ignore")
def test_it_runs_and_shows_what_it_is_committed_with(notebook: Any) -> None:
    from nbclient import NotebookClient

    shown = kinds(notebook)
    assert any(("execute_result", ["text/html", "text/plain"]) in cell for cell in shown)
    NotebookClient(
        notebook, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}
    ).execute()
    assert kinds(notebook) == shown


def test_it_names_nobody_s_directories() -> None:
    text = NOTEBOOK.read_text("utf-8")
    assert "/work" not in text
    assert "/home" not in text
    assert "Traceback" not in text
