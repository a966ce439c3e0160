"""What keys do that change nothing but the session: everything that needs no window and no waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bilingual.reader.layout import Mode
from bilingual.reader.session import Session

_VIEWS = {
    Mode.BOTH: "both languages",
    Mode.SOURCE: "the source alone; Enter reveals a translation",
    Mode.INTERLEAVED: "each translation under its sentence",
    Mode.TARGET: "the translation alone",
}


def _view(session: Session, mode: Mode) -> str:
    session.view(mode)
    return session.say(_VIEWS[mode])


def _next_view(session: Session) -> str:
    return session.say(_VIEWS[session.next_view()])


MOVES: Mapping[str, Callable[[Session], str | None]] = {
    "down": lambda session: session.step(1),
    "up": lambda session: session.step(-1),
    "page_down": lambda session: session.page(1),
    "page_up": lambda session: session.page(-1),
    "half_down": lambda session: session.page(0.5),
    "half_up": lambda session: session.page(-0.5),
    "line_down": lambda session: session.scroll(1),
    "line_up": lambda session: session.scroll(-1),
    "top": lambda session: session.top(),
    "bottom": lambda session: session.bottom(),
    "next_chapter": lambda session: session.heading(1),
    "previous_chapter": lambda session: session.heading(-1),
    "back": lambda session: session.back(),
    "search_next": lambda session: session.find_next(1),
    "search_previous": lambda session: session.find_next(-1),
    "bookmark": lambda session: session.toggle_bookmark(),
    "view": _next_view,
    "view_both": lambda session: _view(session, Mode.BOTH),
    "view_source": lambda session: _view(session, Mode.SOURCE),
    "view_interleaved": lambda session: _view(session, Mode.INTERLEAVED),
    "view_target": lambda session: _view(session, Mode.TARGET),
    "reveal_all": lambda session: session.hide_all(),
    "word_right": lambda session: session.word(1),
    "word_left": lambda session: session.word(-1),
    "other_side": lambda session: session.other_side(),
    "next_term": lambda session: session.term(1),
    "previous_term": lambda session: session.term(-1),
    "next_doubt": lambda session: session.doubt(),
}
"""Action: what it does; it returns what should be said."""
