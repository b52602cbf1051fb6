"""Rows of a table that ran into one line: TAB still parts the cells, nothing the rows.

…牵头单位⇥完成时限1⇥办理许可⇥市住建局⇥6月底前2⇥… : the last cell of each row holds the first of the
next. They come apart where a header is known and every such joint can be cut, by the running number
of the rows or by what the last column holds, numbers or times. Offsets are of the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from extractor.cells.columns import NUMBER, NUMBERS, TIME, TOTAL, head
from extractor.patterns import Patterns
from extractor.rule_cache import compiled

_WIDTHS = range(3, 13)
_FEWEST = 3
"""A table has so many rows, the header among them."""
_HEAD_CELL, _FIRST_CELL = 24, 60
"""Cells of a header, and first cells of a row, are no longer."""
_COLUMNS = (TIME, NUMBER)
"""What a last column holds from top to bottom: times, or numbers."""

_Cell = tuple[int, str]
"""A cell's start and its text."""


def rows_apart(line: str, patterns: Patterns) -> Iterator[str]:
    """Yield the pieces of a folded line: its rows where they ran together, else the line."""
    enough = line.count("\t") >= _FEWEST * (_WIDTHS[0] - 1)
    cuts = list(_cuts(line, patterns)) if enough else []
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        yield line[start:end]


@lru_cache(maxsize=8)
def _heads(patterns: Patterns) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return what a header's first cell ends with, and what its last one begins with."""
    any_head = rf"(?:{head(patterns)}|[^()\d,。;:]{{2,12}}[(](?:[^()\d]{{1,6}}|%)[)])"
    return compiled(rf"{any_head}$"), compiled(any_head)


def _cuts(line: str, patterns: Patterns) -> Iterator[int]:
    """Yield where a row, or the text around a table, begins."""
    cells: list[_Cell] = [
        (m.start(), m[0])
        for m in regex.finditer(r"[^\t ](?:[^\t]*[^\t ])?|(?<=\t) *+(?=\t|$)", line)
    ]
    first, _ = _heads(patterns)
    at = 0
    while at < len(cells):
        start, text = cells[at]
        head = first.search(text)
        tables = (_joints(cells, at, width, patterns) for width in _WIDTHS)
        joints = max(tables, key=len) if head else []
        if not head or len(joints) < _FEWEST:
            at += 1
            continue
        cuts = [start + head.start(), *(cells[i][0] + offset for i, offset in joints)]
        yield from (cut for cut in cuts if 0 < cut < len(line))
        at = joints[-1][0]


def _joints(
    cells: Sequence[_Cell], at: int, width: int, patterns: Patterns
) -> list[tuple[int, int]]:
    """Return where the rows of a table so wide end whose header begins in a cell: cell, offset.

    Empty where the header does not fit, or a row does not end as the others do.
    """
    here = at + width - 1
    texts = [text for _, text in cells[at : here + width - 1]]
    end = _header_end(texts[:width], texts[width:], width, patterns)
    if not end:
        return []
    numbered = NUMBERS.search(cells[at][1], len(cells[at][1]) - 2) is not None
    found = [(here, end)]
    column: regex.Pattern[str] | None = None
    while here + width - 1 < len(cells):
        rest = cells[here][1][found[-1][1] :]
        sums = not rest and TOTAL.fullmatch(cells[here + 1][1])
        opens = rest == str(len(found)) or sums if numbered else 0 < len(rest) <= _FIRST_CELL
        if not opens:
            break
        here += width - 1
        text = cells[here][1]
        following = str(len(found) + 1)
        if numbered and text.endswith(following) and here + width - 1 < len(cells):
            found.append((here, len(text) - len(following)))
            continue
        match = next((m for c in ([column] if column else _COLUMNS) if (m := c.match(text))), None)
        if not match:
            return _without_last(cells, found, here, width, numbered=numbered)
        column = None if numbered else match.re
        found.append((here, match.end()))
    return found


def _without_last(
    cells: Sequence[_Cell],
    found: list[tuple[int, int]],
    here: int,
    width: int,
    *,
    numbered: bool,
) -> list[tuple[int, int]]:
    """Return the joints where the row that ends in a cell does not end as those before it.

    A row of sums has no time; of numbered rows the last ends as the one above it, or in any text.
    """
    if numbered:
        text, (cell, offset) = cells[here][1], found[-1]
        above = cells[cell][1][:offset]
        ends = (m.end() for c in _COLUMNS if c.fullmatch(above) and (m := c.match(text)))
        return [*found, (here, next(ends, len(text)))]
    rest = cells[here - width + 1][1][found[-1][1] :]
    return [*found, (here, 0)] if TOTAL.fullmatch(rest) else found


def _header_end(cells: Sequence[str], below: Sequence[str], width: int, patterns: Patterns) -> int:
    """Return where the header's last cell ends and the first row begins; 0 for no header.

    At least half of the heads are known, or the cells *below* them are numbers.
    """
    _, head = _heads(patterns)
    last = head.match(cells[-1]) if len(cells) == width else None
    inner = cells[1:-1]
    known = sum(head.fullmatch(cell) is not None for cell in inner)
    short = all(0 < len(cell) <= _HEAD_CELL for cell in inner)
    enough = 2 * known >= len(inner) or all(NUMBER.fullmatch(cell) for cell in below)
    return last.end() if last and short and enough else 0
