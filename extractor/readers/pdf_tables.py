"""Ruled tables of a PDF: pdfplumber finds the cells, the characters in them make the rows.

A row is a line, its cells parted by TAB; the lines of a cell are joined in it. A merged cell has
its text in the first of its places, the others are blank. A table that goes on over a page goes on
as rows: its repeated header is left out, and a row cut by the page's end is put together.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from extractor.readers.pagelayout import LaidLine, Piece, lay_out

_NEAR = 3.0
"""Edges of columns so close (points) are one."""
_LEAST = 6
"""A cell's text so long may go on over the end of a page; shorter ones are names and numbers."""
_HEADER = 3
"""Most rows of a header."""
_NUMBER = regex.compile(r"[\d.,%％—\-－]+")

Rect = tuple[float, float, float, float]
Grid = tuple[Rect, list[list[Rect | None]]]
"""A table's edges, and its rows of cells; None where a cell is merged into another."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell; a merged or empty cell has none."""

    lines: tuple[LaidLine, ...] = ()

    @property
    def text(self) -> str:
        """The text of the cell on one line; a blank parts words in Latin letters only."""
        return "".join(text for text, _ in self.parts())

    def parts(self) -> list[tuple[str, LaidLine]]:
        """Return each line with the text that it adds to the cell."""
        found: list[tuple[str, LaidLine]] = []
        for line in self.lines:
            text = line.text
            if found and _words_meet(found[-1][0], text):
                text = " " + text
            found.append((text, line))
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page: its edges, where its columns begin, its rows of as many cells."""

    box: Rect
    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def continues(self, before: Table) -> bool:
        """Tell whether the columns are those of a table on the page before."""
        ours, theirs = self.columns, before.columns
        return len(ours) == len(theirs) and all(
            abs(a - b) < _NEAR for a, b in zip(ours, theirs, strict=True)
        )


@dataclass(slots=True)
class Ruled:
    """A file as pdfplumber sees it, opened when the first page with rules is met."""

    data: bytes
    _file: Any = field(default=None)

    def grids(self, number: int) -> list[Grid]:
        """Return the tables of a page (from 0).

        Coordinates are points from the upper left of the page as it is seen. Raises all kinds of
        exceptions where pdfminer cannot read the file or the page.
        """
        import pdfplumber

        if self._file is None:
            self._file = pdfplumber.open(io.BytesIO(self.data))
        page = self._file.pages[number]
        try:
            left, top = page.cropbox[0], page.cropbox[1]
            return [
                (_moved(table.bbox, left, top), [_cells(row, left, top) for row in table.rows])
                for table in page.find_tables()
            ]
        finally:
            page.close()


def _cells(row: Any, left: float, top: float) -> list[Rect | None]:
    return [_moved(cell, left, top) if cell else None for cell in row.cells]


def _moved(box: Rect, left: float, top: float) -> Rect:
    return box[0] - left, box[1] - top, box[2] - left, box[3] - top


def tables_of(
    grids: Sequence[Grid],
    pieces: Sequence[Piece],
    characters: Sequence[Piece],
    size: tuple[float, float],
) -> tuple[list[Table], list[Piece]]:
    """Return the tables of a page, and its pieces outside them.

    A grid of one column is a frame, and its text stays where it is, as does that of a first row
    which is one cell: the table's caption.
    """
    grids = [_without_caption(box, rows) for box, rows in grids if len(rows[0]) > 1]
    tables = [_table(box, rows, characters, size) for box, rows in grids]
    boxes = [table.box for table in tables]
    outside = [piece for piece in pieces if not any(_meets(piece, box) for box in boxes)]
    cells = [cell for _, rows in grids for row in rows for cell in row if cell]
    rest = [
        piece
        for piece in characters
        if not any(_holds(cell, piece) for cell in cells) and _is_left(piece, outside)
    ]
    return sorted(tables, key=lambda table: table.box[1]), [*outside, *rest]


def _without_caption(box: Rect, rows: list[list[Rect | None]]) -> Grid:
    """Leave out a first row that is one cell over all columns: what it holds is a line above."""
    first = rows[0][0]
    if len(rows) < 2 or first is None or any(rows[0][1:]) or first[2] < box[2] - _NEAR:
        return box, rows
    return (box[0], first[3], box[2], box[3]), rows[1:]


def _table(
    box: Rect,
    grid: Sequence[Sequence[Rect | None]],
    characters: Sequence[Piece],
    size: tuple[float, float],
) -> Table:
    inside = [piece for piece in characters if _holds(box, piece)]
    rows = tuple(tuple(_cell(cell, inside, size) for cell in row) for row in grid)
    edges = (min(cell[0] for cell in column if cell) for column in zip(*grid, strict=True))
    return Table(box, tuple(edges), rows)


def _cell(box: Rect | None, characters: Sequence[Piece], size: tuple[float, float]) -> Cell:
    if box is None:
        return Cell()
    page = lay_out([piece for piece in characters if _holds(box, piece)], *size)
    return Cell(tuple(_as_one(line) for line in page.lines))


def _as_one(line: LaidLine) -> LaidLine:
    """Return a line of single characters as one of a single piece."""
    text = line.text.strip()
    return LaidLine(text, (0,), (Piece(text, line.x0, line.y0, line.pieces[-1].x1, line.y1),))


def _holds(box: Rect, piece: Piece) -> bool:
    """Tell whether the middle of a piece is in a box."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _meets(piece: Piece, box: Rect) -> bool:
    """Tell whether part of a piece is in a box, by the piece's middle line."""
    y = (piece.y0 + piece.y1) / 2
    return piece.x0 < box[2] and piece.x1 > box[0] and box[1] <= y < box[3]


def _is_left(character: Piece, outside: Sequence[Piece]) -> bool:
    """Tell whether a character is in none of the pieces outside the tables."""
    return not any(_holds((p.x0, p.y0, p.x1 + 0.01, p.y1 + 0.01), character) for p in outside)


# over pages ------------------------------------------------------------------------------


def linked(tables: Sequence[Table]) -> list[Table]:
    """Return the parts of one table, which stand on following pages, as they are read."""
    parts = [tables[0]]
    for table in tables[1:]:
        rows = table.rows[_header(tables[0].rows, table.rows) :]
        last = parts[-1]
        if rows and last.rows and _goes_on(last.rows[-1], rows[0]):
            joined = tuple(
                Cell(a.lines + b.lines) for a, b in zip(last.rows[-1], rows[0], strict=True)
            )
            parts[-1] = replace(last, rows=(*last.rows[:-1], joined))
            rows = rows[1:]
        parts.append(replace(table, rows=rows))
    used = [
        at
        for at in range(len(tables[0].columns))
        if any(row[at].lines for part in parts for row in part.rows)
    ]
    return [
        replace(part, rows=tuple(tuple(row[at] for at in used) for row in part.rows))
        for part in parts
    ]


def _header(first: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows at the beginning are the table's first rows printed again."""
    count = 0
    for a, b in zip(first[:_HEADER], rows, strict=False):
        if [cell.text for cell in a] != [cell.text for cell in b]:
            break
        count += 1
    return count


def _goes_on(row: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Tell whether a row is the rest of the one before, which the page's end cut.

    Its first cell is blank, and what it holds goes on with long texts that do not end.
    """
    if not row[0].lines or after[0].lines:
        return False
    pairs = [(a.text, b.text) for a, b in zip(row, after, strict=True) if b.lines]
    return bool(pairs) and all(
        len(a) >= _LEAST and not _NUMBER.fullmatch(b) and a[-1] not in "。；" for a, b in pairs
    )


def lines(table: Table) -> list[LaidLine]:
    """Return a line for each row that holds text; a table of one column is plain lines."""
    if table.rows and len(table.rows[0]) == 1:
        return [line for (cell,) in table.rows for line in cell.lines]
    return [_line(row) for row in table.rows if any(cell.lines for cell in row)]


def _line(row: Sequence[Cell]) -> LaidLine:
    parts: list[str] = []
    starts: list[int] = []
    pieces: list[Piece] = []
    at = 0
    for index, cell in enumerate(row):
        if index:
            parts.append("\t")
            at += 1
        for text, line in cell.parts():
            shift = at + len(text) - len(line.text)
            starts += [shift + start for start in line.starts]
            pieces += line.pieces
            parts.append(text)
            at += len(text)
    return LaidLine("".join(parts), tuple(starts), tuple(pieces))


def _words_meet(before: str, after: str) -> bool:
    """Tell whether a cell's line ends and the next begins with a Latin letter."""
    ends, begins = before[-1:], after[:1]
    return ends.isascii() and ends.isalpha() and begins.isascii() and begins.isalpha()
