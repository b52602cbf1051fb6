"""Rows of tables whose cells only blanks part: 层数 补助标准⏎四层 8万元/台⏎五层 9万元/台.

A line of short heads, and rows of as many cells that are told by what they hold: sums under the
heads of money, numbers in the same columns, bodies and times under theirs. No other lines look so.
TAB takes the place of the last blank between two cells, so that the text stays as long as it was.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from extractor.layout.page_marks import page_lines
from extractor.layout.wrapped_cells import wrapped_names, wrapped_tasks
from extractor.layout.wrapped_rows import JOINT, MOST_LINES, joined_rows, row_ends
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_HEADS = compiled(r" *[^\s|,。;:]{1,16}(?: +[^\s|,。;:]{1,16}){1,9} *")
_SUM_HEAD = phrase("columns.sum_head")
_SUM_VALUE = phrase("columns.sum_value")
_TOTAL = phrase("columns.total")
_OTHER = compiled(rf"[^\S {JOINT}]")
"""TAB, or the edge of a page."""
_VALUE = phrase("columns.value")
_MEASURED = phrase("spaced_rows.measured")
_NO_COUNTS = phrase("spaced_rows.no_counts")
_TIMES = phrase("columns.times")
_BODIES = phrase("columns.bodies")
_NUMBERS = phrase("columns.numbers")
_NAMES = phrase("columns.names")
_TIMED = phrase("spaced_rows.timed")
_LONG_NUMBER = compiled(r"\d{7,}")
"""A telephone number or a code, no count."""
_GAP = compiled(r"(?<=[^ ]) +(?=[^ ])")
_SET_WIDE = compiled(
    r"(?:\d{4} *年 *)?\d{1,2} +月(?: *\d{1,2} *日)?|(?:\d{4} *年 *)?\d{1,2} *月 +\d{1,2} *日"
    r"|\d{4} +年|(?<![A-Za-z])[A-Z] +(?=[\u4e00-\u9fff])"
)
"""Blanks inside a cell: 2024 年 5 月 31 日, C 级危房."""


def rows_parted(text: str) -> str:
    """Return folded *text* with TAB between the cells of such rows, as long as before.

    >>> rows_parted("层数 补助标准\\n四层 8万元/台\\n五层 9万元/台")
    '层数\\t补助标准\\n四层\\t8万元/台\\n五层\\t9万元/台'
    """
    lines = text.split("\n")
    pages = page_lines(lines)
    at = 0
    while at < len(lines):
        headed = " " in lines[at] and _HEADS.fullmatch(lines[at]) is not None
        end = _table_end(lines, at) if headed else 0
        if headed and not end and _is_told(lines[at]) and (found := _wrapped(lines, at, pages)):
            last, table = found
            lines[at:last] = table
            pages = page_lines(lines)
            end = at + len(table)
        width = len(_cells(lines[at])) if end else 0
        for row in range(at, end):
            lines[row] = _parted(lines[row], width)
        at = max(end, at + 1)
    return "\n".join(lines)


def _wrapped(lines: Sequence[str], at: int, pages: Container[int]) -> tuple[int, list[str]] | None:
    """Return where a table ends whose rows or cells were wrapped, and its rows in a line each."""
    ends = row_ends(lines, at, " ", pages)
    joined = list(joined_rows(lines, at, ends, pages))
    if size := _table_end(joined, 0) if joined else 0:
        return ends[size - 1], joined[:size]
    heads = _cells(lines[at])
    end = min(at + MOST_LINES, len(lines))
    unpaged = [" " * len(lines[i]) if i in pages else lines[i] for i in range(at, end)]
    found = wrapped_tasks(unpaged, heads) or wrapped_names(unpaged, heads)
    return (at + found[0], [lines[at], *found[1]]) if found else None


def _is_told(line: str) -> bool:
    """Tell whether a line of heads says what one of its columns holds."""
    return any(kind.search(h) for h in _cells(line) for kind in (_BODIES, _TIMES, _MEASURED))


def _table_end(lines: Sequence[str], at: int) -> int:
    """Return where the table ends whose heads stand in a line, 0 where none begins."""
    heads = _cells(lines[at])
    money = [column for column, head in enumerate(heads) if column and _SUM_HEAD.fullmatch(head)]
    end = at + 1
    while money and end < len(lines) and _fits(lines[end], len(heads), money):
        end += 1
    if end - at > (2 if len(money) == 1 else 1):
        return end
    return _counted_end(lines, at, heads) or _tasks_end(lines, at, heads)


def _gaps(line: str) -> list[tuple[int, int]]:
    """Return the blanks that part cells."""
    wide = [match.span() for match in _SET_WIDE.finditer(line)]
    gaps = (gap.span() for gap in _GAP.finditer(line))
    return [(a, b) for a, b in gaps if not any(start <= a and b <= end for start, end in wide)]


def _cells(line: str) -> list[str]:
    """Return the cells of a line that only blanks part."""
    if not line.strip():
        return []
    ends = [0, *(at for gap in _gaps(line) for at in gap), len(line)]
    return [
        line[a:b].replace(JOINT, "").strip() for a, b in zip(ends[::2], ends[1::2], strict=True)
    ]


def _counted_end(lines: Sequence[str], at: int, heads: Sequence[str]) -> int:
    """Return where a table of numbers ends: rows whose numbers stand in the same columns.

    A head with a unit or a year, or a unit over the table, says that they are counts; so do two
    columns of them.
    """
    first = _cells(lines[at + 1]) if at + 1 < len(lines) else []
    columns = [column for column, cell in enumerate(first) if column and _VALUE.fullmatch(cell)]
    above = lines[at - 1] if at else ""
    measured = any(_MEASURED.search(head) for head in (*heads, above))
    if not columns or _NO_COUNTS.search(lines[at]) or not (measured or len(columns) > 1):
        return 0
    end = at + 1
    while end < len(lines) and _counts(lines[end], len(heads), columns):
        end += 1
    return end if end - at > 2 else 0


def _counts(line: str, width: int, columns: Sequence[int]) -> bool:
    """Tell whether a line is a row with numbers in just these columns."""
    cells = _cells(line)
    if _OTHER.search(line) or not cells or any(_LONG_NUMBER.search(cell) for cell in cells):
        return False
    if _TOTAL.fullmatch(cells[0]):
        return all(_VALUE.fullmatch(cell) for cell in cells[1:])
    held = [column for column, cell in enumerate(cells) if column and _VALUE.fullmatch(cell)]
    return len(cells) == width and held == [*columns]


def _tasks_end(lines: Sequence[str], at: int, heads: Sequence[str]) -> int:
    """Return where a table of tasks ends: bodies and times under their heads, rows counted up.

    A line of its own between two rows heads a group of them.
    """
    bodies = [column for column, head in enumerate(heads) if _BODIES.search(head)]
    timed = [column for column, head in enumerate(heads) if _TIMES.search(head)]
    numbered = _NUMBERS.fullmatch(heads[0]) is not None
    rows, end = 0, at + 1
    if not timed and (not bodies or bodies[0] == 0):
        return 0
    for index in range(at + 1, len(lines)):
        cells = _cells(lines[index])
        if len(cells) == 1 and end == index:
            continue
        told = len(cells) == len(heads) and (not numbered or cells[0] == str(rows + 1))
        told = told and all(_TIMED.search(cells[column]) for column in timed)
        if not told or (bodies and not any(_NAMES.fullmatch(cells[c]) for c in bodies)):
            break
        rows, end = rows + 1, index + 1
    return end if rows > 1 else 0


def _fits(line: str, width: int, money: Sequence[int]) -> bool:
    """Tell whether a line is a row: sums under the heads of money; only a last remark may lack."""
    cells = line.replace(JOINT, "").strip().split(None, width - 1)
    if _OTHER.search(line) or len(cells) < 2:
        return False
    if _TOTAL.fullmatch(cells[0]):
        return all(_SUM_VALUE.fullmatch(cell) for cell in cells[1:])
    lacks = width - len(cells)
    named = not _SUM_VALUE.fullmatch(cells[0]) or cells[0].isdecimal()
    full = lacks == 0 or (lacks == 1 and money[-1] < width - 1)
    return named and full and all(_SUM_VALUE.fullmatch(cells[column]) for column in money)


def _parted(line: str, width: int) -> str:
    """Return a row with its cells parted; blanks inside the last cell stay."""
    if "\t" in line:
        return line
    chars = list(line)
    for _, end in _gaps(line)[: width - 1]:
        chars[end - 1] = "\t"
    return "".join(chars)
