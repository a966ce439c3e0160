"""Time the built-in termbase: `python tests/benchmarks/terms.py [WORDS]`.

Prints the tokens matched per second, and the time that a fresh process takes to load the termbase and to
match an article of 500 words in both languages; in processor time, since the machine may be busy.
To reach: 200,000 tokens/s and 0.12 s.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import time
from collections.abc import Iterator

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH, Language

# Two sentences of the termbase to one without any term: about as dense as war reports.
PLAIN = {
    "fr": "Le maire a rappelé que la réunion aurait lieu jeudi et que chacun pourrait y parler.",
    "en": "The mayor recalled that the meeting was to be on Thursday and that all might speak.",
}


SENTENCES = 6  # of a paragraph


def sentences_of(language: Language) -> Iterator[str]:
    """Yield example sentences of every concept in turn, over and over."""
    return itertools.cycle(
        sentence
        for number, entry in enumerate(military_termbase())
        for sentence in ([PLAIN[language.code]] * (number % 2 == 0) + [entry.example(language)])
    )


def article(language: Language, words: int) -> str:
    """Return about so many words of them, in paragraphs."""
    sentences, paragraphs, length = sentences_of(language), [], 0
    while length < words:
        paragraphs.append(" ".join(itertools.islice(sentences, SENTENCES)))
        length += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def throughput(language: Language, words: int) -> None:
    """Print how fast a long text is matched, paragraph by paragraph: the better of two times, patterns being decoded
    in the first."""
    paragraphs = article(language, words).split("\n\n")
    tokens = sum(len(Atoms(paragraph).words) for paragraph in paragraphs)
    taken = []
    for _ in range(2):
        start = time.process_time()
        matches = sum(len(match_terms(paragraph, military_termbase(), language)) for paragraph in paragraphs)
        taken.append(time.process_time() - start)
    print(
        f"{language.name:8} {tokens:8,} tokens {matches:7,} matches {tokens / min(taken):10,.0f} tokens/s,"
        f" at first {tokens / taken[0]:,.0f}"
    )


def fresh_process() -> None:
    """Print what the first article costs, the interpreter's own start aside and included."""
    texts = {language.code: article(language, 500) for language in (FRENCH, ENGLISH)}
    program = f"""
import time; start = time.process_time()
from bilingual.glossary.matching import match_terms
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH
imported = time.process_time()
base = military_termbase()
loaded = time.process_time()
match_terms({texts["fr"]!r}, base, FRENCH)
match_terms({texts["en"]!r}, base, ENGLISH)
end = time.process_time()
print(end, imported - start, loaded - imported, end - loaded)
"""
    run = [sys.executable, "-c", program]
    runs = [subprocess.run(run, capture_output=True, text=True, check=True).stdout for _ in range(5)]
    whole, imports, load, match = min([float(part) for part in out.split()] for out in runs)
    print(f"fresh process {whole:.3f} s: imports {imports:.3f}, load {load:.3f}, 500 words twice {match:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="?", type=int, default=100_000)
    words = parser.parse_args().words
    print(f"{len(military_termbase())} concepts")
    fresh_process()
    throughput(FRENCH, words)
    throughput(ENGLISH, words)
