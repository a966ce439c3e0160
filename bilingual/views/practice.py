"""A session of practice in the terminal: what is asked, what an answer is worth, what to read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bilingual.exercises.cards import Card
from bilingual.exercises.differences import Part, PartKind
from bilingual.exercises.grades import Grade, Verdict
from bilingual.exercises.items import GAP, LETTERS, Exercise, ExerciseKind, matched
from bilingual.exercises.messages import counted, message, quoted
from bilingual.exercises.session import Outcome, Result, Session
from bilingual.languages import ENGLISH, Language
from bilingual.views.frame import HEADING_STYLE, INDENT, QUIET_STYLE, TERM_STYLE, WIDEST_COLUMN
from bilingual.views.terminal import harmless, wrap

RIGHT_STYLE, NEARLY_STYLE, WRONG_STYLE = "bold green", "bold yellow", "bold red"
_BAR = 10  # cells
_READ_AGAIN = 20  # sentences at the end; more would be the text itself
_NARROWEST_PAIRS = 50  # cells; from here on the two sides of a match stand beside each other
_TYPED = frozenset((ExerciseKind.CLOZE, ExerciseKind.ORDER, ExerciseKind.TRANSLATE))
# By which message it is said how an exercise is answered, the first time that one of its kind comes.
_HOW = {
    ExerciseKind.CHOICE: "how-choice",
    ExerciseKind.MATCH: "how-match",
    ExerciseKind.ORDER: "how-order",
    ExerciseKind.FALSE_FRIEND: "how-choice",
    ExerciseKind.RANK: "how-choice",
}


class PracticeView:
    """Prints a session as it goes.

    Args:
        console: where to; its width and encoding decide layout and signs.
        width: the cells there are now, asked each time: windows change while one practises.
        when: says when a card comes again.
        reader: the language of what is said about the session as a whole; what is said about an exercise is in that
            of its reader.
    """

    def __init__(
        self,
        console: Console,
        *,
        width: Callable[[], int] | None = None,
        when: Callable[[Card], str] | None = None,
        reader: Language = ENGLISH,
    ) -> None:
        self._reader = reader
        self._console = console
        self._width_now = width or (lambda: console.width)
        self._when = when
        self._unicode = "utf" in console.encoding.lower()
        self._dot, self._dash = (" · ", " — ") if self._unicode else (" - ", " - ")
        self._brackets = ("‹", "›") if self._unicode else ("{", "}")
        self._right, self._wrong = ("✓", "✗") if self._unicode else ("+", "x")
        self._done, self._to_do = ("━", "─") if self._unicode else ("#", ".")
        self._explained: set[ExerciseKind] = set()
        self._hinted = False

    @property
    def prompt(self) -> str:
        """What stands before an answer."""
        return "› " if self._unicode else "> "

    def header(self, parts: Iterable[str], commands: Iterable[str]) -> None:
        """Print what is practised, and what can be typed besides answers."""
        self._print(Text(harmless(self._dot.join(parts)), style=QUIET_STYLE))
        kept_together = (command.replace(" ", "\u00a0") for command in commands)
        self._print(Text(self._dot.join(kept_together), style=QUIET_STYLE))

    def exercise(self, session: Session) -> None:
        """Print what is asked now."""
        exercise = session.current
        assert exercise is not None
        self._hinted = False
        number, total = session.position
        done = _BAR if session.again else (number - 1) * _BAR // total
        line = Text().append(self._done * done, style=TERM_STYLE)
        line.append(self._to_do * (_BAR - done) + " ", style=QUIET_STYLE)
        where = self.say("once-more") if session.again else self.say("position", number=number, total=total)
        line.append(where, style=HEADING_STYLE)
        line.append(self._dot + self.say(f"kind-{exercise.kind.value}"), style=QUIET_STYLE)
        if session.again:
            line.append(self._dot + self.say("to-go", number=session.left), style=QUIET_STYLE)
        self._print(Text())
        self._print(line)
        task = Text(harmless(exercise.task), style=QUIET_STYLE)
        if exercise.kind in _HOW and exercise.kind not in self._explained:
            task.append(f" ({message(_HOW[exercise.kind], exercise.reader_language)})")
            self._explained.add(exercise.kind)
        if task:
            self._print(task)
        for line in self._asked(exercise):
            self._print(line, INDENT)

    def hint(self, text: str | None) -> None:
        """Print a hint, or that there is no further one."""
        self._hinted = True
        self._print(Text(harmless(text or self.say("no-hint")), style="italic"), INDENT)

    def note(self, text: str) -> None:
        """Print something about the session itself."""
        self._print(Text(harmless(text), style=QUIET_STYLE), INDENT)

    def outcome(self, exercise: Exercise, outcome: Outcome) -> None:
        """Print what an answer is worth, where it differs, and what there is to know."""
        result, grade = outcome.result, outcome.result.grade
        sign, style = self._verdict(result)
        said = Text(harmless(_message(exercise, result)))
        if result.passed:
            said.stylize(style)
        self._print(said, INDENT, Text(f"{sign} ", style=style))
        if not result.accepted:  # else it was all shown before
            for line in (*self._comparison(exercise, grade), *self._explanation(exercise, result)):
                self._print(line, INDENT)
        if outcome.card is not None and self._when is not None and not outcome.asked_again:
            again = self.say("again", when=self._when(outcome.card))
            self._print(Text(again, style=QUIET_STYLE), INDENT)

    def summary(self, session: Session, notes: Iterable[str] = ()) -> None:
        """Print how it went, and at the end the sentences to read again."""
        self._print(Text())
        first = session.first_results
        right = sum(result.passed for result in first)
        nearly = sum(not result.passed and result.grade.verdict is Verdict.NEARLY for result in first)
        parts = [self._how_it_went(right, len(first))]
        if nearly:
            parts.append(counted("sum-nearly", nearly, self._reader))
        later = {result.number for result in session.results if result.passed}
        if mended := sum(not result.passed and result.number in later for result in first):
            parts.append(counted("sum-mended", mended, self._reader))
        if session.skipped:
            parts.append(counted("sum-skipped", session.skipped, self._reader))
        if session.left:
            parts.append(self.say("sum-left", number=session.left))
        self._print(Text(self._dot.join(parts), style=HEADING_STYLE))
        for note in notes:
            self._print(Text(harmless(note), style=QUIET_STYLE))
        if not session.left:
            self._read_again(session.to_read_again)

    def say(self, name: str, **values: object) -> str:
        """Return a message in the language of the session."""
        return message(name, self._reader, **values)

    def _how_it_went(self, right: int, answered: int) -> str:
        """Say how many were right the first time: what is there, before what is not."""
        if not answered:
            return self.say("sum-none-answered")
        if right == answered:
            return counted("sum-all", answered, self._reader)
        if right:
            return self.say("sum-some", right=right, number=answered)
        return counted("sum-none", answered, self._reader)

    def _read_again(self, exercises: Sequence[Exercise]) -> None:
        if not exercises:
            return
        self._print(Text())
        rule = "─" if self._unicode else "-"
        self._print(
            Text(f"{rule * 2} ", style=QUIET_STYLE).append(self.say("read-again"), style=HEADING_STYLE)
        )
        for exercise in exercises[:_READ_AGAIN]:
            pair = exercise.origin
            source = Text(harmless(pair.source))
            if pair.source_language == exercise.target_language:
                source.highlight_words([harmless(exercise.answer)], style=TERM_STYLE)
            self._print(source, INDENT)
            self._print(Text(harmless(pair.target), style=QUIET_STYLE), INDENT * 2)
        if (more := len(exercises) - _READ_AGAIN) > 0:
            self._print(Text(self.say("more", number=more), style=QUIET_STYLE), INDENT)

    def _asked(self, exercise: Exercise) -> Iterator[Text]:
        kind = exercise.kind
        if kind is ExerciseKind.MATCH:
            yield from self._pairs(exercise)
            return
        if kind is ExerciseKind.ORDER:
            line = Text()
            for number, chunk in enumerate(exercise.options, 1):
                line.append(f"{number}\u00a0", style=TERM_STYLE)
                line.append(harmless(chunk) + ("   " if number < len(exercise.options) else ""))
            yield line
            return
        stem = Text(harmless(exercise.stem))
        stem.highlight_words([GAP], style=TERM_STYLE)
        yield stem
        for number, option in enumerate(exercise.options, 1):
            yield _named(f"{number:>2}  ", option)

    def _pairs(self, exercise: Exercise) -> Iterator[Text]:
        left = [_named(f"{number:>2}  ", prompt) for number, prompt in enumerate(exercise.prompts, 1)]
        right = [
            _named(f" {letter}  ", option) for letter, option in zip(LETTERS, exercise.options, strict=False)
        ]
        column = max(line.cell_len for line in left) + 2
        if self._width < _NARROWEST_PAIRS or column + max(line.cell_len for line in right) > self._width - 2:
            yield from (*left, *right)
            return
        for number in range(max(len(left), len(right))):
            line = left[number].copy() if number < len(left) else Text()
            line.append(" " * (column - line.cell_len))
            yield line.append_text(right[number]) if number < len(right) else line

    def _verdict(self, result: Result) -> tuple[str, str]:
        if result.passed:
            return self._right, RIGHT_STYLE
        return ("~", NEARLY_STYLE) if result.grade.verdict is Verdict.NEARLY else (self._wrong, WRONG_STYLE)

    def _comparison(self, exercise: Exercise, grade: Grade) -> Iterator[Text]:
        """Yield the answer above what was expected, what differs in brackets and in colour."""
        if exercise.kind not in _TYPED or grade.verdict is Verdict.RIGHT:
            return
        names = ("yours", "known" if exercise.kind is ExerciseKind.TRANSLATE else "right")
        labels = [message(f"label-{name}", exercise.reader_language) for name in names]
        yours, right = (label.ljust(max(map(len, labels))) for label in labels)
        if grade.verdict is not Verdict.WRONG:
            yield _label(yours).append_text(self._side(grade.diff, "red", given=True))
            yield _label(right).append_text(self._side(grade.diff, "green", given=False))
        elif exercise.kind is not ExerciseKind.CLOZE:  # of a gap, the message has it
            # Everything is different; to mark all of it would mark nothing.
            yield _label(labels[1]).append(harmless(grade.expected))

    def _side(self, parts: Sequence[Part], style: str, *, given: bool) -> Text:
        opening, closing = self._brackets
        line = Text()
        for part in parts:
            text = harmless(part.text if given else part.expected)
            if part.kind is PartKind.SAME:
                line.append(text)
                continue
            if not text:
                continue
            core = text.strip() or text
            before, _, after = text.partition(core)
            line.append(before)
            marked = "yellow" if part.kind is PartKind.SLIP else style
            line.append(f"{opening}{core}{closing}", style=marked)
            line.append(after)
        return line

    def _explanation(self, exercise: Exercise, result: Result) -> Iterator[Text]:
        kind = exercise.kind
        if not result.passed and GAP in exercise.stem:
            before, _, after = exercise.stem.partition(GAP)
            line = Text(harmless(before)).append(harmless(exercise.answer), style=TERM_STYLE)
            yield line.append(harmless(after))
        if not result.grade.answer and kind is ExerciseKind.MATCH:
            for left, right in matched(exercise):
                yield Text(harmless(left)).append(" = ", style=QUIET_STYLE).append(harmless(right))
        translation = exercise.hint if kind is not ExerciseKind.TRANSLATE else ""
        if translation and not self._hinted:
            yield Text(harmless(translation), style=QUIET_STYLE)
        if exercise.headword and exercise.meaning:
            line = Text().append(harmless(exercise.headword), style=TERM_STYLE)
            yield line.append(harmless(self._dash + exercise.meaning))
        if exercise.explanation and kind is not ExerciseKind.MATCH:  # there it is the answer once more
            yield Text(harmless(exercise.explanation))

    @property
    def _width(self) -> int:
        self._console.width = self._width_now()
        return min(self._console.width, WIDEST_COLUMN)

    def _print(self, text: Text, indent: str = "", sign: Text | None = None) -> None:
        """Print a text with an indent, which a sign may stand in."""
        for number, line in enumerate(wrap(text, self._width - cell_len(indent), self._console)):
            start = sign if sign is not None and not number else Text(indent)
            whole = Text().append_text(start).append_text(line)
            self._console.print(whole, soft_wrap=True, highlight=False, markup=False)


def _message(exercise: Exercise, result: Result) -> str:
    reader = exercise.reader_language
    if result.accepted:
        return message("accepted", reader)
    if result.grade.answer:
        return result.grade.message
    if exercise.kind in (ExerciseKind.MATCH, ExerciseKind.ORDER, ExerciseKind.TRANSLATE):
        return message("this-is-it", reader)
    return message("answer-is", reader, answer=quoted(exercise.answer, reader))


def _named(name: str, text: str) -> Text:
    """Return a text behind the number or letter that it is named by."""
    return Text().append(name, style=TERM_STYLE).append(harmless(text))


def _label(name: str) -> Text:
    return Text().append(f"{name}  ", style=QUIET_STYLE)
