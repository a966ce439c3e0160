"""TBX (ISO 30042) to concepts: TBX-Basic and its relatives of 2008 (`martif`) and 2019 (`tbx`, DCA and DCT).

One entry at a time is held. A document type that names a DTD, as most files of 2008 do, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NoReturn

from bilingual.elements import ElementReader
from bilingual.errors import TermbaseError
from bilingual.glossary.formats.simple import (
    TO,
    Parsed,
    check_term,
    concept_id,
    is_abbreviation,
    part_of_speech,
    unused,
)
from bilingual.glossary.formats.tables import language_named
from bilingual.glossary.model import (
    CONCEPT_ID,
    ConceptEntry,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Region,
    Term,
    TermStatus,
)
from bilingual.languages import ENGLISH, FRENCH, Language

_ROOTS: Final = frozenset(("martif", "tbx"))
_ENTRIES: Final = frozenset(("termEntry", "conceptEntry"))
_SECTIONS: Final = frozenset(("langSet", "langSec"))
_TERMS: Final = frozenset(("tig", "ntig", "termSec"))
# Deeper than any TBX file, and shallow enough for the recursion over an entry.

_STATUSES: Final = {
    "preferredterm": TermStatus.PREFERRED,
    "preferred": TermStatus.PREFERRED,
    "standardizedterm": TermStatus.PREFERRED,
    "admittedterm": TermStatus.ADMITTED,
    "admitted": TermStatus.ADMITTED,
    "deprecatedterm": TermStatus.FORBIDDEN,
    "supersededterm": TermStatus.FORBIDDEN,
    "deprecated": TermStatus.FORBIDDEN,
    "superseded": TermStatus.FORBIDDEN,
    "obsolete": TermStatus.FORBIDDEN,
    "forbidden": TermStatus.FORBIDDEN,
    "notrecommended": TermStatus.FORBIDDEN,
}
_PARTS_OF_SPEECH: Final = {
    "noun": PartOfSpeech.NOUN, "propernoun": PartOfSpeech.NOUN, "verb": PartOfSpeech.VERB,
    "adjective": PartOfSpeech.ADJECTIVE, "adverb": PartOfSpeech.ADVERB, "other": PartOfSpeech.PHRASE,
}  # fmt: skip
_GENDERS: Final = {
    "masculine": Gender.MASCULINE,
    "feminine": Gender.FEMININE,
    "other": Gender.BOTH,
    "othergender": Gender.BOTH,
}
_NUMBERS: Final = {
    "singular": GrammaticalNumber.SINGULAR, "mass": GrammaticalNumber.SINGULAR,
    "plural": GrammaticalNumber.PLURAL,
}  # fmt: skip
_REGIONS: Final = {
    "uk": Region.UK, "gb": Region.UK, "en-gb": Region.UK, "us": Region.US, "en-us": Region.US,
    "nato": Region.NATO,
}  # fmt: skip
_TEXTS: Final = {"definition": ("definition",), "example": ("context", "sampleSentence")}
_SHORT_FORMS: Final = frozenset(("abbreviation", "acronym", "initialism"))


@dataclass(slots=True)
class _Node:
    """An element of an entry, by its name without prefix."""

    name: str
    attributes: dict[str, str]
    children: list[_Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def category(self) -> str:
        """Its data category: the attribute `type` (DCA, `martif`) or the name of the element (DCT)."""
        return self.attributes.get("type", self.name)

    def text(self) -> str:
        """Return its text and that of what it marks up, as one line."""
        return " ".join("".join(self.pieces).split())

    def within(self, *, stop: frozenset[str] = frozenset()) -> Iterator[_Node]:
        """Give the elements inside it, those of `stop` and what is inside them excepted."""
        for child in self.children:
            if child.name not in stop:
                yield child
                yield from child.within(stop=stop)

    def value(self, *categories: str, stop: frozenset[str] = frozenset()) -> str:
        """Return the text of the first element of one of the categories, or an empty string."""
        found = (node.text() for node in self.within(stop=stop) if node.category in categories)
        return next(filter(None, found), "")


class _Reader(ElementReader):
    """Collects entries, of which it holds one at a time as a tree."""

    def __init__(self, name: str, domain: str) -> None:
        super().__init__("TBX", "glossary", _ROOTS)
        self.name = name
        self.domain = domain
        self.entries: list[ConceptEntry] = []
        self.problems: list[TermbaseError] = []
        self._places: dict[str, int] = {}
        self._stack: list[_Node] = []
        self._first_line = 0  # of the entry now read
        self._taken: set[str] = set()

    def _fail(self, problem: str, line: int) -> NoReturn:
        raise TermbaseError(problem, place=f"{self.name}, line {line}") from None

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if not self._stack:
            if name not in _ENTRIES:
                return
            self._first_line = self.line
        node = _Node(name, attributes)
        if self._stack:
            self._stack[-1].children.append(node)
        self._stack.append(node)

    def _take(self, text: str) -> None:
        # Mark-up inside a text (<hi>) belongs to it, so that every element around gets the text as well;
        # only those that hold text are ever asked.
        for node in self._stack:
            node.pieces.append(text)

    def _close(self, name: str) -> None:  # noqa: ARG002
        if not self._stack:
            return
        node = self._stack.pop()
        if self._stack:
            return
        place = f"{self.name}, line {self._first_line}"
        own = node.attributes.get("id", "")
        if own in self._places:
            first = f"line {self._places[own]}"
            self.problems.append(TermbaseError(f"id {own!r} already stands in {first}", place=place))
            return
        if own:
            self._places[own] = self._first_line
        try:
            self.entries.append(_concept(node, own, self.domain, self._taken))
        except ValueError as error:
            self.problems.append(TermbaseError(str(error), place=place))


def read_tbx(data: bytes, name: str, domain: str) -> Parsed:
    """Read a TBX file; entries without a French or an English term become problems.

    Args:
        data: the whole file.
        name: what messages call it.
        domain: of concepts whose id or subject field says none.

    Raises:
        TermbaseError: it is not well-formed, no TBX, or declares entities.
    """
    reader = _Reader(name, domain)
    reader.parse((data,))
    return Parsed(tuple(reader.entries), tuple(reader.problems))


@dataclass(frozen=True, slots=True)
class _Designation:
    """A term as far as its file describes it."""

    text: str
    language: Language
    status: TermStatus | None
    part_of_speech: PartOfSpeech | None
    gender: Gender | None
    number: GrammaticalNumber | None
    region: Region | None

    def term(self, guess: PartOfSpeech, status: TermStatus) -> Term:
        part = self.part_of_speech or guess
        text = self.text
        if part is PartOfSpeech.VERB and self.language.code == ENGLISH.code and text.lower().startswith(TO):
            text = text[len(TO) :]
        return Term(text, self.language.code, status, part, self.gender, self.number, self.region)


def _concept(node: _Node, own_id: str, domain: str, taken: set[str]) -> ConceptEntry:
    sections = [
        (section, language)
        for section in node.within(stop=_TERMS)
        if section.name in _SECTIONS and (language := language_named(section.attributes.get("lang", "")))
    ]
    codes = {section.attributes["lang"].lower() for section, _ in sections}
    designations: dict[str, list[_Designation]] = {FRENCH.code: [], ENGLISH.code: []}
    # A definition of the whole entry is in nobody's language; in a glossary for two it is mostly English.
    texts = {("definition", ENGLISH.code): node.value("definition", stop=_SECTIONS)}
    for section, language in sections:
        code = section.attributes["lang"].lower()
        # « en-GB » says whose usage it is only where « en-US » stands beside it.
        region = _REGIONS.get(code) if len({c for c in codes if c.startswith(language.code)}) > 1 else None
        designations[language.code] += _designations(section, language, region)
        for category, names in _TEXTS.items():
            if text := section.value(*names):
                texts[category, language.code] = text
    for language in (FRENCH, ENGLISH):
        if not designations[language.code]:
            raise ValueError(f"empty {language.name} term")
    french_terms, english_terms = designations[FRENCH.code], designations[ENGLISH.code]
    guess = part_of_speech(french_terms[0].text, english_terms[0].text)
    wanted = own_id if CONCEPT_ID.fullmatch(own_id) else concept_id(domain, own_id or french_terms[0].text)
    entry = ConceptEntry(
        id=wanted,
        domain=node.value("subjectField", stop=_SECTIONS) or domain,
        terms=(*_settle(french_terms, guess), *_settle(english_terms, guess)),
        definition_fr=texts.get(("definition", FRENCH.code), ""),
        definition_en=texts.get(("definition", ENGLISH.code), ""),
        note=node.value("note", stop=_SECTIONS),
        example_fr=texts.get(("example", FRENCH.code), ""),
        example_en=texts.get(("example", ENGLISH.code), ""),
    )
    return replace(entry, id=unused(wanted, taken))


def _designations(section: _Node, language: Language, region: Region | None) -> Iterator[_Designation]:
    for group in section.within():
        if group.name not in _TERMS:
            continue
        text = next((node.text() for node in group.within() if node.name == "term"), "")
        check_term(text, language)
        yield _Designation(
            text,
            language,
            _status(group, text),
            _PARTS_OF_SPEECH.get(group.value("partOfSpeech").lower()),
            _GENDERS.get(group.value("grammaticalGender").lower()),
            _NUMBERS.get(group.value("grammaticalNumber").lower()),
            _REGIONS.get(group.value("geographicalUsage").lower(), region),
        )


def _status(group: _Node, text: str) -> TermStatus | None:
    said = group.value("administrativeStatus", "normativeAuthorization").lower().split("-")[0]
    status = _STATUSES.get(said)
    short = group.value("termType").lower() in _SHORT_FORMS or (status is None and is_abbreviation(text))
    return TermStatus.ABBREVIATION if short and status is not TermStatus.FORBIDDEN else status


def _settle(designations: Sequence[_Designation], guess: PartOfSpeech) -> list[Term]:
    """Make terms of designations; where none is said to be preferred, the first that can be is."""
    statuses = [designation.status for designation in designations]
    if TermStatus.PREFERRED not in statuses:
        for candidate in (None, TermStatus.ADMITTED, TermStatus.ABBREVIATION):
            if candidate in statuses:
                statuses[statuses.index(candidate)] = TermStatus.PREFERRED
                break
    return [
        designation.term(guess, status or TermStatus.ADMITTED)
        for designation, status in zip(designations, statuses, strict=True)
    ]
