"""`bilingual glossary`: look terms up; check, convert and extend one's own lists of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.engine import LanguageType
from bilingual.cli.inputs import TEXT
from bilingual.cli.output import OutputOptions, console_for, output_options, say, write_result
from bilingual.errors import TermbaseError
from bilingual.languages import ENGLISH, FRENCH, Language

if TYPE_CHECKING:
    from rich.table import Table

    from bilingual.glossary.model import ConceptEntry, Term
    from bilingual.glossary.search import Hit
    from bilingual.glossary.termbase import Termbase

_FORMATS = ("csv", "pairs-csv", "pairs-tsv", "omegat", "tbx", "tbx-v2")
# A page of hits, and how many there are before those are shown that only have the words in their definition.
_MOST_HITS, _ENOUGH_TERMS = 12, 4

_glossaries = click.option(
    "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Your own terms, before the built-in ones; may be given several times.",
)  # fmt: skip
_data_format = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How to print the data.",
)  # fmt: skip


@click.group(
    short_help="Search, show, check, convert and extend glossaries.",
    epilog="""\b
Examples:
  bilingual glossary search pilonner            what it means, and what it is in English
  bilingual glossary search --language en troop a word that means something else in French
  bilingual glossary show vehicles.tank         everything known of a concept
  bilingual glossary check our-terms.csv        what is wrong with a list, row by row
  bilingual glossary convert ours.tsv ours.tbx  for another tool
  bilingual glossary add ours.csv --fr "char d'assaut [m]" --en tank
""",
)
def glossary() -> None:
    """Military terms: search and show them; check, convert and extend lists of your own."""


@glossary.command(
    epilog="""\b
Examples:
  bilingual glossary search "char d'assaut"
  bilingual glossary search feu --all                  not only the best
  bilingual glossary search frappes --format json
  bilingual glossary search shell --language en --glossary ours.csv
"""
)
@click.argument("words", type=TEXT, nargs=-1, required=True, metavar="WORD...")
@click.option("--language", type=LanguageType(), default=None, help="Language of the word; both by default.")
@click.option("--all", "all_hits", is_flag=True, help="Show everything found, not only the best.")
@_glossaries
@_data_format
@output_options
def search(
    words: Sequence[str],
    language: Language | None,
    all_hits: bool,
    glossaries: tuple[Path, ...],
    form: str,
    output: OutputOptions,
) -> None:
    """Look WORD up in terms and definitions.

    Forms are found by their terms (frappes), and accents may be left out (aerien).
    """
    from bilingual.glossary.records import as_record
    from bilingual.glossary.search import search_termbase, suggest

    wanted, termbase = " ".join(words), _termbase(glossaries)
    hits = search_termbase(termbase, wanted, language)
    shown = hits if all_hits else _best(hits)
    if form == "json":
        _print_json([{"where": hit.where.name.lower(), **as_record(hit.entry)} for hit in hits])
    elif hits:
        with console_for(output) as console:
            console.print(_hits_table(shown, output.cells()))
    if not hits:
        close = suggest(termbase, wanted, language)
        say(f"nothing found for {wanted!r}" + (f"; like it: {', '.join(close)}" if close else ""))
    elif len(hits) > len(shown) and form != "json":
        say(f"{_more(hits[len(shown) :])}; --all shows them")


def _best(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the first hits, without those that only have the words in their definition where there are others."""
    from bilingual.glossary.search import Where

    of_terms = sum(hit.where is not Where.TEXT for hit in hits)
    return hits[: min(of_terms, _MOST_HITS) if of_terms >= _ENOUGH_TERMS else _MOST_HITS]


def _more(hits: Sequence[Hit]) -> str:
    """Say how many more there are, and how many of them are likely to be of no use."""
    from bilingual.glossary.search import Where

    in_text = sum(hit.where is Where.TEXT for hit in hits)
    if not in_text:
        return f"{len(hits)} more"
    if in_text == len(hits):
        return f"{in_text} more with the word in the definition or note"
    return f"{len(hits)} more, {in_text} of them with the word only in the definition or note"


@glossary.command()
@click.argument("concept", type=TEXT, metavar="ID")
@_glossaries
@_data_format
@output_options
def show(concept: str, glossaries: tuple[Path, ...], form: str, output: OutputOptions) -> None:
    """Show all of the concept ID (air.strike)."""
    from bilingual.glossary.records import as_record

    termbase = _termbase(glossaries)
    entry = termbase.get(concept)
    if entry is None:
        from difflib import get_close_matches

        close = get_close_matches(concept, list(termbase.ids()), n=3)
        remedy = f"like it: {', '.join(close)}" if close else "bilingual glossary search finds ids by words"
        raise TermbaseError(f"no concept has the id {concept!r}", remedy=remedy)
    if form == "json":
        _print_json(as_record(entry))
        return
    with console_for(output) as console:
        console.print(_entry_table(entry))


@glossary.command(
    epilog="""\b
Examples:
  bilingual glossary check ours.csv theirs.tbx
  bilingual glossary check --explain T303

Exit code 5 if anything is wrong.
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--explain", metavar="CODE", help="Say what a rule asks for and why; `all` for every rule.")
@_data_format
def check(files: tuple[Path, ...], explain: str | None, form: str) -> None:
    """Check glossaries by row and by rule.

    Rules are applied to the columns that a file has.
    """
    from bilingual.glossary.validation import check_glossary

    if explain is not None:
        _explain(explain, form)
        return
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    found = [(file, problem) for file in files for problem in check_glossary(file)]
    if form == "json":
        _print_json(
            [
                {"file": str(file), "code": p.code, "place": p.concept, "message": p.message}
                for file, p in found
            ]
        )
    else:
        for file, problem in found:
            prefix = "" if problem.concept.startswith(file.name) else f"{file.name}: "
            click.echo(_harmless(f"{prefix}{problem}"))
    if found:
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise TermbaseError(
            f"{count} found", remedy="bilingual glossary check --explain CODE says why it is one"
        )


def _explain(code: str, form: str) -> None:
    from bilingual.glossary.validation import codes
    from bilingual.glossary.validation import explain as explanation

    wanted = codes() if code == "all" else (code.upper(),)
    if not set(wanted) <= set(codes()):
        raise click.UsageError(f"No rule has the code {code!r}; there are {', '.join(codes())}.")
    if form == "json":
        _print_json({each: explanation(each) for each in wanted})
        return
    for each in wanted:
        click.echo(f"{each}  {explanation(each)}")


_direction = click.option(
    "--from", "source", type=LanguageType(), default=None,
    help="Language of the first column of a list of pairs, where no header says.",
)  # fmt: skip


@glossary.command(
    epilog="""\b
Examples:
  bilingual glossary convert ours.tsv ours.csv              to fill in definitions
  bilingual glossary convert ours.csv ours.tbx              for a terminology tool
  bilingual glossary convert ours.csv - --to-format omegat

\b
Formats, and the endings that ask for them:
  csv        every column of this project's own (.csv)
  pairs-csv  source,target under a header, for DeepL and Google
  pairs-tsv  source TAB target, for DeepL (.tsv, .tab)
  omegat     term TAB translation TAB comment (.txt, .utf8)
  tbx        TBX-Basic of ISO 30042:2019 (.tbx, .xml)
  tbx-v2     TBX-Basic of 2008, for older tools

What a format has no place for is left out.
"""
)
@click.argument("file", type=click.Path(path_type=Path), metavar="IN")
@click.argument("out", type=click.Path(allow_dash=True), metavar="OUT")
@click.option(
    "--to-format", "wanted", type=click.Choice(_FORMATS), help="By default as the ending of OUT says."
)
@_direction
def convert(file: Path, out: str, wanted: str | None, source: Language | None) -> None:
    """Convert the glossary IN to OUT.

    The format of IN is recognised by what it holds; OUT may be - for standard output.
    """
    from bilingual.glossary.formats.glossaries import (
        GlossaryFormat,
        format_for,
        read_glossary,
        write_glossary,
    )

    if wanted is None and out == "-":
        raise click.UsageError("OUT is standard output: say --to-format.")
    form = GlossaryFormat(wanted) if wanted else format_for(Path(out))
    read = read_glossary(file, source)
    for problem in read.problems:
        say(f"{problem}; left out")
    write_result(write_glossary(read.entries, form, source or FRENCH), out)
    say(f"{len(read.entries)} concepts, from {read.format} to {form}")


@glossary.command(
    epilog="""\b
Examples:
  bilingual glossary add ours.csv --fr "char d'assaut [m]" --en tank --definition "A tracked fighting vehicle."
  bilingual glossary add ours.tsv --fr "s'emparer de" --en "to seize"
"""
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--fr", "french", type=TEXT, required=True, metavar="TERM", help="French term.")
@click.option(
    "--en", "english", type=TEXT, required=True, metavar="TERM", help='English term; with "to " for a verb.'
)
@click.option("--definition", type=TEXT, default="", metavar="TEXT", help="English definition.")
@click.option("--definition-fr", type=TEXT, default="", metavar="TEXT", help="French definition.")
@click.option("--note", type=TEXT, default="", metavar="TEXT", help="Remark for the reader.")
@click.option(
    "--id",
    "concept",
    type=TEXT,
    default=None,
    metavar="ID",
    help="Identifier; made of FILE and the term by default.",
)
def add(
    file: Path, french: str, english: str, definition: str, definition_fr: str, note: str, concept: str | None
) -> None:
    """Append a concept to FILE.

    FILE is a CSV or a list of pairs, and is made if it does not exist.
    """
    from bilingual.glossary.editing import NewEntry, add_entry

    entry = add_entry(file, NewEntry(french, english, definition, definition_fr, note, concept))
    click.echo(_harmless(f"{entry.id}: {entry.preferred(FRENCH)} = {entry.preferred(ENGLISH)}"))


def _termbase(files: tuple[Path, ...]) -> Termbase:
    from bilingual.cli.inputs import load_glossaries

    return load_glossaries(files)


def _print_json(value: Any) -> None:
    write_result(json.dumps(value, ensure_ascii=False, indent=1) + "\n", None)


def _harmless(text: str) -> str:
    from bilingual.views.terminal import harmless

    return harmless(text)


def _hits_table(hits: Iterable[Hit], width: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, show_edge=False, leading=1)
    table.add_column("French", ratio=3)
    table.add_column("English", ratio=3)
    table.add_column("Definition", ratio=5)
    for hit in hits:
        entry = hit.entry
        meaning = Text(_harmless(entry.definition_en))
        if entry.note:
            meaning.append(_harmless(f"\nNote: {entry.note}"), "italic")
        meaning.append(_harmless(f"\n{entry.id}"), "dim")
        table.add_row(_terms_text(entry, FRENCH), _terms_text(entry, ENGLISH), meaning)
    return table


def _terms_text(entry: ConceptEntry, language: Language) -> Any:
    """Return the preferred term in bold and the other approved ones below it."""
    from rich.text import Text

    preferred, *others = entry.equivalents(language)
    text = Text(_harmless(preferred), "bold")
    if others:
        text.append(_harmless(f"\n{', '.join(others)}"), "not bold")
    return text


def _entry_table(entry: ConceptEntry) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")

    def rows(label: str, values: Iterable[str], style: Callable[[int], str] = lambda _: "") -> None:
        for number, value in enumerate(filter(None, values)):
            table.add_row(label if number == 0 else "", Text(_harmless(value), style(number)))

    table.add_row("id", Text(_harmless(entry.id), "bold"))
    rows("domain", [entry.domain])
    for language in (FRENCH, ENGLISH):
        rows(
            language.name, map(_described, entry.terms_in(language)), lambda number: "" if number else "bold"
        )
    rows("meaning", [entry.definition_en, entry.definition_fr])
    rows("note", [entry.note])
    rows("rank", [entry.rank or ""])
    rows("example", [entry.example_fr, entry.example_en])
    for language in (FRENCH, ENGLISH):
        rows(f"{language.code} with", [" · ".join(entry.context(language))])
        rows(f"{language.code} not", [" · ".join(entry.exclusions(language))])
    return table


def _described(term: Term) -> str:
    """Return a term with what is known of it, in words."""
    from bilingual.glossary.model import TermStatus

    genders = {"m": "masculine", "f": "feminine", "mf": "masculine or feminine"}
    numbers = {"sg": "singular", "pl": "plural", "inv": "invariable"}
    said = [
        "" if term.status is TermStatus.PREFERRED else str(term.status),
        {"v": "verb", "adj": "adjective", "adv": "adverb"}.get(term.part_of_speech, ""),
        genders.get(term.gender or "", ""),
        numbers.get(term.number or "", ""),
        str(term.region or ""),
        "not marked in texts" if term.general else "",
    ]
    words = ", ".join(filter(None, said))
    return f"{term.text} ({words})" if words else term.text
