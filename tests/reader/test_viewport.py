"""The window over the rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.reader.viewport import Place, Viewport


def window(heights: list[int], height: int) -> Viewport:
    viewport = Viewport(heights.__getitem__, lambda: len(heights))
    viewport.resize(height)
    return viewport


def test_it_shows_lines_from_its_top() -> None:
    viewport = window([2, 1, 3], 4)
    assert list(viewport.lines()) == [Place(0), Place(0, 1), Place(1), Place(2)]
    assert viewport.rows() == range(3)


def test_scrolling_stops_at_both_ends() -> None:
    viewport = window([2, 1, 3], 4)
    assert viewport.scroll(1)
    assert viewport.top == Place(0, 1)
    assert viewport.scroll(10)
    assert viewport.top == Place(1)
    assert not viewport.scroll(1)
    assert viewport.scroll(-10)
    assert viewport.top == Place(0)
    assert not viewport.scroll(-1)


def test_a_text_shorter_than_the_window_stays_at_the_top() -> None:
    viewport = window([1, 1], 10)
    assert not viewport.scroll(5)
    assert list(viewport.lines()) == [Place(0), Place(1)]


def test_what_grows_above_or_below_moves_no_row_at_the_top() -> None:
    heights = [1] * 100
    viewport = window(heights, 10)
    viewport.go_to(50)
    heights[20], heights[55] = 7, 7
    viewport.settle()
    assert viewport.top == Place(50)


def test_a_row_is_shown_with_as_little_movement_as_needed() -> None:
    viewport = window([2] * 50, 10)
    assert not viewport.reveal(4)
    assert viewport.reveal(5)
    assert viewport.top == Place(1)
    assert viewport.reveal(0)
    assert viewport.top == Place(0)


def test_of_a_row_taller_than_the_window_the_beginning_is_shown() -> None:
    viewport = window([1, 1, 30, 1], 10)
    viewport.reveal(2)
    assert viewport.top == Place(2)
    viewport.reveal(2, 25)
    assert viewport.top == Place(2, 16)


@pytest.mark.parametrize("height", [1, 2, 7])
def test_the_last_top_shows_the_last_line_last(height: int) -> None:
    viewport = window([3] * 5, height)
    viewport.scroll(1000)
    assert list(viewport.lines())[-1] == Place(4, 2)


@given(
    heights=st.lists(st.integers(1, 9), min_size=1, max_size=30),
    height=st.integers(1, 12),
    moves=st.lists(st.tuples(st.booleans(), st.integers(-40, 40)), max_size=20),
)
def test_whatever_is_done_the_window_stays_full(
    heights: list[int], height: int, moves: list[tuple[bool, int]]
) -> None:
    viewport = window(heights, height)
    for scroll, number in moves:
        if scroll:
            viewport.scroll(number)
        else:
            row = number % len(heights)
            viewport.reveal(row)
            assert row in viewport.rows()
        assert len(list(viewport.lines())) == min(height, sum(heights))
