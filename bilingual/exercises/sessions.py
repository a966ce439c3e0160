"""Sessions of practice that were begun, in the file of the deck, so that they can be gone on with.

Their progress is apart from their exercises because every answer changes it, and what an answer changes is kept
twice: as it is, and as it was, to be taken back.
"""

from __future__ import annotations

from collections.abc import Callable

from bilingual.exercises.scheduling import DAY
from bilingual.exercises.store import Store

_KEPT = 30 * DAY  # seconds; nobody goes on with what they began so long ago


class KeptSessions:
    """The sessions in a deck's file.

    Args:
        store: the file.
        clock: seconds since the epoch.
    """

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    def keep(self, identity: str, content: str, state: str) -> None:
        """Keep a session that begins; old ones are dropped.

        Args:
            identity: what it is known by; another of that name is replaced.
            content: what does not change while it lasts.
            state: how far it has come.
        """
        now = int(self._clock())
        with self._store.change() as change:
            old = self._store.select("SELECT id FROM session WHERE at < ?", (now - _KEPT,))
            for (forgotten,) in [*old, (identity,)]:
                change.delete("session", forgotten)
                change.delete("progress", forgotten)
            change.put("session", {"id": identity, "content": content, "at": now})
            change.put("progress", {"session": identity, "state": state})

    def find(self, identity: str) -> tuple[str, str] | None:
        """Return content and state of a session."""
        session, progress = self._store.get("session", identity), self._store.get("progress", identity)
        return (session["content"], progress["state"]) if session and progress else None

    def advance(self, identity: str, state: str) -> None:
        """Keep how far a session has come without an answer: something was left out, say."""
        with self._store.change() as change:
            if change.get("session", identity) is not None:
                change.put("progress", {"session": identity, "state": state})

    def drop(self, identity: str) -> None:
        """Forget a session that has come to its end."""
        with self._store.change() as change:
            change.delete("session", identity)
            change.delete("progress", identity)
