"""Word links and token lines as other aligners write them: `tokens ||| tokens` in, `0-0 1-2` out."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.alignment.words import TokenLink
from bilingual.errors import BitextError
from bilingual.spans import Span
from bilingual.tokens import Token, TokenKind

SEPARATOR = "|||"


def parse_tokens(line: str) -> tuple[Token, ...]:
    """Return the tokens of a line that is already cut by white space; spans are those in the line.

    >>> [token.text for token in parse_tokens("le 14 juillet")]
    ['le', '14', 'juillet']
    """
    tokens: list[Token] = []
    end = 0
    for word in line.split():
        start = line.index(word, end)
        end = start + len(word)
        tokens.append(Token(word, Span(start, end), _kind(word)))
    return tuple(tokens)


def parse_pair(line: str, place: str | None = None) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the two sides of a line `source tokens ||| target tokens`.

    Raises:
        BitextError: when the line has not exactly one `|||`.
    """
    sides = line.rstrip("\r\n").split(f" {SEPARATOR} ")
    if len(sides) != 2:
        # A side may be empty: fast_align prints an empty line for it.
        sides = line.strip().split(SEPARATOR)
    if len(sides) != 2:
        raise BitextError(
            f"{len(sides) - 1} separators instead of one: {line.strip()[:60]!r}",
            place=place,
            remedy=f"write `source tokens {SEPARATOR} target tokens`",
        )
    return parse_tokens(sides[0]), parse_tokens(sides[1])


def format_links(links: Iterable[TokenLink]) -> str:
    """Return links in Pharaoh's notation, in order.

    >>> format_links([TokenLink(0, 0), TokenLink(2, 1)])
    '0-0 2-1'
    """
    return " ".join(f"{link.source}-{link.target}" for link in sorted(links))


def parse_links(line: str, place: str | None = None) -> tuple[TokenLink, ...]:
    """Return the links of a line in Pharaoh's notation.

    Raises:
        BitextError: for anything but pairs of numbers with a hyphen.

    >>> parse_links("0-0 2-1")[1]
    TokenLink(source=2, target=1, score=1.0)
    """
    links = []
    for item in line.split():
        source, _, target = item.partition("-")
        if not (source.isascii() and target.isascii() and source.isdigit() and target.isdigit()):
            raise BitextError(
                f"{item!r} is no link", place=place, remedy="write links as `0-0 1-2`, counted from 0"
            )
        links.append(TokenLink(int(source), int(target)))
    return tuple(links)


def _kind(word: str) -> TokenKind:
    if word[0].isdigit() or (word[0] in "+-−" and word[1:2].isdigit()):
        return TokenKind.NUMBER
    if any(character.isalnum() for character in word):
        return TokenKind.WORD
    return TokenKind.PUNCTUATION
