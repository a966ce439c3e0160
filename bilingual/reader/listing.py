"""What keys do that opens a dialog: search, contents, bookmarks, terms, help."""

from __future__ import annotations

from collections.abc import Callable

from bilingual.glossary.matching import TermMatch
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.reader.actions import Actions
from bilingual.reader.dialogs import AskDialog, HelpDialog, ListDialog
from bilingual.reader.positions import spot_of

_EQUIVALENTS = 3  # that a line of the list has room for


class Listing(Actions):
    """The actions that ask or list something over the text."""

    def help(self) -> None:
        """Show the keys."""
        from bilingual.directories import config_file

        notes = (
            self._say(
                "* a term, ≠ one that the translation puts otherwise, ‼ a sentence not to be trusted, ◆ a bookmark."
            ),
            self._say("Ctrl-P lists everything that can be done. The mouse works, too."),
            self._say(
                "Other keys: {path}, under [reader.keys], as page_down = {example}",
                path=config_file(),
                example='["space", "f"]',
            ),
        )
        self._app.push_screen(HelpDialog(self._app.keys, notes, self._say))

    def search(self) -> None:
        """Ask what to search for."""
        self._ask(self._say("Search in both languages (accents do not matter):"), "", self._session.find)

    def go_to(self) -> None:
        """Ask where to go to."""
        self._ask(
            self._say("Go to a percentage (40%) or a sentence (1 to {last}):", last=len(self._book)),
            "",
            self._session.go_to,
        )

    def contents(self) -> None:
        """List the headings."""
        entries = self._session.contents
        if not entries:
            self._app.show(self._say("this text has no headings"))
            return
        lines = [f"{self._percent(entry.row):>3} %  {'   ' * entry.level}{entry.title}" for entry in entries]
        chapter = self._session.chapter
        chosen = entries.index(chapter) if chapter is not None else 0
        self._choose(self._say("Contents"), lines, [entry.row for entry in entries], chosen)

    def bookmarks(self) -> None:
        """List the bookmarks."""
        rows = self._session.bookmarks.rows
        if not rows:
            self._app.show(self._say("there is no bookmark; m sets one"))
            return
        lines = [f"{self._percent(row):>3} %  {spot_of(self._book, row).sentence}" for row in rows]
        self._choose(self._say("Bookmarks"), lines, rows, 0)

    def terms(self) -> None:
        """List the terms of the text."""
        met: dict[str, tuple[TermMatch, int, int]] = {}
        for number, row in enumerate(self._book.rows):
            for match in self._book.matches(row):
                first, row_of_first, count = met.get(match.entry.id, (match, number, 0))
                met[match.entry.id] = (first, row_of_first, count + 1)
        if not met:
            self._app.show(self._say("there is no term in this text"))
            return
        target = self._book.target_language
        lines = [
            f"{match.lemma} — {', '.join(equivalents_of_match(match, target)[:_EQUIVALENTS])}"
            f"{f'  ×{count}' if count > 1 else ''}"
            for match, _, count in met.values()
        ]
        said = "Terms: {number}" if self._session.surveyed else "Terms: {number}, still looking"
        title = self._say(said, number=len(met))
        rows = [number for _, number, _ in met.values()]
        chosen = sum(row < self._session.current for row in rows)
        self._choose(title, lines, rows, min(chosen, len(rows) - 1))

    def _ask(self, prompt: str, value: str, act: Callable[[str], str | None]) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._app.show(act(text))

        self._app.push_screen(AskDialog(prompt, value), answered)

    def _choose(self, title: str, lines: list[str], rows: list[int], chosen: int) -> None:
        def go(index: int | None) -> None:
            if index is not None:
                self._session.jump(rows[index])
                self._app.show()

        self._app.push_screen(
            ListDialog(title, lines, chosen, self._say("Enter: go there   Esc: back to the text")), go
        )

    def _percent(self, row: int) -> int:
        return 100 * self._book[row].start // max(len(self._book.source.text), 1)
