"""`python -m bilingual.glossary.compile`: write the index of the military termbase after its rows changed."""

from __future__ import annotations

from bilingual.glossary.termbase import MILITARY_INDEX, compile_military

if __name__ == "__main__":
    MILITARY_INDEX.write_text(compile_military(), encoding="utf-8")
