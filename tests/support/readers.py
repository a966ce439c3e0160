"""What several tests need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.glossary.model import ConceptEntry, Gender, PartOfSpeech, Term, TermStatus
from bilingual.glossary.termbase import Termbase
from bilingual.languages import ENGLISH, FRENCH, Language
from bilingual.translation.translator import Engine, Origin, Translation

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "examples"


class FakeTranslator:
    """Translates by a table, and what is not in it into capitals; counts what it is asked for."""

    source_language: Language = FRENCH
    target_language: Language = ENGLISH
    engine = Engine("fake", "fake 1", Origin.MACHINE)
    identity = "fake 1"

    def __init__(self, table: dict[str, str | Translation] | None = None) -> None:
        self.table = table or {}
        self.asked: list[str] = []

    def translate(self, sentences: Iterable[str]) -> Iterator[Translation]:
        for sentence in sentences:
            self.asked.append(sentence)
            found = self.table.get(sentence, sentence.upper())
            yield found if isinstance(found, Translation) else Translation(found, 0.5)


def concept(identity: str, french: Term, english: str, definition: str = "") -> ConceptEntry:
    english_term = Term(english, "en", part_of_speech=french.part_of_speech)
    return ConceptEntry(identity, identity.split(".")[0], (french, english_term), definition_en=definition)


# Termbases that do not change when the built-in one grows.
NEAR_SYNONYMS = Termbase(
    [
        ConceptEntry(
            "general.foe",
            "general",
            (
                Term("adversaire", "fr", gender=Gender.BOTH),
                Term("défenseur", "fr", TermStatus.ADMITTED, gender=Gender.MASCULINE),
                Term("adversary", "en"),
                Term("defender", "en", TermStatus.ADMITTED),
            ),
        )
    ]
)
SMALL_TERMBASE = Termbase(
    [
        concept(
            "air.strike",
            Term("frappe aérienne", "fr", gender=Gender.FEMININE),
            "air strike",
            "An attack from the air.",
        ),
        concept("air.fighter", Term("avion de chasse", "fr", gender=Gender.MASCULINE), "fighter"),
        concept("press.hit", Term("frapper", "fr", part_of_speech=PartOfSpeech.VERB), "hit"),
    ]
)
