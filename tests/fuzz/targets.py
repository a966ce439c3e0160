"""Every parser of what comes from outside, as a function of bytes that may only raise `BilingualError`."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.exercises.items import Exercise

REPOSITORY = Path(__file__).parents[2]
_EXAMPLES = REPOSITORY / "examples"
_SEED_BYTES = 200_000  # larger files make slow seeds


@dataclass(frozen=True, slots=True)
class Target:
    """A parser to be tried.

    Args:
        name: what reports call it.
        parse: reads bytes; any exception but `BilingualError` is a defect.
        seeds: makes well-formed inputs to start from.
        refuses: whether damage can be noticed; to some parsers every input says something.
    """

    name: str
    parse: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    refuses: bool = True


@contextmanager
def _file(data: bytes, name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _document(name: str) -> Callable[[bytes], None]:
    def parse(data: bytes) -> None:
        from bilingual import FRENCH, split_sentences
        from bilingual.document import document_from_bytes

        split_sentences(document_from_bytes(data, name), FRENCH)

    return parse


def _document_seeds(*endings: str) -> Callable[[], list[bytes]]:
    def seeds() -> list[bytes]:
        cases = REPOSITORY / "tests" / "cases" / "documents"
        files = [
            path for folder in (_EXAMPLES, cases) for path in folder.rglob("*") if path.suffix in endings
        ]
        return [file.read_bytes() for file in sorted(files) if file.stat().st_size < _SEED_BYTES]

    return seeds


def _saved_page_seeds() -> list[bytes]:
    from email.message import EmailMessage

    seeds = []
    for coding in ("quoted-printable", "base64", "8bit"):
        message = EmailMessage()
        message["From"] = "<Saved by Blink>"
        message.set_content(
            (REPOSITORY / "tests/cases/documents/page.html").read_text("utf-8"), subtype="html", cte=coding
        )
        message.add_related(b"\x89PNG", "image", "png", cid="<picture@mhtml.blink>")
        seeds.append(message.as_bytes())
    return seeds


def _glossary(data: bytes) -> None:
    from bilingual.glossary.formats.glossaries import parse_glossary, read_glossary

    parse_glossary(data, "fuzz.csv")
    with _file(data, "fuzz.tbx") as path:
        read_glossary(path)


def _glossary_seeds() -> list[bytes]:
    from bilingual import FRENCH, military_termbase
    from bilingual.glossary.formats.glossaries import GlossaryFormat, write_glossary

    entries = list(military_termbase())[:12]
    written = [write_glossary(entries, form, FRENCH) for form in GlossaryFormat]
    simple = ["source,target\nchar,tank\n", "char\ttank\t\nobus\tshell\tnom", "fr;en\nfeu;fire\n"]
    return [text.encode() for text in (*written, *simple)]


def _pack(data: bytes) -> None:
    from bilingual import ParallelText

    text = ParallelText.from_json(_text(data), "fuzz")
    assert ParallelText.from_json(text.to_json(), "fuzz") == text


def _aligned() -> str:
    import bilingual

    french, english = (
        bilingual.document_from_text((_EXAMPLES / f"frappes-aeriennes.{code}.txt").read_text("utf-8"))
        for code in ("fr", "en")
    )
    return bilingual.align(french, english).to_json()


def _beads(data: bytes) -> None:
    from bilingual.alignment.interchange import parse_vecalign

    parse_vecalign(_text(data))


def _deck(data: bytes) -> None:
    from bilingual.exercises.interchange import from_json, to_json

    written = to_json(from_json(_text(data), "fuzz"))
    assert to_json(from_json(written, "fuzz")) == written


@cache
def _exercises() -> tuple[Exercise, ...]:
    """Exercises of every kind that a text gives."""
    from bilingual import ParallelText
    from bilingual.exercises.generation import make_exercises

    return tuple(make_exercises(ParallelText.from_json(_aligned(), "seed"), number=12, rng=Random(1)))


def _deck_seeds() -> list[bytes]:
    from bilingual.exercises.cards import Card
    from bilingual.exercises.interchange import to_json
    from bilingual.exercises.records import Contents

    cards = tuple(Card.new(exercise, 1_800_000_000) for exercise in _exercises())
    return [to_json(Contents(cards=chosen)).encode() for chosen in (cards[:1], cards)]


def _answers(data: bytes) -> None:
    from bilingual.document.reading import read_lines
    from bilingual.exercises.grading import grade

    for line in read_lines("-", io.BytesIO(data)):
        for exercise in _exercises():
            grade(exercise, line)


def _answers_seeds() -> list[bytes]:
    answers = [exercise.answer for exercise in _exercises()]
    return [
        "\n".join(answers).encode(),
        "\r\n".join(answers).encode("utf-8-sig"),
        b"1\n2, 1\n?\n:a\n:u\n:ok\n",
    ]


_SENTENCES = "Il pleut. Il neige. Il fait froid."


def _position(data: bytes) -> None:
    from bilingual.reader.positions import Positions, identity

    with _file(data, f"{identity(_SENTENCES)}.json") as path:
        positions = Positions(path.parent, clock=lambda: 1_800_000_000)
        if (kept := positions.load(_SENTENCES, None)) is not None:
            positions.save(_SENTENCES, None, kept[0])
            assert positions.load(_SENTENCES, None) == kept


def _position_seeds() -> list[bytes]:
    from bilingual.reader.positions import Position, Positions, Spot, identity

    spot = Spot(10, 0.3, "Il neige.")
    with tempfile.TemporaryDirectory() as folder:
        Positions(Path(folder)).save(_SENTENCES, None, Position(spot, bookmarks=(spot, spot)))
        return [(Path(folder) / f"{identity(_SENTENCES)}.json").read_bytes()]


def _journal(data: bytes) -> None:
    from bilingual.corpus.journal import NAME, Journal

    with _file(data, NAME) as path:
        with Journal(path.parent) as journal:
            journal.finish("a.json", "key")
            kept = dict(journal.keys)
        with Journal(path.parent) as journal:
            assert dict(journal.keys) == kept


def _config(data: bytes) -> None:
    from bilingual.reader.config import load_config

    with _file(data, "config.toml") as path:
        load_config(path)


def _package(data: bytes) -> None:
    from bilingual.translation.archives import unpack
    from bilingual.translation.packages import PackageOrigin, describe_package

    with _file(data, "fuzz.argosmodel") as path:
        package = describe_package(path, PackageOrigin.GIVEN)
        package.licence()
        unpack(path, path.with_name("unpacked"))


def _package_seeds() -> list[bytes]:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        root = "translate-fr_en-0_1"
        metadata = (
            '{"from_code": "fr", "to_code": "en", "package_version": "0.1", "bilingual": {"decoding": {}}}'
        )
        archive.writestr(f"{root}/metadata.json", metadata)
        archive.writestr(f"{root}/README.md", "# A package\n\nLicence: MIT\n")
        archive.writestr(f"{root}/model/model.bin", bytes(100))
        archive.writestr(f"{root}/sentencepiece.model", b"pieces")
    return [made.getvalue()]


def _dictionary(name: str) -> Callable[[bytes], None]:
    def parse(data: bytes) -> None:
        from bilingual import FRENCH
        from bilingual.lexicon.dictionaries import open_dictionary

        with _file(data, name) as path:
            open_dictionary(path).look_up("char", FRENCH)

    return parse


_TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><entry><form><orth>char</orth></form>
<sense><cit type="trans"><quote>tank</quote></cit></sense></entry></body></text></TEI>"""

TARGETS = {
    target.name: target
    for target in (
        Target("document", _document("fuzz"), _document_seeds(".txt"), refuses=False),
        Target("Markdown", _document("fuzz.md"), _document_seeds(".md"), refuses=False),
        Target("HTML", _document("fuzz.html"), _document_seeds(".html"), refuses=False),
        Target("saved page", _document("fuzz.mhtml"), _saved_page_seeds, refuses=False),
        Target("subtitles", _document("fuzz.srt"), _document_seeds(".srt", ".vtt"), refuses=False),
        Target("EPUB", _document("fuzz.epub"), _document_seeds(".epub")),
        Target("docx", _document("fuzz.docx"), _document_seeds(".docx")),
        Target("odt", _document("fuzz.odt"), _document_seeds(".odt")),
        Target("PDF", _document("fuzz.pdf"), _document_seeds(".pdf")),
        Target("glossary", _glossary, _glossary_seeds),
        Target("reading pack", _pack, lambda: [_aligned().encode()]),
        Target("beads", _beads, lambda: [b"[0]:[0]:0.9\n[1, 2]:[1]:0.5\n[]:[2]:0.1\n"]),
        Target("deck", _deck, _deck_seeds),
        Target("answers", _answers, _answers_seeds, refuses=False),
        Target("position", _position, _position_seeds, refuses=False),
        Target(
            "corpus journal", _journal, lambda: [b'{"output": "b.json", "key": "k"}\n' * 3], refuses=False
        ),
        Target("settings", _config, lambda: [b'theme = "dark"\n[keys]\nnext = ["j", "down"]\n']),
        Target("package", _package, _package_seeds),
        Target("TSV dictionary", _dictionary("fuzz.tsv"), lambda: [b"char\ttank\nobus\tshell\n"]),
        Target("TEI dictionary", _dictionary("fuzz.tei"), lambda: [_TEI.encode()]),
    )
}
