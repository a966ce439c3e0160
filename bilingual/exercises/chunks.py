"""A sentence in chunks that end where a reader would breathe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bilingual.alignment.gloss import is_grammatical
from bilingual.bitext import flow
from bilingual.exercises.context import reading
from bilingual.languages import FRENCH, Language
from bilingual.tokens import Token, TokenKind, tokenize

FEWEST, MOST = 4, 7
_LONGEST = 7  # words of a chunk


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PREPOSITIONS = {
    "fr": _words(
        """à au aux dans sur sous vers chez contre entre avec sans après avant depuis pendant selon malgré par pour
        jusqu’ jusqu' en dès lors afin parmi hors devant derrière durant"""
    ),
    "en": _words(
        """at in on to for with without from by against between after before since during according despite into over
        under through towards near behind across along until"""
    ),
}
# What belongs to the noun before it, and begins a chunk only where that has grown long.
_OF = {"fr": _words("de d’ d' du des"), "en": _words("of")}
_JOINTS = {
    "fr": _words(
        "et ou mais car donc que qu’ qu' qui dont où lorsque lorsqu’ quand comme si puis tandis parce"
    ),
    "en": _words("and or but that who which whose where when while because if as although"),
}
_CLITICS = {
    "fr": _words(
        """je j’ j' tu il elle on nous vous ils elles ne n’ n' se s’ s' me m’ m' te t’ t' y en l’ l' le la les lui leur
        c’ c' ce"""
    ),
    "en": _words("i you he she it we they not n't"),
}
_AUXILIARIES = {
    "fr": _words(
        """est sont était étaient sera seront serait seraient fut furent soit a ont avait avaient aura auront aurait
        auraient ait aient doit doivent peut peuvent devait pouvait va vont"""
    ),
    "en": _words(
        "is are was were be has have had will would can could may might must shall should do does did been"
    ),
}
_AFTER_VERB = {
    "fr": _words(
        "le la les l’ l' un une des du ce cette ces son sa ses leur leurs deux trois quatre cinq dix plusieurs"
    ),
    "en": _words("the a an this that these those his her its their two three four five ten several"),
}


_AND = frozenset(("et", "ou", "and", "or"))
# Prepositions of time, which a sentence may begin with as well as end.
_OF_TIME = {
    "fr": _words("après avant depuis pendant dès durant"),
    "en": _words("after before since during until"),
}
_QUOTES = re.compile('[«»“”"()]')
_TOGETHER = frozenset(
    (("peu", "après"), ("peu", "avant"), ("plutôt", "que"), ("ainsi", "que"), ("alors", "que"), ("bien", "que"),
     ("jusqu’", "à"), ("as", "well"), ("well", "as"), ("such", "as"), ("so", "that"), ("in", "order"), ("out", "of"),
     ("take", "over"), ("took", "over"), ("taken", "over"))
)  # fmt: skip


def chunks_of(sentence: str, language: Language) -> tuple[str, ...]:
    """Return a sentence in 4 to 7 chunks, cut at the edges of its phrases, or nothing where that cannot be done.

    Two phrases with prepositions side by side stay together: « dans la nuit » and « au nord de la ville » could change
    places, and both orders would be right.

    >>> chunks_of("Six avions ont décollé de la base et ils ont largué des bombes sur trois objectifs.", FRENCH)
    ('Six avions', 'ont décollé', 'de la base', 'et ils ont largué des bombes', 'sur trois objectifs.')
    """
    text = flow(sentence)
    # A quotation's marks, and an end without a stop, would say little or too much of where a chunk belongs.
    if not text.endswith((".", "!", "?", "…")) or _QUOTES.search(text):
        return ()
    tokens = tokenize(text, language)
    starts = [index for index in range(1, len(tokens)) if _begins(tokens, index, language)]
    chunks = _join([*starts, len(tokens)], tokens, language)
    if not FEWEST <= len(chunks) <= MOST or any(end - start > _LONGEST + 2 for start, end in chunks):
        return ()
    pieces = tuple(text[tokens[start].span.start : tokens[end - 1].span.end] for start, end in chunks)
    # Chunks are shown apart, so each must be words of its own; two alike could not be told apart.
    apart = " ".join(pieces).split() == text.split() and len(set(pieces)) == len(pieces)
    return pieces if apart else ()


def _begins(tokens: Sequence[Token], index: int, language: Language) -> bool:
    word, before = tokens[index].text.lower(), tokens[index - 1].text.lower()
    if tokens[index].kind is TokenKind.PUNCTUATION or before in "«“(\"'‘—–-[":
        return False
    if before in ",;:":
        return True
    code = language.code
    if (before, word) in _TOGETHER or _is_range(tokens, index) or _is_compound(tokens, index, language):
        return False
    if before in _PREPOSITIONS[code] | _OF[code] | _JOINTS[code] | _CLITICS[code] or before.endswith(
        ("’", "'")
    ):
        return False
    if word in _PREPOSITIONS[code] | _JOINTS[code]:
        return True
    if word in _OF[code]:
        return _is_verb(tokens, index - 1, language)
    if word in _AUXILIARIES[code] or (word in _CLITICS[code] and word not in _AFTER_VERB[code]):
        return before not in _AUXILIARIES[code]
    if word in _AFTER_VERB[code]:
        return _is_verb(tokens, index - 1, language)
    return _is_finite(tokens, index, language) and before not in _AUXILIARIES[code]


def _is_range(tokens: Sequence[Token], index: int) -> bool:
    """Whether numbers stand around a word: « de 10 à 15 km »."""
    around = (tokens[index - 1], tokens[min(index + 1, len(tokens) - 1)])
    return all(token.kind is TokenKind.NUMBER for token in around)


def _is_compound(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether « à » joins two nouns: « fusils à pompe », « missiles à courte portée »."""
    if tokens[index].text != "à" or index + 1 == len(tokens):
        return False
    words = [token.text for token in tokens]
    before, after = reading(words, index - 1, language), reading(words, index + 1, language)
    return before is not None and after is not None and before.part in "na" and after.part in "na"


def _is_verb(tokens: Sequence[Token], index: int, language: Language) -> bool:
    form = reading([token.text for token in tokens], index, language)
    return form is not None and form.part == "v"


def _is_finite(tokens: Sequence[Token], index: int, language: Language) -> bool:
    form = reading([token.text for token in tokens], index, language)
    return (
        form is not None and form.part == "v" and form.tag[:1] not in ("WGK" if language == FRENCH else "GN")
    )


def _join(ends: list[int], tokens: Sequence[Token], language: Language) -> list[tuple[int, int]]:
    """Return the chunks as ranges of tokens: phrases that could change places joined, then the shortest, to be few."""
    code = language.code
    chunks: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        opens = tokens[start].text.lower() in _PREPOSITIONS[code]
        if (
            chunks
            and opens
            and tokens[chunks[-1][0]].text.lower() in _PREPOSITIONS[code]
            and end - chunks[-1][0] <= _LONGEST
        ):
            chunks[-1] = (chunks[-1][0], end)
        else:
            chunks.append((start, end))
        start = end
    while len(chunks) > 1 and (len(chunks) > MOST or _shortest(chunks, tokens) == 1):
        sizes = [_words_in(chunk, tokens) for chunk in chunks]
        alone = sizes.index(min(sizes))
        first = (
            alone - 1
            if alone == len(chunks) - 1 or (alone and sizes[alone - 1] < sizes[alone + 1])
            else alone
        )
        chunks[first : first + 2] = [(chunks[first][0], chunks[first + 1][1])]
    return chunks


def _shortest(chunks: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> int:
    return min(_words_in(chunk, tokens) for chunk in chunks)


def _words_in(chunk: tuple[int, int], tokens: Sequence[Token]) -> int:
    """Count the words of a chunk; « n’est » is one."""
    return sum(
        token.kind is not TokenKind.PUNCTUATION and not token.text.endswith(("’", "'"))
        for token in tokens[slice(*chunk)]
    )


def interchangeable(chunks: Sequence[str], language: Language) -> bool:
    """Whether two chunks side by side could change places, so that either order is right.

    Both begin with a preposition, or both end with a comma: parts of an enumeration, or a name and what it is in
    apposition to. Of an enumeration the last comma may be an “and”.
    """
    opens = [_first(chunk) in _PREPOSITIONS[language.code] for chunk in chunks]
    commas = [chunk.endswith(",") for chunk in chunks]
    last = [False, False, *(_first(chunk) in _AND for chunk in chunks[2:])]
    listed = [comma or joined for comma, joined in zip(commas, [*last[1:], False], strict=True)]
    return any(one and other for one, other in (*pairwise(opens[1:]), *pairwise(listed)))


def other_orders(chunks: Sequence[str], language: Language) -> tuple[str, ...]:
    """Return the other orders of a sentence's chunks that are as right, as sentences.

    What stands before the subject of the only clause, with a comma, could stand at its end, and what says a time at the
    end could stand before it. In a sentence of several clauses it would say something of another one.

    >>> other_orders(("À l’aube,", "les chars", "ont ouvert", "le feu."), FRENCH)
    ('Les chars ont ouvert le feu à l’aube.',)
    >>> other_orders(("Les chars", "ont ouvert", "le feu", "après minuit."), FRENCH)
    ('Après minuit les chars ont ouvert le feu.',)
    """
    code = language.code
    if any(
        set(";:") & set(chunk) or any(word in _JOINTS[code] for word in _opening_words(chunk, language))
        for chunk in chunks
    ):
        return ()
    first, *rest = chunks
    *before, last = chunks
    end = last[-1]
    if first.endswith(",") and _first(first) in _PREPOSITIONS[code]:
        return (_sentence([*rest[:-1], rest[-1][:-1], _lowered(first[:-1], language)], end),)
    if _first(last) in _OF_TIME[code] and not before[-1].endswith(","):
        return (_sentence([last[:-1], _lowered(before[0], language), *before[1:]], end),)
    return ()


def _sentence(pieces: Sequence[str], end: str) -> str:
    text = " ".join(pieces)
    return text[:1].upper() + text[1:] + end


def _lowered(text: str, language: Language) -> str:
    """Return the beginning of a sentence as it stands inside one; a word that is none of grammar may be a name."""
    return text[:1].lower() + text[1:] if is_grammatical(_first(text), language) else text


def _first(chunk: str) -> str:
    return chunk.split()[0].lower()


def _opening_words(chunk: str, language: Language) -> tuple[str, ...]:
    """Return the words of a chunk with what is elided apart: « qu’à » is « qu’ » and « à »."""
    return tuple(token.text.lower() for token in tokenize(chunk, language))
