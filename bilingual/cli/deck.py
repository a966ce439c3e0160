"""`bilingual deck`: the cards, their figures, and what can be done with them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.decks import deck_option, opened_deck
from bilingual.cli.engine import LanguageOptions, LanguageType
from bilingual.cli.inputs import TEXT
from bilingual.cli.output import OutputOptions, console_for, file_option, output_options, say, write_result
from bilingual.errors import DeckError
from bilingual.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.exercises.cards import Card
    from bilingual.exercises.deck import Deck
    from bilingual.exercises.merging import Imported

_TSV = ("id", "kind", "card", "answer", "due", "phase", "document", "sentence")
_SHORTEST_PREFIX = 4  # digits of an id by which a card can be named


@click.group(
    short_help="The cards: list, stats, add, remove, undo, export, import.",
    epilog="""\b
Examples:
  bilingual deck stats
  bilingual deck list --due
  bilingual deck add "char d'assaut" tank --sentence "Le char d'assaut brûle." --translation "The tank is burning."
  bilingual deck remove "char d'assaut"
  bilingual deck undo
  bilingual deck export -o deck.json
  bilingual deck import deck.json

Cards come from `bilingual practice`, from the reader, and from `deck add`; `bilingual review` asks them.
""",
)
def deck() -> None:
    """The cards you practise: list, stats, add, remove, undo, export, import."""


@deck.command("list", short_help="List the cards.")
@click.option("--due", is_flag=True, help="Only the cards that are to be asked now.")
@click.option(
    "--search",
    type=TEXT,
    metavar="TEXT",
    help="Only cards with TEXT in what they ask, the answer or the sentence.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "tsv"]), default="table", show_default=True,
    help="A table to read, or tab-separated lines for programs.",
)  # fmt: skip
@deck_option
@output_options
def list_(due: bool, search: str | None, form: str, deck_file: Path | None, output: OutputOptions) -> None:
    """List the cards, those that are due first first."""
    with opened_deck(deck_file, make=False) as opened:
        cards = [card for card in (opened.due() if due else opened.cards()) if _holds(card, search)]
        if form == "tsv":
            write_result(_tsv(cards), None)
        elif cards:
            from bilingual.views.deck import cards_table

            with console_for(output) as console:
                console.print(cards_table(cards, opened.now, opened.scheduler, output.cells()))
    if not cards:
        say("no such card" if search else "no card is due" if due else "the deck is empty")


@deck.command()
@click.option("--days", type=click.IntRange(1, 60), default=7, show_default=True, help="Days in the charts.")
@deck_option
@output_options
def stats(days: int, deck_file: Path | None, output: OutputOptions) -> None:
    """Show what there is, what is coming, and how well it goes."""
    from bilingual.views.deck import StatisticsView

    with opened_deck(deck_file, make=False) as opened:
        figures = opened.statistics(days=days)
    with console_for(output) as console:
        StatisticsView(console).show(figures)


@deck.command(short_help="Add a card for a word.")
@click.argument("word", type=TEXT)
@click.argument("translations", metavar="TRANSLATION...", type=TEXT, nargs=-1, required=True)
@click.option("--from", "source", type=LanguageType(), help="Language of WORD; fr by default.")
@click.option(
    "--sentence", type=TEXT, metavar="TEXT", help="A sentence with WORD in it, where it will be filled in."
)
@click.option("--translation", type=TEXT, metavar="TEXT", help="The translation of that sentence.")
@click.option("--form", type=TEXT, metavar="TEXT", help="WORD as the sentence has it, where it is inflected.")
@deck_option
def add(
    word: str,
    translations: tuple[str, ...],
    source: Language | None,
    sentence: str | None,
    translation: str | None,
    form: str | None,
    deck_file: Path | None,
) -> None:
    """Add a card for WORD."""
    from bilingual.exercises.items import SentencePair

    source, target = LanguageOptions(source).pair()
    if (sentence is None) != (translation is None):
        raise click.UsageError("--sentence and --translation go together")
    if not all(text.strip() for text in (word, *translations)):
        raise click.UsageError("a word and a translation cannot be empty")
    pair = None
    if sentence is not None and translation is not None:
        if (form or word).casefold() not in sentence.casefold():
            raise click.UsageError(
                f"{form or word!r} is not in the sentence; give its form there with --form"
            )
        pair = SentencePair(sentence, translation, source, target, "")
    with opened_deck(deck_file) as opened:
        if not opened.add_word(word, source, translations, pair, surface=form or ""):
            raise DeckError(
                f"{word!r} is in the deck already", remedy="bilingual deck remove, then add it again"
            )
        say(f"added “{word}”")


@deck.command(short_help="Take cards out.")
@click.argument("cards", metavar="CARD...", type=TEXT, nargs=-1, required=True)
@deck_option
def remove(cards: tuple[str, ...], deck_file: Path | None) -> None:
    """Take each CARD out: an id, its first digits, or what `deck list` shows as the card."""
    with opened_deck(deck_file, make=False) as opened:
        removed = opened.remove(*(_named(opened, name) for name in cards))
    for subject in removed:
        say(f"removed “{subject}”; bilingual deck undo brings it back")


@deck.command(short_help="Take back the last thing done.")
@deck_option
def undo(deck_file: Path | None) -> None:
    """Take back the last thing done: an answer, a card added or removed, a word marked as known, an import."""
    with opened_deck(deck_file, make=False) as opened:
        action = opened.undo()
    if action is None:
        raise DeckError("nothing to take back")
    say(f"taken back: {action}")


@deck.command(short_help="Write the deck as JSON.")
@file_option
@deck_option
def export(file_out: str | None, deck_file: Path | None) -> None:
    """Write all that the deck holds as JSON, in the format bilingual-deck/1."""
    from bilingual.exercises.interchange import to_json

    with opened_deck(deck_file, make=False) as opened:
        write_result(to_json(opened.contents()), file_out)


@deck.command("import", short_help="Merge exported decks into this one.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@deck_option
def import_(files: tuple[str, ...], deck_file: Path | None) -> None:
    """Merge exported decks into this one (- for standard input); nothing comes in twice."""
    from bilingual.exercises.interchange import read_deck

    contents = [(name, read_deck(name)) for name in files]
    with opened_deck(deck_file) as opened:
        for name, content in contents:
            say(f"{name}: {_said(opened.merge(content, Path(name).name))}")


def _named(deck: Deck, name: str) -> str:
    """Return the id of the card that is named by its id, the beginning of it, or its subject."""
    if name in deck:  # a damaged card can be named by its id only
        return name
    found = [
        card
        for card in deck.cards()
        if card.subject == name or (len(name) >= _SHORTEST_PREFIX and card.id.startswith(name))
    ]
    if len(found) != 1:
        some = ", ".join(card.id for card in found[:5])
        problem = (
            f"{len(found)} cards are called {name!r}: {some}" if found else f"no card {name!r} in the deck"
        )
        raise DeckError(problem, remedy="see bilingual deck list" if not found else "name one by its id")
    return found[0].id


def _holds(card: Card, text: str | None) -> bool:
    if text is None:
        return True
    exercise = card.exercise
    wanted = text.casefold()
    said = (card.subject, exercise.stem, *exercise.key, exercise.meaning, card.pair.source, card.pair.target)
    return any(wanted in part.casefold() for part in said)


def _tsv(cards: Sequence[Card]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(_TSV)
    writer.writerows(_tsv_rows(cards))
    return out.getvalue()


def _tsv_rows(cards: Sequence[Card]) -> Iterator[tuple[str, ...]]:
    from bilingual.bitext import flow
    from bilingual.views.deck import answer_of

    for card in cards:
        due = datetime.fromtimestamp(card.schedule.due, UTC).isoformat(timespec="seconds")
        row = (
            card.id, card.exercise.kind.value, card.subject, answer_of(card), due,
            card.schedule.phase.value, card.pair.document, card.pair.source,
        )  # fmt: skip
        yield tuple(flow(cell) for cell in row)


def _said(imported: Imported) -> str:
    parts = [
        f"{number} {noun}{'' if number == 1 else 's'}{rest}"
        for number, noun, rest in (
            (imported.added, "card", " added"),
            (imported.updated, "card", " brought up to date"),
            (imported.answers, "answer", ""),
            (imported.looked_up, "word", " looked up"),
            (imported.known, "word", " known"),
        )
        if number
    ]
    return ", ".join(parts) or "nothing new"
