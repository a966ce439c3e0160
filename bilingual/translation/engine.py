"""Run an Argos package: CTranslate2 over the package's own subwords, batched across the whole document.

`argostranslate.translate` translates a paragraph at a time and joins its sentences; here sentences stay
apart, keep their order, and come back as soon as they are ready.
"""

from __future__ import annotations

import logging
import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from bilingual.languages import Language, language_of
from bilingual.spans import Span, WordLink
from bilingual.translation.copied import copies, to_be_copied
from bilingual.translation.degenerate import is_degenerate, repetition, stutters
from bilingual.translation.loading import open_package
from bilingual.translation.packages import PackageInfo
from bilingual.translation.parts import Part, parts_of
from bilingual.translation.tokenizer import Tokenizer
from bilingual.translation.translator import Alternative, Engine, Origin, Request, Translation, Wish
from bilingual.translation.wishes import HINTS_VERSION, hints, merged, without_repeated

_log = logging.getLogger(__name__)

# Sentences handed to the engine at once: few at first, so that the reader sees a row at once, then enough
# for batches of like length, and never so many that memory grows with the text.
_WINDOWS = (4, 16, 64, 256)
# Padded tokens in one batch. Measured on 11,000 words of news with the embedded package, two threads of one
# core each: 64: 907 words/s, 128: 972, 256: 1,144, 512: 1,199, 1,024: 1,157; beyond, the cache is too small.
_BATCH_TOKENS = 512
# Links whose attention is weaker are noise: guided heads put more than this on an aligned piece.
_WEAKEST_ATTENTION = 0.2
# More digits say nothing and make reading packs and the memory larger.
_SCORE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """How hypotheses are searched for.

    Args:
        beam_size: hypotheses kept at each step; 1 is greedy.
        length_penalty: exponent of the length that a hypothesis's score is divided by.
        no_repeat_ngram_size: forbid repeating phrases of as many pieces; 0 allows all.
        alternatives: further hypotheses to return, fewer than `beam_size`.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    alternatives: int = 3

    def __post_init__(self) -> None:
        if self.beam_size < 1 or not 0 <= self.alternatives < self.beam_size:
            raise ValueError("beam_size is at least 1 and alternatives fewer than beam_size")

    @classmethod
    def for_package(cls, package: PackageInfo) -> DecodingOptions:
        """Return the options that the package's metadata ask for, as far as they make sense, else the defaults."""
        wanted = package.decoding_options()
        kinds = {"beam_size": int, "length_penalty": float, "no_repeat_ngram_size": int, "alternatives": int}
        given = {
            name: kind(wanted[name])
            for name, kind in kinds.items()
            if isinstance(wanted.get(name), int | float)
        }
        asked = {**asdict(cls()), **given}
        beam_size = max(asked["beam_size"], 1)
        alternatives = min(max(asked["alternatives"], 0), beam_size - 1)
        return cls(**{**asked, "beam_size": beam_size, "alternatives": alternatives})


class ArgosTranslator:
    """Translates with an Argos package; the engine is loaded at the first sentence.

    Args:
        package: which package, from `find_package`.
        options: how to decode; by default as the package's metadata ask.
        threads: cores to use; by default all that the process may run on.
        cache: directory in which a packed `.argosmodel` is unpacked once; a temporary one by default.

    >>> from bilingual.translation.packages import find_package
    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> translator = ArgosTranslator(find_package(FRENCH, ENGLISH))  # doctest: +SKIP
    >>> next(translator.translate(["Il pleut."])).text  # doctest: +SKIP
    'It is raining.'
    """

    def __init__(
        self,
        package: PackageInfo,
        *,
        options: DecodingOptions | None = None,
        threads: int | None = None,
        cache: Path | None = None,
    ) -> None:
        self.package = package
        self.options = options or DecodingOptions.for_package(package)
        self._threads = threads or available_cores()
        self._cache = cache
        self._loaded: tuple[Any, Tokenizer] | None = None

    @property
    def source_language(self) -> Language:
        """The language translated from."""
        return language_of(self.package.source_code)

    @property
    def target_language(self) -> Language:
        """The language translated into."""
        return language_of(self.package.target_code)

    @property
    def engine(self) -> Engine:
        """Name and package, as the bitext records them."""
        return Engine("argos", self.package.name, Origin.MACHINE)

    @property
    def takes_wishes(self) -> bool:
        """Whether the package was trained to read wishes."""
        return self.package.takes_wishes()

    @property
    def identity(self) -> str:
        """Package contents and options in one string."""
        wishes = f" {HINTS_VERSION}" if self.takes_wishes else ""
        return f"argos {self.package.fingerprint} {sorted(asdict(self.options).items())}{wishes}"

    def translate(self, sentences: Iterable[str | Request]) -> Iterator[Translation]:
        """Yield one translation a sentence, in order; one window is translated while another is yielded.

        Raises:
            ModelError: the package cannot be loaded.
        """
        source = map(Request.of, sentences)
        pending: _Window | None = None
        for size in _window_sizes():
            window = list(islice(source, size))
            following = self._submit(window) if window else None
            if pending:
                yield from pending.results(self)
            if following is None:
                return
            pending = following

    def _submit(self, requests: Sequence[Request]) -> _Window:
        return self._submit_wished(
            [request.text for request in requests], [self._wishes(request) for request in requests]
        )

    def _submit_wished(self, sentences: Sequence[str], wishes: Sequence[tuple[Wish, ...]]) -> _Window:
        engine, tokenizer = self._load()
        parts = [parts_of(text, tokenizer, said) for text, said in zip(sentences, wishes, strict=True)]
        translated = [list(part.pieces) for sentence in parts for part in sentence if part.copied is None]
        futures = engine.translate_batch(
            translated,
            asynchronous=True,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
            beam_size=self.options.beam_size,
            num_hypotheses=1 + self.options.alternatives,
            length_penalty=self.options.length_penalty,
            no_repeat_ngram_size=self.options.no_repeat_ngram_size,
            return_scores=True,
            return_attention=self.package.gives_word_links(),
            replace_unknowns=True,
            **self._target_prefix(len(translated)),
        )
        return _Window(sentences, wishes, parts, futures, tokenizer)

    def _wishes(self, request: Request) -> tuple[Wish, ...]:
        """Return what can be said of a sentence: its own wishes, and hints for its rare words."""
        if not self.takes_wishes:
            return ()
        from bilingual.lexicon import Lexicon
        from bilingual.lexicon.wordbook import Wordbook

        further = hints(request.text, self.source_language, Lexicon.open(), Wordbook.open())
        return merged(request.wishes, further)

    def _asked_again(self, sentence: str, wishes: tuple[Wish, ...], made: Translation) -> Translation:
        """Return the translation, or a sounder one with fewer wishes where this one repeats or loses a word.

        First the wishes go whose words are repeated, then all: a small network now and then both writes what it
        was told and translates the same words itself, or misspells the name beside it.
        """
        judge = self._judge(sentence)
        if not any(faults := judge(made.text)):
            return made
        kept = without_repeated(wishes, made.text)
        fewer = kept if len(kept) < len(wishes) else ()
        (again,) = self._submit_wished([sentence], [fewer]).results(self)
        return again if judge(again.text) < faults else made

    def _judge(self, sentence: str) -> Callable[[str], tuple[int, ...]]:
        """Return what counts the faults of a hypothesis, gravest first."""
        wanted = Counter[str]()
        if self.takes_wishes:  # the lexicon has the languages of these packages
            from bilingual.lexicon import Lexicon

            wanted = to_be_copied(sentence, self.source_language, Lexicon.open())

        def faults(hypothesis: str) -> tuple[int, ...]:
            if is_degenerate(sentence, hypothesis):
                return 1, int(not hypothesis), repetition(hypothesis)
            return 0, int(stutters(sentence, hypothesis)), wanted.total() - copies(wanted, hypothesis)

        return faults

    def _target_prefix(self, number: int) -> dict[str, Any]:
        prefix = self.package.metadata.get("target_prefix")
        return {"target_prefix": [[prefix]] * number} if prefix else {}

    def _load(self) -> tuple[Any, Tokenizer]:
        if self._loaded is None:
            self._loaded = open_package(self.package, self._threads, self._cache)
        return self._loaded

    def _finish(
        self, sentence: str, parts: Sequence[Part], results: Sequence[Any], tokenizer: Tokenizer
    ) -> Translation:
        """Make one translation of a sentence's parts; `results` are of those that are not copied."""
        prefix = self.package.metadata.get("target_prefix") or ""
        # Each access to a result's lists copies them out of the engine.
        beams = [(result.hypotheses, result.scores) for result in results]
        hypotheses = [
            _Hypothesis.join(parts, beams, rank, tokenizer, prefix) for rank in range(len(beams[0][0]))
        ]
        judge = self._judge(sentence)
        _, chosen = min(enumerate(hypotheses), key=lambda ranked: (judge(ranked[1].text), ranked[0]))
        others = {
            hypothesis.text: Alternative(hypothesis.text, hypothesis.probability(self.options.length_penalty))
            for hypothesis in reversed(hypotheses)  # of two with one text, the better counts
            if hypothesis.text not in ("", chosen.text) and not is_degenerate(sentence, hypothesis.text)
        }
        score = chosen.probability(self.options.length_penalty)
        links = chosen.links([result.attention for result in results])
        return Translation(chosen.text, score, tuple(reversed(others.values())), links)


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences under way in the engine."""

    sentences: Sequence[str]
    wishes: Sequence[tuple[Wish, ...]]
    parts: Sequence[Sequence[Part]]
    futures: Sequence[Any]
    tokenizer: Tokenizer

    def results(self, translator: ArgosTranslator) -> Iterator[Translation]:
        futures = iter(self.futures)
        for sentence, wishes, parts in zip(self.sentences, self.wishes, self.parts, strict=True):
            number = sum(part.copied is None for part in parts)
            results = [future.result() for future in islice(futures, number)]
            if not results:  # nothing but white space and what is copied
                yield Translation(" ".join(part.copied or "" for part in parts))
                continue
            made = translator._finish(sentence, parts, results, self.tokenizer)
            yield translator._asked_again(sentence, wishes, made) if wishes else made


@dataclass(frozen=True, slots=True)
class _Rendering:
    """What a hypothesis makes of one part.

    Args:
        rank: of the part's own hypothesis.
        start: where its text begins in that of the sentence.
        source: spans in the sentence of the pieces that were read.
        target: spans in the part's text of the pieces that were written; empty where they are not known.
    """

    rank: int
    start: int
    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """One hypothesis of a whole sentence, joined from those of its parts."""

    text: str
    pieces: int
    scores: tuple[tuple[float, int], ...]
    renderings: tuple[_Rendering, ...]

    @classmethod
    def join(
        cls,
        parts: Sequence[Part],
        results: Sequence[tuple[list[list[str]], list[float]]],
        rank: int,
        tokenizer: Tokenizer,
        prefix: str,
    ) -> _Hypothesis:
        text, scores, renderings = "", [], []
        remaining = iter(results)
        for part in parts:
            if part.copied is not None:
                text = f"{text} {part.copied}".strip()
                continue
            hypotheses, their_scores = next(remaining)
            rank_here = min(rank, len(hypotheses) - 1)
            pieces = [piece for piece in hypotheses[rank_here] if piece != prefix]
            piece_text, spans = tokenizer.decode(pieces)
            whole = len(pieces) == len(hypotheses[rank_here])  # else attention has rows of the prefix too
            start = len(text) + 1 if text and piece_text else len(text)
            renderings.append(_Rendering(rank_here, start, part.spans, spans if whole else ()))
            text = f"{text} {piece_text}".strip()
            scores.append((their_scores[rank_here], len(pieces) + 1))
        return cls(text, sum(length for _, length in scores), tuple(scores), tuple(renderings))

    def links(self, attention: Sequence[list[list[list[float]]]]) -> tuple[WordLink, ...]:
        """Return the word links; `attention` is of every part: by hypothesis, target and source piece."""
        return tuple(
            link.shift(0, rendering.start)
            for rendering, weights in zip(self.renderings, attention, strict=True)
            if weights and len(rendering.target) == len(weights[rendering.rank])
            for link in _links(weights[rendering.rank], rendering.source, rendering.target)
        )

    def probability(self, length_penalty: float) -> float:
        """Return the geometric mean of the probabilities of the pieces, 0 to 1."""
        # CTranslate2 divides the summed log probability by length ** length_penalty.
        total = sum(score * length**length_penalty for score, length in self.scores)
        return round(min(1.0, math.exp(total / max(self.pieces, 1))), _SCORE_DIGITS)


def available_cores() -> int:
    """Return how many cores this process may run on."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _window_sizes() -> Iterator[int]:
    yield from _WINDOWS
    while True:
        yield _WINDOWS[-1]


def _links(
    attention: Sequence[Sequence[float]], source: Sequence[Span], target: Sequence[Span]
) -> list[WordLink]:
    """Link each target piece to the source piece that the aligned head looks at most."""
    links = []
    for row, target_span in zip(attention, target, strict=True):
        weights = row[: len(source)]
        best = max(range(len(weights)), key=weights.__getitem__, default=None)
        if best is not None and weights[best] >= _WEAKEST_ATTENTION and target_span and source[best]:
            score = round(min(1.0, float(weights[best])), _SCORE_DIGITS)
            links.append(WordLink(source[best], target_span, score))
    return links
