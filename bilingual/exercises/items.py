"""What an exercise is: it stands by itself, so that a deck, a worksheet and Anki need no text beside it.

The JSON of an exercise, `bilingual-exercise/1`, is one flat object: the fields of `Exercise` under their names,
without those that are empty; languages as ISO 639-1 codes, spans as `[start, end]`, the origin as an object. Its
schema is `bilingual/data/bilingual-exercise-1.schema.json`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bilingual.bitext import Origin
from bilingual.errors import DeckError
from bilingual.fragments import quoted
from bilingual.languages import Language, language_of
from bilingual.spans import Span

FORMAT = "bilingual-exercise/1"
GAP = "____"
"""What stands in a stem where something is to be filled in; no text that holds it is made an exercise of."""

_ID_DIGITS = 16  # of SHA-256, in hexadecimal: no two cards of any deck will ever meet


class ExerciseKind(StrEnum):
    """What the learner has to do."""

    CLOZE = "cloze"
    """Type what fills the gap of `stem`."""
    CHOICE = "choice"
    """Choose which of `options` fills the gap of `stem`."""
    MATCH = "match"
    """Say which of `options` translates each of `prompts`; the key is written `1c 2a 3b`."""
    ORDER = "order"
    """Put the chunks in `options` in the order of a sentence; the key holds that, then other orders that are right."""
    TRANSLATE = "translate"
    """Translate `stem` into `target_language`; the key holds every translation that is known to be right."""
    FALSE_FRIEND = "false-friend"
    """Choose which of `options` a word of `stem` means that looks like a word of the reader's language."""
    RANK = "rank"
    """Choose which of `options` is the same rank elsewhere, or its NATO code."""


_CHOSEN = frozenset((ExerciseKind.CHOICE, ExerciseKind.FALSE_FRIEND, ExerciseKind.RANK))
_WITH_GAP = frozenset((ExerciseKind.CLOZE, ExerciseKind.CHOICE))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""What names an option in the key of a matching exercise, and on paper."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Where an exercise comes from: a sentence of a text with its translation.

    Args:
        source: as one line.
        target: its translation as one line.
        source_language: of the text.
        target_language: of the translation.
        document: the name of the text.
        span: the source sentence in the source text; `None` where the exercise is of no sentence of it.
        number: which bead of the text, from 0; `None` likewise.
        translated_by: a machine or a person.
    """

    source: str
    target: str
    source_language: Language
    target_language: Language
    document: str = "<text>"
    span: Span | None = None
    number: int | None = None
    translated_by: Origin = Origin.MACHINE

    def __post_init__(self) -> None:
        if self.source_language == self.target_language:
            raise ValueError(f"a sentence pair has two languages, not {self.source_language.code} twice")
        if self.number is not None and self.number < 0:
            raise ValueError(f"beads are numbered from 0, not {self.number}")

    def to_json(self) -> dict[str, Any]:
        """Return the pair as a plain dictionary."""
        return {
            "source": self.source,
            "target": self.target,
            "source_language": self.source_language.code,
            "target_language": self.target_language.code,
            "document": self.document,
            **({"span": [self.span.start, self.span.end]} if self.span else {}),
            **({"number": self.number} if self.number is not None else {}),
            "translated_by": self.translated_by.value,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SentencePair:
        """Read what `to_json` gives."""
        span = data.get("span")
        number = data.get("number")
        return cls(
            _text(data["source"]),
            _text(data["target"]),
            language_of(data["source_language"]),
            language_of(data["target_language"]),
            _text(data.get("document", "<text>")),
            Span(*map(int, span)) if span else None,
            int(number) if number is not None else None,
            Origin(data.get("translated_by", Origin.MACHINE)),
        )


@dataclass(frozen=True, slots=True)
class RequiredTerm:
    """A term that a translation should render by one of its equivalents.

    Args:
        surface: the term as the sentence has it.
        concept: its id in the termbase.
        equivalents: citation forms in the language of the answer, the preferred one first.
        part_of_speech: `n`, `v` …: how they inflect.
    """

    surface: str
    concept: str
    equivalents: tuple[str, ...]
    part_of_speech: str = "n"

    def __post_init__(self) -> None:
        if not self.equivalents:
            raise ValueError(f"the required term {self.surface!r} has no equivalent")


@dataclass(frozen=True, slots=True, repr=False)
class Exercise:
    """One exercise.

    Args:
        kind: what the learner has to do.
        task: the same said to the learner, one line in their language.
        stem: what is asked of: a sentence with one `GAP`, a sentence, or the things to put right in one line.
        key: every accepted answer, the preferred one first.
        target_language: the language of the answer.
        origin: the sentence pair it was made of.
        options: of a choice the key and the distractors, of a match the right-hand side, of an order the
            chunks; as they are shown, shuffled.
        prompts: the left-hand side of a match, numbered from 1.
        distractors: options that are wrong.
        hint: what may be shown on request, normally the translation.
        headword: what is practised, in its citation form with its grammar: `frappe aérienne n. f.`
        meaning: of the headword, in the reader's language.
        explanation: why the key is right; one or two sentences.
        difficulty: 0 for what the beginner meets first, 1 for the rarest; see `levels.difficulty`. It orders
            exercises and is no probability of failing.
        concept: id in the termbase of what is practised; a word without one has none.
        required: terms that a translation should render.
        id: derived from what is asked and answered, whatever the order of the options, the distractors or
            the explanation; computed where none is given.
    """

    kind: ExerciseKind
    task: str
    stem: str
    key: tuple[str, ...]
    target_language: Language
    origin: SentencePair
    options: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    hint: str = ""
    headword: str = ""
    meaning: str = ""
    explanation: str = ""
    difficulty: float = 0.5
    concept: str | None = None
    required: tuple[RequiredTerm, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        _check(self)
        if not self.id:
            object.__setattr__(self, "id", _identify(self))

    def __repr__(self) -> str:
        return f"<Exercise {self.kind.value} {quoted(self.stem)}, answer {quoted(self.answer)}>"

    def _repr_html_(self) -> str:
        """Return the exercise for notebooks: what is asked, and below it, folded, the answer."""
        from bilingual.exercises.fragment import fragment

        return fragment(self)

    @property
    def answer(self) -> str:
        """The preferred answer."""
        return self.key[0]

    @property
    def reader_language(self) -> Language:
        """The language the learner reads by: that of hints and explanations."""
        return self.origin.target_language

    @property
    def solution(self) -> str:
        """The stem with its gap filled, or the preferred answer where there is no gap."""
        return self.stem.replace(GAP, self.answer) if self.kind in _WITH_GAP else self.answer

    def to_json(self) -> dict[str, Any]:
        """Return the exercise as a plain dictionary in the format `bilingual-exercise/1`."""
        said = {
            "format": FORMAT,
            "kind": self.kind.value,
            "id": self.id,
            "task": self.task,
            "stem": self.stem,
            "key": list(self.key),
            "options": list(self.options),
            "prompts": list(self.prompts),
            "distractors": list(self.distractors),
            "hint": self.hint,
            "headword": self.headword,
            "meaning": self.meaning,
            "explanation": self.explanation,
            "concept": self.concept,
            "required": [
                {
                    "surface": term.surface,
                    "concept": term.concept,
                    "equivalents": list(term.equivalents),
                    "part_of_speech": term.part_of_speech,
                }
                for term in self.required
            ],
            "target_language": self.target_language.code,
            "difficulty": self.difficulty,
            "origin": self.origin.to_json(),
        }
        return {name: value for name, value in said.items() if value not in ("", [], None)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], place: str = "exercise") -> Exercise:
        """Read what `to_json` gives.

        Args:
            data: a plain dictionary, as `json.loads` gives it.
            place: what an error calls it, such as a file and a number.

        Raises:
            DeckError: it is no exercise of the format, or contradicts itself.
        """
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            found = data.get("format") if isinstance(data, Mapping) else type(data).__name__
            raise DeckError(f"no exercise of the format {FORMAT!r}: {found!r}", place=place)
        try:
            concept = data.get("concept")
            return cls(
                ExerciseKind(data["kind"]),
                _text(data.get("task", "")),
                _text(data["stem"]),
                _texts(data["key"]),
                language_of(data["target_language"]),
                SentencePair.from_json(data["origin"]),
                _texts(data.get("options", ())),
                _texts(data.get("prompts", ())),
                _texts(data.get("distractors", ())),
                _text(data.get("hint", "")),
                _text(data.get("headword", "")),
                _text(data.get("meaning", "")),
                _text(data.get("explanation", "")),
                float(data.get("difficulty", 0.5)),
                _text(concept) if concept is not None else None,
                tuple(
                    RequiredTerm(
                        _text(term["surface"]),
                        _text(term["concept"]),
                        _texts(term["equivalents"]),
                        _text(term.get("part_of_speech", "n")),
                    )
                    for term in data.get("required", ())
                ),
                _text(data.get("id", "")),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            missing = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise DeckError(f"damaged exercise: {missing}", place=place) from None


def _check(exercise: Exercise) -> None:
    kind, options = exercise.kind, exercise.options
    if not exercise.stem.strip():
        raise ValueError("an exercise needs a stem")
    if not exercise.key or not all(answer.strip() for answer in exercise.key):
        raise ValueError("an exercise needs an answer, and none may be empty")
    if not 0.0 <= exercise.difficulty <= 1.0:
        raise ValueError(f"difficulty lies between 0 and 1, not {exercise.difficulty}")
    if len(set(exercise.key)) != len(exercise.key):
        raise ValueError(f"an answer is in the key twice: {exercise.key}")
    if both := set(exercise.key) & set(exercise.distractors):
        raise ValueError(f"right and wrong at once: {', '.join(sorted(both))}")
    if (kind in _WITH_GAP) != (exercise.stem.count(GAP) == 1):
        raise ValueError(f"{exercise.stem.count(GAP)} gaps in the stem of an exercise of kind {kind.value}")
    if kind in _CHOSEN and Counter(options) != Counter((exercise.answer, *exercise.distractors)):
        raise ValueError("the options of a choice are its answer and its distractors")
    if kind in _CHOSEN and (len(options) < 2 or len(set(options)) != len(options)):
        raise ValueError(f"a choice needs two options at least, all different: {options}")
    if kind is ExerciseKind.MATCH:
        _check_match(exercise)
    if kind is ExerciseKind.ORDER and Counter(" ".join(options).split()) != Counter(exercise.answer.split()):
        raise ValueError("the chunks of an order are the words of its answer")


def _check_match(exercise: Exercise) -> None:
    prompts, options = exercise.prompts, exercise.options
    if not 2 <= len(prompts) <= len(options) <= len(LETTERS):
        raise ValueError(f"a match of {len(prompts)} with {len(options)}")
    if len(set(prompts)) != len(prompts) or len(set(options)) != len(options):
        raise ValueError("a match has the same item twice on one side")
    for answer in exercise.key:
        pairs = answer.split()
        if [pair[:-1] for pair in pairs] != [str(n) for n in range(1, len(prompts) + 1)] or not {
            pair[-1] for pair in pairs
        } <= set(LETTERS[: len(options)]):
            raise ValueError(f"the key of a match is written '1c 2a 3b', not {answer!r}")


def matched(exercise: Exercise) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a match, left and right, as its preferred answer has them."""
    letters = (pair[-1] for pair in exercise.answer.split())
    return tuple(
        (prompt, exercise.options[LETTERS.index(letter)])
        for prompt, letter in zip(exercise.prompts, letters, strict=True)
    )


def _identify(exercise: Exercise) -> str:
    """Return the id: never changed for what is published, since decks and Anki know cards by it."""
    asked: Sequence[object]
    if exercise.kind is ExerciseKind.MATCH:
        asked = sorted(matched(exercise))
    elif exercise.kind is ExerciseKind.ORDER:
        asked = [exercise.answer]
    else:
        asked = [exercise.stem, exercise.answer]
    identity = [exercise.kind.value, exercise.target_language.code, asked]
    written = json.dumps(identity, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_ID_DIGITS]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text, not {type(value).__name__}")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise TypeError(f"a list of texts, not {type(values).__name__}")
    return tuple(map(_text, values))
