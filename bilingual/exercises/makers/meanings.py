"""False friends, and ranks of other forces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from bilingual.bitext import flow
from bilingual.casing import key as folded
from bilingual.exercises.distractors import same_meaning
from bilingual.exercises.friends import FalseFriend, Meeting, false_friends_of, meetings
from bilingual.exercises.items import Exercise, ExerciseKind
from bilingual.exercises.levels import difficulty, frequency
from bilingual.exercises.makers.base import DISTRACTORS, FEWEST_DISTRACTORS, Maker, explanation, headword
from bilingual.exercises.material import Sentence
from bilingual.exercises.ranks import equals, force_of, question
from bilingual.exercises.wording import quote, task
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import FRENCH
from bilingual.lexicon import Lexicon


def _apart(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts that have no word in common with one before: “tank” and “light tank” would stand out."""
    words: set[str] = set()
    for text in texts:
        own = set(folded(text).split())
        if not own & words:
            words |= own
            yield text


_COUNTRIES = {"UK": "British", "US": "American"}


class MeaningMaker(Maker):
    """Makes choices among meanings, and among ranks."""

    def false_friends(self, usable: Iterable[Sentence], is_known: Callable[..., bool]) -> Iterator[Exercise]:
        """Yield words of the text that are taken for others."""
        asked: set[str] = set()
        for meeting in meetings(usable):
            friend = meeting.friend
            if friend.word not in asked and not is_known(friend.word, friend.concept or ""):
                asked.add(friend.word)
                exercise = self._false_friend(meeting)
                if exercise is not None:
                    yield exercise

    def _false_friend(self, meeting: Meeting) -> Exercise | None:
        friend, sentence = meeting.friend, meeting.sentence
        others = (other for other in self._other_meanings(friend) if self._is_wrong(other, friend))
        distractors = tuple(islice(_apart(chain((friend.lookalike,), others)), DISTRACTORS))
        if len(distractors) < FEWEST_DISTRACTORS or folded(meeting.meaning) in map(folded, distractors):
            return None
        return Exercise(
            kind=ExerciseKind.FALSE_FRIEND,
            task=task("false-friend", self._reader, word=quote(meeting.surface, self._source)),
            stem=flow(sentence.bead.source),
            key=(meeting.meaning,),
            target_language=self._reader,
            origin=sentence.pair,
            options=self._shuffled((meeting.meaning, *distractors)),
            distractors=distractors,
            headword=friend.word,
            meaning=meeting.meaning,
            explanation=self._not_the_same(meeting),
            difficulty=difficulty(
                ExerciseKind.FALSE_FRIEND, frequency(friend.word, self._source), len(sentence.words)
            ),
            concept=friend.concept,
        )

    def _other_meanings(self, friend: FalseFriend) -> Iterator[str]:
        """Yield meanings of other words of its part of speech that are met where it is, the best first.

        Of a word with a meaning in the termbase those of the text's terms and of their fields come first, of others
        those of other false friends; among them those of as many words before others, and those as common.
        """
        domains = {entry.domain for entry in self._pool.entries}
        met = {entry.id for entry in self._pool.entries}
        near = [entry for entry in self._pool.termbase if entry.domain in domains and entry.id not in met]
        friends = [
            other.means[0] for other in false_friends_of(self._source).values() if other.part == friend.part
        ]
        usual = frequency(friend.means[0], self._reader)

        of_text = set(self._meanings(self._pool.entries, friend))

        def distance(meaning: str) -> tuple[int, int]:
            words = abs(len(meaning.split()) - len(friend.means[0].split()))
            rarer = round(abs(frequency(meaning, self._reader) - usual))
            return words, rarer + (meaning not in of_text)

        groups = [[*of_text, *self._meanings(near, friend)], friends]
        if not friend.concept and not any(
            self._pool.termbase.find(word, self._reader) for word in friend.means
        ):
            groups.reverse()
        for group in groups:
            yield from sorted(self._rng.sample(sorted(group), len(group)), key=distance)

    def _meanings(self, entries: Iterable[ConceptEntry], friend: FalseFriend) -> list[str]:
        """Return what terms of the part of speech of a false friend are called, names, ranks and itself aside."""
        return [
            term.text
            for entry in entries
            for term in entry.terms_in(self._reader, TermStatus.PREFERRED)[:1]
            if entry.id != friend.concept
            and not entry.rank
            and term.part_of_speech.value[:1] == friend.part
            and term.text.islower()
        ]

    def _is_wrong(self, other: str, friend: FalseFriend) -> bool:
        """Whether a meaning is surely none of a word: not a word of its meanings, a synonym, or a translation."""
        right = {folded(word) for meaning in friend.means for word in meaning.split()}
        return not (
            right & set(map(folded, other.split()))
            or folded(other) == folded(friend.lookalike)
            or any(
                same_meaning(other, meaning, self._reader, self._pool.termbase)
                for meaning in (*friend.means, friend.lookalike)
            )
            or self._may_mean(friend.word, other)
        )

    def _may_mean(self, word: str, meaning: str) -> bool:
        lexicon = Lexicon.open()
        return any(
            lexicon.probability(each, word, self._source) > 0.0
            for each in meaning.split()
            if each not in self._reader.function_words
        )

    def _not_the_same(self, meeting: Meeting) -> str:
        """Say what the two words mean, in the reader's language, and what the termbase notes."""
        friend = meeting.friend
        meanings = ", ".join(quote(meaning, self._reader) for meaning in friend.means[:3])
        word, lookalike = quote(friend.word, self._source), quote(friend.lookalike, self._reader)
        is_, but = ("est", ";") if self._reader == FRENCH else ("is", ";")
        said = f"{word} {is_} {meanings}"
        if friend.lookalike_means:
            others = ", ".join(quote(meaning, self._source) for meaning in friend.lookalike_means[:2])
            said += f"{but} {lookalike} {is_} {others}"
        elif self._reader != FRENCH:
            said += f", not {lookalike}"
        else:
            said += f", et non {lookalike}"
        return f"{said}. {friend.note}".strip()

    def _equals(self, entry: ConceptEntry, name: str, meanings: Sequence[str]) -> str:
        """Say what a rank is elsewhere, and how texts call it where that is another."""
        if self._reader == FRENCH:
            return f"{name} – {', '.join(meanings[:3])} ({entry.rank})."
        same = equals(entry)
        said = (
            [f"British and American: {', '.join(same['UK'])}"]
            if same and same.get("UK") == same.get("US")
            else [f"{_COUNTRIES[country]}: {', '.join(names)}" for country, names in same.items()]
        )
        if meanings[0] not in (rank for names in same.values() for rank in names):
            said.append(f"in texts mostly {quote(meanings[0], self._reader)}")
        return f"{name} ({entry.rank}) – {'; '.join(said)}."

    def ranks(self, usable: Iterable[Sentence], is_known: Callable[..., bool]) -> Iterator[Exercise]:
        """Yield the ranks of the text with their equals or codes."""
        asked: set[str] = set()
        for sentence in usable:
            for found in sentence.bead.terms:
                entry, term = found.match.entry, found.match.term
                if entry.rank is None or entry.id in asked or is_known(entry.id, term.text):
                    continue
                asked.add(entry.id)
                name = (
                    term.text if term.status is not TermStatus.ABBREVIATION else entry.preferred(self._source)
                )
                meanings = equivalents_of_match(found.match, self._reader)
                found_question = question(entry, name, self._pool.termbase, self._reader, self._rng)
                if found_question is None:
                    continue
                yield Exercise(
                    kind=ExerciseKind.RANK,
                    task=task(
                        found_question.task,
                        self._reader,
                        word=quote(name, self._source),
                        force=force_of(entry),
                        country=found_question.country,
                    ),
                    stem=found_question.asked,
                    key=(found_question.answer,),
                    target_language=self._reader,
                    origin=sentence.pair,
                    options=self._shuffled((found_question.answer, *found_question.distractors)),
                    distractors=found_question.distractors,
                    headword=headword(entry, term, self._source),
                    meaning=meanings[0],
                    explanation=f"{self._equals(entry, name, meanings)} {explanation(entry, self._reader)}",
                    difficulty=difficulty(ExerciseKind.RANK, frequency(name, self._source), 0),
                    concept=entry.id,
                )
