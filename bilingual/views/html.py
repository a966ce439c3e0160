"""A parallel text as one page that needs nothing else: no server, no font, no request to anywhere.

The page is read without JavaScript, too: its terms are links to the table below the text. A script only
adds: words of a pair that light up together, terms explained where they stand, translations hidden.
A content security policy in the page allows this style and this script, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from bilingual import __version__
from bilingual.glossary.compliance import Use
from bilingual.languages import Language
from bilingual.pipeline.model import ParallelText
from bilingual.spans import Span
from bilingual.untrusted import escaped
from bilingual.views.labels import Labels
from bilingual.views.sheet import Piece, Row, Sheet
from bilingual.views.terms import grammar, note_of

# The browser skips what is far from the window by blocks of rows; a paragraph is one, a long one several.
_LONGEST_BLOCK = 12  # rows
# A list of fewer headings than this is no help.
_FEWEST_CONTENTS = 3
_LONGEST_ENTRY = 90  # characters of a heading in the contents


def write_html(text: ParallelText, path: str | Path, *, title: str | None = None) -> None:
    """Write a parallel text as one self-contained HTML page, all or nothing.

    Args:
        text: from `read`, `align` or a reading pack; its words are linked where they are not yet.
        path: the file to write.
        title: of the page; by default the text's first heading, else the name of its file.

    Raises:
        BilingualError: it cannot be written.
    """
    from bilingual.files import write_text
    from bilingual.pipeline.linking import link_words

    write_text(Path(path), "".join(html_page(link_words(text), title=title)))


def html_page(text: ParallelText, *, title: str | None = None) -> Iterator[str]:
    """Yield a parallel text as one self-contained HTML page, in pieces; the encoding is to be UTF-8.

    Args:
        text: from `read`, `align` or a reading pack; word links that it has light up.
        title: of the page; by default the text's first heading, else the name of its file.
    """
    sheet = Sheet.of(text, title, linked=True)
    yield from _head(sheet)
    yield from _about(sheet)
    yield '<main id="text" class="in">\n'
    yield from _contents(sheet)
    yield from _text(sheet)
    yield from _terms(sheet)
    yield "</main>\n"
    yield from _foot(sheet)


def _head(sheet: Sheet) -> Iterator[str]:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title_language = f' lang="{sheet.title_language.code}"' if sheet.title_language else ""
    yield (
        f'<!DOCTYPE html>\n<html lang="{sheet.labels.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="bilingual {__version__}">\n'
        f"<title{title_language}>{escaped(sheet.title)}</title>\n"
        '<link rel="icon" href="data:,">\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
    )


def _about(sheet: Sheet) -> Iterator[str]:
    words = sheet.labels
    source, target = sheet.name_of(sheet.source), sheet.name_of(sheet.target)
    counted = [words.count(len(sheet.rows), words.row), words.count(len(sheet.terms.entries), words.term)]
    if sheet.doubtful:
        said = words.doubtful.format(number=words.figure(len(sheet.doubtful)))
        counted.append(f'<a href="#r{sheet.doubtful[0].number}">{said}</a>')
    yield (
        f'<a class="skip" href="#text">{words.skip}</a>\n<header class="in">\n'
        f'<div class="about"><p>{escaped(sheet.about)}</p>\n'
        f"<p>{' · '.join(counted)}</p></div>\n"
    )
    if not sheet.opens_with_title:
        yield f'<h1 class="title">{escaped(sheet.title)}</h1>\n'
    yield (
        "</header>\n"
        f'<section class="bar" aria-label="{words.view}"><div class="in two">'
        f'<span class="lang left">{source}</span>'
        f'<div class="right"><span class="lang">{target}</span><span class="tools" id="tools" hidden>'
        f'<button type="button" id="hide" aria-pressed="false">{words.hide}</button>'
        f'<button type="button" id="theme" value="auto">{words.theme[0]}</button></span></div></div></section>\n'
    )


def _contents(sheet: Sheet) -> Iterator[str]:
    headings = [row for row in sheet.rows if row.heading][1 if sheet.opens_with_title else 0 :]
    if len(headings) < _FEWEST_CONTENTS:
        return
    words = sheet.labels.contents
    yield f'<nav class="toc" aria-label="{words}"><details><summary>{words}</summary>\n<ol>\n'
    for row in headings:
        line, language = _either(row, sheet)
        yield f'<li lang="{language.code}"><a href="#r{row.number}">{escaped(_shortened(line))}</a></li>\n'
    yield "</ol></details></nav>\n"


def _text(sheet: Sheet) -> Iterator[str]:
    after = {row.number: then.number for row, then in pairwise(sheet.doubtful)}
    for number, block in enumerate(_blocks(sheet.rows)):
        after_it = sheet.rows[block[-1].number : block[-1].number + 1]
        close = any(not row.opens or (row.item and block[-1].item) for row in after_it)
        kinds = "p" + " head" * block[0].heading + " on" * close
        yield f'<div class="{kinds}">\n'
        for row in block:
            yield from _row(row, sheet, after.get(row.number), is_title=sheet.opens_with_title and not number)
        yield "</div>\n"


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in rows:
        if block and (row.opens or len(block) == _LONGEST_BLOCK):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _row(row: Row, sheet: Sheet, next_doubtful: int | None, *, is_title: bool) -> Iterator[str]:
    links = _links(row)
    data = f' data-l="{links}"' if links else ""
    yield f'<div class="r two{" q" * bool(row.doubts)}" id="r{row.number}"{data}>\n'
    yield _cell(row, sheet, "a", is_title=is_title) + "\n"
    yield _cell(row, sheet, "b", is_title=is_title) + "\n"
    if row.doubts:
        words = sheet.labels
        reasons = "; ".join(map(escaped, row.doubts))
        on = f'<a href="#r{next_doubtful}" lang="{words.code}">{words.further}</a>' if next_doubtful else ""
        yield f'<p class="d"{_reasons_language(words)}>{reasons}{on}</p>\n'
    yield "</div>\n"


def _cell(row: Row, sheet: Sheet, side: str, *, is_title: bool) -> str:
    pieces, language = (row.source, sheet.source) if side == "a" else (row.target, sheet.target)
    if not pieces:
        return f'<p class="{side} none">{sheet.missing(language)}</p>'
    line = "".join(map(_piece, pieces))
    if not row.heading:
        return f'<p class="{side}" lang="{language.code}">{line}</p>'
    # One heading a row, in the language of the text where it has one; its translation only looks like it.
    if side == "a" or not row.source:
        tag = "h1" if is_title else "h2"
        return f'<{tag} class="{side}" lang="{language.code}">{line}</{tag}>'
    return f'<p class="{side} hd{" top" * is_title}" lang="{language.code}">{line}</p>'


def _piece(piece: Piece) -> str:
    if piece.term is None:
        return escaped(piece.text)
    amiss = "" if piece.use is Use.USED else " x"
    return f'<a class="t{amiss}" href="#t{piece.term}" data-n="{piece.term}">{escaped(piece.text)}</a>'


def _links(row: Row) -> str:
    """Write the word links for the script: four numbers each, counted in UTF-16 units as it counts.

    Start of the source word after the start of the one before, its length; the same for the target word.
    """
    if not row.links:
        return ""
    ours, theirs = (_places("".join(piece.text for piece in side)) for side in (row.source, row.target))
    numbers: list[int] = []
    before = (0, 0)
    for source, target in row.links:
        source, target = _counted(source, ours), _counted(target, theirs)
        numbers += (source.start - before[0], len(source), target.start - before[1], len(target))
        before = (source.start, target.start)
    return " ".join(map(str, numbers))


def _places(line: str) -> list[int] | None:
    """Return the UTF-16 place of every code point and of the end, `None` where the two are the same."""
    if not line or max(line) <= "\uffff":
        return None
    places = [0]
    for character in line:
        places.append(places[-1] + (2 if character > "\uffff" else 1))
    return places


def _counted(span: Span, places: list[int] | None) -> Span:
    return span if places is None else Span(places[span.start], places[span.end])


def _terms(sheet: Sheet) -> Iterator[str]:
    if not sheet.terms.entries:
        return
    source, target, words = sheet.source, sheet.target, sheet.labels
    first: dict[int, int] = {}
    for row in sheet.rows:
        for found in row.bead.terms:
            first.setdefault(sheet.terms.numbers[found.match.entry.id], row.number)
    yield (
        f'<section class="terms" aria-labelledby="terms">\n<h2 id="terms">{words.terms}</h2>\n<table>\n<thead><tr>'
        '<th class="n" scope="col">№</th>'
        f'<th class="ours" scope="col">{sheet.name_of(source)}</th>'
        f'<th class="theirs" scope="col">{sheet.name_of(target)}</th>'
        f'<th scope="col">{words.meaning}</th><th class="uses" scope="col">{words.uses}</th>'
        "</tr></thead>\n<tbody>\n"
    )
    for number, entry in enumerate(sheet.terms.entries.values(), 1):
        lemmas = ", ".join(sheet.terms.lemmas[entry.id])
        gram = f'<span class="gram">{grammar(entry, source, sheet.terms.first(entry))}</span>'
        first_choice, *others = sheet.terms.equivalents(entry, source, target)
        more = f", {escaped(', '.join(others))}" if others else ""
        meaning = []
        if definition := entry.definition(target):
            meaning.append(f'<p lang="{target.code}">{escaped(definition)}</p>')
        if note := note_of(entry, target):
            meaning.append(f'<p class="note" lang="{target.code}">{escaped(note)}</p>')
        if missing := sheet.terms.met[entry.id] - sheet.terms.used[entry.id]:
            meaning.append(f'<p class="amiss" lang="{words.code}">{words.amiss(missing)}</p>')
        uses, place = sheet.terms.met[entry.id], first[number]
        yield (
            f'<tr id="t{number}"><td class="n">{number}</td>'
            f'<th scope="row"><span class="name" lang="{source.code}">{escaped(lemmas)}{gram}</span></th>'
            f'<td class="eq"><p lang="{target.code}"><b>{escaped(first_choice)}</b>{more}</p></td>'
            f'<td class="def">{"".join(meaning)}</td>'
            f'<td class="uses"><a href="#r{place}">{words.figure(uses)}×</a></td></tr>\n'
        )
    yield "</tbody>\n</table>\n</section>\n"


def _foot(sheet: Sheet) -> Iterator[str]:
    words = sheet.labels
    # What the script says; it stands in the page, so that the script is the same in every language.
    said = {
        "auto": words.theme[0],
        "light": words.theme[1],
        "dark": words.theme[2],
        "show": words.show,
        "otherwise": words.otherwise,
        "wrong": words.wrong,
    }
    data = " ".join(f'data-{name}="{escaped(text)}"' for name, text in said.items())
    yield (
        f'<footer class="in">\n<p id="hint" class="hint" {data} hidden>{words.hint}</p>\n'
        f"<p>{words.made.format(version=__version__)}</p>\n</footer>\n"
        f"<script>{_asset('page.js')}</script>\n</body>\n</html>\n"
    )


@cache
def _asset(name: str) -> str:
    return (files("bilingual.views") / "assets" / name).read_text("utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _either(row: Row, sheet: Sheet) -> tuple[str, Language]:
    return (row.bead.source, sheet.source) if row.bead.source else (row.bead.target, sheet.target)


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST_ENTRY else line[: _LONGEST_ENTRY - 1].rstrip() + "…"


def _reasons_language(words: Labels) -> str:
    """Return the attribute that says that reasons are in English, where the page is not."""
    return "" if words.code == "en" else ' lang="en"'
