"""What the reader can be told to do, and the keys for it; less's and vim's where they have one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bilingual.reader.messages import Messages

_NAMES = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "space", "enter", "tab", "escape",
     "backspace", "delete", "insert", *(f"f{number}" for number in range(1, 13)))
)  # fmt: skip
_WITH_SHIFT = frozenset(("tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_SHOWN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "space": "Space",
    "enter": "Enter", "tab": "Tab", "escape": "Esc", "backspace": "Backspace", "home": "Home", "end": "End",
    "delete": "Del", "insert": "Ins",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """Something the reader can be told to do.

    Args:
        name: in the settings.
        keys: by default.
        title: what it does, in a few words.
        group: under which it stands in the help.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    group: str


def _action(name: str, keys: str, title: str, group: str) -> Action:
    return Action(name, tuple(keys.split()), title, group)


_MOVE, _VIEW, _WORD, _TERM, _KEEP, _MEND, _OTHER = (
    "Moving", "What is shown", "Words", "Terms and doubts", "Keeping", "Mending the alignment", "Other",
)  # fmt: skip

ACTIONS = (
    _action("down", "j down", "next sentence", _MOVE),
    _action("up", "k up", "previous sentence", _MOVE),
    _action("page_down", "space f pagedown ctrl+f", "a page on", _MOVE),
    _action("page_up", "b pageup ctrl+b", "a page back", _MOVE),
    _action("half_down", "d ctrl+d", "half a page on", _MOVE),
    _action("half_up", "u ctrl+u", "half a page back", _MOVE),
    _action("line_down", "ctrl+e shift+down", "scroll a line on", _MOVE),
    _action("line_up", "ctrl+y shift+up", "scroll a line back", _MOVE),
    _action("top", "g home", "the beginning", _MOVE),
    _action("bottom", "G end", "the end", _MOVE),
    _action("next_chapter", "]", "next heading", _MOVE),
    _action("previous_chapter", "[", "previous heading", _MOVE),
    _action("contents", "c", "table of contents", _MOVE),
    _action("go_to", ": p", "go to a percentage or a sentence’s number", _MOVE),
    _action("back", "backspace ctrl+o", "back to where you jumped from", _MOVE),
    _action("search", "/", "search in both languages", _MOVE),
    _action("search_next", "n", "next place found", _MOVE),
    _action("search_previous", "N", "previous place found", _MOVE),
    _action("bookmark", "m", "set or remove a bookmark", _MOVE),
    _action("bookmarks", "'", "all bookmarks", _MOVE),
    _action("view", "v", "next view", _VIEW),
    _action("view_both", "1", "both languages", _VIEW),
    _action("view_source", "2", "the source only", _VIEW),
    _action("view_interleaved", "3", "each translation under its sentence", _VIEW),
    _action("view_target", "4", "the translation only", _VIEW),
    _action("reveal", "enter r", "show or hide the sentence’s translation, where it is hidden", _VIEW),
    _action("reveal_all", "R", "hide again what was revealed", _VIEW),
    _action("panel", "i", "show or hide the panel that explains", _VIEW),
    _action("panel_down", "} ctrl+down", "scroll the panel on", _VIEW),
    _action("panel_up", "{ ctrl+up", "scroll the panel back", _VIEW),
    _action("theme", "D", "dark or light", _VIEW),
    _action("word_right", "l right", "next word", _WORD),
    _action("word_left", "h left", "previous word", _WORD),
    _action("new_word", "tab", "next word that is worth a look: no grammar word, and none you know", _WORD),
    _action("new_word_back", "shift+tab", "the one before", _WORD),
    _action("other_side", "o", "the word across, in the other language", _WORD),
    _action("next_place", ".", "next place of the word in this text", _WORD),
    _action("previous_place", ",", "previous place of the word", _WORD),
    _action("leave", "escape", "leave the words; close the panel", _WORD),
    _action("next_term", "t", "next term", _TERM),
    _action("previous_term", "T", "previous term", _TERM),
    _action("terms", "a", "all terms of the text", _TERM),
    _action("why", "w", "why a sentence is marked ‼", _TERM),
    _action("next_doubt", "W", "next sentence marked ‼", _TERM),
    _action("save", "s", "keep the word or term you are at, else the sentence, in your deck", _KEEP),
    _action("save_sentence", "S", "keep the sentence in your deck", _KEEP),
    _action("mark_known", "K", "mark the word as known", _KEEP),
    _action("undo", "z ctrl+z", "undo: what was saved, marked or mended", _KEEP),
    _action("copy", "y", "copy the sentence and its translation", _KEEP),
    _action("merge", "M", "make one of this row and the next", _MEND),
    _action("split", "X", "make two of this row", _MEND),
    _action("write", "ctrl+s", "write the reading pack", _MEND),
    _action("help", "?", "this help", _OTHER),
    _action("quit", "q ctrl+c", "quit; you go on here the next time", _OTHER),
)  # fmt: skip
HINTS = (
    ("word_right", "Words"), ("next_term", "Term"), ("search", "Search"), ("save", "Save"), ("view", "View"),
    ("panel", "Explain"), ("contents", "Contents"), ("page_down", "Page"), ("why", "Why ‼"), ("theme", "Light"),
)  # fmt: skip
"""What stands at the foot of the window, the most wanted first, as far as there is room."""
WORD_HINTS = (
    ("new_word", "New word"), ("other_side", "Across"), ("save", "Save"), ("mark_known", "Known"),
    ("next_place", "Elsewhere"), ("next_term", "Term"), ("leave", "Leave"), ("undo", "Undo"),
)  # fmt: skip
"""The same while one goes by words."""
LAST_HINTS = (("help", "Help"), ("quit", "Quit"))
"""What is never left out."""
BY_NAME = {action.name: action for action in ACTIONS}


def complaint_about(name: str, keys: Sequence[str]) -> tuple[str, str] | None:
    """Return what is wrong with the keys that a user gives an action, and the remedy; `None` where all is right.

    >>> complaint_about("dwon", ["j"])
    ("no action 'dwon'", "did you mean 'down'?")
    """
    if name not in BY_NAME:
        near = difflib.get_close_matches(name, BY_NAME, 1)
        return f"no action {name!r}", f"did you mean {near[0]!r}?" if near else "? in the reader lists them"
    for key in keys:
        if not is_key(key):
            return f"{key!r} is no key", "write keys as j, G, space, ctrl+f or f5"
    return None


def is_key(key: str) -> bool:
    """Whether a key is written as it should be.

    >>> [is_key(key) for key in ("j", "?", "ctrl+f", "shift+tab", "f5", "hyper+x", "")]
    [True, True, True, True, True, False, False]
    """
    if len(key) == 1:
        return key.isprintable() and not key.isspace()
    if key in _NAMES:
        return True
    modifier, _, rest = key.partition("+")
    if modifier == "shift":
        return rest in _WITH_SHIFT
    return modifier == "ctrl" and bool(re.fullmatch(r"[a-z]", rest) or rest in _NAMES)


def keymap(own: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the keys of every action, the user's own first: a key that he gives away is the default's no longer."""
    taken = {key for keys in own.values() for key in keys}
    return {
        action.name: tuple(own[action.name])
        if action.name in own
        else tuple(key for key in action.keys if key not in taken)
        for action in ACTIONS
    }


def twice(own: Mapping[str, Sequence[str]]) -> tuple[str, str, str] | None:
    """Return a key that is given to two actions, and these; `None` where there is none."""
    seen: dict[str, str] = {}
    for name, keys in own.items():
        for key in keys:
            if seen.setdefault(key, name) != name:
                return key, seen[key], name
    return None


def shown(key: str, say: Messages) -> str:
    """Return a key as its user knows it: as it is engraved on the keyboard.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> shown("pagedown", Messages(ENGLISH)), shown("ctrl+f", Messages(ENGLISH)), shown("?", Messages(ENGLISH))
    ('PgDn', 'Ctrl-F', '?')
    >>> shown("shift+tab", Messages(FRENCH)), shown("escape", Messages(FRENCH))
    ('Maj-Tab', 'Échap')
    """
    modifier, _, rest = key.partition("+")
    if rest and modifier in ("ctrl", "shift"):
        return f"{'Ctrl-' if modifier == 'ctrl' else say('Shift-')}{_engraved(rest, say) or rest.upper()}"
    return _engraved(key, say) or (key.upper() if re.fullmatch(r"f\d+", key) else key)


def _engraved(key: str, say: Messages) -> str:
    """Return what stands on a key that has a name; nothing for a character."""
    name = _SHOWN.get(key, "")
    return say(name) if name.isalpha() and name != "Tab" else name
