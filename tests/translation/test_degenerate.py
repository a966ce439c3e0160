import pytest

from bilingual.translation.degenerate import is_degenerate, longest_loop, repetition


@pytest.mark.parametrize(
    "hypothesis",
    [
        "",
        "...",
        "The the the the the.",
        "on the line of the line of the line of the line",
        "a b c d e f g h i j k l m n o p q r s t u v",
    ],
)
def test_what_no_reader_should_see(hypothesis: str) -> None:
    assert is_degenerate("Ils ont franchi la ligne.", hypothesis)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Ils ont franchi la ligne.", "They crossed the line."),
        ("Non, non, non, non !", "No, no, no, no!"),
        ("— …", ""),
        ("Longtemps, très très longtemps.", "A very, very long time."),
    ],
)
def test_what_is_sound(source: str, hypothesis: str) -> None:
    assert not is_degenerate(source, hypothesis)


def test_loops_are_counted_in_phrases() -> None:
    assert longest_loop([]) == 0
    assert longest_loop(["a", "b", "c"]) == 1
    assert longest_loop(["x", "a", "b", "a", "b", "a", "b", "y"]) == 3
    assert repetition("a b c a b c a b c") > repetition("a b c a b c d e f")
