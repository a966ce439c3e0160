"""`bilingual practice`: exercises made of a text, one after the other."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click

from bilingual.cli.decks import deck_option, opened_deck
from bilingual.cli.engine import EngineOptions, engine_options
from bilingual.cli.inputs import file_argument, open_document, refuse_two_inputs
from bilingual.cli.making import ExerciseOptions, TextOptions, exercise_options, made
from bilingual.cli.output import OutputOptions, output_options
from bilingual.cli.practising import COMMANDS, ask_for, make_view, reader_of, run, tabulate, what_is_due
from bilingual.exercises.messages import commands, counted, message

if TYPE_CHECKING:
    from bilingual.document import Document
    from bilingual.exercises.deck import Deck
    from bilingual.exercises.session import Session
    from bilingual.pipeline.model import ParallelText

_SEEDS = 10_000  # so that a seed is easily copied from the head line
_ID_DIGITS = 16


@click.command(
    short_help="Practise what you have read.",
    epilog=f"""\b
Examples:
  bilingual practice article.fr.txt
  bilingual practice article.fr.txt --kind cloze,choice --number 20 --level B1
  bilingual practice article.fr.txt --translation article.en.txt
  bilingual exercises article.fr.txt --seed 7 -o sheet.html                     the same, to print
  bilingual practice article.fr.txt --seed 7 --answers anna.txt --no-deck       to correct what was handed in
  bilingual practice article.fr.txt --seed 7 --answers anna.txt --no-deck --format tsv >> class.tsv
  bilingual review                                                              what is due another day

Type an answer and press Enter. Besides answers there are: {", ".join(COMMANDS)}.
Words that you have looked up come first. What was not right is asked again at the end, and everything comes
into the deck. Whoever stops goes on with the same command; --new begins anew.
""",
)
@file_argument
@exercise_options
@click.option(
    "--answers", metavar="FILE", type=click.Path(allow_dash=True),
    help="Take the answers from FILE (- for standard input), one a line, and ask nothing twice.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "tsv"]), default="text", show_default=True,
    help="A session to read; or, with --answers, a line an exercise with verdict, score and reason.",
)  # fmt: skip
@click.option("--repeat/--no-repeat", default=None, help="Ask again at the end what was not right.")
@click.option("--new", is_flag=True, help="Begin anew, where this text was left before the end.")
@click.option("--no-deck", is_flag=True, help="Put nothing into the deck, and choose nothing by it.")
@deck_option
@engine_options
@output_options
def practice(
    file: str,
    asked: ExerciseOptions,
    translation: str | None,
    glossaries: tuple[Path, ...],
    answers: str | None,
    form: str,
    repeat: bool | None,
    new: bool,
    no_deck: bool,
    deck_file: Path | None,
    engine: EngineOptions,
    output: OutputOptions,
) -> None:
    """Make exercises of FILE (- for standard input), a text or a reading pack, and ask them."""
    from bilingual.views.deck import when_due

    refuse_two_inputs(file, translation, answers)
    if no_deck and deck_file is not None:
        raise click.UsageError("--deck and --no-deck contradict each other")
    if form == "tsv" and answers is None:
        raise click.UsageError("--format tsv needs --answers FILE")
    document = open_document(file, quiet=engine.quiet)
    ask, person = ask_for(answers, taken=file)
    text_options = TextOptions(file, translation, engine, glossaries)
    with ExitStack() as stack:
        rng = Random(asked.seed)
        deck = None if no_deck else stack.enter_context(opened_deck(deck_file, rng=rng))
        begun = _Begun(
            document, text_options, asked, deck, person=person, repeat=person if repeat is None else repeat
        )
        session, head = begun.session(new=new)
        if form == "tsv" and answers is not None:
            tabulate(session, answers)
            return
        reader = reader_of(session)
        when = None if deck is None else lambda card: when_due(card, deck.now, deck.scheduler, reader)
        view = make_view(output, when, reader)
        view.header(head, commands(reader))
        run(session, view, ask, patient=person, notes=lambda: begun.notes(session))


class _Begun:
    """A session of a text: begun, or gone on with."""

    def __init__(
        self,
        document: Document,
        text_options: TextOptions,
        options: ExerciseOptions,
        deck: Deck | None,
        *,
        person: bool,
        repeat: bool,
    ) -> None:
        self._document = document
        self._text_options = text_options
        self._options = options
        self._deck = deck
        self._repeat = repeat
        # A file of answers has all of them: there is nothing to go on with.
        self._identity = _identity(document, text_options, options) if deck is not None and person else None
        self._person = person

    def session(self, *, new: bool) -> tuple[Session, list[str]]:
        """Return the session, and what its head line says."""
        from bilingual.exercises.session import Session

        name = Path(self._document.name).name
        if self._deck is not None and self._identity is not None and not new:
            session = Session.resume(self._deck, self._identity, repeat=self._repeat)
            if session is not None:
                (number, total), reader = session.position, reader_of(session)
                going_on = message("going-on", reader, number=number, total=total)
                return session, [name, going_on, message("anew", reader)]
        seed = self._options.seed
        if seed is None:
            seed = Random().randrange(1, _SEEDS) if self._person else 0
        by_deck = self._deck is not None and self._options.seed is None and self._person
        exercises, _ = made(
            self._document,
            self._text_options,
            self._options,
            Random(seed),
            wishes=self._wishes if by_deck else None,
        )
        if self._deck is not None and self._identity is not None:
            session = Session.begin(exercises, self._deck, self._identity, repeat=self._repeat)
        else:
            session = Session(exercises, self._deck, repeat=self._repeat)
        reader, pair = reader_of(session), exercises[0].origin
        one, other = (
            message(f"language-{language.code}", reader)
            for language in (pair.source_language, pair.target_language)
        )
        languages = message("languages", reader, one=one, other=other)
        count = counted("exercises", len(exercises), reader)
        return session, [name, languages, count, message("seed", reader, number=seed)]

    def notes(self, session: Session) -> list[str]:
        """Return what is said below the summary."""
        said = []
        if session.left and self._identity is not None:
            said.append(message("same-command", reader_of(session)))
        if self._deck is not None:
            said.append(what_is_due(self._deck, reader_of(session)))
        return said

    def _wishes(self, text: ParallelText) -> tuple[frozenset[str], frozenset[str]]:
        """Return what was looked up in this text or any other, and what is known."""
        assert self._deck is not None
        language = text.source.language
        looked_up = frozenset(found.lemma for found in self._deck.looked_up() if found.language == language)
        return looked_up, self._deck.known(language)


def _identity(document: Document, text_options: TextOptions, options: ExerciseOptions) -> str:
    """Return what a session is known by: the same text with the same options goes on."""
    engine = text_options.engine
    said = [
        document.text, text_options.translation, engine.source and engine.source.code,
        engine.target and engine.target.code, str(engine.model),
        [str(path) for path in text_options.glossaries],
        [kind.value for kind in options.kinds], options.number, options.level and options.level.value, options.seed,
    ]  # fmt: skip
    written = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(written).hexdigest()[:_ID_DIGITS]
