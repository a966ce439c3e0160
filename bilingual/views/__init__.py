"""Parallel texts as something to look at: columns in a terminal, tables, JSON."""
