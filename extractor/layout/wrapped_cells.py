"""Tables from pages whose cells were wrapped inside their columns; only blanks part the cells.

Copied cell by cell, a row of a table of tasks is its number with the task, the bodies and the time,
each in some short lines; copied line by line, the rest of an indicator's name stands in the line
below its numbers. A row becomes one line again, as long as its lines were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.layout.widths import printed_width
from extractor.layout.wrapped_rows import JOINT
from extractor.markers import HEADING
from extractor.phrases import phrase
from extractor.rule_cache import compiled

REST = "\x1e"
"""What stands for the line end before the rest of a row's first cell."""
_BODIES = phrase("columns.bodies")
_TIMES = phrase("columns.times")
_NUMBERS = phrase("columns.numbers")
_TIME = phrase("columns.time")
_VALUE = phrase("columns.value")
_NAMES = phrase("columns.names")
_LEVELS = "省市县区州旗镇乡各"
_PIECE = compiled(r" *[^\s\d,。;:!?、|]{1,12} *")
"""The rest of a name."""
_NOTE = compiled("注|备注|说明|附件|抄送")
_MOST_LINES = 24
"""Lines of one row of a table of tasks."""
_FEWEST = 2
"""Rows of a table without its head."""


def wrapped_tasks(lines: Sequence[str], heads: Sequence[str]) -> tuple[int, list[str]] | None:
    """Return where a table of tasks ends that was copied cell by cell, and its rows with TAB.

    The first line holds the heads.
    """
    beside = sum(_BODIES.search(head) is not None for head in heads)
    ordered = _NUMBERS.fullmatch(heads[0]) and _TIMES.search(heads[-1])
    if not ordered or not 0 < beside < 3 or len(heads) != beside + 3:
        return None
    rows: list[str] = []
    end = 1
    while row := _task(lines, end, len(rows) + 1, beside):
        end += row[0]
        rows.append(row[1])
    return (end, rows) if len(rows) >= _FEWEST else None


def _task(lines: Sequence[str], at: int, number: int, beside: int) -> tuple[int, str] | None:
    """Return the row that begins at a line with a running number, and of how many lines it is."""
    if at >= len(lines) or not lines[at].startswith(f"{number} "):
        return None
    for size in range(1, min(_MOST_LINES, len(lines) - at) + 1):
        last = lines[at + size - 1]
        if size > 1 and (last.startswith(f"{number + 1} ") or HEADING.match(last)):
            return None
        time = _time(last)
        if time >= 0 and (row := _cells_of_task(lines[at : at + size], time, beside)):
            return size, row
    return None


def _time(line: str) -> int:
    """Return where the time begins that ends a line, -1 if none does."""
    starts = [0, *(at + 1 for at, char in enumerate(line) if char == " ")]
    return next((at for at in starts if _TIME.fullmatch(line[at:].replace(" ", ""))), -1)


def _cells_of_task(lines: Sequence[str], time: int, beside: int) -> str | None:
    """Return a row whose last line ends in a time, with TAB between its cells."""
    pieces = [*lines[:-1], lines[-1][: time - 1]] if time else list(lines[:-1])
    if not pieces:
        return None
    texts = [piece.replace(" ", "") for piece in pieces]
    blank = pieces[0].index(" ")
    widths = [printed_width(pieces[0][blank + 1 :]), *map(printed_width, pieces[1:])]
    short = [width < max(widths) - 1 for width in widths]
    starts = [i for i in range(1, len(texts)) if _NAMES.fullmatch("".join(texts[i:]))]
    ended = (i for i in starts if short[i - 1])
    start = next(ended, next((i for i in starts if texts[i][0] in _LEVELS), 0))
    if not start:
        return None
    cuts = [start]
    if beside > 1:
        cut = (
            i
            for i in range(start + 1, len(texts))
            if short[i - 1]
            and _NAMES.fullmatch("".join(texts[start:i]))
            and _NAMES.fullmatch("".join(texts[i:]))
        )
        if (second := next(cut, 0)) == 0:
            return None
        cuts.append(second)
    pieces[0] = pieces[0][:blank] + "\t" + pieces[0][blank + 1 :]
    ends = [*cuts, len(pieces)]
    cells = [JOINT.join(pieces[a:b]) for a, b in zip([0, *cuts], ends, strict=True)]
    return "\t".join([*cells, lines[-1][time:]])


def wrapped_names(lines: Sequence[str], heads: Sequence[str]) -> tuple[int, list[str]] | None:
    """Return where a table of numbers ends whose names were wrapped, and its rows as lines.

    The first line holds the heads.
    """
    rows: list[str] = []
    columns: list[int] | None = None
    end = 1
    wrapped = False
    while end < len(lines):
        cells = lines[end].split()
        above = len(cells) == 1 and end + 1 < len(lines) and _is_piece(lines[end])
        inner = lines[end + 1].split(" ") if above else []
        above = len(inner) == len(heads) - 1
        cells = [lines[end].strip(), *inner] if above else cells
        held = [column for column, cell in enumerate(cells) if column and _VALUE.fullmatch(cell)]
        if len(cells) != len(heads) or len(held) < _FEWEST or held != (columns or held):
            break
        columns = held
        row = lines[end] + "\t" + lines[end + 1].replace(" ", "\t") if above else lines[end]
        end += 1 + above
        for piece in _pieces(lines, end, len(cells[0]), len(cells)):
            row += REST + piece
            end += 1
            wrapped = True
        rows.append(row)
    return (end, rows) if wrapped and len(rows) >= _FEWEST else None


def _pieces(lines: Sequence[str], at: int, width: int, columns: int) -> Iterator[str]:
    """Yield the lines from *at* that hold the rest of a name in a column so wide.

    A piece over a row that lacks its first cell is the next name's.
    """
    while at < len(lines) and _is_piece(lines[at]) and len(lines[at].strip()) <= width:
        if at + 1 < len(lines) and len(lines[at + 1].split()) == columns - 1:
            return
        yield lines[at]
        at += 1


def _is_piece(line: str) -> bool:
    return bool(_PIECE.fullmatch(line)) and not HEADING.match(line) and not _NOTE.match(line)
