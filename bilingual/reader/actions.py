"""What the groups of the reader's actions have in common: the window, the reading and the text they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.reader.app import ReaderApp


class Actions:
    """A group of actions.

    Args:
        app: the reader.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._session = app.session
        self._book = app.opened.book
        self._say = app.opened.book.say
