"""The table of contents."""

from __future__ import annotations

from books import filled, gradual, long_text

from bilingual.reader.contents import chapter_of, contents


def test_headings_are_its_entries() -> None:
    entries = contents(gradual(long_text(800)))
    assert [entry.title for entry in entries] == ["Chapitre 1", "Chapitre 2", "Chapitre 3"]
    found = chapter_of(entries, entries[1].row + 3)
    assert found is not None
    assert found.title == "Chapitre 2"


def test_sections_stand_under_chapters() -> None:
    book = gradual(
        "Chapitre I\n\nLe départ\n\nIls sont partis.\n\nChapitre II\n\nLe retour\n\nIls sont revenus."
    )
    assert [(entry.title, entry.level) for entry in contents(book)] == [
        ("Chapitre I", 0), ("Le départ", 1), ("Chapitre II", 0), ("Le retour", 1),
    ]  # fmt: skip


def test_a_long_text_without_headings_has_tenths() -> None:
    book = gradual(" ".join(f"Le convoi numéro {n} est arrivé." for n in range(100)))
    assert [entry.row for entry in contents(book)] == list(range(0, 100, 10))


def test_a_short_text_has_its_title_at_most() -> None:
    assert [entry.title for entry in contents(filled())] == ["Frappe aérienne à Sarvane"]
    assert contents(gradual("Il pleut.")) == []
    assert chapter_of([], 3) is None
