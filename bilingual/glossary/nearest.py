"""Which of a concept's equivalents renders the very term that a text uses.

A concept gathers near synonyms: « propergol solide » and « propergol liquide » stand in one entry, whose preferred
English term is right for the first only. What renders a term word by word goes in front for that term.
"""

from __future__ import annotations

from functools import lru_cache

from bilingual.glossary.matching import TermMatch
from bilingual.glossary.model import ConceptEntry, TermStatus
from bilingual.languages import Language, language_of
from bilingual.lexicon import Lexicon
from bilingual.tokens import tokenize

# An equivalent overtakes the preferred one where the lexicon finds it more than twice as likely, by a margin: what is
# rendered by an idiom is unlikely in every equivalent, and stays as the termbase has it.
_TIMES, _MARGIN = 2.0, 0.05


def equivalents_of(entry: ConceptEntry, term: str, source: Language, target: Language) -> tuple[str, ...]:
    """Return the approved equivalents of a concept, that of `term` itself in front.

    Args:
        entry: the concept.
        term: one of its terms, in its citation form; for the preferred one the order is the entry's.
        source: language of `term`.
        target: language of the equivalents.

    >>> from bilingual.glossary.model import Term
    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> first, second = (Term("adversaire", "fr"), Term("adversary", "en")), TermStatus.ADMITTED
    >>> terms = (*first, Term("défenseur", "fr", second), Term("defender", "en", second))
    >>> entry = ConceptEntry("general.foe", "general", terms)
    >>> equivalents_of(entry, "adversaire", FRENCH, ENGLISH), equivalents_of(entry, "défenseur", FRENCH, ENGLISH)
    (('adversary', 'defender'), ('defender', 'adversary'))
    """
    equivalents = entry.equivalents(target)
    admitted = {each.text for each in entry.terms_in(source, TermStatus.ADMITTED)}
    if len(equivalents) < 2 or term not in admitted:
        return equivalents
    likely = [_likelihood(term, each, source, target) for each in equivalents]
    best = max(range(len(equivalents)), key=likely.__getitem__)
    if likely[best] <= _TIMES * likely[0] + _MARGIN:
        return equivalents
    return (equivalents[best], *equivalents[:best], *equivalents[best + 1 :])


def equivalents_of_match(match: TermMatch, target: Language) -> tuple[str, ...]:
    """Return the approved equivalents of a term met in a text, its own in front: what every view shows.

    Args:
        match: the term met.
        target: language of the equivalents.
    """
    return equivalents_of(match.entry, match.lemma, language_of(match.term.language), target)


@lru_cache(maxsize=4096)
def _likelihood(term: str, equivalent: str, source: Language, target: Language) -> float:
    """Return how well each word of the one is rendered by some word of the other, in both directions; 0 to 1."""
    ours, theirs = _words(term, source), _words(equivalent, target)
    if not ours or not theirs:
        return 0.0
    return _covered(theirs, ours, source) * _covered(ours, theirs, target)


def _covered(words: tuple[str, ...], given: tuple[str, ...], language: Language) -> float:
    lexicon = Lexicon.open()
    return sum(max(lexicon.probability(word, each, language) for each in given) for word in words) / len(
        words
    )


def _words(text: str, language: Language) -> tuple[str, ...]:
    words = (token.text for token in tokenize(text, language))
    return tuple(word for word in words if word[:1].isalnum() and word.lower() not in language.function_words)
