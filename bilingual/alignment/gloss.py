"""The likeliest word of the other language under each content word, as interlinear editions print it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bilingual.alignment.words import TokenLink
from bilingual.languages import FRENCH, Language
from bilingual.lexicon import Lexicon
from bilingual.lexicon.words import fold
from bilingual.tokens import Token, TokenKind

LEAST_PROBABILITY = 0.1
"""Of the lexicon's best translation: a gloss less sure than this misleads more often than it helps."""


def gloss(
    source: Sequence[Token],
    target: Sequence[Token],
    links: Iterable[TokenLink],
    lexicon: Lexicon,
    language: Language = FRENCH,
) -> tuple[str | None, ...]:
    """Return for each source token the words it is linked with, or the lexicon's likeliest; `None` for
    grammar words.

    Args:
        source: tokens of the source sentence.
        target: tokens of its translation; empty where there is none.
        links: of `align_words`.
        lexicon: asked where a word has no link.
        language: the source's.

    >>> from bilingual.tokens import tokenize
    >>> gloss(tokenize("La guerre est finie."), (), (), Lexicon.open())
    (None, 'war', None, 'over', None)
    """
    linked: dict[int, list[str]] = {}
    for link in sorted(links):
        linked.setdefault(link.source, []).append(target[link.target].text)
    return tuple(
        " ".join(linked[index])
        if index in linked and is_content(token, language)
        else _likeliest(token, lexicon, language)
        for index, token in enumerate(source)
    )


def is_content(token: Token, language: Language = FRENCH) -> bool:
    """Whether a reader may need a gloss of the token: a word that is no grammatical one."""
    if token.kind is not TokenKind.WORD:
        return False
    return not is_grammatical(token.text, language)


def is_grammatical(word: str, language: Language = FRENCH) -> bool:
    """Whether a word is an article, a pronoun, a preposition …: what grammars explain rather than dictionaries.

    >>> [is_grammatical(word) for word in ("le", "l’", "Dans", "char")]
    [True, True, True, False]
    """
    return fold(word, language) in language.function_words or word.lower().rstrip("'’") in language.elisions


def _likeliest(token: Token, lexicon: Lexicon, language: Language) -> str | None:
    if not is_content(token, language):
        return None
    best = next((pair for pair in lexicon.translations(token.text, 2, language)), None)
    return best[0] if best and best[1] >= LEAST_PROBABILITY else None
