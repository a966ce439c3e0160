"""Pieces of lines to paragraphs: columns in order, line breaks mended, headings, items and notes told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from statistics import median

from bilingual.document.pdfpages import HYPHEN, Piece

_BULLET = re.compile(r"(?:[-–—•·▪▫◦‣●○■□*➢✓→]|\(?(?:\d{1,2}|[a-z])[.)])(?=\s|$)")
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=\S)")
_STOP = re.compile(r"[.!?…:;]['\"»”’)\]\u00a0\u202f ]*$")
_UNIT = re.compile(r"(?:^|[\d\s])[kcdm]?m$")

# In sizes of the letters.
_LEVEL = 0.2  # difference of the baselines of one line
_RAISED = 0.9  # size of a raised mark in that of its line
_GUTTER = 0.45  # narrowest space between columns
_CELL = 1.5  # narrowest space that no justified line has, which makes a table
_NARROW_CELL = 1.0  # narrowest space between the cells of its rows
_INDENT = 0.7
_SHIFT = 0.3  # within which lines begin at the same place
# In leadings: distance of two lines of one paragraph, beyond which another begins.
_APART = 1.3
_BETWEEN = 12  # paragraphs that may stand between two halves of one
_MOST_GUTTERS = 8  # that are tried
_MOST_LEVEL = 200  # pieces of a line that marks of notes are held against
_FEWEST_ROWS = 3  # of a column
_CROSSING = 0.25  # share of the rows that may cross a gutter: titles and tables of a page in columns
_PROSE = 12  # characters of the median line of a column; cells of tables have fewer
_LARGER = 1.08  # size of a heading in that of the text
_SMALLER = 0.93  # of a note
_LONGEST_HEADING = 200  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, or the cells of a row of a table."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return _joined(self.pieces)

    @property
    def left(self) -> float:
        """Its left edge, in points."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Its right edge, in points."""
        return max(piece.right for piece in self.pieces)

    @property
    def baseline(self) -> float:
        """On which most of it stands, in points."""
        return _main(self.pieces).baseline

    @property
    def size(self) -> float:
        """Of most of its letters, in points."""
        return _main(self.pieces).size

    @property
    def bold(self) -> bool:
        """Whether all of it is: a bold word in a plain line does not count."""
        return all(piece.bold for piece in self.pieces if not piece.raised)

    def cells(self, *, in_table: bool = False) -> list[tuple[Piece, ...]]:
        """Return the line cut at spaces that no line of text has; a bullet is no cell.

        Args:
            in_table: the line above is one of a table.
        """
        cut = self._cut(_CELL)
        return self._cut(_NARROW_CELL) if len(cut) > 1 or in_table else cut

    def _cut(self, space: float) -> list[tuple[Piece, ...]]:
        cut: list[list[Piece]] = [[self.pieces[0]]]
        right = self.pieces[0].right
        for piece in self.pieces[1:]:
            bullet = len(cut) == 1 and _BULLET.fullmatch(_joined(cut[0])) is not None
            if piece.left - right > space * self.size and not bullet:
                cut.append([])
            cut[-1].append(piece)
            right = max(right, piece.right)
        return [tuple(cell) for cell in cut]


@dataclass(slots=True)
class Part:
    """A paragraph being put together.

    Args:
        lines: its lines.
        joints: what stands between them.
        page: the number of its page.
        right: edge of the column it stands in.
        kind: `text`, `item`, `cell` or `note`.
    """

    lines: list[Line]
    page: int
    right: float
    kind: str = "text"
    joints: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole, with its joints."""
        pieces = [self.lines[0].text]
        for joint, line in zip(self.joints, self.lines[1:], strict=True):
            pieces += joint, line.text
        return "".join(pieces)

    def add(self, line: Line, joint: str) -> None:
        """Add a line, and with it the joint before it."""
        self.joints.append("" if self.lines[-1].text.endswith(HYPHEN) else joint)
        self.lines.append(line)


def columns(pieces: Sequence[Piece], depth: int = 0) -> list[list[Piece]]:
    """Return the pieces of a page as columns in reading order.

    Where most rows leave a gutter free, the pieces that cross it (a title, a table) part what is above them
    from what is below; in each part the left column is read before the right one.
    """
    gutter = _gutter(pieces) if depth < 4 else None
    if gutter is None:
        return [list(pieces)] if pieces else []
    found: list[list[Piece]] = []
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    crossing: list[Piece] = []

    def close() -> None:
        for side in sides:
            found.extend(columns(side, depth + 1))
            side.clear()

    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if piece.left < gutter < piece.right:
            close()
            crossing.append(piece)
            continue
        if crossing:
            found.append(crossing)
            crossing = []
        sides[piece.left >= gutter].append(piece)
    close()
    if crossing:
        found.append(crossing)
    return found


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the middle of a space between columns, if there is one."""
    if len(pieces) < 2 * _FEWEST_ROWS:
        return None
    size = median(piece.size for piece in pieces)
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    width = int(right - left) + 1
    if not 0 < width < 20_000:
        return None
    changes = [0] * (width + 2)
    for piece in pieces:
        changes[int(piece.left - left) + 1] += 1
        changes[max(int(piece.right - left), int(piece.left - left) + 1)] -= 1
    covered, depth = [], 0
    for change in changes[: width + 1]:
        depth += change
        covered.append(depth)
    rows = len({round(piece.baseline / max(size / 2, 1)) for piece in pieces})
    # A gutter that nothing crosses is taken before one that a title does.
    most = int(_CROSSING * rows)
    for crossings in sorted({0, 1, 2, most // 4, most // 2, most}):
        for start, end in _free(covered, crossings)[:_MOST_GUTTERS]:
            if end - start >= _GUTTER * size and _parts_columns(pieces, middle := left + (start + end) / 2):
                return middle
    return None


def _free(covered: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Return the stretches, widest first, that at most so many pieces cross; not at the edges of the page."""
    inside = range(int(0.12 * len(covered)), int(0.88 * len(covered)))
    stretches = []
    for free, group in groupby(inside, key=lambda x: covered[x] <= most):
        points = list(group)
        if free:
            stretches.append((points[0], points[-1] + 1))
    return sorted(stretches, key=lambda stretch: stretch[0] - stretch[1])


def _parts_columns(pieces: Sequence[Piece], gutter: float) -> bool:
    """Whether there is running text on both sides, beside each other."""
    sides = [p for p in pieces if p.right <= gutter], [p for p in pieces if p.left >= gutter]
    for side in sides:
        rows = {round(piece.baseline) for piece in side}
        if len(rows) < _FEWEST_ROWS or median(len(piece.text) for piece in side) < _PROSE:
            return False
    crossing = len(pieces) - len(sides[0]) - len(sides[1])
    beside = min(max(p.baseline for p in s) for s in sides) - max(min(p.baseline for p in s) for s in sides)
    return beside > 0 and crossing <= _CROSSING * len(pieces) * 2


def lines_of(column: Sequence[Piece]) -> list[Line]:
    """Return the lines of a column from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(column, key=lambda piece: -piece.baseline):
        if rows and abs(piece.baseline - rows[-1][0].baseline) < _LEVEL * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    # A row of marks of notes, or of the e of 3e, stands a little above the line that it belongs to.
    for marks, row in pairwise(list(rows)):
        level = row[:_MOST_LEVEL]
        raised = [_is_raised(piece, level) for piece in marks]
        row.extend(replace(piece, raised=True) for piece, up in zip(marks, raised, strict=True) if up)
        marks[:] = [piece for piece, up in zip(marks, raised, strict=True) if not up]
    return [Line(tuple(sorted(row, key=lambda piece: piece.left))) for row in rows if row]


def _is_raised(piece: Piece, row: Sequence[Piece]) -> bool:
    size = _main(row).size
    rise = (piece.baseline - _main(row).baseline) / size
    return (
        piece.size < _RAISED * size
        and _LEVEL <= rise < 1 - _LEVEL
        and any(
            min(abs(piece.left - other.right), abs(other.left - piece.right)) < 0.5 * size for other in row
        )
    )


def parts_of(column: Sequence[Piece], page: int, body: float) -> list[Part]:
    """Return the paragraphs of a column.

    Args:
        column: its pieces.
        page: number of its page.
        body: size of the letters of running text in the document.
    """
    lines = lines_of(column)
    if not lines:
        return []
    texts = [line for line in lines if len(line.cells()) == 1] or lines
    left, right = min(line.left for line in texts), max(line.right for line in texts)
    gaps = [a.baseline - b.baseline for a, b in pairwise(lines) if a.baseline - b.baseline > 0]
    leading = median(gaps) if gaps else body
    notes = _first_note(lines, body)
    parts: list[Part] = []
    for number, line in enumerate(lines):
        cells = line.cells(in_table=bool(parts) and parts[-1].kind == "cell")
        note = number >= notes
        if len(cells) > 1 and not note:
            parts.extend(Part([Line(cell)], page, right, "cell") for cell in cells)
            continue
        joint = None
        if parts and parts[-1].kind != "cell" and (parts[-1].kind == "note") == note:
            joint = _joint(parts[-1], line, left, right, leading)
        if joint is not None and not (note and _MARK.match(line.text) and line.pieces[0].raised):
            parts[-1].add(line, joint)
        else:
            kind = "note" if note else "item" if _BULLET.match(line.text) else "text"
            parts.append(Part([line], page, right, kind))
    return parts


def _joint(part: Part, line: Line, left: float, right: float, leading: float) -> str | None:
    """Return what joins a line to the paragraph above it, `None` where it begins another."""
    before = part.lines[-1]
    height = before.size
    alike = height / _LARGER <= line.size <= height * _LARGER and line.bold == before.bold
    if not alike or before.baseline - line.baseline > _APART * max(leading, height):
        return None
    text = before.text
    if text.endswith(HYPHEN):
        return ""
    if _BULLET.match(line.text):
        return None
    if part.kind == "item":
        # What an item goes on with stands under its text, not under its bullet.
        return " " if line.left > part.lines[0].left + _SHIFT * height or _goes_on(text, line) else None
    if part.kind == "note":
        return None if _MARK.match(line.text) and _STOP.search(text) else " "
    indented = line.left > left + _INDENT * height
    if indented and line.left > before.left + _INDENT * height:
        return None
    word = line.text.split(" ", 1)[0]  # no-break spaces do not end it
    width = (line.right - line.left) * len(word) / max(len(line.text), 1)
    if before.right + width + 0.3 * height < right and not _goes_on(text, line):
        # The next word would have fitted: the break is the author's. Lines set in under each other are verse.
        if indented and abs(line.left - before.left) <= _SHIFT * height and not _STOP.search(text):
            return "\n"
        return None
    return " "


def _goes_on(text: str, line: Line) -> bool:
    return line.text[:1].islower() and not _STOP.search(text)


def _first_note(lines: Sequence[Line], body: float) -> int:
    """Return the number of the line with which the notes at the foot of a column begin."""
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.size > _SMALLER * body and not line.pieces[0].raised:
            break
        if _MARK.match(line.text) and _main(line.pieces).size <= _SMALLER * body:
            first = number
    return first


def join_parts(parts: Sequence[Part]) -> list[Part]:
    """Return the paragraphs of a document, those joined that the end of a column or a page has cut in two."""
    whole: list[Part] = []
    for part in parts:
        before = [earlier for earlier in whole[-_BETWEEN:] if earlier.kind in ("text", "item")][::-1]
        found = None
        if part.kind == "text" and before:
            # What stands between (a figure, a box in the margin) is passed over only for a plain continuation.
            others = (
                earlier
                for earlier in before[1:]
                if _is_cut(earlier) and _goes_on(earlier.lines[-1].text, part.lines[0])
            )
            found = next((e for e in (*before[:1], *others) if _is_continued(e, part)), None)
        if found is None:
            whole.append(part)
            continue
        for joint, line in zip([" ", *part.joints], part.lines, strict=True):
            found.add(line, joint)
    return whole


def _is_continued(part: Part, following: Part) -> bool:
    """Whether a paragraph goes on with what comes after the end of its column."""
    last, first = part.lines[-1], following.lines[0]
    alike = last.size / _LARGER <= first.size <= last.size * _LARGER and last.bold == first.bold
    if not alike:
        return False
    text = last.text
    if text.endswith(HYPHEN):
        return True
    return _goes_on(text, first) or (_is_cut(part) and part.page != following.page)


def _is_cut(part: Part) -> bool:
    """Whether the last line is full and ends no sentence."""
    last = part.lines[-1]
    return last.right > part.right - 2 * last.size and not _STOP.search(last.text)


def is_heading(part: Part, body: float, bold: bool) -> bool:
    """Whether a paragraph is set as headings are: larger or bolder than the text."""
    text = part.text
    if part.kind != "text" or len(text) > _LONGEST_HEADING or re.search(r"[.;,:]['\"»”’)\u00a0 ]*$", text):
        return False
    size = min(line.size for line in part.lines)
    bolder = not bold and all(line.bold for line in part.lines) and size > _SMALLER * body
    return (size >= _LARGER * body or bolder) and any(map(str.isalpha, text))


def body_type(lines: Sequence[Line]) -> tuple[float, bool]:
    """Return the size in which most of the text is set, and whether it is bold."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
        bold[line.bold] += len(line.text)
    return (sizes.most_common(1)[0][0], bold.most_common(1)[0][0]) if sizes else (12.0, False)


def _main(pieces: Sequence[Piece]) -> Piece:
    """Return the piece that says how a line is set: the longest."""
    return max(pieces, key=lambda piece: (not piece.raised, len(piece.text)))


def _joined(pieces: Sequence[Piece]) -> str:
    """Return pieces of a line as text, without the raised figures that refer to notes."""
    text = ""
    end = None
    for piece in pieces:
        raised = piece.raised and text
        if raised and piece.text.isdecimal():
            if piece.text in "23" and _UNIT.search(text):
                text += "²³"["23".index(piece.text)]
        elif end is not None and not raised and piece.left - end > 0.12 * piece.size:
            text += f" {piece.text}"
        else:
            text += piece.text
        end = piece.right
    return text.strip()
