"""Tables whose cells stand in lines of their own, one row behind the other.

The header's lines are followed by rows of as many lines, the first of which is a running number or
a name; a row of sums has no running number. Spans are of the view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import regex

from extractor.document import Span
from extractor.records.table_cells import TOTAL, UNIT
from extractor.segment import Paragraph

_SHORT = 40
_FEWEST, _MOST = 3, 12
"""A header has so many columns; with fewer, lists of short lines would look like tables."""
_RUNNING = regex.compile(r"序号|编号|No\.?")
_NO_HEAD = regex.compile(rf"{_RUNNING.pattern}|其中:?")
"""What no column of a header is: where it begins, and a group whose columns stand elsewhere."""
_NONE = regex.compile(r"[-—–/]+|无|暂无")
_HEADED = regex.compile(
    r"数$|数量|面积|投资|资金|[(][^()]{1,8}[)]|目标|任务|计划|20\d\d年|指标|个数|规模"
)


@dataclass(frozen=True, slots=True)
class LineTable:
    """One table: its header's cells, its rows' cells, and the lines before it."""

    header: list[Span]
    rows: list[tuple[Paragraph, list[Span]]]
    before: Sequence[Paragraph]


class LineTables:
    """Finds such tables among the paragraphs of a plan."""

    def __init__(self, text: str, lines: Sequence[Paragraph], number: Callable[[Span], bool]):
        self.text, self.lines, self.number = text, lines, number

    def found(self) -> Iterator[LineTable]:
        """Return the tables in order."""
        at = 0
        while at < len(self.lines):
            table, after = self._table(at)
            if table:
                yield table
            at = after

    def _table(self, at: int) -> tuple[LineTable | None, int]:
        """Try a header that begins at line *at*; return the table and the line to go on from."""
        for width in range(_FEWEST, _MOST + 1):
            head = self.lines[at : at + width]
            if len(head) < width or not all(self._is_head(line) for line in head):
                break
            if any(_NO_HEAD.fullmatch(self._text(line)) for line in head[1:]):
                break
            rows, after = self._rows(head, at + width)
            if len(rows) >= 2 and self._has_measure(head) and self._in_columns(rows):
                before = self.lines[max(at - 2, 0) : at]
                return LineTable([(p.start, p.end) for p in head], rows, before), after
        return None, at + 1

    def _rows(
        self, head: Sequence[Paragraph], at: int
    ) -> tuple[list[tuple[Paragraph, list[Span]]], int]:
        running = _RUNNING.fullmatch(self._text(head[0])) is not None
        rows: list[tuple[Paragraph, list[Span]]] = []
        while at < len(self.lines):
            number = len(rows) + 1 if running else 0
            row = self._row(at, len(head), number, rows[-1][1] if rows else [])
            if not row:
                break
            rows.append((self.lines[at], row))
            at += sum(1 for a, b in row if b > a)
            total = TOTAL.fullmatch(self.text, *next(c for c in row if c[1] > c[0]))
            if total and len(rows) > 1:  # sums may also stand on top
                break
        return rows, at

    def _row(self, at: int, width: int, running: int, like: list[Span]) -> list[Span] | None:
        """Return the cells of the row at *at*; an empty one where sums have no running number."""
        first = self.lines[at]
        total = TOTAL.fullmatch(self.text, first.start, first.end) is not None
        if total and (sums := self._sums(at, like)):
            return sums
        if running and total:
            rest = self._cells(at, width - 1)
            return [(first.start, first.start), *rest] if rest and self._numbers(rest[1:]) else None
        cells = self._cells(at, width)
        if not cells or (running and self._text(first) != str(running)):
            return None
        names = cells[1:] if running else cells
        if self.number(names[0]) or not self._numbers(names[1:]):
            return None
        return cells

    def _sums(self, at: int, like: Sequence[Span]) -> list[Span] | None:
        """Return a row of sums whose lines are only its numbers, put under those of a row."""
        columns = [i for i, cell in enumerate(like) if i and self.number(cell)]
        lines = self.lines[at + 1 : at + 2 + len(columns)]
        numbers = [(line.start, line.end) for line in lines if self.number((line.start, line.end))]
        if len(columns) < 2 or len(numbers) != len(columns):
            return None
        first = self.lines[at]
        row = [(first.start, first.start)] * len(like)
        row[0] = (first.start, first.end)
        for column, cell in zip(columns, numbers, strict=True):
            row[column] = cell
        return row

    def _in_columns(self, rows: Sequence[tuple[Paragraph, list[Span]]]) -> bool:
        """Whether all rows have their numbers in the same columns."""
        none = partial(_NONE.fullmatch, self.text)
        full = [c for _, c in rows if not any(a == b or none(a, b) for a, b in c[1:])]
        kinds = [[self.number(c) for c in cells[1:]] for cells in full]
        return bool(kinds) and all(kind == kinds[0] for kind in kinds)

    def _numbers(self, cells: Sequence[Span]) -> bool:
        """Whether most cells are numbers; remarks and units may stand between."""
        count = sum(self.number(cell) for cell in cells)
        most = 2 * count >= len(cells) and self.number(cells[0])
        return (count > 0 and most) or count >= 2

    def _cells(self, at: int, width: int) -> list[Span] | None:
        lines = self.lines[at : at + width]
        if len(lines) < width or not all(self._is_short(line) for line in lines):
            return None
        return [(line.start, line.end) for line in lines]

    def _is_head(self, line: Paragraph) -> bool:
        span = (line.start, line.end)
        return (
            self._is_short(line) and not self.number(span) and not UNIT.fullmatch(self.text, *span)
        )

    def _is_short(self, line: Paragraph) -> bool:
        text = self._text(line)
        return len(text) <= _SHORT and "\t" not in text and not regex.search("[。;]", text)

    def _has_measure(self, head: Sequence[Paragraph]) -> bool:
        return any(_HEADED.search(self._text(line)) for line in head[1:])

    def _text(self, line: Paragraph) -> str:
        return self.text[line.start : line.end]
