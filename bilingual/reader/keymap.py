"""From a key as the terminal sends it to the action that it means."""

from __future__ import annotations

from collections.abc import Mapping


class KeyMap:
    """The keys of every action, turned round.

    Args:
        keys: of each action, as settings write them.
    """

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._keys = dict(keys)
        self._actions = {key: action for action, own in keys.items() for key in own}

    def action_of(self, key: str, character: str | None) -> str | None:
        """Return what a key means; `None` where it means nothing.

        Args:
            key: its name.
            character: what it types, where it types something.

        >>> KeyMap({"search": ("/",), "page_down": ("space",)}).action_of("slash", "/")
        'search'
        """
        found = self._actions.get(key)
        if found is None and character is not None and character.isprintable():
            found = self._actions.get(character)
        return found

    def keys_of(self, action: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self._keys.get(action, ())
