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
from bilingual.exercises.session import Outcome, Result, Session
from bilingual.views.frame import HEADING_STYLE, INDENT, QUIET_STYLE, TERM_STYLE, WIDEST_COLUMN
from bilingual.views.terminal import harmless, wrap

RIGHT_STYLE, NEARLY_STYLE, WRONG_STYLE = "bold green", "bold yellow", "bold red"
_BAR = 10  # cells
_READ_AGAIN = 20  # sentences at the end; more would be the text itself
_NARROWEST_PAIRS = 50  # cells; from here on the two sides of a match stand beside each other
_TYPED = frozenset((ExerciseKind.CLOZE, ExerciseKind.ORDER, ExerciseKind.TRANSLATE))
_KINDS = {
    ExerciseKind.CLOZE: "gap",
    ExerciseKind.CHOICE: "choice",
    ExerciseKind.MATCH: "pairs",
    ExerciseKind.ORDER: "order",
    ExerciseKind.TRANSLATE: "translation",
    ExerciseKind.FALSE_FRIEND: "false friend",
    ExerciseKind.RANK: "rank",
}
# How an exercise is answered; said the first time that one of its kind comes.
_HOW = {
    ExerciseKind.CHOICE: "its number, or the words",
    ExerciseKind.MATCH: "pairs, such as 1b 2a",
    ExerciseKind.ORDER: "the numbers in order, such as 2 1 3, or the sentence",
    ExerciseKind.FALSE_FRIEND: "its number, or the words",
    ExerciseKind.RANK: "its number, or the words",
}


class PracticeView:
    """Prints a session as it goes.

    Args:
        console: where to; its width and encoding decide layout and signs.
        width: the cells there are now, asked each time: windows change while one practises.
        when: says when a card comes again.
    """

    def __init__(
        self,
        console: Console,
        *,
        width: Callable[[], int] | None = None,
        when: Callable[[Card], str] | None = None,
    ) -> None:
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
        line.append("once more" if session.again else f"{number} of {total}", style=HEADING_STYLE)
        line.append(self._dot + _KINDS[exercise.kind], style=QUIET_STYLE)
        if session.again:
            line.append(f"{self._dot}{session.left} to go", style=QUIET_STYLE)
        self._print(Text())
        self._print(line)
        task = Text(harmless(exercise.task), style=QUIET_STYLE)
        if exercise.kind in _HOW and exercise.kind not in self._explained:
            task.append(f" ({_HOW[exercise.kind]})")
            self._explained.add(exercise.kind)
        if task:
            self._print(task)
        for line in self._asked(exercise):
            self._print(line, INDENT)

    def hint(self, text: str | None) -> None:
        """Print a hint, or that there is no further one."""
        self._hinted = True
        self._print(Text(harmless(text or "No further hint; :a shows the answer."), style="italic"), INDENT)

    def note(self, text: str) -> None:
        """Print something about the session itself."""
        self._print(Text(harmless(text), style=QUIET_STYLE), INDENT)

    def outcome(self, exercise: Exercise, outcome: Outcome) -> None:
        """Print what an answer is worth, where it differs, and what there is to know."""
        result, grade = outcome.result, outcome.result.grade
        sign, style = self._verdict(result)
        message = Text(harmless(_message(exercise, result)))
        if result.passed:
            message.stylize(style)
        self._print(message, INDENT, Text(f"{sign} ", style=style))
        if not result.accepted:  # else it was all shown before
            for line in (*self._comparison(exercise, grade), *self._explanation(exercise, result)):
                self._print(line, INDENT)
        if outcome.card is not None and self._when is not None and not outcome.asked_again:
            self._print(Text(f"Again {self._when(outcome.card)}.", style=QUIET_STYLE), INDENT)

    def summary(self, session: Session, notes: Iterable[str] = ()) -> None:
        """Print how it went, and at the end the sentences to read again."""
        self._print(Text())
        first = session.first_results
        right = sum(result.passed for result in first)
        nearly = sum(not result.passed and result.grade.verdict is Verdict.NEARLY for result in first)
        parts = [f"{right} of {len(first)} right" + (f" ({right / len(first):.0%})" if first else "")]
        if nearly:
            parts.append(f"{nearly} nearly")
        later = {result.number for result in session.results if result.passed}
        if mended := sum(not result.passed and result.number in later for result in first):
            parts.append(f"{mended} right the next time")
        if session.skipped:
            parts.append(f"{session.skipped} left out")
        if session.left:
            parts.append(f"{session.left} still to come")
        self._print(Text(self._dot.join(parts), style=HEADING_STYLE))
        for note in notes:
            self._print(Text(harmless(note), style=QUIET_STYLE))
        if not session.left:
            self._read_again(session.to_read_again)

    def _read_again(self, exercises: Sequence[Exercise]) -> None:
        if not exercises:
            return
        self._print(Text())
        rule = "─" if self._unicode else "-"
        self._print(Text(f"{rule * 2} ", style=QUIET_STYLE).append("To read again", style=HEADING_STYLE))
        for exercise in exercises[:_READ_AGAIN]:
            pair = exercise.origin
            source = Text(harmless(pair.source))
            if pair.source_language == exercise.target_language:
                source.highlight_words([harmless(exercise.answer)], style=TERM_STYLE)
            self._print(source, INDENT)
            self._print(Text(harmless(pair.target), style=QUIET_STYLE), INDENT * 2)
        if (more := len(exercises) - _READ_AGAIN) > 0:
            self._print(Text(f"and {more} more", style=QUIET_STYLE), INDENT)

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
        name = "known" if exercise.kind is ExerciseKind.TRANSLATE else "right"
        if grade.verdict is not Verdict.WRONG:
            yield _label("yours").append_text(self._side(grade.diff, "red", given=True))
            yield _label(name).append_text(self._side(grade.diff, "green", given=False))
        elif exercise.kind is not ExerciseKind.CLOZE:  # of a gap, the message has it
            # Everything is different; to mark all of it would mark nothing.
            yield _label(name).append(harmless(grade.expected))

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
    if result.accepted:
        return "Counted as right."
    if result.grade.answer:
        return result.grade.message
    if exercise.kind in (ExerciseKind.MATCH, ExerciseKind.ORDER, ExerciseKind.TRANSLATE):
        return "This is the answer:"
    return f"The answer is ‘{exercise.answer}’."


def _named(name: str, text: str) -> Text:
    """Return a text behind the number or letter that it is named by."""
    return Text().append(name, style=TERM_STYLE).append(harmless(text))


def _label(name: str) -> Text:
    return Text().append(f"{name}  ", style=QUIET_STYLE)
