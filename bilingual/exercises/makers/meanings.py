"""False friends, and ranks of other forces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bilingual.bitext import flow
from bilingual.casing import key as folded
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
        right = {folded(word) for meaning in friend.means for word in meaning.split()}
        others = [
            other
            for other in self._other_meanings(friend)
            if not right & set(map(folded, other.split()))
            and folded(other) != folded(friend.lookalike)
            and not self._may_mean(friend.word, other)
        ]
        distractors = tuple(dict.fromkeys((friend.lookalike, *others)))[:DISTRACTORS]
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

    def _other_meanings(self, friend: FalseFriend) -> list[str]:
        """Return meanings of other words, in a chance order: of the text's terms, or of the general false friends."""
        if friend.concept:
            met = [entry for entry in self._pool.entries if entry.id != friend.concept]
            found = [
                entry.preferred(self._reader)
                for entry in met
                if entry.terms_in(self._source)[0].part_of_speech.value[:1] == friend.part
            ]
        else:
            friends = false_friends_of(self._source).values()
            found = [other.means[0] for other in friends if other.part == friend.part]
        usual = frequency(friend.means[0], self._reader)
        shuffled = self._rng.sample(found, len(found))
        return sorted(shuffled, key=lambda word: round(2 * abs(frequency(word, self._reader) - usual)))

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
