"""Rows of tables of tasks whose cells stand in lines of their own, as in copies of pages.

序号⏎重点任务⏎责任单位⏎完成时限⏎1⏎… : a header of known column heads, one of them of bodies or
times, then rows of as many lines. Numbered rows begin at the next number, others repeat what stands
under the heads of bodies and times. Each is told by its lines, so that TAB can part them as the
cells of one row; so are headings of groups between the rows, and sums behind them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.cells.columns import (
    BODIES,
    MEASURED,
    NUMBERS,
    OFFICE,
    TIME,
    TIMES,
    TOTAL,
    VALUE,
    is_head,
)
from extractor.cells.merged_cells import Row, merged_rows
from extractor.markers import HEADING
from extractor.patterns import Patterns
from extractor.phrases import phrase
from extractor.rule_cache import compiled
from extractor.values.units import cell_units

_WIDTHS = range(8, 2, -1)
"""Columns of such a table, the widest header first."""
_HEAD = 24
_NUMBER = compiled(r"\d{1,3}")
_REGIONS = phrase("cell_lines.regions")
_TASKS = phrase("cell_lines.tasks")
_REGION = compiled(
    r"[\u4e00-\u9fff]{1,12}(?:[区县市镇乡旗]|街道(?:办(?:事处)?)?|社区|村|农场|林场)"
)
_KEYED = phrase("cell_lines.keyed")
_BODY = compiled(rf"(?:{OFFICE}(?:[、,;]|$))+")
_SUM_HEAD = phrase("columns.sum_head")
_SUM_VALUE = phrase("columns.sum_value")
_REMARKS = compiled("备注|说明|注")
"""The head of a last column whose cells may lack."""
_YEARS = compiled("(?:实施|建设|计划)?年[度份]")
_YEAR = compiled(r"20\d\d(?:年度?)?")
_GROUP = compiled("[(]?[一二三四五六七八九十]{1,3}(?:[)、.]?|[)、.].*|[^\\d,。;:]{2,30})")
"""The heading of a group of rows, or the number of one, its name in the next line."""

_BETWEEN = compiled(rf"(?:{_GROUP.pattern})$|{TOTAL.pattern}$")
_FREE = 8
"""Up to how many characters a head has that is told only by those behind it."""
_VALUE_MARKS = compiled("[,。;:()]|标准|[表单]$")
_FEWEST = 3
"""Cells of a row, and rows of a table with its header."""

_MOST_HEADS = 14
_FURTHER = 4
"""Lines that the last row of a table may have beside one for each cell."""


def rows_of_cells(
    texts: Sequence[str], patterns: Patterns, *, exactly: bool = False
) -> dict[int, Row]:
    """Return the rows of such tables among folded lines, by the line at which each begins.

    *exactly* leaves tables alone that have a row of more lines than cells.
    """
    found: dict[int, Row] = {}
    at = 0
    while at < len(texts):
        begins = _is_head(texts[at], patterns) and not (at and _is_head(texts[at - 1], patterns))
        rows = _table(texts, at, patterns) if begins else {}
        for strict in (_by_values(texts, at, patterns), _by_sums(texts, at, patterns)):
            better = _reach(strict) >= _reach(rows) + _is_plain(rows)
            rows = strict if strict and better else rows
        years = _by_years(texts, at, patterns)
        rows = years if years and _reach(years) >= _reach(rows) else rows
        below = list(rows.items())[1:]
        if exactly and any(end - start > len(cells) for start, (end, cells) in below):
            rows = {}
        found |= rows
        at = max((end for end, _ in rows.values()), default=at + 1)
    return found


def _is_head(text: str, patterns: Patterns) -> bool:
    return len(text) <= _HEAD and is_head(text, patterns)


def _table(texts: Sequence[str], at: int, patterns: Patterns) -> dict[int, Row]:
    """Return the header that begins at a line, and its rows; empty where there is no such table."""
    for width in _WIDTHS:
        head = texts[at : at + width]
        known = sum(_is_head(name, patterns) for name in head)
        if len(head) < width or 4 * known < 3 * width or not all(0 < len(n) <= _HEAD for n in head):
            continue
        if not _is_head(head[-1], patterns) or not any(_told(name) for name in head):
            continue
        numbered = NUMBERS.fullmatch(head[0]) is not None
        rows = _numbered(texts, at, width) if numbered else _repeated(texts, at, width)
        if rows:
            merged = _merged(texts, at, patterns)
            whole = _reach(rows) == max(end for end, _ in rows.values()) - at
            better = -_FEWEST if _is_uneven(rows) and not whole else 1
            return merged if merged and _reach(merged) >= _reach(rows) + better else rows
    return _merged(texts, at, patterns)


def _merged(texts: Sequence[str], at: int, patterns: Patterns) -> dict[int, Row]:
    """Return the rows of a table with merged cells, and that of its sums."""
    unit = cell_units(patterns).column
    rows = merged_rows(texts, at, lambda line: _is_head(line, patterns), unit)
    if not rows:
        return _by_region(texts, at)
    return rows | _sums(texts, max(end for end, _ in rows.values()), len(rows[at][1]))


def _by_region(texts: Sequence[str], at: int) -> dict[int, Row]:
    """Rows of two cells: 街镇⏎目标任务, then a region and what it is to do, each a line."""
    heads = texts[at : at + 2]
    if len(heads) < 2 or not (_REGIONS.fullmatch(heads[0]) and _TASKS.fullmatch(heads[1])):
        return {}
    rows: dict[int, Row] = {at: (at + 2, [at, at + 1])}
    start = at + 2
    while start + 1 < len(texts) and _REGION.fullmatch(texts[start]):
        rows[start] = (start + 2, [start, start + 1])
        start += 2
    return rows if len(rows) >= _FEWEST else {}


def _by_values(texts: Sequence[str], at: int, patterns: Patterns) -> dict[int, Row]:
    """Rows under heads that may be unknown, told by the numbers that stand in the same columns.

    县区⏎小区数⏎户数⏎完工时间, then a name or a running number, numbers and times, each a line.
    """
    numbered = NUMBERS.fullmatch(texts[at]) is not None
    named = numbered or _REGIONS.fullmatch(texts[at])
    if not (named or _is_head(texts[at], patterns)):
        return {}
    lines = range(at + _FEWEST, min(at + _MOST_HEADS + 2, len(texts)))
    first = next((i for i in lines if VALUE.fullmatch(texts[i])), at)
    width = first - at if numbered else first - at - 1
    start = at + width
    if width < _FEWEST or any(not 0 < len(head) <= _HEAD for head in texts[at:start]):
        return {}
    known = sum(_is_head(head, patterns) for head in texts[at:start])
    told = bool(named and at and cell_units(patterns).above.search(texts[at - 1]))
    if not told and 4 * known < (2 if named else 3) * width:
        return {}
    remarked = _REMARKS.fullmatch(texts[start - 1]) is not None
    size = width - remarked
    kinds = [_holds(line) for line in texts[start : start + size]]
    if len(kinds) < size or kinds.count("value") - numbered < 1 or kinds[numbered] != "text":
        return {}
    if size == _FEWEST and kinds.count("text") > 1:
        return {}
    rows: dict[int, Row] = {at: (start, list(range(at, start)))}
    while [_holds(line) for line in texts[start : start + size]] == kinds:
        if numbered and texts[start] != str(len(rows)):
            break
        end = start + size
        following = [_holds(line) for line in texts[end : end + 2]]
        end += remarked and following == (["text", "value"] if numbered else ["text", "text"])
        rows[start] = (end, list(range(start, end)))
        start = end
    return rows | _sums(texts, start, width) if len(rows) >= _FEWEST else {}


def _by_sums(texts: Sequence[str], at: int, patterns: Patterns) -> dict[int, Row]:
    """Rows under heads of money, told by the sums: 层数⏎补助标准⏎四层⏎8万元/台⏎五层⏎….

    The heads are known, or of money; only a short first one before a head of money may be any.
    """
    lines = texts[at : at + _MOST_HEADS + 2]
    first = next((i for i, line in enumerate(lines) if i and _SUM_HEAD.fullmatch(line)), 0)
    value = next((i for i, line in enumerate(lines) if _SUM_VALUE.fullmatch(line)), 0)
    width = value - first
    if not first or not first < width <= _WIDTHS[0] or not 0 < len(texts[at]) <= _HEAD:
        return {}
    heads = lines[:width]
    told = [_SUM_HEAD.fullmatch(head) is not None for head in heads]
    free = first == 1 and len(heads[0]) <= _FREE and not _VALUE_MARKS.search(heads[0])
    others = (h for h, money in zip(heads[free:], told[free:], strict=True) if not money)
    if told[0] or not all(_is_head(head, patterns) for head in others):
        return {}
    numbered = NUMBERS.fullmatch(heads[0]) is not None
    rows: dict[int, Row] = {at: (at + width, list(range(at, at + width)))}
    start = at + width
    while start + width <= len(texts):
        cells = texts[start : start + width]
        named = cells[0] == str(len(rows)) if numbered else not _SUM_VALUE.fullmatch(cells[0])
        if not named or not all(
            _SUM_VALUE.fullmatch(c) for c, money in zip(cells, told, strict=True) if money
        ):
            break
        rows[start] = (start + width, list(range(start, start + width)))
        start += width
    return rows | _sums(texts, start, width) if len(rows) >= _FEWEST else {}


def _by_years(texts: Sequence[str], at: int, patterns: Patterns) -> dict[int, Row]:
    """Rows of years: 年度⏎小区数（个）⏎2024年⏎62⏎2025年⏎…; half of the heads are known at least."""
    if not _YEARS.fullmatch(texts[at]):
        return {}
    lines = range(at + 2, min(at + _MOST_HEADS, len(texts)))
    first = next((i for i in lines if _YEAR.fullmatch(texts[i])), at)
    width = first - at
    known = sum(_is_head(head, patterns) for head in texts[at:first])
    if width < 2 or 2 * known < width or any(not 0 < len(h) <= _HEAD for h in texts[at:first]):
        return {}
    rows: dict[int, Row] = {at: (first, list(range(at, first)))}
    start = first
    while start + width <= len(texts) and _YEAR.fullmatch(texts[start]):
        if not all(VALUE.fullmatch(cell) for cell in texts[start + 1 : start + width]):
            break
        rows[start] = (start + width, list(range(start, start + width)))
        start += width
    return rows | _sums(texts, start, width) if len(rows) >= _FEWEST else {}


def _holds(line: str) -> str:
    """Return what a cell holds: a number, a time, or text."""
    return "value" if VALUE.fullmatch(line) else "time" if TIME.fullmatch(line) else "text"


def _is_uneven(rows: dict[int, Row]) -> bool:
    """Whether rows have other numbers of lines, or lines that are the next row's."""
    ends = sorted((start, end) for start, (end, _) in rows.items())
    overlap = any(end > start for (_, end), (start, _) in pairwise(ends))
    return overlap or len({end - start for start, end in ends}) > 1


def _is_plain(rows: dict[int, Row]) -> bool:
    """Whether every line of the rows is a cell of its own."""
    return all(cells == list(range(start, end)) for start, (end, cells) in rows.items())


def _reach(rows: dict[int, Row]) -> int:
    """Return how many lines stand in rows."""
    return len({line for start, (end, _) in rows.items() for line in range(start, end)})


def _numbered(texts: Sequence[str], at: int, width: int) -> dict[int, Row]:
    """Rows that begin with a running number, of as many lines as most of them have."""
    first = at + width
    starts = _starts(texts, first, width)
    gaps = Counter(b - a for a, b in pairwise(starts) if b - a <= width)
    size = max(gaps, key=lambda gap: (gaps[gap], gap)) if gaps else 0
    if size not in (width, width - 1) or size < _FEWEST:
        return {}
    header = list(range(at, first))
    if size < width:  # the column of the groups, which head rows of their own
        del header[1]
    rows: dict[int, Row] = {at: (first, header)}
    if starts[0] > first:
        rows[first] = _whole(first, starts[0])
    heads = texts[first - size + 1 : first]
    last = starts[-1] + _last_row(texts[starts[-1] :], size, heads)
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        further = texts[start + size : end]
        if start + size <= end and (not further or _BETWEEN.match(further[0])):
            rows[start] = (start + size, list(range(start, start + size)))
            if further:
                rows[start + size] = _whole(start + size, end)
            continue
        stop = end - (HEADING.match(texts[end - 1]) is not None)
        if cells := _aligned(texts[start:stop], size, heads):
            rows[start] = (stop, [start + cell for cell in cells])
            if stop < end:
                rows[stop] = _whole(stop, end)
    return rows | _sums(texts, last, width)


def _sums(texts: Sequence[str], at: int, width: int) -> dict[int, Row]:
    """Return the row of sums at a line, which may lack cells; empty where there is none."""
    if at >= len(texts) or not TOTAL.fullmatch(texts[at]):
        return {}
    end = at + 1
    while end < min(at + width, len(texts)) and VALUE.fullmatch(texts[end]):
        end += 1
    return {at: (end, list(range(at, end)))}


def _told(head: str) -> bool:
    """Tell whether a head says what stands under it: bodies, times or numbers."""
    return any(kind.search(head) for kind in (BODIES, TIMES, MEASURED))


def _whole(start: int, end: int) -> Row:
    """Return a row that heads others: its last cell is empty."""
    return end, list(range(start, end + 1))


def _starts(texts: Sequence[str], at: int, width: int) -> list[int]:
    """Return the lines that hold the running numbers of the rows behind a header."""
    starts: list[int] = []
    last, limit = 0, at + 4
    for index in range(at, len(texts)):
        if index >= limit:
            break
        if not _NUMBER.fullmatch(texts[index]):
            continue
        number = int(texts[index])
        grouped = any(_GROUP.fullmatch(text) for text in texts[index - 2 : index])
        follows = number == last + 1 or not starts or grouped
        if follows and number > last and (not starts or index - starts[-1] >= 3):
            starts.append(index)
            last, limit = number, index + 2 * width + 4
    return starts


def _last_row(lines: Sequence[str], size: int, heads: Sequence[str]) -> int:
    """Return of how many lines the last row is: no number behind it says where it ends."""
    ends = range(size, min(size + _FURTHER, len(lines)) + 1)
    return next((end for end in ends if _aligned(lines[:end], size, heads)), size)


def _aligned(lines: Sequence[str], size: int, heads: Sequence[str]) -> list[int] | None:
    """Return where the cells of a row with more lines, or fewer, begin.

    The columns behind the task are told by what they hold: of bodies beside each other every one
    has a line and the last one all others; one that lacks is empty. The task has what is left.
    None where they do not stand so.
    """
    columns = list(heads[1:])
    begins: list[int] = []
    at = len(lines)
    while columns and _KEYED.search(columns[-1]):
        head = columns.pop()
        if BODIES.search(head):
            beside = 1
            while columns and BODIES.search(columns[-1]):
                columns.pop()
                beside += 1
            names = _names(lines, at)
            if len(lines) >= size and len(names) < beside:
                return None
            begins = (names + [at] * beside)[:beside] + begins
            at = names[0] if names else at
        elif at > 2 and _fits(lines[at - 1], head):
            at -= 1
            begins.insert(0, at)
        elif len(lines) < size:
            begins.insert(0, at)
        else:
            return None
    front = size - len(begins)
    told = at == front if len(lines) < size else at >= front
    return (
        [*range(front), *begins] if begins and told and (front == 2 or len(lines) > size) else None
    )


def _names(lines: Sequence[str], end: int) -> list[int]:
    """Return where the cells of bodies begin that end before a line; 、 goes on with its cell."""
    names: list[int] = []
    while end > 2:
        start = end - 1
        while start > 2 and lines[start - 1].endswith("、"):
            start -= 1
        if start < 2 or not _BODY.fullmatch("".join(lines[start:end])):
            break
        names.insert(0, start)
        end = start
    return names


def _fits(line: str, head: str) -> bool:
    """Tell whether a cell holds what its head says, as far as that can be told."""
    if BODIES.search(head):
        return _BODY.fullmatch(line) is not None
    if MEASURED.search(head):
        return VALUE.fullmatch(line) is not None
    return TIMES.search(head) is not None and TIME.fullmatch(line) is not None


def _repeated(texts: Sequence[str], at: int, width: int) -> dict[int, Row]:
    """Rows without numbers: under the heads of bodies and times stand bodies and times."""
    heads = texts[at : at + width]
    told = [i for i, head in enumerate(heads) if _told(head)]
    rows: dict[int, Row] = {at: (at + width, list(range(at, at + width)))}
    start = at + width
    while told and start + width <= len(texts):
        cells = texts[start : start + width]
        if not all(_fits(cells[i], heads[i]) for i in told):
            break
        rows[start] = (start + width, list(range(start, start + width)))
        start += width
    rows |= _sums(texts, start, width)
    return rows if len(rows) >= _FEWEST else {}
