"""Wrong answers that are worth thinking about: of the same kind and form as the right one, and surely wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from bilingual.casing import key as folded
from bilingual.exercises.context import reading
from bilingual.exercises.forms import Form, Forms, agrees
from bilingual.exercises.gaps import CALENDAR, Gap, GapKind, agreement, function_class, gender_of
from bilingual.exercises.inflection import fits_after, plural_of, same_form
from bilingual.exercises.levels import frequency
from bilingual.exercises.material import Sentence, content_words
from bilingual.exercises.persons import is_civilian_title, is_person, is_title, titles_of_civilians
from bilingual.glossary.model import ConceptEntry, PartOfSpeech, Term, TermStatus
from bilingual.glossary.termbase import Termbase
from bilingual.languages import Language
from bilingual.lexicon import Lexicon
from bilingual.tokens import tokenize

_SHARED = 0.04
"""Probability in the lexicon from which two words that have a translation in common may be synonyms."""
_TRANSLATIONS = 12  # of a word that are compared
_SHORTEST = 4  # letters
_MOST_EXAMPLES = 400  # sentences of the termbase that words are taken from
_IMPERSONAL = frozenset("falloir pleuvoir neiger s'agir agir avoir être".split())
# Verbs that make their past with « être »: « ils ont parti » would show by its auxiliary that it is wrong.
_WITH_BE = frozenset(
    """aller arriver décéder descendre devenir entrer intervenir monter mourir naître partir parvenir provenir rentrer
    repartir rester retourner revenir sortir survenir tomber venir""".split()
)


class Pool:
    """Where distractors are taken from.

    Args:
        sentences: of the text.
        termbase: the one it was read with, or the built-in one.
        language: of the text.
        entries: the concepts met in the text, in order.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        termbase: Termbase,
        language: Language,
        entries: Sequence[ConceptEntry],
    ) -> None:
        self.sentences = sentences
        self.termbase = termbase
        self.language = language
        self.entries = tuple(entries)

    def distractors(self, gap: Gap, count: int, rng: random.Random) -> tuple[str, ...]:
        """Return that many wrong answers to a gap, or fewer, or none where there are too few of its kind.

        A person is no thing, and what stands before a name is a title.

        They are of the gap's part of speech, gender, number, tense and person; they may stand after the word before
        it; they stand nowhere else in the sentence; none is a synonym, an accepted answer, or the name of a wider or
        narrower concept. Those of the text itself and of its subject come first, near in frequency.
        """
        found: list[str] = []
        taken = [gap.surface, *gap.also]
        for written in self._candidates(gap, rng):
            candidate = written.replace("'", gap.sentence.apostrophe)
            if self._is_wrong(candidate, gap) and not any(_overlap(candidate, other) for other in taken):
                found.append(candidate)
                taken.append(candidate)
                if len(found) == count:
                    break
        return tuple(found)

    def _candidates(self, gap: Gap, rng: random.Random) -> Iterator[str]:
        if gap.is_before_name and (gap.plural is not None or (gap.form is not None and gap.form.part == "n")):
            yield from self._titles(gap, rng)
        elif gap.kind is GapKind.FUNCTION:
            others = [word for word in function_class(gap.surface, gap.sentence) or () if word != gap.surface]
            yield from rng.sample(others, len(others))
        elif gap.term is not None and gap.term.part_of_speech is PartOfSpeech.NOUN and gap.plural is not None:
            yield from self._terms_like(gap, rng)
        elif gap.form is not None:
            yield from self._words_like(gap, rng)

    def _terms_like(self, gap: Gap, rng: random.Random) -> Iterator[str]:
        """Yield terms of the text and its domain, then of all domains: as many words first."""
        assert gap.entry is not None
        assert gap.term is not None
        words, wanted, domain = len(gap.term.text.split(" ")), agreement(gap), gap.entry.domain
        met = {entry.id for entry in self.entries}
        near = [entry for entry in self.termbase if entry.domain == domain and entry.id not in met]
        for group in ([*self.entries, *near], list(self.termbase)):
            candidates = [
                (entry, text)
                for entry in group
                if is_person(entry) == is_person(gap.entry) and not _related(entry, gap.entry)
                for term in entry.terms_in(self.language, TermStatus.PREFERRED)
                if (text := _like(term, entry, wanted, bool(gap.plural), self.language)) is not None
            ]
            rng.shuffle(candidates)

            # The sort keeps the shuffled order of equals: other seeds, other distractors.
            def nearness(candidate: tuple[ConceptEntry, str]) -> tuple[int, bool, int]:
                entry, text = candidate
                rarer = round(abs(frequency(text, self.language) - gap.zipf))
                return abs(len(text.split(" ")) - words), entry.domain != domain, rarer

            yield from (text for _, text in sorted(candidates, key=nearness))

    def _titles(self, gap: Gap, rng: random.Random) -> Iterator[str]:
        """Yield titles for a gap before a name, of soldiers or of civilians as its own is; none for any other gap."""
        wanted = agreement(gap)
        if gap.entry is not None and is_title(gap.entry):
            found = [
                text
                for entry in self.termbase
                if is_title(entry) and not _related(entry, gap.entry)
                for term in entry.terms_in(self.language, TermStatus.PREFERRED)
                if " " not in term.text
                and (text := _like(term, entry, wanted, bool(gap.plural), self.language)) is not None
            ]
        elif is_civilian_title(gap.citation, self.language) and not wanted.endswith("p"):
            found = [word for word in titles_of_civilians(self.language, wanted[:1]) if word != gap.surface]
        else:
            return
        yield from rng.sample(found, len(found))

    @cached_property
    def _persons(self) -> frozenset[str]:
        """The names of persons that the termbase has."""
        return frozenset(
            folded(term.text)
            for entry in self.termbase
            if is_person(entry)
            for term in entry.terms_in(self.language)
        )

    def _is_person(self, word: str) -> bool:
        return folded(word) in self._persons or is_civilian_title(word, self.language)

    def _words_like(self, gap: Gap, rng: random.Random) -> Iterator[str]:
        assert gap.form is not None
        wanted = gap.form._replace(tag=agreement(gap)) if gap.form.part == "n" else gap.form
        for lemmas in (self._lemmas_of_text, self._lemmas_of_subject):
            like = [lemma for lemma, part in lemmas if part == wanted.part and lemma != wanted.lemma]
            rng.shuffle(like)
            nearest = sorted(like, key=lambda lemma: round(abs(frequency(lemma, self.language) - gap.zipf)))
            for lemma in nearest:
                if wanted.part == "v" and lemma in _IMPERSONAL:
                    continue
                if wanted.part == "v" and (lemma in _WITH_BE) != (wanted.lemma in _WITH_BE):
                    continue
                if wanted.part == "n" and self._is_person(lemma) != self._is_person(wanted.lemma):
                    continue
                if lemma in CALENDAR or (
                    wanted.part == "n" and not _of_gender(lemma, wanted.tag, self.language)
                ):
                    continue
                if (text := same_form(lemma, wanted, self.language)) is not None:
                    yield text

    @cached_property
    def _lemmas_of_text(self) -> tuple[tuple[str, str], ...]:
        found = (form for sentence in self.sentences for _, form in content_words(sentence))
        return _lemmas(found)

    @cached_property
    def _lemmas_of_subject(self) -> tuple[tuple[str, str], ...]:
        """Words of the termbase's examples and definitions, those of the text's domains first."""
        domains = {entry.domain for entry in self.entries}
        first = sorted(self.termbase, key=lambda entry: entry.domain not in domains)
        texts = [
            text
            for entry in first
            for text in (entry.example(self.language), entry.definition(self.language))
        ]
        found = (
            form
            for text in list(filter(None, texts))[:_MOST_EXAMPLES]
            for words in [[token.text for token in tokenize(text, self.language)]]
            for index in range(len(words))
            if (form := reading(words, index, self.language)) is not None
        )
        return _lemmas(found)

    def _is_wrong(self, candidate: str, gap: Gap) -> bool:
        sentence = gap.sentence
        if not fits_after(gap.before, candidate, gap.surface, self.language):
            return False
        elsewhere = {word.lower() for word in sentence.words}
        if (
            gap.kind is not GapKind.FUNCTION
            and elsewhere & set(candidate.lower().split()) - self.language.function_words
        ):
            return False
        if gap.kind is GapKind.FUNCTION and _share(candidate, gap.surface, self.language, frozenset()):
            return False
        if any(
            same_meaning(candidate, right, self.language, self.termbase)
            for right in (gap.surface, gap.citation)
        ):
            return False
        return not _translates(candidate, gap.meaning, self.language)


@lru_cache(maxsize=4096)
def same_meaning(one: str, other: str, language: Language, termbase: Termbase) -> bool:
    """Whether two words or terms may be synonyms, as far as the termbase and the lexicon know.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> from bilingual.languages import FRENCH
    >>> same_meaning("combat", "bataille", FRENCH, military_termbase())
    True
    >>> same_meaning("guerre", "dépôt", FRENCH, military_termbase())
    False
    """
    if folded(one) == folded(other):
        return True
    concepts = [{entry.id for entry in termbase.find(text, language)} for text in (one, other)]
    if concepts[0] & concepts[1]:
        return True
    # That two verbs are both “will” something says nothing.
    return " " not in one + other and _share(one, other, language, Lexicon.other(language).function_words)


def _share(one: str, other: str, language: Language, ignored: frozenset[str]) -> bool:
    """Whether the lexicon gives two words a translation in common, some words aside."""
    ours, theirs = (
        {word for word, p in Lexicon.open().translations(text, _TRANSLATIONS, language) if p >= _SHARED}
        for text in (one, other)
    )
    return bool((ours & theirs) - ignored)


def _translates(candidate: str, meaning: str, language: Language) -> bool:
    """Whether a word may be a translation of the meaning that the learner is shown."""
    if " " in candidate:
        return folded(candidate) == folded(meaning)
    lexicon = Lexicon.open()
    return any(
        lexicon.probability(word, candidate, language) >= _SHARED / 2
        or lexicon.probability(candidate, word, lexicon.other(language)) >= _SHARED / 2
        for word in meaning.split()
        if word.lower() not in lexicon.other(language).function_words
    )


def _related(entry: ConceptEntry, other: ConceptEntry) -> bool:
    """Whether two concepts share a term, or one is wider than the other: a missile and a ballistic missile."""
    if entry.id.startswith(other.id) or other.id.startswith(entry.id):
        return True
    ours, theirs = (
        [folded(term.text) for term in each.terms if term.status is not TermStatus.FORBIDDEN]
        for each in (entry, other)
    )
    return any(_overlap(one, two) for one in ours for two in theirs if _comparable(one, two))


def _comparable(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST


def _overlap(one: str, other: str) -> bool:
    """Whether all words of one are in the other: « base » and « base aérienne »."""
    ours, theirs = set(folded(one).split()), set(folded(other).split())
    return ours <= theirs or theirs <= ours


def _like(term: Term, entry: ConceptEntry, wanted: str, plural: bool, language: Language) -> str | None:
    """Return a term in a number, where its gender goes with the one wanted."""
    if term.part_of_speech is not PartOfSpeech.NOUN or any(letter.isupper() for letter in term.text):
        return None
    if not agrees(gender_of(term, language) + wanted[1], wanted):
        return None
    if plural:
        text = plural_of(term, entry, language)
        # « Trois secret-défense »: what takes no mark of the plural is seldom counted.
        return text if text and (text != term.text or text.endswith(("s", "x", "z"))) else None
    return None if term.number == "pl" else term.text


def _of_gender(lemma: str, tag: str, language: Language) -> bool:
    """Whether a noun is of a gender itself: « caporale » is French, but no word to put to a learner."""
    return any(
        form.part == "n" and agrees(form.tag[:1] + tag[1:], tag)
        for form in Forms.open(language).readings(lemma)
        if form.lemma == lemma
    )


def _lemmas(forms: Iterable[Form]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((form.lemma, form.part) for form in forms if len(form.lemma) >= _SHORTEST))
