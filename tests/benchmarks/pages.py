"""Size and time of a book in every format: `python tests/benchmarks/pages.py [--words 100000] [-o DIRECTORY]`.

The book is made of the example articles, each sentence beside its human translation, over and over; terms and word
links are as `align` finds them. Linking is timed apart, in processor time, since the machine may be busy. With
`-o` the files are kept, to be opened.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bilingual.alignment.sentences import IndexBead
from bilingual.document import document_from_text
from bilingual.pipeline.aligning import align, align_with_report
from bilingual.pipeline.linking import link_words
from bilingual.pipeline.model import ParallelText
from bilingual.views.formats import FORMATS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def book(words: int) -> ParallelText:
    """Return a parallel text of about so many French words, unlinked."""
    pairs = [
        (bead.source, bead.target)
        for french in sorted(EXAMPLES.glob("*.fr.txt"))
        for bead in align(french, french.with_name(french.name.replace(".fr.", ".en."))).beads
        if bead.source_spans and bead.target_spans
    ]
    times = -(-words // sum(len(source.split()) for source, _ in pairs))
    sides = zip(*(pairs * times), strict=True)
    french, english = (document_from_text("\n".join(lines), name="book.txt") for lines in sides)
    # A line a row, and the rows are pairs already.
    rows = [IndexBead((n,), (n,), 1.0) for n in range(len(pairs) * times)]
    return align_with_report(french, english, beads=rows, lines=True).text


def main() -> None:
    """Write the book in every format and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    text = book(options.words)
    start = time.process_time()
    text = link_words(text)
    print(f"{len(text):,} rows, {sum(len(b.source.split()) for b in text):,} words;", end=" ")
    print(f"words linked in {time.process_time() - start:.1f} s")
    print(f"texts alone {sum(len(side.text.encode()) for side in (text.source, text.target)) / 1e6:.2f} MB")
    for name, form in FORMATS.items():
        start = time.process_time()
        data = form.render(text)
        print(f"{name:<9}{len(data) / 1e6:6.2f} MB {time.process_time() - start:6.2f} s")
        if options.output is not None:
            options.output.mkdir(parents=True, exist_ok=True)
            (options.output / f"book.{name}").write_bytes(data)


if __name__ == "__main__":
    main()
