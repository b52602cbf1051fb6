"""Tables of duties: a row for each body, its duties in a cell of text (单位 | 工作职责).

The body of a row has the duties of every clause in the cells behind it. A row without a body, and
numbered lines that an unfinished row goes on in, belong to the body named last.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from extractor.bodies import Actor, Bodies
from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.assignments import Assignments
from extractor.records.duty_forms import Forms
from extractor.records.duty_roles import Roles
from extractor.rule_cache import compiled
from extractor.segment import Clause, Layout, Paragraph, row_cells

_GOES_ON = compiled(r"\s*(?:\d{1,2}[.、)]|\(\d{1,2}\)|[①-⑳])")
_NUMBER = compiled(r"\s*(?:(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳])\s*)?")
_DUTIES = compiled("职责|职能|责任|分工")
_SCORED = compiled("考核|考评|评分|评价|测评")
_CRITERION = phrase("duty_tables.criterion")
_SCORE = compiled(r"\s*\([\d.]+分?\)[|\s]*$|[|\s]+$")
_FEWEST, _SCORED_FEWEST = 4, 6
"""A duty has so many characters, in a sheet of marks so many."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a header says: its width, the column of bodies (-1: any), the columns of duties."""

    width: int
    names: int
    duties: tuple[int, ...]
    scored: bool
    """A sheet of marks: what no verb of duty opens and no number sets off is a name."""


@dataclass(slots=True)
class _Cell:
    span: Span
    actors: tuple[Actor, ...]
    scored: bool
    numbered: bool


class DutyTables:
    """The cells of duties of one notice, with the bodies that have them."""

    def __init__(
        self,
        layout: Layout,
        readers: tuple[Bodies, Assignments, Roles, Forms],
        body: tuple[Span, ...],
    ) -> None:
        self.layout = layout
        self.text = layout.view.text
        self.bodies, self.assignments, self.roles, self.forms = readers
        self.rows: set[int] = set()
        """Where the lines of such tables begin."""
        self._cells: list[_Cell] = []
        for start, end in body:
            self._read([p for p in layout.paragraphs if start <= p.start < end])

    def holds(self, clause: Clause) -> bool:
        """Tell whether a clause stands in a line of such a table."""
        return self.layout.paragraphs[clause.paragraph].start in self.rows

    def duty_at(self, clause: Clause) -> tuple[Span, tuple[Actor, ...]] | None:
        """Return the duty that a clause of a cell gives, and the bodies that have it."""
        index = bisect_right(self._cells, clause.start, key=lambda cell: cell.span[0]) - 1
        if index < 0 or clause.start >= self._cells[index].span[1]:
            return None
        cell, number = self._cells[index], _NUMBER.match(self.text, clause.start, clause.end)
        at = number.end() if number else clause.start
        scored = _SCORE.search(self.text, at, clause.end)
        end = scored.start() if scored else clause.end
        fewest = _SCORED_FEWEST if cell.scored else _FEWEST
        short = end - at < fewest and not self._is_verb((at, end), scored=cell.scored)
        if short or (cell.scored and _CRITERION.match(self.text, at, end)):
            return None
        numbered = cell.numbered or at > clause.start or clause.start > cell.span[0]
        opens = not cell.scored or numbered or self.roles.opener.match(self.text, at, end)
        return ((at, end), cell.actors) if opens else None

    def _read(self, paragraphs: list[Paragraph]) -> None:
        columns: _Columns | None = None
        actors: tuple[Actor, ...] = ()
        unfinished = False
        for item, after in zip(paragraphs, [*paragraphs[1:], None], strict=False):
            if "\t" not in self.layout.text(item):
                numbered = unfinished and _GOES_ON.match(self.text, item.start) is not None
                if columns and actors and (numbered or self._between(item, after)):
                    self._cell((item.content, item.end), actors, columns, numbered=True)
                    self.rows.add(item.start)
                else:
                    columns = None
                continue
            cells = list(row_cells(self.text, item.start, item.end))
            heads = [self.text[a:b] for a, b in cells]
            if headed := self._header(heads):
                columns, actors = headed, ()
                self.rows.add(item.start)
            elif not self._is_row(cells, columns) and any(
                self.assignments.column_role(head) for head in heads
            ):
                columns = None
            elif columns:
                actors = self._row(cells, columns, actors)
                a, b = cells[-1]
                counted = a == b or _GOES_ON.match(self.text, a, b) is not None
                unfinished = counted or len(cells) < columns.width
                self.rows.add(item.start)

    def _is_row(self, cells: list[Span], columns: _Columns | None) -> bool:
        """Tell a row whose duty is a word of a label (县教育局 | 配合) from another header."""
        whole = columns is not None and 0 <= columns.names < len(cells) == columns.width
        return columns is not None and whole and bool(self._named(cells[columns.names]))

    def _between(self, item: Paragraph, after: Paragraph | None) -> bool:
        """Tell whether a line without a number stands between two rows of one table."""
        row = after is not None and "\t" in self.layout.text(after)
        return row and item.content == item.start

    def _header(self, heads: list[str]) -> _Columns | None:
        """Read a header with a column of bodies and one of duties; None where it has none."""
        role = self.assignments.column_role
        found = [self.forms.duty["duty.table"].fullmatch(head) for head in heads]
        duties = tuple(i for i, match in enumerate(found) if match and match["duties"])
        first = min(duties, default=0)
        names = [i for i, match in enumerate(found[:first]) if match and match["names"]]
        roles = [i for i, h in enumerate(heads) if i not in names and role(h)]
        proper = any(_DUTIES.search(heads[i]) for i in duties)
        proper = proper or bool(roles and roles[0] < first)  # 责任单位 | 主要任务: a row a body
        if proper and not names and [role(heads[i]) for i in roles] == ["responsible"]:
            names, roles = roles, []
        scored = any(_SCORED.search(heads[i]) for i in duties)
        if not duties or len(names) > 1 or roles or not (names or scored):
            return None
        return _Columns(len(heads), names[0] if names else -1, duties, scored)

    def _row(
        self, cells: list[Span], columns: _Columns, actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Read one row; return the bodies that it, or the row before, names."""
        whole = len(cells) >= columns.width and columns.names >= 0
        places = [columns.names] if whole else range(len(cells))
        named = [(i, listed) for i in places if (listed := self._named(cells[i]))]
        behind = named[-1][0] if named else -1
        actors = named[-1][1] if named else actors
        for index, cell in enumerate(cells):
            if actors and index > behind and (not whole or index in columns.duties):
                self._cell(cell, actors, columns)
        return actors

    def _named(self, cell: Span) -> tuple[Actor, ...]:
        """Return the bodies of a cell that holds nothing else."""
        listed = self.bodies.list_at(self.text, *cell)
        return listed.actors if listed and listed.end == cell[1] else ()

    def _cell(
        self, span: Span, actors: tuple[Actor, ...], columns: _Columns, *, numbered: bool = False
    ) -> None:
        words = len(regex.findall(r"\p{Han}", self.text[slice(*span)])) >= _FEWEST
        if words or self._is_verb(span, scored=columns.scored):
            self._cells.append(_Cell(span, actors, columns.scored, numbered))

    def _is_verb(self, span: Span, *, scored: bool) -> bool:
        """Tell a duty in one word (审计, 配合) from the numbers and marks of short cells."""
        verb = self.roles.opener.fullmatch(self.text, *span)
        return not scored and verb is not None and len(verb[0]) > 1
