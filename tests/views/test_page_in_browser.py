"""The page as its readers use it, in a real browser: pointer, finger and keyboard, desktop and phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Page, browsing, chromium
from texts import article

from bilingual.views.html import write_html

pytestmark = pytest.mark.skipif(
    chromium() is None or os.name != "posix", reason="needs Chromium, driven through a pipe"
)
LIT = "[...document.querySelectorAll('.lit')].map(word => word.textContent)"
TIP = "document.querySelector('#tip:popover-open')?.textContent ?? null"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Path]]:
    folder = tmp_path_factory.mktemp("browser")
    write_html(article(), folder / "article.html")
    with browsing(folder / "profile") as page:
        yield page, folder / "article.html"
        assert page.requests
        assert {url.partition(":")[0] for url in page.requests} <= {"file", "data"}
        assert page.complaints == []


@pytest.fixture
def page(browser: tuple[Page, Path]) -> Page:
    page, path = browser
    page.open(path, 1280, 900)
    page.until("document.querySelectorAll('.w').length > 20")
    return page


def test_two_columns_and_one_below_another_on_a_phone(browser: tuple[Page, Path]) -> None:
    page, path = browser
    tops = (
        "[...document.querySelectorAll('#r2 > p')].map(cell => Math.round(cell.getBoundingClientRect().top))"
    )
    page.open(path, 1280, 900)
    left, right = page.value(tops)
    assert left == right
    page.open(path, 390, 844, touch=True)
    above, below = page.value(tops)
    assert above < below
    assert page.value("document.documentElement.scrollWidth <= innerWidth")


def test_dark_where_the_system_is_and_by_a_button(browser: tuple[Page, Path]) -> None:
    page, path = browser
    light = "getComputedStyle(document.body).backgroundColor === 'rgb(252, 251, 248)'"
    page.open(path, 1280, 900, dark=True)
    assert not page.value(light)
    page.click("#theme")
    assert page.value(light)
    page.click("#theme")
    assert not page.value(light)
    page.click("#theme")
    assert page.value("document.documentElement.dataset.theme === undefined")


def test_words_of_a_pair_light_up_together(page: Page) -> None:
    page.hover("#r3 .b .w:last-of-type")
    assert page.value(LIT) == ["morts", "dead"]
    page.hover("h1")
    page.hover(".about")
    assert page.value(LIT) == []


def test_a_term_is_explained_by_pointer_finger_and_keyboard(browser: tuple[Page, Path], page: Page) -> None:
    page.hover(".t")
    page.until(f"({TIP} ?? '').includes('An attack from the air.')")
    page.press("Escape")
    assert page.value(TIP) is None
    page.open(browser[1], 390, 844, touch=True)
    page.until("document.querySelector('.w') !== null")
    page.tap(".t")
    page.until(f"({TIP} ?? '').includes('frappe aérienne n. f.')")
    assert page.value("document.querySelector('.t').getAttribute('aria-describedby')") == "tip"
    page.tap(".t")
    page.until(f"{TIP} === null")
    page.open(browser[1], 1280, 900)
    page.until("document.querySelector('.w') !== null")
    while page.value("document.activeElement.className") != "t":
        page.press("Tab")
    assert "air strike" in page.value(TIP)


def test_arrows_go_from_word_to_word_and_row_to_row(page: Page) -> None:
    page.value("document.querySelector('#r3 .a .w').tabIndex = 0")
    page.value("document.querySelector('#r3 .a .w').focus()")
    page.press("ArrowRight")
    assert page.value("document.activeElement.textContent") == "bilan"
    assert page.value(LIT) == ["bilan", "toll"]
    assert page.value("document.querySelector('[aria-live]').textContent") == "toll"
    assert page.value("document.querySelector('[aria-live]').lang") == "en"
    page.press("ArrowDown")
    assert page.value("document.activeElement.closest('.r').id") == "r4"
    page.press("ArrowUp")
    assert page.value("document.activeElement.closest('.r').id") == "r3"


def test_translations_are_hidden_and_shown_one_by_one(page: Page) -> None:
    visible = "[...document.querySelectorAll('.b')].map(cell => getComputedStyle(cell).visibility)"
    page.click("#hide")
    assert set(page.value(visible)) == {"hidden"}
    page.hover("#r3 .a .w")
    assert page.value(LIT) == []
    page.click("#r2 .show")
    assert page.value(visible).count("visible") == 1
    assert page.value("document.activeElement.lang") == "en"
    page.click("#hide")
    assert set(page.value(visible)) == {"visible"}


def test_it_prints(page: Page) -> None:
    assert page.pdf().startswith(b"%PDF")
