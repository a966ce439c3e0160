"""What is asked or listed over the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from bilingual.reader.keymap import KeyMap
from bilingual.reader.keys import ACTIONS, shown
from bilingual.reader.lines import wrap
from bilingual.reader.messages import Messages
from bilingual.views.terminal import harmless

_WIDE = 60  # cells from which the help has room for every key of an action

_FRAME = """
    align: center middle;
    & > Vertical {
        width: 90%; max-width: 100; height: auto; max-height: 90%;
        background: $panel; color: $foreground; border: round $border; padding: 0 1;
    }
    & Label { width: 1fr; text-style: bold; }
    & .quiet { color: $quiet; text-style: none; }
"""


class ListDialog(ModalScreen[int | None]):
    """A list to choose from; gives the index of what was chosen, or `None`.

    Args:
        title: over it.
        lines: to choose from.
        chosen: which is marked at first.
        hint: under it.
    """

    CSS = f"""
    ListDialog {{ {_FRAME} }}
    ListDialog OptionList {{
        height: auto; max-height: 100%; border: none; padding: 0; background: $panel; color: $foreground;
        scrollbar-size-vertical: 1;
    }}
    ListDialog OptionList:focus {{ background-tint: transparent; }}
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        chosen: int = 0,
        hint: str = "Enter: go there   Esc: back to the text",
    ) -> None:
        super().__init__()
        self._title, self._lines, self._chosen = title, lines, chosen
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Show title, list and hint."""
        with Vertical():
            yield Label(self._title, markup=False)
            yield OptionList(
                *(Option(Text(harmless(line), no_wrap=True, overflow="ellipsis")) for line in self._lines),
                markup=False,
            )
            yield Label(self._hint, classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Leave room for title and hint, and mark what is chosen."""
        options = self.query_one(OptionList)
        options.highlighted = min(self._chosen, len(self._lines) - 1)
        self._fit()

    def on_resize(self) -> None:
        """Leave room for title and hint."""
        self._fit()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give what was chosen."""
        self.dismiss(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """Understand the keys of less and vim, too."""
        options = self.query_one(OptionList)
        moves: dict[str, Callable[[], object]] = {
            "j": options.action_cursor_down, "k": options.action_cursor_up,
            "g": options.action_first, "G": options.action_last,
            "space": options.action_page_down, "f": options.action_page_down, "b": options.action_page_up,
        }  # fmt: skip
        if event.key in ("escape", "q", "ctrl+c"):
            self.dismiss(None)
        elif (move := moves.get(event.key)) is not None:
            move()
        else:
            return
        event.stop()
        event.prevent_default()

    def _fit(self) -> None:
        self.query_one(OptionList).styles.max_height = max(int(self.size.height * 0.9) - 4, 3)


class AskDialog(ModalScreen[str | None]):
    """A line to type at the foot of the window, as in less; gives it, or `None`.

    Args:
        prompt: before it.
        value: what stands there at first.
    """

    CSS = """
    AskDialog { background: transparent; align: left bottom; }
    AskDialog > Vertical { height: auto; background: $panel; color: $foreground; border-top: solid $border; }
    AskDialog Input { border: none; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    AskDialog Input:focus { background-tint: transparent; }
    AskDialog Label { padding: 0 1; }
    """
    BINDINGS: ClassVar = [("escape,ctrl+c", "leave", "Back")]

    def __init__(self, prompt: str, value: str = "") -> None:
        super().__init__()
        self._prompt, self._value = prompt, value

    def compose(self) -> ComposeResult:
        """Show prompt and line."""
        with Vertical():
            yield Label(self._prompt, markup=False)
            yield Input(self._value, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class HelpDialog(ModalScreen[None]):
    """The keys.

    Args:
        keys: of every action.
        notes: what else should be known.
        say: says it in the reader's language.
    """

    CSS = f"""
    HelpDialog {{ {_FRAME} }}
    HelpDialog VerticalScroll {{ height: auto; max-height: 100%; scrollbar-size-vertical: 1; }}
    HelpDialog Static {{ width: 1fr; height: auto; }}
    """
    BINDINGS: ClassVar = [("escape,q,question_mark,ctrl+c,enter", "leave", "Back")]

    def __init__(self, keys: KeyMap, notes: Iterable[str], say: Messages) -> None:
        super().__init__()
        self._say = say
        self._keys, self._notes = keys, tuple(notes)

    def compose(self) -> ComposeResult:
        """Show the keys by group."""
        with Vertical():
            yield Label(self._say("Keys"), markup=False)
            with VerticalScroll():
                yield Static(id="keys", markup=False)
            yield Label(self._say("↓ ↑ scroll   Esc: back to the text"), classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Leave room for title and hint."""
        self.on_resize()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Leave room for title and hint, and break the lines anew."""
        self.query_one(VerticalScroll).styles.max_height = max(int(self.size.height * 0.9) - 4, 3)
        self.query_one("#keys", Static).update(self._text(min(int(self.size.width * 0.9), 100) - 5))

    def on_key(self, event: events.Key) -> None:
        """Understand the keys of less and vim, too."""
        view = self.query_one(VerticalScroll)
        moves = {"j": view.scroll_down, "k": view.scroll_up, "space": view.scroll_page_down,
                 "b": view.scroll_page_up, "g": view.scroll_home, "G": view.scroll_end}  # fmt: skip
        if (move := moves.get(event.key)) is not None:
            move(animate=False)
            event.stop()

    def action_leave(self) -> None:
        """Go back to the text."""
        self.dismiss(None)

    def _text(self, width: int) -> Text:
        """Set keys and what they do in two columns; in a narrow window only the keys that are short."""
        column, most = (25, 9) if width >= _WIDE else (9, 2)
        out = Text()
        group = ""
        for action in ACTIONS:
            keys = [shown(key, self._say) for key in self._keys.keys_of(action.name)]
            if not keys:
                continue
            title = self._say(action.title)
            if action.group != group:
                out.append(f"{chr(10) if group else ''}{self._say(action.group)}\n", style="bold")
                group = action.group
            while len(keys) > 1 and (len(keys) > most or len("  ".join(keys)) > column - 2):
                keys.pop()
            lines = wrap(title, max(width - column - 1, 8))
            for number, span in enumerate(lines):
                out.append("" if number else "  ".join(keys).ljust(column), style="bold")
                out.append(f"{' ' * column if number else ''}{span.of(title)}\n")
        for note in self._notes:
            out.append(f"\n{harmless(note)}")
        return out
