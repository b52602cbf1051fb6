"""Columns of bodies in tables: rows under 责任单位, and tables whose cells are lines.

A header names the role of a column (牵头单位, 配合单位); each body of a cell below it has that role
in what the task's cell of the row says. Copied a cell a line, the lines of bodies of one row take
the roles of the header in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.bodies import Actor
from extractor.cells.columns import TOTAL
from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.assignments import Assigned, Assignments
from extractor.rule_cache import compiled
from extractor.segment import Layout, row_cells

_NO_BODY = compiled(
    rf"{TOTAL.pattern}|\P{{Han}}*|无|暂无|不涉及|[^、,;。]{{1,8}}(?:[前底内末]|季度|半年|期间|年度)"
)
"""A cell of a column of bodies that holds none: 合计, /, 无, 暑假前."""
_TASK_CELL = phrase("duty_columns.task_cell")
_LABEL = 12
"""A line that heads a column has no more characters."""
_LONGEST = 120
"""A longer line is prose and ends a table whose cells are lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One body of a cell, with its role."""

    own: Span
    """The cell."""
    item: Assigned
    task: str | None
    section: int
    row: Span
    """The whole row, as far as it is known."""


class DutyColumns:
    """Reads the columns of bodies of one notice; *seen* are lines that other tables have read."""

    def __init__(
        self, layout: Layout, text: str, printed: str, assignments: Assignments, seen: set[int]
    ) -> None:
        self.layout = layout
        self.text = text
        self.printed = printed
        """The text that tasks are quoted from."""
        self.assignments = assignments
        self.seen = seen
        self.headers: set[Span] = set()
        """Rows that head columns of bodies."""

    # rows of cells

    def rows(self) -> Iterator[Cell]:
        """Yield, of rows under a header with 责任单位, each body of the cell."""
        header: list[str | None] = []
        broken: list[Span] = []
        task_column, task = 0, None
        for paragraph in self.layout.paragraphs:
            if "\t" not in self.layout.text(paragraph) or paragraph.start in self.seen:
                header = []
                continue
            cells = list(row_cells(self.text, paragraph.start, paragraph.end))
            named = [self.assignments.column_role(self.text[a:b]) for a, b in cells]
            if any(named):
                header = named
                self.headers.add((paragraph.start, paragraph.end))
                task_column = _task_column([self.text[a:b] for a, b in cells], named)
                broken = []
            elif any(header):
                whole = _whole_row(cells, broken, header)
                broken = [] if whole else cells
                if whole:
                    task = self.printed[slice(*whole[task_column])] or task
                    yield from self._row(whole, header, task, paragraph.section)

    def _row(
        self, cells: list[Span], header: list[str | None], task: str | None, section: int
    ) -> Iterator[Cell]:
        row = (cells[0][0], cells[-1][1])
        for cell, role in zip(cells, header, strict=False):
            if not role or _NO_BODY.fullmatch(self.text, *cell):
                continue
            for item in self.assignments.read(self.text, cell):
                if self._does(item.actor):
                    continue
                given = item.role if item.role != "responsible" else role
                rule = item.rule if given == item.role != role else f"duty.label-{role}"
                yield Cell(cell, replace(item, role=given, rule=rule), task, section, row)

    def _does(self, actor: Actor) -> bool:
        """A cell that holds what is to be done, not who does it: 有序推进项目建设."""
        bodies, name = self.assignments.bodies, self.text[actor.start : actor.end]
        acts = self.assignments.roles.opener.match(name) and bodies.forms.stop.match(name)
        return bool(acts) and not bodies.looks_like(name)

    # cells that are lines

    def lines(self, seen: set[Span]) -> Iterator[Cell]:
        """Yield each body of tables whose cells are lines, but of the cells *seen*."""
        roles: list[str] = []
        at, row, since_header = 0, "", 0
        for paragraph in self.layout.paragraphs:
            line = self.layout.text(paragraph).strip("。;")
            role = self.assignments.column_role(line) if len(line) <= _LABEL else None
            if role:
                roles = [*roles, role] if since_header <= 2 else [role]
                since_header = at = 0
                continue
            since_header += 1
            if "\t" in line or len(line) > _LONGEST:
                roles = roles if len(line) <= _LONGEST else []
            elif roles and self.assignments.only_bodies(self.text, paragraph.start, paragraph.end):
                own = (paragraph.start, paragraph.end)
                given = roles[min(at, len(roles) - 1)]
                at += 1
                for item in self.assignments.read(self.text, own) if own not in seen else ():
                    told = Assigned(item.actor, given, f"duty.label-{given}")
                    yield Cell(own, told, row or None, paragraph.section, own)
            elif at or len(line) > 3:
                row, at = (line, 0) if at or not row.strip("0123456789") else (row, 0)


def _whole_row(cells: list[Span], broken: list[Span], header: list[str | None]) -> list[Span]:
    """Return a row with a cell for each column; [] where a cell of two lines breaks it."""
    if len(cells) >= len(header):
        return cells
    if broken and len(broken) + len(cells) - 1 == len(header):
        joint = (broken[-1][0], cells[0][1])
        return [*broken[:-1], joint, *cells[1:]]
    return []


def _task_column(cells: list[str], named: list[str | None]) -> int:
    for index, cell in enumerate(cells):
        if _TASK_CELL.search(cell) and not named[index]:
            return index
    return 0
