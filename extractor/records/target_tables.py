"""Targets in tables: rows of cells, cells flattened to a line each, and rows run together.

A table's number has its unit in the header (面积（万平方米）), in a unit column or in its own cell;
what it counts in the header or in the row's label; its year in the header or the label; its
sub-region in the label. Header, unit and year are context evidence of the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.cells.columns import GROUPS, KINDS, TOTAL, UNITS
from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records.draft import Draft
from extractor.records.grids import Grid, grids
from extractor.records.plan import Plan
from extractor.records.table_cells import (
    Measure,
    draft,
    is_generic,
    is_number,
    measure,
    read_cell,
)
from extractor.records.table_funds import FundTable, fund_tables, payers_of_column
from extractor.records.table_heads import headed
from extractor.records.table_runs import run_together
from extractor.records.target_contexts import Period, Times, five_years_in, of_window
from extractor.records.target_nouns import nouns
from extractor.records.target_periods import Periods
from extractor.rule_cache import compiled
from extractor.segment import Clause, Paragraph
from extractor.values.dates import five_years
from extractor.values.units import cell_units

_REGION = phrase("target_tables.region")
_OBJECTS = phrase("target_tables.objects")
_PLACE = phrase("target_tables.place")
_NO_TARGETS = phrase("target_tables.no_targets")
_PAST = phrase("target_tables.past")
_NO_COLUMN = phrase("target_tables.no_column")
_CAPTION = phrase("target_tables.caption")
_REVIEW = phrase("target_tables.review")
_FIVE_YEARS = phrase("target_tables.five_years")
_YEAR = compiled(r"20\d\d(?:[-—~至到]20\d\d)?年?(?:度|底前?|末)?")
_GOAL = phrase("target_tables.goal")
_PROSE_HEAD = phrase("target_tables.prose_head")
_EXPLAINS = compiled("含义|说明|解释|来源|公式|依据|口径|方法")
"""A column about how something is counted."""
_PROSE = 6
_LEVEL = compiled("[一二三四]级指标")
"""Indicators of several levels: the last one is what a row counts."""
_AMONG = compiled("其中:?")
_APART = 3
"""Two years of a table of indicators that lie so far apart are the base and the goal."""
_YEARS_COLUMN = compiled("年[度份]|时间|实施年度")
_BARE_YEAR = compiled(r"20\d\d")
_HEADLESS = ("套数", "数量", "个数", "规模", "合计", "小计", "长度", "里程")


def _captioned_name(caption: str) -> str:
    """Return what a caption says is counted, empty for a heading or a name of tasks only."""
    name, before = caption, ""
    while name != before:
        before, name = name, _CAPTION.sub("", name.strip())
    return "" if regex.match("[一二三四五六七八九十]+、", name) else name


class Tables:
    """Finds the tables of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.text = plan, plan.text
        self.nouns, self.periods = nouns(plan.patterns), Periods(plan)
        self.units = cell_units(plan.patterns).whole
        self._numbers = {row.start: index for index, row in enumerate(plan.layout.paragraphs)}
        self.tasks: list[tuple[Span, Times]] = []
        """Cells of tasks in prose, with the dates of their row."""
        self.labels: list[tuple[Span, str]] = []
        """The same cells, with the name of their row."""
        self.regions: list[tuple[Span, Span]] = []
        """The same cells where their row is a region's, with its name."""
        self.covered: list[Span] = []
        """Stretches that were read as tables."""

    def drafts(self) -> Iterator[Draft]:
        """Return the targets of all tables of the plan."""
        for grid, funds in zip(grids(self.plan), fund_tables(self.plan), strict=True):
            yield from self._grid(grid, funds)
        yield from run_together(self.plan, self.nouns, self.covered)

    # rows of cells -----------------------------------------------------------------------

    def _grid(self, grid: Grid, funds: FundTable) -> Iterator[Draft]:
        if self._sets_none(self.text[slice(*grid.head)], grid.caption):
            return
        if grid.rows and self._is_review(grid.rows[0][0], grid.caption):
            self.covered += [grid.head, *((row.start, row.end) for row, _ in grid.rows)]
            self.covered += [(row.start, row.end) for row in grid.ragged]
            return
        self.covered.append(grid.head)
        self.covered += [(row.start, row.end) for row in grid.ragged]
        for (row, line), held in zip(grid.rows, grid.held(self.text), strict=True):
            # Cells of prose about tasks are left to be read as text, with the row's 完成时限.
            self._tasks_of(row, held, grid)
            yield from self._row(row, line, held, grid, funds)

    def _tasks_of(self, row: Paragraph, line: Sequence[Span], grid: Grid) -> None:
        heads = [self.text[slice(*cell)] for cell in grid.header]
        timed = self.periods.in_columns(line, heads)
        label = self._label_of(line, heads)
        name = self.text[slice(*label)] if label else ""
        region = self._area(label)
        for column, (cell, head) in enumerate(zip(line, heads, strict=True)):
            prose = cell[1] - cell[0] >= _PROSE and self.plan.quantities(cell)
            said = _PROSE_HEAD.search(head) and not _EXPLAINS.search(head)
            times = timed
            if prose and said and not is_number(self.text, cell) and not times:
                period = self._when(
                    grid.header[column],
                    grid.over[column],
                    replace(self._period(row, None, grid.caption), own=True),
                )
                times = Times(period) if period else None
            if times and prose and said and not is_number(self.text, cell):
                self.tasks.append((cell, times))
                self.labels.append((cell, name))
                if region and cell != region:
                    self.regions.append((cell, region))
            else:
                self.covered.append((cell[0], cell[1] + 1))

    def _sets_none(self, header: str, caption: Span | None) -> bool:
        """Tell by its header and caption that a table sets no targets (rates, points, prices)."""
        return (
            _NO_TARGETS.search(header + (self.text[slice(*caption)] if caption else "")) is not None
        )

    def _is_review(self, row: Paragraph, caption: Span | None) -> bool:
        """Whether a table says what came of the plan before (“十四五”规划指标完成情况)."""
        kinds = self.plan.kinds(row.section)
        named = caption is not None and _REVIEW.search(self.text, *caption) is not None
        return named or ("review" in kinds and "goals" not in kinds)

    def _row(
        self,
        row: Paragraph,
        line: Sequence[Span],
        held: Sequence[Span],
        grid: Grid,
        funds: FundTable,
    ) -> Iterator[Draft]:
        heads = [self.text[slice(*cell)] for cell in grid.header]
        label = self._label_of(held, heads)
        unit = self._unit_of(held, heads)
        area = self._area(label) or self._object(label, held, heads)
        dated = self._year_of(held, heads)
        times = self.periods.in_columns(held, heads)
        period = dated or (times and times.whole)
        period = period or self._period(row, label, grid.caption)
        bases = self._bases(grid)
        regions = [head for head in grid.header if self._area(head)]
        across = len(regions) > 1 and not self._area(label)
        for column, (cell, head) in enumerate(zip(line, grid.header, strict=True)):
            if cell in (label, unit) or not is_number(self.text, cell) or self._is_aside(head):
                continue
            if column in bases or (dated and cell in dated.spans):
                continue
            if funds.holds(column, line):
                continue
            group = grid.over[column]
            when = self._when(head, group, period)
            if when is None:
                continue
            what = self._of_things(head, label, unit, across=across)
            what = what or self._of_total(column, grid, label)
            what = what or self._of_years(column, grid, label, unit)
            what = what or self._what(head, label, unit, self._window(head), grid.caption, group)
            if what and not what.unit and (given := grid.units.get(column)):
                what = replace(what, unit=self.text[slice(*given)], unit_span=given)
            if what and not what.unit and (whole := self._divided(column, grid)):
                what = replace(what, unit=whole.unit, unit_span=whole.unit_span)
            quantity = read_cell(self.plan, *cell, what.unit) if what else None
            if quantity and what:
                made = draft(
                    self.plan,
                    self.nouns,
                    quantity,
                    what,
                    when,
                    own=cell,
                    area=self._area(head) if across else area,
                    section=row.section,
                )
                if made:
                    yield made

    def _of_things(
        self, head: Span, label: Span | None, unit: Span | None, *, across: bool
    ) -> Measure | None:
        """项目|青禾区|临溪县|合计: in columns of regions, and of their sum, the row is counted."""
        of_place = self._area(head) or TOTAL.fullmatch(self.text, *head)
        if not (across and label and of_place) or self._of_all(label):
            return None
        found = measure(self.plan, *label)
        printed = self.text[slice(*unit)] if unit else ""
        return replace(found, unit=printed, unit_span=unit) if unit else found

    def _divided(self, column: int, grid: Grid) -> Measure | None:
        """改造任务（户）|其中：危房改造: the column before 其中 has the unit of those under it."""
        group = grid.over[column]
        if group is None or not _AMONG.fullmatch(self.text, *group):
            return None
        before = [at for at in range(column) if grid.over[at] != group]
        whole = measure(self.plan, *grid.header[before[-1]]) if before else None
        return whole if whole and whole.unit else None

    def _bases(self, grid: Grid) -> set[int]:
        """指标|2020年|2025年: of two years far apart over indicators the first is the base."""
        heads = [self.text[slice(*head)] for head in grid.header]
        if not any("指标" in head for head in heads):
            return set()
        years = {at: int(head[:4]) for at, head in enumerate(heads) if _YEAR.fullmatch(head[:5])}
        apart = len(years) == 2 and max(years.values()) - min(years.values()) >= _APART
        return {min(years, key=lambda at: years[at])} if apart else set()

    def _of_total(self, column: int, grid: Grid, label: Span | None) -> Measure | None:
        """公共泊位（个）|其中2024年（个）|2025年（个）: years behind a column that they divide."""
        own = measure(self.plan, *grid.header[column])
        if not self._is_year(own) or (label and not self._of_all(label)):
            return None
        for head in reversed(grid.header[:column]):
            whole = measure(self.plan, *head)
            if self._is_year(whole):
                continue
            alike = own.unit in ("", whole.unit)
            named = len(whole.text) > 1 and not _GOAL.fullmatch(whole.text)
            if not (alike and whole.unit and named) or is_generic(whole.text):
                return None
            return None if self._is_aside(head) else replace(whole, text=_YEAR.sub("", whole.text))
        return None

    def _of_years(
        self, column: int, grid: Grid, label: Span | None, unit: Span | None
    ) -> Measure | None:
        """指标|2025年|2026年|合计: the sum of columns of years counts what the row is named."""
        years = [at for at in range(column) if self._is_year(measure(self.plan, *grid.header[at]))]
        summed = TOTAL.fullmatch(self.text, *grid.header[column]) and len(years) > 1
        if not summed or years[-1] != column - 1 or label is None or self._of_all(label):
            return None
        found = measure(self.plan, *label)
        printed = self.text[slice(*unit)] if unit else ""
        return replace(found, unit=printed, unit_span=unit) if unit else found

    def _is_year(self, head: Measure) -> bool:
        return (
            _YEAR.search(head.text) is not None
            and _GOAL.fullmatch(_YEAR.sub("", head.text)) is not None
        )

    def _of_all(self, label: Span) -> bool:
        """Whether a row is a region's or a sum, so that its columns say what is counted."""
        return bool(self._area(label) or TOTAL.fullmatch(self.text, *label))

    def _is_aside(self, head: Span) -> bool:
        """Whether a column counts no goal: running numbers, the past, what a payer pays."""
        printed = self.text[slice(*head)]
        if _NO_COLUMN.search(printed) or _PAST.search(printed):
            return True
        unit = measure(self.plan, *head).unit
        return (not unit or unit.endswith("元")) and bool(payers_of_column(self.plan, printed))

    def _when(self, head: Span, group: Span | None, row: Period) -> Period | None:
        """The period of a number: its column's, that of the header above it, or its row's.

        None for a column of the past.
        """
        for cell in (head, group):
            if cell and self._is_over(self.text[slice(*cell)]):
                return None
            if cell and (window := self._window(cell)):
                past = self._is_past(window)
                return None if past else self._of_column(window, self.text[slice(*cell)])
            if cell and (five := five_years_in(self.plan, cell)):
                return five
        return row

    def _year_of(self, line: Sequence[Span], heads: Sequence[str]) -> Period | None:
        """Return the year of a row that its first cell prints without 年."""
        if not _YEARS_COLUMN.fullmatch(heads[0]) or not _BARE_YEAR.fullmatch(self.text, *line[0]):
            return None
        year = self.text[slice(*line[0])]
        return Period(f"{year}-01-01", f"{year}-12-31", (line[0],), True)

    def _label_of(self, line: Sequence[Span], heads: Sequence[str]) -> Span | None:
        """Return the cell that names a row: the lowest of several levels, no group."""
        labels = [(c, h) for c, h in zip(line, heads, strict=True) if self._is_label(c, h)]
        if levels := [c for c, h in labels if _LEVEL.fullmatch(h)]:
            return levels[-1]
        own = [c for c, h in labels if not (GROUPS.fullmatch(h) or KINDS.fullmatch(h))]
        return next(iter(own or [c for c, _ in labels]), None)

    def _unit_of(self, line: Sequence[Span], heads: Sequence[str]) -> Span | None:
        """Return the cell of a row that is a unit, such as 条(段) without what is in brackets."""
        for cell, head in zip(line, heads, strict=True):
            if self.units.fullmatch(self.text, *cell):
                return cell
            unit = self.units.match(self.text, *cell) if UNITS.fullmatch(head) else None
            if unit and self.text[unit.end()] in "(/、":
                return unit.span()
        return None

    def _is_over(self, head: str) -> bool:
        """Whether a column is of five years that lie behind the plan: “十四五”目标值."""
        match = _FIVE_YEARS.search(head)
        if match is None:
            return False
        return f"{five_years(match['plan'])[1]}-12-31" < self.periods.context.horizon

    def _is_label(self, cell: Span, head: str) -> bool:
        text = self.text[slice(*cell)]
        return bool(
            regex.search("[\u4e00-\u9fff]", text)
            and not self.units.fullmatch(text)
            and not is_number(self.text, cell)
            and not regex.fullmatch("序号|编号", head)
        )

    def _what(
        self,
        head: Span,
        label: Span | None,
        unit: Span | None,
        column: Window | None,
        caption: Span | None,
        group: Span | None = None,
    ) -> Measure | None:
        """A column that is a year or 目标值 counts what the label says; else the header does."""
        found = headed(self.plan, head, group)
        name = _YEAR.sub("", found.text)
        over = self._named_over(group)
        if over and label and self._of_all(label) and (TOTAL.fullmatch(name) or not name):
            return replace(over, unit=found.unit or over.unit)
        if TOTAL.fullmatch(name) and label and self._of_all(label):
            return self._captioned(head, caption) or replace(found, text=name)
        if not _GOAL.fullmatch(name):
            return replace(found, text=self._of_group(name, group, label))
        if label is None:
            return None
        if self._of_all(label):
            return self._captioned(head, caption) or (None if column else found)
        found = measure(self.plan, *label)
        if unit:
            return Measure(found.text, found.span, self.text[slice(*unit)], unit)
        return found

    def _named_over(self, group: Span | None) -> Measure | None:
        """充电桩（个） over 2025年|2026年: the header above says what columns of years count."""
        over = measure(self.plan, *group) if group else None
        name = _YEAR.sub("", over.text) if over else ""
        named = len(name) > 1 and not _GOAL.fullmatch(name) and not _AMONG.fullmatch(name)
        return replace(over, text=name) if over and over.unit and named else None

    def _of_group(self, name: str, group: Span | None, label: Span | None) -> str:
        """Return a column's name, after the header over it or the row's name where it needs one."""
        if not is_generic(name):
            return name
        over = _YEAR.sub("", measure(self.plan, *group).text) if group else ""
        if over and over != name and not _GOAL.fullmatch(over):
            return over + name
        if label is None or name not in _HEADLESS or self._area(label) or self._window(label):
            return name
        return name if TOTAL.fullmatch(self.text, *label) else self.text[slice(*label)]

    def _captioned(self, head: Span, caption: Span | None) -> Measure | None:
        """Years over regions: only the caption says what is counted."""
        if caption is None:
            return None
        found, whole = measure(self.plan, *head), measure(self.plan, *caption)
        name = _captioned_name(whole.text)
        unit = found if found.unit else whole
        if len(name) < 2:
            return None
        return Measure(name, caption, unit.unit, unit.unit_span)

    def _area(self, label: Span | None) -> Span | None:
        if label is None or TOTAL.fullmatch(self.text, *label):
            return None
        community = regex.search("小区$|园区$|社区$", self.text[slice(*label)])
        return label if _REGION.fullmatch(self.text, *label) and not community else None

    def _object(
        self, label: Span | None, line: Sequence[Span], heads: Sequence[str]
    ) -> Span | None:
        """The object of a row in a list of them (小区名称): its numbers are for that part."""
        if label is None or TOTAL.fullmatch(self.text, *label):
            return None
        head = heads[list(line).index(label)]
        if head.startswith("项目") and (
            not _PLACE.search(self.text, *label)
            or self.text[slice(*label)].endswith(("项目", "工程"))
        ):
            return None
        return label if _OBJECTS.fullmatch(head) else None

    def _window(self, span: Span) -> Window | None:
        dates = [w for w in self.plan.dates(span) if w.last]
        return dates[-1] if dates else None

    def _of_column(self, window: Window, printed: str) -> Period:
        period = of_window(window)
        goal = regex.search("目标|底|末", printed)
        return Period(None if goal else period.first, period.last, period.spans, True)

    def _is_past(self, window: Window) -> bool:
        return bool(window.last) and str(window.last) < self.periods.context.horizon

    def _period(self, row: Paragraph, label: Span | None, caption: Span | None) -> Period:
        for span in (label, caption):
            if span and (window := self._window(span)):
                return of_window(window)
        return self._outer(row)

    def _outer(self, row: Paragraph) -> Period:
        return self.periods.inherited(self._clause(row))

    def _clause(self, row: Paragraph) -> Clause:
        return Clause(row.start, row.end, -1, self._numbers[row.start], row.section)
