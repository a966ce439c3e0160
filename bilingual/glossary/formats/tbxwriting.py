"""Concepts to TBX-Basic: that of ISO 30042:2019 in its DCA style, or that of 2008 (`martif`).

Both hold ids, domains, terms with status, part of speech, gender and region, definitions, a note, examples.
What only this project's CSV can say is not written: grammatical number, further forms, context columns, flags
and rank codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bilingual.glossary.model import ConceptEntry, Gender, PartOfSpeech, Region, Term, TermStatus
from bilingual.languages import ENGLISH, FRENCH, Language

# What XML 1.0 has no way to write.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STATUSES: Final = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.ABBREVIATION: "admittedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_PARTS_OF_SPEECH: Final = {
    PartOfSpeech.NOUN: "noun",
    PartOfSpeech.VERB: "verb",
    PartOfSpeech.ADJECTIVE: "adjective",
    PartOfSpeech.ADVERB: "adverb",
    PartOfSpeech.PHRASE: "other",
}
_REGIONS: Final = {Region.UK: "en-GB", Region.US: "en-US", Region.NATO: "NATO"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names that tell the versions of TBX-Basic apart.

    Args:
        opening: everything before the header.
        closing: the end tag of the root.
        header: element that holds the header.
        entry: element of a concept.
        section: element of a language.
        term: element of a term and its notes.
        both_genders: value for a noun of both genders.
    """

    opening: str
    closing: str
    header: str
    entry: str
    section: str
    term: str
    both_genders: str

    def gender(self, gender: Gender | None) -> str:
        """Return how a gender is written, or an empty string for none."""
        if gender is None:
            return ""
        return {Gender.MASCULINE: "masculine", Gender.FEMININE: "feminine"}.get(gender, self.both_genders)


TBX_2019: Final = Dialect(
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n',
    "</tbx>\n", "tbxHeader", "conceptEntry", "langSec", "termSec", "other",
)  # fmt: skip
TBX_2008: Final = Dialect(
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
    '<martif type="TBX-Basic" xml:lang="en">\n',
    "</martif>\n", "martifHeader", "termEntry", "langSet", "tig", "otherGender",
)  # fmt: skip


def write_tbx(entries: Iterable[ConceptEntry], dialect: Dialect = TBX_2019) -> str:
    """Write concepts as a TBX-Basic file; `read_tbx` reads all of it back."""
    body = "".join(_entry(entry, dialect) for entry in entries)
    encoding = ""
    if dialect is TBX_2008:
        encoding = '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>'
    header = (
        f"<{dialect.header}><fileDesc><sourceDesc><p>French and English terms, written by bilingual.</p>"
        f"</sourceDesc></fileDesc>{encoding}</{dialect.header}>\n"
    )
    return f"{dialect.opening}{header}<text><body>\n{body}</body></text>\n{dialect.closing}"


def _entry(entry: ConceptEntry, dialect: Dialect) -> str:
    lines = [f"<{dialect.entry} id={quoteattr(entry.id)}>"]
    lines += _element("descrip", "subjectField", entry.domain)
    lines += _element("note", None, entry.note)
    for language in (FRENCH, ENGLISH):
        lines += _section(entry, language, dialect)
    return "\n".join((*lines, f"</{dialect.entry}>\n"))


def _section(entry: ConceptEntry, language: Language, dialect: Dialect) -> Iterator[str]:
    yield f'<{dialect.section} xml:lang="{language.code}">'
    yield from _element("descrip", "definition", entry.definition(language))
    for number, term in enumerate(entry.terms_in(language)):
        yield f"<{dialect.term}><term>{_text(term.text)}</term>"
        yield from _notes(term, dialect)
        # An example is a context of one term; which of them it holds, nobody says.
        if number == 0:
            yield from _element("descrip", "context", entry.example(language))
        yield f"</{dialect.term}>"
    yield f"</{dialect.section}>"


def _notes(term: Term, dialect: Dialect) -> Iterator[str]:
    kind = "abbreviation" if term.status is TermStatus.ABBREVIATION else ""
    yield from _element("termNote", "partOfSpeech", _PARTS_OF_SPEECH[term.part_of_speech])
    yield from _element("termNote", "grammaticalGender", dialect.gender(term.gender))
    yield from _element("termNote", "termType", kind)
    yield from _element("termNote", "geographicalUsage", _REGIONS[term.region] if term.region else "")
    yield from _element("termNote", "administrativeStatus", _STATUSES[term.status])


def _element(name: str, category: str | None, text: str) -> Iterator[str]:
    if text:
        attribute = f' type="{category}"' if category else ""
        yield f"<{name}{attribute}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text))
