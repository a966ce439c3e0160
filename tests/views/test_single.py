"""One language at a time, and texts for ears."""

from __future__ import annotations

import io
from collections.abc import Callable

from books import aligned_text
from readers import SMALL_TERMBASE, FakeTranslator
from rich.console import Console
from texts import SOURCE, TABLE

from bilingual.document import document_from_text
from bilingual.languages import ENGLISH, FRENCH
from bilingual.pipeline import Reading
from bilingual.views.frame import ReadingView
from bilingual.views.single import Answer, InterleavedView, RevealView, SourceView, TargetView
from bilingual.views.spoken import SpokenView

Make = Callable[..., ReadingView]


def shown(
    make: Make, *, text: str = SOURCE, width: int = 60, encoding: str = "utf-8", **options: object
) -> str:
    buffer = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="")
    console = Console(file=buffer, width=width, legacy_windows=False, _environ={})
    reading = Reading(
        document_from_text(text), FakeTranslator(dict(TABLE)), SMALL_TERMBASE, check_language=False
    )
    view = make(console, FRENCH, ENGLISH, text, **options)
    view.header("a.txt", "fake 1")
    for bead in reading:
        view.bead(bead)
        if view.stopped:
            break
    view.footer()
    buffer.flush()
    return buffer.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


def test_each_translation_stands_under_its_sentence_and_only_paragraphs_are_parted() -> None:
    assert (
        shown(InterleavedView).splitlines()[2:]
        == """\
Frappe aérienne¹ à Sarvane
  Air strike¹ on Sarvane

Deux avions de chasse² ont frappé³ un dépôt de munitions,
selon l’armée.
  Two fighters² hit³ an ammunition depot, says the army.
Le bilan est de 12 morts.
‼ The toll is 21 dead.

– un dépôt ;
  - a depot;
– un pont.
  - a bridge.

── Terms ───────────────────────────────────────────────────
 1 frappe aérienne n. f. — air strike: An attack from the
   air.
 2 avion de chasse n. m. — fighter
 3 frapper v. — hit

── Doubtful ────────────────────────────────────────────────
 ‼ Le bilan est de 12 morts.: 12 is missing in the
   translation; 21 is only there""".splitlines()
    )


def test_the_source_alone_says_nothing_of_the_translation() -> None:
    text = shown(SourceView)
    assert "Le bilan" in text
    assert "1 frappe aérienne" in text
    for absent in ("Air strike", "‼", "Doubtful", "≠"):
        assert absent not in text


def test_the_translation_alone_keeps_its_doubts() -> None:
    text = shown(TargetView)
    assert "‼ The toll is 21 dead.\n" in text
    assert "Frappe aérienne" not in text
    assert "12 is missing" in text


def test_a_side_that_is_missing_is_left_out_alone_and_said_between() -> None:
    text = aligned_text().merge(0, 1).split(0, 2, 1)
    for make, said in ((SourceView, False), (TargetView, False), (InterleavedView, True)):
        console = Console(file=io.StringIO(), width=60, _environ={})
        view = make(console, FRENCH, ENGLISH, text.source.text)
        for bead in text.beads[:2]:
            view.bead(bead, text.target.text)
        assert isinstance(console.file, io.StringIO)
        assert ("(not in the" in console.file.getvalue()) == said


def test_translations_come_when_they_are_asked_for() -> None:
    answers = iter([Answer.REVEAL, Answer.SKIP, Answer.STOP])
    text = shown(RevealView, ask=lambda: next(answers))
    assert "Enter shows the translation" in text
    assert "  Air strike¹ on Sarvane" in text
    assert "Two fighters" not in text
    assert "Le bilan" in text
    assert "toll" not in text
    assert "– un dépôt" not in text


def test_all_the_rest_is_asked_for_at_once() -> None:
    answers = iter([Answer.ALL])
    text = shown(RevealView, ask=lambda: next(answers))
    assert "a bridge" in text


def test_where_nobody_is_asked_the_translations_stand_at_the_end_under_the_same_numbers() -> None:
    rows = shown(RevealView).splitlines()
    assert "  4 – un dépôt ;" in rows
    translations = rows[rows.index("── Translations ────────────────────────────────────────────") :]
    assert "  4 - a depot;" in translations
    assert "  3 ‼ The toll is 21 dead." in translations


def test_texts_for_ears_say_everything_in_words_line_by_line() -> None:
    assert (
        shown(SpokenView, width=20).splitlines()
        == """\
a.txt. From French to English, translation: fake 1.

Heading. French: Frappe aérienne à Sarvane
English: Air strike on Sarvane
Term: frappe aérienne, in English air strike. An attack from the air.

French: Deux avions de chasse ont frappé un dépôt de munitions, selon l’armée.
English: Two fighters hit an ammunition depot, says the army.
Term: avion de chasse, in English fighter.
Term: frapper, in English hit.

French: Le bilan est de 12 morts.
English: The toll is 21 dead.
Doubtful: 12 is missing in the translation; 21 is only there.

List item. French: – un dépôt ;
English: - a depot;

List item. French: – un pont.
English: - a bridge.

End. Sentences: 5. Terms: 3. Doubtful sentences: 1.""".splitlines()
    )


def test_a_term_is_explained_once_and_what_becomes_of_it_is_said() -> None:
    text = shown(SpokenView, text="Une frappe aérienne. Les frappes aériennes ont cessé.")
    assert text.count("An attack from the air.") == 1
    assert text.count("The translation puts it otherwise.") == 2


def test_escapes_of_a_text_reach_nobody() -> None:
    bad = "Il \x1b[31mpleut\x1b[0m\u202e sur \x07Sarvane et \x9b2J la ville."
    for make in (InterleavedView, SourceView, TargetView, RevealView, SpokenView):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown(make, text=bad))
