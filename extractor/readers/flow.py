"""What the readers of word processors build: lines of runs and rows of cells → one text.

A line knows which of its characters stand in the file and which the program generates when it
shows the file (automatic numbers): ``Document.generated`` keeps the latter apart, so that nothing
is proved by them alone. A table's row is a line, its cells parted by TAB.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.document import Document, Span
from extractor.errors import UnreadableError

Line = list[tuple[str, bool]]
"""Runs of a line: text, and whether it is generated."""
Note = tuple[str, str, str]
"""A doubt: code, English, Chinese."""

_NEAR = 120
"""Cell edges so close (twentieths of a point, about 2 mm) are one: tables are drawn by hand."""
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F, 0xFFFE, 0xFFFF]) | dict.fromkeys(
    range(0xD800, 0xE000)
)
_KEPT = {ord("\n"): "\n", ord("\t"): "\t"}
_IN_RUN = str.maketrans({**_CONTROLS, **_KEPT})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, from one edge to another (any unit, growing to the right).

    ``merged``: it goes on with the cell above or before it, so its own text is not shown.
    """

    lines: Sequence[Line]
    start: int
    end: int
    merged: bool = False


@dataclass(slots=True)
class Flow:
    """Lines in reading order, to which paragraphs and tables are added."""

    lines: list[Line] = field(default_factory=list)

    def paragraph(self, line: Line) -> None:
        """Add a paragraph; line breaks inside it part lines."""
        self.lines += _broken(line)

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table: a line a row; the cells of a table of one column are plain lines.

        Such a table is a frame. So is one whose other columns are empty. A first row of one cell
        over all columns is a caption, a line too. A cell merged over several columns has its text
        in the first of them; a table inside a cell follows its row.
        """
        columns = _columns(rows)
        placed = [_placed(row, columns) for row in rows]
        used = sorted({at for row in placed for at, cell in row.items() if not _blank(cell)})
        caption = True
        for row in placed:
            filled = [at for at in used if at in row and not _blank(row[at])]
            caption = caption and filled == used[:1] and len(row) == 1
            if len(used) == 1 or caption:
                self.lines += [line for cell in row.values() for line in _shown(cell)]
            elif filled:
                self._row([_shown(row[at]) if at in row else () for at in used])

    def _row(self, cells: Sequence[Sequence[Line]]) -> None:
        line: Line = []
        inner: list[Line] = []
        for index, lines in enumerate(cells):
            if index:
                line.append(("\t", False))
            own = [item for item in lines if "\t" not in _text(item)]
            inner += [item for item in lines if "\t" in _text(item)]
            for number, item in enumerate(own):
                line += [(" ", False), *item] if number else item
        self.lines += [line, *inner]


@dataclass(slots=True)
class _Open:
    """A table whose end has not come: its rows, the cells of the row at hand, the cell at hand."""

    rows: list[list[Cell]] = field(default_factory=list)
    cells: list[Flow] = field(default_factory=list)
    cell: Flow = field(default_factory=Flow)


class Tables:
    """Turns marks into tables: paragraphs come with how many tables they stand in (0: none).

    DOC and RTF have no table as such, only paragraphs, ends of cells and ends of rows.
    """

    def __init__(self) -> None:
        self.flow = Flow()
        self._open: list[_Open] = []

    def paragraph(self, line: Line, depth: int) -> None:
        """Add a paragraph at a depth; what lay deeper has ended."""
        self._go(depth)
        (self._open[-1].cell if depth else self.flow).paragraph(line)

    def end_cell(self, depth: int) -> None:
        """End the cell at a depth of 1 or more."""
        self._go(depth)
        table = self._open[-1]
        table.cells.append(table.cell)
        table.cell = Flow()

    def end_row(self, depth: int, edges: Sequence[int], merged: Sequence[bool]) -> None:
        """End the row at a depth; *edges* bound its cells, *merged* tells which go on with others.

        Where they say nothing of a cell, it is an inch wide.
        """
        self._go(depth)
        table = self._open[-1]
        known = list(edges[: len(table.cells) + 1]) or [0]
        while len(known) <= len(table.cells):
            known.append(known[-1] + 1440)
        table.rows.append(
            [
                Cell(cell.lines, known[at], known[at + 1], at < len(merged) and merged[at])
                for at, cell in enumerate(table.cells)
            ]
        )
        table.cells = []

    def finish(self) -> Flow:
        """End all that is open, as at the end of a text, and return the lines."""
        self._go(0)
        return self.flow

    def _go(self, depth: int) -> None:
        while len(self._open) > depth:
            table = self._open[-1]
            if table.cell.lines:
                self.end_cell(len(self._open))
            if table.cells:
                self.end_row(len(self._open), (), ())
            self._open.pop()
            (self._open[-1].cell if self._open else self.flow).table(table.rows)
        while len(self._open) < depth:
            self._open.append(_Open())


def numbered(label: str, line: Line) -> Line:
    """Return a line behind its automatic number, "" for none; a blank between only if needed."""
    if not label:
        return line
    return [(label if _text(line).strip() else label.rstrip(), True), *line]


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


def _shown(cell: Cell) -> list[Line]:
    return [] if cell.merged else [line for line in cell.lines if _text(line).strip()]


def _blank(cell: Cell) -> bool:
    return not _shown(cell)


def _broken(line: Line) -> list[Line]:
    lines: list[Line] = [[]]
    for text, generated in line:
        for index, part in enumerate(text.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append((part, generated))
    return lines


def _columns(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return where columns begin; empty where all rows have as many cells, a column each."""
    if len({len(row) for row in rows}) == 1:
        return []
    starts: list[int] = []
    for start in sorted({cell.start for row in rows for cell in row}):
        if not starts or start - starts[-1] > _NEAR:
            starts.append(start)
    return starts


def _placed(row: Sequence[Cell], columns: Sequence[int]) -> dict[int, Cell]:
    """Return the cells of a row by the column in which they begin."""
    if not columns:
        return dict(enumerate(row))
    placed: dict[int, Cell] = {}
    for cell in row:
        at = bisect_right(columns, cell.start) - 1
        at = max(at, bisect_left(columns, cell.start - _NEAR), 0)
        while at in placed:
            at += 1
        placed[at] = cell
    return placed


def make_document(
    lines: Iterable[Line],
    data: bytes,
    name: str,
    *,
    media_type: str,
    reader: str,
    notes: Sequence[Note] = (),
    empty: str = "the file holds no text; check that it was saved or loaded whole",
) -> Document:
    """Return the document of *lines*, read from *data*; raises UnreadableError if all are blank."""
    parts: list[str] = []
    generated: list[Span] = []
    size = 0
    for index, line in enumerate(lines):
        for text, made in [("\n", False), *line] if index else line:
            kept = text.translate(_IN_RUN)
            if made and kept:
                generated.append((size, size + len(kept)))
            parts.append(kept)
            size += len(kept)
    text = "".join(parts)
    if not text.strip():
        raise UnreadableError(f"{name}: {empty}")
    return replace(
        Document(text, name),
        media_type=media_type,
        reader=reader,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(notes),
        generated=tuple(generated),
    )
