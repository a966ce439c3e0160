"""The figures of a text shown: as a chart on a terminal, as a picture, as a page, as a table for spreadsheets."""
