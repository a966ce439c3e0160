"""The interlinear view: a gloss under each content word, in the column of its word."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from readers import SMALL_TERMBASE, FakeTranslator
from rich.console import Console

from bilingual.document import document_from_text
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline import Reading
from bilingual.pipeline.aligning import align
from bilingual.views.gloss import GlossView

SOURCE = "Les avions de chasse ont détruit l’usine mardi. « Il pleut », dit Dupont."
TABLE = {
    "Les avions de chasse ont détruit l’usine mardi.": "The fighters destroyed the plant on Tuesday.",
    "« Il pleut », dit Dupont.": "“It is raining,” says Dupont.",
}


def shown(text: str = SOURCE, width: int = 80, human: str | None = None) -> list[str]:
    buffer = io.StringIO()
    console = Console(file=buffer, width=width, color_system=None, legacy_windows=False, _environ={})
    console._file = buffer
    view = GlossView(console, FRENCH, ENGLISH, text)
    document = document_from_text(text)
    if human is None:
        for bead in Reading(document, FakeTranslator(dict(TABLE)), SMALL_TERMBASE, check_language=False):
            view.bead(bead)
    else:
        parallel = align(document, document_from_text(human), termbase=SMALL_TERMBASE)
        for bead in parallel.beads:
            view.bead(bead, parallel.target.text)
    return buffer.getvalue().splitlines()


def under(rows: list[str], word: str) -> str:
    """The gloss that begins in the column of a word."""
    for above, below in pairwise(rows):
        if (column := above.find(word)) >= 0 and not above.startswith("  "):
            rest = below[column:]
            return (
                rest.split("  ")[0].strip() if column == 0 or below[column - 1 : column] in ("", " ") else ""
            )
    raise AssertionError(f"{word!r} is not shown")


def test_the_words_of_the_translation_stand_under_those_of_the_source() -> None:
    rows = shown()
    assert under(rows, "détruit") == "destroyed"
    assert under(rows, "mardi") == "Tuesday"
    assert "  The fighters¹ destroyed the plant on Tuesday." in rows


def test_an_elided_article_does_not_push_the_gloss_aside() -> None:
    assert under(shown(), "usine") == "plant"


def test_a_term_has_one_gloss_for_all_its_words() -> None:
    rows = shown()
    assert under(rows, "avions de chasse¹") == "fighters"


def test_grammar_words_and_names_written_alike_have_none() -> None:
    rows = shown()
    assert under(rows, "Les") == ""
    assert sum("Dupont" in row for row in rows) == 2, "in the source and in the translation only"


def test_words_that_the_translation_left_out_are_glossed_by_the_lexicon() -> None:
    rows = shown("La guerre est finie depuis longtemps.", human="It has been over for a long time.")
    assert under(rows, "guerre") == "war"


def test_a_translation_of_several_sentences() -> None:
    rows = shown("Il pleut et ils dorment.", human="It is raining.\nThey sleep.")
    assert under(rows, "dorment") == "sleep"
    assert "  It is raining. They sleep." in rows


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
def test_no_row_is_wider_than_the_window_and_nothing_is_lost(width: int) -> None:
    rows = shown(width=width)
    assert max(map(len, rows)) <= width
    letters = "".join("".join(rows).split())
    for word in ("détruit", "l’usine", "destroyed", "Dupont"):
        assert word in letters


def test_wide_characters_keep_their_glosses_in_column() -> None:
    from rich.cells import cell_len

    rows = shown("Le 東京 détruit 🚀 mardi.", human="The 東京 destroyed 🚀 Tuesday.")
    line = next(row for row in rows if "détruit" in row)
    gloss = rows[rows.index(line) + 1]
    column = cell_len(line[: line.index("détruit")])
    assert cell_len(gloss[: len(gloss) - len(gloss.lstrip())]) == column


def test_escapes_of_a_text_never_reach_the_terminal() -> None:
    text = "\n".join(shown("Il \x1b[31mpleut\x1b[0m\u202e sur \x07Sarvane."))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
