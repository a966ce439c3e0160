"""False friends: words that look like a word of the other language and mean another.

Two sources: a list of general ones (`data/false-friends.csv`), and the termbase, whose forbidden translations often are
no more than the French word in English dress: “engine” for « engin », "adjutant" for « adjudant ».
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bilingual.casing import key as folded
from bilingual.exercises.differences import alike
from bilingual.exercises.material import Sentence, content_words
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.glossary.nearest import equivalents_of
from bilingual.languages import FRENCH, Language, other_language
from bilingual.lemmas import is_known, lemmatize
from bilingual.spans import Span
from bilingual.tokens import tokenize

_DATA = Path(__file__).parent / "data" / "false-friends.csv"
_LOOKS_ALIKE = 0.7
"""Share of letters in common from which a forbidden translation is a look-alike and no mere mistake."""


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A word, what it means, and the word of the other language that it is taken for.

    Args:
        word: in its citation form.
        part: of speech: `n`, `v`, `a` or `r`.
        means: its translations, the usual one first.
        lookalike: the word it looks like.
        lookalike_means: what that is in the language of `word`; empty where that is not known.
        sometimes: whether the two do mean the same at times.
        note: a sentence on its use.
        concept: id in the termbase, for one from there.
    """

    word: str
    part: str
    means: tuple[str, ...]
    lookalike: str
    lookalike_means: tuple[str, ...] = ()
    sometimes: bool = False
    note: str = ""
    concept: str | None = None

    def turned(self) -> FalseFriend:
        """Return the same pair seen from the other language."""
        return FalseFriend(
            self.lookalike, self.part, self.lookalike_means, self.word, self.means, self.sometimes
        )


@dataclass(frozen=True, slots=True)
class Meeting:
    """A false friend met in a sentence.

    Args:
        friend: the pair.
        sentence: where.
        span: of the word in the source text.
        surface: what is written there.
        meaning: which of its translations holds here.
    """

    friend: FalseFriend
    sentence: Sentence
    span: Span
    surface: str
    meaning: str


def false_friends_of(language: Language) -> Mapping[str, FalseFriend]:
    """Return the general false friends of a language by their citation form."""
    return _by_word(language.code)


@lru_cache(maxsize=2)
def _by_word(language: str) -> Mapping[str, FalseFriend]:
    with _DATA.open(encoding="utf-8", newline="") as stream:
        friends = [
            FalseFriend(
                row["fr"],
                row["part"],
                tuple(row["means"].split("|")),
                row["lookalike"],
                tuple(row["lookalike_means"].split("|")),
                bool(row["sometimes"]),
            )
            for row in csv.DictReader(stream)
        ]
    if language != FRENCH.code:
        friends = [friend.turned() for friend in friends]
    return {friend.word: friend for friend in friends}


def meetings(sentences: Iterable[Sentence]) -> Iterator[Meeting]:
    """Yield the false friends met in some sentences, those of the termbase before the general ones of each."""
    for sentence in sentences:
        covered: set[int] = set()
        for found in sentence.bead.terms:
            covered.update(sentence.inside(found.match.span))
            friend = of_concept(found.match.entry, found.match.term.text, sentence.language)
            if friend is not None:
                surface = sentence.surface(found.match.span)
                yield Meeting(friend, sentence, found.match.span, surface, friend.means[0])
        for index, form in content_words(sentence):
            friend = false_friends_of(sentence.language).get(form.lemma)
            if friend is None or index in covered or friend.part != form.part:
                continue
            # Where the translation has the look-alike, the two may mean the same here, or it is wrong itself.
            if _holds(sentence.bead.target, friend.lookalike, sentence.target_language):
                continue
            meaning = _meaning_here(
                friend, sentence.meaning(range(index, index + 1)), sentence.target_language
            )
            if meaning:
                token = sentence.tokens[index]
                yield Meeting(friend, sentence, token.span, token.text, meaning)


def of_concept(entry: ConceptEntry, term: str, language: Language) -> FalseFriend | None:
    """Return the false friend that a term of the termbase is, by its forbidden translation, or `None`.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> entry = military_termbase().get("rank.army.warrant")
    >>> of_concept(entry, "adjudant", FRENCH).lookalike
    'adjutant'
    """
    other = other_language(language)
    if " " in term:
        return None
    for forbidden in entry.terms_in(other, TermStatus.FORBIDDEN):
        # A word that does not exist deceives nobody.
        if (
            " " not in forbidden.text
            and is_known(forbidden.text, other)
            and alike(term, forbidden.text) >= _LOOKS_ALIKE
        ):
            equivalents = equivalents_of(entry, term, language, other)
            part = entry.terms_in(language)[0].part_of_speech.value
            return FalseFriend(
                term, part[0], equivalents, forbidden.text, note=entry.note, concept=entry.id, sometimes=False
            )
    return None


def _holds(text: str, word: str, language: Language) -> bool:
    tokens = (token.text for token in tokenize(text, language))
    return any(folded(word) in map(folded, (token, *lemmatize(token, language))) for token in tokens)


def _meaning_here(friend: FalseFriend, linked: str, target: Language) -> str:
    """Return the translation that holds here, or nothing where the word may mean what it looks like."""
    lemmas = {folded(lemma) for word in linked.split() for lemma in (word, *lemmatize(word, target))}
    for meaning in friend.means:
        if folded(meaning) in lemmas or folded(linked) == folded(meaning):
            return meaning
    return "" if friend.sometimes else friend.means[0]
