"""Every parser of what comes from outside, as a function of bytes that may only raise `BilingualError`."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    """

    name: str
    parse: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]


@contextmanager
def _file(data: bytes, name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _document(data: bytes) -> None:
    from bilingual import FRENCH, split_sentences
    from bilingual.document import document_from_bytes

    document = document_from_bytes(data, "fuzz")
    split_sentences(document, FRENCH)


def _document_seeds() -> list[bytes]:
    cases = REPOSITORY / "tests" / "cases" / "documents"
    files = [*_EXAMPLES.glob("*.txt"), *(path for path in cases.rglob("*") if path.is_file())]
    return [file.read_bytes() for file in sorted(files) if file.stat().st_size < _SEED_BYTES]


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

    contents = from_json(_text(data), "fuzz")
    assert from_json(to_json(contents), "fuzz") == contents


def _deck_seeds() -> list[bytes]:
    from bilingual import ENGLISH, FRENCH
    from bilingual.exercises.cards import Card, sentence_exercise
    from bilingual.exercises.interchange import to_json
    from bilingual.exercises.items import SentencePair
    from bilingual.exercises.records import Contents

    pair = SentencePair("Le char avance.", "The tank advances.", FRENCH, ENGLISH, "a.txt")
    card = Card.new(sentence_exercise(pair), 1_800_000_000)
    return [to_json(Contents(cards=(card,))).encode()]


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
        Target("document", _document, _document_seeds),
        Target("glossary", _glossary, _glossary_seeds),
        Target("reading pack", _pack, lambda: [_aligned().encode()]),
        Target("beads", _beads, lambda: [b"[0]:[0]:0.9\n[1, 2]:[1]:0.5\n[]:[2]:0.1\n"]),
        Target("deck", _deck, _deck_seeds),
        Target("settings", _config, lambda: [b'theme = "dark"\n[keys]\nnext = ["j", "down"]\n']),
        Target("package", _package, _package_seeds),
        Target("TSV dictionary", _dictionary("fuzz.tsv"), lambda: [b"char\ttank\nobus\tshell\n"]),
        Target("TEI dictionary", _dictionary("fuzz.tei"), lambda: [_TEI.encode()]),
    )
}
