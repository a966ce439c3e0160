"""What `practice` and `review` have in common: a session, asked in a terminal or from a file of answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from bilingual.cli.keyboard import keys_from_terminal
from bilingual.cli.output import OutputOptions, make_console, say
from bilingual.errors import DeckError
from bilingual.exercises.messages import commands, counted, message
from bilingual.languages import ENGLISH, Language
from bilingual.untrusted import whole

if TYPE_CHECKING:
    from bilingual.exercises.cards import Card
    from bilingual.exercises.deck import Deck
    from bilingual.exercises.session import Session
    from bilingual.views.practice import PracticeView

COMMANDS = commands(ENGLISH)
"""What can be typed besides answers, for the help of the commands."""

Ask = Callable[[str], "str | None"]
"""Shows a prompt and returns what is answered; `None` at the end."""


def reader_of(session: Session) -> Language:
    """Return the language that the learner reads by: that of the first exercise."""
    return session.exercises[0].reader_language if session.exercises else ENGLISH


def make_view(output: OutputOptions, when: Callable[[Card], str] | None, reader: Language) -> PracticeView:
    """Make the view of a session on standard output."""
    from bilingual.views.practice import PracticeView

    console = make_console(sys.stdout, output, colored=output.colored(sys.stdout))
    return PracticeView(console, width=output.cells, when=when, reader=reader)


def ask_terminal(prompt: str) -> str | None:
    """Ask at the keyboard, with the line editing that the system offers."""
    with suppress(ImportError):  # not on every system; that it is loaded gives `input` arrow keys
        import readline  # noqa: F401
    sys.stdout.flush()
    while True:
        try:
            return whole(input(prompt))
        except EOFError:
            print()
            return None
        except UnicodeDecodeError:
            say("that is not in the encoding of this terminal; type it again")


def ask_lines(lines: Iterator[str], *, shown: bool = True) -> Ask:
    """Take answers from lines; shown, they look as if they had been typed."""

    def ask(prompt: str) -> str | None:
        line = next(lines, None)
        if line is not None and shown:
            from bilingual.views.terminal import harmless

            print(f"{prompt}{harmless(line)}")
        return line

    return ask


def ask_for(answers: str | None, taken: str | None = None) -> tuple[Ask, bool]:
    """Return who is asked, and whether it is a person: the terminal, else a file or standard input.

    Args:
        answers: a file of answers.
        taken: the text; where that came from standard input, a person is asked at the terminal itself.

    Raises:
        UsageError: there is neither a file of answers nor anybody to ask.
    """
    from bilingual.document.reading import read_lines

    if answers is not None:
        return ask_lines(read_lines(answers)), False
    if taken == "-":
        keys_from_terminal("the text is standard input; give the answers with --answers FILE")
    if sys.stdin is not None and sys.stdin.isatty():
        return ask_terminal, True
    return ask_lines(read_lines("-")), False


def run(
    session: Session,
    view: PracticeView,
    ask: Ask,
    *,
    patient: bool,
    notes: Callable[[], Iterable[str]] = tuple,
) -> None:
    """Ask what is to be asked, print the summary, and see that everything is saved.

    Args:
        session: what is asked.
        view: shows it.
        ask: asks.
        patient: whether it is a person who answers.
        notes: what is said below the summary.

    Raises:
        DeckError: an answer could not be saved.
        KeyboardInterrupt: the learner had enough; everything is saved then, too.
    """
    try:
        practise(session, view, ask, patient=patient)
    except KeyboardInterrupt:
        print()
        _finish(session, view, notes)
        raise
    _finish(session, view, notes)


def tabulate(session: Session, answers: str) -> None:
    """Take the answers of a file and print what they are worth, a line an exercise.

    Raises:
        DeckError: an answer could not be saved.
    """
    from io import StringIO

    from bilingual.cli.output import write_result
    from bilingual.document.reading import read_lines
    from bilingual.views.practice import PracticeView
    from bilingual.views.results import results_table

    unseen = PracticeView(make_console(StringIO(), OutputOptions(), colored=False))
    practise(session, unseen, ask_lines(read_lines(answers), shown=False), patient=False)
    write_result("".join(results_table(session)), None)
    session.save()


def _finish(session: Session, view: PracticeView, notes: Callable[[], Iterable[str]]) -> None:
    problem = None
    try:
        session.save()
    except DeckError as error:
        problem = error
    view.summary(session, notes())
    if problem is not None:
        raise problem


def what_is_due(deck: Deck, reader: Language) -> str:
    """Say what `bilingual review` would ask."""
    from bilingual.views.deck import when_due

    if number := deck.count_due():
        return counted("due-now", number, reader)
    first = deck.first()
    if first is None:
        return message("deck-empty", reader)
    return message("next-due", reader, when=when_due(first, deck.now, deck.scheduler, reader))


def practise(session: Session, view: PracticeView, ask: Ask, *, patient: bool) -> bool:
    """Ask until all is answered, or the learner has enough; whether all is answered.

    Args:
        session: what is asked.
        view: shows it.
        ask: asks.
        patient: whether an empty line is a slip of the learner's; otherwise it leaves the exercise out.
    """
    while session.current is not None:
        view.exercise(session)
        if not _answered(session, view, ask, patient=patient):
            return False
    return True


def _answered(session: Session, view: PracticeView, ask: Ask, *, patient: bool) -> bool:
    """Ask until something is to be asked anew; `False` where the learner has enough."""
    while (exercise := session.current) is not None:
        text = ask(view.prompt)
        if text is None or (command := text.strip()) == ":q":
            return False
        if not command and patient:
            view.note(view.say("type-answer"))
        elif command == "?":
            view.hint(session.hint())
        elif command == ":h":
            view.note(", ".join(commands(reader_of(session))))
        elif command in (":s", ""):
            session.skip()
            return True
        elif command in (":u", ":ok"):
            if _taken_back(session, view, command):
                return True
        elif command.startswith(":") and command != ":a":
            view.note(view.say("no-command", command=command))
        elif patient and command != ":a" and (how := session.misread(text)):
            view.note(how)
        else:
            outcome = session.answer("" if command == ":a" else text)
            view.outcome(exercise, outcome)
            if outcome.problem:
                say(outcome.problem)
            return True
    return True


def _taken_back(session: Session, view: PracticeView, command: str) -> bool:
    """Do what `:u` and `:ok` ask for; whether anything came of it."""
    try:
        if command == ":u":
            done = session.undo()
            view.note(view.say("taken-back" if done else "nothing-back"))
            return done
        outcome = session.accept()
    except DeckError as error:
        say(str(error))
        return False
    if outcome is None:
        view.note(view.say("nothing-accept"))
        return False
    view.outcome(session.exercises[outcome.result.number], outcome)
    return True
