"""The colours of the reader: dark, light, and one for terminals of sixteen colours or none.

Every colour is one of xterm's 256, so that ssh and tmux without true colour show the same as a picture of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style

from bilingual.reader.painting import Ink

if TYPE_CHECKING:
    from textual.theme import Theme

LEAST_CONTRAST = 4.5
"""WCAG 2.1, level AA, of text on its background."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours for every ink.

    Args:
        name: of the theme.
        dark: whether the background is.
        background: of the text; `default` for the terminal's own.
        current: background of the row one is at.
        panel: background of the panel, the status line and the foot.
        foreground: of text.
        quiet: of what stands back.
        accent: of keys, borders and the scrollbar.
        styles: of the inks, as Rich writes styles; without a background they stand on any of the three.
    """

    name: str
    dark: bool
    background: str
    current: str
    panel: str
    foreground: str
    quiet: str
    accent: str
    styles: Mapping[Ink, str]

    @property
    def is_terminals(self) -> bool:
        """Whether the colours are the terminal's own sixteen."""
        return self.background == "default"

    def style(self, ink: Ink, *, current: bool = False) -> Style:
        """Return the style of an ink in the text, or in the row one is at."""
        background = self.current if current else self.background
        return Style(bgcolor=background, color=self.foreground) + Style.parse(self.styles[ink])


DARK = Palette(
    "bilingual-dark", True, "#121212", "#262626", "#1c1c1c", "#d0d0d0", "#949494", "#5fafff",
    {
        Ink.TEXT: "#d0d0d0",
        Ink.TRANSLATION: "#afafd7",
        Ink.QUIET: "#949494",
        Ink.HEADING: "bold #ffffff",
        Ink.TERM: "bold #5fd7ff",
        Ink.MISSING: "bold #ffd75f",
        Ink.DOUBT: "bold #ffaf5f",
        Ink.BAR: "#5fafff",
        Ink.BOOKMARK: "#ff87af",
        Ink.HIT: "#000000 on #d7af5f",
        Ink.LINKED: "#ffffff on #005f87",
        Ink.WORD: "bold #000000 on #ffd700",
    },
)  # fmt: skip
LIGHT = Palette(
    "bilingual-light", False, "#ffffff", "#eeeeee", "#e4e4e4", "#262626", "#5f5f5f", "#005faf",
    {
        Ink.TEXT: "#262626",
        Ink.TRANSLATION: "#5f5f87",
        Ink.QUIET: "#5f5f5f",
        Ink.HEADING: "bold #000000",
        Ink.TERM: "bold #005f87",
        Ink.MISSING: "bold #875f00",
        Ink.DOUBT: "bold #af0000",
        Ink.BAR: "#005faf",
        Ink.BOOKMARK: "#af005f",
        Ink.HIT: "#000000 on #ffd787",
        Ink.LINKED: "#000000 on #afd7ff",
        Ink.WORD: "bold #ffffff on #005f87",
    },
)  # fmt: skip
TERMINAL = Palette(
    "bilingual-terminal", True, "default", "default", "default", "default", "default", "default",
    {
        Ink.TEXT: "default",
        Ink.TRANSLATION: "italic",
        Ink.QUIET: "dim",
        Ink.HEADING: "bold",
        Ink.TERM: "bold cyan",
        Ink.MISSING: "bold yellow",
        Ink.DOUBT: "bold yellow",
        Ink.BAR: "bold",
        Ink.BOOKMARK: "magenta",
        Ink.HIT: "underline bold",
        Ink.LINKED: "underline bold",
        Ink.WORD: "reverse bold",
    },
)  # fmt: skip
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, TERMINAL)}


def choose(wanted: str, *, colors: int, background: str | None) -> Palette:
    """Return the palette to begin with.

    Args:
        wanted: `auto`, `dark` or `light`.
        colors: how many the terminal has: 0 also where colour is not wanted.
        background: what the terminal says of its own in `COLORFGBG`: `15;0`.

    >>> choose("auto", colors=256, background="0;15").name, choose("dark", colors=16, background=None).name
    ('bilingual-light', 'bilingual-terminal')
    """
    if colors < 256:
        return TERMINAL
    if wanted != "auto":
        return LIGHT if wanted == "light" else DARK
    # The last number is the background's: 7 and 15 are the light ones.
    last = (background or "").rpartition(";")[2]
    return LIGHT if last in ("7", "15") else DARK


def textual_theme(palette: Palette) -> Theme:
    """Return a palette as a theme of Textual's."""
    from textual.theme import BUILTIN_THEMES, Theme

    if palette.is_terminals:
        return Theme(
            palette.name, primary="ansi_cyan", secondary="ansi_cyan", warning="ansi_yellow", error="ansi_red",
            success="ansi_green", accent="ansi_cyan", foreground="ansi_default", background="ansi_default",
            surface="ansi_default", panel="ansi_default", boost="ansi_default", dark=True, ansi=True,
            variables={
                **BUILTIN_THEMES["ansi-dark"].variables,
                "row-current": "ansi_default", "quiet": "ansi_default",
                "block-cursor-text-style": "reverse", "block-cursor-foreground": "ansi_default",
                "block-cursor-background": "ansi_default",
                "input-selection-background": "ansi_blue", "border": "ansi_cyan",
                "footer-key-foreground": "ansi_cyan", "footer-background": "ansi_default",
                "footer-description-foreground": "ansi_default",
            },
        )  # fmt: skip
    return Theme(
        palette.name, primary=palette.accent, secondary=palette.accent, warning=palette.foreground,
        error=palette.foreground, success=palette.foreground, accent=palette.accent,
        foreground=palette.foreground, background=palette.background, surface=palette.panel,
        panel=palette.panel, boost=palette.panel, dark=palette.dark, text_alpha=1.0,
        variables={
            "row-current": palette.current, "quiet": palette.quiet, "border": palette.accent,
            "block-cursor-foreground": palette.background, "block-cursor-background": palette.accent,
            "block-cursor-text-style": "bold",
            "footer-key-foreground": palette.accent, "footer-background": palette.panel,
            "footer-description-foreground": palette.foreground,
            "footer-description-background": palette.panel, "footer-key-background": palette.panel,
            "scrollbar": palette.quiet, "scrollbar-hover": palette.accent,
            "scrollbar-active": palette.accent, "scrollbar-background": palette.panel,
            "scrollbar-background-hover": palette.panel, "scrollbar-background-active": palette.panel,
        },
    )  # fmt: skip
