"""What is known of a text once it has been counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bilingual.frequency import Band, Level, level_of
from bilingual.languages import Language
from bilingual.statistics.level import LevelEstimate

# Upper ends of the classes of the histogram, in words; the last is open.
LENGTH_CLASSES = (5, 10, 15, 20, 25, 30, 40)
# Words a minute. Trauzettel-Klosinski and Dietz (2012) measured texts read aloud in seventeen languages: French
# 195, English 228. Learners read about 100 (Nation 2009).
_FLUENT = {"fr": 195, "en": 228}
_LEARNER = 100


@dataclass(frozen=True, slots=True)
class HardWord:
    """A rare word of a text.

    Args:
        lemma: its citation form.
        zipf: how common it is; 0.0 for what wordfreq does not know.
        count: how often the text has it.
    """

    lemma: str
    zipf: float
    count: int

    @property
    def level(self) -> Level:
        """The level at which words as common are expected to be known."""
        return level_of(self.zipf)


@dataclass(frozen=True, slots=True)
class TextStatistics:
    """Figures of one text.

    Args:
        name: of the text.
        language: of the text.
        characters: white space included.
        sentence_lengths: words of each sentence, headings included, in order.
        words: as a word processor counts them: `l’avion` is one.
        names: words that are names or acronyms.
        numbers: numbers written in figures.
        bands: how many of the other words, grammatical ones and `l’` included, are in each band of frequency.
        lemmas: different lemmas, names and numbers aside.
        diversity: MTLD of those lemmas, see `mtld`; `None` for fewer than 50 words.
        reading_ease: Kandel and Moles for French, Flesch for English.
        terms: occurrences of the termbase's terms.
        concepts: different concepts among them.
        level: `None` for a text of fewer than 30 words.
        hard_words: the rarest words, rarest first.
    """

    name: str
    language: Language
    characters: int
    sentence_lengths: tuple[int, ...] = field(repr=False)
    words: int
    names: int
    numbers: int
    bands: Mapping[Band, int] = field(repr=False)
    lemmas: int
    diversity: float | None
    reading_ease: float | None
    terms: int
    concepts: int
    level: LevelEstimate | None
    hard_words: tuple[HardWord, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if sum(self.sentence_lengths) != self.words:
            raise ValueError("the sentences have together as many words as the text")

    @property
    def sentences(self) -> int:
        """How many sentences have a word."""
        return len(self.sentence_lengths)

    @property
    def mean_sentence_length(self) -> float:
        """Words a sentence; 0.0 without sentences."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def running_words(self) -> int:
        """The words that the bands share."""
        return sum(self.bands.values())

    @property
    def type_token_ratio(self) -> float:
        """Different lemmas to running words; it falls with length, which MTLD does not."""
        return self.lemmas / self.running_words if self.running_words else 0.0

    @property
    def name_share(self) -> float:
        """Names to words, 0 to 1."""
        return min(1.0, self.names / self.words) if self.words else 0.0

    @property
    def term_density(self) -> float:
        """Terms in a hundred words."""
        return 100 * self.terms / self.words if self.words else 0.0

    @property
    def minutes(self) -> tuple[float, float]:
        """How long it takes to read, by somebody fluent and by a learner."""
        return self.words / _FLUENT[self.language.code], self.words / _LEARNER

    def band_share(self, band: Band) -> float:
        """Return the share of the running words that is in a band, 0 to 1."""
        return self.bands[band] / self.running_words if self.running_words else 0.0

    def histogram(self) -> tuple[tuple[str, int], ...]:
        """Return how many sentences have so many words: classes such as `6-10` and their counts."""
        ends = (*LENGTH_CLASSES, None)
        counts: Counter[int] = Counter()
        for length in self.sentence_lengths:
            counts[next((i for i, end in enumerate(LENGTH_CLASSES) if length <= end), len(ends) - 1)] += 1
        starts = (1, *(end + 1 for end in LENGTH_CLASSES))
        return tuple(
            (f"{start}-{end}" if end else f"{start}+", counts[i])
            for i, (start, end) in enumerate(zip(starts, ends, strict=True))
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as JSON has them; shares are 0 to 1, times in minutes."""
        fluent, learner = self.minutes
        return {
            "name": self.name,
            "language": self.language.code,
            "characters": self.characters,
            "words": self.words,
            "sentences": self.sentences,
            "words_per_sentence": round(self.mean_sentence_length, 2),
            "sentence_lengths": dict(self.histogram()),
            "frequency_bands": {band.value: round(self.band_share(band), 4) for band in self.bands},
            "names": round(self.name_share, 4),
            "numbers": self.numbers,
            "lemmas": self.lemmas,
            "type_token_ratio": round(self.type_token_ratio, 4),
            "mtld": None if self.diversity is None else round(self.diversity, 1),
            "reading_ease": None if self.reading_ease is None else round(self.reading_ease, 1),
            "terms": self.terms,
            "concepts": self.concepts,
            "terms_per_100_words": round(self.term_density, 2),
            "level": _level_dict(self.level),
            "minutes": {"fluent": round(fluent, 1), "learner": round(learner, 1)},
            "hard_words": [
                {
                    "lemma": word.lemma,
                    "zipf": round(word.zipf, 2),
                    "level": word.level.value,
                    "count": word.count,
                }
                for word in self.hard_words
            ],
        }


def _level_dict(level: LevelEstimate | None) -> dict[str, Any] | None:
    if level is None:
        return None
    return {
        "level": level.level.value,
        "low": level.low.value,
        "high": level.high.value,
        "value": round(level.value, 2),
        "features": {name: round(value, 3) for name, value in level.features.items()},
        "unusual": list(level.unusual),
        "method": level.method,
    }


@dataclass(frozen=True, slots=True)
class ParallelStatistics:
    """Figures of both sides of a parallel text.

    Args:
        source: of the source side.
        target: of the target side.
        beads: pairs of sentences.
        flagged: beads that should not be trusted.
    """

    source: TextStatistics
    target: TextStatistics
    beads: int
    flagged: int

    @property
    def expansion(self) -> float:
        """Target words to source words; 0.0 without source words."""
        return self.target.words / self.source.words if self.source.words else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        return {
            "source": self.source.to_dict(),
            "target": self.target.to_dict(),
            "beads": self.beads,
            "flagged": self.flagged,
            "target_words_per_source_word": round(self.expansion, 3),
        }
