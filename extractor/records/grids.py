"""Tables with intact rows: header, rows in its columns, caption, the units that stand above.

A row that lacks cells is put under the columns that its numbers fit; a cell left empty because it
was merged with the one above is told apart by ``held``. Spans are of the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractor.cells.columns import TOTAL, UNITS
from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.records.table_cells import is_number
from extractor.records.table_heads import column_heads, headed
from extractor.rule_cache import compiled
from extractor.segment import Paragraph, row_cells
from extractor.values.units import cell_units

_CAPTION_LENGTH = 60
_SPLIT = compiled("[、,/和]")
_WORK_HEAD = phrase("grids.work_head")
_TIMES = compiled("时限|时间|期限|日期|节点|完工|竣工")
_REMARK = compiled("备注|说明")
"""A last column that rows may lack."""
_SHORT_HEAD = 16
_NO_MEASURE = phrase("grids.no_measure")
_MONEY = compiled("[十百千万亿]{0,2}元(?:/|$)")
_MONEY_EACH = compiled(r"[十百千万亿]{0,2}元[/每·](?![十百千万亿]*元)[^、,和;:]{1,6}")
"""万元/台, 元/人·月: one unit, no list of two."""
_SUM = compiled(r"\d[\d,.]*[百千万亿]?元(?!及?以[上下内]|[至—~-])")
_KINDS = (
    (
        compiled("投资|资金|补[助贴]|经费|收入|金额|预算|贷款|自筹|配套|债券|产值|财政|(?<!名)额$"),
        compiled("元(?:/|$)"),
    ),
    (
        compiled("里程|长度|管网|管线|管道|公路|道路|绿道|路$|渠"),
        compiled("米$|公里$|km$"),
    ),
    (compiled("面积|用地"), compiled("平方|㎡|m²|亩|公顷")),
    (compiled("人|游客|就业|培训|人口"), compiled("[人名]")),
    (compiled("户"), compiled("户")),
    (compiled("率$|比例|比重|占比|增速|增长"), compiled("%")),
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its columns' headers with what stands over them, and its rows in columns."""

    header: list[Span]
    over: list[Span | None]
    head: Span
    """The rows of the header, whole."""
    rows: list[tuple[Paragraph, list[Span]]]
    ragged: list[Paragraph]
    """Rows that do not fit the columns."""
    caption: Span | None = None
    units: dict[int, Span] = field(default_factory=dict)
    """The unit of each column that has none of its own: （单位：公里、万元）."""

    def held(self, text: str) -> list[list[Span]]:
        """Return the rows with what was merged: an empty cell holds what stands above it.

        So do the first cells of a row, its times and its unit; a row of sums holds nothing.
        """
        last: list[Span] = [(0, 0)] * len(self.header)
        times = [
            _TIMES.search(text, *head) is not None or UNITS.fullmatch(text, *head) is not None
            for head in self.header
        ]
        found = []
        for _, line in self.rows:
            first = next((i for i, cell in enumerate(line) if cell[1] > cell[0]), 0)
            if any(TOTAL.fullmatch(text, *cell) for cell in line):
                found.append(line)
                continue
            last = [c if c[1] > c[0] else above for c, above in zip(line, last, strict=True)]
            held = [i < first or time for i, time in enumerate(times)]
            found.append([a if h else c for a, c, h in zip(last, line, held, strict=True)])
        return found


def grids(plan: Plan) -> tuple[Grid, ...]:
    """Return the tables of a plan, in order; found once."""
    if "grids" not in plan.made:
        plan.made["grids"] = tuple(_found(plan))
    return plan.made["grids"]


def inside(plan: Plan) -> list[Paragraph]:
    """Return the paragraphs of the plan itself."""
    body = plan.front.body
    return [p for p in plan.layout.paragraphs if any(a <= p.start < b for a, b in body)]


def _found(plan: Plan) -> list[Grid]:
    found: list[Grid] = []
    rows: list[Paragraph] = []
    before: list[Paragraph] = []
    own = {paragraph.start for paragraph in inside(plan)}
    for paragraph in plan.layout.paragraphs:
        if "\t" in plan.text[paragraph.start : paragraph.end]:
            if paragraph.start in own:
                rows.append(paragraph)
            continue
        if rows:
            found += _grid(plan, rows, before)
            rows, before = [], []
        before = [*before[-1:], paragraph]
    return found + (_grid(plan, rows, before) if rows else [])


def _grid(plan: Plan, rows: Sequence[Paragraph], before: Sequence[Paragraph]) -> list[Grid]:
    text = plan.text
    cells = [list(row_cells(text, row.start, row.end)) for row in rows]
    head = _head_size(plan, cells)
    if head in (0, len(rows)):
        return []
    header, over = column_heads(cells[:head])
    numeric = _numeric(text, [line for line in cells[head:] if len(line) == len(header)])
    placed: list[tuple[Paragraph, list[Span]]] = []
    ragged: list[Paragraph] = []
    remark = _REMARK.match(text, *header[-1])
    for row, line in zip(rows[head:], cells[head:], strict=True):
        if remark and len(line) == len(header) - 1 > 1:
            line.append((line[-1][1], line[-1][1]))
        fitted = _fitted(text, line, len(header), numeric)
        if fitted:
            placed.append((row, fitted))
        else:
            ragged.append(row)
    caption, units = _above(plan, before)
    span = (rows[0].start, rows[head].start)
    return [
        Grid(header, over, span, placed, ragged, caption, column_units(plan, header, over, units))
    ]


def _head_size(plan: Plan, cells: Sequence[Sequence[Span]]) -> int:
    """Return how many rows the header has.

    Rows without numbers (but years) belong to it, unless the first row heads a table of tasks.
    """
    text = plan.text
    size = next((i for i, line in enumerate(cells) if not _is_head(text, line)), len(cells))
    title = int(size > 1 and sum(b > a for a, b in cells[0]) == 1 and len(cells[0]) > 2)
    named = [text[a:b] for a, b in cells[title]] if title < len(cells) else []
    short = all(len(name) <= _SHORT_HEAD for name in named)
    if size <= title + 1 or not short or sum(bool(_WORK_HEAD.search(n)) for n in named) < 2:
        return size
    first = title + 1
    while first < size and _goes_on(plan, cells[title], cells[first]):
        first += 1
    return first


def _goes_on(plan: Plan, top: Sequence[Span], line: Sequence[Span]) -> bool:
    """Whether a row below the header's first is part of it: its first cell is empty or the same."""
    text = plan.text
    a, b = line[0]
    same = text[a:b] == text[slice(*top[0])]
    named = [text[slice(*cell)] for cell in line if cell[1] > cell[0]]
    under = all(len(name) <= _SHORT_HEAD for name in named)
    bare = all(cell_units(plan.patterns).whole.fullmatch(name.strip("()")) for name in named)
    return under and (a == b or same or bare)


def _is_head(text: str, line: Sequence[Span]) -> bool:
    """A row without numbers or sums (每台8万元), or one whose numbers are years."""
    if any(_SUM.search(text, *cell) for cell in line[1:]):
        return False
    numbers = [text[slice(*cell)] for cell in line if is_number(text, cell)]
    return all(regex.fullmatch(r"20\d\d", number) for number in numbers)


def _numeric(text: str, lines: Sequence[Sequence[Span]]) -> list[int]:
    """Return the columns that hold numbers in most rows."""
    width = len(lines[0]) if lines else 0
    counts = [sum(is_number(text, line[at]) for line in lines) for at in range(width)]
    return [at for at, count in enumerate(counts) if 2 * count > len(lines)]


def _fitted(
    text: str, line: Sequence[Span], width: int, numeric: Sequence[int]
) -> list[Span] | None:
    """Return a row's cells under the columns; None where they do not fit.

    A row of sums may lack the cells that are empty in it: its numbers go under the last columns.
    """
    if len(line) == width:
        return list(line)
    filled = [cell for cell in line if cell[1] > cell[0]]
    if len(line) > width:
        return list(line[:width]) if filled and filled[-1] in line[:width] else None
    if not filled or not TOTAL.fullmatch(text, *filled[0]):
        return None
    numbers = [cell for cell in filled if is_number(text, cell)]
    columns = [at for at in numeric if at]
    if len(numbers) != len(filled) - 1:
        return None
    padded = [*line, *[(line[-1][1],) * 2] * (width - len(line))]
    if all((at in columns) == is_number(text, cell) for at, cell in enumerate(padded)):
        return padded
    if len(numbers) != len(columns):
        return None
    empty = (line[0][0], line[0][0])
    placed = [empty] * width
    placed[0] = filled[0]
    for at, cell in zip(columns, numbers, strict=True):
        placed[at] = cell
    return placed


def _above(plan: Plan, before: Sequence[Paragraph]) -> tuple[Span | None, list[Span]]:
    """Return the caption of a table and the units printed in it or in a line of their own."""
    units: list[Span] = []
    for paragraph in reversed(before):
        match = cell_units(plan.patterns).above.search(plan.text, paragraph.start, paragraph.end)
        if match and not units:
            units = _listed(plan, match.span("units"))
        if match and match.end() - match.start() >= paragraph.end - paragraph.start - 2:
            continue
        short = paragraph.end - paragraph.start <= _CAPTION_LENGTH
        return ((paragraph.start, paragraph.end) if short else None), units
    return None, units


def _listed(plan: Plan, span: Span) -> list[Span]:
    whole, text = cell_units(plan.patterns).whole, plan.text
    if _MONEY_EACH.fullmatch(text, *span):
        return [span]
    found, at = [], span[0]
    for end in [*(mark.start() for mark in _SPLIT.finditer(text, *span)), span[1]]:
        if whole.fullmatch(text, at, end):
            found.append((at, end))
        at = end + 1
    return found


def column_units(
    plan: Plan, header: Sequence[Span], over: Sequence[Span | None], units: Sequence[Span]
) -> dict[int, Span]:
    """Give the units above a table to its columns: by what they measure, or in their order.

    What is left over goes to the columns that are left, where only one unit is. Sums without a
    unit have that of the sums beside them.
    """
    text = plan.text
    own = [headed(plan, cell, group) for cell, group in zip(header, over, strict=True)]
    bare = [
        at
        for at, cell in enumerate(header)
        if not own[at].unit and not _NO_MEASURE.search(text[slice(*cell)])
    ]
    if len(bare) == len(units) > 1:
        return dict(zip(bare, units, strict=True))
    beside = [found.unit_span for found in own if found.unit_span and found.unit.endswith("元")]
    money = [unit for unit in units if _MONEY.match(text, *unit)] or beside
    others = [unit for unit in units if unit not in money]
    given: dict[int, Span] = {}
    for at in bare:
        name = text[slice(*header[at])]
        kinds = [kind for words, kind in _KINDS if words.search(name)]
        fits = (u for kind in kinds for u in (*units, *money) if kind.search(text[slice(*u)]))
        if unit := next(fits, None):
            given[at] = unit
    left = [unit for unit in others if unit not in given.values()] or others
    rest = left[0] if len(left) == 1 else units[0] if len(units) == 1 else None
    if rest:
        given |= {at: rest for at in bare if at not in given}
    return given
