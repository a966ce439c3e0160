"""Termbases: concepts with their French and English terms, found in texts and checked in translations.

`model` says what a concept is, `csvfile` reads and writes it, `termbase` gathers concepts, `matching` finds
them in a text, `compliance` in its translation; `validation` checks a termbase.  `data/README.md` describes
the files for their authors.
"""
