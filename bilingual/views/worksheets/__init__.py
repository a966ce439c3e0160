"""Exercises for paper and for other programs: a worksheet as Markdown or as a page, a table."""
