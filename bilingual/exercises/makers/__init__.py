"""Those who make exercises: of gaps, of pairs, of sentences, of meanings."""

from bilingual.exercises.makers.gaps import GapMaker
from bilingual.exercises.makers.meanings import MeaningMaker
from bilingual.exercises.makers.pairs import PairMaker
from bilingual.exercises.makers.sentences import SentenceMaker

__all__ = ["GapMaker", "MeaningMaker", "PairMaker", "SentenceMaker"]
