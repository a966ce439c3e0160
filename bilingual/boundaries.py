"""Sentence boundaries, by rules over what stands on the two sides of each candidate.

A candidate is a run of stops with the quotes and brackets that close after it, a semicolon, or a
capitalised word that nothing in the middle of a sentence would explain. Each is decided by the word
before (an abbreviation? an initial? a list number?), the first word after (its case; can it do anything
but open a sentence?) and, where those leave a doubt, by whether the text writes that word in lower case
elsewhere, which is the idea of Punkt (Kiss and Strunk 2006). No model and no training: the word lists
are in `languages`. `tests/benchmarks/sentences.py` sets it beside other splitters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cached_property, lru_cache
from heapq import merge
from itertools import islice

from bilingual.languages import Language
from bilingual.spans import Span, cut_up

LONGEST = 6_000
"""Code points of a sentence. The longest sentence of Proust has 5,100; what is longer is data or has lost its
stops, and would be one row, one translation and one set of word links."""


class Usage:
    """What a text tells of its own habits, such as which words it writes in lower case.

    Gathered once, and only if a rule asks.

    Args:
        text: the whole of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._text.split())

    def has_lower(self, word: str) -> bool:
        """Whether the text writes a word in lower case."""
        return word.lower() in self._words

    @cached_property
    def lists(self) -> bool:
        """Whether items of lists, each with its hyphen, run on in the text after a stop."""
        return len(list(islice(_ITEM.finditer(self._text), _FEWEST_ITEMS))) == _FEWEST_ITEMS


class _Opening(IntEnum):
    """How surely a capitalised word opens a sentence."""

    UNTOLD = 0  # `Paris`, `Soldats`: it may be a name
    ARTICLE = 1  # `Le convoi`: a title or name may begin so too
    SURE = 2  # `Il`, `Selon`


# --- Candidates ---------------------------------------------------------------------------------------

# Every quantifier that could run over a long stretch is possessive, and nothing that could fail comes
# after one: a line of ten million stops or spaces is read once.
# The set of first characters comes first because the engine then skips to them.
_STOP = re.compile(
    r"[.!?…;–-](?:"
    r"(?<=[.!?…])[.!?…]*+(?:\s{0,2}[!?…]++)*+(?:\s{0,2}[»›]|[”’\"')\]]|\s?\[\d{1,3}\])*+"
    r"|(?<=;)"
    r"|(?<=\s[–-])(?=\s))"
)
# What may stand before the first word of a sentence; dashes only with a space after them. Bounded, since
# a run of openers is looked at from each stop in it.
_LEAD = re.compile(
    r"(?:\s++|\((?:\.{3}|…)\)|\[(?:\.{3}|…)\]|[^\w\s.…,;:!?»”’)\]–—―-]|(?:[–—―]|-{1,2}+)(?=\s)){0,12}+"
)
_WORD = re.compile(r"\w[\w’'-]{0,30}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,6}[^\W\d_]")
_NUMERAL = re.compile(r"\d{1,3}|[IVX]{1,5}|[a-zA-Z]")
_CLOCK = frozenset(("a.m", "p.m", "A.M", "P.M"))
_ROMAN = re.compile(r"[IVXLCDM]+(?![\w'’-])")
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôöùûüœæ]", re.IGNORECASE)
# Hardly an abbreviation that no list holds: those are short, or cut before a vowel (`rég.`).
_WHOLE = re.compile(r"[^\W\d_]{2,}[aeiouyéèêà]|[^\W\d_]{4,}")
# How far back the word before a stop is looked for: no abbreviation is as long.
_REACH = 32
# How far back a straight quotation mark is looked for: quotations of two thousand characters are rare.
_QUOTATION = 2000
# Words that an unpunctuated heading has at most; the longest in UD Sequoia dev has 12.
_HEADING = 14
_CAPITALS = re.compile(r"[^\W\d_](?:['’ ][^\W\d_a-zà-ÿ]|[^\W\d_a-zà-ÿ])")
# What precedes a sentence and is none: `(EN)`, `iii)`, `(2)`.
_MARKER = re.compile(r"\s*(?:\([^()]{1,12}|\w{1,4})\)")
_ITEM_START = re.compile(r"[-–]\s(\w*)")
# Characters before the dash in which a heading of so many words, or the start of an item, is looked for.
_LISTED = 160
_ITEM = re.compile(r"[.;:]\s-\s[A-ZÀ-Ý]")
_FEWEST_ITEMS = 3
_OMISSIONS = ("(...", "(…", "[...", "[…", "...", "…")
_INVERSION = re.compile(r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)$")
_STRAIGHT_QUOTE = re.compile(r'"(?:(?<=([\s(\[]")))?(?=([\s.,;:)\]]))?')


@lru_cache(maxsize=8)
def _run_in(language: Language) -> re.Pattern[str] | None:
    """A capitalised opener after a word or bracket without a stop: a heading run into its text."""
    if language.title_case:
        return None
    words = {word.capitalize() for word in language.openers | language.articles if word != "y"}
    initials = "".join(sorted({word[0] for word in words}))
    tails = "|".join(sorted({word[1:] for word in words}, reverse=True))
    # The set comes first because the engine then skips to a capital without trying every place.
    before = r"(?:(?<=[\w)\]»”\"%:]\s.)|(?<=[\w)]\s[–-]\s.))"
    return re.compile(rf"[{initials}]{before}(?:{tails})(?=[\s’']|(?<=\w{{5}}),)")


class ParagraphReading:
    """One pass over a paragraph, which knows where the sentence now read began.

    Args:
        text: of the paragraph, without white space at its ends.
        language: of it.
        usage: of the whole text that the paragraph stands in.
    """

    def __init__(self, text: str, language: Language, usage: Usage) -> None:
        self.text = text
        self.language = language
        self.usage = usage
        self.start = 0
        self.quotes_read = 0
        self.quote_open = False

    def _spans(self) -> Iterator[Span]:
        for match in self._candidates():
            end = self._end(match) if match.start() >= self.start else None
            if end is not None:
                yield Span(self.start, end).strip(self.text)
                self.start = end
        rest = Span(self.start, len(self.text)).strip(self.text)
        if rest:
            yield rest

    def sentences(self) -> Iterator[Span]:
        """Yield the sentences, those longer than any reader or model can take cut up."""
        for span in self._spans():
            yield from cut_up(span, self.text, LONGEST)

    def _candidates(self) -> Iterator[re.Match[str]]:
        stops = _STOP.finditer(self.text)
        run_in = _run_in(self.language)
        if run_in is None:
            return stops
        return merge(stops, run_in.finditer(self.text), key=re.Match.start)

    def _end(self, match: re.Match[str]) -> int | None:
        """Where the sentence ends if the candidate ends one."""
        mark = match[0][0]
        if mark.isalpha():
            return self._run_in_end(match.start())
        if mark in "-–":
            return match.start() if self._goes_on_listing(match.end()) else None
        end = match.end()
        if end >= len(self.text):
            return None
        if not self.text[end].isspace():
            return end if match[0] == "." and self._space_forgotten(match.start()) else None
        end = self._with_closing_quote(end)
        lead = _LEAD.match(self.text, end)
        word = _WORD.match(self.text, lead.end()) if lead else None
        if word is None or self._nothing_before(match.start()):
            return None
        if mark == ";":
            ends = self._after_semicolon(end, word)
        elif match[0].rstrip("»”’\"')] \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}") == ".":
            ends = self._after_full_stop(match.start(), end, word)
        else:
            ends = not word[0][0].islower() and not self._omission(match)
        return end if ends else None

    # --- What follows

    def _opening(self, word: re.Match[str]) -> _Opening:
        """How surely the word opens a sentence, taken by itself and by the case of the word after it."""
        written = word[0]
        if not written[0].isupper():
            return _Opening.UNTOLD
        lower = written.lower().replace("’", "'")
        openers = self.language.openers
        if len(written) == 1 and lower in self.language.elisions:
            return _Opening.UNTOLD
        if lower in openers or _INVERSION.search(lower):
            return _Opening.SURE
        head, apostrophe, tail = written.replace("’", "'").partition("'")
        if apostrophe and head.lower() in openers:
            return _Opening.SURE
        if head.lower() in self.language.articles:
            after = tail[:1] if apostrophe else self.text[word.end() + 1 : word.end() + 2]
            if after.islower() or after.isdigit():
                return _Opening.ARTICLE
        return _Opening.UNTOLD

    def _after_semicolon(self, end: int, word: re.Match[str]) -> bool:
        if self._is_item(end, word):
            return True
        return word[0][0].isupper() and (
            self._opening(word) > _Opening.UNTOLD or self.usage.has_lower(word[0])
        )

    def _is_item(self, end: int, word: re.Match[str]) -> bool:
        """Whether a hyphen or short dash begins an item of a list before the word."""
        return self.text[end : word.start()].lstrip()[:1] in ("-", "–")

    def _after_full_stop(self, stop: int, end: int, word: re.Match[str]) -> bool:
        before = self._word_before(stop)
        if not before:
            return not word[0][0].islower()
        if _NUMERAL.fullmatch(before) and self._numbers_an_item(stop - len(before)):
            return False
        bare = before.replace("’", "'").rpartition("'")[2]
        if word[0][0].islower():
            if self._is_item(end, word):
                return not self._points_forward(bare) and bare not in self.language.finals
            return self._lower_case_opens(bare, word[0])
        if word[0][0].isdigit() or _ROMAN.match(word[0]):
            return not self._points_forward(bare) and not (len(bare) == 1 and bare.isupper())
        opening = self._opening(word)
        language = self.language
        if bare in language.titles:
            # `M. Le Pen`, but `il franchit le col. Les chars …`
            return opening > _Opening.UNTOLD and bare[0].islower()
        if bare in _CLOCK and word[0].lower() in language.calendar:
            return False
        if bare in language.finals and (bare in _CLOCK or not _INITIALS.fullmatch(bare)):
            return True
        if opening:
            return True
        if bare in language.forward:
            return False
        if _INITIALS.fullmatch(bare):
            return self._acronym_ends(bare, stop, word[0])
        if len(bare) == 1 and bare.isalpha():
            return self._letter_ends(bare, stop)
        # A small word without a vowel is an abbreviation that no list holds: `rgt. Dupont`.
        return not (bare.isalpha() and bare.islower() and len(bare) <= 5 and not _VOWEL.search(bare))

    # --- What stands before

    def _word_before(self, stop: int) -> str:
        piece = self.text[max(self.start, stop - _REACH) : stop]
        words = piece.rsplit(None, 1)
        return words[-1].lstrip("«“‘(\"'[") if words and not piece[-1].isspace() else ""

    def _nothing_before(self, stop: int) -> bool:
        """Whether the sentence has only marks so far: `(…) Les`, `« … Oui »`."""
        return not any(map(str.isalnum, self.text[self.start : min(stop, self.start + _REACH)])) and (
            stop - self.start <= _REACH
        )

    def _numbers_an_item(self, number: int) -> bool:
        """Whether a number opens the sentence or follows a colon: `1. Tenir le pont. 2. Garder la route.`"""
        between = self.text[max(self.start, number - _REACH) : number].strip()
        if between[-1:] in (":", ";"):
            return True
        return number - self.start < _REACH and not between.strip('«“"([—–-')

    def _points_forward(self, bare: str) -> bool:
        language = self.language
        return bare in language.numbered or bare in language.forward or bare in language.titles

    def _lower_case_opens(self, bare: str, word: str) -> bool:
        """A sentence that begins in lower case: the word before is no abbreviation, known or unknown."""
        language = self.language
        if self._points_forward(bare) or bare in language.finals:
            return False
        if bare.isdigit() and len(bare) < 3:
            return False
        head = word.replace("’", "'").partition("'")[0]
        opens = head in language.openers or head in language.articles
        if opens and "." not in bare and (len(bare) >= 3 or not bare[-1].isalpha()):
            return True
        return bare[1:].islower() and (_WHOLE.fullmatch(bare) is not None or self.usage.has_lower(bare))

    def _acronym_ends(self, bare: str, stop: int, word: str) -> bool:
        """`av. J.-C. Rome` ends a sentence, `J.-C. Martin` and `U.S. Army` do not."""
        if bare == "J.-C" and self._word_before(stop - len(bare) - 1).rstrip(".") in ("av", "ap", "apr"):
            return True
        return "-" not in bare and len(bare) >= 5 and self.usage.has_lower(word)

    def _letter_ends(self, bare: str, stop: int) -> bool:
        """`le plan B. Macron …` ends a sentence, `E. Macron` does not."""
        label = self._word_before(stop - 2) if self.text[stop - 2 : stop - 1].isspace() else ""
        return bare.islower() or label.lower() in self.language.labels

    # --- Other candidates

    def _omission(self, match: re.Match[str]) -> bool:
        """`(…)` stands for words left out and ends nothing."""
        return self.text[match.start() - 1 : match.start()] in ("(", "[") and match[0][0] in ".…"

    def _space_forgotten(self, stop: int) -> bool:
        """`terminée.Les avions`: a stop between a small letter and an opener that a space follows."""
        word = _WORD.match(self.text, stop + 1)
        return (
            word is not None
            and self.text[max(self.start, stop - 2) : stop].islower()
            and self._opening(word) > _Opening.UNTOLD
        )

    def _with_closing_quote(self, end: int) -> int:
        """Take in a straight quote with space around it if it closes a quotation."""
        if not (self.text.startswith('"', end + 1) and self.text[end + 2 : end + 3].isspace()):
            return end
        # Read on from where the last such question stopped, so that a text is read once.
        for quote in _STRAIGHT_QUOTE.finditer(self.text, self.quotes_read, end):
            spaced_before = quote[1] is not None or not quote.start()
            spaced_after = quote[2] is not None
            self.quote_open = not self.quote_open if spaced_before == spaced_after else spaced_before
        self.quotes_read = end
        return end + 2 if self.quote_open else end

    def _goes_on_listing(self, dash: int) -> bool:
        """Whether a dash opens a further item: the sentence is one, and a capital or a number follows."""
        after = self.text[dash + 1 : dash + 2]
        begun = self.text[self.start : min(dash, self.start + _LISTED)].lstrip()
        first = _ITEM_START.match(begun)
        if not (after.isupper() or after.isdigit() or after in '«"'):
            # Items that begin in lower case begin alike: `- si vous toussez - si vous …`
            return first is not None and self.text.startswith(first[1] + " ", dash + 1)
        if first is not None:
            return True
        is_short = dash - self.start < _LISTED and len(begun.split()) <= _HEADING
        return self.start > 0 and begun[:1].isupper() and is_short and self.usage.lists

    def _run_in_end(self, place: int) -> int | None:
        """Where a heading without a stop ends before the capitalised opener at `place`, if one does."""
        word = _WORD.match(self.text, place)
        opening = self._opening(word) if word else _Opening.UNTOLD
        # `DES MÉDICAMENTS S'IL Y A LIEU`: inside capitals a capital tells nothing.
        if not opening or _CAPITALS.match(self.text, place):
            return None
        end = place - 1
        if self.text[end - 1] in "-–":
            end -= 2
            if not self.start:
                return None  # `PARIS - Le ministre`
        before = self._word_before(end)
        bare = before.replace("’", "'").rpartition("'")[2].lower()
        language = self.language
        if bare in language.function_words or bare in language.openers or bare in language.works:
            return None
        if not any(map(str.isalnum, before[-3:])) and before[-1:] != ")" and before != ":":
            return None
        if opening is _Opening.ARTICLE and (
            end < place - 1 or before == ":" or not self._may_be_heading(end)
        ):
            return None
        if before.startswith(_OMISSIONS) or _MARKER.fullmatch(self.text[max(self.start, end - _REACH) : end]):
            return None
        return end

    def _may_be_heading(self, end: int) -> bool:
        # Words have twenty letters at the most here, so that a long sentence is not cut up to count them.
        return end - self.start < 20 * _HEADING and len(self.text[self.start : end].split()) <= _HEADING
