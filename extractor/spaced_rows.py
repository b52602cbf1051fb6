"""Rows of tables whose cells only blanks part: 层数 补助标准⏎四层 8万元/台⏎五层 9万元/台.

A line of short heads, and rows of as many cells that are told by what they hold: sums under the
heads of money, numbers in the same columns, or a running number and a time in each. No other lines
look so. TAB takes the place of the last blank between two cells, so that the text stays as long as
it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.phrases import phrase
from extractor.rule_cache import compiled

_HEADS = compiled(r" *[^\s|,。;:]{1,16}(?: +[^\s|,。;:]{1,16}){1,9} *")
_SUM_HEAD = phrase("columns.sum_head")
_SUM_VALUE = phrase("columns.sum_value")
_TOTAL = phrase("columns.total")
_OTHER = compiled(r"[^\S ]")
"""TAB, or the edge of a page."""
_VALUE = phrase("columns.value")
_TIME = phrase("columns.time")
_MEASURED = phrase("spaced_rows.measured")
_NO_COUNTS = phrase("spaced_rows.no_counts")
_TIMES = phrase("columns.times")
_LONG_NUMBER = compiled(r"\d{7,}")
"""A telephone number or a code, no count."""
_GAP = compiled(r"(?<=[^ ]) +(?=[^ ])")


def rows_parted(text: str) -> str:
    """Return folded *text* with TAB between the cells of such rows, as long as before.

    >>> rows_parted("层数 补助标准\\n四层 8万元/台\\n五层 9万元/台")
    '层数\\t补助标准\\n四层\\t8万元/台\\n五层\\t9万元/台'
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        for row in range(at, end):
            lines[row] = _parted(lines[row], lines[at])
        at = max(end, at + 1)
    return "\n".join(lines)


def _table_end(lines: Sequence[str], at: int) -> int:
    """Return where the table ends whose heads stand in a line, 0 where none begins."""
    if " " not in lines[at] or not _HEADS.fullmatch(lines[at]):
        return 0
    heads = lines[at].split()
    money = [column for column, head in enumerate(heads) if column and _SUM_HEAD.fullmatch(head)]
    end = at + 1
    while money and end < len(lines) and _fits(lines[end], len(heads), money):
        end += 1
    if end - at > (2 if len(money) == 1 else 1):
        return end
    return _counted_end(lines, at, heads) or _numbered_end(lines, at, heads)


def _counted_end(lines: Sequence[str], at: int, heads: Sequence[str]) -> int:
    """Return where a table of numbers ends: rows whose numbers stand in the same columns.

    A head with a unit or a year, or a unit over the table, says that they are counts; so do two
    columns of them.
    """
    first = lines[at + 1].split() if at + 1 < len(lines) else []
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
    cells = line.split()
    if _OTHER.search(line) or not cells or any(_LONG_NUMBER.search(cell) for cell in cells):
        return False
    if _TOTAL.fullmatch(cells[0]):
        return all(_VALUE.fullmatch(cell) for cell in cells[1:])
    held = [column for column, cell in enumerate(cells) if column and _VALUE.fullmatch(cell)]
    return len(cells) == width and held == [*columns]


def _numbered_end(lines: Sequence[str], at: int, heads: Sequence[str]) -> int:
    """Return where a table of tasks ends: rows counted up from 1, a time in the same column."""
    timed = [column for column, head in enumerate(heads) if _TIMES.search(head)]
    end = at + 1
    while timed and end < len(lines):
        cells = lines[end].split()
        if len(cells) != len(heads) or cells[0] != str(end - at):
            break
        if not all(_TIME.fullmatch(cells[column]) for column in timed):
            break
        end += 1
    return end if end - at > 2 else 0


def _fits(line: str, width: int, money: Sequence[int]) -> bool:
    """Tell whether a line is a row: sums under the heads of money; only a last remark may lack."""
    cells = line.strip().split(None, width - 1)
    if _OTHER.search(line) or len(cells) < 2:
        return False
    if _TOTAL.fullmatch(cells[0]):
        return all(_SUM_VALUE.fullmatch(cell) for cell in cells[1:])
    lacks = width - len(cells)
    named = not _SUM_VALUE.fullmatch(cells[0]) or cells[0].isdecimal()
    full = lacks == 0 or (lacks == 1 and money[-1] < width - 1)
    return named and full and all(_SUM_VALUE.fullmatch(cells[column]) for column in money)


def _parted(line: str, heads: str) -> str:
    """Return a row with its cells parted; blanks inside the last cell stay."""
    most = len(heads.split()) - 1
    return _GAP.sub(lambda gap: gap[0][:-1] + "\t", line, count=most)
