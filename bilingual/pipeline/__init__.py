"""Stages wired together: read a text with its machine translation, or align it with a human one."""

from bilingual.pipeline.model import AnnotatedBead, ParallelText
from bilingual.pipeline.reading import Reading, read

__all__ = ["AnnotatedBead", "ParallelText", "Reading", "read"]
