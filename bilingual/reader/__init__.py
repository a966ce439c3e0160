"""The interactive reader: everything that can be known without a terminal, and a thin Textual app over it.

Only `app`, `rowview`, `panels`, `dialogs` and the actions that open them (`listing`, `mending`) import Textual.
"""
