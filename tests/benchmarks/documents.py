"""How well documents are read: paragraphs and words of each file against the text it was made from, and seconds.

python tests/benchmarks/documents.py
python tests/benchmarks/documents.py --book 500        and a book of so many pages in EPUB, .docx and HTML
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import bilingual

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from documents import CASES, expected, loose, paragraphs, quality, words

_WORDS_A_PAGE = 300


def _measure(path: Path) -> None:
    wanted = expected(path.name.partition(".")[0])
    started = time.perf_counter()
    document = bilingual.read_document(path)
    seconds = time.perf_counter() - started
    found = [loose(p.text) for p in paragraphs(document)]
    texts = [loose(p.text) for p in wanted]
    whole, kinds = (
        quality(found, texts),
        quality(
            ((p.kind, loose(p.text)) for p in paragraphs(document)), ((p.kind, loose(p.text)) for p in wanted)
        ),
    )
    of_words = quality(words(found), words(texts))
    print(
        f"{path.name:28} {document.format:9} {whole.precision:9.3f} {whole.recall:7.3f} {kinds.recall:7.3f}"
        f" {of_words.precision:10.3f} {of_words.recall:7.3f} {seconds:7.2f}"
    )


def _book(pages: int, directory: Path) -> None:
    text = (CASES / "book.txt").read_text(encoding="utf-8").replace("# ", "").splitlines()
    copies = pages * _WORDS_A_PAGE // sum(len(line.split()) for line in text) + 1
    chapter = "".join(f"<p>{line}</p>\n" for line in text)
    names = [f"c{number}.xhtml" for number in range(copies)]
    epub = directory / "book.epub"
    with zipfile.ZipFile(epub, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='o.opf'/></rootfiles></container>",
        )
        items = "".join(f"<item id='{n}' href='{n}' media-type='application/xhtml+xml'/>" for n in names)
        spine = "".join(f"<itemref idref='{n}'/>" for n in names)
        archive.writestr("o.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>")
        for number, name in enumerate(names, 1):
            archive.writestr(name, f"<html><body><h1>Chapter {number}</h1>{chapter}</body></html>")
    page = directory / "book.html"
    page.write_text(f"<html><body>{(f'<h1>Chapter</h1>{chapter}') * copies}</body></html>", encoding="utf-8")
    docx = directory / "book.docx"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text) * copies
    with zipfile.ZipFile(docx, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:d xmlns:w='w'><w:body>{body}</w:body></w:d>")
    for path in (epub, page, docx):
        started = time.perf_counter()
        document = bilingual.read_document(path)
        seconds = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{path.suffix:6} {len(document.text.split()):8,} words {seconds:6.2f} s, at most {memory:.0f} MB so far"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--book", type=int, metavar="PAGES", help="make and read a book of so many pages too")
    arguments = parser.parse_args()
    print(f"{'':28} {'':9} {'paragraphs':>17} {'kinds':>7} {'words':>18}")
    heads = f"{'precision':>9} {'recall':>7} {'recall':>7} {'precision':>10} {'recall':>7} {'s':>7}"
    print(f"{'file':28} {'format':9} {heads}")
    for path in sorted(CASES.iterdir()):
        if path.name.partition(".")[0] in ("dossier", "book", "page") and path.suffix not in (".txt", ".py"):
            _measure(path)
    if arguments.book:
        with tempfile.TemporaryDirectory() as directory:
            _book(arguments.book, Path(directory))


if __name__ == "__main__":
    main()
