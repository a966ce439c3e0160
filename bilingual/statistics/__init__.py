"""Figures of a text: its sentences and words, its terms, how long it takes to read, and for which level it is."""
