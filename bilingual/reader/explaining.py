"""What the panel says of a word, or of a sentence: paragraphs of runs, each in an ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.alignment.gloss import is_grammatical
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.model import ConceptEntry
from bilingual.glossary.nearest import equivalents_of
from bilingual.languages import Language
from bilingual.pipeline.words import Explanation
from bilingual.reader.book import Book, Row
from bilingual.reader.messages import Messages
from bilingual.reader.painting import Ink, Run
from bilingual.views.terminal import harmless
from bilingual.views.terms import grammar, note_of
from bilingual.views.word import bar

_MOST_TRANSLATIONS = 5
_MOST_OF_GRAMMATICAL = 3
_MOST_PLACES = 4
_MOST_ENTRIES = 2  # of the termbase, besides the term that the word is part of here
_LONGEST_DEFINITION = 600  # characters of a dictionary's entry
_BAR = 6  # cells


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the panel.

    Args:
        runs: in order.
        indent: cells.
    """

    runs: tuple[Run, ...]
    indent: int = 0


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What is known of the word one is at.

    Args:
        form: as it stands there.
        language: its own.
        explanation: from lexicon, termbase, dictionaries and memory; `None` where there is none.
        use: the term it is part of here.
        places: where else it stands: the offset in its side's text, and what stands around it.
        total: how many places there are.
        known: whether it is marked as known.
    """

    form: str
    language: Language
    explanation: Explanation | None = None
    use: Compliance | None = None
    places: tuple[tuple[int, str], ...] = ()
    total: int = 0
    known: bool = False


def explain_word(facts: WordFacts, reader: Language, target_text: str) -> list[Paragraph]:
    """Say what is known of a word.

    Args:
        facts: on the word.
        reader: the language to explain in.
        target_text: in which the rendering of the term stands.
    """
    return list(_word(facts, reader, target_text))


def explain_row(book: Book, row: Row, number: int) -> list[Paragraph]:
    """Say what there is to a sentence: why it is marked, and its terms.

    Args:
        book: the text.
        row: of it.
        number: of the row, from 0.
    """
    return list(_row(book, row, number))


def why(row: Row, say: Messages) -> str:
    """Return in a line why a row is marked.

    >>> from bilingual.document.model import ParagraphKind
    >>> from bilingual.languages import ENGLISH
    >>> why(Row((), ParagraphKind.BODY, 0, 0), Messages(ENGLISH))
    'this is not translated yet'
    """
    if row.bead is None:
        return say("this is not translated yet")
    if not row.bead.flags:
        return say("nothing here is doubtful, as far as can be told")
    return harmless("; ".join(flag.reason or flag.code.value for flag in row.bead.flags))


def plain(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs without their inks, a line each."""
    return "\n".join(
        " " * paragraph.indent + "".join(run.text for run in paragraph.runs) for paragraph in paragraphs
    )


def _word(facts: WordFacts, reader: Language, target_text: str) -> Iterator[Paragraph]:
    explanation, say = facts.explanation, Messages(reader)
    notes = [say(facts.language.name)]
    grammatical = facts.use is None and is_grammatical(facts.form, facts.language)
    if explanation is not None:
        # Of « dans » that it might be the plural of « dan » helps nobody.
        possible = explanation.lemmas[:1] if grammatical else explanation.lemmas
        lemmas = [lemma for lemma in possible if lemma.lower() != facts.form.lower()]
        if lemmas:
            said = "a form of {lemmas}" if len(lemmas) == len(possible) else "also a form of {lemmas}"
            notes.append(say(said, lemmas=say(" or ").join(lemmas)))
    if facts.known:
        notes.append(say("known"))
    if grammatical:
        notes.append(say("grammatical word"))
    yield _line(Run(harmless(facts.form), Ink.HEADING), Run(" · " + harmless(" · ".join(notes)), Ink.QUIET))
    if grammatical:  # what a dictionary says of it is long and helps nobody; places are on every line
        if explanation is not None and explanation.translations:
            likely = ", ".join(text for text, _ in explanation.translations[:_MOST_OF_GRAMMATICAL])
            yield _line(Run(harmless(likely), Ink.TEXT), indent=2)
        return
    shown: set[str] = set()
    if facts.use is not None:
        yield from _use(facts.use, facts.language, reader, target_text)
        shown.add(facts.use.match.entry.id)
    if explanation is None:
        if facts.use is None:
            yield _line(Run(say("nothing is known of it"), Ink.QUIET))
    else:
        yield from _translations(explanation)
        entries = [entry for entry in explanation.entries if entry.id not in shown][:_MOST_ENTRIES]
        for entry in entries:
            yield from _entry(entry, explanation.name_of(entry), facts.language, reader)
        yield from _definitions(explanation)
        if explanation.example is not None:
            yield _line(
                Run(say("From your reading: "), Ink.QUIET), Run(harmless(explanation.example.text), Ink.TEXT)
            )
            yield _line(Run(harmless(explanation.example.translation), Ink.TRANSLATION), indent=2)
    if facts.places:
        said = "In this text once more " if facts.total == 1 else "In this text {number} times more "
        yield _line(
            Run(say(said, number=facts.total), Ink.QUIET),
            Run(". ,", Ink.TERM),
            Run(say(" to go there"), Ink.QUIET),
        )
        for _, around in facts.places[:_MOST_PLACES]:
            yield _line(Run(harmless(around), Ink.TEXT), indent=2)


def _use(use: Compliance, language: Language, reader: Language, target_text: str) -> Iterator[Paragraph]:
    yield from _entry(use.match.entry, use.match.lemma, language, reader)
    if use.use is Use.USED:
        return
    say = Messages(reader)
    if use.span is not None:
        said = harmless(use.span.of(target_text))
        wrong = say("≠ the translation says ‘{said}’, which is wrong here", said=said)
        yield _line(Run(wrong, Ink.MISSING), indent=2)
    else:
        yield _line(Run(say("≠ the translation puts it otherwise"), Ink.MISSING), indent=2)


def _entry(entry: ConceptEntry, name: str, language: Language, reader: Language) -> Iterator[Paragraph]:
    other = reader if reader != language else _other_of(entry, language)
    yield _line(
        Run(harmless(name), Ink.TERM),
        Run(harmless(grammar(entry, language, name)), Ink.QUIET),
        Run(" — ", Ink.QUIET),
        Run(harmless(", ".join(equivalents_of(entry, name, language, other))), Ink.HEADING),
    )
    if definition := entry.definition(reader) or entry.definition(other):
        yield _line(Run(harmless(definition), Ink.TEXT), indent=2)
    if note := note_of(entry, reader):
        yield _line(Run("Note: ", Ink.QUIET), Run(harmless(note), Ink.TEXT), indent=2)


def _other_of(entry: ConceptEntry, language: Language) -> Language:
    from bilingual.languages import language_of

    return language_of(next(term.language for term in entry.terms if term.language != language.code))


def _translations(explanation: Explanation) -> Iterator[Paragraph]:
    shown = explanation.translations[:_MOST_TRANSLATIONS]
    width = max((len(text) for text, _ in shown), default=0)
    for text, probability in shown:
        yield _line(
            Run(harmless(text).ljust(width + 1), Ink.TEXT),
            Run(f"{bar(probability, width=_BAR)} {probability:.0%}", Ink.QUIET),
            indent=2,
        )


def _definitions(explanation: Explanation) -> Iterator[Paragraph]:
    for definitions in explanation.definitions:
        yield _line(Run(harmless(definitions.dictionary), Ink.QUIET))
        for entry in definitions.entries:
            text = " ".join(entry.text.split())
            if len(text) > _LONGEST_DEFINITION:
                text = text[:_LONGEST_DEFINITION] + " …"
            yield _line(
                Run(harmless(" ".join(entry.headword.split())) + " ", Ink.TERM), Run(harmless(text), Ink.TEXT),
                indent=2,
            )  # fmt: skip


def _row(book: Book, row: Row, number: int) -> Iterator[Paragraph]:
    language, reader = book.languages
    say = book.say
    yield _line(Run(say("Sentence {number} of {total}", number=number + 1, total=len(book)), Ink.HEADING))
    if row.bead is None:
        yield _line(Run(say("not translated yet"), Ink.QUIET))
    else:
        for flag in row.bead.flags:
            yield _line(Run("‼ ", Ink.DOUBT), Run(harmless(flag.reason or flag.code.value), Ink.TEXT))
    met: dict[str, TermMatch] = {}
    for match in book.matches(row):
        met.setdefault(match.entry.id, match)
    otherwise = {use.match.entry.id for use in book.uses(row) if use.use is not Use.USED}
    for concept, match in met.items():
        yield from _entry(match.entry, match.lemma, language, reader)
        if concept in otherwise:
            yield _line(Run(say("≠ the translation puts it otherwise"), Ink.MISSING), indent=2)
    if not met:
        yield _line(Run(say("no terms; → goes to its words"), Ink.QUIET))


def _line(*runs: Run, indent: int = 0) -> Paragraph:
    return Paragraph(runs, indent)
