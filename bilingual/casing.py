"""Bring back the small letters of ALL-CAPS headlines, which no translation model has learnt to read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from bilingual.languages import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")
# A shorter run of capitals is an abbreviation or a unit's name rather than a headline.
_FEWEST_WORDS = 3
_CAPITAL_SHARE = 0.9
# Without evidence, short words that cannot be said are abbreviations: DGSE, ONG, RPIMa.
_VOWELS = frozenset("AEIOUYÀÂÉÈÊËÎÏÔÛÙŒ")
_USUAL_ABBREVIATIONS = frozenset(
    "OTAN ONU UE USA OSCE AIEA UNESCO UNICEF EI NATO UN EU UK US IAEA AFP RFI".split()
)
_SHORT = 4  # letters


def is_all_caps(text: str) -> bool:
    """Whether a segment is written in capitals throughout, as headlines are.

    >>> is_all_caps("FRAPPES SUR LE PORT D’AL-MINA"), is_all_caps("L’OTAN et l’ONU")
    (True, False)
    """
    letters = _LETTERS.findall(text)
    capitals = sum(letter.isupper() for letter in letters)
    return len(_WORD.findall(text)) >= _FEWEST_WORDS and capitals >= _CAPITAL_SHARE * len(letters)


def gather_case(texts: Iterable[str], language: Language) -> Mapping[str, str]:
    """Learn from running text how each word is usually written.

    Args:
        texts: segments; those in capitals teach nothing.
        language: whose function words are small in any case.

    Returns:
        The most frequent spelling of each word, by `key`: without case and accents, which capitals often lack.
    """
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        if is_all_caps(text):
            continue
        for number, match in enumerate(_WORD.finditer(text)):
            word = match[0]
            # The first word has its capital from its place; it still shows the accents.
            counts.setdefault(key(word), Counter())[word if number else word[0].lower() + word[1:]] += 1 + (
                number > 0
            )
    usual = {folded: spellings.most_common(1)[0][0] for folded, spellings in counts.items()}
    return {**usual, **{key(word): word for word in language.function_words}}


def recase(text: str, usual: Mapping[str, str]) -> str:
    """Write a text in capitals as it would stand in a sentence.

    Args:
        text: a segment for which `is_all_caps` holds.
        usual: from `gather_case`.

    >>> from bilingual.languages import FRENCH
    >>> usual = gather_case(["Un dépôt a brûlé près de Tarmak, selon l’état-major."], FRENCH)
    >>> recase("UN DEPOT FRAPPE PRES DE TARMAK", usual)
    'Un dépôt frappe près de Tarmak'
    """
    small = _WORD.sub(lambda match: _spell(match[0], usual), text)
    first = _LETTERS.search(small)
    return small if first is None else small[: first.start()] + first[0].upper() + small[first.end() :]


def key(word: str) -> str:
    """Return a word without case, accents and kinds of apostrophe.

    >>> key("L’Été")
    "l'ete"
    """
    return without_accents(word.casefold().replace("’", "'").replace("œ", "oe"))


def without_accents(text: str) -> str:
    """Return a text with the letters alone of what carries accents, cedillas and the like; ligatures stay.

    >>> without_accents("Sécurité, garçon, œuvre")
    'Securite, garcon, œuvre'
    """
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _spell(word: str, usual: Mapping[str, str]) -> str:
    if (known := usual.get(key(word))) is not None:
        return known
    for apostrophe in "'’":
        head, mark, tail = word.partition(apostrophe)
        if mark and len(head) <= 2:
            return head.lower() + mark + _spell(tail, usual)
    if word in _USUAL_ABBREVIATIONS or (len(word) <= _SHORT and not _VOWELS & set(word.upper())):
        return word
    return word.lower()
