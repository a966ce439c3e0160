"""Reading packs: a parallel text as JSON, format `bilingual/1`, which opens again without a model.

The schema is `bilingual/data/bilingual-1.schema.json`. Besides the beads a pack holds the concepts met, each
as the row of its termbase, so that terms are explained wherever the pack is opened.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bilingual.bitext import Bead, Engine, Origin, TextSide, WordLink, flow
from bilingual.checks import Flag, FlagCode
from bilingual.document.model import Chapter, Cue, ParagraphKind, check_contents
from bilingual.errors import BitextError, expect
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.csvfile import parse_row, write_row
from bilingual.glossary.matching import TermMatch
from bilingual.glossary.model import ConceptEntry, Term
from bilingual.glossary.nearest import equivalents_of_match
from bilingual.languages import Language, language_of
from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.spans import Span

FORMAT = "bilingual/1"
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_OPENING = re.compile(r'\s*\{\s*"format"\s*:\s*"bilingual/')


def is_pack(text: str) -> bool:
    """Whether a text is a reading pack, as far as its beginning tells.

    >>> is_pack('{"format": "bilingual/1", …'), is_pack("Il pleut.")
    (True, False)
    """
    return _OPENING.match(text) is not None


def dump(text: ParallelText) -> str:
    """Write a parallel text as a reading pack."""
    return "".join(pieces(text))


def pieces(text: ParallelText) -> Iterator[str]:
    """Yield a reading pack piece by piece, a bead a line: that of a book is never there as a whole but in its file."""
    concepts = _concepts(text)
    engine = {
        "name": text.engine.name,
        "package": text.engine.package,
        "origin": text.engine.origin.value,
    }
    yield f'{{"format": {_json(FORMAT)},\n "name": {_json(text.name)},\n'
    yield f' "source": {_json(_dump_side(text.source))},\n "target": {_json(_dump_side(text.target))},\n'
    yield f' "engine": {_json(engine)},\n "beads": ['
    yield from _lines(_json(_dump_bead(bead, text, concepts)) for bead in text.beads)
    yield '],\n "concepts": {'
    yield from _lines(
        f"{_json(key)}: {_json({'domain': entry.domain, **write_row(entry)})}"
        for entry, key in concepts.items()
    )
    yield "}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(items: Iterable[str]) -> Iterator[str]:
    """Yield the items of a list or an object, each on a line of its own."""
    joint = "\n  "
    for item in items:
        yield joint + item
        joint = ",\n  "


def load(data: str, name: str) -> ParallelText:
    """Open a reading pack.

    Raises:
        BitextError: it is no reading pack, or contradicts itself.
        WrongTypeError: `data` is no string; a `TypeError`.
    """
    expect(data, str, "a reading pack is a string of JSON", "read the file first: path.read_text('utf-8')")
    try:
        pack = json.loads(data)
        # JSON can say half a character, which no file can hold.
        if _HALF.search(data):
            json.dumps(pack, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BitextError("half a character (a lone surrogate)", place=name) from None
    except ValueError as error:
        raise BitextError(f"not JSON: {error}", place=name) from None
    except RecursionError:
        raise BitextError("JSON nested beyond all reason", place=name) from None
    if not isinstance(pack, dict) or pack.get("format") != FORMAT:
        found = pack.get("format") if isinstance(pack, dict) else type(pack).__name__
        raise BitextError(f"no reading pack of the format {FORMAT!r}: {found!r}", place=name)
    try:
        sides = [_load_side(pack[side]) for side in ("source", "target")]
        engine = Engine(pack["engine"]["name"], pack["engine"]["package"], Origin(pack["engine"]["origin"]))
        concepts = {i: parse_row(row, row.get("domain", "")) for i, row in pack.get("concepts", {}).items()}
        beads = tuple(_load_bead(bead, sides[0], sides[1], concepts) for bead in pack["beads"])
        return ParallelText(sides[0], sides[1], beads, engine, str(pack.get("name", name)))
    except BitextError as error:
        raise BitextError(error.problem, place=", ".join(filter(None, (name, error.place)))) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BitextError(f"damaged reading pack: {type(error).__name__}: {error}", place=name) from None


def _dump_side(side: TextSide) -> dict[str, Any]:
    """Return a side; what a plain text file does not have is left out."""
    dumped: dict[str, Any] = {"language": side.language.code, "text": side.text}
    if side.metadata:
        dumped["metadata"] = side.metadata
    if side.contents:
        dumped["contents"] = [{"title": c.title, "start": c.start, "level": c.level} for c in side.contents]
    if side.cues:
        dumped["cues"] = [{"span": _pair(c.span), "start": c.start, "end": c.end} for c in side.cues]
    return dumped


def _load_side(side: dict[str, Any]) -> TextSide:
    text = _text(side["text"])
    contents = tuple(
        Chapter(_text(c["title"]), int(c["start"]), int(c["level"])) for c in side.get("contents", ())
    )
    check_contents(contents, text)
    cues = tuple(
        Cue(_span(c["span"], text), float(c["start"]), float(c["end"])) for c in side.get("cues", ())
    )
    metadata = {str(key): _text(value) for key, value in side.get("metadata", {}).items()}
    return TextSide(language_of(side["language"]), text, metadata, contents, cues)


def _concepts(text: ParallelText) -> dict[ConceptEntry, str]:
    """Return the concepts met and what a pack calls each: its id, and a number where two have the same.

    Compounds made of two terms of a concept do: « force blindée » and a synonym of it.
    """
    keys: dict[ConceptEntry, str] = {}
    seen: Counter[str] = Counter()
    for entry in dict.fromkeys(found.match.entry for found in text.terms):
        seen[entry.id] += 1
        keys[entry] = f"{entry.id}-{seen[entry.id]}" if seen[entry.id] > 1 else entry.id
    return keys


def _dump_bead(bead: AnnotatedBead, text: ParallelText, concepts: dict[ConceptEntry, str]) -> dict[str, Any]:
    target = text.target.language
    return {
        "source": [_pair(span) for span in bead.source_spans],
        "target": [_pair(span) for span in bead.target_spans],
        "paragraph": bead.paragraph,
        "kind": bead.kind.value,
        "score": bead.score,
        "flags": [flag.code.value for flag in bead.flags],
        "reasons": [flag.reason for flag in bead.flags],
        "terms": [
            {
                "concept": concepts[found.match.entry],
                "source": _pair(found.match.span),
                "surface": found.match.surface,
                "lemma": found.match.lemma,
                "equivalents": list(equivalents_of_match(found.match, target)),
                "target": _pair(found.span) if found.span else None,
                "rendering": found.term.text if found.term else None,
                "status": found.use.value,
            }
            for found in bead.terms
        ],
        "links": [
            {"source": _pair(link.source), "target": _pair(link.target), "score": link.score}
            for link in bead.links
        ],
    }


def _load_bead(
    bead: dict[str, Any], source: TextSide, target: TextSide, concepts: dict[str, ConceptEntry]
) -> AnnotatedBead:
    source_spans = tuple(_span(pair, source.text) for pair in bead["source"])
    target_spans = tuple(_span(pair, target.text) for pair in bead["target"])
    links = tuple(
        WordLink(_span(link["source"], source.text), _span(link["target"], target.text), float(link["score"]))
        for link in bead.get("links", ())
    )
    plain = Bead(
        source=flow(" ".join(span.of(source.text) for span in source_spans)),
        target=flow(" ".join(span.of(target.text) for span in target_spans)),
        source_spans=source_spans,
        target_spans=target_spans,
        score=bead.get("score"),
        paragraph=int(bead.get("paragraph", 0)),
        kind=ParagraphKind(bead.get("kind", "body")),
        links=links,
    )
    terms = tuple(_load_term(term, source, target, concepts) for term in bead.get("terms", ()))
    reasons = bead.get("reasons") or [""] * len(bead.get("flags", ()))
    flags = tuple(Flag(FlagCode(c), str(r)) for c, r in zip(bead.get("flags", ()), reasons, strict=True))
    return AnnotatedBead(plain, terms, flags)


def _load_term(
    term: dict[str, Any], source: TextSide, target: TextSide, concepts: dict[str, ConceptEntry]
) -> Compliance:
    entry, span = concepts[term["concept"]], _span(term["source"], source.text)
    match = TermMatch(entry, _term(entry, source.language, term["lemma"]), span, str(term["surface"]))
    if term["target"] is None:
        return Compliance(match, Use(term["status"]))
    rendering = _term(entry, target.language, term["rendering"]) if term.get("rendering") else None
    return Compliance(match, Use(term["status"]), _span(term["target"], target.text), rendering)


def _term(entry: ConceptEntry, language: Language, text: str) -> Term:
    for term in entry.terms_in(language):
        if term.text == text:
            return term
    raise BitextError(f"concept {entry.id} has no {language.name} term {text!r}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text, not {type(value).__name__}")
    return value


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _span(pair: list[int], text: str) -> Span:
    start, end = pair
    if not (isinstance(start, int) and isinstance(end, int)) or end > len(text):
        raise BitextError(f"span {pair} leaves the text of {len(text)} characters")
    return Span(start, end)
