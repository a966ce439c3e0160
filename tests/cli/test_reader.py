"""`bilingual reader` up to the window; what is in that is tested under `reader`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from readers import EXAMPLES

from bilingual.cli import main

FRENCH, ENGLISH = (EXAMPLES / f"frappes-aeriennes.{code}.txt" for code in ("fr", "en"))


def test_a_bad_row_of_a_glossary_is_reported_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("bilingual.reader.running.run_reader", lambda _, **given: shown.append(given))
    monkeypatch.setattr("bilingual.cli.reader.keys_from_terminal", lambda _: None)
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    glossary = tmp_path / "ours.csv"
    glossary.write_text("source,target\nchar,tank\nvide,\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["reader", str(FRENCH), "--translation", str(ENGLISH), "--glossary", str(glossary)])
    assert not ended.value.code
    assert capsys.readouterr().err.count("row left out") == 1
    assert shown[0]["termbase"].find("char", "fr")
