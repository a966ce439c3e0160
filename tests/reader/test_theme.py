"""The colours: every ink can be read on whatever it stands."""

from __future__ import annotations

import pytest
from rich.color import Color

from bilingual.reader.painting import Ink
from bilingual.reader.theme import DARK, LEAST_CONTRAST, LIGHT, PALETTES, TERMINAL, Palette, choose


def luminance(color: str) -> float:
    """Relative luminance after WCAG 2.1."""
    triplet = Color.parse(color).get_truecolor()

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(triplet.red) + 0.7152 * linear(triplet.green) + 0.0722 * linear(triplet.blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
@pytest.mark.parametrize("ink", Ink)
@pytest.mark.parametrize("ground", ["text", "current", "panel"])
def test_every_ink_can_be_read(palette: Palette, ink: Ink, ground: str) -> None:
    style = palette.style(ink, current=ground == "current")
    assert style.color is not None
    assert style.bgcolor is not None
    own = style.bgcolor.name != (palette.current if ground == "current" else palette.background)
    background = palette.panel if ground == "panel" and not own else style.bgcolor.name
    assert contrast(style.color.name, background) >= LEAST_CONTRAST


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
def test_so_can_what_stands_around_the_text(palette: Palette) -> None:
    for color in (palette.foreground, palette.quiet, palette.accent):
        for background in (palette.background, palette.current, palette.panel):
            assert contrast(color, background) >= LEAST_CONTRAST
    assert contrast(palette.background, palette.accent) >= LEAST_CONTRAST, "the chosen line of a list"


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
def test_terminals_of_256_colours_show_the_same(palette: Palette) -> None:
    steps = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF}
    greys = {8 + 10 * step for step in range(24)}
    colors = {palette.background, palette.current, palette.panel, palette.foreground, palette.accent}
    for ink in Ink:
        style = palette.style(ink)
        colors |= {color.name for color in (style.color, style.bgcolor) if color is not None}
    for color in colors:
        channels = set(Color.parse(color).get_truecolor())
        assert channels <= steps or (len(channels) == 1 and channels <= greys), color


def test_without_colours_words_and_terms_are_still_set_off() -> None:
    for ink in (Ink.TERM, Ink.MISSING, Ink.HIT, Ink.LINKED, Ink.WORD, Ink.HEADING, Ink.DOUBT):
        style = TERMINAL.style(ink)
        assert style.bold or style.underline or style.reverse


def test_what_the_terminal_can_show_decides() -> None:
    assert choose("light", colors=256, background=None) is LIGHT
    assert choose("auto", colors=256, background="15;0") is DARK
    assert choose("auto", colors=256, background=None) is DARK
    assert choose("light", colors=0, background=None) is TERMINAL
    assert all(set(palette.styles) == set(Ink) for palette in PALETTES.values())
