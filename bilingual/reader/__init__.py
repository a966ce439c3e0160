"""The interactive reader: everything that can be known without a terminal, and a thin Textual app over it.

Only `app`, `rowview`, `panels`, `dialogs` and `theme.textual_theme` import Textual.
"""
