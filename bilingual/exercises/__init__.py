"""Practice from what was read: exercises made of a parallel text, graded with reasons, printed or exported."""

from bilingual.exercises.items import GAP, Exercise, ExerciseKind, RequiredTerm, SentencePair

__all__ = ["GAP", "Exercise", "ExerciseKind", "RequiredTerm", "SentencePair"]
