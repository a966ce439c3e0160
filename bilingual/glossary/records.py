"""Concepts as plain values for JSON."""

from __future__ import annotations

from typing import Any

from bilingual.glossary.model import ConceptEntry, Term
from bilingual.languages import ENGLISH, FRENCH


def as_record(entry: ConceptEntry) -> dict[str, Any]:
    """Return a concept as dictionaries, lists and strings; what it does not say is left out.

    >>> from bilingual.glossary.termbase import military_termbase
    >>> as_record(military_termbase().get("air.strike"))["terms"]["fr"][0]
    {'text': 'frappe aérienne', 'status': 'preferred', 'part_of_speech': 'n', 'gender': 'f'}
    """
    record: dict[str, Any] = {
        "id": entry.id,
        "domain": entry.domain,
        "terms": {
            language.code: [_term(term) for term in entry.terms_in(language)]
            for language in (FRENCH, ENGLISH)
        },
        "definition": {"fr": entry.definition_fr, "en": entry.definition_en},
        "note": entry.note,
        "example": {"fr": entry.example_fr, "en": entry.example_en},
        "rank": entry.rank,
        "flags": sorted(entry.flags),
    }
    return {key: value for key, value in record.items() if _says_something(value)}


def _term(term: Term) -> dict[str, str]:
    record = {
        "text": term.text,
        "status": term.status,
        "part_of_speech": term.part_of_speech,
        "gender": term.gender,
        "number": term.number,
        "region": term.region,
        "marked": "no" if term.general else None,
    }
    return {key: str(value) for key, value in record.items() if value is not None}


def _says_something(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)
