"""Terms in running text, found in every inflected form, in French and in English.

A match is proposed wherever a pattern fits, judged by its capitals, neighbours and sentence, and chosen among
those that overlap it: the longest first, then the leftmost, then the one with most in its favour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bilingual.glossary import english, french
from bilingual.glossary.atoms import Atoms
from bilingual.glossary.grammar import agreement, may_be_term, may_stand_inside, reflexive_start, title_use
from bilingual.glossary.model import ConceptEntry, PartOfSpeech, Term, TermStatus
from bilingual.glossary.patterns import ATOM, Pattern, PatternKind, fold
from bilingual.languages import FRENCH, Language
from bilingual.spans import Span

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Termbase

ANY_TERM: Final = "*"
"""In a context column: any unambiguous term nearby."""

# Code points, about three sentences: an article changes its subject more slowly than that.
NEARBY: Final = 400
# Words inside one term; « missile balistique iranien tiré à courte portée » does not occur.
_MOST_INSERTED: Final = 2


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term of a termbase met in a text.

    Args:
        entry: the concept.
        term: the term of that concept that was recognised.
        span: where it stands.
        surface: what is written there.
    """

    entry: ConceptEntry
    term: Term
    span: Span
    surface: str

    @property
    def lemma(self) -> str:
        """The term in its citation form."""
        return self.term.text


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where a term fits; `core` is where its first word stands, after the pronoun of a verb."""

    start: int
    core: int
    end: int
    entry: ConceptEntry
    term: Term
    rank: tuple[int, ...]
    needs_company: bool
    unambiguous: bool

    def order(self) -> tuple[int, ...]:
        return (self.start - self.end, self.start, *self.rank)


@dataclass(frozen=True, slots=True)
class _Exclusion:
    """A place where an expression fits in which a term of that entry means something else."""

    span: Span
    entry: ConceptEntry


def match_terms(
    text: str, termbase: Termbase, language: Language, *, start: int = 0, in_field: bool = False
) -> tuple[TermMatch, ...]:
    """Find the terms of `termbase` in `text`, in order and without overlap; the longest match wins.

    Args:
        text: a sentence, a paragraph or a whole document in `language`.
        termbase: whose terms to look for.
        language: of the text.
        start: offset of `text` in its document, added to every span.
        in_field: the text is known to be about the termbase's field, so that a term marked `*` in its
            context column needs no unambiguous term near it.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> text = "Les frappes aériennes ont visé deux chars d’assaut ; le feu vert a été donné."
    >>> [(match.surface, match.entry.id) for match in match_terms(text, military_termbase(), FRENCH)]
    [('frappes aériennes', 'air.strike'), ('chars d’assaut', 'vehicles.tank')]
    """
    atoms = Atoms(text)
    candidates: list[_Candidate] = []
    exclusions: list[_Exclusion] = []
    for precedence, part in enumerate(termbase.parts):
        for found in _propose(atoms, part, language, precedence, termbase.hidden(precedence)):
            if isinstance(found, _Exclusion):
                exclusions.append(found)
            else:
                candidates.append(found)
    if exclusions:
        candidates = _without_excluded(candidates, exclusions)
    anchors = [c.start for c in _choose(c for c in candidates if not c.needs_company) if c.unambiguous]
    chosen = _choose(c for c in candidates if not c.needs_company or in_field or _has_company(c, anchors))
    return tuple(
        TermMatch(c.entry, c.term, Span(c.start + start, c.end + start), text[c.start : c.end])
        for c in sorted(chosen, key=lambda candidate: candidate.start)
    )


def _has_company(candidate: _Candidate, anchors: Iterable[int]) -> bool:
    return any(
        -NEARBY <= anchor - candidate.end <= NEARBY and not candidate.start <= anchor < candidate.end
        for anchor in anchors
    )


def _without_excluded(candidates: list[_Candidate], exclusions: list[_Exclusion]) -> list[_Candidate]:
    """Take out what an expression holds of its entry, with all that shares those words: « *feu* vert ».

    The rest of the expression stays free: « le siège de l'*ONU* ».
    """
    masks = [
        (Span(candidate.core, candidate.end), len(exclusion.span))
        for exclusion in exclusions
        for candidate in candidates
        if candidate.entry is exclusion.entry
        and exclusion.span.contains(Span(candidate.core, candidate.end))
        and candidate.end - candidate.core < len(exclusion.span)
    ]
    return [
        candidate
        for candidate in candidates
        if not any(
            mask.overlaps(Span(candidate.core, candidate.end)) and candidate.end - candidate.core < length
            for mask, length in masks
        )
    ]


def _choose(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=_Candidate.order):
        places = range(candidate.start, candidate.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate)
    return chosen


def _propose(
    atoms: Atoms, part: Termbase, language: Language, precedence: int, hidden: frozenset[str]
) -> Iterator[_Candidate | _Exclusion]:
    index = part.index(language)
    first_words = index.first_words
    for first, (word, following) in enumerate(pairwise((*atoms.words, ""))):
        if word not in first_words:
            continue
        for pattern in index.starting_with(word, following):
            last = first if len(pattern.slots) == 1 else fit(pattern, atoms, first, language)
            if last is None:
                continue
            entry = part.entries[pattern.entry]
            if entry.id in hidden:
                continue
            if pattern.kind is PatternKind.EXCLUSION:
                yield _Exclusion(Span(atoms.spans[first][0], atoms.spans[last][1]), entry)
            else:
                yield from _judge(atoms, first, last, pattern, entry, language, precedence)


def fit(pattern: Pattern, atoms: Atoms, first: int, language: Language) -> int | None:
    """Return the last atom of the match of `pattern` that begins at atom `first`, or `None`."""
    last = first
    words, joints = atoms.words, atoms.joints
    verb = pattern.kind in (PatternKind.VERB, PatternKind.REFLEXIVE)
    insertions = _MOST_INSERTED if verb or pattern.kind is PatternKind.LOOSE else 0
    for slot in pattern.slots[1:]:
        index = last + 1
        while joints[index] and words[index] not in slot:
            if not insertions or not may_stand_inside(
                words[index], atoms.surface(index), language, verb=verb
            ):
                break
            insertions -= 1
            index += 1
        if not (joints[index] and words[index] in slot):
            # « la ville dont ils se sont emparés »
            optional = pattern.kind is PatternKind.REFLEXIVE and slot is pattern.slots[-1] and "du" in slot
            return last if optional else None
        last = index
    return last


def _judge(
    atoms: Atoms,
    first: int,
    last: int,
    pattern: Pattern,
    entry: ConceptEntry,
    language: Language,
    precedence: int,
) -> Iterator[_Candidate]:
    term = entry.terms[pattern.term]
    if not may_be_term(atoms, first, last, term, entry):
        return
    core = atoms.spans[first][0]
    if pattern.kind is PatternKind.REFLEXIVE:
        pronoun = reflexive_start(atoms, first)
        if pronoun is None:
            return
        first, suits = pronoun, 1
    else:
        suits = agreement(term.part_of_speech, atoms, first, last, language)
        if suits < 0 and pattern.kind is not PatternKind.ABBREVIATION:
            return
    context, support = _required_context(entry, term, language), 0
    if term.needs_context:
        sentence = _sentence_words(atoms, first, last)
        if not sentence.isdisjoint(_single_words(entry.exclusions(language), language)):
            return
        support = len(sentence & _single_words(context, language)) + title_use(atoms, last, entry)
        if context and not support and ANY_TERM not in context:
            return
    is_verb = int(term.part_of_speech is PartOfSpeech.VERB)
    # "troops" is rather soldiers than several of a troop.
    inflected = int(fold(atoms.text[core : atoms.spans[last][1]]) != fold(term.text))
    yield _Candidate(
        start=atoms.spans[first][0],
        core=core,
        end=_end(atoms, last),
        entry=entry,
        term=term,
        rank=(precedence, -suits, is_verb, inflected, -support, pattern.entry, pattern.term),
        needs_company=bool(context) and not support,
        unambiguous=not context or bool(support),
    )


def _required_context(entry: ConceptEntry, term: Term, language: Language) -> tuple[str, ...]:
    if not term.needs_context:
        return ()
    # Two capitals mean too many things to stand alone: CV is a captain, and a curriculum vitae.
    short = term.status is TermStatus.ABBREVIATION and len(term.text) < 3
    return entry.context(language) or ((ANY_TERM,) if short else ())


def _sentence_words(atoms: Atoms, first: int, last: int) -> frozenset[str]:
    start, end = atoms.sentence(first)
    return frozenset(atoms.words[start:first]) | frozenset(atoms.words[last + 1 : end])


def _end(atoms: Atoms, last: int) -> int:
    """Return where a match ends; an elided last word keeps its apostrophe: « s'emparer d' »."""
    end = atoms.spans[last][1]
    return end + 1 if atoms.words[last] == "d" and atoms.text[end : end + 1] in ("'", "’") else end


def _single_words(values: Sequence[str], language: Language) -> frozenset[str]:
    """Return the forms of those values of a context or exclusion cell that are single words."""
    if not values:
        return frozenset()
    key = (values, language.code)
    forms = _FORMS_OF.get(key)
    if forms is None:
        words = [fold(value) for value in values if len(ATOM.findall(value)) == 1]
        forms = frozenset(form for word in words for form in _forms(word, language))
        _FORMS_OF[key] = forms
    return forms


def _forms(word: str, language: Language) -> Iterator[str]:
    """Give the forms of a word of unknown part of speech."""
    if language.code == FRENCH.code:
        yield from french.numbers(word)
        if french.is_infinitive(word):
            yield from french.conjugate(word)
    else:
        yield from english.conjugate(word)
        yield from english.plurals(word)


# Few and small: one for each entry with a context that some text has met.
_FORMS_OF: Final[dict[tuple[Sequence[str], str], frozenset[str]]] = {}
