"""Read French beside English, offline: sentences, translation, alignment, military terms, exercises."""

__version__ = "0.1.0"
