"""`bilingual review`: the cards that are due."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import click

from bilingual.cli.decks import deck_option, opened_deck
from bilingual.cli.output import OutputOptions, output_options, say
from bilingual.cli.practising import COMMANDS, ask_for, make_view, reader_of, run, what_is_due
from bilingual.exercises.messages import commands, counted, message


@click.command(
    short_help="The cards that are due.",
    epilog=f"""\b
Examples:
  bilingual review
  bilingual review --number 50
  bilingual review --answers answers.txt

Type an answer and press Enter. Besides answers there are: {", ".join(COMMANDS)}.
What was not right is asked again at the end. Every answer is saved as it is given.
""",
)
@click.option(
    "--number", type=click.IntRange(1), default=20, show_default=True, help="How many cards at most."
)
@click.option(
    "--answers", metavar="FILE", type=click.Path(allow_dash=True),
    help="Take the answers from FILE (- for standard input), one a line, and ask nothing twice.",
)  # fmt: skip
@click.option("--seed", type=int, help="For the order of options, and for when cards come again.")
@click.option("--repeat/--no-repeat", default=None, help="Ask again at the end what was not right.")
@deck_option
@output_options
def review(
    number: int,
    answers: str | None,
    seed: int | None,
    repeat: bool | None,
    deck_file: Path | None,
    output: OutputOptions,
) -> None:
    """Ask the cards that are due, those longest due first."""
    from bilingual.views.deck import when_due

    rng = Random(seed)
    with opened_deck(deck_file, make=False, rng=rng) as deck:
        cards = deck.due(limit=number)
        if not cards:
            first = deck.first()
            if first is None:
                say("the deck is empty; bilingual practice FILE fills it")
            else:
                say(f"no card is due; the next one {when_due(first, deck.now, deck.scheduler)}")
            return
        from bilingual.exercises.session import Session
        from bilingual.exercises.shuffling import shuffled

        ask, person = ask_for(answers)
        if person or seed is not None:
            cards = tuple(replace(card, exercise=shuffled(card.exercise, rng)) for card in cards)
        session = Session(cards, deck, repeat=person if repeat is None else repeat)
        reader = reader_of(session)
        view = make_view(output, lambda card: when_due(card, deck.now, deck.scheduler, reader), reader)
        due = counted("cards-due", deck.count_due(), reader)
        view.header([due, message("cards-now", reader, number=len(cards))], commands(reader))
        run(session, view, ask, patient=person, notes=lambda: (what_is_due(deck, reader),))
