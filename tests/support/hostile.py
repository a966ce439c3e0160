"""Every command and format of the program, by the program's own list, and texts made to do harm through them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import click
import html5lib

from bilingual.cli import bilingual
from bilingual.cli.exits import ExitCode
from bilingual.document import document_from_text
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.pipeline.aligning import align
from bilingual.spans import Span, WordLink
from bilingual.translation.translator import Alternative, Engine, Origin, Request, Translation

BITS = (
    # What terminals obey: colours, titles, links, the screen wiped, in seven bits and in eight.
    "\x1b[31mrouge\x1b[0m", "\x1b]0;titre\x07", "\x1b]8;;http://x\x1b\\lien\x1b]8;;\x1b\\", "\x1b[2J", "\x1bc",
    "\x9b2J", "\x9d0;titre\x9c", "\x90q\x9c", "\x85", "\x7f", "\x08\x08", "\r", "\x0b", "\x0c",
    # What turns a line round, or is not seen.
    "\u202eabc\u202c", "\u2066abc\u2069", "\u200f\u061c", "\u200b" * 40, "\u2060\u00ad\ufe0f", "\ufeff", "\u2028",
    "\u2029",
    "e" + "\u0301" * 60, "\u0e4a" * 30, "\U000e0041\U000e007f", "\ufffe", "\ufdd0", "\U0010ffff",
    # What pages obey.
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>gras</b>", "</style><script>alert(1)</script>",
    "</title><svg/onload=alert(1)>", "\"><i onmouseover='alert(1)'>", "' onclick='alert(1)' x='", "]]>", "<![CDATA[",
    "--><b>", "<!--", "&lt;b&gt;", "&#60;b&#62;", "&amp;amp;", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "<?php x ?>",
    "[lien](javascript:alert(1))", "![image](javascript:alert(1))", "<javascript:alert(1)>", "javascript:alert(1)",
    "[a]: javascript:alert(1)", "`code`", "| a | b |", "# titre", "***", "[^1]: note", "\\", "\\x1b[0m", "{{7*7}}",
    # What spreadsheets obey.
    "=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(\"http://x\")", "\uff1d1", "'=1", '"', '""', ";", ",",
)  # fmt: skip
MARKDOWN = frozenset("[!|#*`")  # with one of them at the beginning of a line a text is Markdown
NUL, HALF = "\0", "\udce9"  # not in every file: the one makes it binary, the other no UTF-8 can hold
NAME = "=1\x1b]0;t\x07\x1b[31m\u202e\n<img src=x onerror=alert(1)>b\udce9t\udce9\x9b2J"
"""Of files and directories."""
LIVE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What no terminal may be sent."""


def french(bits: Iterable[str]) -> str:
    """A text in which the bits stand within sentences, at their beginning, and alone."""
    return "\n\n".join(
        f"Le char d'assaut {bit} a tiré hier sur le dépôt de munitions.\n\n"
        f"{bit} Les frappes aériennes ont repris à l'aube, selon l'état-major.\n\n{bit}"
        for bit in bits
    )


def english(bits: Iterable[str]) -> str:
    """Its translation, with the same bits."""
    return "\n\n".join(
        f"The battle tank {bit} fired at the ammunition depot yesterday.\n\n"
        f"{bit} The air strikes resumed at dawn, according to the general staff.\n\n{bit}"
        for bit in bits
    )


class HostileTranslator:
    """What a model that was tampered with could say; in place of the engine."""

    engine = Engine("fake", "fake \x1b[31m<b>1</b>", Origin.MACHINE)
    identity = "hostile 1"
    bits: tuple[str, ...] = BITS

    def __init__(self, *_: object, **__: object) -> None:
        self.source_language: Language = FRENCH
        self.target_language: Language = ENGLISH

    def translate(self, sentences: Iterable[str | Request]) -> Iterator[Translation]:
        for number, asked in enumerate(sentences):
            bit = self.bits[number % len(self.bits)]
            text = f"{bit} The {bit} tank fired. {bit}" if number % 3 else bit
            links = (
                (WordLink(Span(0, 2), Span(0, len(text)), 1.0),) if len(Request.of(asked).text) > 2 else ()
            )
            yield Translation(text, 0.5, (Alternative(f"{bit} other", 0.1),), links)


@dataclass(frozen=True, slots=True)
class Places:
    """Hostile files of every kind that a command takes, in a directory.

    Args:
        directory: of them all.
        text: a French text.
        marked: the same and more, as Markdown.
        translation: its translation.
        pack: both, as a reading pack, which keeps what a file of text cannot have.
        glossary: CSV of our own format.
        pairs: a list of pairs.
        tbx: TBX.
        dictionary: words and meanings parted by tabs.
        answers: a line each.
        tokens: `tokens ||| tokens` a line.
        deck: a deck's file, with cards in it.
        exported: the same as JSON.
        corpus: a directory of texts.
    """

    directory: Path
    text: Path
    marked: Path
    translation: Path
    pack: Path
    glossary: Path
    pairs: Path
    tbx: Path
    dictionary: Path
    answers: Path
    tokens: Path
    deck: Path
    exported: Path
    corpus: Path


def make_places(directory: Path, bits: Iterable[str] = BITS) -> Places:
    """Write the files."""
    bits = tuple(bits)
    directory = directory / NAME
    directory.mkdir()
    places = Places(
        directory,
        *(directory / name for name in (
            f"{NAME}.fr.txt", f"{NAME}.fr.md", f"{NAME}.en.txt", "pack.json", "own.csv", "pairs.tsv", "own.tbx",
            "own.tab", "answers.txt", "tokens.txt", "deck.sqlite", "deck.json", "corpus",
        )),
    )  # fmt: skip
    plain = tuple(bit for bit in bits if bit[:1] not in MARKDOWN)
    places.text.write_text(french(plain), "utf-8", newline="")
    places.translation.write_text(english(plain), "utf-8", newline="")
    places.marked.write_text(f"# Titre\n\n- *un*\n- **deux**\n\n{french(bits)}", "utf-8", newline="")
    more = (*bits, NUL)
    documents = [document_from_text(side(more), NAME.replace(HALF, "é")) for side in (french, english)]
    places.pack.write_text(align(*documents).to_json(), "utf-8")
    _write_glossaries(places, bits)
    places.dictionary.write_text("".join(f"char\t{_line(bit)} tank {_line(bit)}\n" for bit in bits), "utf-8")
    places.answers.write_text("\n".join(map(_line, bits)), "utf-8")
    places.tokens.write_text("".join(f"le {_line(b)} char ||| the {_line(b)} tank\n" for b in bits), "utf-8")
    _write_deck(places, (*more, HALF))
    places.corpus.mkdir()
    (places.corpus / f"{NAME}.txt").write_bytes(places.text.read_bytes())
    return places


def _line(bit: str) -> str:
    return " ".join(bit.split())


def _write_glossaries(places: Places, bits: tuple[str, ...]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("id", "fr", "en", "definition_en", "note"))
    pairs = []
    for number, bit in enumerate(map(_line, bits)):
        french, english = f"char d'assaut {bit}", f"battle tank {bit}"
        writer.writerow((f"own.{number}", french, english, f"{bit} A vehicle.", bit))
        pairs.append(f"{french}\t{english}\n")
    writer.writerow(("own.<b>\x1b[31m", "char", "tank", "\u202e A vehicle. \x1b[2J", "\x9b2J"))
    places.glossary.write_text(out.getvalue(), "utf-8", newline="")
    places.pairs.write_text("".join(pairs), "utf-8")
    body = "".join(
        f"<conceptEntry id='c{number}'><langSec xml:lang='fr'><termSec><term>{_xml(f'char {bit}')}</term></termSec>"
        f"</langSec><langSec xml:lang='en'><termSec><term>{_xml(f'tank {bit}')}</term></termSec></langSec>"
        "</conceptEntry>"
        for number, bit in enumerate(bits)
    )
    places.tbx.write_text(
        "<?xml version='1.0' encoding='UTF-8'?><tbx type='TBX-Basic' style='dca' xml:lang='en' "
        f"xmlns='urn:iso:std:iso:30042:ed-2'><text><body>{body}</body></text></tbx>",
        "utf-8",
    )


def _xml(text: str) -> str:
    allowed = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)
    return allowed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _write_deck(places: Places, bits: tuple[str, ...]) -> None:
    from cards import NOON

    from bilingual.exercises.deck import Deck
    from bilingual.exercises.interchange import to_json
    from bilingual.exercises.items import SentencePair

    with Deck.open(places.deck, clock=lambda: NOON) as deck:
        for bit in bits:
            said = bit.replace(HALF, "é")
            pair = SentencePair(
                f"Le char {said} brûle.", f"The tank {said} is burning.", FRENCH, ENGLISH, said
            )
            deck.add_word(f"char {said}", FRENCH, (f"tank {said}", said or "x"), pair)
        written = json.loads(to_json(deck.contents()))
    places.exported.write_text(json.dumps(written), "ascii")


def leaves(group: click.Group = bilingual, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its name: `read`, `deck list` …"""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before}{name} ")
        else:
            yield before + name, command


# How each command is given what is hostile; `{…}` are the files of `Places`, {out} a file to write.
_GIVEN: dict[str, tuple[str, ...]] = {
    "read": (
        "{pack}", "{text} -q --glossary {glossary}", "{marked} -q --glossary {tbx}",
        "{text} -q --translation {translation}",
    ),
    "reader": ("{text}",),
    "align": ("{text} {translation} -q",),
    "word": ("char tank --dictionary {dictionary} --glossary {glossary} --no-memory",),
    "links": ("{tokens}",),
    "translate": ("{text} -q", "{text} -q --lines"),
    "exercises": ("{pack} -q --number 60", "{text} -q"),
    "terms": ("{text} --glossary {glossary}",),
    "stats": ("{text} --translation {translation} --glossary {glossary}",),
    "corpus": ("{corpus} -o {out}.d --jobs 1 -q",),
    "glossary search": ("char --glossary {glossary}", "x --glossary {tbx}"),
    "glossary show": ("own.5 --glossary {glossary}",),
    "glossary check": ("{glossary} {pairs} {tbx}",),
    "glossary convert": ("{glossary} {out}", "{pairs} {out}", "{tbx} {out}"),
    "glossary add": ("{out}.csv --fr char<b>\x1b[31m\u202e --en =tank", "{out}.csv --fr char<b>x --en =tank"),
    "practice": ("{pack} -q --answers {answers} --no-deck", "{text} -q --answers {answers} --deck {out}.sqlite"),
    "review": ("--deck {deck} --answers {answers}",),
    "deck list": ("--deck {deck}",),
    "deck stats": ("--deck {deck}",),
    "deck add": ("\x1b[31mchar\u202e <b>\x9b2J</b> =tank --deck {out}.sqlite",),
    "deck remove": ("\x1b[31mchar\u202e --deck {deck}",),
    "deck undo": ("--deck {deck}",),
    "deck export": ("--deck {deck}", "--deck {deck} -o {out}"),
    "deck import": ("{exported} --deck {out}.sqlite",),
    "models list": ("",),
    "models install": ("{text}",),
    "models remove": ("\x1b[31mchar\u202e",),
    "models verify": ("{text}",),
    "models info": ("{text}",),
    "doctor": ("",),
    "completion": ("bash",),
    "man": ("",),
}  # fmt: skip
_SWITCHES = ("--plain", "--reveal")


@dataclass(frozen=True, slots=True)
class Line:
    """A command line.

    Args:
        command: its subcommand.
        arguments: all of it, with `{…}` for files.
        form: the format that is written, where one is.
    """

    command: str
    arguments: tuple[str, ...]
    form: str | None = None

    def filled(self, places: Places, out: Path) -> list[str]:
        """Return the arguments."""
        names = {name: str(getattr(places, name)) for name in Places.__dataclass_fields__} | {"out": str(out)}
        return [re.sub(r"\{(\w+)\}", lambda found: names[found[1]], argument) for argument in self.arguments]

    def __str__(self) -> str:
        return " ".join(self.arguments).encode("unicode_escape").decode()


def lines(*, thorough: bool = True) -> Iterator[Line]:
    """Every command with each of its formats and views; a command that is not in the table above is an error.

    Args:
        thorough: whether every way in is combined with every format, or the first of them with all, the others
            with none.
    """
    for name, command in leaves():
        forms = _choices(command, "--format") or _choices(command, "--to-format")
        for given in _GIVEN[name]:
            words = (*name.split(" "), *(word for word in given.split(" ") if word))
            if forms is None or not (thorough or given is _GIVEN[name][0]):
                yield Line(name, words)
                continue
            option, names = forms
            for form in names:
                # The form for people is shown, with every view of it.
                if form in ("columns", "table", "chart", "text"):
                    yield Line(name, words)
                else:
                    written = () if "{out}" in given else ("-o", "{out}")
                    can_write = any("-o" in parameter.opts for parameter in command.params)
                    yield Line(name, (*words, option, form, *(written if can_write else ())), form)
            for view in (_choices(command, "--view") or ("", ()))[1]:
                yield Line(name, (*words, "--view", view))
            for switch in _SWITCHES:
                if any(switch in parameter.opts for parameter in command.params):
                    yield Line(name, (*words, switch))


def _choices(command: click.Command, option: str) -> tuple[str, tuple[str, ...]] | None:
    for parameter in command.params:
        if option in parameter.opts and isinstance(parameter.type, click.Choice):
            return option, tuple(map(str, parameter.type.choices))
    return None


CODES = {code.value for code in ExitCode}
"""Every documented exit code."""


def complaints(form: str | None, data: bytes) -> Iterator[str]:
    """What is live in a file of a format."""
    if form in ("html", "svg"):
        yield from _markup(data.decode())
    elif form in ("epub", "docx", "anki"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xhtml", ".xml", ".opf", ".ncx", ".rels")):
                    yield from _xml_complaints(name, archive.read(name))
                if name.endswith(".xhtml"):
                    yield from _markup(archive.read(name).decode())
    elif form in ("tmx", "tbx", "tbx-v2"):
        yield from _xml_complaints(form, data)
    elif form == "csv":
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in row:
                if re.match(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell) and not _is_number(cell):
                    yield f"a formula: {cell[:40]!r}"
    elif form == "md":
        yield from _markdown(data.decode())
    elif form == "json":
        json.loads(data)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


_HANDLER = re.compile(r"on[a-z]+$")


def _markup(page: str) -> Iterator[str]:
    """What a browser would take for more than text in a page, by the rules that browsers read by."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else "comment"
        text = "".join(element.itertext())
        if tag in ("img", "iframe", "object", "embed", "base", "form"):
            yield f"<{tag}>"
        if tag in ("script", "style") and "alert(1)" in text:
            yield f"text in <{tag}>"
        if tag == "comment" and element.text and "alert" in element.text:
            yield "text in a comment"
        for name, value in element.attrib.items():
            if _HANDLER.match(str(name)):
                yield f"<{tag} {name}>"
            if (
                str(name).endswith(("href", "src"))
                and ":" in value
                and not value.startswith(("http:", "https:"))
                and value != "data:,"
            ):
                yield f"<{tag} {name}={value[:30]!r}>"
    if (found := LIVE.search(page.replace("\ufeff", "", 1).replace("\r\n", "\n"))) is not None:
        yield f"{found[0]!r} in a page"


def _xml_complaints(name: str, data: bytes) -> Iterator[str]:
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield f"{name} is not well-formed: {error}"


def _markdown(text: str) -> Iterator[str]:
    """Tags and links that Markdown would take for such; what is escaped is none."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
    bare = re.sub(
        r"(?m)^<!--.*?-->$|<br>|</?(?:div|details|summary|u|sup|sub)[^<>]*>|<a id=\"[\w-]+\"></a>", "", bare
    )
    if found := re.search(r"<[A-Za-z/!?][^\n]{0,30}|\]\(\s*javascript:[^\n]{0,20}", bare):
        yield f"live in Markdown: {found[0]!r}"


def live_on_a_terminal(data: bytes) -> str | None:
    """The first thing in what was printed that a terminal would obey, with what is around it."""
    text = data.decode("utf-8", "surrogateescape")
    found = LIVE.search(text)
    return repr(text[max(found.start() - 30, 0) : found.end() + 20]) if found else None
