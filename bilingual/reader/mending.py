"""What keys do to the alignment: rows merged and split, undone, written to a reading pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.bitext import flow
from bilingual.errors import BilingualError
from bilingual.files import write_text
from bilingual.reader.actions import Actions
from bilingual.reader.book import Side
from bilingual.reader.dialogs import AskDialog, ListDialog
from bilingual.reader.explaining import why

if TYPE_CHECKING:
    from bilingual.reader.app import ReaderApp

_MOST_CUTS = 40
_QUOTED = 28  # characters
_SPLIT = "Split: the first of the two rows ends with (source / translation)"


class Mending(Actions):
    """The actions that change the text's rows, and those that end in a file.

    Args:
        app: the reader.
    """

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.busy = ""
        """What the status line says of writing under way."""
        self._write_to: Path | None = None
        self._written_to: Path | None = app.opened.path if app.opened.is_pack else None
        self._unwritten = False
        self._writing = 0  # files under way
        self._leaving = False  # once what is to be written is

    def split(self) -> None:
        """Ask where to make two of a row."""
        row = self._session.row
        cuts = self._book.cuts(self._session.current)[:_MOST_CUTS]
        if row.bead is None or not cuts:
            self._app.show(self._say("this row cannot be split") if row.bead else why(row, self._say))
            return

        def said(cut: tuple[int, int]) -> str:
            ends = []
            for side, taken in zip(Side, cut, strict=True):
                spans, text = self._book.spans_of(row, side), self._book.text_of(row, side)
                if 0 < taken < len(spans):
                    end = flow(spans[taken - 1].of(text))
                    ends.append(f"“{'…' if len(end) > _QUOTED else ''}{end[-_QUOTED:]}”")
                else:
                    ends.append(self._say("everything" if taken else "nothing"))
            return " / ".join(ends)

        def split(index: int | None) -> None:
            if index is not None:
                self._edit(lambda: self._session.split(*cuts[index]))

        hint = self._say("Enter: split so   Esc: leave it")
        self._app.push_screen(ListDialog(self._say(_SPLIT), [said(cut) for cut in cuts], 0, hint), split)

    def merge(self) -> None:
        """Make one of a row and the next."""
        self._edit(self._session.merge)

    def undo(self) -> None:
        """Take the last step back."""
        edits = self._book.version
        message = self._session.undo()
        if self._book.version != edits:
            self._after_edit(message)
        else:
            self._app.show(message)

    def _edit(self, act: Callable[[], str]) -> None:
        try:
            message = act()
        except BilingualError as error:
            self._app.complain(error)
            return
        self._after_edit(message)

    def _after_edit(self, message: str) -> None:
        self._app.looking.forget()
        self._unwritten = True
        if self._app.opened.is_pack and self._written_to is not None:
            # A pack is its reader's own: what he mends in it is kept at once.
            self._write(self._written_to, message)
        else:
            said = "{done}; z takes it back, Ctrl-S writes it to a reading pack"
            self._app.show(self._say(said, done=message))

    def write(self) -> None:
        """Ask where to write the reading pack."""
        if self._written_to is not None:
            self._write(self._written_to)
            return

        def answered(text: str | None) -> None:
            if text is None or not text.strip():
                self._leaving = False
                return
            path = Path(text.strip()).expanduser()
            if path.exists():
                self._confirm(self._say("{path} exists. Overwrite it?", path=path), lambda: self._write(path))
            else:
                self._write(path)

        self._app.push_screen(
            AskDialog(self._say("Write the reading pack to:"), str(self._default_path())), answered
        )

    def _default_path(self) -> Path:
        path = self._app.opened.path
        if path is None:
            return Path("text.bilingual.json")
        return path.with_name(f"{path.name.removesuffix('.txt')}.bilingual.json")

    def _confirm(self, question: str, act: Callable[[], None]) -> None:
        def answered(index: int | None) -> None:
            if index == 1:
                act()
            else:
                self._leaving = False

        lines = [self._say("No, leave it as it is"), self._say("Yes, overwrite it")]
        hint = self._say("Enter: choose   Esc: leave it")
        self._app.push_screen(ListDialog(question, lines, 0, hint), answered)

    def _write(self, path: Path, message: str = "") -> None:
        self._write_to = path
        if self._app.trouble and not self._book.is_complete:
            self.give_up_writing()
            self._app.show(self._say("not written: {trouble}", trouble=self._app.trouble))
            return
        if not self._book.is_complete:
            self._app.translating.translate_all()
            self.busy = self._say("translating the rest before writing … ")
        self._app.show(message)
        self.write_if_complete(message)

    def write_if_complete(self, message: str = "") -> None:
        """Write the reading pack where that is wanted and everything is translated."""
        path = self._write_to
        if path is None:
            return
        if not self._book.is_complete:
            percent = 100 * self._book.made // len(self._book)
            self.busy = self._say("translating the rest before writing: {percent} % … ", percent=percent)
            return
        self._write_to, self.busy = None, ""
        text = self._book.to_text()

        def work() -> BilingualError | None:
            try:
                write_text(path, text.to_json())
            except BilingualError as error:
                return error
            return None

        def done(error: BilingualError | None) -> None:
            self._writing -= 1
            if error is not None:
                self._unwritten, self._leaving = True, False
                self._app.complain(error)
                return
            self._written_to = path
            said = "{done}; written to {path}" if message else "written to {path}"
            self._app.show(self._say(said, done=message, path=path))
            if self._leaving and not self._writing:
                self._app.leave()

        self._writing += 1
        self._unwritten = False
        self._app.background.submit(work, done)

    def give_up_writing(self) -> None:
        """Write no longer: there will be no translation."""
        self._write_to, self.busy, self._leaving = None, "", False

    def quit(self) -> None:
        """Quit; ask first where mended rows would be lost."""
        if self._writing:
            self._leaving = True
            return
        if not self._unwritten or not (self._book.edits or self._written_to):
            self._app.leave()
            return

        def answered(index: int | None) -> None:
            if index == 0:
                self._leaving = True
                self.write()
            elif index == 1:
                self._app.leave()

        choices = ("Write them to a reading pack, then quit", "Quit without", "Go on reading")
        lines = [self._say(choice) for choice in choices]
        self._app.push_screen(
            ListDialog(
                self._say("Rows were merged or split."), lines, 0, self._say("Enter: choose   Esc: go on")
            ),
            answered,
        )
