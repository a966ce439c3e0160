"""Terms in running text, found in every inflected form, in French and in English.

A match is proposed wherever a pattern fits, judged by its capitals, neighbours and sentence, and chosen among
those that overlap it: the longest first, then the leftmost, then the one with most in its favour.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.candidates import Candidate, Company, Exclusion, by_order, by_start
from bilingual.glossary.compounds import compound, kinds, without_cut
from bilingual.glossary.demands import TermFacts
from bilingual.glossary.figures import without_figures
from bilingual.glossary.grammar import (
    GOVERNED,
    REFLEXIVES,
    agreement,
    is_before_name,
    may_be_term,
    may_stand_inside,
    reflexive_start,
)
from bilingual.glossary.index import Group
from bilingual.glossary.model import ConceptEntry, Term, TermStatus
from bilingual.glossary.patterns import Pattern, PatternKind
from bilingual.languages import FRENCH, Language
from bilingual.spans import Span

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Termbase

# Code points, about three sentences: an article changes its subject more slowly than that.
NEARBY: Final = 400
# Words inside one term; « missile balistique iranien tiré à courte portée » does not occur.
_MOST_INSERTED: Final = 2
# Code points around a term whose context columns ask for words that are not there, and how many different
# concepts within them make up for that.
FIELD_REACH: Final = 250
FIELD_CONCEPTS: Final = 4


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term of a termbase met in a text.

    Args:
        entry: the concept.
        term: the term of that concept that was recognised.
        span: where it stands.
        surface: what is written there.
        kind_of: the concept of the termbase of which `entry` is a kind, where the term is a compound made by
            rule (« brigade mécanisée »); a saved text no longer knows.
    """

    entry: ConceptEntry
    term: Term
    span: Span
    surface: str
    kind_of: ConceptEntry | None = field(default=None, compare=False)

    @property
    def row(self) -> ConceptEntry:
        """The concept as the termbase has it: of a compound made by rule, that of its noun."""
        return self.kind_of or self.entry

    @property
    def lemma(self) -> str:
        """The term in its citation form."""
        return self.term.text


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
    >>> from bilingual.languages import FRENCH
    >>> text = "Des frappes aériennes et deux chars d’assaut : le feu vert a été donné."
    >>> [(match.surface, match.entry.id) for match in match_terms(text, military_termbase(), FRENCH)]
    [('frappes aériennes', 'air.strike'), ('chars d’assaut', 'vehicles.tank')]
    """
    atoms = Atoms(text)
    candidates = candidates_in(atoms, termbase, language)
    if not in_field:
        candidates = without_figures(atoms, candidates, language)
    return tuple(_match(c, text, start) for c in in_company(candidates, in_field=in_field))


def candidates_in(atoms: Atoms, termbase: Termbase, language: Language) -> list[Candidate]:
    """Return all places of a text where a term of `termbase` fits and no expression excludes it."""
    candidates: list[Candidate] = []
    exclusions: list[Exclusion] = []
    for precedence, part in enumerate(termbase.parts):
        for found in _propose(atoms, part, language, precedence, termbase.hidden(precedence)):
            if isinstance(found, Exclusion):
                exclusions.append(found)
            else:
                candidates.append(found)
    if exclusions:
        candidates = _without_excluded(candidates, exclusions)
    candidates += kinds(atoms, candidates, language)
    return without_cut(atoms, candidates) if language == FRENCH else candidates


def in_company(candidates: list[Candidate], *, in_field: bool) -> list[Candidate]:
    """Return those candidates that have the company they ask for, without overlap and in order."""
    plain = [candidate for candidate in candidates if candidate.company is Company.NONE]
    chosen = _choose(plain)
    if len(plain) < len(candidates):
        anchors = sorted((c.start, c.entry.id) for c in chosen if c.unambiguous)
        plain += [
            c
            for c in candidates
            if c.company is not Company.NONE and _has_company(c, anchors, in_field=in_field)
        ]
        chosen = _choose(plain)
    return sorted(chosen, key=by_start)


def _match(candidate: Candidate, text: str, start: int) -> TermMatch:
    entry, term = candidate.entry, candidate.term
    for modifier in candidate.modifiers:
        entry, term = compound(entry, term, modifier)
    span = Span(candidate.start + start, candidate.end + start)
    kind_of = candidate.entry if candidate.modifiers else None
    return TermMatch(entry, term, span, text[candidate.start : candidate.end], kind_of)


def _has_company(candidate: Candidate, anchors: Sequence[tuple[int, str]], *, in_field: bool) -> bool:
    """Whether the sorted anchors near a candidate, outside it, are company enough."""
    if candidate.company is Company.KIND:
        return False
    if in_field and candidate.company is Company.ANY:
        return True
    reach = NEARBY if candidate.company is Company.ANY else FIELD_REACH
    first = bisect_left(anchors, (candidate.end - reach, ""))
    last = bisect_right(anchors, (candidate.end + reach, ""))
    inside = range(candidate.start, candidate.end)
    near = {concept for place, concept in anchors[first:last] if place not in inside}
    return len(near) >= (1 if candidate.company is Company.ANY else FIELD_CONCEPTS)


def _without_excluded(candidates: list[Candidate], exclusions: list[Exclusion]) -> list[Candidate]:
    """Take out what an expression holds of its entry, with all that shares those words: « *feu* vert ».

    The rest of the expression stays free: « le siège de l'*ONU* ».
    """
    by_entry: dict[int, list[tuple[int, int]]] = {}
    for candidate in candidates:
        by_entry.setdefault(id(candidate.entry), []).append((candidate.start, candidate.end))
    for places in by_entry.values():
        places.sort()
    # For every place that an expression takes, the length of the longest that does.
    taken: dict[int, int] = {}
    for exclusion in exclusions:
        span, length = exclusion.span, len(exclusion.span)
        cores = by_entry.get(id(exclusion.entry), [])
        for start, end in cores[bisect_left(cores, (span.start, 0)) : bisect_left(cores, (span.end, 0))]:
            if end <= span.end and end - start < length:
                for place in range(start, end):
                    taken[place] = max(length, taken.get(place, 0))
    if not taken:
        return candidates
    return [
        candidate
        for candidate in candidates
        if taken.keys().isdisjoint(own := range(candidate.start, candidate.end))
        or all(taken.get(place, 0) <= len(own) for place in own)
    ]


def _choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the best of those that overlap each other."""
    chosen: list[Candidate] = []
    taken = bytearray(max((candidate.end for candidate in candidates), default=0))
    for candidate in sorted(candidates, key=by_order):
        start, end = candidate.start, candidate.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            chosen.append(candidate)
    return chosen


def _propose(
    atoms: Atoms, part: Termbase, language: Language, precedence: int, hidden: frozenset[str]
) -> Iterator[Candidate | Exclusion]:
    index = part.index(language)
    words, first_words, groups, facts_of = atoms.words, index.first_words, index.groups, index.facts
    for first in [place for place, word in enumerate(words) if word in first_words]:
        following = words[first + 1] if first + 1 < len(words) else ""
        for pattern in _patterns_at(atoms, first, following, groups[words[first]], language):
            last = first if len(pattern.slots) == 1 else fit(pattern, atoms, first, language)
            if last is None:
                continue
            key = pattern.entry, pattern.term
            facts = facts_of.get(key)
            if facts is None:
                entry = part.entries[pattern.entry]
                facts = facts_of[key] = TermFacts.of(entry, entry.terms[pattern.term], language)
            if facts.entry.id in hidden:
                continue
            if pattern.kind is PatternKind.EXCLUSION:
                yield Exclusion(Span(atoms.spans[first][0], atoms.spans[last][1]), facts.entry)
            elif found := _judge(atoms, first, last, pattern, facts, language, precedence):
                yield found


def _patterns_at(
    atoms: Atoms, first: int, following: str, group: Group, language: Language
) -> tuple[Pattern, ...]:
    """Return the patterns worth trying at an atom, which is a small part of those that its word may begin."""
    patterns = group.always
    if more := group.by_second.get(following):
        patterns += more
    if group.may_be_parted and following:
        surface = atoms.surface(first + 1)
        for apart, verb in ((group.verbs, True), (group.phrases, False)):
            if apart and may_stand_inside(following, surface, language, verb=verb):
                patterns += tuple(pattern for pattern in apart if following not in pattern.slots[1])
    return patterns


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
            return last if slot is pattern.slots[-1] and pattern.has_optional_end else None
        last = index
    return last


def _in_sentence(words: frozenset[str], atoms: Atoms, first: int, last: int) -> int:
    """Count the words that stand in the sentence outside the atoms `first` to `last`."""
    sentence = atoms.sentence_words(first)
    if words.isdisjoint(sentence):
        return 0
    found = words & sentence
    if not found.isdisjoint(inside := atoms.words[first : last + 1]):
        start, end = atoms.sentence(first)
        outside = (*atoms.words[start:first], *atoms.words[last + 1 : end])
        return len(found.difference(inside) | found.intersection(outside))
    return len(found)


def _judge(
    atoms: Atoms,
    first: int,
    last: int,
    pattern: Pattern,
    facts: TermFacts,
    language: Language,
    precedence: int,
) -> Candidate | None:
    entry, term, demand = facts.entry, facts.term, facts.demand
    start, stop = atoms.spans[first][0], atoms.spans[last][1]
    # Most terms are in small letters here and there, with a space before them; the others need a closer look.
    plain = facts.in_small_letters and atoms.text[start - 1] == " " and atoms.text[start:stop].islower()
    if not plain and not may_be_term(atoms, first, last, term, entry):
        return None
    if pattern.kind is PatternKind.REFLEXIVE:
        if reflexive_start(atoms, first) is None:
            return None
        suits = 1
    else:
        counted = term.number is None and atoms.words[first] == term.text
        suits = agreement(term.part_of_speech, atoms, first, last, language, may_be_verb=counted)
        if suits < 0 and pattern.kind is not PatternKind.ABBREVIATION:
            return None
    support, spoken_for = 0, False
    if demand.exclusions and _in_sentence(demand.exclusions, atoms, first, last):
        return None
    if demand.single:
        support = _in_sentence(demand.context, atoms, first, last) + (
            facts.is_title and is_before_name(atoms, last)
        )
        # « Le bâtiment a appareillé »: the sentence before has said that it is a frigate.
        spoken_for = bool(support) or (
            demand.conditional and not demand.context.isdisjoint(atoms.words_beside(first))
        )
    # "troops" is rather soldiers than several of a troop.
    inflected = int(atoms.folded[start:stop] != facts.citation)
    if facts.is_verb and len(pattern.slots) > 1 and atoms.words[last] in GOVERNED[language.code]:
        last -= 1  # « tomber aux mains *de* », "open fire *on*": what the verb governs is outside
    if first < last and atoms.words[first] == "the":
        first += 1  # "the *fallen*"
    if pattern.kind is PatternKind.REFLEXIVE and atoms.before(first) in REFLEXIVES:
        first -= 1  # « se replier », but in « s'est replié » the pronoun is as far off as the auxiliary
    start, end = atoms.spans[first][0], _end(atoms, last, term)
    rank = (-suits, int(facts.is_verb), inflected, -support, pattern.entry, pattern.term)
    company = Company.NONE
    if term.general:
        company = Company.KIND
    elif demand.conditional and not spoken_for:
        company = Company.ANY if demand.any_term else Company.FIELD
    return Candidate(
        start,
        end,
        first,
        last,
        entry,
        term,
        order=(start - end, start, 0, precedence, *rank),
        company=company,
        unambiguous=not term.general and (not demand.conditional or bool(support)),
        demand=demand,
    )


def _end(atoms: Atoms, last: int, term: Term) -> int:
    """Return where a match ends: with the full stop of an abbreviation (« col. »)."""
    end = atoms.spans[last][1]
    return end + 1 if term.status is TermStatus.ABBREVIATION and term.text.endswith(".") else end
