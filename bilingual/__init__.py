"""Read French beside English, offline: sentences, translation, alignment, military terms, exercises.

>>> import bilingual
>>> text = bilingual.read("article.txt")  # doctest: +SKIP
>>> for bead in text.beads:  # doctest: +SKIP
...     print(bead.source, "|", bead.target)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

# What `import bilingual` offers, and where it is: modules are imported when a name is first used (PEP 562),
# because `bilingual --version` should not wait for an inference engine.
_EXPORTS = {
    "AnnotatedBead": "bilingual.pipeline.model",
    "ArgosTranslator": "bilingual.translation.engine",
    "Bead": "bilingual.bitext",
    "BilingualError": "bilingual.errors",
    "Bitext": "bilingual.bitext",
    "Card": "bilingual.exercises.cards",
    "Chapter": "bilingual.document.model",
    "Compliance": "bilingual.glossary.compliance",
    "ConceptEntry": "bilingual.glossary.model",
    "CorpusReport": "bilingual.corpus.model",
    "Cue": "bilingual.document.model",
    "Deck": "bilingual.exercises.deck",
    "Document": "bilingual.document.model",
    "ENGLISH": "bilingual.languages",
    "Exercise": "bilingual.exercises.items",
    "ExerciseKind": "bilingual.exercises.items",
    "FRENCH": "bilingual.languages",
    "Grade": "bilingual.exercises.grades",
    "GradualText": "bilingual.pipeline.gradual",
    "Language": "bilingual.languages",
    "ParallelStatistics": "bilingual.statistics.model",
    "ParallelText": "bilingual.pipeline.model",
    "Rating": "bilingual.exercises.scheduling",
    "Reading": "bilingual.pipeline.reading",
    "Segment": "bilingual.sentences",
    "SentencePair": "bilingual.exercises.items",
    "Span": "bilingual.spans",
    "TermCount": "bilingual.glossary.collecting",
    "TermMatch": "bilingual.glossary.matching",
    "Termbase": "bilingual.glossary.termbase",
    "TextStatistics": "bilingual.statistics.model",
    "Token": "bilingual.tokens",
    "Translation": "bilingual.translation.translator",
    "TranslationMemory": "bilingual.translation.memory",
    "Translator": "bilingual.translation.translator",
    "WordLink": "bilingual.spans",
    "align": "bilingual.pipeline.aligning",
    "collect_terms": "bilingual.glossary.collecting",
    "document_from_text": "bilingual.document.reading",
    "find_package": "bilingual.translation.packages",
    "grade": "bilingual.exercises.grading",
    "lemmatize": "bilingual.lemmas",
    "load_termbase": "bilingual.glossary.termbase",
    "make_exercises": "bilingual.exercises.generation",
    "match_terms": "bilingual.glossary.matching",
    "military_termbase": "bilingual.glossary.termbase",
    "parallel_statistics": "bilingual.statistics.measuring",
    "read": "bilingual.pipeline.reading",
    "read_document": "bilingual.document.reading",
    "split_sentences": "bilingual.sentences",
    "text_statistics": "bilingual.statistics.measuring",
    "times_of": "bilingual.document.model",
    "tokenize": "bilingual.tokens",
    "translate_corpus": "bilingual.corpus.running",
    "write": "bilingual.views.formats",
    "write_html": "bilingual.views.html",
}

# Spelled out: type checkers take a name for exported only where they can read it here.
__all__ = [
    "ENGLISH",
    "FRENCH",
    "AnnotatedBead",
    "ArgosTranslator",
    "Bead",
    "BilingualError",
    "Bitext",
    "Card",
    "Chapter",
    "Compliance",
    "ConceptEntry",
    "CorpusReport",
    "Cue",
    "Deck",
    "Document",
    "Exercise",
    "ExerciseKind",
    "Grade",
    "GradualText",
    "Language",
    "ParallelStatistics",
    "ParallelText",
    "Rating",
    "Reading",
    "Segment",
    "SentencePair",
    "Span",
    "TermCount",
    "TermMatch",
    "Termbase",
    "TextStatistics",
    "Token",
    "Translation",
    "TranslationMemory",
    "Translator",
    "WordLink",
    "__version__",
    "align",
    "collect_terms",
    "document_from_text",
    "find_package",
    "grade",
    "lemmatize",
    "load_termbase",
    "make_exercises",
    "match_terms",
    "military_termbase",
    "parallel_statistics",
    "read",
    "read_document",
    "split_sentences",
    "text_statistics",
    "times_of",
    "tokenize",
    "translate_corpus",
    "write",
    "write_html",
]

if TYPE_CHECKING:
    from bilingual.bitext import Bead, Bitext
    from bilingual.corpus.model import CorpusReport
    from bilingual.corpus.running import translate_corpus
    from bilingual.document.model import Chapter, Cue, Document, times_of
    from bilingual.document.reading import document_from_text, read_document
    from bilingual.errors import BilingualError
    from bilingual.exercises.cards import Card
    from bilingual.exercises.deck import Deck
    from bilingual.exercises.generation import make_exercises
    from bilingual.exercises.grades import Grade
    from bilingual.exercises.grading import grade
    from bilingual.exercises.items import Exercise, ExerciseKind, SentencePair
    from bilingual.exercises.scheduling import Rating
    from bilingual.glossary.collecting import TermCount, collect_terms
    from bilingual.glossary.compliance import Compliance
    from bilingual.glossary.matching import TermMatch, match_terms
    from bilingual.glossary.model import ConceptEntry
    from bilingual.glossary.termbase import Termbase, load_termbase, military_termbase
    from bilingual.languages import ENGLISH, FRENCH, Language
    from bilingual.lemmas import lemmatize
    from bilingual.pipeline.aligning import align
    from bilingual.pipeline.gradual import GradualText
    from bilingual.pipeline.model import AnnotatedBead, ParallelText
    from bilingual.pipeline.reading import Reading, read
    from bilingual.sentences import Segment, split_sentences
    from bilingual.spans import Span, WordLink
    from bilingual.statistics.measuring import parallel_statistics, text_statistics
    from bilingual.statistics.model import ParallelStatistics, TextStatistics
    from bilingual.tokens import Token, tokenize
    from bilingual.translation.engine import ArgosTranslator
    from bilingual.translation.memory import TranslationMemory
    from bilingual.translation.packages import find_package
    from bilingual.translation.translator import Translation, Translator
    from bilingual.views.formats import write
    from bilingual.views.html import write_html


def __getattr__(name: str) -> object:
    module = _EXPORTS.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
