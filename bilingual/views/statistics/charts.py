"""What is shown of a text's figures, before anything is drawn: facts in words, and bars with their labels."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.frequency import Level
from bilingual.statistics.level import LevelEstimate
from bilingual.statistics.model import TextStatistics

LEVELS = tuple(level.value for level in Level)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Args:
        label: what it counts.
        length: 0 to 1 of the longest that there may be.
        figure: its value in words.
    """

    label: str
    length: float
    figure: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.length <= 1.0:
            raise ValueError(f"a bar is 0 to 1 long, not {self.length}")


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class LevelScale:
    """The estimated level on a scale from A1 to C2.

    Args:
        place: of the estimate, 0 for the left end of A1 to 1 for the right end of C2.
        low: index in `LEVELS` of the lowest likely level.
        high: of the highest.
        verdict: in words.
        caution: why not to rely on it, or nothing.
    """

    place: float
    low: int
    high: int
    verdict: str
    caution: str


def name_of(figures: TextStatistics) -> str:
    """Return the name of the text without its directories."""
    return figures.name.replace("\\", "/").rpartition("/")[2] or figures.name


def title_of(figures: TextStatistics) -> str:
    """Return the name of the text and its language."""
    return f"{name_of(figures)} · {figures.language.name}"


def charts_of(figures: TextStatistics) -> tuple[Chart, ...]:
    """Return the charts of a text: sentence lengths and frequency bands."""
    histogram = figures.histogram()
    longest = max((count for _, count in histogram), default=0) or 1
    lengths = tuple(Bar(label.replace("-", "–"), n / longest, str(n)) for label, n in histogram)
    shares = [(band.value.replace("-", "–"), figures.band_share(band)) for band in figures.bands]
    bands = tuple(Bar(label, share, f"{share:.0%}") for label, share in shares)
    return (
        Chart("Words in a sentence", lengths),
        Chart("Words by rank of frequency", bands),
    )


def facts_of(figures: TextStatistics) -> tuple[tuple[str, str], ...]:
    """Return the figures that need no picture, as label and value."""
    fluent, learner = figures.minutes
    facts = [
        ("words", f"{figures.words:,}"),
        ("sentences", f"{figures.sentences:,}, {figures.mean_sentence_length:.1f} words each"),
        ("reading time", f"{_time(fluent)} fluent, {_time(learner)} learning"),
        ("terms", f"{figures.terms}, {figures.term_density:.1f} per 100 words, {figures.concepts} concepts"),
        ("names", f"{figures.name_share:.0%} of the words"),
        ("lemmas", f"{figures.lemmas:,}" + (f", MTLD {figures.diversity:.0f}" if figures.diversity else "")),
    ]
    if figures.reading_ease is not None:
        formula = "Kandel–Moles" if figures.language.code == "fr" else "Flesch"
        facts.append(("reading ease", f"{figures.reading_ease:.0f} ({formula})"))
    return tuple(facts)


def scale_of(level: LevelEstimate) -> LevelScale:
    """Return where an estimate stands on the scale."""
    span = "" if level.low is level.high else f", likely {level.low}–{level.high}"
    caution = f"unlike the graded texts in {' and '.join(level.unusual)}" if level.unusual else ""
    # The middle of A1 is 1.0 and the scale begins half a level before.
    place = min(max((level.value - 0.5) / len(LEVELS), 0.0), 1.0)
    return LevelScale(
        place, level.low.number - 1, level.high.number - 1, f"about {level.level}{span}", caution
    )


def hard_words_of(figures: TextStatistics) -> str:
    """Return the rarest words as one line."""
    return ", ".join(word.lemma for word in figures.hard_words)


def _time(minutes: float) -> str:
    if minutes < 1:
        return "under 1 min"
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.1f} h"
