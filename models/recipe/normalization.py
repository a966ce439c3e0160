"""The normalisation that the package's SentencePiece model carries inside it.

Argos Translate and LibreTranslate hand raw text to SentencePiece, so whatever the model was trained to see
(straight quotes, plain dashes, no space before ``?``) has to be a rule of the SentencePiece normaliser. Its
rules are plain "longest match at this place → replacement" pairs of code points (`--normalization_rule_tsv`).
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import sentencepiece as spm

SPACES = " \u00a0\u202f\u2009"
"""Space, no-break space, narrow no-break space, thin space: what French typography puts inside « » and before
; : ! ?"""

TYPOGRAPHY: dict[str, str] = {
    "’": "'", "‘": "'", "‛": "'", "´": "'", "`": "'", "′": "'", "ʼ": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "‹": "'", "›": "'",
    "–": "-", "—": "-", "―": "-", "‒": "-", "−": "-", "‐": "-", "\u2011": "-",
    "…": "...", "\u00ad": "",
    # One spelling instead of two: texts without the ligature are as common as texts with it.
    "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae",
}  # fmt: skip

HIGHEST_RULE = 0x3000
"""Rules for CJK and Hangul would make the charsmap 200 kB larger and never fire in French or English."""


def _composition_rules() -> Iterator[tuple[str, str]]:
    """Base letter + combining marks → the composed letter (NFC), for every letter below `HIGHEST_RULE`."""
    for code in range(0xC0, HIGHEST_RULE):
        composed = chr(code)
        parts = unicodedata.normalize("NFD", composed)
        if len(parts) > 1 and unicodedata.normalize("NFC", parts) == composed:
            yield parts, composed


def _compatibility_rules() -> Iterator[tuple[str, str]]:
    """What SentencePiece's own ``nmt_nfkc`` makes of each single character, where it changes it."""
    nmt_nfkc = spm.SentencePieceNormalizer(
        rule_name="nmt_nfkc", add_dummy_prefix=False, escape_whitespaces=False, remove_extra_whitespaces=False
    )
    wide = range(0xFB00, 0xFB07), range(0xFE00, 0x10000)
    for code in [*range(1, HIGHEST_RULE), *(c for block in wide for c in block)]:
        if 0xD800 <= code < 0xE000:
            continue
        character = chr(code)
        normalised = nmt_nfkc.normalize(character)
        if normalised != character:
            yield character, normalised


def rules() -> dict[str, str]:
    """All rules; later, more specific ones replace the general ones.

    >>> r = rules()
    >>> r["« "], r["\\u00a0»"], r["\\u202f!"], r["e\\u0301"], r["…"]
    ('"', '"', '!', 'é', '...')
    """
    table = dict(_compatibility_rules()) | dict(_composition_rules()) | TYPOGRAPHY
    for space in SPACES:
        table["«" + space] = table[space + "»"] = '"'
        table["“" + space] = table[space + "”"] = '"'
        table |= {space + mark: mark for mark in ";:!?%"}
    return table


def write_rules(path: Path) -> None:
    """Write `rules` as SentencePiece wants them: hexadecimal code points, space-separated, TAB between the
    sides."""
    hexadecimal = lambda text: " ".join(f"{ord(c):X}" for c in text)  # noqa: E731
    lines = (f"{hexadecimal(old)}\t{hexadecimal(new)}\n" for old, new in sorted(rules().items()))
    path.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    write_rules(Path(sys.argv[1]))
