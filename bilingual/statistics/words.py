"""The words of a text as its statistics count them: whole words, names apart, each with its lemma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bilingual.casing import is_all_caps
from bilingual.frequency import zipf_frequency
from bilingual.languages import Language
from bilingual.lemmas import is_known, lemmatize
from bilingual.spans import Span
from bilingual.tokens import Token, TokenKind, tokenize

# English writes these with a capital, and they name nobody.
_CAPITALISED = frozenset(
    """i monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december mr mrs ms miss sir madam""".split()
)
_LONGEST_WORD = 60  # letters; a longer run is a key or a line of data and no word


class WordKind(StrEnum):
    """What a word counts as."""

    GRAMMATICAL = "grammatical"
    CONTENT = "content"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        form: as written.
        lemma: the likeliest citation form.
        kind: what it counts as.
        zipf: how common it is, from `zipf_frequency`; 0.0 for numbers.
        whole: whether a word processor counts it: `l’` and `n't` are pieces of the word beside them.
    """

    form: str
    lemma: str
    kind: WordKind
    zipf: float
    whole: bool


def words_of(
    text: str, sentences: Sequence[Sequence[Span]], language: Language
) -> tuple[tuple[Word, ...], ...]:
    """Return the words of each sentence.

    A capitalised word is a name inside a sentence unless the text has it without a capital too, and at an opening
    if it is a name elsewhere in the text or the dictionary does not know it without a capital.

    Args:
        text: the whole text.
        sentences: the stretches of each sentence; more than one where a bead joins several.
        language: of the text.

    >>> from bilingual.languages import FRENCH
    >>> text = "L’avion de Marc a décollé."
    >>> [(word.lemma, word.kind.value) for word in words_of(text, [(Span(0, len(text)),)], FRENCH)[0]]
    [('le', 'grammatical'), ('avion', 'content'), ('de', 'grammatical'), ('Marc', 'name'),
     ('avoir', 'grammatical'), ('décoller', 'content')]
    """
    lines = [tuple(_occurrences(text, spans, language)) for spans in sentences]
    names = _names_in(lines, language)
    return tuple(tuple(_word(seen, names, language) for seen in line) for line in lines)


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A token, and whether its capital may come from its place: an opening, or a headline in capitals."""

    token: Token
    at_opening: bool


# After these a capital is due to any word.
_OPENING = frozenset('« “ " ‘ : . ! ? … ... - – — ( [ •'.split())


def _occurrences(text: str, spans: Sequence[Span], language: Language) -> Iterator[_Occurrence]:
    shouted = is_all_caps(" ".join(span.of(text) for span in spans))
    for span in spans:
        opening = True
        for token in tokenize(span.of(text), language, span.start):
            if token.kind in (TokenKind.WORD, TokenKind.NUMBER):
                yield _Occurrence(token, opening or shouted)
                opening = False
            elif token.text in _OPENING:
                opening = True


def _names_in(lines: Sequence[Sequence[_Occurrence]], language: Language) -> frozenset[str]:
    """Return the words written with a capital that their place does not explain, and never without one."""
    tokens = [seen.token.text for line in lines for seen in line if not seen.at_opening]
    small = {text for text in tokens if not _is_capitalised(text)}
    return frozenset(
        text
        for text in tokens
        if _is_capitalised(text) and text.lower() not in small and not _is_usual(text, language)
    )


def _is_name(seen: _Occurrence, names: frozenset[str], language: Language) -> bool:
    text = seen.token.text
    if seen.token.kind is not TokenKind.WORD or not _is_capitalised(text) or _is_usual(text, language):
        return False
    if text in names or text.capitalize() in names:
        return True
    # Where the place explains the capital, only the dictionary can tell. On 11,800 first words of news, novels
    # and captions in each language this takes two or three ordinary words in a thousand for names.
    return seen.at_opening and not is_known(text.lower(), language) and text in lemmatize(text, language)


def _is_usual(word: str, language: Language) -> bool:
    lower = word.lower().rstrip("’'.")
    if lower in language.function_words or len(lower) < 2 or word.rstrip(".") in language.titles:
        return True
    return language.title_case and lower in _CAPITALISED


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper()


def _word(seen: _Occurrence, names: frozenset[str], language: Language) -> Word:
    form = seen.token.text
    if seen.token.kind is TokenKind.NUMBER:
        return Word(form, form, WordKind.NUMBER, 0.0, True)
    whole = not (form.endswith(("’", "'", "ʼ")) or form[0] in "-’'ʼ" or form.lower() in ("n't", "n’t"))
    if len(form) > _LONGEST_WORD:
        return Word(form, form, WordKind.NAME, 0.0, whole)
    if _is_name(seen, names, language):
        return Word(form, form, WordKind.NAME, zipf_frequency(form, language), whole)
    lemma, zipf = lemmatize(form.lower(), language)[0], zipf_frequency(form.lower(), language)
    # Of `gén. Vasseur` the abbreviation is no word that anybody looks up.
    grammatical = (
        not whole
        or form.rstrip(".") in language.titles
        or form.lower() in language.function_words
        or lemma in _GRAMMATICAL[language.code]
    )
    return Word(form, lemma, WordKind.GRAMMATICAL if grammatical else WordKind.CONTENT, zipf, whole)


# Lemmas of the closed classes; the function words of `languages` are the forms that give a language away.
_GRAMMATICAL = {
    "fr": frozenset(
        """le un du de à au en dans par pour sur sous avec sans chez vers entre contre depuis pendant jusque
        dès hors et ou mais donc or ni car que si comme quand lorsque puisque quoique qui quoi dont où lequel
        ce cet celui ceci cela ça se son mon ton notre votre leur je tu il elle on nous vous ils elles me te
        lui y moi toi soi eux ne pas plus point jamais rien aucun tout quel être avoir aller faire pouvoir
        devoir vouloir même autre quelque chaque très bien aussi là ici y""".split()
    ),
    "en": frozenset(
        """the a an of to in on at by for with without from into onto over under between against since during
        until about and or but so nor yet because if as when while although though that which who whom whose
        what where this these those it its he him his she her they them their we us our you your i me my be
        have do will would shall should can could may might must not no any some all each every both there
        here very too also than then up out off""".split()
    ),
}
